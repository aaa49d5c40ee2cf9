"""What comes into a store while the dashboard is open, whoever puts it there, and what came since the person last looked."""

from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import aclosing
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from storage.errors import StoreError
from storage.store import RecordKind, Store, open_store, path_of
from tui.own import Records

LOOKED = "looked"
"""Key of the record, among those of what was read, that says how far the person has seen the store."""


class News(NamedTuple):
    """What came."""

    added: frozenset[str] = frozenset()
    """Ids of articles that are new."""
    changed: bool = False
    """Whether articles were added, altered or removed, so that the timeline is another."""
    corrected: bool = False
    """Whether something was set right, or that was taken back: here or by another process."""
    marked: bool = False
    """Whether something was read, bookmarked or tagged, here or by another process."""


_MARKS: tuple[RecordKind, ...] = ("read", "bookmarks", "tags")


class Follower:
    """Follows the changes of a store. Methods may take long: call them in a thread, one at a time."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._path = path_of(url)
        self._stamp: tuple[int, int, int] | None = None
        self._seen = 0
        self._looked: int | None = None
        self._corrections = self._marks = b""
        self.subscribed = False
        """Whether there is anything to ask on the network."""

    def opened(self) -> News:
        """What came since the person last looked; nothing at the first time.

        Raises:
            StoreError: the store cannot be read.
        """
        self._stamp = self._stamp_now()
        with open_store(self.url, read_only=True) as store:
            looked = store.kept("read").get(LOOKED, {}).get("change")
            self._looked = looked if isinstance(looked, int) else None
            self._seen = store.last_change
            self.subscribed = bool(store.kept("subscriptions"))
            self._corrections, self._marks = _content(store, "corrections"), _content(store, *_MARKS)
            return self._since(store, self._seen if self._looked is None else self._looked)

    def shown(self, change: int | None) -> None:
        """Take note up to which change of the store the person sees it; the next look tells what came after that."""
        if change is not None and change < self._seen:
            self._seen, self._stamp = change, None

    def look(self) -> News:
        """What came since the last call; costs one look at the file when nothing did.

        Raises:
            StoreError: the store cannot be read.
        """
        stamp = self._stamp_now()
        if stamp == self._stamp:
            return News()
        self._stamp = stamp
        with open_store(self.url, read_only=True) as store:
            self.subscribed = bool(store.kept("subscriptions"))
            since, self._seen = self._seen, store.last_change
            corrections, self._corrections = self._corrections, _content(store, "corrections")
            marks, self._marks = self._marks, _content(store, *_MARKS)
            return self._since(store, since)._replace(
                corrected=corrections != self._corrections, marked=marks != self._marks
            )

    def looked(self) -> Records:
        """The record to keep when the person leaves; none when nothing came since."""
        if self._seen in (0, self._looked):
            return {}
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        return {LOOKED: {"change": self._seen, "at": now}}

    @staticmethod
    def _since(store: Store, change: int) -> News:
        changes = list(store.changes(change))
        return News(frozenset(each.id for each in changes if each.kind == "added"), bool(changes))

    def _stamp_now(self) -> tuple[int, int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns


def _content(store: Store, *kinds: RecordKind) -> bytes:
    """A hash of all records of some kinds."""
    return blake2b(msgspec.json.encode([store.kept(kind) for kind in kinds]), digest_size=16).digest()


def follower_of(url: str) -> Follower | None:
    """What follows a store; None when it has no file that others could write."""
    try:
        return Follower(url)
    except StoreError:
        return None


async def ask_now(url: str) -> tuple[int, int]:
    """Ask all feeds that are not paused, due or not; how many were asked, and how many of them failed.

    Nothing in it blocks the event loop. Whoever leaves early cancels it: what was stored stays.

    Raises:
        Watched: another process keeps watch on the store, and asks them itself.
        ElshiError: the settings or the store cannot be read, or the store cannot be written.
    """
    allowed = await asyncio.to_thread(_allowed)
    from storage.loading.http import Door
    from storage.watching.lock import watch_of
    from storage.watching.refreshing import in_thread, refresh, utc_now
    from storage.watching.subscriptions import load

    with watch_of(url), await in_thread(open_store, url) as store:
        now, followed = utc_now(), await in_thread(load, store)
        feeds = [feed for feed in followed.values() if feed.active and not feed.left_alone(now)]
        async with (
            Door(allow_private=allowed) as door,
            aclosing(refresh(store, feeds, door, read=False)) as coming,
        ):
            failed = [arrival.failure is not None async for arrival in coming]
    return len(failed), sum(failed)


def _allowed() -> frozenset[str]:
    """Private hosts that may be asked. In a thread: the code that speaks to the network takes a while to load."""
    import storage.watching.refreshing  # noqa: F401
    from storage.loading.addresses import allowed_hosts
    from tui.config import load_config

    return allowed_hosts(load_config().allow_private)
