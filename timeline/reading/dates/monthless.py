"""Rules for days that are told by their month: the 14th, the 9th of this month, the first Monday of October."""

from __future__ import annotations

import datetime as dt

from timeline.reading.dates.absolute import month_or_day, with_daytime
from timeline.reading.dates.context import Context, Match, Resolved
from timeline.reading.dates.when import When, add_days, add_months, day, make_date, unit_around, unresolved

_NEAR = 7
"""A day so near to the publication is meant, whichever way the sentence looks."""


def month_day(match: Match, context: Context) -> Resolved | None:
    """A day, or a range of days, of a month that the phrase does not name."""
    days = match.numbers("DAY")
    if not days:
        return None
    found = _nearest(match, context, days[0])
    if found is None:
        return Resolved(When(f"XXXX-XX-{days[0]:02d}", "day", None), "no month is given")
    first, why = found
    if first is None:
        return None
    if len(days) == 1:
        return with_daytime(Resolved(day(first), why), match)
    last = _day_of(first, 0, days[-1]) if days[-1] > first.day else _day_of(first, 1, days[-1])
    if last is None:
        return None
    return Resolved(When(f"{first.isoformat()}/{last.isoformat()}", "day", first), why)


def _nearest(match: Match, context: Context, number: int) -> tuple[dt.date | None, str] | None:
    """The day that is meant, and how its month was found; None when there is nothing to count from."""
    if match.has("WHICH"):
        which = match.number("WHICH")
        if context.created is None:
            return None
        return _day_of(context.created, which, number), f"the month counted from {context.publication}"
    told = context.told_in_sentence(match.start)
    anchor = told or context.created
    if anchor is None:
        return None
    near = [date for months in (-1, 0, 1) if (date := _day_of(anchor, months, number))]
    weekday = match.number("WEEKDAY")
    near = [date for date in near if date.isoweekday() == weekday] or near
    if not near:
        return None, ""
    if told:
        return min(near, key=lambda date: abs(date - told)), f"the nearest to {told.isoformat()}, told before"
    return _by_direction(match, context, anchor, near)


def _by_direction(
    match: Match, context: Context, created: dt.date, near: list[dt.date]
) -> tuple[dt.date, str]:
    nearest = min(near, key=lambda date: abs(date - created))
    direction = context.direction(match)
    if direction and (abs((nearest - created).days) > _NEAR or "toward" in match.options):
        that_way = [date for date in near if (date > created) == (direction > 0)]
        if that_way:
            told = min(that_way, key=lambda date: abs(date - created))
            return (
                told,
                f"the sentence looks {'ahead' if direction > 0 else 'back'} from {context.publication}",
            )
    return nearest, f"the nearest to {context.publication}"


def _day_of(date: dt.date, months: int, number: int) -> dt.date | None:
    month = add_months(date.replace(day=1), months)
    return month and make_date(month.year, month.month, number)


def nth(match: Match, context: Context) -> Resolved | None:
    """The first Monday of October, the last day of the month, the first whole week of May 2014."""
    number = match.number("ORD") or match.number("NUM") or match.number("N")
    month, why = _month(match, context)
    if month.first is None:
        return Resolved(month if month.grain == "month" else unresolved("M"), why, anchors=False)
    if "or" in match.options and _is_day(month.first, number, match.number("WEEKDAY")):
        return None
    step = 1 if match.options.get("of") == "D" else 7
    first_or_last = 1 if number > 0 else 7
    weekday = match.number("WEEKDAY", first_or_last)
    date = _count(month.first, number, step, weekday)
    if date is None or unit_around(date, "M").value != month.value:
        return None
    unit = "W" if match.options.get("of") == "W" else "D"
    return Resolved(unit_around(date, unit), f"counted within {month.value}: {why}")


def _is_day(month: dt.date, number: int, weekday: int) -> bool:
    """Whether "Friday the third" of a month is its third day and not its third Friday."""
    date = make_date(month.year, month.month, number)
    return date is not None and date.isoweekday() == weekday


def _month(match: Match, context: Context) -> tuple[When, str]:
    if match.has("MONTH"):
        found = month_or_day(match, context, match.number("MONTH"), None)
    else:
        shifted = context.created and add_months(context.created, match.number("WHICH"))
        found = (unit_around(shifted, "M"), f"counted from {context.publication}") if shifted else None
    return found or (unresolved("M"), "the publication day is not known")


def _count(first: dt.date, number: int, step: int, weekday: int) -> dt.date | None:
    """The nth day, or day of the week, from the beginning of a month or, below zero, from its end."""
    if number == 0 or abs(number) > 31:
        return None
    if number > 0:
        start = add_days(first, (weekday - first.isoweekday()) % 7 if step == 7 else 0)
        return start and add_days(start, step * (number - 1))
    next_month = add_months(first, 1)
    end = next_month and add_days(next_month, -1)
    if end is None:
        return None
    back = (end.isoweekday() - weekday) % 7 if step == 7 else 0
    return add_days(end, -back + step * (number + 1))
