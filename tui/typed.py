"""Dates as people type them."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def iso_date(typed: str, today: dt.date | None = None) -> str:
    """A typed date in ISO 8601, with the grain it was typed in: ``2025``, ``2025-08``, ``2025-08-15``.

    What is not ISO 8601 ("last monday", "15 тамыз") is read by dateparser and gives a day, counted from ``today``.

    Raises:
        ValueError: it is no date; the message says so.
    """
    if _ISO.fullmatch(typed):
        last_day(typed)
        return typed
    import dateparser

    from timeline.languages import available

    base = dt.datetime.combine(today, dt.time()) if today else None
    settings = {"RELATIVE_BASE": base} if base else {}
    found = dateparser.parse(typed, languages=list(available()), settings=settings)
    if found is None:
        raise ValueError(f"{typed!r} is no date; write it as 2025-08-15")
    return str(found.date())


def typed_day(typed: str, as_of: str | None) -> int:
    """The first day of what was typed, as a number; "15 August" and "last friday" are taken from where a timeline stands.

    Args:
        typed: a date in ISO 8601 or in words of any of the ten languages.
        as_of: the day in ISO 8601 that words such as "today" mean; None for the day it is.

    Raises:
        ValueError: it is no date; the message says so.
    """
    from timeline.building.calendar import days_of

    days = days_of(typed.strip())
    if days is None:
        today = dt.date.fromisoformat(as_of) if as_of else dt.date.today()
        days = days_of(_told_day(typed, today) or iso_date(typed, today))
    if days is None:
        raise ValueError(f"{typed!r} is no date; write it as 2025-08-15")
    return days.first.toordinal()


def _told_day(typed: str, today: dt.date) -> str | None:
    """The date that elshi itself reads in the words, the language in which most of them are part of it first."""
    from timeline.languages import available
    from timeline.model import Article
    from timeline.reading import read_dates

    found = []
    for lang in available():
        article = Article(id="typed", text=typed, published=today.isoformat(), lang=lang)
        found += [
            date for date in read_dates(article)[1] if date.type in ("DATE", "TIME") and date.grain != "ref"
        ]
    longest = max(found, key=lambda date: date.end - date.start, default=None)
    whole = longest is not None and longest.end - longest.start == len(typed.strip())
    return longest.value.partition("/")[0][: len("2025-08-15")] if longest and whole else None


def last_day(iso: str) -> dt.date:
    """The last day of a year, a month or a day in ISO 8601.

    Raises:
        ValueError: there is no such day.
    """
    match = _ISO.fullmatch(iso)
    if match is None:
        raise ValueError(f"{iso!r} is no date; write it as 2025-08-15")
    try:
        year, month = int(match[1]), int(match[2] or 12)
        return dt.date(year, month, int(match[3] or calendar.monthrange(year, month)[1]))
    except ValueError:
        raise ValueError(f"{iso!r}: there is no such day") from None
