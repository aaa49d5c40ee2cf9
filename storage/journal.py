"""A TinyDB storage on an append-only journal: JSON Lines, one line per changed document, each with a checksum.

What TinyDB reads is the fold of the lines (see `storage.framing`). A change, however many documents it has, is one write
and one sync, and is there as a whole or not at all. Each process keeps in memory only where the documents lie, follows
what others append, and takes turns with them by a lock; readers never wait.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from tinydb.storages import Storage

from storage import hint as hints
from storage.disk import InMemory, Source, explained, locked, replace_file, sync_directory, write_at
from storage.documents import Documents
from storage.errors import ReadOnly
from storage.following import HINT_STEP, Followed, Former
from storage.framing import (
    SEAL_SIZE,
    Body,
    Line,
    body_of,
    change,
    emptied,
    encode,
    header,
    parse,
    prefix,
    written,
)
from storage.replay import Tail
from storage.rows import Index, Rows
from storage.state import Draft, Mark, Piece, Place, Stamp, State, apply, stamp_of

Tables: TypeAlias = dict[str, dict[str, Any]]
"""Table name -> document id -> document."""

WASTE = 64 << 20
"""Bytes of documents that are no longer there from which on they may be half of a journal, and no more."""


class Journal(Followed, Storage):
    """See the module. Documents are JSON objects; what is not JSON is refused by `encode`."""

    def __init__(
        self,
        path: Path,
        kind: str = "documents",
        *,
        indexes: Mapping[str, Sequence[Index]] | None = None,
        bodies: Mapping[str, bytes] | None = None,
        read_only: bool = False,
        derived: bool = False,
        patience: float = 30.0,
        former: Former = lambda _path, _head: None,
        lock: Path | None = None,
    ) -> None:
        """Point to a file; it is opened by the first question asked.

        Args:
            path: the file; symbolic links are followed by the caller.
            kind: the word in the header that tells one sort of journal from another.
            indexes: what is to be known of the documents of each table.
            bodies: see `storage.rows.Coder`, for each table that has one.
            read_only: refuse changes.
            derived: take a file that cannot be used as empty, replace it by the next change, and never wait for the disk.
            patience: seconds to wait for other writers.
            former: reads a file of an earlier format, which the next change replaces and keeps aside.
            lock: the lock file, when it is not the one beside the journal.
        """
        super().__init__(
            path, kind, indexes=indexes or {}, bodies=bodies or {}, derived=derived, former=former
        )
        self._read_only = read_only
        self._patience = patience
        self._lock = lock or path.with_name(f"{path.name}.lock")
        self._nothing: dict[str, Rows] = {}
        self._owner: int | None = None
        self._drafts: dict[str, Draft] = {}
        self._writing: tuple[tuple[int, int], int] | None = None

    # --- TinyDB's own interface ---

    def read(self) -> Any:
        """All tables, each a mapping that decodes a document when it is asked for; None when there are none."""
        state = self.state()
        names = dict.fromkeys((*state.tables, *self.drafts()))
        return {name: self.documents(name) for name in names} or None

    def write(self, data: Tables) -> None:
        """Take over whole tables: the journal is written anew."""
        with self.batch():
            bodies: list[Body] = []
            for table, documents in data.items():
                if not documents:
                    bodies.append(emptied(table))
                if isinstance(documents, Documents):
                    bodies += self._highest(table)
                bodies += [written(table, str(key), encode(each)) for key, each in documents.items()]
            self._drafts = {}
            self._replace(change(bodies) if bodies else [])

    def close(self) -> None:
        """Leave a hint for the next start."""
        with self.turn:
            state = self._state
            if not self._read_only and state.end - state.hinted >= HINT_STEP // 4:
                self._leave_hint(state)
            if self._writing:
                os.close(self._writing[1])
                self._writing = None

    # --- what tables are made of ---

    def state(self) -> State:
        """What is known of the file, after a look at what others have appended.

        Raises:
            NotOurs: something else lives at the path.
            Damaged: the file is a journal, but not as it was written.
        """
        with self.turn:
            if self._owner is None:
                self._refresh()
            return self._state

    def documents(self, table: str) -> Documents:
        """The documents of a table."""
        return Documents(self, table)

    def rows(self, table: str) -> Rows:
        """Where the committed documents of a table lie; not to be changed, nor kept."""
        rows = self.state().tables.get(table)
        if rows is None:
            rows = self._nothing.get(table) or self._nothing.setdefault(
                table, Rows(self._indexes.get(table, ()))
            )
        return rows

    def drafts(self) -> Mapping[str, Draft]:
        """What the batch of this thread has changed so far."""
        return self._drafts if self._owner == threading.get_ident() else {}

    def places(self, table: str, rows: Iterable[int] | None = None) -> tuple[Source, list[Place]]:
        """Where documents lie now, all or those of some rows, and what to read them from."""
        with self.turn:
            state = self.state()
            found = state.tables.get(table)
            if found is None:
                return state.source, []
            wanted = found.rows.values() if rows is None else rows
            names, starts, sizes = found.names, found.starts, found.sizes
            return state.source, [
                Place(name, row, starts[row], sizes[row])
                for row in wanted
                if (name := names[row]) is not None
            ]

    def fetch(self, table: str, place: Place, source: Source) -> bytes:
        """The document at a place, as it was written.

        Raises:
            Damaged: the bytes there are not those that were written.
        """
        with self._reading():
            line = source.read(place.size - 1, place.start)
        begin = prefix(table, place.key)
        if parse(line) is None or not line.startswith(begin):
            raise self._damaged(place.start)
        return line[len(begin) : body_of(line) - 1]

    def check(self, table: str, place: Place, source: Source) -> bool:
        """Whether a line was found sound once, or is now; asked before only a part of it is read."""
        rows = self._state.tables.get(table)
        if rows is not None and source is self._state.source and rows.checked[place.row]:
            return True
        self.fetch(table, place, source)
        if rows is not None and source is self._state.source:
            rows.checked[place.row] = 1
        return True

    def stage(self, table: str, key: str, document: bytes | None) -> None:
        """Write a document, or remove one, with the batch that is open."""
        self._drafts.setdefault(table, Draft()).documents[key] = document

    def stage_emptied(self, table: str) -> None:
        """Empty a table with the batch that is open."""
        draft = self._drafts[table] = Draft()
        draft.emptied = True

    @contextmanager
    def batch(self) -> Iterator[None]:
        """All changes inside become one; an exception undoes them. Batches nest, the outermost commits."""
        with self.turn:
            if self._owner is not None:
                yield
                return
            with self._exclusive():
                self._refresh()
                self._owner = threading.get_ident()
                try:
                    yield
                    self._commit()
                finally:
                    self._owner, self._drafts = None, {}

    def mark(self) -> Mark:
        """The present place in the history."""
        with self.turn:
            state = self.state()
            return Mark(state.generation, state.end, hints.seal_at(state.source, state.end).hex())

    def since(self, mark: Mark) -> int | None:
        """Where what was written after a mark begins; None when the mark is of another history."""
        with self.turn:
            state = self.state()
            same = mark.generation == state.generation and mark.end <= state.end
            return mark.end if same and hints.seal_at(state.source, mark.end).hex() == mark.seal else None

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person ought to know of the file."""
        tail = self.state().tail
        if tail.verdict != "unclear":
            return ()
        return (
            f"the last change to {self.path} was not written whole, as when the power fails: {tail.size} bytes at byte "
            f"{tail.start} do not count, and are put aside in {self._aside().name} by the next change",
        )

    def compact(self) -> tuple[int, int]:
        """Write the journal anew without what is no longer there; returns its size before and after.

        Raises:
            Damaged: a document is not as it was written.
        """
        with self.batch():
            before = self._state.stamp.size if self._state.stamp else 0
            if self._state.stands:
                self._replace(self._live_lines())
            self._leave_hint(self._state)
            return before, self._state.end

    # --- changing the file ---

    def _exclusive(self) -> AbstractContextManager[None]:
        if self._read_only:
            raise ReadOnly(f"the store {self.path} was opened for reading only", "open it for writing")
        return locked(self.path, self._lock, self._patience)

    def _commit(self) -> None:
        changes: list[tuple[Line, bytes]] = []
        for table, draft in self._drafts.items():
            if draft.emptied:
                changes.append((Line(table, None, 0, 0, 0), b""))
            changes += [
                (Line(table, key, 0, len(document or b""), 0), document or b"")
                for key, document in draft.documents.items()
            ]
        if not changes:
            return
        written_lines = change([_body(line, document) for line, document in changes])
        self.version += 1
        if self._state.stands:
            self._append(written_lines, changes)
        elif self._state.end:
            self._keep_aside()
            self._replace(self._live_lines())
            self._append(written_lines, changes)
        else:
            self._replace(written_lines)
        self._keep_in_shape()

    def _keep_in_shape(self) -> None:
        """Leave a hint, or compact, once enough was appended."""
        state = self._state
        if state.end - state.hinted >= HINT_STEP:
            self._leave_hint(state)
        waste = state.end - sum(rows.live for rows in state.tables.values())
        if waste > WASTE and state.end < 2 * waste:
            self._replace(self._live_lines())

    def _append(self, written_lines: list[bytes], changes: list[tuple[Line, bytes]]) -> None:
        state = self._state
        if state.stamp is None:
            raise self._damaged(state.end)
        with explained(self.path):
            handle = self._writable(state.stamp)
            self._clear_tail(handle, state)
            try:
                write_at(handle, written_lines, state.end)
                if not self._derived:
                    os.fdatasync(handle)
            except BaseException:
                with suppress(OSError):
                    os.ftruncate(handle, state.end)
                    state.stamp = stamp_of(os.fstat(handle))
                raise
        state.stamp = None
        self._take_over(state, written_lines, changes)
        with suppress(OSError):  # it is written: what fails now is made good by the next question
            state.stamp = stamp_of(os.fstat(handle))

    def _take_over(self, state: State, written_lines: list[bytes], changes: list[tuple[Line, bytes]]) -> None:
        """Know of what was written, without reading it again."""
        pieces: list[Piece] = []
        for (line, document), content in zip(changes, written_lines, strict=True):
            coder = self._coders.get(line.table)
            codes = coder.codes(document, 0, len(document)) if coder and line.end else ()
            pieces.append((line, codes, state.end, len(content)))
            state.end += len(content)
        apply(state, pieces, self._indexes)
        self._last_seal = b"".join(written_lines[-2:])[-SEAL_SIZE:]

    def _clear_tail(self, handle: int, state: State) -> None:
        """Make room after the last committed change; what may have been one is put aside first."""
        tail = state.tail
        if tail.verdict == "clean":
            return
        if tail.verdict == "unclear":
            with self._aside().open("ab") as file:
                file.write(state.source.read(tail.size, tail.start))
                file.flush()
                os.fsync(file.fileno())
        os.ftruncate(handle, state.end)
        state.tail = Tail("clean", state.end, 0, state.end)

    def _writable(self, stamp: Stamp) -> int:
        """The file open for writing, which stays open for the next change."""
        if self._writing and self._writing[0] == stamp[:2]:
            return self._writing[1]
        if self._writing:
            os.close(self._writing[1])
            self._writing = None
        handle = os.open(self.path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        self._writing = (stamp_of(os.fstat(handle))[:2], handle)
        if self._writing[0] != stamp[:2]:
            raise self._damaged(0)
        return handle

    def _replace(self, chunks: Iterable[bytes]) -> None:
        generation = secrets.token_hex(8)
        with explained(self.path):
            replace_file(
                self.path, _bundled(_with(header(self._kind, generation), chunks)), durable=not self._derived
            )
        self.version += 1
        self._state = State(InMemory())
        self._state = self._load()
        if not self._derived:
            with explained(self.path, outcome="it was written, but may not survive a power cut"):
                sync_directory(self.path.parent)

    def _live_lines(self) -> Iterator[bytes]:
        """Every document that is there, each as a change of its own."""
        state = self._state
        for table, rows in list(state.tables.items()):
            if not rows.rows:
                yield from change([emptied(table)])
            for body in self._highest(table):
                yield from change([body])
            for place in self.places(table)[1]:
                yield from change([written(table, place.key, self.fetch(table, place, state.source))])

    def _highest(self, table: str) -> list[Body]:
        """A removal of the highest number that was ever a key, so that it is not given again."""
        rows = self.rows(table)
        known = not rows.highest or str(rows.highest) in rows.rows
        return [] if known else [written(table, str(rows.highest), None)]

    def _keep_aside(self) -> None:
        """A file of an earlier format is kept under another name when it is converted."""
        kept = self.path.with_name(f"{self.path.name}.before")
        with explained(self.path), suppress(FileExistsError):
            os.link(self.path, kept)


def _body(line: Line, document: bytes) -> Body:
    """A line without its seal."""
    return emptied(line.table) if line.key is None else written(line.table, line.key, document or None)


def _with(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _bundled(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Chunks, some megabytes of them at a time."""
    bundle: list[bytes] = []
    size = 0
    for chunk in chunks:
        bundle.append(chunk)
        size += len(chunk)
        if size > 1 << 22:
            yield b"".join(bundle)
            bundle, size = [], 0
    yield b"".join(bundle)
