"""Asking feeds and storing what is new, so that nothing is lost wherever it is broken off.

Articles are stored before it is noted that they were fetched: whoever dies in between asks again for what is there already.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections import Counter, deque
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import suppress
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

import msgspec

from storage.errors import StoreError
from storage.loading.http import Door, FetchError
from storage.loading.problem import Unfit
from storage.loading.settling import add_settled
from storage.loading.web import full_text
from storage.reading_in import read_in
from storage.store import Store
from storage.watching.fetching import Fetched, fetch, not_asked
from storage.watching.schedule import Bounds, Kind, Outcome, is_online, step
from storage.watching.subscriptions import Course, Failure, Followed, keep_courses
from timeline.model import Article

AT_ONCE = 16
_NOTED_EVERY = 20
"""So many courses are noted together; each costs the disk a sync."""
_REMEMBERED = 8
_WAITING = 2
"""Fetched feeds that wait for the store; more are not fetched meanwhile, which keeps memory flat."""
_RECENT = dt.timedelta(days=2)
_READ_AT_ONCE = 20
_PAGES_AT_ONCE = 50
"""Pages fetched for one feed at a time; those of older articles are left for the next time."""
_ENOUGH = 2
"""Failures to reach a host, after which its other feeds are not tried in the same round."""

P = ParamSpec("P")
T = TypeVar("T")
Clock = Callable[[], dt.datetime]
Draw = Callable[[], float]


def utc_now() -> dt.datetime:
    """The time of day."""
    return dt.datetime.now(dt.UTC)


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """What came of asking one feed."""

    key: str
    """Of the feed; see `storage.watching.subscriptions`."""
    name: str
    kind: Kind
    added: tuple[str, ...] = ()
    """Ids of articles, now in the store."""
    updated: tuple[str, ...] = ()
    failure: Failure | None = None
    moved: str | None = None
    """The new address, when the server has just named one."""
    due: dt.datetime | None = None
    """When it is asked again; None for never."""
    online: bool = True
    """Whether anything at all can be reached."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Of all articles that are new or changed."""
        return (*self.added, *self.updated)


class Weather:
    """Whether the network can be reached at all, by what came of asking lately."""

    def __init__(self) -> None:
        self._latest: deque[tuple[str, bool]] = deque(maxlen=_REMEMBERED)

    def note(self, address: str, kind: Kind) -> bool:
        """Take in one outcome; returns whether there is a network."""
        self._latest.append((urlsplit(address).hostname or "", kind != "unreachable"))
        return is_online(list(self._latest))


async def refresh(
    store: Store,
    feeds: Iterable[Followed],
    door: Door,
    *,
    every: Bounds | None = None,
    read: bool = True,
    clock: Clock = utc_now,
    draw: Draw = random.random,
    weather: Weather | None = None,
) -> AsyncGenerator[Arrival, None]:
    """Ask feeds, many at once, and store what is new; each is told of as soon as it is stored.

    Nothing here blocks the event loop. When the generator is closed early, what was stored stays and the rest is asked next time.

    Args:
        store: where articles and courses go; used by one thread at a time.
        feeds: whom to ask, due or not.
        door: the network.
        every: bounds in place of those of feeds whose user has set none.
        read: read new articles at once and keep the readings; else whoever needs them next does.
        clock: the time of day.
        draw: random numbers from 0 to 1.
        weather: what earlier rounds have told of the network.

    Raises:
        StoreError: the store cannot be written. Nothing is noted of what could not be stored.
    """
    weather = weather or Weather()
    waiting = deque(feeds)
    total = len(waiting)
    fetched: asyncio.Queue[Fetched] = asyncio.Queue(_WAITING)
    down: Counter[str] = Counter()

    async def ask() -> None:
        while waiting:
            feed = waiting.popleft()
            found = await _fetch(store, door, feed, clock(), silent=down[_host(feed)] >= _ENOUGH)
            down[_host(feed)] += found.outcome.kind == "unreachable" or _is_late(found.course)
            await fetched.put(found)

    askers = [asyncio.create_task(ask()) for _ in range(min(AT_ONCE, total))]
    noted: dict[str, Course] = {}
    try:
        for number in range(1, total + 1):
            found = await _next(fetched, askers)
            arrival, course = await in_thread(_store, store, found, clock())
            for start in range(0, len(arrival.ids) if read else 0, _READ_AT_ONCE):
                await in_thread(read_in, store, arrival.ids[start : start + _READ_AT_ONCE])
            online = weather.note(found.feed.address, arrival.kind)
            outcome = msgspec.structs.replace(found.outcome, kind=arrival.kind)
            due, course = _scheduled(course, outcome, bounds_of(found.feed, every), draw(), clock(), online)
            noted[found.feed.key] = course
            if arrival.ids or len(noted) >= _NOTED_EVERY or number == total:
                await in_thread(keep_courses, store, noted)
                noted = {}
            yield msgspec.structs.replace(arrival, due=due, online=online)
    finally:
        for asker in askers:
            asker.cancel()
        await asyncio.gather(*askers, return_exceptions=True)
        if noted:
            with suppress(StoreError):
                keep_courses(store, noted)


