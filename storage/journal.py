"""A TinyDB storage on an append-only journal: JSON Lines, one line per changed document, each with a checksum.

What TinyDB reads is the fold of the lines (see `storage.framing`). A change, however many documents it has, is one write
and one sync, and is there as a whole or not at all. Each process keeps in memory only where the documents lie, follows
what others append, and takes turns with them by a lock; readers never wait.
"""

from __future__ import annotations

import os
import secrets
import stat
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import msgspec
from tinydb.storages import Storage

from storage import hint as hints
from storage.disk import InMemory, OpenFile, Source, explained, locked, replace_file, sync_directory, write_at
from storage.errors import Damaged, NotOurs, ReadOnly
from storage.framing import (
    FORMAT,
    HEADER_SIZE,
    HEADER_START,
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
    read_header,
    written,
)
from storage.replay import Tail, replay
from storage.rows import Coder, Index, Rows

Tables: TypeAlias = dict[str, dict[str, Any]]
"""Table name -> document id -> document."""

Former: TypeAlias = Callable[[Path, bytes], Tables | None]
"""Reads a file of an earlier format, given its path and its first bytes; None when it is no such file."""

HINT_STEP = 16 << 20
"""Bytes appended after which a new hint is worth its writing."""
WASTE = 64 << 20
"""Bytes of documents that are no longer there from which on they may be half of a journal, and no more."""

_DOCUMENT = msgspec.json.Decoder(dict[str, Any])
Piece: TypeAlias = tuple[Line, Sequence[int], int, int]


class Stamp(NamedTuple):
    """What tells whether the file at a path is the one that was read, as it was read."""

    device: int
    inode: int
    size: int
    modified: int


class Mark(NamedTuple):
    """A place in the history of a journal, for those who derive something from it."""

    generation: str
    end: int
    seal: str


@dataclass
class State:
    """What is known of the file at the moment."""

    source: Source
    stamp: Stamp | None = None
    generation: str = ""
    end: int = 0
    tables: dict[str, Rows] = field(default_factory=dict)
    tail: Tail = field(default_factory=lambda: Tail("clean", 0, 0, 0))
    stands: bool = False
    """Whether there is a journal to append to; else the next change makes one."""
    hinted: int = 0


class Place(NamedTuple):
    """Where a document lies, in a file that stays open for as long as somebody means to read it."""

    key: str
    row: int
    start: int
    size: int


class Draft:
    """What an open batch has changed in one table, not yet written."""

    def __init__(self) -> None:
        self.emptied = False
        self.documents: dict[str, bytes | None] = {}


