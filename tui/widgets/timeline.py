"""The timeline: one row for each event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from timeline.model import Status
from tui.lookup import UNDATED, Flag, Row
from tui.outline import Heading, Outline
from tui.periods import Period, name_of
from tui.state import State
from tui.widgets.lines import ItemList, Piece
from tui.wording import counted, told
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


class Signs(NamedTuple):
    """What stands beside the status, one cell each."""

    disputed: str
    flags: Mapping[Flag, str]
    folded: str
    unfolded: str


SIGNS = Signs("≠", {"bookmarked": "★", "new": "+", "unread": "•"}, "▸", "▾")
ASCII_SIGNS = Signs("/", {"bookmarked": "#", "new": "+", "unread": "."}, ">", "v")

_TYPE = 11
_LANGUAGES = 8
_COUNTS = 7
_SIGNS = 6
"""Cells of status, dispute and flag, of the blanks around them, and of the one at the end."""


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
    title = width - date - _SIGNS
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
    "  elshi sources add URL  follows a feed",
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
    """The list of events that the filter lets through, with headings where they are grouped."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--date",
        "lines--faint",
        "lines--heading",
        "lines--sign",
        *(f"lines--{status}" for status in MARKS),
    }

    def __init__(self, state: State, *, ascii_only: bool = False) -> None:
        super().__init__("timeline", "Timeline")
        self._rows = state.rows
        self._days = state.lookup.links.days
        self._own = state.own
        self._period: Period | None = None
        self._folded: frozenset[int] = frozenset()
        self._outline = Outline((), self._rows.shown)
        self._empty = tuple(map(told, emptiness(state)))
        self._marks = ASCII_MARKS if ascii_only else MARKS
        self._signs = ASCII_SIGNS if ascii_only else SIGNS
        self._ellipsis = "~" if ascii_only else "…"
        self.set_reactive(TimelinePane.cursor, state.row or 0)

    def draw(self, state: State) -> None:
        """Show a state: other rows when the filter changed, else only the cursor moves."""
        changed = state.shown is not self._rows.shown or state.lookup.links.days is not self._days
        flagged = state.own != self._own
        self._rows, self._days, self._own = state.rows, state.lookup.links.days, state.own
        if flagged and not changed:
            self.refresh()
        if changed:
            self._empty = tuple(map(told, emptiness(state)))
            self._lay_out()
            self.set_reactive(TimelinePane.cursor, self._item_of(state.row) or 0)
            self.reflow()
        item = self._item_of(state.row)
        self.place_cursor(self.cursor if item is None else item)

    @property
    def row(self) -> int:
        """The row under the cursor; of a heading, the first below it."""
        return self._outline.row_of(self.cursor)

    def _item_of(self, row: int | None) -> int | None:
        """The item of a row; the cursor stays on the heading that stands for it."""
        if row is None or not len(self._rows):
            return None
        here = self.cursor < len(self._outline) and self._outline.row_of(self.cursor) == row
        return self.cursor if here else self._outline.item_of(row)

    # Groups.

    def group(self, period: Period | None) -> None:
        """Put events under headings of their periods, all of them unfolded; None takes the headings away."""
        row = self.row if len(self._rows) else None
        self._period, self._folded = period, frozenset()
        self._refold(row)

    @property
    def period(self) -> Period | None:
        """What a heading stands for."""
        return self._period

    def fold(self) -> None:
        """Fold the group under the cursor, or unfold it."""
        group = self._outline.group_of(self.cursor)
        if group:
            self._folded ^= {group.start}
            self._refold(group.first)

    def fold_all(self) -> None:
        """Fold all groups, or unfold them when all are folded."""
        every = self._outline.starts
        if every:
            row = self.row
            self._folded = frozenset() if every <= self._folded else every
            self._refold(row)

    def _refold(self, row: int | None) -> None:
        self._lay_out()
        self.set_reactive(TimelinePane.cursor, 0 if row is None else self._outline.item_of(row))
        self.reflow()
        self.reveal()

    def _lay_out(self) -> None:
        self._outline = Outline(self._days, self._rows.shown, self._period, self._folded)

    # Lines.

    def line_count(self) -> int:
        """One line for each item, or those that say why there is none."""
        return len(self._outline) or len(self._empty)

    def item_count(self) -> int:
        """One item for each event and each heading."""
        return len(self._outline)

    def pieces(self, line: int) -> Iterator[Piece]:
        """The row of an event, or a heading."""
        if not len(self._rows):
            yield Piece(f" {self._empty[line]}".rstrip(), ("faint",))
            return
        item = self._outline.item(line)
        if isinstance(item, Heading):
            yield self._heading(item)
        else:
            yield from self._row(self._rows.row(item), columns(self.size.width))

    def _heading(self, heading: Heading) -> Piece:
        group, sign = heading.group, self._signs.folded if heading.folded else self._signs.unfolded
        count = group.end - group.first
        name = told(name_of(group.start, self._period or "day"))
        return Piece(f" {sign} {name} · {counted(count, 'event')}", ("heading",))

    def _row(self, row: Row, at: Columns) -> Iterator[Piece]:
        date = (
            told(UNDATED)
            if row.date == UNDATED
            else row.date
            if len(row.date) < at.date
            else row.date.partition("…")[0] + "…"
        )
        yield Piece(" " + pad(date.replace("…", self._ellipsis), at.date - 1, self._ellipsis), ("date",))
        yield Piece(f" {self._marks[row.status]}", (row.status,))
        flag = next((sign for name, sign in self._signs.flags.items() if name in row.flags), " ")
        yield Piece(f"{self._signs.disputed if row.disputed else ' '}{flag} ", ("sign",))
        yield Piece(pad(row.title, at.title, self._ellipsis), (row.status,))
        facts = (
            (pad(told(row.type), at.type, self._ellipsis), at.type),
            (pad(languages_text(row.languages), at.languages, self._ellipsis), at.languages),
            (told(f"{row.sources}s {row.quotes}q").rjust(at.counts), at.counts),
        )
        yield Piece("".join(f" {text}" for text, size in facts if size) + " ", ("faint",))
