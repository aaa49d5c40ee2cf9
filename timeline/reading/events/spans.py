"""Dates that only open a stretch of time: "the first visit since 2019" was not in 2019."""

from __future__ import annotations

from timeline.model import EventType
from timeline.reading.events.days import Day
from timeline.reading.events.lexicon import Hit
from timeline.reading.events.scenes import Scene

_LASTING: frozenset[EventType] = frozenset({"ceasefire", "sanction", "posture", "appointment"})
"""Types of which one says since when they hold: "a truce in force since 29 November"."""
_WORDS_AFTER = 8.0
"""Between "since" and its date: "since the beginning of Russia's war against Ukraine in February 2022"."""
_WORDS_BEFORE = 1.2
_RIGHT_BEHIND = 4.0


def opening(scene: Scene, day: Day) -> Hit | None:
    """What says that a date is but a beginning, if anything does."""
    start, end = scene.clause(day.start)
    for marker in reversed(scene.markers):
        if marker.kind == "since before" and start <= marker.start < day.start:
            near = scene.words_between(marker, day) <= _WORDS_AFTER
        elif marker.kind == "since after" and day.start < marker.start < end:
            near = scene.words_between(day, marker) <= _WORDS_BEFORE
        else:
            continue
        if near:
            return marker
    return None


def only_opens(scene: Scene, trigger: Hit, day: Day) -> bool:
    """Whether a date is the beginning of the time up to what a trigger tells, and not its date.

    What stands between "since" and the date, or right behind it, did happen then: "since the summit of 15 August".
    """
    marker = opening(scene, day)
    if marker is None or trigger.value in _LASTING or trigger.kind == "reporting":
        return False
    if marker.kind == "since before" and trigger.start >= marker.end:
        return trigger.start > day.start and scene.words_between(day, trigger) > _RIGHT_BEHIND
    return day.grain != "day" or any(other.kind == "first" for other in scene.markers)
