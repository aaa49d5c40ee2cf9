"""How the nouns of a desk hang together: events, quotes and articles by id, and which belong to which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from timeline.model import Actor, ArticleRef, Event, Quote
    from tui.lookup import Desk


class Links(Protocol):
    """What can be asked of them. Nothing that is not asked for need be in memory."""

    @property
    def events(self) -> Sequence[Event]:
        """In order of the timeline."""

    @property
    def days(self) -> Sequence[int]:
        """The first day of each event as a number (see `datetime.date.toordinal`), those without a day last and larger than all."""

    @property
    def as_of(self) -> str | None:
        """The day as of which the timeline is judged, in ISO 8601."""

    @property
    def position(self) -> Mapping[str, int]:
        """Event id -> place in the timeline."""

    @property
    def quotes(self) -> Mapping[str, Quote]:
        """Quote id -> quote."""

    @property
    def references(self) -> Mapping[str, ArticleRef]:
        """Article id -> article without its text."""

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Actor id -> actor."""

    def quotes_of(self, article: str) -> Sequence[Quote]:
        """The quotes of an article."""

    def events_of(self, article: str) -> Sequence[int]:
        """Places of the events that an article proves, or that one of its quotes belongs to, ascending."""


class LinksInMemory:
    """The links of a desk that is all in memory, each kind found when first asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.events: Sequence[Event] = desk.timeline.events
        self.as_of = desk.timeline.as_of

    @cached_property
    def days(self) -> Sequence[int]:
        """See `Links.days`."""
        from storage.packed import first_day

        return [first_day(event) for event in self.events]

    @cached_property
    def position(self) -> Mapping[str, int]:
        """See `Links.position`."""
        return {event.id: place for place, event in enumerate(self.events)}

    @cached_property
    def quotes(self) -> Mapping[str, Quote]:
        """Those that were read, as the timeline tells them."""
        quotes = {quote.id: quote for reading in self._desk.readings.values() for quote in reading.quotes}
        return quotes | {quote.id: quote for quote in self._desk.timeline.quotes}

    @cached_property
    def references(self) -> Mapping[str, ArticleRef]:
        """See `Links.references`."""
        return {article.id: article for article in self._desk.timeline.articles}

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """See `Links.actors`."""
        return {actor.id: actor for actor in self._desk.timeline.actors}

    def quotes_of(self, article: str) -> Sequence[Quote]:
        """See `Links.quotes_of`."""
        return self._quotes_of.get(article, ())

    def events_of(self, article: str) -> Sequence[int]:
        """See `Links.events_of`."""
        return self._events_of.get(article, ())

    @cached_property
    def _quotes_of(self) -> Mapping[str, list[Quote]]:
        found: dict[str, list[Quote]] = defaultdict(list)
        for quote in self.quotes.values():
            found[quote.article].append(quote)
        return found

    @cached_property
    def _events_of(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, event in enumerate(self.events):
            quoted = (self.quotes[quote].article for quote in event.quotes if quote in self.quotes)
            for article in dict.fromkeys([*(proof.article for proof in event.evidence), *quoted]):
                found[article].append(place)
        return found


def links_of(desk: Desk) -> Links:
    """The links that a desk has itself, or those found in memory."""
    own: Links | None = getattr(desk, "links", None)
    return own or LinksInMemory(desk)
