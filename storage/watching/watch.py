"""Asking feeds whenever they are due: for `elshi watch`, and beside the dashboard."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from contextlib import ExitStack, aclosing

from storage.errors import StoreError
from storage.loading.addresses import allowed_hosts
from storage.loading.http import Door
from storage.store import Store, open_store
from storage.watching.lock import Watched, watch_of
from storage.watching.refreshing import Arrival, Clock, Draw, Weather, bounds_of, in_thread, refresh, utc_now
from storage.watching.schedule import Bounds
from storage.watching.subscriptions import load

LOOK = 60.0
"""Seconds after which it is looked for new subscriptions, whatever is due."""
SHORTEST = 1.0
_FOLLOW = 5.0
_AFTER_TROUBLE = 60.0

Wait = Callable[[float], Awaitable[bool]]
"""Waits for some seconds, or for as long as the caller likes; returns whether to go on."""


async def watch(
    store: Store,
    door: Door,
    wait: Wait,
    *,
    every: Bounds | None = None,
    read: bool = True,
    tell: Callable[[str], None] = lambda _: None,
    after: Callable[[], Awaitable[object]] | None = None,
    clock: Clock = utc_now,
    draw: Draw = random.random,
) -> AsyncGenerator[Arrival, None]:
    """Ask each feed when it is due, for as long as ``wait`` says to go on.

    The network may come and go. A store that cannot be written is told of, and tried again after a minute.

    Args:
        store: where it all goes.
        door: the network.
        wait: sleeps between two rounds.
        every: bounds in place of those of feeds whose user has set none.
        read: see `storage.watching.refreshing.refresh`.
        tell: takes what went wrong with the store.
        after: what to do after each round.
        clock: the time of day.
        draw: random numbers from 0 to 1.
    """
    weather = Weather()
    while True:
        pause = LOOK
        try:
            feeds = await in_thread(load, store)
            now = clock()
            due = [feed for feed in feeds.values() if feed.is_due(now, bounds_of(feed, every))]
            arriving = refresh(
                store, due, door, every=every, read=read, clock=clock, draw=draw, weather=weather
            )
            async with aclosing(arriving):
                async for arrival in arriving:
                    yield arrival
            if after:
                await after()
            pause = await in_thread(_pause, store, every, clock)
        except StoreError as error:
            tell(str(error))
            pause = _AFTER_TROUBLE
        if not await wait(pause):
            return


async def arrivals(
    url: str,
    *,
    allow_private: Collection[str] = (),
    every: Bounds | None = None,
    read: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> AsyncGenerator[Arrival, None]:
    """What comes into a store from the feeds that the user follows, for as long as the caller listens: for the dashboard.

    Use it so, in a worker of the application; closing it, or cancelling the worker, ends it cleanly::

        async with aclosing(storage.watching.watch.arrivals(url)) as arriving:
            async for arrival in arriving:
                ...  # arrival.added and arrival.updated are ids of articles that are in the store now

    Nothing in it blocks the event loop. When another process keeps watch on the store already, that one asks the feeds, and here
    is told what it stores (as one arrival without a key); when it ends, this one takes over. Failures of feeds are arrivals too.

    Args:
        url: the address of the store.
        allow_private: hosts that may be asked though they are not on the public internet.
        every: bounds in place of those of feeds whose user has set none.
        read: read new articles at once and keep the readings; False leaves that to the caller.
        tell: takes what went wrong with the store, for people.
    """
    seen: int | None = None
    while True:
        with ExitStack() as stack:
            try:
                stack.enter_context(watch_of(url))
                store = stack.enter_context(await in_thread(open_store, url))
            except Watched:
                seen, arrival = await in_thread(_stored_since, url, seen)
                if arrival:
                    yield arrival
            except StoreError as error:
                tell(str(error))
                await asyncio.sleep(_AFTER_TROUBLE)
            else:
                async with Door(allow_private=allowed_hosts(allow_private)) as door:
                    watching = watch(store, door, _sleep, every=every, read=read, tell=tell)
                    async with aclosing(watching):
                        async for arrival in watching:
                            yield arrival
        await asyncio.sleep(_FOLLOW)


async def _sleep(seconds: float) -> bool:
    await asyncio.sleep(seconds)
    return True


def _pause(store: Store, every: Bounds | None, clock: Clock) -> float:
    """Seconds until the next feed is due, or until it is time to look for new ones."""
    now = clock()
    active = [feed for feed in load(store).values() if feed.active]
    ahead = [due - now for feed in active if (due := feed.due_within(bounds_of(feed, every)))]
    return min([LOOK, *(max(wait.total_seconds(), SHORTEST) for wait in ahead)])


def _stored_since(url: str, seen: int | None) -> tuple[int, Arrival | None]:
    """What somebody else has stored since a change, and the last change now."""
    with open_store(url, read_only=True) as store:
        last = store.last_change
        if seen is None or last == seen:
            return last, None
        changes = [change for change in store.changes(seen) if change.kind != "removed"]
    added = tuple(change.id for change in changes if change.kind == "added")
    updated = tuple(change.id for change in changes if change.kind == "updated")
    return last, Arrival(key="", name="", kind="new", added=added, updated=updated)
