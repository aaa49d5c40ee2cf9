"""Which year a date means: the one it names, else the one that news means."""

from __future__ import annotations

import datetime as dt

from timeline.reading.dates.context import Context, Match
from timeline.reading.dates.token import full_year
from timeline.reading.dates.when import make_date

_MONTHS_BACK, _MONTHS_AHEAD = 8, 3
"""A date without a year is the one in this window around publication: right for 89 in 100 in English news."""
_MONTHS_JUST_PAST = 2
"""A date that has just gone by is not put off by a year because its sentence looks ahead."""
_LEAP_DAY = (2, 29)


def era(match: Match) -> int | None:
    """The year of a calendar that counts the same years from another one: 114 of the Republic of China is 2025."""
    return match.number("NUM") + int(match.options["era"]) if "era" in match.options else None


def named_year(match: Match, context: Context, nth: int = 0) -> int | None:
    """The year that the phrase itself names: in digits, as "this year", "last year", or as "the same year"; ``nth`` of several."""
    of_era = era(match)
    years = [of_era] if of_era else match.numbers("YEAR") or [full_year(year) for year in match.numbers("YY")]
    if years:
        return years[min(nth, len(years) - 1)]
    if match.has("SAMEYEAR") and (told := context.mentioned(match, "Y")[0]) is not None:
        return told.year + match.number("SAMEYEAR")
    if context.created is None:
        return None
    if match.has("RELYEAR"):
        return context.created.year + match.number("RELYEAR")
    if match.has("YEARWORD") and match.has("WHICH"):
        return context.created.year + match.number("WHICH")
    return None


def names_year(match: Match) -> bool:
    """Whether the phrase names a year, even one that only the publication day could tell."""
    return match.has("YEARWORD") or match.has("RELYEAR")


def nearest_year(
    match: Match, context: Context, anchor: dt.date, month: int, day: int | None
) -> tuple[int, str]:
    """The year of a date that names none, and the reason. ``anchor`` is the publication, or the date mentioned last."""
    whence = context.publication if context.created else f"{anchor.isoformat()}, the date mentioned last"
    if match.has("WEEKDAY") and (year := _year_of_weekday(match.number("WEEKDAY"), anchor, month, day)):
        return year, f"the year nearest to {whence} in which it is that day of the week"
    if match.has("WHICH"):
        return _year_by_word(match.number("WHICH"), anchor, month, day, whence)
    year = _in_window(anchor, month, day)
    months_back = (anchor.year - year) * 12 + anchor.month - month
    if months_back > _MONTHS_JUST_PAST and context.created and context.direction(match) > 0:
        return year + 1, f"the sentence looks ahead from {whence}"
    why = f"the nearest from {_MONTHS_BACK} months before to {_MONTHS_AHEAD} after {whence}"
    return _leap(year) if (month, day) == _LEAP_DAY else year, why


def _year_of_weekday(weekday: int, anchor: dt.date, month: int, day: int | None) -> int | None:
    for year in (anchor.year, anchor.year - 1, anchor.year + 1):
        date = make_date(year, month, day or 1)
        if date and date.isoweekday() == weekday:
            return year
    return None


def _year_by_word(which: int, anchor: dt.date, month: int, day: int | None, whence: str) -> tuple[int, str]:
    """The year of "last May", "this May", "next May"."""
    if which == 0:
        return anchor.year, f"in the year of {whence}"
    asked, stands = (month, day or 0), (anchor.month, anchor.day if day else 0)
    if which < 0:
        return anchor.year - (asked >= stands), f"the last one before {whence}"
    return anchor.year + (asked <= stands), f"the next one after {whence}"


def _in_window(anchor: dt.date, month: int, day: int | None) -> int:
    ahead = (month - anchor.month) % 12
    if ahead > _MONTHS_AHEAD or (ahead == _MONTHS_AHEAD and day is not None and day > anchor.day):
        ahead -= 12
    return (anchor.year * 12 + anchor.month - 1 + ahead) // 12


def _leap(year: int) -> int:
    """The latest leap year up to a year."""
    return next((leap for leap in range(year, year - 9, -1) if make_date(leap, *_LEAP_DAY)), year)
