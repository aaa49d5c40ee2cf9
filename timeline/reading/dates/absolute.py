"""Rules for dates that name a day, month or year: 15 August, May 2019, 15.08.2025, the third quarter."""

from __future__ import annotations

import datetime as dt

from timeline.model import Mod
from timeline.reading.dates.context import Context, Match, Resolved
from timeline.reading.dates.token import full_year
from timeline.reading.dates.when import (
    MONTHS,
    SEASONS,
    When,
    add_days,
    day,
    easter,
    make_date,
    season,
    unit_around,
)
from timeline.reading.dates.years import era, named_year, names_year, nearest_year

_EASTER = "easter"
_MODS: dict[str, Mod] = {"START": "START", "MID": "MID", "END": "END"}


def mod(match: Match) -> Mod | None:
    """The part of the period that is meant, if one is named."""
    return _MODS.get(match.text("PART"))


def with_daytime(found: Resolved, match: Match) -> Resolved:
    """The morning, evening, … of a day, if the phrase names one."""
    daytime = match.text("DAYTIME")
    if not daytime or found.when.grain != "day":
        return found
    return found._replace(
        when=found.when._replace(value=f"{found.when.value}T{daytime}", grain="time"), type="TIME"
    )


def calendar(match: Match, context: Context) -> Resolved | None:
    """A day of a month, or a month, or a range of them."""
    months, days = match.numbers("MONTH"), match.numbers("DAY")
    if not months:
        return None
    if len(days) < 2 and len(set(months)) < 2 and len(match.numbers("YEAR")) < 2:
        found = month_or_day(match, context, months[0], days[0] if days else None)
        if found and found[0].first:
            found = _beside(found[0], found[0].first, match), found[1]
        return found and with_daytime(Resolved(found[0], found[1], mod=mod(match)), match)
    first = month_or_day(match, context, months[0], days[0] if days else None)
    last = _end(match, context, first, months[-1], days[-1] if days else None)
    if first is None or last is None:
        return None
    return Resolved(When(f"{first[0].value}/{last.value}", first[0].grain, first[0].first), first[1])


def _beside(when: When, first: dt.date, match: Match) -> When:
    """The week of a day, or the day before or after it, where the phrase asks for that."""
    if "unit" in match.options:
        return unit_around(first, match.options["unit"])
    date = add_days(first, int(match.options["days"])) if "days" in match.options else None
    return when if date is None else day(date)


def month_or_day(match: Match, context: Context, month: int, number: int | None) -> tuple[When, str] | None:
    """The month, or a day of it, and how its year was found."""
    year = named_year(match, context)
    if year is not None:
        why = (
            "as written"
            if match.has("YEAR") or era(match)
            else f"the year counted from {context.publication}"
        )
    elif names_year(match):
        return _without_year(month, number), "the year is counted from a publication day that is not known"
    else:
        anchor = context.created or (context.last.first if context.last else None)
        if anchor is None:
            return _without_year(month, number), "no year is given, and the publication day is not known"
        year, why = nearest_year(match, context, anchor, month, number)
    when = in_year(year, month, number)
    return when and (when, why)


def in_year(year: int, month: int, number: int | None) -> When | None:
    """The month, or a day of it; None when the calendar has no such day."""
    first = make_date(year, month, number or 1)
    return None if first is None else unit_around(first, "D" if number else "M")


def _without_year(month: int, number: int | None) -> When:
    return When(
        f"XXXX-{month:02d}" + (f"-{number:02d}" if number else ""), "day" if number else "month", None
    )


def _end(
    match: Match, context: Context, first: tuple[When, str] | None, month: int, number: int | None
) -> When | None:
    """The end of a range: in the year named last, else on or after its beginning."""
    if first is None:
        return None
    if first[0].first is None:
        return _without_year(month, number)
    year = named_year(match, context, nth=1) or first[0].first.year
    end = in_year(year, month, number)
    if end and end.first and end.first < first[0].first and not match.has("YEAR"):
        end = in_year(year + 1, month, number)
    return end if end and end.first and end.first > first[0].first else None


def year(match: Match, _: Context) -> Resolved | None:
    """A year, or a range of years."""
    of_era = era(match)
    years = [of_era] if of_era else match.numbers("YEAR") or [full_year(yy) for yy in match.numbers("YY")]
    if not years or make_date(years[0], 1) is None:
        return None
    if len(years) == 1:
        return Resolved(unit_around(dt.date(years[0], 1, 1), "Y"), "as written", mod=mod(match))
    if years[1] <= years[0]:
        return None
    return Resolved(When(f"{years[0]:04d}/{years[1]:04d}", "year", dt.date(years[0], 1, 1)), "as written")


def decade(match: Match, _: Context) -> Resolved | None:
    """The 1990s, the 90s."""
    value = (
        match.number("YEAR")
        or match.number("DECADE")
        or match.number("YY")
        or (match.numbers("ORD") + match.numbers("NUM") or [0])[-1]
    )
    if value < 100:
        value += _first_year_of_century(match)
    if value % 10 or not 1000 <= value < 3000:
        return None
    why = "as written" if match.has("YEAR") else f"two digits, of the {_ordinal(value // 100 + 1)} century"
    return Resolved(unit_around(dt.date(value, 1, 1), "DE"), why, mod=mod(match), anchors=False)


