"""What the dashboard asks of a desk, answered from indices that are made once, when first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from timeline.model import Status
from tui.links import links_of
from tui.wording import titled

if TYPE_CHECKING:
    from timeline.model import (
        Actor,
        Article,
        ArticleRef,
        Event,
        EventType,
        Evidence,
        Quote,
        Reading,
        Timeline,
    )


class Desk(Protocol):
    """What is on show: a timeline and the articles and readings it was built from."""

    @property
    def timeline(self) -> Timeline:
        """The events, and everything they point to."""
        ...

    @property
    def articles(self) -> Mapping[str, Article]:
        """Full articles by id."""
        ...

    @property
    def readings(self) -> Mapping[str, Reading]:
        """Dates, quotes and events by article id."""
        ...

    @property
    def problems(self) -> Sequence[object]:
        """What went wrong while loading; each says so as a string."""
        ...


Flag: TypeAlias = Literal["new", "unread", "bookmarked"]
Flags: TypeAlias = frozenset[Flag]


def no_flags(_: Event) -> Flags:
    """Nothing was made of any event."""
    return frozenset()


class Row(NamedTuple):
    """One event as the timeline list shows it; texts are not yet `printable`."""

    date: str
    status: Status
    type: EventType
    title: str
    languages: Sequence[str]
    sources: int
    quotes: int
    disputed: bool = False
    """Whether its sources do not agree on something."""
    flags: Flags = frozenset()
    """What the person made of it."""


class Rows(Protocol):
    """Where a list gets its rows: only those on screen are ever asked for."""

    def __len__(self) -> int:
        """How many rows there are."""
        ...

    def row(self, index: int) -> Row:
        """The row at an index from 0."""
        ...


UNDATED = "undated"
"""Stands for the date of an event that has none."""

MarkKind: TypeAlias = Literal["evidence", "date", "quote", "name"]


class Mark(NamedTuple):
    """A stretch of an article that is drawn, can be jumped to, and leads back to events."""

    start: int
    end: int
    kind: MarkKind
    events: tuple[str, ...] = ()
    """Ids of the events that it belongs to, in order of the timeline."""
    quote: str | None = None
    """Id of the quote, when it is one."""
    rule: str = ""
    """How the date was resolved, when it is one."""


class QuoteList(NamedTuple):
    """Quotes to show beside an event: its own, and after them the others of the article."""

    ids: tuple[str, ...]
    own: int
    """How many of them belong to the event."""


NO_QUOTES = QuoteList((), 0)


@dataclass(frozen=True, slots=True)
class EventRows:
    """The row provider of the timeline: some events of a timeline, formatted when asked."""

    events: Sequence[Event]
    shown: Sequence[int]
    """Positions in ``events``, ascending."""
    flags: Callable[[Event], Flags] = no_flags

    def __len__(self) -> int:
        return len(self.shown)

    def row(self, index: int) -> Row:
        """The row of one event."""
        event = self.events[self.shown[index]]
        return Row(
            date=date_text(event),
            status=event.status,
            type=event.type,
            title=title_of(event),
            languages=event.languages,
            sources=event.sources,
            quotes=len(event.quotes),
            disputed=bool(event.conflicts),
            flags=self.flags(event),
        )


def title_of(event: Event) -> str:
    """The title of an event in the reader's language."""
    return event.titles.get(titled() or "") or event.title or event.summary


def date_text(event: Event) -> str:
    """The date of an event at its grain, both ends when it lasts: ``2025-08-12…14``."""
    if event.date is None:
        return UNDATED
    if not event.end or event.end == event.date:
        return event.date
    same = 0
    if len(event.end) == len(event.date) == len("2025-08-12"):
        same = 8 if event.end[:8] == event.date[:8] else 5 if event.end[:5] == event.date[:5] else 0
    return f"{event.date}…{event.end[same:]}"


