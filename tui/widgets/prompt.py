"""The bottom line: what is on show, and the one place to type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias
from unicodedata import category

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.text import visible
from tui.wording import told, told_parts
from tui.wrap import cells, clip, pad

_MARGINS = 4
"""Cells of the bottom line that stay blank: one at each end, two between its parts."""
LONGEST = 1000
"""Characters that fit into the line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text being edited, and the place in it where the next character goes."""

    text: str = ""
    at: int = 0

    def insert(self, text: str) -> Line:
        """With text put in, as much as fits."""
        text = text[: max(0, LONGEST - len(self.text))]
        return Line(self.text[: self.at] + text + self.text[self.at :], self.at + len(text))

    def cut(self, start: int, end: int) -> Line:
        """Without ``[start, end)``."""
        start, end = max(0, start), min(len(self.text), end)
        return Line(self.text[:start] + self.text[end:], start)

    def go(self, at: int) -> Line:
        """With the cursor elsewhere."""
        return Line(self.text, max(0, min(at, len(self.text))))

    def word_start(self) -> int:
        """Where the word before the cursor starts."""
        word = re.search(r"\S*\s*\Z", self.text[: self.at])
        return word.start() if word else 0


EDITS: Mapping[str, Callable[[Line], Line]] = {
    "backspace": lambda line: line.cut(line.at - 1, line.at),
    "ctrl+h": lambda line: line.cut(line.at - 1, line.at),
    "delete": lambda line: line.cut(line.at, line.at + 1),
    "ctrl+w": lambda line: line.cut(line.word_start(), line.at),
    "ctrl+u": lambda line: line.cut(0, line.at),
    "ctrl+k": lambda line: line.cut(line.at, len(line.text)),
    "left": lambda line: line.go(line.at - 1),
    "right": lambda line: line.go(line.at + 1),
    "home": lambda line: line.go(0),
    "ctrl+a": lambda line: line.go(0),
    "end": lambda line: line.go(len(line.text)),
    "ctrl+e": lambda line: line.go(len(line.text)),
}


Outcome: TypeAlias = Literal["typed", "entered", "cancelled"]
"""What a key meant: the text changed, the person is done, the person wants none of it."""


class Prompt(Widget):
    """One row: a status, or while ``purpose`` is set a line to edit."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"prompt--caret", "prompt--error", "prompt--purpose"}

    def __init__(self) -> None:
        super().__init__(id="prompt")
        self.purpose = ""
        self.line = Line()
        self._left = ""
        self._right: tuple[str, ...] = ("",)
        self._error = ""
        self._error_at: int | None = None
        self._remark = ""

    def status(self, left: str, *right: str) -> None:
        """Say what is on show.

        Args:
            left: The facts; cut when not even the last of ``right`` fits beside them.
            right: What may stand at the right, the fullest first: as much of it is shown as there is room for.
        """
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right or ("",)
            if not self.purpose:
                self.refresh()

    def ask(self, purpose: str, text: str) -> None:
        """Start to edit a text, as much of it as fits."""
        self.purpose, self.line = purpose, Line().insert(text)
        self.complain("")

    def close(self) -> None:
        """Show the status again."""
        self.purpose = ""
        self.complain("")

    def complain(self, error: str, at: int | None = None) -> None:
        """Say what is wrong with the text, and at which of its characters."""
        self._error, self._error_at, self._remark = error, at, ""
        self.refresh()

    def remark(self, remark: str) -> None:
        """Say what the text does, at the right."""
        self._error, self._error_at, self._remark = "", None, remark
        self.refresh()

    def take(self, key: str, character: str | None) -> Outcome | None:
        """Edit by a key; None when it changed nothing."""
        if key == "enter":
            return "entered"
        if key in ("escape", "ctrl+c", "ctrl+g"):
            return "cancelled"
        if key in EDITS:
            return self._edit(EDITS[key](self.line))
        return self.insert(character) if character and character.isprintable() else None

    def insert(self, text: str) -> Outcome | None:
        """Put text in, the first line of it, without what no file, command or query could be named by."""
        first = next(iter(text.splitlines()), "").replace("\t", " ")
        return self._edit(
            self.line.insert("".join(each for each in first if category(each) not in ("Cc", "Cs")))
        )

    def _edit(self, line: Line) -> Outcome | None:
        changed = line.text != self.line.text
        self.line = line
        self.refresh()
        return "typed" if changed else None

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width, base = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, base)
        segments = self._editor(base, width) if self.purpose else self._shown(base, width)
        return Strip(segments).adjust_cell_length(width, base).simplify()

    def _shown(self, base: Style, width: int) -> list[Segment]:
        room = width - cells(self._left) - _MARGINS
        right = next((one for one in self._right if cells(one) <= room), self._right[-1])
        taken = cells(right) + _MARGINS - 1 if right else 0
        left = clip(f" {self._left}", width - taken)
        return [Segment(visible(pad(left, width - cells(right) - 1) + right), base)]

    def _editor(self, base: Style, width: int) -> list[Segment]:
        label = f" {told(self.purpose)}: "
        remark = told(self._error) or told_parts(self._remark)
        most = max(width // 2, width - cells(label) - cells(self.line.text) - 2)
        said = clip(f"  {remark} ", most) if remark else ""
        room = max(2, width - cells(label) - cells(said))
        text = self._text(base, room)
        gap = 0 if self._error else room - sum(cells(segment.text) for segment in text)
        return [
            Segment(label, base + self._style("purpose")),
            *text,
            Segment(" " * gap, base),
            Segment(visible(said), base + self._style("error") if self._error else base),
        ]

    def _text(self, base: Style, room: int) -> list[Segment]:
        """As much of the text around the caret as there is room for."""
        text = self.line.text + " "
        first, used = self.line.at, cells(text[self.line.at])
        while first and (used := used + cells(text[first - 1])) <= room:
            first -= 1
        segments = []
        used = 0
        for at in range(first, len(text)):
            used += cells(text[at])
            if used > room:
                break
            segments.append(Segment(visible(text[at]), base + self._style_at(at)))
        return segments

    def _style_at(self, at: int) -> Style:
        if at == self.line.at:
            return self._style("caret")
        return self._style("error") if self._error and at == self._error_at else Style.null()

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"prompt--{name}", partial=True)
