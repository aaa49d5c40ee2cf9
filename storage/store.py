"""The promise that every store keeps, and the door to all of them: `open_store`.

A store holds articles, which are the truth, and readings, which are derived from them and can be dropped at any time.
It is safe to share: several processes may have one store open, each sees what the others wrote, and nothing that was
acknowledged is lost when one of them is killed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self, TypeAlias

import msgspec

from storage.errors import StoreError
from timeline.model import Article, Reading

ChangeKind: TypeAlias = Literal["added", "updated", "removed"]

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

    def articles(
        self,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        lang: str | None = None,
        source: str | None = None,
    ) -> Iterator[Article]:
        """Articles in order of publication, as they were at the moment of the call.

        Args:
            since: first publication day, inclusive, in the publisher's own calendar.
            until: last publication day, inclusive.
            lang: the declared language.
            source: the name of the source, whatever its case.
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

    def drop_readings(self) -> None:
        """Forget all readings; they can be made again."""

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


def _split(url: str | Path) -> tuple[str, str]:
    """The scheme ("" for a plain path) and what follows it."""
    if isinstance(url, Path):
        return "", str(url)
    found = _SCHEME.match(url)
    return (found[1].lower(), url[found.end() :]) if found else ("", url)
