"""The feeds that are followed, for people: listed and changed. Nothing here opens a connection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from storage.loading.addresses import bare
from storage.store import open_store
from storage.watching.schedule import write_interval
from storage.watching.subscriptions import Followed, change, find, keep_courses, load
from tui.output import talk
from tui.plain import print_text, reporter

OK = 0


def print_feeds(feeds: Sequence[Followed], *, health: bool) -> None:
    """One feed after the other."""
    if not feeds:
        print_text(
            "No sources. 'elshi sources add URL' follows a feed; docs/feeds.opml is a list to start from."
        )
        return
    now = dt.datetime.now(dt.UTC)
    for feed in feeds:
        tags = " ".join(f"#{tag}" for tag in feed.word.tags)
        parts = [reporter(feed.source), _state(feed, now), tags]
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
    due = f"left alone for {until(left, now)}" if left else "due now" if feed.is_due(now) else ""
    return ", ".join(filter(None, (failing, due or f"next in {until(feed.due, now)}")))


def until(instant: dt.datetime | None, now: dt.datetime) -> str:
    """How long it is to an instant, roughly."""
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


def change_feeds(url: str, named: Iterable[str], said: Callable[[Followed], Mapping[str, Any]]) -> int:
    """Set what the user says of feeds, also in the articles that came from them."""
    from storage.watching.restating import restate

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
