"""The promise that every store keeps, and the door to all of them: `open_store`.

A store holds articles, which are the truth, and readings, which are derived from them and can be dropped at any time.
It is safe to share: several processes may have one store open, each sees what the others wrote, and nothing that was
acknowledged is lost when one of them is killed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self, TypeAlias

import msgspec

from storage.errors import StoreError
from timeline.model import Article, ArticleRef, Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.syntax import Query

ChangeKind: TypeAlias = Literal["added", "updated", "removed"]
RecordKind: TypeAlias = Literal[
    "corrections", "bookmarks", "tags", "notes", "read", "subscriptions", "fetches", "alerts", "topics"
]
Record: TypeAlias = Mapping[str, Any]
"""A JSON object; what is in it is the business of those who keep it."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CURE = "give a path, tinydb:PATH or memory:; a path that has a colon in it is written ./like:this"


class AddResult(msgspec.Struct, frozen=True):
    """What became of one batch. An id stands in one of the three at most, in the order of the batch.

    ``unchanged`` names articles by the id they have in the store, which for a copied file is that of the first copy.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True):
    """The latest thing that happened to one article."""

    seq: int
    kind: ChangeKind
    id: str


class Hit(msgspec.Struct, frozen=True):
    """An article that a search found, and the words that made it one."""

    article: ArticleRef
    snippet: str
    """A piece of the text around the first word that was looked for, or its beginning."""
    marks: tuple[tuple[int, int], ...] = ()
    """Where the words stand in the snippet: code points, end exclusive."""


class Info(msgspec.Struct, frozen=True):
    """How large a store is."""

    url: str
    articles: int
    last_change: int
    size: int
    """Bytes of the articles' file."""
    waste: int
    """Bytes in it that `compact` gives back."""
    readings: int
    indexed: int
    """Articles in the search index."""


