"""Rule for times of day: 15:30, 3 p.m. Wednesday, noon."""

from __future__ import annotations

from timeline.reading.dates import absolute, monthless, relative
from timeline.reading.dates.context import Context, Match, Resolved
from timeline.reading.dates.when import When, add_days


def clock(match: Match, context: Context) -> Resolved | None:
    """A time of the day that the phrase names, else of the day of publication."""
    time = _time(match)
    found = _day(match, context)
    if time is None or found is None or found.when.first is None:
        return None
    hour, minute = time
    date = (
        add_days(found.when.first, 1)
        if hour == 24 and minute == 0 and match.has("HOUR")
        else found.when.first
    )
    if date is None:
        return None
    when = When(f"{date.isoformat()}T{hour:02d}:{minute:02d}{match.text('ZONE')}", "time", date)
    return Resolved(when, f"a time of that day: {found.why}", "TIME", anchors=found.anchors)


def _time(match: Match) -> tuple[int, int] | None:
    hour, minute = match.parts("CLOCK") or match.parts("PAIR") or (match.number("HOUR", -1), 0)
    hour, minute = divmod(hour * 60 + minute + match.number("MINUTE"), 60)
    half = match.text("HALF")
    if half == "PM" and hour < 12:
        hour += 12
    elif half == "AM" and hour == 12:
        hour = 0
    return (hour, minute) if 0 <= hour <= 24 and 0 <= minute < 60 else None


def _day(match: Match, context: Context) -> Resolved | None:
    if match.has("NUMERIC") or match.has("ISO"):
        return absolute.numeric(match, context) if match.has("NUMERIC") else absolute.iso(match, context)
    if match.has("MONTH"):
        return absolute.calendar(match, context)
    if match.has("WEEKDAY"):
        return relative.weekday(match, context)
    if match.has("DAY"):
        return monthless.month_day(match, context)
    if match.has("SHIFT"):
        return relative.deictic(match, context)
    if context.created is None:
        return None
    today = When(context.created.isoformat(), "day", context.created)
    return Resolved(today, f"the day of {context.publication}", anchors=False)
