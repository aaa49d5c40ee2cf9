"""The histogram above the timeline: how many events fall into each day, week, month or year, and where the cursor is among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from storage.packed import UNDATED
from tui.periods import PERIODS, Period, day_at, index_of, name_of
from tui.state import State

BLOCKS = " ▁▂▃▄▅▆▇█"
ASCII_BLOCKS = " .:-=+*#@"


class Page(NamedTuple):
    """The periods that fit on the row."""

    first: int
    """Number of the first period, see `tui.periods.index_of`."""
    counts: tuple[int, ...]
    """Events in each."""


class Chart:
    """Counts the events on show by periods. They stand in order of their days, so that counting is looking up."""

    def __init__(self, days: Sequence[int], shown: Sequence[int]) -> None:
        self._days, self._shown = days, shown
        self._dated = self.row_from(UNDATED)

    def row_from(self, day: int) -> int:
        """The first row of a day or later."""
        return bisect_left(self._shown, day, key=self._days.__getitem__)

    def day_of(self, row: int | None) -> int | None:
        """The day of a row; None when it has none."""
        return self._days[self._shown[row]] if row is not None and row < self._dated else None

    def fitting(self, width: int) -> Period:
        """The shortest period of which all fit into so many cells."""
        if not self._dated:
            return "day"
        first, last = self._days[self._shown[0]], self._days[self._shown[self._dated - 1]]
        fits = (one for one in PERIODS if index_of(last, one) - index_of(first, one) < width)
        return next(fits, "year")

    def page(self, period: Period, width: int, day: int | None) -> Page:
        """The periods around a day that fit into so many cells; pages follow each other from the first event on."""
        if not self._dated or width < 1:
            return Page(0, ())
        begin, last = (index_of(self._days[self._shown[row]], period) for row in (0, self._dated - 1))
        here = begin if day is None else index_of(day, period)
        first = begin + (here - begin) // width * width
        count = min(width, last - first + 1)
        rows = [self.row_from(day_at(index, period)) for index in range(first, first + count + 1)]
        return Page(first, tuple(after - before for before, after in pairwise(rows)))

    def turn(self, row: int, period: Period, step: int) -> int | None:
        """The first row of the next (1) or previous (-1) period in which there is something; None when there is none."""
        day = self.day_of(row)
        if step > 0:
            aim = None if day is None else self.row_from(day_at(index_of(day, period) + 1, period))
            return aim if aim is not None and aim < len(self._shown) else None
        before = self._dated if day is None else self.row_from(day_at(index_of(day, period), period))
        if not before:
            return None
        return self.row_from(day_at(index_of(self._days[self._shown[before - 1]], period), period))


def bars(counts: Sequence[int], blocks: str) -> str:
    """One cell for each count, by its share of the largest; only where there is nothing is nothing drawn."""
    most = max(counts, default=0)
    return "".join(blocks[-(-count * (len(blocks) - 1) // most)] if most else blocks[0] for count in counts)


class Density(Widget):
    """One row: the name of the first period on it, a bar for each, and the name of the last."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"density--cursor", "density--name"}

    @dataclass
    class Chosen(Message):
        """A bar was clicked."""

        row: int

    def __init__(self, state: State, *, ascii_only: bool = False) -> None:
        super().__init__(id="density")
        self._blocks = ASCII_BLOCKS if ascii_only else BLOCKS
        self._state = state
        self._chart = Chart(state.lookup.links.days, state.shown)
        self._wish: Period | None = None
        self._text, self._at, self._bars_at = "", None, 0

    _at: int | None

    @property
    def chart(self) -> Chart:
        """The counts."""
        return self._chart

    @property
    def period(self) -> Period:
        """What a bar stands for."""
        return self._wish or self._chart.fitting(self._room)

    def zoom(self, step: int) -> Period:
        """Let bars stand for a longer (1) or shorter (-1) period; which one it is now."""
        at = PERIODS.index(self.period) + step
        self._wish = PERIODS[max(0, min(at, len(PERIODS) - 1))]
        self._redraw()
        return self._wish

    def draw(self, state: State) -> None:
        """Show a state."""
        if state.shown is not self._state.shown or state.lookup is not self._state.lookup:
            self._chart = Chart(state.lookup.links.days, state.shown)
        self._state = state
        self._redraw()

    @property
    def _room(self) -> int:
        """Cells for bars."""
        return max(0, self.size.width - 2 * len(" 2025-08-15 "))

    def _redraw(self) -> None:
        """Repaint the cells that changed, which mostly are the two that the cursor leaves and enters."""
        text, at, left = self._text, self._at, self._bars_at
        self._lay_out()
        if (text, left) != (self._text, self._bars_at):
            self.refresh()
        elif at != self._at:
            self.refresh(*(Region(left + cell, 0, 1, 1) for cell in (at, self._at) if cell is not None))

    def _lay_out(self) -> None:
        period, day = self.period, self._chart.day_of(self._state.row)
        page = self._chart.page(period, self._room, day)
        if not page.counts:
            self._text, self._at = "", None
            return
        names = [
            name_of(day_at(index, period), period)
            for index in (page.first, page.first + len(page.counts) - 1)
        ]
        self._bars_at = len(names[0]) + 2
        self._text = f" {names[0]} {bars(page.counts, self._blocks)} {names[1]}"
        self._at = None if day is None else index_of(day, period) - page.first

    def on_resize(self) -> None:
        """Other periods fit."""
        self._redraw()

    def on_click(self, event: Click) -> None:
        """Go to the period that was clicked."""
        period = self.period
        page = self._chart.page(period, self._room, self._chart.day_of(self._state.row))
        if 0 <= event.x - self._bars_at < len(page.counts):
            row = self._chart.row_from(day_at(page.first + event.x - self._bars_at, period))
            if row < len(self._state.shown):
                self.post_message(self.Chosen(row))

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width, base = self.size.width, self.rich_style
        if y or not self._text:
            return Strip.blank(width, base)
        name = base + self.get_component_rich_style("density--name", partial=True)
        cursor = base + self.get_component_rich_style("density--cursor", partial=True)
        start, end = self._bars_at, len(self._text.rpartition(" ")[0])
        drawn = [
            Segment(self._text[:start], name),
            Segment(self._text[start:end], base),
            Segment(self._text[end:], name),
        ]
        if self._at is not None:
            here = start + self._at
            drawn[1:2] = [
                Segment(self._text[start:here], base),
                Segment(self._text[here], cursor),
                Segment(self._text[here + 1 : end], base),
            ]
        return Strip(segment for segment in drawn if segment.text).adjust_cell_length(width, base).simplify()
