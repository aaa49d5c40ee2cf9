"""The feeds that the user follows: what the user says of each, and how it goes with it, kept apart.

The user's word and the course of things are records of their own, so that a watch that notes what it fetched never undoes what
the user has set meanwhile.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from storage.errors import ElshiError
from storage.loading.addresses import bare, is_web_address
from storage.loading.cleaning import clean_line
from storage.loading.opml import Outline
from storage.loading.problem import shown
from storage.sources import described
from storage.store import RecordKind, Store
from storage.watching.schedule import Bounds, Pace, is_due
from timeline.model import Source, SourceKind

FOLLOWED: RecordKind = "subscriptions"
COURSES: RecordKind = "fetches"


class Subscription(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the user says of a feed."""

    url: str
    """As the user gave it, with whatever login is in it."""
    name: str | None = None
    """None: as the feed calls itself."""
    kind: SourceKind | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    tags: tuple[str, ...] = ()
    paused: bool = False
    fulltext: bool = False
    """Fetch the page of an article of which the feed gives only the beginning."""
    interval: Bounds = Bounds()
    added: str = ""
    """An instant."""

    @property
    def key(self) -> str:
        """What it is known by for good: its first address without the login."""
        return key_of(self.url)


class Failure(msgspec.Struct, frozen=True):
    """The last thing that went wrong."""

    at: str
    message: str
    cure: str
    reason: str


class Course(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How it goes with a feed. Instants are ISO 8601."""

    moved: str | None = None
    """The address that the server named for good; the one to ask."""
    title: str | None = None
    """What the feed called itself when it was first read."""
    site: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    pace: Pace = Pace()
    due: str | None = None
    """When to ask again; None before the first time."""
    left_alone: str | None = None
    """Not to be asked before this, says the server."""
    gone: bool = False
    """The server said that it is gone for good (410)."""
    asked: int = 0
    unchanged: int = 0
    """How often nothing had changed (304)."""
    articles: int = 0
    """How many came from it."""
    last_ok: str | None = None
    last_new: str | None = None
    failure: Failure | None = None
    """None when the last time went well."""


class Followed(msgspec.Struct, frozen=True):
    """A feed: the user's word and the course of things."""

    word: Subscription
    course: Course = Course()

    @property
    def key(self) -> str:
        """What it is known by for good."""
        return self.word.key

    @property
    def address(self) -> str:
        """Where to ask."""
        return self.course.moved or self.word.url

    @property
    def name(self) -> str:
        """What to call it."""
        return self.word.name or self.course.title or self.key

    @property
    def source(self) -> Source:
        """Who its articles come from; what the user has not said is guessed from the address."""
        own = Source(name=self.name, kind=self.word.kind, country=self.word.country)
        return described(own, self.address) or own

    @property
    def due(self) -> dt.datetime | None:
        """When it is asked next; None when it never was."""
        return _instant(self.course.due)

    @property
    def active(self) -> bool:
        """Whether it is asked at all."""
        return not (self.word.paused or self.course.gone)

    def is_due(self, now: dt.datetime, bounds: Bounds | None = None) -> bool:
        """Whether it is to be asked now."""
        return self.active and is_due(self.due_within(bounds), bounds or self.word.interval, now)

    def due_within(self, bounds: Bounds | None = None) -> dt.datetime | None:
        """When it is to be asked next; sooner than was noted when the bounds have become narrower since."""
        due, asked = self.due, _instant(self.course.last_ok)
        if due is None or asked is None or self.course.failure:
            return due
        return min(due, asked + dt.timedelta(seconds=(bounds or self.word.interval).most))

    def left_alone(self, now: dt.datetime) -> dt.datetime | None:
        """Until when its server does not want to be asked, if it does not."""
        until = _instant(self.course.left_alone)
        return until if until and now < until <= now + dt.timedelta(days=1) else None


def key_of(url: str) -> str:
    """An address without its login, its fragment and what means nothing in its host."""
    try:
        parts = urlsplit(bare(url.strip()))
        return parts._replace(
            scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), path=parts.path or "/", fragment=""
        ).geturl()
    except ValueError:
        return url


