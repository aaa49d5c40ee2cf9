"""Rules for dates that are counted from another day: yesterday, on Friday, last week, three days ago, two days earlier."""

from __future__ import annotations

import datetime as dt
import re

from timeline.reading.dates.absolute import mod, with_daytime
from timeline.reading.dates.context import Context, Match, Resolved
from timeline.reading.dates.when import UNRESOLVED, When, add_days, add_units, day, unit_around, unresolved

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEARER_AHEAD = 3
"""A day of the week that is more days ago than this is nearer in the week to come."""
_TOMORROW = 6
"""The day of the week that was so many days ago is tomorrow, and that one is meant by "this", whatever has been done about it."""
_UNIT_NAMES = {
    "D": "day",
    "WE": "weekend",
    "W": "week",
    "M": "month",
    "Q": "quarter",
    "H": "half-year",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
}
_SHIFT = re.compile(r"([+-]?\d+)(D|WE|W|M|Q|H|Y|DE|CE)(?:T(\w\w))?$")


def weekday(match: Match, context: Context) -> Resolved | None:
    """A day of the week: the latest one up to publication, unless the phrase or the sentence says otherwise."""
    number = match.number("WEEKDAY")
    if context.created is None:
        return with_daytime(
            Resolved(When(f"XXXX-WXX-{number}", "day", None), "the publication day is not known"), match
        )
    date, why = _weekday(match, context, context.created, number)
    if date is None:
        return None
    if "range" in match.options:
        return _weekdays(date, match.numbers("WEEKDAY")[-1], f"{why} {context.publication}")
    return with_daytime(Resolved(day(date), f"{why} {context.publication}"), match)


def _weekdays(first: dt.date, number: int, why: str) -> Resolved | None:
    """From a day to the next one of that name."""
    last = add_days(first, (number - first.isoweekday()) % 7)
    if last is None:
        return None
    return Resolved(When(f"{first.isoformat()}/{last.isoformat()}", "day", first), why)


def _weekday(match: Match, context: Context, created: dt.date, number: int) -> tuple[dt.date | None, str]:
    name = _DAYS[number - 1]
    back = (created.isoweekday() - number) % 7
    if match.has("WEEK") or "week" in match.options:
        weeks = match.number("WHICH")
        return add_days(
            created, number - created.isoweekday() + 7 * weeks
        ), f"{name} of the week {_counted(weeks)}"
    if "weeks" in match.options or "inclusive" in match.options:
        weeks = _weeks(match)
        return add_days(created, -back % 7 + 7 * weeks), f"{name} {_counted(weeks)} the next one from"
    if match.has("WHICH"):
        which = match.number("WHICH")
        if which < 0:
            return add_days(created, (-back or -7) + 7 * (which + 1)), _by_which(name, which)
        if which > 0:
            return add_days(created, -back + 7 * which), _by_which(name, which)
        return add_days(created, number - created.isoweekday()), f"{name} in the week of"
    direction = context.direction(match) if back else 0
    if direction > 0:
        return add_days(created, 7 - back), f"the sentence looks ahead: next {name} after"
    nearer = back == _TOMORROW or (direction == 0 and back > _NEARER_AHEAD)
    if nearer and "near" in match.options:
        return add_days(created, 7 - back), f"the nearest {name} to"
    return (
        (created, f"{name} is the day of") if back == 0 else (add_days(created, -back), f"last {name} before")
    )


def _by_which(name: str, which: int) -> str:
    back = which < 0
    step = "last" if back else "next"
    return f"{step} {name}{' but one' if abs(which) > 1 else ''} {'before' if back else 'after'}"


def _weeks(match: Match) -> int:
    """How many weeks a phrase counts; eight days with both ends are one."""
    if "inclusive" in match.options:
        return match.number("NUM") // 7
    return match.number("NUM", 1) * int(match.options["weeks"])


def _counted(count: int) -> str:
    return "of" if count == 0 else f"{abs(count)} {'after' if count > 0 else 'before'}"


def deictic(match: Match, context: Context) -> Resolved | None:
    """Today, yesterday, tonight, this year in one word."""
    found = _SHIFT.match(match.text("SHIFT"))
    if found is None:
        return None
    count, unit = int(found[1]), found[2]
    if context.created is None:
        resolved = Resolved(unresolved(unit), "the publication day is not known", anchors=False)
    else:
        date = add_units(context.created, count, unit)
        if date is None:
            return None
        resolved = Resolved(
            unit_around(date, unit), _counted_from(count, unit, context.publication), mod=mod(match)
        )
    if found[3]:
        return with_daytime(resolved, match._replace(values={"DAYTIME": [found[3]]}))
    return with_daytime(resolved, match)


def period(match: Match, context: Context) -> Resolved | None:
    """Last week, this quarter, the end of the year."""
    unit = "Y" if match.has("RELYEAR") else match.text("UNIT")
    if unit not in UNRESOLVED or unit == "D":
        return None
    if context.created is None:
        return Resolved(unresolved(unit), "the publication day is not known", anchors=False)
    count = match.number("RELYEAR") if match.has("RELYEAR") else match.number("WHICH")
    if "recent" in match.options and context.created.isoweekday() < 6 and context.direction(match) <= 0:
        count -= 1
    date = add_units(context.created, count, unit)
    if date is None:
        return None
    return Resolved(unit_around(date, unit), _counted_from(count, unit, context.publication), mod=mod(match))


def ago(match: Match, context: Context) -> Resolved | None:
    """Three days ago, in two weeks: counted from the publication; with {told=1} from the day mentioned last where the sentence looks back."""
    if "told" in match.options and context.direction(match) < 0:
        return shift(match, context)
    return _count_from(match, context.created, context.publication)


def shift(match: Match, context: Context) -> Resolved | None:
    """Two days earlier: counted from the day mentioned last."""
    return _count_from(match, *context.mentioned(match, match.text("UNIT")))


def _count_from(match: Match, start: dt.date | None, whence: str) -> Resolved | None:
    unit = match.text("UNIT")
    if unit not in UNRESOLVED:
        return None
    if start is None:
        return Resolved(unresolved(unit), f"counted from {whence}", anchors=False)
    count = match.number("NUM", 1) * match.number("SIGN", 1)
    date = add_units(start, count, unit)
    if date is None:
        return None
    return Resolved(
        unit_around(date, "D" if unit in ("W", "WE") else unit),
        _counted_from(count, unit, whence),
        mod=mod(match),
    )


def anaphor(match: Match, context: Context) -> Resolved | None:
    """The same day, that year, the next day: of the date mentioned last."""
    unit = match.text("UNIT", "D")
    if unit not in UNRESOLVED:
        return None
    start, whence = context.mentioned(match, unit)
    if start is None:
        return Resolved(unresolved(unit), "no date is mentioned before it", anchors=False)
    count = match.number("N")
    date = add_units(start, count, unit)
    if date is None:
        return None
    anchors = "aside" not in match.options
    found = Resolved(
        unit_around(date, unit), _counted_from(count, unit, whence), mod=mod(match), anchors=anchors
    )
    return with_daytime(found, match)


def _counted_from(count: int, unit: str, whence: str) -> str:
    """For people: ``2 days before publication 2025-08-23``."""
    name = _UNIT_NAMES[unit]
    if count == 0:
        return f"the {name} of {whence}"
    return f"{abs(count)} {name}{'s' if abs(count) > 1 else ''} {'before' if count < 0 else 'after'} {whence}"
