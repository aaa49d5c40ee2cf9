"""What is new in a timeline."""

from __future__ import annotations

from tests.timeline.factories import build, mention, quote, said, story
from timeline.building.digest import Digest, digest
from timeline.model import Event, Timeline

OLD = [
    story(
        "old", "2025-03-03", mention("2025-03-10", "meeting", ["Ada", "Bek"], ["Lakeside"], status="planned")
    ),
    story("past", "2025-03-03", mention("2025-03-02", "call", ["Cem", "Dana"])),
    story("ahead", "2025-03-03", mention("2025-03-20", "visit", ["Emil"], ["Hilltop"], status="planned")),
    story("late", "2025-03-03", mention("2025-03-04", "visit", ["Dana"], ["Harbour"], status="planned")),
]
NEW = [
    story("met", "2025-03-11", mention("2025-03-10", "meeting", ["Ada", "Bek"], ["Lakeside"])),
    story("again", "2025-03-11", mention("2025-03-02", "call", ["Cem", "Dana"])),
    story("fresh", "2025-03-11", mention("2025-03-09", "attack", ["Northland"], ["Harbour"])),
]


def found(days: int = 14) -> Digest:
    return digest(build(*OLD, *NEW), {"met", "again", "fresh"}, days=days)


def days(events: list[Event]) -> list[str | None]:
    return [event.date for event in events]


def test_only_what_nobody_told_before_has_happened_since() -> None:
    assert days(found().happened) == ["2025-03-09"]
    assert found().articles == 3


def test_what_was_planned_and_has_been_held_has_changed() -> None:
    assert days(found().changed) == ["2025-03-10"]


def test_ahead_is_as_far_as_was_asked_and_overdue_is_what_nobody_told_of() -> None:
    assert days(found().ahead) == ["2025-03-20"]
    assert days(found(days=5).ahead) == []
    assert days(found().overdue) == ["2025-03-04"]


def test_words_stand_apart_from_deeds() -> None:
    words = story(
        "words",
        "2025-03-11",
        said("Ada", "2025-03-11", ["Bek"]),
        quotes=[quote("q", "words", "Ada", ["Bek"])],
    )
    told = digest(build(*OLD, words), {"words"}, days=14)
    assert days(told.said) == ["2025-03-11"]
    assert told.happened == []


def test_of_nothing_nothing_is_new() -> None:
    assert digest(Timeline(), set(), days=14) == Digest(as_of=None, articles=0)
