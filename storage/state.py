"""What is known of a journal at a moment, and what an open batch means to change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from storage.disk import Source
from storage.framing import Line
from storage.replay import Tail
from storage.rows import Index, Rows

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


def apply(state: State, pieces: Iterable[Piece], indexes: Mapping[str, Sequence[Index]]) -> None:
    """Take the lines of a change into account."""
    for line, codes, start, size in pieces:
        rows = state.tables.get(line.table)
        if rows is None:
            rows = state.tables[line.table] = Rows(indexes.get(line.table, ()))
        if line.key is None:
            rows.clear()
        elif line.end:
            rows.put(line.key, start, size, codes)
        else:
            rows.drop(line.key)


def stamp_of(status: os.stat_result) -> Stamp:
    """What tells one state of a file from another."""
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