def _first_year_of_century(match: Match) -> int:
    """Of the century that a decade's phrase names before it, else of the 20th."""
    numbers = match.numbers("ORD") + match.numbers("NUM")
    return numbers[0] * 100 - 100 if len(numbers) > 1 else int(match.options.get("from", 1900))


def _ordinal(number: int) -> str:
    return f"{number}st" if number % 10 == 1 and number != 11 else f"{number}th"


def century(match: Match, _: Context) -> Resolved | None:
    """The 20th century."""
    number = match.number("ORD") or match.number("ROMAN") or match.number("NUM")
    if not 1 <= number <= 99:
        return None
    return Resolved(
        When(f"{number - 1:02d}", "century", make_date(max(1, number * 100 - 100), 1)),
        "as written",
        mod=mod(match),
        anchors=False,
    )


def quarter(match: Match, context: Context) -> Resolved | None:
    """A quarter or half of a year."""
    unit = match.text("OF", "Q")
    number = match.number("ORD") or match.number("NUM") or match.number("N")
    size = MONTHS[unit]
    if not 1 <= number <= 12 // size:
        return None
    year = named_year(match, context)
    why = "as written"
    if year is None:
        if context.created is None:
            return Resolved(
                When(f"XXXX-{unit}{number}", "quarter" if unit == "Q" else "half", None), "no year is given"
            )
        year = context.created.year
        why = f"the year of {context.publication}"
        first = make_date(year, (number - 1) * size + 1)
        if first and first > context.created and context.direction(match) <= 0:
            year, why = year - 1, f"the last one before {context.publication}"
    first = make_date(year, (number - 1) * size + 1)
    return Resolved(unit_around(first, unit), why, mod=mod(match)) if first else None


def seasons(match: Match, context: Context) -> Resolved | None:
    """Spring, last winter, the summer of 2019."""
    name = match.text("SEASON")
    if name not in SEASONS:
        return None
    year = named_year(match, context)
    why = "as written"
    if year is None:
        if context.created is None:
            return Resolved(When(f"XXXX-{name}", "season", None), "no year is given")
        year, why = _season_year(match, context.created, name), f"counted from {context.publication}"
    return Resolved(season(year, name), why, mod=mod(match))


def _season_year(match: Match, created: dt.date, name: str) -> int:
    """The year of a season: the one now running, else that of publication, unless the phrase says last or next."""
    this_winter_began_last_year = name == "WI" and created.month < 3
    year = created.year - 1 if this_winter_began_last_year else created.year
    which = match.number("WHICH")
    begun = this_winter_began_last_year or SEASONS[name] <= created.month
    ended = name != "WI" and SEASONS[name] + 3 <= created.month
    if which < 0:
        return year if ended else year - 1
    return year + 1 if which > 0 and begun else year


def holiday(match: Match, context: Context) -> Resolved | None:
    """A feast on a fixed day of the year, ``12-25``, some days from Easter Sunday, ``easter-2``, or on some weekday of a month:
    with ``weekday=4``, the fourth Thursday is ``11-4``.
    """
    written = match.text("HOLIDAY")
    if written.startswith(_EASTER):
        return _movable(match, context, int(written.removeprefix(_EASTER) or 0))
    month, number = map(int, written.split("-"))
    if "weekday" in match.options:
        return _floating(match, context, month, number)
    found = month_or_day(match, context, month, number)
    return found and Resolved(found[0], found[1])


def _movable(match: Match, context: Context, days: int) -> Resolved | None:
    """A feast that moves with Easter, in the year that its usual month would be in."""
    usual = dt.date(2001, 4, 15) + dt.timedelta(days)  # 2001: Easter was on its middle day
    found = month_or_day(match, context, usual.month, None)
    if found is None or found[0].first is None:
        return found and Resolved(found[0], found[1])
    date = add_days(easter(found[0].first.year), days)
    return Resolved(day(date), found[1]) if date else None


def _floating(match: Match, context: Context, month: int, nth: int) -> Resolved | None:
    found = month_or_day(match, context, month, 7 * nth)
    if found is None or found[0].first is None:
        return None
    latest = found[0].first
    back = (latest.isoweekday() - int(match.options["weekday"])) % 7
    return Resolved(unit_around(latest - dt.timedelta(days=back), "D"), found[1])


def iso(match: Match, _: Context) -> Resolved | None:
    """2025-08-15."""
    return _written(match.parts("ISO"))


def numeric(match: Match, context: Context) -> Resolved | None:
    """15.08.2025, or 15.08 where a phrase allows it."""
    if match.has("NUMERIC"):
        return _written(match.parts("NUMERIC"))
    number, month = match.parts("PAIR")
    if not 1 <= month <= 12 or not 1 <= number <= 31:
        return None
    found = month_or_day(match, context, month, number)
    return found and Resolved(found[0], found[1])


def _written(parts: tuple[int, ...]) -> Resolved | None:
    date = make_date(*parts) if len(parts) == 3 else None
    if date is None:
        return None
    return Resolved(day(date), "as written")
