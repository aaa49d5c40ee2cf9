"""What new articles change in the timeline of a store, told without building all of it: only the days that they tell of are merged anew.

The events of a day are merged from what is told of that day, and only neighbouring days are ever joined to it; so the articles that tell of
those days are all that is read again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from storage.packed import PackedTimeline
from storage.store import Store
from timeline.building import Builder, event_ids
from timeline.building.calendar import days_of
from timeline.model import Event, Reading, Timeline
from timeline.reading import READER_VERSION
from tui.desk import former_timeline, kept_corrections

NEAR = 2
"""Days before and after that are merged too."""
FEW = 50
"""Of more new articles nobody wants to be told one by one."""
MOST = 2000
"""More articles are not read again only to tell what is new."""


class Arrival(NamedTuple):
    """An event that the new articles tell of."""

    event: Event
    is_new: bool
    """Whether no other article told of it."""


def arrivals(store: Store, ids: Collection[str], title_lang: str) -> list[Arrival]:
    """The events that some articles tell of, which have just been put into a store and read.

    Empty as well when there are so many that to tell would take longer than to look.
    """
    if not 0 < len(ids) <= FEW:
        return []
    fresh = {reading.id: reading for reading in store.readings(ids, version=READER_VERSION)}
    known = former_timeline(store, title_lang)
    since = known.change if known else 0
    around = {change.id for change in store.changes(since) if change.kind != "removed"}
    if known:
        around.update(_telling_of(known.timeline, _days(fresh.values())))
    around.difference_update(ids)
    if len(around) > MOST:
        return []
    builder = Builder()
    _take(builder, store, around)
    before = builder.timeline(title_lang=title_lang)
    _take(builder, store, ids)
    latest = max(
        filter(None, (before.as_of, known and known.timeline.as_of, *_published(store, ids))), default=None
    )
    after = builder.timeline(title_lang=title_lang, as_of=latest, corrections=kept_corrections(store))
    return list(_told(after, before, ids))


def _take(builder: Builder, store: Store, ids: Iterable[str]) -> None:
    for reading in store.readings(sorted(ids), version=READER_VERSION):
        article = store.get(reading.id)
        if article is not None:
            builder.add(article, reading)


def _published(store: Store, ids: Iterable[str]) -> Iterator[str]:
    return (article.published[:10] for id_ in ids if (article := store.get(id_)) is not None)


def _told(after: Timeline, before: Timeline, ids: Collection[str]) -> Iterator[Arrival]:
    known = {name for event in before.events for name in event_ids(event)}
    for event in after.events:
        if not set(ids).isdisjoint(event.articles):
            yield Arrival(event, known.isdisjoint(event_ids(event)))


def _days(readings: Iterable[Reading]) -> Iterator[tuple[int, int]]:
    """First and last days told of, as numbers."""
    for reading in readings:
        for mention in reading.events:
            days = days_of(mention.date) if mention.date else None
            if days:
                yield days.first.toordinal(), days.last.toordinal()


def _telling_of(timeline: PackedTimeline, spans: Iterable[tuple[int, int]]) -> set[str]:
    """Ids of the articles that tell of some days, or of days near them."""
    places: set[int] = set()
    for first, last in set(spans):
        places.update(
            range(bisect_left(timeline.days, first - NEAR), bisect_left(timeline.days, last + NEAR + 1))
        )
    return {article for place in places for article in timeline.events[place].articles}
