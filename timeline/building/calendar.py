"""The days that an ISO 8601 or TIMEX3 value covers, from a day to a century."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

_DAY = dt.timedelta(days=1)
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Days(NamedTuple):
    """A stretch of days, both ends included."""

    first: dt.date
    last: dt.date


@lru_cache(maxsize=4096)
def days_of(value: str) -> Days | None:
    """The days of a date such as ``2025-08-15``, ``2025-W34``, ``2025-08``, ``2025-Q3``, ``2025-SU``, ``2025`` or ``202``.

    Returns:
        None when the value names no stretch of the calendar (``PRESENT_REF``, ``P3D``, an impossible date).
    """
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(value):
            try:
                return read(*match.groups())
            except (ValueError, OverflowError):
                return None
    return None


def _day(text: str) -> Days:
    day = dt.date.fromisoformat(text)
    return Days(day, day)


def _week(year: str, week: str) -> Days:
    monday = dt.date.fromisocalendar(int(year), int(week), 1)
    return Days(monday, monday + 6 * _DAY)


def _weekend(year: str, week: str) -> Days:
    saturday = dt.date.fromisocalendar(int(year), int(week), 6)
    return Days(saturday, saturday + _DAY)


def _months(year: int, month: int, count: int) -> Days:
    after = year * 12 + month - 1 + count
    return Days(dt.date(year, month, 1), dt.date(after // 12, after % 12 + 1, 1) - _DAY)


def _years(first: int, count: int) -> Days:
    return Days(dt.date(first, 1, 1), dt.date(first + count - 1, 12, 31))


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Days]], ...] = (
    (re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?", re.ASCII), _day),
    (re.compile(r"(\d{4})-W(\d\d)", re.ASCII), _week),
    (re.compile(r"(\d{4})-W(\d\d)-WE", re.ASCII), _weekend),
    (re.compile(r"(\d{4})-(\d\d)", re.ASCII), lambda year, month: _months(int(year), int(month), 1)),
    (re.compile(r"(\d{4})-Q([1-4])", re.ASCII), lambda year, n: _months(int(year), 3 * int(n) - 2, 3)),
    (re.compile(r"(\d{4})-H([12])", re.ASCII), lambda year, n: _months(int(year), 6 * int(n) - 5, 6)),
    (
        re.compile(r"(\d{4})-(SP|SU|FA|WI)", re.ASCII),
        lambda year, season: _months(int(year), _SEASONS[season], 3),
    ),
    (re.compile(r"(\d{4})", re.ASCII), lambda year: _years(int(year), 1)),
    (re.compile(r"(\d{3})", re.ASCII), lambda decade: _years(int(decade) * 10, 10)),
    (re.compile(r"(\d{2})", re.ASCII), lambda century: _years(int(century) * 100, 100)),
)
