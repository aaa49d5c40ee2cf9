"""The desk: articles, what was read in them and the timeline they make, from a store or straight from files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from storage.loading import Problem
from timeline.model import Actor, Article, Correction, Reading, Timeline
from timeline.reading import READER_VERSION, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

    from storage.packed import PackedTimeline
    from storage.query import Marks, Query
    from storage.store import Store
    from tui.kept import KeptDesk


class Desk:
    """What the commands print and the dashboard shows, and what can be taken out of it."""

    if TYPE_CHECKING:

        @property
        def timeline(self) -> Timeline:
            """The events, and everything they point to."""

        @property
        def articles(self) -> Mapping[str, Article]:
            """Full articles by id."""

        @property
        def readings(self) -> Mapping[str, Reading]:
            """What was read in them, by their ids."""

        @property
        def problems(self) -> Sequence[Problem]:
            """What could not be loaded."""

    def narrowed(self, query: Query, marks: Marks | None = None) -> Desk:
        """The desk with only the events that a query finds, and what they point to; ``marks`` is what a person made of it."""
        from storage.query import filter_timeline

        return self._with(filter_timeline(self.timeline, query, marks))

    def with_sentences(self, most: int, title_lang: str) -> Desk:
        """The desk with so many sentences in each event."""
        from timeline.building.best import with_sentences

        return self._with(with_sentences(self.timeline, most, title_lang))

    def best_days(
        self,
        dates: int,
        sentences: int,
        span: tuple[dt.date | None, dt.date | None],
        *,
        title_lang: str,
        whole: bool,
    ) -> Desk:
        """The desk with one event for each of the days that count most, by all that its articles tell, or by its events alone."""
        from datetime import date

        from timeline.building.best import best_days
        from timeline.building.calendar import Days
        from timeline.building.telling import from_articles, from_events

        told = (self.articles[ref.id] for ref in self.timeline.articles)
        tellings = from_articles(told, self.readings) if whole else from_events(self.timeline)
        within = Days(span[0] or date.min, span[1] or date.max)
        best = best_days(
            self.timeline, tellings, dates=dates, sentences=sentences, span=within, title_lang=title_lang
        )
        return self._with(best)

    def _with(self, timeline: Timeline) -> MadeDesk:
        return MadeDesk(timeline, self.articles, self.readings, self.problems)


@dataclass(frozen=True)
class MadeDesk(Desk):
    """A desk that has just been made: plain data, all in memory."""

    timeline: Timeline
    articles: Mapping[str, Article] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    change: int | None = None
    """The change of the store up to which it tells; None when it was made of files."""


def lay_out(named: tuple[str, ...], store: str, title_lang: str, *, as_of: str | None = None) -> Desk:
    """The desk that the named files and folders make, or the store when none are named.

    Raises:
        StoreError: the store cannot be opened or read.
    """
    if named:
        return desk_from_sources(named, as_of=as_of, title_lang=title_lang)
    return desk_from_store(store, as_of=as_of, title_lang=title_lang)


def desk_from_sources(
    sources: Iterable[str], *, as_of: str | None = None, title_lang: str = "en"
) -> MadeDesk:
    """Load and read sources into memory; no store is touched."""
    articles, problems = load_all(sources)
    readings = {article.id: read(article) for article in articles.values()}
    return MadeDesk(_build(articles, readings, as_of, title_lang), articles, readings, problems)


def desk_from_store(url: str, *, as_of: str | None = None, title_lang: str = "en") -> Desk:
    """Everything in a store, by the timeline that it keeps; one that is missing or of former days is built, and kept.

    Raises:
        StoreError: the store cannot be opened or read.
    """
    kept = kept_desk(url, title_lang) if as_of is None else None
    return kept or built_desk(url, as_of=as_of, title_lang=title_lang)


def kept_desk(url: str, title_lang: str) -> KeptDesk | None:
    """The desk of a store by the timeline that it keeps, if that is the one that would be built.

    Raises:
        StoreError: the store cannot be opened or read.
    """
    from storage.packed import PackedTimeline, SpoiltError
    from storage.store import open_store
    from tui.kept import KeptDesk

    store = open_store(url, read_only=True)
    made_from = _made_from(store, title_lang)
    content = store.snapshot(made_from)
    if content is not None:
        with suppress(SpoiltError):
            mend = partial(_built_timeline, url, title_lang)
            return KeptDesk(store, PackedTimeline(content, mend), store.last_change, made_from=made_from)
    store.close()
    return None


def former_desk(url: str, title_lang: str) -> KeptDesk | None:
    """The desk of a store by the timeline that it keeps, though that may not tell of the latest changes: it can be looked at while they
    are caught up with.

    Raises:
        StoreError: the store cannot be opened or read.
    """
    from storage.store import open_store
    from tui.kept import KeptDesk

    store = open_store(url, read_only=True)
    former = former_timeline(store, title_lang)
    if former is None:
        store.close()
        return None
    behind = max(1, store.last_change - former.change)
    return KeptDesk(store, former.timeline, former.change, behind=behind)


class Former(NamedTuple):
    """A timeline that was kept, and the change of the store up to which it tells."""

    timeline: PackedTimeline
    change: int


def former_timeline(store: Store, title_lang: str) -> Former | None:
    """The timeline that a store keeps, if it was built as it would be now, though perhaps before some changes.

    What the store keeps of people's corrections is looked at by no one here.
    """
    from storage.packed import PackedTimeline, SpoiltError

    kept = store.last_snapshot()
    if kept is None:
        return None
    made_from, now = kept[0].split(), _made_from(store, title_lang).split()
    if made_from[:_CHANGE] != now[:_CHANGE] or int(made_from[_CHANGE]) > int(now[_CHANGE]):
        return None
    try:
        packed = PackedTimeline(kept[1], partial(_built_timeline, store.url, title_lang))
    except SpoiltError:
        return None
    return Former(packed, int(made_from[_CHANGE]))


def built_desk(url: str, *, as_of: str | None = None, title_lang: str = "en") -> MadeDesk:
    """Everything in a store, with the readings it keeps.

    What was missing, readings or the timeline, is made, and kept if the store can be written.

    Raises:
        StoreError: the store cannot be opened or read.
    """
    from storage.store import open_store

    with open_store(url, read_only=True) as store:
        made_from, change = _made_from(store, title_lang), store.last_change
        articles = {article.id: article for article in store.articles()}
        readings = {reading.id: reading for reading in store.readings(version=READER_VERSION)}
        corrections = kept_corrections(store)
        problems = [Problem(store.url, None, notice, "'elshi doctor' tells more") for notice in store.notices]
        unchanged = _made_from(store, title_lang) == made_from
    missing = [(article, read(article)) for article in articles.values() if article.id not in readings]
    readings |= {reading.id: reading for _, reading in missing}
    timeline = _build(articles, readings, as_of, title_lang, corrections)
    whole = as_of is None and unchanged and articles
    _keep(url, missing, (made_from, timeline) if whole else None)
    return MadeDesk(timeline, articles, readings, problems, change)


def _built_timeline(url: str, title_lang: str) -> Timeline:
    return built_desk(url, title_lang=title_lang).timeline


_CHANGE = 3
"""Which word of `_made_from` is the change of the store."""


def _made_from(store: Store, title_lang: str) -> str:
    """What a timeline depends on."""
    from hashlib import sha256

    import msgspec

    from timeline.building import BUILDER_VERSION

    corrections = sha256(msgspec.json.encode(store.kept("corrections"))).hexdigest()[:16]
    return f"{READER_VERSION} {BUILDER_VERSION} {title_lang} {store.last_change} {corrections}"


def _keep(url: str, missing: Sequence[tuple[Article, Reading]], made: tuple[str, Timeline] | None) -> None:
    """Keep what was made for the next start. It is derived, so a store that cannot be written is no error."""
    from storage.errors import StoreError
    from storage.packed import pack
    from storage.store import open_store

    try:
        with open_store(url) as store:
            if missing:
                store.put_readings(missing, READER_VERSION)
            if made:
                store.put_snapshot(made[0], pack(made[1]))
    except StoreError:
        return


def kept_corrections(store: Store) -> list[Correction]:
    """What people set right in a store; a record that no longer makes sense is passed over."""
    import msgspec

    found = []
    for record in store.kept("corrections").values():
        try:
            found.append(msgspec.convert(record, Correction))
        except msgspec.ValidationError:
            continue
    return found


def load_all(sources: Iterable[str]) -> tuple[dict[str, Article], list[Problem]]:
    """All articles of some sources by id, and what could not be loaded.

    The first of two different articles with one id is kept, and the clash is a problem that names both.
    """
    from storage.loading import load
    from tui.config import load_config

    allowed = load_config().allow_private
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for source in sources:
        for found in load(source, stdin=sys.stdin.buffer if source == "-" else None, allow_private=allowed):
            if isinstance(found, Problem):
                problems.append(found)
            elif not same_article(articles.setdefault(found.id, found), found):
                problems.append(clash(articles[found.id], found))
    return articles, problems


def same_article(one: Article, other: Article) -> bool:
    """Whether two articles differ in nothing but the place they were loaded from."""
    return one == other or _content(one) == _content(other)


def clash(first: Article, second: Article) -> Problem:
    """Two articles that claim one id."""
    return Problem(
        origin=second.origin or "-",
        line=None,
        message=f"the id {second.id!r} is already that of another article, from {first.origin or '-'}",
        cure="give one of them an id of its own",
        claimed=second.id,
    )


def prepare() -> None:
    """Load the code that `lay_out` loads when it is called."""
    import timeline.building.builder  # noqa: F401
    from timeline.reading import prepare

    prepare()


def _content(article: Article) -> tuple[object, ...]:
    return tuple(getattr(article, name) for name in Article.__struct_fields__ if name != "origin")


def _build(
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    as_of: str | None,
    title_lang: str,
    corrections: Sequence[Correction] = (),
) -> Timeline:
    import gc

    from timeline.building import Builder, respoken
    from tui.ahead import HARDLY_EVER

    gc.set_threshold(HARDLY_EVER)
    builder = Builder()
    named = _named(readings.values()) if any(each.kind == "speaker" for each in corrections) else {}
    for article in articles.values():
        builder.add(article, respoken(readings[article.id], corrections, named))
    return builder.timeline(as_of=as_of, title_lang=title_lang, corrections=corrections)


def _named(readings: Iterable[Reading]) -> dict[str, Actor]:
    """All whom readings name, by id."""
    return {actor.id: actor for reading in readings for actor in reading.actors}
