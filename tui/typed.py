"""Dates as people type them."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def iso_date(typed: str) -> str:
    """A typed date in ISO 8601, with the grain it was typed in: ``2025``, ``2025-08``, ``2025-08-15``.

    What is not ISO 8601 ("last monday", "15 тамыз") is read by dateparser and gives a day.

    Raises:
        ValueError: it is no date; the message says so.
    """
    if _ISO.fullmatch(typed):
        last_day(typed)
        return typed
    import dateparser

    from timeline.languages import available

    found = dateparser.parse(typed, languages=list(available()))
    if found is None:
        raise ValueError(f"{typed!r} is no date; write it as 2025-08-15")
    return str(found.date())


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