class Store(Protocol):
    """Articles in, articles out.

    Every method may raise `StoreError`; after an error the store is as it was before the call.
    """

    @property
    def url(self) -> str:
        """The address that opens this store again."""

    @property
    def read_only(self) -> bool:
        """Whether changes are refused with `ReadOnly`."""

    @property
    def last_change(self) -> int:
        """The number of the latest change; 0 for a store nothing ever happened to. It never goes down."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person ought to be told of this store, such as that a power cut spoilt a change; mostly nothing."""

    def add(self, articles: Iterable[Article], *, update: bool = False) -> AddResult:
        """Store one batch: all of it, or nothing.

        - The same id with the same content (all fields but ``origin``) is *unchanged*.
        - So is a copied file: an article that has no url and is named after its text file, with the content of another such
          article.
        - The same id with other content is *updated*, and the former article kept (see `former`), when it comes from the
          same ``origin``, when either of the two has no origin or came from standard input, or when ``update`` says so.
        - Otherwise two articles claim one id, which is a `Conflict`; so are two contents for one id inside the batch.

        Raises:
            Conflict: one id, two articles.
            StoreError: ``published`` is no date, an id is empty, or the store cannot be written.
        """

    def remove(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Forget articles with their former texts and readings; returns the ids that were there."""

    def get(self, id: str) -> Article | None:  # noqa: A002
        """One article, or None."""

    def find_url(self, url: str) -> Article | None:
        """The article of an address, or None; of several, the one stored first."""

    def articles(
        self,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        lang: str | None = None,
        source: str | None = None,
        actor: str | None = None,
    ) -> Iterator[Article]:
        """Articles in order of publication, as they were at the moment of the call.

        Args:
            since: first publication day, inclusive, in the publisher's own calendar.
            until: last publication day, inclusive.
            lang: the declared language.
            source: the name of the source, whatever its case.
            actor: the id of a person, state, organisation or place that a reading of the article found in it.
        """

    def refs(
        self,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        lang: str | None = None,
        source: str | None = None,
        actor: str | None = None,
    ) -> Iterator[ArticleRef]:
        """The same as `articles` without the texts, which is much faster: for lists."""

    def search(self, query: Query, *, limit: int = 50) -> list[Hit]:
        """The newest articles that a query finds.

        Words are looked for in texts, titles and sources, and in the names, quotes and places that readings found. What
        was added since the last search is indexed first.
        """

    def former(self, id: str) -> list[Article]:  # noqa: A002
        """What the article was before each of its updates, oldest first."""

    def count(self) -> int:
        """How many articles there are."""

    def changes(self, since: int = 0) -> Iterator[Change]:
        """Each article that changed after the change number ``since``, once, with its latest change, in order.

        Take ``added`` and ``updated`` as "fetch it", ``removed`` as "drop it if you have it": earlier changes to the same
        article are not told.
        """

    def put_readings(self, read: Iterable[tuple[Article, Reading]], version: str) -> None:
        """Keep what a reader of this version got out of articles, replacing older readings of the same.

        Each reading comes with the very article it was made from, so that a reading of a text that has changed in the
        meantime is never taken for a reading of the new one. Cheapest in large batches.
        """

    def readings(self, ids: Iterable[str] | None = None, *, version: str) -> Iterator[Reading]:
        """The readings of this version that fit the present texts, for these ids or in order of publication for all.

        Articles without one are left out.
        """

    def unread(self, *, version: str) -> Iterator[Article]:
        """The articles without a reading of this version, in order of publication."""

    def drop_readings(self) -> None:
        """Forget all readings; they can be made again."""

    def keep(self, kind: RecordKind, records: Mapping[str, Record | None]) -> None:
        """Keep what the user made, under keys of the caller's choice; None forgets one. All of it, or nothing.

        Records stay when the articles they are about are removed.
        """

    def kept(self, kind: RecordKind) -> dict[str, dict[str, Any]]:
        """All records of a kind, by key, in the order they were first kept."""

    def put_snapshot(self, key: str, content: bytes) -> None:
        """Keep something derived for the next start, in place of what was kept before; ``key`` says what it was made from."""

    def snapshot(self, key: str) -> memoryview | None:
        """What was kept under this very key, or None; whether it still is as it was written is for the caller to check."""

    def last_snapshot(self) -> tuple[str, memoryview] | None:
        """What was kept last, whatever its key, with that key; None when nothing was."""

    def info(self) -> Info:
        """How large the store is."""

    def compact(self) -> tuple[int, int]:
        """Give back the room of what is no longer there; returns the size of the articles' file before and after."""

    def close(self) -> None:
        """Let go of the store. Everything acknowledged is already safe."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_store(url: str | Path, *, read_only: bool = False) -> Store:
    """Open a store; a new one is created by its first change, not by opening it.

    Args:
        url: a path, ``tinydb:PATH``, or ``memory:`` for a store that ends with the process.
        read_only: refuse changes, and create nothing, not even a lock.

    Raises:
        NotOurs: there is something else at the path. It was not touched.
        Damaged: it is an elshi store, but not as elshi left it. It was not touched.
        StoreError: the scheme is unknown, or the file cannot be read.
    """
    from storage.tiny import open_file, open_memory

    scheme, address = _split(url)
    if scheme == "memory":
        if address:
            raise StoreError(f"memory: takes no address, but got {address!r}", "write memory: alone")
        return open_memory(read_only=read_only)
    if scheme not in ("", "tinydb"):
        raise StoreError(f"no store can be opened with {scheme}: (in {str(url)!r})", _CURE)
    if not address:
        raise StoreError(f"the address of the store is empty (in {str(url)!r})", _CURE)
    return open_file(Path(address), read_only=read_only)


def path_of(url: str | Path) -> Path:
    """The file of a store that has one.

    Raises:
        StoreError: it has none.
    """
    scheme, address = _split(url)
    if scheme not in ("", "tinydb") or not address:
        raise StoreError(f"the store {str(url)!r} has no file", "name a path or tinydb:PATH with --store")
    return Path(address).expanduser()


def _split(url: str | Path) -> tuple[str, str]:
    """The scheme ("" for a plain path) and what follows it."""
    if isinstance(url, Path):
        return "", str(url)
    found = _SCHEME.match(url)
    return (found[1].lower(), url[found.end() :]) if found else ("", url)
