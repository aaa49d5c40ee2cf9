"""The timeline: one row for each event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from timeline.model import Status
from tui.lookup import Row
from tui.state import State
from tui.widgets.lines import ItemList, Piece
from tui.wrap import pad

MARKS: Mapping[Status, str] = {
    "happened": "●",
    "planned": "○",
    "cancelled": "×",
    "denied": "⊘",
    "unconfirmed": "?",
}
ASCII_MARKS: Mapping[Status, str] = {
    "happened": "*",
    "planned": "o",
    "cancelled": "x",
    "denied": "!",
    "unconfirmed": "?",
}

_TYPE = 11
_LANGUAGES = 8
_COUNTS = 7


class Columns(NamedTuple):
    """Widths in cells; nothing is left of a column of width 0."""

    date: int
    title: int
    type: int
    languages: int
    counts: int


def columns(width: int) -> Columns:
    """What fits on a row of so many cells: the title is never starved for the other facts."""
    date = 21 if width >= 120 else 13
    title = width - date - 4
    fits = {}
    for fact, size, least in (("counts", _COUNTS, 24), ("languages", _LANGUAGES, 30), ("type", _TYPE, 34)):
        fits[fact] = size if title - size - 1 >= least else 0
        title -= size + 1 if fits[fact] else 0
    return Columns(date, max(1, title), fits["type"], fits["languages"], fits["counts"])


def languages_text(languages: Sequence[str]) -> str:
    """Up to three languages, or two and how many more."""
    if len(languages) <= 3:
        return " ".join(languages)
    return f"{' '.join(languages[:2])} +{len(languages) - 2}"


EMPTY_DESK = (
    "No articles yet. Leave with q, then",
    "",
    "  elshi add FILE…    puts articles into the store",
    "  elshi open FOLDER  opens files without the store",
    "  elshi demo         opens the samples",
)
NO_EVENTS = ("Nothing in these articles is an event.",)
NO_MATCH = ("Nothing here. Ctrl+L shows all events again.",)


def emptiness(state: State) -> tuple[str, ...]:
    """Why no event is on show, and what to do about it."""
    if state.lookup.events:
        return NO_MATCH
    return NO_EVENTS if state.lookup.desk.articles else EMPTY_DESK


class TimelinePane(ItemList):
    """The list of events that the filter lets through."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--date",
        "lines--faint",
        *(f"lines--{status}" for status in MARKS),
    }

    def __init__(self, state: State, *, ascii_only: bool = False) -> None:
        super().__init__("timeline", "Timeline")
        self._rows = state.rows
        self._empty = emptiness(state)
        self._marks = ASCII_MARKS if ascii_only else MARKS
        self._ellipsis = "~" if ascii_only else "…"
        self.set_reactive(TimelinePane.cursor, state.row or 0)

    def draw(self, state: State) -> None:
        """Show a state: other rows when the filter changed, else only the cursor moves."""
        changed = state.shown is not self._rows.shown
        self._rows = state.rows
        if changed:
            self.set_reactive(TimelinePane.cursor, state.row or 0)
            self.reflow()
        self.place_cursor(state.row if state.row is not None else self.cursor)

    def line_count(self) -> int:
        """One line for each event, or those that say why there is none."""
        return len(self._rows) or len(self._empty)

    def item_count(self) -> int:
        """One item for each event."""
        return len(self._rows)

    def pieces(self, line: int) -> Iterator[Piece]:
        """The row of an event."""
        if not len(self._rows):
            yield Piece(f" {self._empty[line]}".rstrip(), ("faint",))
            return
        yield from self._row(self._rows.row(line), columns(self.size.width))

    def _row(self, row: Row, at: Columns) -> Iterator[Piece]:
        date = row.date if len(row.date) < at.date else row.date.partition("…")[0] + "…"
        yield Piece(" " + pad(date.replace("…", self._ellipsis), at.date - 1, self._ellipsis), ("date",))
        yield Piece(f" {self._marks[row.status]} ", (row.status,))
        yield Piece(pad(row.title, at.title, self._ellipsis), (row.status,))
        facts = (
            (pad(row.type, at.type, self._ellipsis), at.type),
            (pad(languages_text(row.languages), at.languages, self._ellipsis), at.languages),
            (f"{row.sources}s {row.quotes}q".rjust(at.counts), at.counts),
        )
        yield Piece("".join(f" {text}" for text, size in facts if size) + " ", ("faint",))
