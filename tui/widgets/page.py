"""A text to page through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from tui.widgets.lines import Lines, Piece
from tui.wrap import wrap


class TextPane(Lines):
    """Paragraphs of styled pieces; all but the first piece of a paragraph are wrapped beside it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--key", "lines--title", "lines--faint"}

    def __init__(self, title: str, paragraphs: Sequence[Sequence[Piece]]) -> None:
        super().__init__(None, title)
        self._paragraphs = paragraphs
        self._laid: list[list[Piece]] = []
        self._laid_width = 0

    def _lines(self) -> list[list[Piece]]:
        if self._laid_width != self.size.width:
            self._laid = [line for paragraph in self._paragraphs for line in self._lay(paragraph)]
            self._laid_width = self.size.width
        return self._laid

    def _lay(self, paragraph: Sequence[Piece]) -> Iterator[list[Piece]]:
        if len(paragraph) < 2:
            text, styles = paragraph[0] if paragraph else Piece("")
            yield from ([Piece(f" {line}", styles)] for line in self._wrap(text, self.size.width - 2))
            return
        (lead, lead_styles), (text, styles) = paragraph
        for number, line in enumerate(self._wrap(text, self.size.width - len(lead) - 3)):
            yield [Piece(f" {lead if not number else ' ' * len(lead)} ", lead_styles), Piece(line, styles)]

    @staticmethod
    def _wrap(text: str, width: int) -> list[str]:
        wrapped = wrap(text, max(1, width))
        return [text[slice(*wrapped.span(line))] for line in range(len(wrapped))]

    def line_count(self) -> int:
        """Lines of all paragraphs."""
        return len(self._lines())

    def pieces(self, line: int) -> Iterator[Piece]:
        """A line of the text."""
        yield from self._lines()[line]