class Lookup:
    """A desk with the links between its nouns. It never changes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.links = links_of(desk)
        self.events = self.links.events
        self._marks: dict[str, tuple[Mark, ...]] = {}

    @property
    def as_of(self) -> str | None:
        """The day as of which the timeline is judged, in ISO 8601."""
        return self.links.as_of

    @property
    def position(self) -> Mapping[str, int]:
        """Event id -> place in the timeline."""
        return self.links.position

    @property
    def quotes(self) -> Mapping[str, Quote]:
        """Quote id -> quote."""
        return self.links.quotes

    @property
    def references(self) -> Mapping[str, ArticleRef]:
        """Article id -> article without its text."""
        return self.links.references

    def _evidence_of_article(self, article_id: str) -> Mapping[tuple[int, int], Sequence[str]]:
        """The stretches of an article that prove something, and the ids of the events that they prove."""
        found: dict[tuple[int, int], list[str]] = defaultdict(list)
        for place in self.links.events_of(article_id):
            event = self.events[place]
            for proof in event.evidence:
                if proof.article == article_id:
                    found[proof.start, proof.end].append(event.id)
        return found

    def event(self, event_id: str | None) -> Event | None:
        """The event with this id."""
        place = self.position.get(event_id) if event_id is not None else None
        return None if place is None else self.events[place]

    def actor(self, actor_id: str) -> Actor | None:
        """The actor with this id."""
        return self.links.actors.get(actor_id)

    def name(self, actor: Actor) -> str:
        """The name of an actor in the language of the titles, as far as it is known."""
        return actor.names.get(self._language, actor.name)

    @cached_property
    def _language(self) -> str:
        if wished := titled():
            return wished
        event = next(iter(self.events), None)
        same = (lang for lang, title in event.titles.items() if title == event.title) if event else ()
        return next(iter(same), "en")

    def text(self, article_id: str | None) -> str:
        """The full text of an article, empty when it is not at hand."""
        article = self.desk.articles.get(article_id) if article_id is not None else None
        return article.text if article else ""

    def events_of_quote(self, quote_id: str) -> tuple[str, ...]:
        """Ids of the events that a quote belongs to."""
        quote = self.quotes.get(quote_id)
        told = (self.events[place] for place in self.links.events_of(quote.article)) if quote else ()
        return tuple(event.id for event in told if quote_id in event.quotes)

    def tour(self, event: Event) -> tuple[str, ...]:
        """Ids of the articles that tell of an event, the one that proves it best first."""
        return tuple(dict.fromkeys([*(proof.article for proof in _best_first(event)), *event.articles]))

    def evidence(self, event: Event, article_id: str) -> Mark | None:
        """The sentence of an article that proves an event."""
        for proof in _best_first(event):
            if proof.article == article_id:
                return self._mark_at(article_id, proof.start, proof.end)
        return None

    def proofs(self, event: Event) -> tuple[tuple[str, Mark], ...]:
        """Articles and the sentences in them that prove an event: article by article as in its tour."""
        order = {article: place for place, article in enumerate(self.tour(event))}
        found = sorted(
            {(order[proof.article], proof.start, proof.end, proof.article) for proof in event.evidence}
        )
        marks = ((article, self._mark_at(article, start, end)) for _, start, end, article in found)
        return tuple((article, mark) for article, mark in marks if mark)

    def name_marks(self, article_id: str) -> tuple[Mark, ...]:
        """The names in an article, in reading order. The article is read for them anew, so ask in a thread."""
        from timeline.reading import read_names

        article = self.desk.articles.get(article_id)
        evidence = self._evidence_of_article(article_id)
        return tuple(
            Mark(start, end, "name", _told_around(start, end, evidence), rule=name)
            for start, end, name in (read_names(article) if article else ())
        )

    def marks(self, article_id: str | None) -> tuple[Mark, ...]:
        """Evidence, dates and quotes of an article in reading order, all inside its text."""
        if article_id is None:
            return ()
        if article_id not in self._marks:
            self._marks[article_id] = self._read_marks(article_id)
        return self._marks[article_id]

    def mark_of_quote(self, quote_id: str) -> Mark | None:
        """Where a quote stands in its article."""
        quote = self.quotes.get(quote_id)
        marks = self.marks(quote.article) if quote else ()
        return next((mark for mark in marks if mark.quote == quote_id), None)

    def quote_list(self, event: Event | None, article_id: str | None) -> QuoteList:
        """The quotes of an event, those beside its evidence in this article first, then the rest of the article."""
        of_article = sorted(self.links.quotes_of(article_id or ""), key=lambda quote: quote.start)
        own = self._own_quotes(event, article_id) if event else []
        others = [quote.id for quote in of_article if quote.id not in own]
        return QuoteList((*own, *others), len(own))

    def _own_quotes(self, event: Event, article_id: str | None) -> list[str]:
        proof = self.evidence(event, article_id) if article_id else None
        at = proof.start if proof else 0
        order = {article: place for place, article in enumerate(self.tour(event))}

        def nearness(quote: Quote) -> tuple[bool, int, int]:
            here = quote.article == article_id
            distance = abs(quote.start - at) if here else quote.start
            return not here, order.get(quote.article, len(order)), distance

        known = (self.quotes[quote] for quote in event.quotes if quote in self.quotes)
        return list(dict.fromkeys(quote.id for quote in sorted(known, key=nearness)))

    def _mark_at(self, article_id: str, start: int, end: int) -> Mark | None:
        marks = self.marks(article_id)
        same = (mark for mark in marks if mark.kind == "evidence" and mark[:2] == (start, end))
        return next(same, None)

    def _read_marks(self, article_id: str) -> tuple[Mark, ...]:
        evidence = self._evidence_of_article(article_id)
        marks = [Mark(*span, "evidence", tuple(events)) for span, events in evidence.items()]
        marks += [
            Mark(quote.start, quote.end, "quote", self.events_of_quote(quote.id), quote.id)
            for quote in self.links.quotes_of(article_id)
        ]
        marks += self._date_marks(article_id, evidence)
        length = len(self.text(article_id))
        return tuple(sorted(mark for mark in marks if 0 <= mark.start < mark.end <= length))

    def _date_marks(self, article_id: str, evidence: Mapping[tuple[int, int], Sequence[str]]) -> list[Mark]:
        reading = self.desk.readings.get(article_id)
        return [
            Mark(date.start, date.end, "date", _told_around(date.start, date.end, evidence), rule=date.rule)
            for date in (reading.dates if reading else ())
            if date.type in ("DATE", "TIME") and date.grain != "ref"
        ]


def names_of(actors: Iterable[Actor]) -> Iterator[str]:
    """All names that actors bear in any language, each once, the first of each actor being the one of the timeline."""
    yield from dict.fromkeys(name for actor in actors for name in (actor.name, *actor.names.values()))


def _best_first(event: Event) -> list[Evidence]:
    """The evidence of an event, the sentence that sums it up before those in order of publication."""
    return sorted(event.evidence, key=lambda proof: proof.text != event.summary)


def _told_around(start: int, end: int, evidence: Mapping[tuple[int, int], Sequence[str]]) -> tuple[str, ...]:
    """Ids of the events whose sentence holds the stretch."""
    events = (ids for (first, last), ids in evidence.items() if first <= start and end <= last)
    return tuple(dict.fromkeys(event for ids in events for event in ids))
