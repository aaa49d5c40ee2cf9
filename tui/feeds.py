"""The feeds that are followed, for people: listed, changed, asked."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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
from storage.watching.schedule import write_interval
from storage.watching.subscribing import offers, restate
from storage.watching.subscriptions import (
    Followed,
    Subscription,
    change,
    find,
    follow,
    keep_courses,
    load,
)
from tui.config import load_config
from tui.output import talk
from tui.plain import print_text
from tui.progress import Progress

OK, FAILURE, PARTIAL = 0, 1, 3


def print_feeds(feeds: Sequence[Followed], *, health: bool) -> None:
    """One feed after the other."""
    if not feeds:
        print_text(
            "No sources. 'elshi sources add URL' follows a feed; docs/feeds.opml is a list to start from."
        )
        return
    now = utc_now()
    for feed in feeds:
        behind = ", ".join(filter(None, (feed.source.kind, feed.source.country)))
        tags = " ".join(f"#{tag}" for tag in feed.word.tags)
        parts = [f"{feed.name}{f' ({behind})' if behind else ''}", _state(feed, now), tags]
        print_text("  ".join(filter(None, parts)))
        print_text(f"    {bare(feed.address)}")
        if health:
            _print_health(feed, now)


def _print_health(feed: Followed, now: dt.datetime) -> None:
    course = feed.course
    share = f"{course.unchanged / course.asked:.0%}" if course.asked else "-"
    print_text(
        f"    last ok {_ago(course.last_ok, now)}, last new {_ago(course.last_new, now)}; "
        f"{course.articles} articles; asked {course.asked} times, unchanged (304) {share}; every {_pace(feed)}"
    )
    if course.failure:
        print_text(
            f"    last error {_ago(course.failure.at, now)}: {course.failure.message}; {course.failure.cure}"
        )


def _pace(feed: Followed) -> str:
    interval = feed.course.pace.interval
    bounds = write_interval(feed.word.interval)
    return f"{_rough(interval)} ({bounds})" if interval else bounds


def _state(feed: Followed, now: dt.datetime) -> str:
    if feed.course.gone:
        return "gone for good (410)"
    if feed.word.paused:
        return "paused"
    failing = f"failing ({feed.course.pace.failures} times)" if feed.course.failure else ""
    left = feed.left_alone(now)
    due = f"left alone for {_in(left, now)}" if left else "due now" if feed.is_due(now) else ""
    return ", ".join(filter(None, (failing, due or f"next in {_in(feed.due, now)}")))


def _in(instant: dt.datetime | None, now: dt.datetime) -> str:
    return _rough((instant - now).total_seconds()) if instant else "-"


def _ago(stamp: str | None, now: dt.datetime) -> str:
    if not stamp:
        return "never"
    return f"{_rough((now - dt.datetime.fromisoformat(stamp)).total_seconds())} ago"


def _rough(seconds: float) -> str:
    seconds = max(seconds, 0)
    for unit, name in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * unit:
            return f"{seconds / unit:.0f} {name}"
    return f"{seconds:.0f} s"


def feeds_json(feeds: Iterable[Followed]) -> bytes:
    """All that is known of feeds, but for logins."""
    return msgspec.json.format(msgspec.json.encode([_as_json(feed) for feed in feeds])) + b"\n"


def _as_json(feed: Followed) -> dict[str, Any]:
    course, word = feed.course, feed.word
    return {
        "name": feed.name,
        "url": bare(feed.address),
        "first_url": feed.key,
        "site": course.site,
        "kind": feed.source.kind,
        "country": feed.source.country,
        "tags": word.tags,
        "paused": word.paused,
        "gone": course.gone,
        "fulltext": word.fulltext,
        "interval": write_interval(word.interval),
        "added": word.added or None,
        "next": course.due if feed.active else None,
        "left_alone": course.left_alone,
        "last_ok": course.last_ok,
        "last_new": course.last_new,
        "last_error": course.failure,
        "failures": course.pace.failures,
        "asked": course.asked,
        "unchanged": course.unchanged,
        "unchanged_share": round(course.unchanged / course.asked, 3) if course.asked else None,
        "articles": course.articles,
    }


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


def change_feeds(url: str, named: Iterable[str], said: Callable[[Followed], Mapping[str, Any]]) -> int:
    """Set what the user says of feeds, also in the articles that came from them."""
    with open_store(url) as opened:
        feeds = load(opened)
        for feed in [find(feeds, each) for each in named]:
            changed = change(opened, feed, **said(feed))
            count = restate(opened, feed, changed)
            talk(f"{changed.name}: done{f', also in {count} articles' if count else ''}")
    return OK


def resume_feeds(url: str, named: Iterable[str]) -> int:
    """Ask feeds again that were paused or gone, as if for the first time."""
    named = tuple(named)
    change_feeds(url, named, lambda _: {"paused": False})
    with open_store(url) as opened:
        feeds = load(opened)
        found = [find(feeds, each) for each in named]
        keep_courses(
            opened,
            {
                feed.key: msgspec.structs.replace(feed.course, gone=False, due=None, failure=None)
                for feed in found
            },
        )
    return OK


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
            left = _in(feed.left_alone(now), now)
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
    from tui.output import data

    if as_json:
        data(b"".join(msgspec.json.encode(arrival) + b"\n" for arrival in arrivals))
    added = sum(len(arrival.added) for arrival in arrivals)
    updated = sum(len(arrival.updated) for arrival in arrivals)
    failed = sum(arrival.failure is not None for arrival in arrivals)
    talk(
        f"{added} added, {updated} updated from {len(arrivals)} source{'' if len(arrivals) == 1 else 's'}"
        f"{f', {failed} failed' if failed else ''}"
    )