class Journal(Storage):
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
        self.path = path
        self._kind = kind
        self._indexes = {table: tuple(each) for table, each in (indexes or {}).items()}
        self._coders = {
            table: Coder(each, (bodies or {}).get(table)) for table, each in self._indexes.items()
        }
        self._nothing: dict[str, Rows] = {}
        self._read_only = read_only
        self._derived = derived
        self._patience = patience
        self._former = former
        self._lock = lock or path.with_name(f"{path.name}.lock")
        self.turn = threading.RLock()
        """Whoever holds it sees the journal stand still."""
        self._owner: int | None = None
        self._drafts: dict[str, Draft] = {}
        self._writing: tuple[tuple[int, int], int] | None = None
        self.version = 0
        """Goes up whenever documents may have changed."""
        self._state = State(InMemory())

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
                bodies += [written(table, str(key), encode(each)) for key, each in documents.items()]
            self._drafts = {}
            self._replace(change(bodies) if bodies else [])

    def close(self) -> None:
        """Leave a hint for the next start."""
        with self.turn:
            state = self._state
            if state.end - state.hinted >= HINT_STEP // 4:
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

    # --- following the file ---

    def _refresh(self) -> None:
        state = self._state
        stamp = self._look()
        if stamp == state.stamp:
            return
        self.version += 1
        try:
            if not self._follow(state, stamp):
                self._state = State(InMemory())  # what is no longer believed must not be left standing
                self._state = self._load()
        except (NotOurs, Damaged):
            if not self._derived:
                raise
            self._state = State(InMemory(), stamp=stamp)

    def _look(self) -> Stamp | None:
        try:
            return _stamp(os.stat(self.path))  # noqa: PTH116 - asked at every turn, and pathlib takes twice as long
        except FileNotFoundError:
            return None
        except OSError as error:
            with explained(self.path, "read", "it was left as it is"):
                raise error

    def _follow(self, state: State, stamp: Stamp | None) -> bool:
        """Read on in the same file; False when it has to be read from its beginning."""
        known = state.stamp
        if stamp is None or known is None or stamp[:2] != known[:2] or not state.stands:
            return False
        # Another size is what appending makes. The same size at another time is not our doing.
        if stamp.size == known.size or stamp.size < state.end:
            return False
        with self._reading():
            if hints.seal_at(state.source, state.end) != self._last_seal:
                return False
        state.stamp = None
        self._read_on(state, stamp)
        return True

    def _load(self) -> State:
        with self._reading():
            try:
                source = OpenFile(self.path)
            except FileNotFoundError:
                return State(InMemory())
            status = os.fstat(source.handle)
            if not stat.S_ISREG(status.st_mode):
                raise NotOurs(
                    f"{self.path} is not a file, so it cannot be a store", "choose another path with --store"
                )
            stamp = _stamp(status)
            head = source.read(HEADER_SIZE, 0)
            if not head:
                return State(InMemory(), stamp=stamp)
        found = read_header(head)
        if found is None:
            return self._load_former(head, stamp)
        if found.kind != self._kind or found.format > FORMAT:
            raise self._not_ours(newer=found.kind == self._kind)
        state = State(source, generation=found.generation, end=found.size, stands=True)
        self._take_hint(state, stamp)
        self._read_on(state, stamp)
        return state

    def _load_former(self, head: bytes, stamp: Stamp) -> State:
        if head.startswith(HEADER_START):
            raise self._damaged(0)
        tables = self._former(self.path, head)
        if tables is None:
            raise self._not_ours()
        bodies = [
            written(table, key, encode(each)) for table in tables for key, each in tables[table].items()
        ]
        content = header(self._kind, "0" * 16) + b"".join(b"".join(change([body])) for body in bodies)
        state = State(InMemory(content), end=len(header(self._kind, "0" * 16)))
        self._read_on(state, stamp._replace(size=len(content)))
        state.stamp = stamp
        return state

    def _read_on(self, state: State, stamp: Stamp) -> None:
        def prepare(line: Line, content: bytes) -> Sequence[int]:
            coder = self._coders.get(line.table)
            return coder.codes(content, line.start, line.end) if coder and line.end else ()

        def apply(pieces: list[Piece], end: int) -> None:
            self._apply(state, pieces)
            state.end = end

        with self._reading():
            state.tail = replay(state.source, state.end, stamp.size, prepare, apply)
            self._last_seal = hints.seal_at(state.source, state.end)
        if state.tail.verdict == "damaged":
            raise self._damaged(state.tail.bad)
        state.stamp = stamp

    def _apply(self, state: State, pieces: Iterable[Piece]) -> None:
        for line, codes, start, size in pieces:
            rows = state.tables.get(line.table)
            if rows is None:
                rows = state.tables[line.table] = Rows(self._indexes.get(line.table, ()))
            if line.key is None:
                rows.clear()
            elif line.end:
                rows.put(line.key, start, size, codes)
            else:
                rows.drop(line.key)

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
                    state.stamp = _stamp(os.fstat(handle))
                raise
        state.stamp = None
        self._take_over(state, written_lines, changes)
        with suppress(OSError):  # it is written: what fails now is made good by the next question
            state.stamp = _stamp(os.fstat(handle))

    def _take_over(self, state: State, written_lines: list[bytes], changes: list[tuple[Line, bytes]]) -> None:
        """Know of what was written, without reading it again."""
        pieces: list[Piece] = []
        for (line, document), content in zip(changes, written_lines, strict=True):
            coder = self._coders.get(line.table)
            codes = coder.codes(document, 0, len(document)) if coder and line.end else ()
            pieces.append((line, codes, state.end, len(content)))
            state.end += len(content)
        self._apply(state, pieces)
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
        self._writing = (_stamp(os.fstat(handle))[:2], handle)
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
            if rows.highest and str(rows.highest) not in rows.rows:
                yield from change([written(table, str(rows.highest), None)])
            for place in self.places(table)[1]:
                yield from change([written(table, place.key, self.fetch(table, place, state.source))])

    def _keep_aside(self) -> None:
        """A file of an earlier format is kept under another name when it is converted."""
        kept = self.path.with_name(f"{self.path.name}.before")
        with explained(self.path), suppress(FileExistsError):
            os.link(self.path, kept)

    # --- the hint ---

    def _hint_path(self) -> Path:
        return self.path.with_name(f"{self.path.name}.hint")

    def _index_names(self) -> dict[str, list[str]]:
        return {table: [index.name for index in each] for table, each in self._indexes.items()}

    def _take_hint(self, state: State, stamp: Stamp) -> None:
        if stamp.size < HINT_STEP // 4:
            return
        hint = hints.load(self._hint_path(), state.source, stamp.size, state.generation, self._index_names())
        if hint is None:
            return
        try:
            for table, packed in hint.tables.items():
                rows = Rows(self._indexes.get(table, ()))
                rows.unpack(packed)
                state.tables[table] = rows
        except ValueError:
            state.tables = {}
            return
        state.end = state.hinted = hint.end

    def _leave_hint(self, state: State) -> None:
        if self._read_only or not state.stands or state.end < HINT_STEP // 4:
            return
        tables = {table: rows.packed() for table, rows in state.tables.items()}
        seal = hints.seal_at(state.source, state.end)
        hints.save(
            self._hint_path(), hints.Hint(state.generation, state.end, seal, self._index_names(), tables)
        )
        state.hinted = state.end

    # --- what to say ---

    def _reading(self) -> AbstractContextManager[None]:
        return explained(self.path, "read", "it was left as it is")

    def _aside(self) -> Path:
        return self.path.with_name(f"{self.path.name}.torn")

    def _damaged(self, place: int) -> Damaged:
        return Damaged(
            f"the store {self.path} is damaged at byte {place}; it was left as it is",
            "'elshi doctor --salvage NEW' copies every sound article to a new store",
        )

    def _not_ours(self, *, newer: bool = False) -> NotOurs:
        if newer:
            return NotOurs(f"{self.path} was written by a newer elshi; it was left as it is", "upgrade elshi")
        return NotOurs(
            f"{self.path} is not an elshi store; it was left as it is",
            "choose another path with --store, or move the file away",
        )


