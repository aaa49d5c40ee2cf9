"""The builder: any order of additions, edits and removals gives what a rebuild gives."""

from __future__ import annotations

import datetime as dt
import os
import random
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.timeline.factories import build, mention, quote, said, story
from timeline.building import (
    Builder,
    CorrectionError,
    anchors,
    check,
    event_ids,
    evidence_id,
    find_event,
)
from timeline.model import Article, Correction, CorrectionKind, EventMention, Reading, Span, Timeline

People = st.lists(
    st.sampled_from(["Ada", "Bek", "Cem", "Dana", "Northland", "Southland", "League"]),
    max_size=3,
    unique=True,
)
Places = st.lists(st.sampled_from(["Lakeside", "Harbour", "Hilltop", "Northland"]), max_size=2, unique=True)
DATES = (None, "2025-03-03", "2025-03-04", "2025-03-05", "2025-03", "2025-W10", "not a date")
TYPES = ("summit", "meeting", "call", "visit", "statement", "criticism", "attack", "agreement", "other")
PRINTS: tuple[list[int], ...] = (
    [],
    [1, 2, 3, 4, 5, 6],
    [1, 2, 3, 4, 9, 9],
    [8, 8, 3, 4, 9, 9],
    [7, 7, 7, 7, 7, 7],
)
ORDERS = int(os.environ.get("ELSHI_TEST_ORDERS", "150"))
"""Random orders and edits to try: a few each time, a thousand before a release."""
VALUES: dict[CorrectionKind, str | None] = {
    "merge": None,
    "split": None,
    "type": "call",
    "date": "2025-03-07",
    "hide": None,
    "pin": None,
    "note": "Ask them.",
}
STATUSES = ("happened", "planned", "cancelled", "denied", "unconfirmed")


@st.composite
def mentions(draw: st.DrawFn) -> EventMention:
    date = draw(st.sampled_from(DATES))
    told = mention(
        date,
        draw(st.sampled_from(TYPES)),
        draw(People),
        draw(Places),
        status=draw(st.sampled_from(STATUSES)),
        start=draw(st.sampled_from([0, 100, 200])),
        end=draw(st.sampled_from([None, None, "2025-03-06"])) if date == "2025-03-04" else None,
        quantities=draw(st.sampled_from([None, {"votes": 3}, {"votes": 4}])),
    )
    start = told.sentence.start << 32 | zlib.crc32(told.summary.encode())
    return replace(told, sentence=Span(start=start, end=start + len(told.summary)))


@st.composite
def stories(draw: st.DrawFn) -> tuple[Article, Reading]:
    return story(
        draw(st.sampled_from("abcdefg")),
        draw(
            st.sampled_from(
                [
                    "2025-03-01",
                    "2025-03-04",
                    "2025-03-04T23:30:00-08:00",
                    "2025-03-05T01:00:00+05:00",
                    "2025-03-20",
                ]
            )
        ),
        *draw(st.lists(mentions(), max_size=4)),
        lang=draw(st.sampled_from(["kk", "ru", "en"])),
        source=draw(st.sampled_from([None, "Wire", "Herald"])),
        fingerprint=draw(st.sampled_from(PRINTS)),
    )


@settings(max_examples=ORDERS, deadline=None)
@given(
    told=st.lists(stories(), max_size=9),
    removed=st.sets(st.sampled_from("abcdefg"), max_size=2),
    seed=st.integers(0, 999),
)
def test_any_order_and_any_edits_give_what_a_rebuild_gives(
    told: list[tuple[Article, Reading]], removed: set[str], seed: int
) -> None:
    edited = Builder()
    for number, (article, reading) in enumerate(told):
        edited.add(article, reading)
        if number % 3 == 2:
            edited.timeline()
    for article_id in removed:
        edited.remove(article_id)
    final = {article.id: (article, reading) for article, reading in told if article.id not in removed}
    shuffled = list(final.values())
    random.Random(seed).shuffle(shuffled)
    rebuilt = build(*shuffled)
    assert edited.timeline() == rebuilt
    assert edited.timeline(as_of="2025-03-04") == build(*shuffled, as_of="2025-03-04")
    assert edited.timeline() == rebuilt


