"""Text wrapped by terminal cells, with a map from code points to places and back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len

from tui.text import printable

# Letters, quotation marks and dashes of one cell each; Rich looks up every other character in a table.
_NOT_ONE_CELL = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e]"
)

_WIDE = "\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
_OPENING = "（［｛「『《〈【〔"
_CLOSING = "）］｝」』》〉】〕、。，．：；！？…—”’"
# A word with the blanks after it; in scripts without blanks, one character with the marks it must not lose.
_WORD = re.compile(rf"[{_OPENING}]*[{_WIDE}][{_CLOSING}]*\s*|[^\s{_WIDE}]+\s*|\s+")


def cells(text: str) -> int:
    """Width of the text in terminal cells, as `printable` shows it."""
    if not _NOT_ONE_CELL.search(text):
        return len(text)
    return cell_len(printable(text))


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text in lines of at most ``width`` cells.

    Every code point belongs to one line; the blanks at which a line was broken, and its newline, hang beyond its
    end. ``starts`` holds the offset of the first code point of each line.
    """

    text: str
    width: int
    starts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, line: int) -> tuple[int, int]:
        """First offset of a line and the offset after its last code point that is shown."""
        start = self.starts[line]
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip())

    def place(self, offset: int) -> tuple[int, int]:
        """Line and cell of a code point; the end of the text is the place after its last code point."""
        line = max(0, bisect_right(self.starts, offset) - 1)
        return line, cells(self.text[self.starts[line] : offset])

    def offset(self, line: int, cell: int) -> int:
        """The code point that covers a cell of a line; the end of the line for the cells after it."""
        start = self.starts[line]
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        used = 0
        for offset in range(start, end):
            used += cells(self.text[offset])
            if used > cell:
                return offset
        return end


@lru_cache(maxsize=512)
def wrap(text: str, width: int) -> Wrapped:
    """Break a text into lines at blanks, between ideographs, and inside words longer than a line."""
    starts: list[int] = []
    edge = 0
    for paragraph in text.split("\n"):
        starts.extend(_line_starts(paragraph, edge, max(1, width)))
        edge += len(paragraph) + 1
    return Wrapped(text, width, tuple(starts))


def _line_starts(paragraph: str, base: int, width: int) -> Iterator[int]:
    yield base
    used = 0
    for word in _WORD.finditer(paragraph):
        chunk = word.group()
        size = cells(chunk.rstrip())
        if used and used + size > width:
            yield base + word.start()
            used = 0
        if size > width:
            *breaks, used = _chop(chunk.rstrip(), width)
            yield from (base + word.start() + at for at in breaks)
            used += cells(chunk) - size
        else:
            used += cells(chunk)


def _chop(word: str, width: int) -> Iterator[int]:
    """Offsets at which a word longer than a line is broken, and last the cells used on its last line."""
    used = 0
    for at, character in enumerate(word):
        size = cells(character)
        if used and used + size > width:
            yield at
            used = 0
        used += size
    yield used


def clip(text: str, width: int, ellipsis: str = "…") -> str:
    """The text cut to at most ``width`` cells, its last cell an ellipsis when something was cut."""
    if cells(text) <= width:
        return text
    room, used = width - 1, 0
    for at, character in enumerate(text):
        used += cells(character)
        if used > room:
            return text[:at] + ellipsis if width > 0 else ""
    return text


def pad(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in exactly ``width`` cells: cut, or filled with blanks."""
    text = clip(text, width, ellipsis)
    return text + " " * (width - cells(text))
