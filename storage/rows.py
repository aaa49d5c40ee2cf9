"""Where the documents of a table lie in the journal, and what was declared to be known of each without reading it.

A document keeps its row for as long as it is there; all columns are arrays of machine integers over the rows, so that a
hundred thousand documents take some megabytes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any
from zlib import crc32

import msgspec

UNKNOWN = -(1 << 62)
"""The code of what cannot be told from a code: such rows are candidates for every query."""


@dataclass(frozen=True, slots=True)
class Index:
    """What a table is to know of each document.

    ``code`` turns a field's value into a number. Equal values have equal codes, unequal ones may share one: a code
    finds candidates, the document decides. When ``ordered``, a smaller value never has a larger code.
    """

    name: str
    path: tuple[str, ...]
    code: Callable[[Any], int | None]
    ordered: bool = False
    peak: bool = False
    """Whether the highest code there ever was is to be known."""


def text_code(value: Any) -> int | None:
    """The code of a text, whatever its case; nothing else has one."""
    return crc32(value.casefold().encode("utf-8", "surrogatepass")) if isinstance(value, str) else None


shared_text_code = lru_cache(maxsize=4096)(text_code)
"""The same for texts that many documents share."""


def number_code(value: Any) -> int | None:
    """The code of a whole number is the number."""
    return value if type(value) is int and abs(value) < -UNKNOWN else None


class Column:
    """The codes of one index, by row, and by code."""

    __slots__ = ("_changed", "_rows", "_sorted", "codes")

    def __init__(self, codes: array[int] | None = None) -> None:
        self.codes = array("q") if codes is None else codes
        self._sorted: array[int] = array("q")
        self._rows: array[int] = array("I")
        self._changed: set[int] = set()

    def change(self, row: int, code: int) -> None:
        """Set the code of a row."""
        if self.codes[row] != code:
            self.codes[row] = code
            self._changed.add(row)

    def find(self, low: int, high: int) -> Iterator[int]:
        """The rows with codes between two, both inclusive, in no order and perhaps twice."""
        self._sort()
        codes = self.codes
        start, end = bisect_left(self._sorted, low), bisect_right(self._sorted, high)
        yield from (row for row in self._rows[start:end] if low <= codes[row] <= high)
        yield from (row for row in self._changed if low <= codes[row] <= high)
        yield from (row for row in range(len(self._rows), len(codes)) if low <= codes[row] <= high)

    def _sort(self) -> None:
        """Sort again when too much has changed to look through each time."""
        loose = len(self.codes) - len(self._rows) + len(self._changed)
        if loose <= 256 + len(self._rows) // 8:
            return
        order = sorted(range(len(self.codes)), key=self.codes.__getitem__)
        self._rows = array("I", order)
        self._sorted = array("q", map(self.codes.__getitem__, order))
        self._changed = set()


class Rows:
    """The documents of one table."""

    def __init__(self, indexes: Sequence[Index] = ()) -> None:
        self.indexes = tuple(indexes)
        self._peaked = [(index.name, place) for place, index in enumerate(self.indexes) if index.peak]
        self.clear()

    def clear(self) -> None:
        """Forget all documents."""
        self.rows: dict[str, int] = {}
        self.names: list[str | None] = []
        self.starts: array[int] = array("Q")
        self.sizes: array[int] = array("Q")
        self.columns = {index.name: Column() for index in self.indexes}
        self._appends = [column.codes.append for column in self.columns.values()]
        self.peaks = {index.name: 0 for index in self.indexes if index.peak}
        self.checked = bytearray()
        self.highest = 0
        self.live = 0

    def put(self, key: str, start: int, size: int, codes: Sequence[int]) -> None:
        """A document now lies here."""
        row = self.rows.get(key)
        if row is None:
            self.rows[key] = len(self.names)
            self.names.append(key)
            self.starts.append(start)
            self.sizes.append(size)
            self.checked.append(0)
            for append, code in zip(self._appends, codes, strict=True):
                append(code)
            self._count(key)
        else:
            self.live -= self.sizes[row]
            self.starts[row] = start
            self.sizes[row] = size
            self.checked[row] = 0
            for column, code in zip(self.columns.values(), codes, strict=True):
                column.change(row, code)
        self.live += size
        for name, place in self._peaked:
            if codes[place] > self.peaks[name]:
                self.peaks[name] = codes[place]

    def drop(self, key: str) -> None:
        """A document is no longer there."""
        self._count(key)
        row = self.rows.pop(key, None)
        if row is not None:
            self.names[row] = None
            self.live -= self.sizes[row]

    def _count(self, key: str) -> None:
        """Remember the highest number that was ever a key, so that none is given twice."""
        if key.isdecimal():
            self.highest = max(self.highest, int(key))

    def present(self, rows: Iterable[int]) -> list[int]:
        """Of these rows those that hold a document, each once, in the order of the table."""
        names = self.names
        return sorted({row for row in rows if names[row] is not None})

    def between(self, name: str, low: int, high: int) -> list[int]:
        """The rows that may hold a value with a code between two, both inclusive."""
        column = self.columns[name]
        return self.present((*column.find(low, high), *column.find(UNKNOWN, UNKNOWN)))

    def codes(self, name: str) -> array[int]:
        """The codes of an index by row; rows without a document have meaningless ones."""
        return self.columns[name].codes

    def after(self, start: int) -> list[str]:
        """The keys of the documents written at or after a place in the journal."""
        names = self.names
        return [
            name for row, at in enumerate(self.starts) if at >= start and (name := names[row]) is not None
        ]

    def packed(self) -> tuple[list[str], bytes, bytes, list[bytes], int]:
        """All of it, for the hint, without the rows that hold nothing."""
        kept = list(self.rows.values())
        return (
            list(self.rows),
            array("Q", map(self.starts.__getitem__, kept)).tobytes(),
            array("Q", map(self.sizes.__getitem__, kept)).tobytes(),
            [array("q", map(column.codes.__getitem__, kept)).tobytes() for column in self.columns.values()],
            self.highest,
        )

    def unpack(self, packed: tuple[list[str], bytes, bytes, list[bytes], int]) -> None:
        """Take over what was packed.

        Raises:
            ValueError: the pieces do not fit together.
        """
        names, starts, sizes, columns, highest = packed
        self.clear()
        self.names = list(names)
        self.rows = {name: row for row, name in enumerate(names)}
        self.starts.frombytes(starts)
        self.sizes.frombytes(sizes)
        for column, codes in zip(self.columns.values(), columns, strict=True):
            column.codes.frombytes(codes)
        lengths = {len(self.rows), len(self.starts), len(self.sizes)}
        if len(lengths | {len(column.codes) for column in self.columns.values()}) != 1:
            raise ValueError("columns of unequal length")
        self.highest = highest
        self.peaks = {name: max(self.codes(name), default=0) for name in self.peaks}
        self.live = sum(self.sizes)
        self.checked = bytearray(len(names))


class Coder:
    """Takes the codes of a table's indexes from a document, decoding no more of it than these need."""

    def __init__(self, indexes: Sequence[Index], body: bytes | None = None) -> None:
        """Prepare for a table.

        Args:
            indexes: what is to be known.
            body: how the field begins after which no indexed field stands, as ``,"text":"``.
        """
        self._body = body
        fields = dict.fromkeys(index.path[0] for index in indexes)
        self._decoder = msgspec.json.Decoder(
            msgspec.defstruct("Indexed", [(field, Any, None) for field in fields])
        )
        self._codes = [(_getter(index.path), index.code) for index in indexes]

    def codes(self, content: bytes, start: int, end: int) -> list[int]:
        """One code for each index, for the document that stands there in a line."""
        if not self._codes:
            return []
        cut = content.find(self._body, start, end) if self._body else -1
        document = content[start:end] if cut < 0 else content[start:cut] + b"}"
        try:
            decoded = self._decoder.decode(document)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return [UNKNOWN] * len(self._codes)
        return [UNKNOWN if (found := code(get(decoded))) is None else found for get, code in self._codes]


def _getter(path: tuple[str, ...]) -> Callable[[Any], Any]:
    first = attrgetter(path[0])
    if len(path) == 1:
        return first

    def inner(decoded: Any) -> Any:
        value = first(decoded)
        for part in path[1:]:
            value = value.get(part) if isinstance(value, dict) else None
        return value

    return inner