@st.composite
def corrected(draw: st.DrawFn) -> tuple[list[tuple[Article, Reading]], list[Correction]]:
    """Some articles, and what somebody set right in the timeline of the first few of them."""
    told = draw(st.lists(stories(), min_size=1, max_size=9, unique_by=lambda told: told[0].id))
    known = build(*told[: draw(st.integers(1, len(told)))])
    corrections: list[Correction] = []
    for number in range(draw(st.integers(0, 4)) if known.events else 0):
        kind = draw(st.sampled_from(sorted(VALUES)))
        events = draw(
            st.lists(st.sampled_from(known.events), min_size=1, max_size=2, unique_by=lambda e: e.id)
        )
        evidence = [anchor for event in events for anchor in anchors(known, event)]
        one = Correction(kind=kind, evidence=evidence, value=VALUES[kind], made=f"2025-03-2{number}")
        try:
            check(one)
        except CorrectionError:
            continue
        corrections.append(one)
    return told, corrections


@settings(max_examples=ORDERS, deadline=None)
@given(given=corrected(), removed=st.sets(st.sampled_from("abcdefg"), max_size=2), seed=st.integers(0, 999))
def test_corrections_survive_any_order_and_any_edits(
    given: tuple[list[tuple[Article, Reading]], list[Correction]], removed: set[str], seed: int
) -> None:
    told, corrections = given
    edited = Builder()
    for article, reading in told:
        edited.add(article, reading)
        edited.timeline(corrections=corrections)
    for article_id in removed:
        edited.remove(article_id)
    left = [(article, reading) for article, reading in told if article.id not in removed]
    random.Random(seed).shuffle(left)
    random.Random(seed).shuffle(corrections)
    rebuilt = Builder()
    for article, reading in left:
        rebuilt.add(article, reading)
    assert edited.timeline(corrections=corrections) == rebuilt.timeline(corrections=corrections)
    assert edited.timeline() == rebuilt.timeline()


@settings(max_examples=100, deadline=None)
@given(told=st.lists(stories(), max_size=8, unique_by=lambda told: told[0].id))
def test_every_timeline_is_in_order_complete_and_consistent(told: list[tuple[Article, Reading]]) -> None:
    timeline = build(*told)
    known_articles = {article.id for article in timeline.articles}
    assert known_articles == {article.id for article, _ in told}
    actors = {actor.id for actor in timeline.actors}
    ids = [event.id for event in timeline.events]
    assert len(set(ids)) == len(ids)
    dates = [event.date for event in timeline.events]
    assert dates == sorted(dates, key=lambda date: (date is None, days_first(date)))
    for event in timeline.events:
        assert set(event.actors) | set(event.places) <= actors
        assert event.articles == list(dict.fromkeys(evidence.article for evidence in event.evidence))
        assert set(event.articles) <= known_articles
        assert event.history, "some article says something"
        assert 1 <= event.sources <= len(event.articles)
        assert event.summary in {evidence.text for evidence in event.evidence}
        assert find_event(timeline, event.id) is event


def days_first(date: str | None) -> dt.date:
    firsts = {"2025-03": dt.date(2025, 3, 1), "2025-W10": dt.date(2025, 3, 3)}
    return dt.date.max if date is None else firsts.get(date) or dt.date.fromisoformat(date)


@settings(max_examples=100, deadline=None)
@given(told=st.lists(stories(), max_size=8, unique_by=lambda told: told[0].id))
def test_incompatible_people_are_never_merged(told: list[tuple[Article, Reading]]) -> None:
    """Whoever speaks, speaks alone in the event."""
    for event in build(*told).events:
        if event.type in ("statement", "criticism"):
            speakers = {
                m.actors[0] if m.actors else None
                for _, reading in told
                for m in reading.events
                if m.type == event.type
                and any(m.summary == e.text and e.article == reading.id for e in event.evidence)
            }
            assert len(speakers) == 1