async def in_thread(work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """Run something beside the event loop, to its end even when the caller is cancelled: a store takes one thread at a time."""
    working = asyncio.ensure_future(asyncio.to_thread(work, *args, **named))
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        await asyncio.wait([working])
        raise


def bounds_of(feed: Followed, every: Bounds | None) -> Bounds:
    """The user's bounds for a feed: its own, else those that hold for all."""
    return every if every and feed.word.interval == Bounds() else feed.word.interval


async def _next(fetched: asyncio.Queue[Fetched], askers: Sequence[asyncio.Task[None]]) -> Fetched:
    """The next fetched feed; a defect in asking is raised rather than waited for."""
    getting = asyncio.create_task(fetched.get())
    try:
        while not getting.done():
            open_ = [asker for asker in askers if not asker.done()]
            await asyncio.wait([getting, *open_], return_when=asyncio.FIRST_COMPLETED)
            for asker in askers:
                if asker.done() and not asker.cancelled() and (error := asker.exception()):
                    raise error
        return getting.result()
    finally:
        getting.cancel()


async def _fetch(store: Store, door: Door, feed: Followed, now: dt.datetime, *, silent: bool) -> Fetched:
    if silent:
        return not_asked(feed, now)
    found = await fetch(door, feed, now)
    if not (feed.word.fulltext and found.articles):
        return found
    stored = await in_thread(lambda: [store.get(article.id) for article in found.articles])
    whole = [_with_stored_text(article, old) for article, old in zip(found.articles, stored, strict=True)]
    wanted = [
        place
        for place, (article, old) in enumerate(zip(whole, stored, strict=True))
        if old is None or (old.text == article.text and now - _published(old, now) < _RECENT)
    ]
    pages = await asyncio.gather(*(_from_page(door, whole[place]) for place in wanted[:_PAGES_AT_ONCE]))
    for place, article in zip(wanted, pages, strict=False):
        whole[place] = article
    return msgspec.structs.replace(found, articles=whole)


def _with_stored_text(article: Article, stored: Article | None) -> Article:
    """A feed that gives the beginning again does not undo the whole text."""
    if stored is None or len(stored.text) <= len(article.text):
        return article
    return msgspec.structs.replace(article, text=stored.text, lang=stored.lang)


async def _from_page(door: Door, article: Article) -> Article:
    """The article with the text of its page. A page that cannot be had leaves what the feed gives."""
    try:
        return await full_text(door, article)
    except (FetchError, Unfit):
        return article


def _host(feed: Followed) -> str:
    return urlsplit(feed.address).netloc.rpartition("@")[2]


def _is_late(course: Course) -> bool:
    return course.failure is not None and course.failure.reason == "late"


def _published(article: Article, now: dt.datetime) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(article.published)
    except ValueError:
        return now
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _store(store: Store, found: Fetched, now: dt.datetime) -> tuple[Arrival, Course]:
    """Store the articles of a feed; what is new of them."""
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    if found.articles:
        result = add_settled(found.articles, store)
        added, updated = result.added, result.updated
    course = found.course
    if added:
        course = msgspec.structs.replace(
            course, articles=course.articles + len(added), last_new=now.isoformat(timespec="seconds")
        )
    arrival = Arrival(
        key=found.feed.key,
        name=Followed(found.feed.word, course).name,
        kind="new" if added or updated else found.outcome.kind,
        added=added,
        updated=updated,
        failure=course.failure,
        moved=course.moved if course.moved != found.feed.course.moved else None,
    )
    return arrival, course


def _scheduled(
    course: Course, outcome: Outcome, bounds: Bounds, draw: float, now: dt.datetime, online: bool
) -> tuple[dt.datetime | None, Course]:
    """When to ask again, and the course with that in it."""
    following = step(course.pace, outcome, bounds, draw, online=online)
    due = None if following.wait is None else now + dt.timedelta(seconds=following.wait)
    stamp = due.isoformat(timespec="seconds") if due else None
    return due, msgspec.structs.replace(course, pace=following.pace, due=stamp)
