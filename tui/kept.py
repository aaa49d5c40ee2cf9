"""The desk of a store whose timeline is kept in its snapshot: opened in an instant, and in memory only what was looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from storage.errors import StoreError
from storage.loading import Problem
from storage.packed import ById, Nouns, PackedTimeline
from timeline.reading import READER_VERSION
from tui.desk import Desk

if TYPE_CHECKING:
    from storage.store import Store
    from timeline.model import Actor, Article, ArticleRef, Event, Quote, Reading, Timeline

T = TypeVar("T")


class KeptDesk(Desk):
    """A desk on an open store."""

    def __init__(
        self,
        store: Store,
        packed: PackedTimeline,
        change: int,
        *,
        behind: int = 0,
        made_from: str | None = None,
    ) -> None:
        self._packed = packed
        self.made_from = made_from
        """What the timeline depends on; None when it is not known for certain."""
        self.change = change
        """The change of the store up to which it tells."""
        self.behind = behind
        """How many changes of the store it does not tell of yet."""
        self._articles = _Fetched(packed.articles, store.get)
        self._readings = _Fetched(packed.articles, lambda id_: _reading(store, id_))
        self._problems = [
            Problem(store.url, None, notice, "'elshi doctor' tells more") for notice in store.notices
        ]
        self.links = PackedLinks(packed)

    @property
    def articles(self) -> Mapping[str, Article]:
        """Full articles by id, fetched one by one."""
        return self._articles

    @property
    def readings(self) -> Mapping[str, Reading]:
        """What was read in them, by their ids, fetched one by one."""
        return self._readings

    @property
    def problems(self) -> Sequence[Problem]:
        """What there is to say of the store."""
        return self._problems

    @cached_property
    def timeline(self) -> Timeline:
        """All of it, decoded when first asked for."""
        return self._packed.timeline()


class PackedLinks:
    """`tui.links.Links` of a packed timeline."""

    def __init__(self, packed: PackedTimeline) -> None:
        self.events: Sequence[Event] = packed.events
        self.days: Sequence[int] = packed.days
        self.as_of = packed.as_of
        self.position: Mapping[str, int] = ById(packed.events, lambda place: place)
        self.quotes: Mapping[str, Quote] = ById(packed.quotes, packed.quotes.__getitem__)
        self.references: Mapping[str, ArticleRef] = ById(packed.articles, packed.articles.__getitem__)
        self.actors: Mapping[str, Actor] = ById(packed.actors, packed.actors.__getitem__)
        self.quotes_of: Callable[[str], Sequence[Quote]] = packed.quotes_of
        self.events_of: Callable[[str], Sequence[int]] = packed.events_of


class _Fetched(Mapping[str, T], Generic[T]):
    """What a store has of the articles of a timeline, fetched one by one."""

    def __init__(self, articles: Nouns[ArticleRef], fetch: Callable[[str], T | None]) -> None:
        self._articles, self._fetch = articles, fetch

    def __getitem__(self, id_: str) -> T:
        try:
            found = self._fetch(id_)
        except StoreError:  # it was moved away or damaged meanwhile; the timeline is here all the same
            found = None
        if found is None:
            raise KeyError(id_)
        return found

    def __contains__(self, id_: object) -> bool:
        return isinstance(id_, str) and self._articles.place_of(id_) is not None

    def __iter__(self) -> Iterator[str]:
        return (article.id for article in self._articles)

    def __len__(self) -> int:
        return len(self._articles)


def _reading(store: Store, id_: str) -> Reading | None:
    return next(iter(store.readings([id_], version=READER_VERSION)), None)
