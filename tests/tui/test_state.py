"""The selection: what each message does to it, and that it is valid after any of them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from functools import reduce as fold

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.desks import HandMade, large, small
from timeline.model import Timeline
from tui.lookup import Lookup, Mark
from tui.messages import (
    ArticleTurned,
    DayChosen,
    EventSeen,
    EvidenceTurned,
    FilterTyped,
    HistoryTurned,
    MarkFollowed,
    MarkTurned,
    Message,
    NewsCame,
    NewTurned,
    QuoteChosen,
    QuoteFollowed,
    RowChosen,
)
from tui.state import State, opening, reduce

STEPS = st.sampled_from([-1, 1])
MESSAGES: st.SearchStrategy[Message] = st.one_of(
    st.builds(RowChosen, st.integers(-2, 60)),
    st.builds(ArticleTurned, STEPS),
    st.builds(MarkTurned, STEPS, st.sampled_from([None, "evidence", "date", "quote"])),
    st.builds(MarkTurned, STEPS, st.just("name"), st.just((Mark(3, 9, "name", rule="Envoy"),))),
    st.builds(EvidenceTurned, STEPS),
    st.builds(NewTurned, STEPS),
    st.builds(NewsCame, st.frozensets(st.sampled_from(["en", "kk", "ru", "a1", "none"])), st.booleans()),
    st.just(EventSeen()),
    st.builds(HistoryTurned, STEPS),
    st.builds(DayChosen, st.integers(1, dt.date.max.toordinal())),
    st.just(MarkFollowed()),
    st.builds(QuoteChosen, st.integers(-2, 12)),
    st.just(QuoteFollowed()),
    st.builds(
        FilterTyped,
        st.sampled_from(["", "putin", "status:planned", "zzzz", "(", "speaker:", "envoy 00000", "type:"]),
    ),
)


@cache
def lookup(kind: str) -> Lookup:
    if kind == "empty":
        return Lookup(HandMade())
    return Lookup(large(50) if kind == "large" else small())


@pytest.fixture
def start() -> State:
    return opening(lookup("small"))


def after(state: State, *messages: Message) -> State:
    return fold(reduce, messages, state)


def text_of(state: State) -> str:
    mark = state.mark
    return state.lookup.text(state.article)[mark.start : mark.end] if mark else ""


def check(state: State) -> None:
    ids = [event.id for event in state.lookup.events]
    assert list(state.shown) == sorted(set(state.shown))
    assert (state.event is None) == (not state.shown)
    if state.event is not None:
        assert state.row is not None
        assert ids[state.shown[state.row]] == state.event
    assert (state.quote is None) == (not state.quotes.ids)
    assert state.quote is None or state.quote in state.quotes.ids
    assert 0 <= state.quotes.own <= len(state.quotes.ids)
    assert len(set(state.quotes.ids)) == len(state.quotes.ids)
    assert all(0 <= place < len(ids) for place in state.news)
    if state.mark and state.mark.kind != "name":
        assert state.mark in state.lookup.marks(state.article)


@given(st.sampled_from(["small", "large", "empty"]), st.lists(MESSAGES, max_size=30))
def test_the_selection_is_valid_after_any_messages(kind: str, messages: list[Message]) -> None:
    state = opening(lookup(kind))
    check(state)
    for message in messages:
        state = reduce(state, message)
        check(state)


def test_the_start_shows_the_first_event_at_its_evidence(start: State) -> None:
    assert (start.event, start.article, start.row) == ("summit", "en", 0)
    assert text_of(start).startswith("The presidents")


def test_the_quotes_of_the_event_come_first_those_beside_the_evidence_before_all(start: State) -> None:
    assert start.quotes.ids == ("q-headway", "q-moscow", "q-kelesi", "q-without")
    assert start.quotes.own == 3


def test_a_row_beyond_the_end_is_the_last(start: State) -> None:
    assert after(start, RowChosen(99)).event == "pledge"


def test_a_row_brings_its_article_and_quotes(start: State) -> None:
    state = after(start, RowChosen(1))
    assert (state.event, state.article) == ("visit", "en")
    assert text_of(state) == "On 18 August Volodymyr Zelensky flew to Washington."
    assert state.quotes.ids[: state.quotes.own] == ("q-without",)


def test_articles_of_an_event_are_toured_in_a_circle(start: State) -> None:
    articles = [after(start, *[ArticleTurned(1)] * turns).article for turns in range(4)]
    assert articles == ["en", "kk", "ru", "en"]
    assert after(start, ArticleTurned(-1)).article == "ru"
    assert text_of(after(start, ArticleTurned(1))) == "Аляскада 15 тамызда екі ел басшысы кездесті."


def test_an_event_of_one_article_has_no_other(start: State) -> None:
    state = after(start, RowChosen(1), ArticleTurned(1))
    assert state.article == "en"
    assert "No other article" in state.notice


def test_marks_follow_each_other_in_reading_order(start: State) -> None:
    texts = [text_of(after(start, *[MarkTurned(1)] * turns)) for turns in range(1, 4)]
    assert texts == ["15 August", "“We have made good headway,”", "“Next time in Moscow.”"]
    assert text_of(after(start, MarkTurned(1), MarkTurned(-1))) == text_of(start)


def test_a_date_says_how_it_was_resolved(start: State) -> None:
    assert after(start, MarkTurned(1)).notice == "15 August -> 2025-08-15"
    assert after(start, MarkTurned(1), MarkTurned(1)).notice == ""


def test_marks_end_somewhere(start: State) -> None:
    state = after(start, MarkTurned(-1))
    assert (state.mark, state.notice) == (start.mark, "That was the first mark.")
    assert after(start, *[MarkTurned(1)] * 30).notice == "That was the last mark."


def test_a_mark_leads_back_to_its_event(start: State) -> None:
    state = start
    while text_of(state) != "22 August":
        state = after(state, MarkTurned(1))
    followed = after(state, MarkFollowed())
    assert followed.event == "round"
    assert (followed.article, followed.mark) == (state.article, state.mark)


def test_a_quote_in_the_article_moves_the_cursor_of_the_quotes(start: State) -> None:
    state = after(start, *[MarkTurned(1)] * 3)
    assert state.quote == "q-moscow"


def test_the_article_goes_to_a_quote_even_into_another_article(start: State) -> None:
    state = after(start, QuoteChosen(2))
    assert (state.event, state.article, text_of(state)) == ("summit", "kk", "«Келесі кездесу Мәскеуде өтеді»")
    assert state.quotes == start.quotes


def test_the_timeline_goes_to_the_event_of_a_quote_while_the_list_stays(start: State) -> None:
    state = after(start, QuoteChosen(3))
    assert state.event == "visit"
    assert state.quotes == start.quotes


def test_following_a_quote_lists_the_quotes_of_its_event(start: State) -> None:
    state = after(start, QuoteChosen(3), QuoteFollowed())
    assert (state.event, state.quote, state.quotes.own) == ("visit", "q-without", 1)


def test_a_filter_keeps_the_selection_if_it_can(start: State) -> None:
    state = after(start, RowChosen(1), FilterTyped("washington"))
    assert (state.event, state.row, list(state.shown)) == ("visit", 0, [1])


def test_a_filter_selects_what_comes_next_if_it_must(start: State) -> None:
    assert after(start, FilterTyped("status:planned")).event == "round"
    assert after(start, RowChosen(3), FilterTyped("status:planned")).event == "round"


def test_a_wrong_filter_keeps_the_view_and_says_why(start: State) -> None:
    before = after(start, FilterTyped("washington"))
    state = after(before, FilterTyped("status:nonsense"))
    assert state.error is not None
    assert state.error.message
    assert (state.shown, state.filter, state.event) == (before.shown, before.filter, before.event)
    assert after(state, FilterTyped("")).error is None


def test_a_filter_that_finds_nothing_selects_nothing(start: State) -> None:
    state = after(start, FilterTyped("zzzz"))
    assert (list(state.shown), state.event, state.article, state.quotes.ids) == ([], None, None, ())
    assert after(state, FilterTyped("")).event == "summit"


def test_the_filter_does_not_lead_to_a_hidden_event(start: State) -> None:
    state = after(start, FilterTyped("headway"), QuoteChosen(3))
    assert state.event == "summit"
    assert "filter hides" in after(state, QuoteFollowed()).notice


def test_marks_beyond_the_text_are_not_drawn() -> None:
    desk = small()
    events = [event for event in desk.timeline.events if event.id == "summit"]
    short = {
        id_: type(each)(id=id_, text="Short.", published=each.published)
        for id_, each in desk.articles.items()
    }
    state = opening(Lookup(HandMade(Timeline(events=events), short, desk.readings)))
    assert state.mark is None
    assert state.lookup.marks("en") == ()


def test_a_date_belongs_to_the_event_of_its_sentence(start: State) -> None:
    dates = [mark for mark in start.lookup.marks("en") if mark.kind == "date"]
    assert [mark.events for mark in dates] == [("summit",), ("round",), ("visit",)]
    assert all(isinstance(mark, Mark) for mark in dates)


def day(iso: str) -> DayChosen:
    return DayChosen(dt.date.fromisoformat(iso).toordinal())


@given(st.sampled_from(["small", "large"]), st.lists(MESSAGES, max_size=20), st.integers(1, 20))
def test_back_and_as_often_forward_lead_where_one_was(kind: str, messages: list[Message], steps: int) -> None:
    state = after(opening(lookup(kind)), *messages)
    back = state
    for _ in range(steps):
        left, back = back, reduce(back, HistoryTurned(-1))
        if not back.notice:
            assert reduce(back, HistoryTurned(1)).place == left.place


def test_jumps_can_be_gone_back_and_single_steps_are_none(start: State) -> None:
    state = after(start, ArticleTurned(1), RowChosen(1), RowChosen(2), RowChosen(0), HistoryTurned(-1))
    assert state.event == "round"
    state = reduce(state, HistoryTurned(-1))
    assert (state.event, state.article) == ("summit", "en")
    state = reduce(state, HistoryTurned(-1))
    assert state.notice == "There is nothing to go back to."
    assert reduce(state, HistoryTurned(1)).event == "round"


def test_the_way_back_passes_over_what_the_filter_hides(start: State) -> None:
    state = after(start, RowChosen(2), RowChosen(0), FilterTyped("putin"), HistoryTurned(-1))
    assert state.event == "summit"


def test_evidence_of_an_event_is_gone_through_article_by_article(start: State) -> None:
    told = []
    state = start
    for _ in range(3):
        state = reduce(state, EvidenceTurned(1))
        told.append((state.article, state.notice))
    assert told == [("kk", "Evidence 2 of 3"), ("ru", "Evidence 3 of 3"), ("en", "Evidence 1 of 3")]
    assert reduce(state, EvidenceTurned(-1)).article == "ru"
    assert after(start, RowChosen(2), EvidenceTurned(1)).notice == "No other sentence proves this event."


def test_marks_of_one_kind(start: State) -> None:
    assert text_of(reduce(start, MarkTurned(1, "date"))) == "15 August"
    assert text_of(after(start, MarkTurned(1, "date"), MarkTurned(1, "date"))) == "22 August"
    assert text_of(reduce(start, MarkTurned(1, "quote"))) == "“We have made good headway,”"
    assert reduce(start, MarkTurned(1, "name")).notice == "There is no name in this article."


def test_going_to_a_date_leads_to_the_first_event_that_is_not_before_it(start: State) -> None:
    assert reduce(start, day("2025-08-16")).event == "visit"
    assert reduce(start, day("2025-08-18")).event == "visit"
    assert reduce(start, day("1990-01-01")).event == "summit"
    late = reduce(start, day("2030-01-01"))
    assert (late.event, late.notice) == ("round", "That is after the last event.")
