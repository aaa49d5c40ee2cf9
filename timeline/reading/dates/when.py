"""Stretches of the calendar and their TIMEX3 values: a day, a week, a quarter, a decade, …"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import NamedTuple

from timeline.model import Grain


class When(NamedTuple):
    """A stretch of the calendar."""

    value: str
    """TIMEX3."""
    grain: Grain
    first: dt.date | None
    """Its first day; None when the calendar does not tell."""


GRAINS: dict[str, Grain] = {
    "D": "day",
    "WE": "weekend",
    "W": "week",
    "M": "month",
    "Q": "quarter",
    "H": "half",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
}
"""Unit code -> grain."""
UNRESOLVED = {
    "D": "XXXX-XX-XX",
    "WE": "XXXX-WXX-WE",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
}
"""What TIMEX3 writes for a unit that nothing fixes."""
MONTHS = {"Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
"""Months in a unit."""
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of a season, northern."""


def day(date: dt.date) -> When:
    """One day."""
    return When(date.isoformat(), "day", date)


def unresolved(unit: str) -> When:
    """Some day, some week: nothing tells which."""
    return When(UNRESOLVED[unit], GRAINS[unit], None)


def make_date(year: int, month: int, number: int = 1) -> dt.date | None:
    """A date, or None when there is no such day."""
    try:
        return dt.date(year, month, number)
    except (ValueError, OverflowError):
        return None


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    full_moon = epact - epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + full_moon + 2 - century + century // 4) % 7
    days = full_moon - weekday
    month = 3 + (days + 40) // 44
    return dt.date(year, month, days + 28 - 31 * (month // 4))


def add_days(date: dt.date, days: int) -> dt.date | None:
    """The date some days on, or None beyond the calendar."""
    try:
        return date + dt.timedelta(days=days)
    except OverflowError:
        return None


def add_months(date: dt.date, months: int) -> dt.date | None:
    """The date some months on, its day cut to the length of the month; None beyond the calendar."""
    index = date.year * 12 + date.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    return dt.date(year, month, min(date.day, monthrange(year, month)[1]))


def add_units(date: dt.date, count: int, unit: str) -> dt.date | None:
    """The date some units on; None beyond the calendar."""
    if abs(count) > 10**6:
        return None
    if unit in ("D", "W", "WE"):
        return add_days(date, count * (1 if unit == "D" else 7))
    return add_months(date, count * MONTHS.get(unit, 1))


def unit_around(date: dt.date, unit: str) -> When:
    """The week, month, … that a day lies in. A decade's value has three digits, a century's two."""
    year, month = date.year, date.month
    if unit == "D":
        return day(date)
    if unit in ("W", "WE"):
        return _week(date, unit)
    if unit == "M":
        return When(f"{year:04d}-{month:02d}", "month", date.replace(day=1))
    if unit in ("Q", "H"):
        size = MONTHS[unit]
        number = (month - 1) // size + 1
        return When(f"{year:04d}-{unit}{number}", GRAINS[unit], dt.date(year, (number - 1) * size + 1, 1))
    digits = {"Y": 4, "DE": 3, "CE": 2}[unit]
    first = year // 10 ** (4 - digits) * 10 ** (4 - digits)
    return When(f"{year:04d}"[:digits], GRAINS[unit], dt.date(max(first, dt.MINYEAR), 1, 1))


def _week(date: dt.date, unit: str) -> When:
    year, week, weekday = date.isocalendar()
    if unit == "W":
        return When(f"{year:04d}-W{week:02d}", "week", add_days(date, 1 - weekday))
    return When(f"{year:04d}-W{week:02d}-WE", "weekend", add_days(date, 6 - weekday))


def season(year: int, name: str) -> When:
    """A season by TIMEX3 name; winter is that of the year it begins in."""
    return When(f"{year:04d}-{name}", "season", make_date(year, SEASONS[name]))


_VALUE = re.compile(
    r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)(-WE)?|Q([1-4])|H([12])|(SP|SU|FA|WI)))?(?:T.*)?$|(\d{2,3})$"
)


def days_covered(value: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a TIMEX3 date, time or range of dates; None for durations, references and unresolved values."""
    if "/" in value:
        begin, _, end = value.partition("/")
        first, last = days_covered(begin), days_covered(end)
        return (first[0], last[1]) if first and last else None
    found = _VALUE.match(value)
    try:
        return _covered(found) if found else None
    except (ValueError, OverflowError):
        return None


def _covered(found: re.Match[str]) -> tuple[dt.date, dt.date]:
    year, month, number, week, weekend, quarter, half, name, short = found.groups()
    if short:
        size = 10 ** (4 - len(short))
        return dt.date(max(int(short) * size, 1), 1, 1), dt.date(int(short) * size + size - 1, 12, 31)
    if number:
        date = dt.date(int(year), int(month), int(number))
        return date, date
    if week:
        monday = dt.date.fromisocalendar(int(year), int(week), 1)
        return monday + dt.timedelta(days=5 if weekend else 0), monday + dt.timedelta(days=6)
    first_month, length = 1, 12
    if month:
        first_month, length = int(month), 1
    elif quarter or half:
        length = 3 if quarter else 6
        first_month = (int(quarter or half) - 1) * length + 1
    elif name:
        first_month, length = SEASONS[name], 3
    first = dt.date(int(year), first_month, 1)
    last = add_months(first, length - 1)
    if last is None:
        raise OverflowError
    return first, last.replace(day=monthrange(last.year, last.month)[1])