def test_nothing_in_nothing_out() -> None:
    assert Builder().timeline() == Timeline()
    assert Builder().timeline(as_of="2025-03-04", query="x") == Timeline(as_of="2025-03-04", query="x")


def test_adding_again_replaces() -> None:
    builder = Builder()
    builder.add(*story("a", "2025-03-04", mention("2025-03-04", "call", ("Ada", "Bek"))))
    builder.add(*story("a", "2025-03-04", mention("2025-03-05", "call", ("Ada", "Bek"), status="planned")))
    assert [(event.date, event.articles) for event in builder.timeline().events] == [("2025-03-05", ["a"])]


def test_removing_what_is_not_there_does_nothing() -> None:
    builder = Builder()
    builder.remove("nobody")
    assert builder.timeline().articles == []


def test_a_publication_that_is_no_date_is_refused_and_changes_nothing() -> None:
    builder = Builder()
    builder.add(*story("a", "2025-03-04", mention("2025-03-04", "call", ("Ada", "Bek"))))
    before = builder.timeline()
    with pytest.raises(ValueError, match="soon"):
        builder.add(*story("a", "soon"))
    assert builder.timeline() == before


def test_order_of_events() -> None:
    timeline = build(
        story(
            "a",
            "2025-03-20",
            said("Ada", None, ("Bek",), start=10),
            mention("2025-03", "agreement", ("Ada", "Bek"), grain="month", start=20),
            mention("2025-03-02", "call", ("Ada", "Bek"), start=30),
            mention("2025-03-01", "vote", ("League",), start=40),
        )
    )
    assert [event.date for event in timeline.events] == ["2025-03-01", "2025-03", "2025-03-02", None]


def test_all_quotes_and_articles_and_only_named_actors_are_there() -> None:
    timeline = build(
        story("b", "2025-03-05", quotes=[quote("b:1", "b", "Ada", ("Bek",)), quote("b:2", "b", None)]),
        story("a", "2025-03-04", actors=[]),
    )
    assert [q.id for q in timeline.quotes] == ["b:1", "b:2"]
    assert [article.id for article in timeline.articles] == ["a", "b"]
    assert [actor.id for actor in timeline.actors] == ["Ada", "Bek"]


class TestIds:
    one = story("b", "2025-03-05", mention("2025-03-04", "call", ("Ada", "Bek"), text="Ada telephoned Bek."))
    earlier = story(
        "a", "2025-03-04", mention("2025-03-04", "call", ("Ada", "Bek"), text="Bek was called by Ada.")
    )

    def test_an_id_outlives_new_articles(self) -> None:
        (event,) = build(self.one).events
        timeline = build(self.one, self.earlier)
        (grown,) = timeline.events
        assert grown.id != event.id
        assert event.id in event_ids(grown)
        assert find_event(timeline, event.id) is grown
        assert find_event(timeline, event.id[:6]) is grown
        assert find_event(timeline, "0" * 12) is None
        assert find_event(timeline, "") is None

    def test_an_id_is_of_article_and_sentence(self) -> None:
        (event,) = build(self.one).events
        assert event.id == evidence_id(event.evidence[0])

    def test_two_events_of_one_sentence_have_two_ids(self) -> None:
        text = "Ada telephoned Bek, and then Cem."
        told = story(
            "a",
            "2025-03-05",
            mention("2025-03-04", "call", ("Ada", "Bek"), text=text),
            mention("2025-03-05", "call", ("Ada", "Cem"), text=text),
        )
        timeline = build(told)
        first, second = timeline.events
        assert second.id == f"{first.id}-2"
        assert find_event(timeline, second.id) is second
        earlier = story("0", "2025-03-01", mention("2025-03-05", "call", ("Ada", "Cem"), status="planned"))
        grown = build(told, earlier)
        assert find_event(grown, second.id) is grown.events[1]
        assert find_event(grown, first.id) is grown.events[0]
