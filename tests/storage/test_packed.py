"""What is packed comes back, noun by noun or whole, and what was spoilt is never taken for what was packed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.packed import UNDATED, PackedTimeline, SpoiltError, pack
from tests.timeline.factories import build
from tests.timeline.test_builder import stories
from timeline.model import Timeline

TOLD = st.lists(stories(), max_size=8, unique_by=lambda told: told[0].id)


def never() -> Timeline:
    raise AssertionError("nothing was spoilt")


def opened(timeline: Timeline) -> PackedTimeline:
    return PackedTimeline(memoryview(pack(timeline)), never)


@settings(max_examples=60, deadline=None)
@given(told=TOLD)
def test_what_is_packed_comes_back(told: list[tuple[object, object]]) -> None:
    timeline = build(*told)  # type: ignore[arg-type]
    packed = opened(timeline)
    assert packed.timeline() == timeline
    assert packed.events[:] == timeline.events
    for place, event in enumerate(timeline.events):
        assert packed.events[place] == event
        assert packed.events.place_of(event.id) == place
    for quote in timeline.quotes:
        assert packed.quotes[packed.quotes.place_of(quote.id) or 0].id == quote.id
    for article in timeline.articles:
        assert packed.quotes_of(article.id) == [q for q in timeline.quotes if q.article == article.id]
        proved = [
            place
            for place, event in enumerate(timeline.events)
            if any(proof.article == article.id for proof in event.evidence)
        ]
        assert set(packed.events_of(article.id)) >= set(proved)
    days = list(packed.days)
    assert days == sorted(days)
    assert all(
        (day == UNDATED) == (event.date is None) for day, event in zip(days, timeline.events, strict=True)
    )


@settings(max_examples=150, deadline=None)
@given(told=TOLD, data=st.data())
def test_a_flipped_bit_is_noticed_and_mended(told: list[tuple[object, object]], data: st.DataObject) -> None:
    timeline = build(*told)  # type: ignore[arg-type]
    content = bytearray(pack(timeline))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        packed = PackedTimeline(memoryview(bytes(content)), lambda: timeline)
    except SpoiltError:
        return
    assert packed.timeline() == timeline


@settings(max_examples=60, deadline=None)
@given(told=TOLD, data=st.data())
def test_a_cut_one_is_refused(told: list[tuple[object, object]], data: st.DataObject) -> None:
    content = pack(build(*told))  # type: ignore[arg-type]
    cut = data.draw(st.integers(0, len(content) - 1))
    with pytest.raises(SpoiltError):
        PackedTimeline(memoryview(content[:cut]), never)


def test_nothing_is_found_by_an_unknown_id() -> None:
    packed = opened(Timeline(as_of=dt.date(2025, 8, 1).isoformat()))
    assert packed.events.place_of("x") is None
    assert packed.quotes_of("x") == []
    with pytest.raises(IndexError):
        packed.events[0]
