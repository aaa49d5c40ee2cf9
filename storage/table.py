"""TinyDB tables on a journal: a change costs what it changes, and ordinary TinyDB queries use the declared indexes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from storage.documents import Documents
from storage.framing import encode
from storage.journal import Journal
from storage.rows import UNKNOWN, Rows

_HIGHEST = -UNKNOWN


class JournalTable(Table):
    """`tinydb.table.Table`, whose storage has to be a `Journal`."""

    def __init__(
        self,
        storage: Journal,
        name: str,
        cache_size: int = Table.default_query_cache_capacity,
        persist_empty: bool = False,
    ) -> None:
        self.journal = storage
        super().__init__(storage, name, cache_size)
        self._seen = -1
        self._overlay: Overlay | None = None
        if persist_empty:
            self._update_table(lambda table: table.clear())

    def search(self, cond: QueryLike) -> list[Document]:
        """Documents that a query finds, in the order of the table."""
        self._forget_old()
        known = self._query_cache.get(cond)
        if known is not None:
            return known[:]
        found = list(self._found(cond))
        if getattr(cond, "is_cacheable", lambda: True)():
            self._query_cache[cond] = found[:]
        return found

    def get(self, cond: Any = None, doc_id: Any = None, doc_ids: Any = None) -> Any:
        """One document; see `tinydb.table.Table.get`."""
        if cond is not None and doc_id is None and doc_ids is None:
            return next(self._found(cond), None)
        return super().get(cond, doc_id, doc_ids)

    def contains(self, cond: Any = None, doc_id: Any = None) -> bool:
        """Whether there is such a document."""
        if doc_id is not None:
            return str(doc_id) in self._documents()
        return super().contains(cond, doc_id)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Add a document; no other process gets the same id."""
        with self.journal.batch():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Add documents, all or none."""
        with self.journal.batch():
            return super().insert_multiple(documents)

    def update(self, fields: Any, cond: Any = None, doc_ids: Any = None) -> list[int]:
        """Change documents; see `tinydb.table.Table.update`."""
        with self.journal.batch():
            if cond is not None and doc_ids is None:
                cond, doc_ids = None, [found.doc_id for found in self._found(cond)]
            return super().update(fields, cond, doc_ids)

    def remove(self, cond: Any = None, doc_ids: Any = None) -> list[int]:
        """Remove documents; see `tinydb.table.Table.remove`."""
        with self.journal.batch():
            if cond is not None and doc_ids is None:
                cond, doc_ids = None, [found.doc_id for found in self._found(cond)]
            return super().remove(cond, doc_ids)

    def upsert(self, document: Mapping[str, Any], cond: Any = None) -> list[int]:
        """Change documents or add one, without letting another process in between."""
        with self.journal.batch():
            return super().upsert(document, cond)

    def _documents(self) -> Documents:
        return self.journal.documents(self.name)

    def _forget_old(self) -> None:
        """The query cache holds what was found before somebody changed the file."""
        self.journal.state()
        if self._seen != self.journal.version:
            self.clear_cache()
            self._seen = self.journal.version

    def _found(self, cond: QueryLike) -> Iterator[Document]:
        for key, document in _Candidates(self, cond).items():
            if cond(document):
                yield self.document_class(document, self.document_id_class(key))

    def _read_table(self) -> Any:
        return self._documents()

    def candidates(self, cond: QueryLike) -> list[int] | None:
        """The rows that can hold what a query finds; None when the indexes do not tell."""
        if self.journal.drafts().get(self.name):
            return None
        rows = self.journal.rows(self.name)
        plan = _plan(getattr(cond, "_hash", None), rows) if rows.indexes else None
        return None if plan is None else rows.present(plan)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        """Give the updater a table that remembers what it changes."""
        with self.journal.batch():
            outer, self._overlay = self._overlay, Overlay(self)
            try:
                updater(self._overlay)
                self._overlay.stage()
            finally:
                self._overlay = outer
        self.clear_cache()

    def _get_next_id(self) -> int:
        """The number after the highest there ever was, also of other processes."""
        draft = self.journal.drafts().get(self.name)
        rows = self.journal.rows(self.name)
        highest = 0 if draft and draft.emptied else rows.highest
        if draft:
            highest = max([highest, *(int(key) for key in draft.documents if key.isdecimal())])
        given = max(highest + 1, self._overlay.highest + 1 if self._overlay else 1, self._next_id or 1)
        self._next_id = given + 1  # type: ignore[assignment]  # TinyDB declares it by its first value
        return given


class _Candidates:
    """The documents that a query has to look at."""

    def __init__(self, table: JournalTable, cond: QueryLike) -> None:
        self._table = table
        self._cond = cond

    def items(self) -> Iterator[tuple[str, dict[str, Any]]]:
        journal, name = self._table.journal, self._table.name
        rows = self._table.candidates(self._cond)
        if rows is None:
            yield from journal.documents(name).items()
            return
        yield from journal.documents(name).at(rows)


class Overlay(MutableMapping[Any, Any]):
    """The table that an updater changes. Documents that are looked at may be changed in place, so they are kept."""

    def __init__(self, table: JournalTable) -> None:
        self._table = table
        self._id = table.document_id_class
        self._base: Documents | dict[str, Any] = table._documents()
        self._held: dict[str, Any] = {}
        self._gone: set[str] = set()
        self._emptied = False
        self.highest = 0

    def __getitem__(self, key: Any) -> Any:
        name = str(key)
        if name in self._held:
            return self._held[name]
        if name in self._gone:
            raise KeyError(key)
        document = self._held[name] = self._base[name]
        return document

    def __setitem__(self, key: Any, document: Any) -> None:
        name = str(key)
        if name.isdecimal():
            self.highest = max(self.highest, int(name))
        self._held[name] = document
        self._gone.discard(name)

    def __delitem__(self, key: Any) -> None:
        name = str(key)
        if name not in self:
            raise KeyError(key)
        self._held.pop(name, None)
        self._gone.add(name)

    def __contains__(self, key: object) -> bool:
        name = str(key)
        return name in self._held or (name not in self._gone and name in self._base)

    def __iter__(self) -> Iterator[Any]:
        kept = [key for key in self._base if key not in self._gone]
        known = set(kept)
        return map(self._id, kept + [key for key in self._held if key not in known])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Empty the table."""
        self._base, self._held, self._gone, self._emptied = {}, {}, set(), True
        self.highest = 0

    def stage(self) -> None:
        """Hand over what has changed to the batch."""
        journal, name = self._table.journal, self._table.name
        if self._emptied or name not in (journal.read() or ()):
            journal.stage_emptied(name)  # a table that is there, though empty
        for key in self._gone:
            if key not in self._held and key in self._base:
                journal.stage(name, key, None)
        for key, document in self._held.items():
            content = encode(document)
            before = self._base.raw(key) if isinstance(self._base, Documents) else None
            if content != before:
                journal.stage(name, key, content)


