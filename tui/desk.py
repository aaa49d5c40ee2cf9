"""The desk: articles, what was read in them and the timeline they make, from a store or straight from files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from storage.loading import Problem
from timeline.model import Article, Correction, Reading, Timeline
from timeline.reading import READER_VERSION, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

    from storage.query import Query
    from storage.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """What the commands print and the dashboard shows. Plain data, all in memory."""

    timeline: Timeline
    articles: Mapping[str, Article] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    problems: Sequence[Problem] = ()

    def narrowed(self, query: Query) -> Desk:
        """The desk with only the events that a query finds, and what they point to."""
        from storage.query import filter_timeline

        return replace(self, timeline=filter_timeline(self.timeline, query))

    def with_sentences(self, most: int, title_lang: str) -> Desk:
        """The desk with so many sentences in each event."""
        from timeline.building.best import with_sentences

        return replace(self, timeline=with_sentences(self.timeline, most, title_lang))

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
        return replace(self, timeline=best)


def lay_out(named: tuple[str, ...], store: str, title_lang: str, *, as_of: str | None = None) -> Desk:
    """The desk that the named files and folders make, or the store when none are named.

    Raises:
        StoreError: the store cannot be opened or read.
    """
    if named:
        return desk_from_sources(named, as_of=as_of, title_lang=title_lang)
    return desk_from_store(store, as_of=as_of, title_lang=title_lang)


def desk_from_sources(sources: Iterable[str], *, as_of: str | None = None, title_lang: str = "en") -> Desk:
    """Load and read sources into memory; no store is touched."""
    articles, problems = load_all(sources)
    readings = {article.id: read(article) for article in articles.values()}
    return Desk(_build(articles, readings, as_of, title_lang), articles, readings, problems)


def desk_from_store(url: str, *, as_of: str | None = None, title_lang: str = "en") -> Desk:
    """Everything in a store, with the readings it keeps; missing ones are made, and kept if the store can be written.

    Raises:
        StoreError: the store cannot be opened or read.
    """
    from storage.store import open_store

    with open_store(url, read_only=True) as store:
        articles = {article.id: article for article in store.articles()}
        readings = {reading.id: reading for reading in store.readings(version=READER_VERSION)}
        corrections = kept_corrections(store)
        problems = [Problem(store.url, None, notice, "'elshi doctor' tells more") for notice in store.notices]
    missing = [(article, read(article)) for article in articles.values() if article.id not in readings]
    if missing:
        keep_readings(url, missing)
        readings |= {reading.id: reading for _, reading in missing}
    return Desk(_build(articles, readings, as_of, title_lang, corrections), articles, readings, problems)


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

    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for source in sources:
        for found in load(source, stdin=sys.stdin.buffer if source == "-" else None):
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


def keep_readings(url: str, made: Sequence[tuple[Article, Reading]]) -> None:
    """Keep readings in the store for the next start. They are derived, so a store that cannot be written is no error."""
    from storage.errors import StoreError
    from storage.store import open_store

    try:
        with open_store(url) as store:
            store.put_readings(made, READER_VERSION)
    except StoreError:
        return


def prepare() -> None:
    """Load the code that `lay_out` loads when it is called."""
    import timeline.building  # noqa: F401
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

    from timeline.building import Builder
    from tui.ahead import HARDLY_EVER

    gc.set_threshold(HARDLY_EVER)
    builder = Builder()
    for article in articles.values():
        builder.add(article, readings[article.id])
    return builder.timeline(as_of=as_of, title_lang=title_lang, corrections=corrections)
