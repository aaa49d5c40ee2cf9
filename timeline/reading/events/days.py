"""The dates of an article that can be the date of an event, and where they lie in time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

import msgspec

from timeline.model import DateMention, Grain
from timeline.reading.dates.when import days_covered

Tense: TypeAlias = Literal["past", "today", "open", "future"]

_DATED = re.compile(r"\d{4}(?!\d)[^/]*(?:/\d{4}(?!\d)[^/]*)?")
_NO_DAY: frozenset[Grain] = frozenset({"ref", "duration", "decade", "century"})


class Day(msgspec.Struct, frozen=True):
    """A date that can be that of an event; mentions of it side by side ("on Friday, 15 August") are one."""

    start: int
    end: int
    date: str
    finish: str | None
    grain: Grain
    rule: str


def event_days(dates: Iterable[DateMention]) -> list[Day]:
    """The dates that name a day, week, month or year of their own, in order of the text."""
    days = (_day(mention) for mention in sorted(dates, key=lambda mention: (mention.start, mention.end)))
    return [day for day in days if day]


def _day(mention: DateMention) -> Day | None:
    if (
        mention.type not in ("DATE", "TIME")
        or mention.grain in _NO_DAY
        or not _DATED.fullmatch(mention.value)
    ):
        return None
    first, _, last = mention.value.partition("/")
    grain: Grain = "day" if mention.grain == "time" else mention.grain
    return Day(mention.start, mention.end, _date(first), _date(last) or None, grain, mention.rule)


def _date(value: str) -> str:
    """A TIMEX3 value without the hour."""
    return value.partition("T")[0]


def first_day(date: str) -> dt.date | None:
    """The first day of a date of any grain; None when it is no date of the calendar."""
    covered = days_covered(date)
    return covered[0] if covered else None


def tense(day: Day, created: dt.date | None) -> Tense:
    """Where a date lies, seen from the day of publication; ``open`` when that cannot be told."""
    first, last = days_covered(day.date), days_covered(day.finish or day.date)
    if created is None or first is None or last is None:
        return "open"
    if first[0] > created:
        return "future"
    if last[1] < created:
        return "past"
    return "today" if first[0] == first[1] else "open"
