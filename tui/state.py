"""The state of the dashboard and how it changes: plain values, no terminal.

The three panes show one selection. Widgets draw a `State` and tell what the person did as a message; `reduce` gives
the next state. The selection is by id, so that it stays when the rows change under it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from storage.errors import QueryError
from timeline.model import Event
from tui.finding import find
from tui.lookup import NO_QUOTES, EventRows, Flags, Lookup, Mark, QuoteList
from tui.messages import (
    ArticleTurned,
    DayChosen,
    DeskChanged,
    EventSeen,
    EvidenceTurned,
    FilterFound,
    FilterTyped,
    HistoryTurned,
    MarkFollowed,
    MarkTurned,
    Message,
    NewsCame,
    NewTurned,
    OwnChanged,
    QuoteChosen,
    QuoteFollowed,
    RowChosen,
)
from tui.own import NOTHING, Own

LAST_DAY = dt.date.max.toordinal()


class FilterError(NamedTuple):
    """What is wrong with a filter, and the offset of the offending word in it."""

    message: str
    position: int


class Place(NamedTuple):
    """Where the panes stood: what was selected in each."""

    event: str | None
    article: str | None
    mark: Mark | None
    quotes: QuoteList
    quote: str | None


FURTHEST = 100
"""Places that are remembered."""


@dataclass(frozen=True, slots=True)
class State:
    """What is on show and what is selected in it."""

    lookup: Lookup = field(repr=False, compare=False)
    shown: Sequence[int]
    """Places of the events that the filter lets through, ascending."""
    filter: str = ""
    """The filter that ``shown`` comes from."""
    error: FilterError | None = None
    """Why the filter that was typed last is not in force."""
    event: str | None = None
    article: str | None = None
    mark: Mark | None = None
    """What the article is scrolled to."""
    quotes: QuoteList = NO_QUOTES
    quote: str | None = None
    own: Own = NOTHING
    """What the person has read, bookmarked and tagged."""
    fresh: frozenset[str] = frozenset()
    """Ids of articles that came since the person last looked."""
    seen: frozenset[str] = frozenset()
    """Ids of events that were looked at since."""
    news: frozenset[int] = frozenset()
    """Places of the events that fresh articles tell of and that were not seen yet."""
    notice: str = ""
    """What there is to say about the last message."""
    past: tuple[Place, ...] = ()
    """Where jumps started from, the latest last."""
    future: tuple[Place, ...] = ()
    """Where the way back led away from, the latest last."""

    @property
    def place(self) -> Place:
        """What is selected in each pane."""
        return Place(self.event, self.article, self.mark, self.quotes, self.quote)

    @property
    def rows(self) -> EventRows:
        """The rows of the timeline list."""
        return EventRows(self.lookup.events, self.shown, self.flags if self.news else self.own.flags)

    def flags(self, event: Event) -> Flags:
        """What the list shows of an event."""
        own = self.own.flags(event)
        return own | {"new"} if self.lookup.position.get(event.id) in self.news else own

    @property
    def row(self) -> int | None:
        """Row of the selected event."""
        place = self.lookup.position.get(self.event) if self.event is not None else None
        return None if place is None else self._row_of(place)

    @property
    def selected(self) -> Event | None:
        """The selected event."""
        return self.lookup.event(self.event)

    @property
    def tour(self) -> tuple[str, ...]:
        """Ids of the articles that tell of the selected event."""
        return self.lookup.tour(self.selected) if self.selected else ()

    def _row_of(self, place: int) -> int | None:
        row = bisect_left(self.shown, place)
        return row if row < len(self.shown) and self.shown[row] == place else None

    def shows(self, event_id: str) -> bool:
        """Whether the filter lets an event through."""
        place = self.lookup.position.get(event_id)
        return place is not None and self._row_of(place) is not None


def opening(lookup: Lookup) -> State:
    """The state at the start: everything is shown, the first event is selected."""
    return _at_row(State(lookup, range(len(lookup.events))), 0)


def reduce(state: State, message: Message) -> State:
    """The state after a message. Never fails; what cannot be done leaves a notice."""
    state = replace(state, notice="")
    if isinstance(message, HistoryTurned):
        return _turn_history(state, message.step)
    after = _reduced(state, message)
    return _remembering(after, state.place) if _is_jump(state, message) else after


def _reduced(state: State, message: Message) -> State:
    match message:
        case RowChosen(row):
            return _at_row(state, row)
        case ArticleTurned(step):
            return _turn_article(state, step)
        case EvidenceTurned(step):
            return _turn_evidence(state, step)
        case MarkTurned():
            return _turn_mark(state, message)
        case MarkFollowed():
            return _follow(state, state.mark.events if state.mark else (), "Nothing hangs on this place.")
        case QuoteChosen(place):
            return _at_quote(state, place)
        case QuoteFollowed():
            return _follow_quote(state)
        case DayChosen(day):
            return _at_day(state, day)
        case FilterTyped(text):
            return _filter(state, text)
        case FilterFound(text, shown):
            return _filtered(state, text, shown)
        case HistoryTurned(step):
            return _turn_history(state, step)
        case NewsCame():
            return _news_came(state, message)
        case NewTurned(step):
            return _turn_new(state, step)
        case EventSeen():
            return _event_seen(state)
        case DeskChanged(lookup, shown, query):
            return _with_news(_on_other_desk(state, lookup, shown, query))
        case OwnChanged(own):
            return replace(state, own=own)


# Back and forward.


_NO_JUMPS = (QuoteChosen, FilterTyped, FilterFound, DeskChanged, OwnChanged, NewsCame, EventSeen)


def _is_jump(state: State, message: Message) -> bool:
    """Whether somebody may want to come back from where a message leads; single steps of a cursor lead nowhere."""
    if isinstance(message, RowChosen):
        return state.row is not None and abs(message.row - state.row) > 1
    return not isinstance(message, _NO_JUMPS)


def _remembering(state: State, place: Place) -> State:
    if place == state.place or place.event is None:
        return state
    past = state.past if state.past[-1:] == (place,) else (*state.past, place)[-FURTHEST:]
    return replace(state, past=past, future=())


def _turn_history(state: State, step: int) -> State:
    """Go to the nearest place that still can be shown, and forget those before it that cannot."""
    ahead, behind = (state.past, state.future) if step < 0 else (state.future, state.past)
    here = state.place
    while ahead:
        *rest, place = ahead
        ahead = tuple(rest)
        if place != here and place.event is not None and state.shows(place.event):
            behind = (*behind, here)[-FURTHEST:]
            past, future = (ahead, behind) if step < 0 else (behind, ahead)
            return replace(state, **place._asdict(), past=past, future=future)
    past, future = (ahead, behind) if step < 0 else (behind, ahead)
    notice = "There is nothing to go back to." if step < 0 else "There is nothing to go forward to."
    return replace(state, past=past, future=future, notice=notice)


# What is new.


def _with_news(state: State) -> State:
    """Find the events that fresh articles tell of."""
    links = state.lookup.links
    told = {place for article in state.fresh for place in links.events_of(article)} if state.fresh else set()
    seen = {state.lookup.position.get(event) for event in state.seen}
    return replace(state, news=frozenset(told - seen))


def _news_came(state: State, news: NewsCame) -> State:
    state = _with_news(replace(state, fresh=state.fresh | news.articles))
    return _turn_new(replace(state, event=None), 1) if news.opening and state.news else state


def _turn_new(state: State, step: int) -> State:
    here = state.lookup.position.get(state.event, -1) if state.event is not None else -1
    new = [place for place in sorted(state.news) if state._row_of(place) is not None]
    ahead = [place for place in new if (place > here if step > 0 else place < here)]
    if not ahead:
        where = "after" if step > 0 else "before"
        state = state if state.event is not None else _at_row(state, 0)
        return replace(state, notice=f"Nothing new {where} this." if new else "Nothing is new.")
    return _at_row(state, state._row_of(ahead[0 if step > 0 else -1]) or 0)


def _event_seen(state: State) -> State:
    place = state.lookup.position.get(state.event) if state.event is not None else None
    if place not in state.news or state.event is None:
        return state
    return replace(state, seen=state.seen | {state.event}, news=state.news - {place})


def _at_day(state: State, day: int) -> State:
    """Select the first event on show that is not before a day, or the last one with a day."""
    if not state.shown:
        return replace(state, notice="No event is on show.")
    days = state.lookup.links.days
    row = bisect_left(state.shown, bisect_left(days, day))
    if row < len(state.shown) and days[state.shown[row]] <= LAST_DAY:
        return _at_row(state, row)
    dated = bisect_left(state.shown, bisect_left(days, LAST_DAY + 1))
    return replace(_at_row(state, max(0, dated - 1)), notice="That is after the last event.")


def _on_other_desk(state: State, lookup: Lookup, shown: Sequence[int], query: str) -> State:
    """The same selection on another desk: the event that the same sentences prove, the article, the mark and the quote in it."""
    row, event = state.row, _again(state, lookup)
    here = replace(
        state,
        lookup=lookup,
        shown=shown,
        filter=query,
        event=event.id if event else None,
        past=tuple(place for place in state.past if _is_there(place, lookup)),
        future=tuple(place for place in state.future if _is_there(place, lookup)),
    )
    if event is None or here.row is None:
        return _at_row(replace(here, event=None), row or 0)
    article = state.article if state.article in lookup.references else next(iter(lookup.tour(event)), None)
    at = _at_article(here, article)
    same = (
        mark
        for mark in lookup.marks(article)
        if state.mark and article == state.article and mark[:3] == state.mark[:3]
    )
    quote = state.quote if state.quote in at.quotes.ids else at.quote
    return replace(at, mark=next(same, at.mark), quote=quote)


def _is_there(place: Place, lookup: Lookup) -> bool:
    """Whether all that a place points to is in a desk."""
    return (
        place.event in lookup.position
        and (place.article is None or place.article in lookup.references)
        and all(quote in lookup.quotes for quote in place.quotes.ids)
    )


def _again(state: State, lookup: Lookup) -> Event | None:
    """The selected event on another desk: by its id, else one of its type that the same sentence proves."""
    known, event = lookup.event(state.event), state.selected
    if known or event is None:
        return known
    proofs = {(proof.article, proof.text) for proof in event.evidence}
    places = (place for proof in event.evidence for place in lookup.links.events_of(proof.article))
    alike = (told for place in places if (told := lookup.events[place]).type == event.type)
    return next(
        (told for told in alike if any((proof.article, proof.text) in proofs for proof in told.evidence)),
        None,
    )


def _at_row(state: State, row: int) -> State:
    if not state.shown:
        return replace(state, event=None, article=None, mark=None, quotes=NO_QUOTES, quote=None)
    event = state.lookup.events[state.shown[max(0, min(row, len(state.shown) - 1))]]
    if event.id == state.event:
        return state
    tour = state.lookup.tour(event)
    return _at_article(replace(state, event=event.id), tour[0] if tour else None)


def _at_article(state: State, article: str | None) -> State:
    """Show the selected event in an article: its evidence and its quotes."""
    event = state.selected
    mark = state.lookup.evidence(event, article) if event and article else None
    quotes = state.lookup.quote_list(event, article)
    return replace(
        state, article=article, mark=mark, quotes=quotes, quote=quotes.ids[0] if quotes.ids else None
    )


def _turn_article(state: State, step: int) -> State:
    tour = state.tour
    if len(tour) < 2:
        return replace(state, notice="No other article tells of this event.")
    here = tour.index(state.article) if state.article in tour else -step
    return _at_article(state, tour[(here + step) % len(tour)])


def _turn_evidence(state: State, step: int) -> State:
    proofs = state.lookup.proofs(state.selected) if state.selected else ()
    if not proofs:
        return replace(state, notice="Nothing proves this event.")
    if len(proofs) == 1 and (state.article, state.mark) == proofs[0]:
        return replace(state, notice="No other sentence proves this event.")
    here = (state.article, state.mark)
    at = next((place for place, proof in enumerate(proofs) if proof == here), -1 if step > 0 else len(proofs))
    at = (at + step) % len(proofs)
    article, mark = proofs[at]
    moved = state if article == state.article else _at_article(state, article)
    return replace(moved, mark=mark, notice=f"Evidence {at + 1} of {len(proofs)}")


def _turn_mark(state: State, turn: MarkTurned) -> State:
    every = turn.names if turn.kind == "name" else state.lookup.marks(state.article)
    marks = [mark for mark in every if turn.kind in (None, mark.kind)]
    what = turn.kind or "mark"
    if not marks:
        return replace(state, notice=f"There is no {what} in this article.")
    here = state.mark
    if here is None:
        return _explained(_quote_of_mark(replace(state, mark=marks[0 if turn.step > 0 else -1])))
    ahead = [mark for mark in marks if (mark > here if turn.step > 0 else mark < here)]
    if not ahead:
        return replace(state, notice=f"That was the {'last' if turn.step > 0 else 'first'} {what}.")
    return _explained(_quote_of_mark(replace(state, mark=ahead[0 if turn.step > 0 else -1])))


def _explained(state: State) -> State:
    """Say how the date was resolved at which the article stands."""
    return replace(state, notice=state.mark.rule) if state.mark else state


def _quote_of_mark(state: State) -> State:
    """The quotes follow the article when it stands at one of them."""
    quote = state.mark.quote if state.mark else None
    return replace(state, quote=quote) if quote in state.quotes.ids else state


def _follow(state: State, events: tuple[str, ...], nothing: str) -> State:
    """Select the event that belongs here, the next one when several do; the article stays where it is."""
    if not events:
        return replace(state, notice=nothing)
    shown = [event for event in events if state.shows(event)]
    if not shown:
        return replace(state, notice="The filter hides the event that belongs here.")
    event = shown[(shown.index(state.event) + 1) % len(shown)] if state.event in shown else shown[0]
    if event == state.event:
        return replace(state, notice="Its event is selected.")
    quotes = state.lookup.quote_list(state.lookup.event(event), state.article)
    quote = state.quote if state.quote in quotes.ids else next(iter(quotes.ids), None)
    return _quote_of_mark(replace(state, event=event, quotes=quotes, quote=quote))


def _at_quote(state: State, place: int) -> State:
    """Article and timeline go to a quote; the list stays, so that the cursor can move on in it."""
    if not state.quotes.ids:
        return state
    quote = state.quotes.ids[max(0, min(place, len(state.quotes.ids) - 1))]
    known = state.lookup.quotes.get(quote)
    mark = state.lookup.mark_of_quote(quote)
    state = replace(state, quote=quote, mark=mark, article=known.article if known else state.article)
    events = state.lookup.events_of_quote(quote)
    return state if state.event in events else replace(state, event=_first_shown(state, events))


def _first_shown(state: State, events: Sequence[str]) -> str | None:
    return next((event for event in events if state.shows(event)), state.event)


def _follow_quote(state: State) -> State:
    quote = state.quote
    if quote is None:
        return replace(state, notice="There is no quote here.")
    state = _at_quote(state, state.quotes.ids.index(quote))
    events = state.lookup.events_of_quote(quote)
    if not events:
        return replace(state, notice="This quote belongs to no event.")
    if not any(state.shows(event) for event in events):
        return replace(state, notice="The filter hides the event of this quote.")
    return replace(state, quotes=state.lookup.quote_list(state.selected, state.article))


def _filter(state: State, text: str) -> State:
    try:
        shown = find(text, state.lookup.desk, state.own)
    except QueryError as error:
        return replace(state, error=FilterError(error.message, error.position))
    return _filtered(state, text, shown)


def _filtered(state: State, text: str, shown: Sequence[int]) -> State:
    state = replace(state, shown=shown, filter=text.strip(), error=None)
    if state.row is not None:
        return state
    place = state.lookup.position.get(state.event, 0) if state.event is not None else 0
    return _at_row(state, bisect_left(shown, place))
