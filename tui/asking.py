"""The feeds that are followed, asked now: for ``elshi sources add`` and ``elshi refresh``."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from contextlib import aclosing
from typing import Any

import msgspec

from storage.errors import ElshiError
from storage.loading.addresses import allowed_hosts, bare
from storage.loading.http import Door, FetchError
from storage.loading.problem import Unfit
from storage.store import Store, open_store
from storage.watching.fetching import problem_of
from storage.watching.refreshing import Arrival, refresh, utc_now
from storage.watching.subscribing import offers
from storage.watching.subscriptions import Followed, Subscription, find, follow, load
from tui.config import load_config
from tui.feeds import until
from tui.output import data, talk
from tui.progress import Progress

OK, FAILURE, PARTIAL = 0, 1, 3


def add_feeds(url: str, named: Iterable[str], said: dict[str, Any], *, every_one: bool, fetch: bool) -> int:
    """Follow feeds by their addresses or those of their pages, and ask them once; the exit code."""
    stamp = utc_now().isoformat(timespec="seconds")
    named = tuple(named)
    code = OK
    found: list[str] = list(named)
    if fetch:
        found, failed = asyncio.run(_offered(named, every_one))
        code = OK if not failed else PARTIAL if found else FAILURE
    words = [Subscription(url=each, added=stamp, **said) for each in found]
    if not words:
        return code
    with open_store(url) as opened:
        new = follow(opened, words)
    for word in words:
        if word not in new:
            talk(f"{bare(word.url)} is followed already")
    if not fetch:
        for word in new:
            talk(f"{bare(word.url)} is followed; 'elshi refresh' asks it now")
        return code
    return max(code, ask_feeds(url, [word.key for word in new]) if new else OK)


async def _offered(named: Iterable[str], every_one: bool) -> tuple[list[str], int]:
    """The feeds at some addresses, and at how many of them there was none."""
    chosen: dict[str, None] = {}
    failed = 0
    async with Door(allow_private=allowed_hosts(load_config().allow_private)) as door:
        for each in named:
            try:
                found = await offers(door, each)
            except (FetchError, Unfit) as error:
                cure = f"; {error.cure}" if error.cure else ""
                talk(f"{bare(each)}: {error.message}{cure}; with --no-fetch it is followed unseen")
                failed += 1
                continue
            chosen.update((offer.url, None) for offer in (found if every_one else found[:1]))
            for offer in [] if every_one else found[1:]:
                talk(
                    f"{bare(each)} also has {bare(offer.url)}{f' ({offer.title})' if offer.title else ''}; --all follows all"
                )
    return list(chosen), failed


def ask_feeds(url: str, named: Collection[str], *, as_json: bool = False) -> int:
    """Ask feeds now, all that are not paused when none is named; the exit code."""
    with open_store(url) as opened:
        feeds = load(opened)
        chosen = [find(feeds, each) for each in named] if named else [f for f in feeds.values() if f.active]
        if not feeds:
            raise ElshiError("no sources are followed", "'elshi sources add URL' follows one")
        now = utc_now()
        waiting = [feed for feed in chosen if feed.left_alone(now)]
        for feed in waiting:
            left = until(feed.left_alone(now), now)
            talk(f"{feed.name}: its server wants to be left alone for another {left}; it is not asked now")
        asked = [feed for feed in chosen if feed not in waiting]
        arrivals = asyncio.run(_asked(opened, asked))
    failures = [arrival for arrival in arrivals if arrival.failure]
    _tell(arrivals, as_json)
    if not failures and not waiting:
        return OK
    return PARTIAL if len(failures) < len(arrivals) or (waiting and not failures) else FAILURE


async def _asked(store: Store, feeds: Sequence[Followed]) -> list[Arrival]:
    by_key = {feed.key: feed for feed in feeds}
    arrivals = []
    with Progress("asking", len(feeds)) as progress:
        async with Door(allow_private=allowed_hosts(load_config().allow_private)) as door:
            arriving = refresh(store, feeds, door)
            async with aclosing(arriving):
                async for arrival in arriving:
                    arrivals.append(arrival)
                    progress.step()
    for arrival in arrivals:
        tell_of(arrival, by_key[arrival.key])
    return arrivals


def tell_of(arrival: Arrival, feed: Followed) -> None:
    """What a person ought to know of an arrival besides what is new."""
    if arrival.moved:
        talk(f"{arrival.name}: moved for good to {bare(arrival.moved)}; it is asked there from now on")
    if arrival.failure:
        talk(problem_of(feed, arrival.failure))


def _tell(arrivals: Sequence[Arrival], as_json: bool) -> None:
    if as_json:
        data(b"".join(msgspec.json.encode(arrival) + b"\n" for arrival in arrivals))
    added = sum(len(arrival.added) for arrival in arrivals)
    updated = sum(len(arrival.updated) for arrival in arrivals)
    failed = sum(arrival.failure is not None for arrival in arrivals)
    talk(
        f"{added} added, {updated} updated from {len(arrivals)} source{'' if len(arrivals) == 1 else 's'}"
        f"{f', {failed} failed' if failed else ''}"
    )
