"""Dates of feeds and pages as ISO 8601, in whatever format they come: the standards first, guesses last.

A guess counts only when year, month and day all stand in the text; a date that is missing can be said to be missing, a wrong one
misplaces all that the article tells. So no date is one in the future, and none is the zero of a clock.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:(?:[T ]|\s+at\s+)\s*(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(?:[^\W\d]{2,}\.?,?\s+)?(\d{1,2})[\s-]+([^\W\d]{3,})\.?,?[\s-]+(\d{4}|\d\d)"
    r"(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:\s*([+-]\d\d:?\d\d|[A-Z]{1,5}|[+-]\d{1,2}))?(?:\s*\([^)]*\))?)?",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    r"(?:[^\W\d]{3,},?\s+)?([^\W\d]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
    r"(?:,?\s+(?:at\s+)?(\d{1,2}):(\d\d)(?::(\d\d))?\s*(AM|PM)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[A-Z]{3,4})?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[^\W\d]{3},?\s+([^\W\d]{3})\s+(\d{1,2})\s+(\d\d):(\d\d):(\d\d)\s+(?:([A-Z]{3,4}|[+-]\d{4})\s+)?(\d{4})",
    re.IGNORECASE,
)
_EASTERN = re.compile(
    r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号일](?:\D{0,8}?(\d{1,2})\s*[:时時]\s*(\d\d)(?:\s*[:分]\s*(\d\d)?)?)?"
)
_DOTTED = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep sept", "oct", "nov", "dec"), 1
    )
    for name in names.split()
}
_LONG_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
_ZONES = {
    "Z": "+00:00",
    "UT": "+00:00",
    "UTC": "+00:00",
    "GMT": "+00:00",
    "WET": "+00:00",
    "WEST": "+01:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CST": "-06:00",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "BST": "+01:00",
    "JST": "+09:00",
    "HKT": "+08:00",
    "ALMT": "+05:00",
    "TRT": "+03:00",
}
"""What the letters mean in feeds; others, some of which stand for several zones, leave the instant without an offset."""
_LANGUAGES = ["en", "ru", "uk", "kk", "zh", "ar", "tr", "fr", "de", "es"]
_TOO_LONG = 60
_SLACK = dt.timedelta(days=2)


def instant(text: str | None, *, now: dt.datetime) -> str | None:
    """The instant or the day that a text names, with the offset that it gives; None when it names none that can be.

    Args:
        text: as the feed or page has it.
        now: with an offset. Nothing is published later than two days after it.
    """
    text = re.sub(r"\s+", " ", text or "").strip()
    if not text or len(text) > _TOO_LONG:
        return None
    text = "".join(str(unicodedata.decimal(letter, letter)) for letter in text)
    for pattern, read in _READERS:
        if found := pattern.fullmatch(text):
            return _credible(read(found), now)
    return _credible(_guess(text), now)


def _credible(value: str | None, now: dt.datetime) -> str | None:
    if value is None:
        return None
    day = dt.date.fromisoformat(value[:10])
    zero = day == dt.date(1970, 1, 1) or day.year < 1000
    return None if zero or day > (now + _SLACK).date() else value


def _iso(found: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, _, zone = found.groups()
    return _written(year, month, day, hour, minute, second, zone)


def _mail(found: re.Match[str]) -> str | None:
    day, month, year, hour, minute, second, zone = found.groups()
    if len(year) == 2:
        year = f"{'19' if int(year) > 68 else '20'}{year}"
    number = _month(month)
    return _written(year, number, day, hour, minute, second, zone) if number else _guess(found[0])


def _american(found: re.Match[str]) -> str | None:
    month, day, year, hour, minute, second, half, zone = found.groups()
    number = _month(month)
    if not number:
        return _guess(found[0])
    if hour and half:
        hour = str(int(hour) % 12 + (12 if half.upper() == "PM" else 0))
    return _written(year, number, day, hour, minute, second, zone)


def _clock(found: re.Match[str]) -> str | None:
    month, day, hour, minute, second, zone, year = found.groups()
    number = _month(month)
    return _written(year, number, day, hour, minute, second, zone) if number else None


def _year_first(found: re.Match[str]) -> str | None:
    return _written(*found.groups(), *([None] * (7 - len(found.groups()))))


def _day_first(found: re.Match[str]) -> str | None:
    day, month, year, *rest = found.groups()
    return _written(year, month, day, *rest)


def _either_first(found: re.Match[str]) -> str | None:
    """Which of the two is the month differs from country to country; they are taken when only one can be."""
    one, other, year, *rest = found.groups()
    if int(one) > 12 or one == other:
        return _written(year, other, one, *rest)
    return _written(year, one, other, *rest) if int(other) > 12 else None


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (_ISO, _iso),
    (_MAIL, _mail),
    (_CLOCK, _clock),
    (_AMERICAN, _american),
    (_EASTERN, _year_first),
    (_NUMERIC, _year_first),
    (_DOTTED, _day_first),
    (_SLASHED, _either_first),
)


def _month(name: str) -> int | None:
    lower = name.lower()
    return _MONTHS.get(lower) or _LONG_MONTHS.get(lower)


def _written(
    year: str,
    month: str | int,
    day: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    zone: str | None = None,
) -> str | None:
    """ISO 8601; None for what the calendar or the clock does not have. The end of a day may be written 24:00."""
    try:
        date = dt.date(int(year), int(month), int(day))
        if hour is None:
            return date.isoformat()
        hours, minutes, seconds = (
            int(hour),
            int(minute or 0),
            min(int(second or 0), 59),
        )  # 60 is a leap second
        if hours == 24 and minutes == seconds == 0:
            date, hours = date + dt.timedelta(days=1), 0
        return f"{date}T{dt.time(hours, minutes, seconds).isoformat()}{_offset(zone)}"
    except (ValueError, OverflowError):
        return None


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        digits = f"{digits:0>2}00" if len(digits) <= 2 else digits
        hours, minutes = int(digits[:2]), int(digits[2:])
        if hours > 14 or minutes > 59:
            return ""
        sign = "+" if not hours and not minutes else zone[0]
        return f"{sign}{hours:02}:{minutes:02}"
    return _ZONES.get(zone.upper(), "")


def _guess(text: str) -> str | None:
    """What dateparser makes of a text in which year, month and day stand."""
    if not re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text) or not re.search(r"(?<!\d)\d{1,2}(?!\d)", text):
        return None
    import dateparser

    try:
        found: dt.datetime | None = dateparser.parse(
            text,
            languages=_LANGUAGES,
            settings={"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"},
        )
    except Exception:  # a guesser that fails has no guess
        return None
    if found is None:
        return None
    if ":" not in text:
        return found.date().isoformat()
    return found.replace(microsecond=0).isoformat()
