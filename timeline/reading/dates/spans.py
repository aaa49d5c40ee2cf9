"""Rules for expressions that name no stretch of the calendar: durations, sets, now and then."""

from __future__ import annotations

from timeline.reading.dates.absolute import mod, with_daytime
from timeline.reading.dates.context import Context, Match, Resolved
from timeline.reading.dates.when import When, day

_LENGTHS = {"DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y"), "H": (6, "M"), "WE": (1, "WE")}
"""Units that ISO 8601 durations do not have, in units that they do."""

_HALVES = {"Y": "6M", "M": "2W", "D": "T12H", "TH": "30M", "TM": "30S"}
"""Half of a unit, in smaller ones."""


def duration(match: Match, _: Context) -> Resolved | None:
    """Three days, several years, two and a half years."""
    if match.has("LENGTH"):
        return _length(match.text("LENGTH"), match)
    unit = match.text("UNIT")
    if not unit:
        return None
    size, unit = _LENGTHS.get(unit, (1, unit))
    half = _HALVES.get(unit, "") if "half" in match.options else ""
    prefix = "PT" if unit.startswith("T") else "P"
    return _length(f"{prefix}{_amount(match, size)}{unit.removeprefix('T')}{half}", match)


def _length(value: str, match: Match) -> Resolved:
    return Resolved(When(value, "duration", None), "a length of time", "DURATION", mod(match), anchors=False)


def _amount(match: Match, size: int) -> str:
    if match.has("DECIMAL"):
        return f"{match.values['DECIMAL'][0]:g}" if size == 1 else "X"
    if match.has("VAGUE") or match.options.get("num") == "X":
        return "X"
    numbers = match.numbers("NUM") or match.numbers("ORD")
    return str((numbers[-1] if numbers else match.number("N", 1)) * size)


def each(match: Match, _: Context) -> Resolved | None:
    """Every year, on Fridays."""
    if match.has("WEEKDAY"):
        value = f"XXXX-WXX-{match.number('WEEKDAY')}"
    elif match.has("MONTH"):
        value = f"XXXX-{match.number('MONTH'):02d}"
    else:
        size, unit = _LENGTHS.get(match.text("UNIT"), (1, match.text("UNIT")))
        size *= match.number("NUM", 1)
        value = f"PT{size}{unit[1:]}" if unit.startswith("T") else f"P{size}{unit}"
    return Resolved(When(value, "duration", None), "each time it comes", "SET", anchors=False)


def ref(match: Match, _: Context) -> Resolved | None:
    """Now, recently, in the future."""
    value = match.text("REF") or match.text("VALUE")
    return Resolved(When(value, "ref", None), "a time that is not told more exactly", anchors=False)


def daytime(match: Match, context: Context) -> Resolved | None:
    """This morning; the evening of the day mentioned last."""
    start, _ = context.mentioned(match, "D")
    if match.options.get("of") == "publication":
        start = context.created
    if start is None:
        return None
    return with_daytime(Resolved(day(start), f"that part of {start.isoformat()}"), match)
