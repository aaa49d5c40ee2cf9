"""Readings -> `Timeline`: merge across articles and languages, date, judge, title. `Builder` is the door."""

from __future__ import annotations

from timeline.building.builder import Builder
from timeline.building.corrections import CorrectionError, check
from timeline.building.identity import anchors, event_ids, evidence_id, find_event
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
    "short_name",
]

BUILDER_VERSION = "1"
"""Changes whenever the same readings may make another timeline; one that was kept is then built again."""
