"""Which types of event may be one and the same thing told differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, TypeAlias

from timeline.model import EventType

Kind: TypeAlias = EventType | Literal["encounter"]

_KINDS: dict[EventType, Kind] = {"summit": "encounter", "meeting": "encounter", "negotiation": "encounter"}

VERBAL: frozenset[Kind] = frozenset(("statement", "demand", "rejection", "criticism", "threat"))
"""One side speaks: one event per speaker, day and topic."""

BILATERAL: frozenset[Kind] = frozenset(("encounter", "call", "visit", "agreement"))
"""Who takes part tells one from another: Xi with Biden is not Xi with Macron."""

_MAY_BE: dict[Kind, tuple[Kind, ...]] = {
    "visit": ("visit", "encounter", "other"),
    "encounter": ("encounter", "visit", "other"),
    "other": ("other", "visit", "encounter"),
}
_FOR_A_SUMMIT = 4
_SPECIFIC: dict[EventType, int] = {"negotiation": 3, "meeting": 2, "visit": 1, "other": -1}


def kind_of(event_type: EventType) -> Kind:
    """The kind that a type belongs to; types of one kind merge freely."""
    return _KINDS.get(event_type, event_type)


def may_be(kind: Kind) -> tuple[Kind, ...]:
    """The kinds as which the same thing may be told elsewhere: who visits somebody meets him."""
    return _MAY_BE.get(kind, (kind,))


def type_of(told: Iterable[tuple[str, EventType]]) -> EventType:
    """The type of an event out of articles and the types that they tell: what most say, the more specific when equal.

    A summit is called a meeting by most who tell of it, so one article in four is enough.
    """
    told = set(told)
    told = {(article, event_type) for article, event_type in told if event_type != "other"} or told
    types = Counter(event_type for _, event_type in told)
    if types["summit"] * _FOR_A_SUMMIT > len({article for article, _ in told}):
        return "summit"
    return max(sorted(types), key=lambda event_type: (types[event_type], _SPECIFIC.get(event_type, 0)))