def load(store: Store) -> dict[str, Followed]:
    """All feeds by their keys, in the order they were added."""
    courses = store.kept(COURSES)
    found = {}
    for key, record in store.kept(FOLLOWED).items():
        word = _converted(record, Subscription)
        if word is not None:
            found[key] = Followed(word, _converted(courses.get(key, {}), Course) or Course())
    return found


def follow(store: Store, words: Iterable[Subscription]) -> list[Subscription]:
    """Follow feeds that are not followed yet; returns those.

    Raises:
        ElshiError: one is no web address.
        StoreError: the store cannot be written.
    """
    known = store.kept(FOLLOWED)
    new: dict[str, Subscription] = {}
    for word in words:
        if not is_web_address(word.url) or not urlsplit(word.key).hostname:
            raise ElshiError(
                f"{shown(bare(word.url))} is no web address",
                "write one that begins with http:// or https://",
            )
        if word.key not in known:
            new.setdefault(word.key, word)
    _keep_words(store, new.values())
    return list(new.values())


def change(store: Store, followed: Followed, **said: Any) -> Followed:
    """Set what the user says of a feed; a new word is a new start for one that had failed."""
    word = msgspec.structs.replace(followed.word, **said)
    _keep_words(store, [word])
    return Followed(word, followed.course)


def forget(store: Store, keys: Iterable[str]) -> None:
    """Follow feeds no longer. Their articles stay."""
    gone: dict[str, None] = dict.fromkeys(keys)
    store.keep(FOLLOWED, gone)
    store.keep(COURSES, gone)


def keep_courses(store: Store, courses: Mapping[str, Course]) -> None:
    """Note how it goes with some feeds; of those that the user has just removed nothing is noted."""
    followed = store.kept(FOLLOWED)
    records = {key: msgspec.to_builtins(course) for key, course in courses.items() if key in followed}
    if records:
        store.keep(COURSES, records)


def find(feeds: Mapping[str, Followed], named: str) -> Followed:
    """The feed that a person means: by address, name, or a part of either that only one has.

    Raises:
        ElshiError: none is, or several are.
    """
    wanted = named.strip().casefold()
    exact = [
        feed
        for feed in feeds.values()
        if wanted in (feed.name.casefold(), feed.key.casefold(), bare(feed.address).casefold())
        or (is_web_address(named) and key_of(named) in (feed.key, key_of(feed.address)))
    ]
    found = exact or [feed for feed in feeds.values() if wanted and wanted in _said(feed)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise ElshiError(f"no source is called {shown(named)}", "'elshi sources' lists them")
    raise ElshiError(
        f"{shown(named)} may be {', '.join(shown(feed.name) for feed in found[:4])}{' or another' if len(found) > 4 else ''}",
        "name one of them in full, or by its address",
    )


def tagged(feeds: Mapping[str, Followed], tag: str) -> list[Followed]:
    """The feeds that carry a tag."""
    return [feed for feed in feeds.values() if tag.casefold() in (own.casefold() for own in feed.word.tags)]


def from_outline(outline: Outline, now: dt.datetime) -> Subscription:
    """The feed of a list."""
    return Subscription(
        url=outline.url,
        name=outline.title if outline.title != outline.url else None,
        tags=tuple(clean_tag(folder) for folder in outline.folders if clean_tag(folder)),
        added=now.isoformat(timespec="seconds"),
    )


def to_outline(feed: Followed) -> Outline:
    """The feed for a list; a login stays at home."""
    return Outline(url=bare(feed.address), title=feed.name, site=feed.course.site, folders=feed.word.tags)


def clean_tag(tag: str) -> str:
    """A tag as it is kept."""
    return clean_line(tag).strip().lstrip("#").replace(",", " ")


def _said(feed: Followed) -> str:
    return f"{feed.name}\n{feed.key}\n{bare(feed.address)}".casefold()


def _keep_words(store: Store, words: Iterable[Subscription]) -> None:
    records = {word.key: msgspec.to_builtins(word) for word in words}
    if records:
        store.keep(FOLLOWED, records)


def _instant(value: str | None) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=dt.UTC)


_T = TypeVar("_T")


def _converted(record: Mapping[str, Any], kind: type[_T]) -> _T | None:
    try:
        return msgspec.convert(record, kind)
    except msgspec.ValidationError:
        return None
