"""The timeline as a list of items: events alone, or events under headings of their day, week or month that can be folded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from tui.periods import Group, Period, grouped


class Heading(NamedTuple):
    """An item that stands for a group."""

    group: Group
    folded: bool


class Outline:
    """Items of a list, numbered from 0. Without a period each row is an item."""

    def __init__(
        self,
        days: Sequence[int],
        shown: Sequence[int],
        period: Period | None = None,
        folded: frozenset[int] = frozenset(),
    ) -> None:
        """Lay out a list.

        Args:
            days: the first day of each event of the timeline, as a number.
            shown: places of the events on show; a row is a place in this sequence.
            period: what a heading stands for; None for no headings.
            folded: first days of the groups of which only the heading is an item.
        """
        self._rows = len(shown)
        self._groups = list(grouped(days, shown, period)) if period else []
        self._firsts = [group.first for group in self._groups]
        self._folded = folded
        sizes = (1 if self._is_folded(group) else 1 + group.end - group.first for group in self._groups)
        self._starts = [0, *accumulate(sizes)]
        """The item of each heading, and the number of items."""

    def __len__(self) -> int:
        return self._starts[-1] if self._groups else self._rows

    def item(self, number: int) -> Heading | int:
        """A heading, or the row of an event."""
        if not self._groups:
            return number
        place = bisect_right(self._starts, number) - 1
        group, beyond = self._groups[place], number - self._starts[place]
        return group.first + beyond - 1 if beyond else Heading(group, self._is_folded(group))

    def row_of(self, number: int) -> int:
        """The row of an item; of a heading, that of the first event below it."""
        item = self.item(number)
        return item.group.first if isinstance(item, Heading) else item

    def item_of(self, row: int) -> int:
        """The item of a row, which is the heading where that is folded."""
        if not self._groups:
            return row
        place = bisect_right(self._firsts, row) - 1
        group = self._groups[place]
        return self._starts[place] + (0 if self._is_folded(group) else row - group.first + 1)

    def group_of(self, number: int) -> Group | None:
        """The group of an item; None where there are no headings."""
        return self._groups[bisect_right(self._starts, number) - 1] if self._groups else None

    @property
    def starts(self) -> frozenset[int]:
        """The first days of all groups."""
        return frozenset(group.start for group in self._groups)

    def _is_folded(self, group: Group) -> bool:
        return group.start in self._folded
