"""Keeping up with a journal: reading it once, then whatever others append."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeAlias

from storage import hint as hints
from storage.disk import InMemory, OpenFile, explained
from storage.errors import Damaged, NotOurs
from storage.framing import (
    FORMAT,
    HEADER_SIZE,
    HEADER_START,
    Line,
    change,
    encode,
    header,
    read_header,
    written,
)
from storage.replay import replay
from storage.rows import Coder, Index, Rows
from storage.state import Piece, Stamp, State, apply, stamp_of

Former: TypeAlias = Callable[[Path, bytes], Mapping[str, Mapping[str, Any]] | None]
"""Reads a file of an earlier format, given its path and its first bytes; None when it is no such file."""

HINT_STEP = 16 << 20
"""Bytes appended after which a new hint is worth its writing."""


class Followed:
    """A journal as this process knows it."""

    def __init__(
        self,
        path: Path,
        kind: str,
        *,
        indexes: Mapping[str, Sequence[Index]],
        bodies: Mapping[str, bytes],
        derived: bool,
        former: Former,
    ) -> None:
        """Point to a file; see `storage.journal.Journal`."""
        self.path = path
        self.turn = threading.RLock()
        """Whoever holds it sees the journal stand still."""
        self.version = 0
        """Goes up whenever documents may have changed."""
        self._kind = kind
        self._indexes = {table: tuple(each) for table, each in indexes.items()}
        self._coders = {table: Coder(each, bodies.get(table)) for table, each in self._indexes.items()}
        self._derived = derived
        self._former = former
        self._state = State(InMemory())
        self._last_seal = b""

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
            return stamp_of(os.stat(self.path))  # noqa: PTH116 - asked at every turn, and pathlib takes twice as long
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
            stamp = stamp_of(status)
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

        def take(pieces: list[Piece], end: int) -> None:
            apply(state, pieces, self._indexes)
            state.end = end

        with self._reading():
            state.tail = replay(state.source, state.end, stamp.size, prepare, take)
            self._last_seal = hints.seal_at(state.source, state.end)
        if state.tail.verdict == "damaged":
            raise self._damaged(state.tail.bad)
        state.stamp = stamp

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
        if not state.stands or state.end < HINT_STEP // 4:
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
