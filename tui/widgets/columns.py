"""Two texts side by side, cell by cell, with a narrow label before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import ClassVar

from tui.widgets.lines import Lines, Piece
from tui.wrap import pad, wrap

Row = tuple[Piece, Piece, Piece]
"""A label and what stands at the left and at the right. With nothing at the right, the left takes the whole width."""


class ColumnsPane(Lines):
    """Rows of three cells, each wrapped in its column. Where there is no room for two columns, one stands below the other."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--title", "lines--faint", "lines--denied", "lines--date"}
    NARROWEST = 70
    """Cells below which the columns stand one below the other."""
    LABEL = 12

    def __init__(self, title: str, rows: Sequence[Row]) -> None:
        super().__init__(None, title)
        self._rows = rows
        self._laid: list[list[Piece]] = []
        self._laid_width = 0

    def line_count(self) -> int:
        """Lines of all rows at the present width."""
        return len(self._lines())

    def pieces(self, line: int) -> Iterator[Piece]:
        """A line of them."""
        yield from self._lines()[line]

    def _lines(self) -> list[list[Piece]]:
        if self._laid_width != self.size.width:
            self._laid = [line for row in self._rows for line in self._lay(row)]
            self._laid_width = self.size.width
        return self._laid

    def _lay(self, row: Row) -> Iterator[list[Piece]]:
        label, left, right = row
        room = max(2, self.size.width - self.LABEL - 3)
        if not right.text:
            columns, width = [left], room
        elif self.size.width < self.NARROWEST:
            yield from self._lay((label, left, Piece("")))
            yield from self._lay((Piece(""), right, Piece("")))
            return
        else:
            columns, width = [left, right], (room - 2) // 2
        labels = _wrapped(label.text, self.LABEL)
        cells = [_wrapped(column.text, width) for column in columns]
        for lead, *told in zip_longest(labels, *cells, fillvalue=""):
            line = [Piece(f" {pad(lead, self.LABEL)} ", label.styles)]
            for text, column in zip(told, columns, strict=True):
                line += [Piece(pad(text, width), column.styles), Piece("  ")]
            yield line


def _wrapped(text: str, width: int) -> list[str]:
    wrapped = wrap(text, max(1, width))
    return [text[slice(*wrapped.span(line))] for line in range(len(wrapped))] or [""]
