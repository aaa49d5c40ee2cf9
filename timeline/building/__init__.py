"""Readings -> `Timeline`: merge across articles and languages, date, judge, title. `Builder` is the door."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.building.builder import Builder
    from timeline.building.corrections import CorrectionError, check
    from timeline.building.evidence import evidence_id
    from timeline.building.identity import anchors, event_ids, find_event
    from timeline.building.naming import respoken
    from timeline.building.titles import short_name

__all__ = [
    "BUILDER_VERSION",
    "Builder",
    "CorrectionError",
    "anchors",
    "check",
    "event_ids",
    "evidence_id",
    "find_event",
    "respoken",
    "short_name",
]

BUILDER_VERSION = "2"
"""Changes whenever the same readings may make another timeline; one that was kept is then built again."""

_PLACES = {
    "Builder": "builder",
    "CorrectionError": "corrections",
    "check": "corrections",
    "anchors": "identity",
    "event_ids": "identity",
    "evidence_id": "evidence",
    "find_event": "identity",
    "respoken": "naming",
    "short_name": "titles",
}
"""Name -> module. They are loaded when first asked for: who only looks at a timeline that was kept builds nothing."""


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
