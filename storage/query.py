"""The one query language, asked of a timeline: by the prompt, the command line, and whatever selects events."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Protocol, TypeVar

import msgspec

from storage.folding import fold, folded_words, words
from storage.syntax import ANYWHERE, All, Bound, Choice, Either, Node, Not, Query, Words, parse
from timeline.building.calendar import Days, days_of
from timeline.model import Actor, ArticleRef, Event, Quote, Timeline

__all__ = ["Marks", "Query", "View", "filter_timeline", "fold", "matches", "parse", "view_of", "words"]

_BREAK = " \n"
"""Between two texts, so that words side by side never reach across."""


class Marks(Protocol):
    """What a person made of a timeline."""

    @property
    def tags(self) -> Mapping[str, Collection[str]]:
        """The tags of articles, by their ids."""

    def flags(self, event: Event) -> Collection[str]:
        """What an event is for the person, as `storage.syntax.MARKS` names it."""


def _unmarked(_: Event) -> Collection[str]:
    return ()


class View:
    """A timeline made ready for queries: its actors, quotes and articles by id, and all texts folded once.

    Texts are folded when first asked for; `warm` does it ahead, so that the first query is as fast as the others. Keep one
    view per timeline, or get it from `view_of`.
    """

    def __init__(self, timeline: Timeline) -> None:
        """Make a view of a timeline."""
        self.timeline = timeline
        self.tags: Mapping[str, Collection[str]] = {}
        """Article id -> folded tags."""
        self.flags: Callable[[Event], Collection[str]] = _unmarked
        self.actors: dict[str, Actor] = {actor.id: actor for actor in timeline.actors}
        self.quotes: dict[str, Quote] = {quote.id: quote for quote in timeline.quotes}
        self.articles: dict[str, ArticleRef] = {article.id: article for article in timeline.articles}
        self._texts: dict[str, dict[str, str]] = {field: {} for field in _FIELD_TEXTS}
        self._parts: dict[tuple[str, str], str] = {}

    def mark(self, marks: Marks) -> None:
        """Take what a person made of the timeline, in place of what he made of it before."""
        self.tags = {article: frozenset(map(fold, told)) for article, told in marks.tags.items()}
        self.flags = marks.flags

    def warm(self) -> None:
        """Fold what words without a field are looked for in."""
        for event in self.timeline.events:
            self.text(ANYWHERE, event)

    def text(self, field: str, event: Event) -> str:
        """The folded words of a field of an event, each after a space."""
        texts = self._texts[field]
        found = texts.get(event.id)
        if found is None:
            found = texts[event.id] = _BREAK.join(dict.fromkeys(_FIELD_TEXTS[field](self, event)))
        return found

    def names(self, ids: Iterable[str]) -> Iterator[str]:
        """All names of actors, and their ids."""
        for id_ in ids:
            yield self._part("name", id_, self._actor_names)

    def speakers(self, ids: Iterable[str]) -> Iterator[str]:
        """All names of those who said these quotes."""
        for quote in self._quotes(ids):
            if quote.speaker:
                yield _folded(quote.speaker.name)
                yield from self.names(filter(None, (quote.speaker.id, *quote.speaker.members)))

    def told(self, event: Event) -> Iterator[str]:
        """Everything told of an event: its own words, names, quotes, and who reports it."""
        own = (event.title, *event.titles.values(), event.summary, *event.sentences)
        for text in dict.fromkeys((*own, *(evidence.text for evidence in event.evidence))):
            yield _folded(text)
        yield from self.names((*event.actors, *event.places))
        for quote in self._quotes(event.quotes):
            yield self._part("quote", quote.id, self._quote_text)
        yield from self.speakers(event.quotes)
        for id_ in event.articles:
            yield self._part("title", id_, self._article_title)
        yield from self.sources(event)

    def about(self, event: Event) -> Iterator[str]:
        """The names of what the quotes of an event are about."""
        for quote in self._quotes(event.quotes):
            yield from self.names(quote.about)

    def sources(self, event: Event) -> Iterator[str]:
        """Who reports an event: names and kinds."""
        for id_ in event.articles:
            yield self._part("source", id_, self._article_source)

    def _quotes(self, ids: Iterable[str]) -> Iterator[Quote]:
        return (quote for id_ in ids if (quote := self.quotes.get(id_)))

    def _part(self, kind: str, id_: str, make: Callable[[str], str]) -> str:
        """A folded text that many events share."""
        found = self._parts.get((kind, id_))
        if found is None:
            found = self._parts[kind, id_] = make(id_)
        return found

    def _actor_names(self, id_: str) -> str:
        actor = self.actors.get(id_)
        return _folded(id_, *((actor.name, *actor.names.values()) if actor else ()))

    def _quote_text(self, id_: str) -> str:
        return _folded(self.quotes[id_].text)

    def _article_title(self, id_: str) -> str:
        article = self.articles.get(id_)
        return _folded(article.title or "") if article else ""

    def _article_source(self, id_: str) -> str:
        article = self.articles.get(id_)
        return _folded(article.source.name, article.source.kind or "") if article and article.source else ""


_FIELD_TEXTS: dict[str, Callable[[View, Event], Iterable[str]]] = {
    ANYWHERE: View.told,
    "speaker": lambda view, event: view.speakers(event.quotes),
    "actor": lambda view, event: view.names(event.actors),
    "about": View.about,
    "place": lambda view, event: view.names(event.places),
    "source": View.sources,
}

_kept: View | None = None


def view_of(timeline: Timeline) -> View:
    """The view of a timeline; the last one is kept, so that asking again for the same timeline costs nothing."""
    global _kept
    view = _kept
    if view is None or view.timeline is not timeline:
        view = _kept = View(timeline)
    return view


def matches(query: Query, event: Event, view: View) -> bool:
    """Whether a query finds an event of the view's timeline."""
    return _holds(query.root, event, view)