class MemoryJournal(Journal):
    """A journal that ends with the process."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Path("memory:"), **options)
        content = header(self._kind, secrets.token_hex(8))
        self._content = InMemory(content)
        self._state = State(self._content, generation="memory", end=len(content), stands=True)
        self._state.stamp = self._look()

    def close(self) -> None:
        """Nothing to let go of."""

    def _look(self) -> Stamp:
        return Stamp(0, 0, len(self._content.content), 0)

    def _exclusive(self) -> AbstractContextManager[None]:
        if self._read_only:
            raise ReadOnly("the store in memory was opened for reading only", "open it for writing")
        return nullcontext()

    def _append(self, written_lines: list[bytes], changes: list[tuple[Line, bytes]]) -> None:
        self._content.content += b"".join(written_lines)
        self._take_over(self._state, written_lines, changes)
        self._state.stamp = self._look()

    def _replace(self, chunks: Iterable[bytes]) -> None:
        content = header(self._kind, secrets.token_hex(8))
        self._content = InMemory(content + b"".join(chunks))
        self._state = State(self._content, generation=secrets.token_hex(8), end=len(content), stands=True)
        self._read_on(self._state, self._look())
        self.version += 1


class Documents(Mapping[str, dict[str, Any]]):
    """The documents of one table by id, each decoded when it is asked for; with what an open batch has changed."""

    def __init__(self, journal: Journal, table: str) -> None:
        self._journal = journal
        self._table = table

    def __getitem__(self, key: str) -> dict[str, Any]:
        found = self.raw(str(key))
        if found is None:
            raise KeyError(key)
        return _DOCUMENT.decode(found)

    def __contains__(self, key: object) -> bool:
        draft = self._draft()
        if draft and (key in draft.documents or draft.emptied):
            return draft.documents.get(str(key)) is not None
        return key in self._journal.rows(self._table).rows

    def __len__(self) -> int:
        rows = self._journal.rows(self._table).rows
        draft = self._draft()
        return sum(1 for _ in self) if draft else len(rows)

    def __iter__(self) -> Iterator[str]:
        rows = self._journal.rows(self._table).rows
        draft = self._draft()
        if draft is None:
            return iter(list(rows))
        base = [] if draft.emptied else list(rows)
        changed = draft.documents
        kept = [key for key in base if key not in changed or changed[key] is not None]
        known = set(kept)
        return iter(kept + [key for key, each in changed.items() if each is not None and key not in known])

    def items(self) -> Any:
        """Keys and documents, as they were at the moment of the call."""
        if self._draft():
            return [(key, self[key]) for key in self]
        source, places = self._journal.places(self._table)
        return ((place.key, self._decoded(place, source)) for place in places)

    def at(self, rows: Iterable[int]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Keys and documents of some rows, as they were at the moment of the call."""
        source, places = self._journal.places(self._table, rows)
        return ((place.key, self._decoded(place, source)) for place in places)

    def values(self) -> Any:
        """The documents, as they were at the moment of the call."""
        return (document for _, document in self.items())

    def raw(self, key: str) -> bytes | None:
        """A document as it was written, or None."""
        draft = self._draft()
        if draft and (key in draft.documents or draft.emptied):
            return draft.documents.get(key)
        row = self._journal.rows(self._table).rows.get(key)
        if row is None:
            return None
        source, places = self._journal.places(self._table, (row,))
        return self._journal.fetch(self._table, places[0], source) if places else None

    def _draft(self) -> Draft | None:
        return self._journal.drafts().get(self._table)

    def _decoded(self, place: Place, source: Source) -> dict[str, Any]:
        return _DOCUMENT.decode(self._journal.fetch(self._table, place, source))


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


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
