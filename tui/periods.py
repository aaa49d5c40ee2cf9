"""Days, weeks, months and years, each named by its first day as a number (see `datetime.date.toordinal`)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias, get_args

from storage.packed import UNDATED

Period: TypeAlias = Literal["day", "week", "month", "year"]
PERIODS: tuple[Period, ...] = get_args(Period)
"""From the shortest to the longest."""
_LAST = dt.date.max.toordinal()


class Group(NamedTuple):
    """Neighbours in a list that fall into one period."""

    start: int
    """First day of the period; `UNDATED` for what has no day."""
    first: int
    """Place of the first of them in the list."""
    end: int
    """Place after the last of them."""


def index_of(day: int, period: Period) -> int:
    """The number of the period that a day falls into; that of the one after it is larger by one."""
    if period == "day":
        return day
    if period == "week":
        return (day - 1) // 7  # the first day of all was a Monday
    date = dt.date.fromordinal(day)
    return date.year if period == "year" else date.year * 12 + date.month - 1


def day_at(index: int, period: Period) -> int:
    """The first day of the period with a number; the day after the calendar's last one for those beyond it."""
    if period == "day":
        return min(index, _LAST + 1)
    if period == "week":
        return min(7 * index + 1, _LAST + 1)
    year, month = (index, 0) if period == "year" else divmod(index, 12)
    return dt.date(year, month + 1, 1).toordinal() if year <= dt.MAXYEAR else _LAST + 1


def start_of(day: int, period: Period) -> int:
    """The first day of the period that a day falls into; `UNDATED` for itself."""
    return day if day >= UNDATED else day_at(index_of(day, period), period)


def next_start(start: int, period: Period) -> int:
    """The first day of the period after one; the day after the calendar's last one when there is none."""
    return day_at(index_of(start, period) + 1, period)


def name_of(start: int, period: Period) -> str:
    """A period as people read it: ``2025-08-15``, ``2025-W33``, ``2025-08``, ``2025``, ``undated``."""
    if start >= UNDATED:
        return "undated"
    date = dt.date.fromordinal(start)
    if period == "week":
        year, week, _ = date.isocalendar()
        return f"{year}-W{week:02}"
    return str(date)[: {"day": 10, "month": 7, "year": 4}[period]]


def grouped(days: Sequence[int], shown: Sequence[int], period: Period) -> Iterator[Group]:
    """The groups of a list of events that stand in order of their days.

    Args:
        days: the first day of each event.
        shown: places of the events on show, ascending.
        period: how long a group lasts.
    """

    def day(place: int) -> int:
        return days[place]

    first = 0
    while first < len(shown):
        start = start_of(days[shown[first]], period)
        after = next_start(start, period) if start < UNDATED else UNDATED + 1
        end = bisect_left(shown, after, first + 1, key=day)
        yield Group(start, first, end)
        first = end
