"""Asking one feed: over the network and through the parser, without touching the store."""

from __future__ import annotations

import asyncio
import datetime as dt

import msgspec

from storage.loading.addresses import bare
from storage.loading.feeds import Feed, parse
from storage.loading.http import Answer, Door, FetchError, Reason, Request
from storage.loading.problem import Unfit
from storage.watching.schedule import Kind, Outcome
from storage.watching.subscriptions import Course, Failure, Followed
from timeline.model import Article

_NOBODY: tuple[Reason, ...] = ("unreachable", "proxy")
UNFIT = "unfit"


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What asking a feed once gave."""

    feed: Followed
    articles: list[Article] = []
    outcome: Outcome
    """``same`` until the store knows what is new."""
    course: Course
    """As it is after this, but for what the store and the schedule add."""


async def fetch(door: Door, feed: Followed, now: dt.datetime) -> Fetched:
    """Ask a feed for what is new. What goes wrong is in the outcome, never raised."""
    course = msgspec.structs.replace(feed.course, asked=feed.course.asked + 1, left_alone=None)
    try:
        answer = await door.fetch(
            Request(url=feed.address, etag=course.etag, last_modified=course.last_modified)
        )
        if answer.unchanged:
            return _unchanged(feed, course, answer, now)
        found = await asyncio.to_thread(_parsed, feed, answer, now)
    except FetchError as error:
        return _failed(feed, course, error, now)
    except Unfit as unfit:
        failure = Failure(_stamp(now), unfit.message, unfit.cure, UNFIT)
        return Fetched(
            feed=feed,
            outcome=Outcome("failed"),
            course=msgspec.structs.replace(course, failure=failure),
        )
    stays = max(answer.max_age or 0.0, found.ttl or 0.0) or None
    course = msgspec.structs.replace(
        _well(course, answer, now), title=course.title or found.title, site=course.site or found.link
    )
    return Fetched(feed=feed, articles=found.articles, outcome=Outcome("same", stays=stays), course=course)


def not_asked(feed: Followed, now: dt.datetime) -> Fetched:
    """A feed that is left for later because nobody else could reach its host either."""
    failure = Failure(
        _stamp(now),
        "other feeds of the same host could not be reached",
        "wait; it is asked again later",
        "late",
    )
    course = msgspec.structs.replace(feed.course, failure=failure)
    return Fetched(feed=feed, outcome=Outcome("unreachable"), course=course)


def _parsed(feed: Followed, answer: Answer, now: dt.datetime) -> Feed:
    source = feed.source if feed.word.name or feed.course.title else None
    found = parse(answer.body, answer.content_type, answer.url, source=source, identity=feed.key, now=now)
    if source is not None:
        return found
    titled = msgspec.structs.replace(feed, course=msgspec.structs.replace(feed.course, title=found.title))
    own = titled.source
    named = [msgspec.structs.replace(article, source=own) for article in found.articles]
    return msgspec.structs.replace(found, articles=named)


def _unchanged(feed: Followed, course: Course, answer: Answer, now: dt.datetime) -> Fetched:
    course = msgspec.structs.replace(_well(course, answer, now), unchanged=course.unchanged + 1)
    return Fetched(feed=feed, outcome=Outcome("same", stays=answer.max_age), course=course)


def _well(course: Course, answer: Answer, now: dt.datetime) -> Course:
    return msgspec.structs.replace(
        course,
        moved=answer.moved or course.moved,
        etag=answer.etag,
        last_modified=answer.last_modified,
        last_ok=_stamp(now),
        failure=None,
    )


def _failed(feed: Followed, course: Course, error: FetchError, now: dt.datetime) -> Fetched:
    kind: Kind = "gone" if error.reason == "gone" else "unreachable" if error.reason in _NOBODY else "failed"
    left_alone = now + dt.timedelta(seconds=error.retry_after) if error.retry_after else None
    course = msgspec.structs.replace(
        course,
        moved=error.moved or course.moved,
        gone=kind == "gone",
        left_alone=_stamp(left_alone) if left_alone else None,
        failure=Failure(_stamp(now), error.message, error.cure, error.reason),
    )
    return Fetched(feed=feed, outcome=Outcome(kind, retry_after=error.retry_after), course=course)


def problem_of(feed: Followed, failure: Failure) -> str:
    """What went wrong, for people."""
    cure = f"; {failure.cure}" if failure.cure else ""
    address = bare(feed.address)
    named = address if feed.name == feed.key else f"{feed.name} ({address})"
    return f"{named}: {failure.message}{cure}"


def _stamp(instant: dt.datetime) -> str:
    return instant.isoformat(timespec="seconds")
