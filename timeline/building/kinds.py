"""Which types of event may be one and the same thing told differently."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from timeline.model import EventType

Kind: TypeAlias = EventType | Literal["encounter"]

_KINDS: dict[EventType, Kind] = {"summit": "encounter", "meeting": "encounter", "negotiation": "encounter"}

VERBAL: frozenset[Kind] = frozenset(("statement", "demand", "rejection", "criticism", "threat"))
"""One side speaks: one event per speaker, day and topic."""

BILATERAL: frozenset[Kind] = frozenset(("encounter", "call", "visit", "agreement"))
"""Who takes part tells one from another: Xi with Biden is not Xi with Macron."""

_MAY_BE: dict[Kind, tuple[Kind, ...]] = {"visit": ("visit", "encounter"), "encounter": ("encounter", "visit")}
_SPECIFIC: dict[EventType, int] = {"negotiation": 3, "meeting": 2, "visit": 1}


def kind_of(event_type: EventType) -> Kind:
    """The kind that a type belongs to; types of one kind merge freely."""
    return _KINDS.get(event_type, event_type)


def may_be(kind: Kind) -> tuple[Kind, ...]:
    """The kinds as which the same thing may be told elsewhere: who visits somebody meets him."""
    return _MAY_BE.get(kind, (kind,))


def type_of(told: Iterable[EventType]) -> EventType:
    """The type of an event out of the types that its articles tell, one entry per article and type.

    A summit is called a meeting by most who tell of it, but a meeting is called a summit only when it is one.
    """
    types = list(told)
    if "summit" in types:
        return "summit"
    return max(sorted(set(types)), key=lambda told: (types.count(told), _SPECIFIC.get(told, 0)))
