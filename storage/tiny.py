"""The embedded store: TinyDB tables of articles, and beside them a file of readings that may be deleted at any time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec
from tinydb import TinyDB
from tinydb.table import Document, Table

from storage.arrivals import Twins, plan
from storage.errors import Damaged
from storage.identity import content, content_hash, named_by_file
from storage.store import AddResult, Change, ChangeKind
from storage.wholefile import BatchStorage, InMemory, WholeFile
from timeline.model import Article, Reading, publication_day, publication_order

T = TypeVar("T")


class KeyedTable(Table):
    """A TinyDB table whose documents are found by a string of ours: the id of an article."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB allows it, its annotations do not

    def __init__(self, storage: BatchStorage, name: str) -> None:
        self._batches = storage
        super().__init__(storage, name, cache_size=0)

    def one(self, key: str) -> Mapping[str, Any] | None:
        """The document under a key, or None."""
        return self._read_table().get(key)

    def items(self) -> Iterable[tuple[str, Mapping[str, Any]]]:
        """All keys and documents, the least recently written first."""
        return self._read_table().items()

    def put(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        """Write whole documents in place of those under the same keys."""
        if not documents:
            return
        with self._batches.batch():
            self.drop(documents)
            self.insert_multiple(Document(document, key) for key, document in documents.items())  # type: ignore[arg-type]

    def drop(self, keys: Iterable[str]) -> None:
        """Remove the documents under these keys, as far as there are any."""
        with self._batches.batch():
            present = [key for key in keys if self.one(key) is not None]
            if present:
                self.remove(doc_ids=present)  # type: ignore[arg-type]

    def _update_table(self, updater: Callable[[dict[int, Mapping[Any, Any]]], None]) -> None:
        """Read, change and write without letting another process in between."""
        with self._batches.batch():
            super()._update_table(updater)


class _Tables(TinyDB):
    table_class = KeyedTable  # type: ignore[assignment]  # TinyDB's way of saying it, which its annotations lack

    def keyed(self, name: str) -> KeyedTable:
        table = self.table(name)
        if not isinstance(table, KeyedTable):
            raise TypeError(f"table {name} is a {type(table).__name__}")
        return table


def open_file(path: Path, *, read_only: bool = False) -> TinyStore:
    """Open the store in a file; see `storage.store.open_store`."""
    real = path.expanduser().resolve()
    lock = real.with_name(f"{real.name}.lock")
    beside = real.with_name(f"{real.name}.readings")
    articles = WholeFile(real, "articles", lock=lock, read_only=read_only)
    readings = WholeFile(beside, "readings", lock=lock, read_only=read_only, derived=True)
    articles.read()
    return TinyStore(articles, readings, url=str(path.expanduser().absolute()), read_only=read_only)


def open_memory(*, read_only: bool = False) -> TinyStore:
    """A store that ends with the process."""
    return TinyStore(
        InMemory(read_only=read_only), InMemory(read_only=read_only), url="memory:", read_only=read_only
    )


class TinyStore:
    """`storage.store.Store` on TinyDB."""

    def __init__(self, articles: BatchStorage, readings: BatchStorage, *, url: str, read_only: bool) -> None:
        self._url = url
        self._read_only = read_only
        self._storage = articles
        tables = _Tables(storage=lambda: articles)
        self._articles = tables.keyed("articles")
        self._former = tables.keyed("former")
        self._changes = tables.keyed("changes")
        self._readings = _Tables(storage=lambda: readings).keyed("readings")

    @property
    def url(self) -> str:
        """The address that opens this store again."""
        return self._url

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self._read_only

    @property
    def last_change(self) -> int:
        """The number of the latest change."""
        return max((change["seq"] for _, change in self._changes.items()), default=0)

    def add(self, articles: Iterable[Article], *, update: bool = False) -> AddResult:
        """Store one batch: all of it, or nothing. See `storage.store.Store.add`."""
        batch = list(articles)
        if not batch:
            return AddResult()
        with self._storage.batch():
            made = plan(batch, self.get, self._twins(), update=update)
            self._keep_former(made.former)
            self._articles.put({id_: _plain(article) for id_, article in (made.added | made.updated).items()})
            self._note("added", made.added)
            self._note("updated", made.updated)
        return made.result

    def remove(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Forget articles with their former texts and readings."""
        wanted = list(dict.fromkeys(ids))
        if not any(self._articles.one(id_) for id_ in wanted):
            return ()
        self._readings.drop(wanted)
        with self._storage.batch():
            gone = tuple(id_ for id_ in wanted if self._articles.one(id_) is not None)
            self._articles.drop(gone)
            self._former.drop(gone)
            self._note("removed", gone)
        return gone

    def get(self, id: str) -> Article | None:  # noqa: A002
        """One article, or None."""
        found = self._articles.one(id)
        return None if found is None else self._typed(found, Article)

    def articles(
        self,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        lang: str | None = None,
        source: str | None = None,
    ) -> Iterator[Article]:
        """Articles in order of publication. See `storage.store.Store.articles`."""
        chosen = []
        for id_, found in self._articles.items():
            day = publication_day(found["published"])
            if (
                (since is None or day >= since)
                and (until is None or day <= until)
                and (lang is None or found["lang"] == lang)
                and (source is None or _source_name(found) == source.casefold())
            ):
                chosen.append((publication_order(found["published"]), id_, found))
        chosen.sort(key=lambda entry: entry[:2])
        return (self._typed(found, Article) for _, _, found in chosen)

    def former(self, id: str) -> list[Article]:  # noqa: A002
        """What the article was before each of its updates, oldest first."""
        found = self._former.one(id)
        return [] if found is None else self._typed(found["versions"], list[Article])

    def count(self) -> int:
        """How many articles there are."""
        return len(self._articles)

    def changes(self, since: int = 0) -> Iterator[Change]:
        """Each article that changed after ``since``. See `storage.store.Store.changes`."""
        found = [Change(change["seq"], change["kind"], id_) for id_, change in self._changes.items()]
        return iter(sorted((change for change in found if change.seq > since), key=lambda change: change.seq))

    def put_readings(self, read: Iterable[tuple[Article, Reading]], version: str) -> None:
        """Keep readings of articles. See `storage.store.Store.put_readings`."""
        made = {
            article.id: {
                "reader": version,
                "hash": content_hash(article),
                "reading": msgspec.to_builtins(reading),
            }
            for article, reading in read
        }
        self._readings.put({id_: kept for id_, kept in made.items() if self._articles.one(id_) is not None})

    def readings(self, ids: Iterable[str] | None = None, *, version: str) -> Iterator[Reading]:
        """The readings that fit. See `storage.store.Store.readings`."""
        found = dict(self._readings.items())
        articles = self.articles() if ids is None else filter(None, map(self.get, ids))
        for article in articles:
            kept = found.get(article.id)
            if kept and kept["reader"] == version and kept["hash"] == content_hash(article):
                yield self._typed(kept["reading"], Reading)

    def drop_readings(self) -> None:
        """Forget all readings."""
        if len(self._readings):
            self._readings.truncate()

    def close(self) -> None:
        """Let go of the store."""
        self._storage.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _keep_former(self, articles: Mapping[str, Article]) -> None:
        versions = {}
        for id_, article in articles.items():
            earlier = self._former.one(id_)
            versions[id_] = {"versions": [*(earlier["versions"] if earlier else []), _plain(article)]}
        self._former.put(versions)

    def _note(self, kind: ChangeKind, ids: Iterable[str]) -> None:
        """One line per article in the change feed, which its next change replaces."""
        start = self.last_change + 1
        self._changes.put({id_: {"seq": seq, "kind": kind} for seq, id_ in enumerate(ids, start)})

    def _twins(self) -> Twins:
        """Finds copies of stored files; the index is made when the first is asked for."""
        index: dict[tuple[str, str], list[str]] = {}

        def twin(article: Article) -> str | None:
            if not index:
                for id_, found in self._articles.items():
                    index.setdefault((found["published"], found["text"]), []).append(id_)
            for id_ in index.get((article.published, article.text), ()):
                other = self.get(id_)
                if other and named_by_file(other) and content(other) == content(article):
                    return id_
            return None

        return twin

    def _typed(self, found: object, kind: type[T]) -> T:
        try:
            return msgspec.convert(found, kind)
        except msgspec.ValidationError as error:
            raise Damaged(
                f"the store {self._url} holds a document that elshi cannot read: {error}",
                "it may have been written by another version of elshi: upgrade, or add the articles to a new store",
            ) from error


def _plain(article: Article) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(article)
    return plain


def _source_name(found: Mapping[str, Any]) -> str | None:
    source = found["source"]
    return source["name"].casefold() if source else None