def filter_timeline(timeline: Timeline, query: Query, marks: Marks | None = None) -> Timeline:
    """The timeline with only the events that a query finds, and the actors, quotes and articles these point to."""
    view = view_of(timeline)
    if marks:
        view.mark(marks)
    events = [event for event in timeline.events if matches(query, event, view)]
    quotes = _pick(timeline.quotes, (id_ for event in events for id_ in event.quotes))
    return msgspec.structs.replace(
        timeline,
        query=query.text,
        events=events,
        quotes=quotes,
        actors=_pick(timeline.actors, _actors_of(events, quotes)),
        articles=_pick(timeline.articles, _articles_of(events, quotes)),
    )


_Noun = TypeVar("_Noun", Actor, Quote, ArticleRef)


def _pick(nouns: list[_Noun], wanted: Iterable[str]) -> list[_Noun]:
    ids = set(wanted)
    return [noun for noun in nouns if noun.id in ids]


def _actors_of(events: Iterable[Event], quotes: Iterable[Quote]) -> Iterator[str]:
    for event in events:
        yield from (*event.actors, *event.places, *event.roles)
    for quote in quotes:
        yield from quote.about
        if quote.speaker:
            yield from filter(None, (quote.speaker.id, *quote.speaker.members))


def _articles_of(events: Iterable[Event], quotes: Iterable[Quote]) -> Iterator[str]:
    for event in events:
        yield from event.articles
        yield from (evidence.article for evidence in event.evidence)
        yield from (change.article for change in event.history)
        yield from (value.article for conflict in event.conflicts for value in conflict.values)
    yield from (quote.article for quote in quotes)


def _holds(node: Node, event: Event, view: View) -> bool:
    return _TESTS[type(node)](node, event, view)


def _has_words(node: Words, event: Event, view: View) -> bool:
    return _stands_in(node.words, view.text(node.field, event))


def _has_value(node: Choice, event: Event, view: View) -> bool:
    return any(value in node.values for value in _values(node.field, event, view))


def _is_in_time(node: Bound, event: Event, _: View) -> bool:
    days = _days(event)
    return days is not None and (days.last >= node.day if node.field == "from" else days.first <= node.day)


_TESTS: dict[type[Node], Callable[[Any, Event, View], bool]] = {
    Words: _has_words,
    Choice: _has_value,
    Bound: _is_in_time,
    Not: lambda node, event, view: not _holds(node.node, event, view),
    All: lambda node, event, view: all(_holds(part, event, view) for part in node.nodes),
    Either: lambda node, event, view: any(_holds(part, event, view) for part in node.nodes),
}


def _stands_in(wanted: tuple[str, ...], text: str) -> bool:
    if len(wanted) == 1:
        return f" {wanted[0]}" in text
    return all(f" {word}" in text for word in wanted) and side_by_side(wanted).search(text) is not None


@lru_cache(maxsize=256)
def side_by_side(wanted: tuple[str, ...]) -> re.Pattern[str]:
    """Finds words, each the beginning of one, beside each other in folded words."""
    return re.compile(" " + "[^ ]* ".join(map(re.escape, wanted)))


def _values(field: str, event: Event, view: View) -> Iterable[str]:
    if field == "lang":
        return event.languages
    if field == "tag":
        return (tag for id_ in event.articles for tag in view.tags.get(id_, ()))
    if field == "is":
        return _marks(event, view)
    if field == "id":
        return (event.id,)
    return (event.type,) if field == "type" else (event.status,)


def _marks(event: Event, view: View) -> Iterator[str]:
    yield from view.flags(event)
    if event.pinned:
        yield "pinned"
    if event.notes:
        yield "noted"
    if event.conflicts:
        yield "disputed"


def _days(event: Event) -> Days | None:
    """All days of an event; None when it has no date."""
    first = days_of(event.date) if event.date else None
    last = days_of(event.end) if event.end else None
    return Days(first.first, max(first.last, last.last)) if first and last else first


def _folded(*texts: str) -> str:
    return _BREAK.join(map(folded_words, texts))