class JournalDB(TinyDB):
    """TinyDB on a journal: ``JournalDB(path)``, or ``JournalDB(storage=lambda: journal)``."""

    default_storage_class = Journal  # type: ignore[assignment]
    table_class = JournalTable  # type: ignore[assignment]  # TinyDB's way of saying it, which its annotations lack

    def journal_table(self, name: str, table_class: type[JournalTable] = JournalTable) -> JournalTable:
        """A table, as the type that it is."""
        table = self._tables.get(name)
        if not isinstance(table, table_class):
            table = self._tables[name] = table_class(cast(Journal, self.storage), name)
        return table

    @contextmanager
    def batch(self) -> Iterator[None]:
        """All changes inside become one."""
        with cast(Journal, self.storage).batch():
            yield


def _plan(described: Any, rows: Rows) -> set[int] | None:
    """The rows that a query, described by TinyDB's own hash of it, can find; None when it cannot be told."""
    match described:
        case ("and", frozenset() as parts):
            plans = [plan for part in parts if (plan := _plan(part, rows)) is not None]
            return set.intersection(*plans) if plans else None
        case ("or", frozenset() as parts):
            each = [_plan(part, rows) for part in parts]
            known = [plan for plan in each if plan is not None]
            return set.union(*known) if len(known) == len(each) else None
        case (("==" | "<" | "<=" | ">" | ">=") as operator, tuple() as path, value):
            return _compared(operator, path, value, rows)
    return None


def _compared(operator: str, path: tuple[Any, ...], value: Any, rows: Rows) -> set[int] | None:
    for index in rows.indexes:
        code = index.code(value) if index.path == path else None
        if code is None or not (index.ordered or operator == "=="):
            continue
        low = UNKNOWN + 1 if operator in ("<", "<=") else code
        high = _HIGHEST if operator in (">", ">=") else code
        return set(rows.between(index.name, low, high))
    return None
