"""Sections ``[dates]`` and ``[numbers]`` of a language pack: the words of time, and the phrases they make.

Words are written as *specs*, separated by spaces. A spec is a stem, and may name a paradigm after a plus sign: ``қаңтар+noun`` stands
for the stem with each ending of ``[dates.endings] noun``. In an ending ``-`` is "nothing added", ``~`` is where the stem goes when
something stands before it (``ال~``), and a capital letter that ``[dates.sounds]`` knows is spelled after the stem: ``DA`` is ``да``,
``де``, ``та`` or ``те``. A leading ``^`` asks for a capital letter in the text: ``^may``. An ampersand joins the parts of a name of
several words, each with a paradigm of its own: ``تشرين+prefixed&الأول``. In a language that is written without spaces the words of its
pack are looked for in the run of letters, the longest at each place.

Phrases are written over classes of words (in capitals), numbers, and words or marks as they stand:
``"DAY MONTH YEAR? (жылғы|жылы)?"``. ``?`` makes the item or group before it optional, ``|`` separates choices, ``@name`` puts in
``[dates.phrases] name``, ``[X]`` asks for X right before or after the phrase without taking it in, ``[!X]`` forbids it there, and
``{key=value}`` at the end hands constants to the rule. The longest phrase wins; of two of the same length the one written first.

A class may have sorts, told apart after an underscore: a rule takes MONTH_SHORT for a MONTH, a phrase need not.

Classes that every language has, without any words of its own:

======== ==========================================================================
NUM      a whole number, in digits or spelled out; DECIMAL one with a fraction
ORD      an ordinal ("3rd", "third", "15-інде")
DAY      a number or ordinal from 1 to 31; DAY_DIGITS only in digits
HOUR     a number from 0 to 24
MINUTE   a number from 0 to 59; MONTH_NUMBER one from 1 to 12, which a rule takes for a MONTH
YEAR     four digits, or spelled out, from 1000 to 2199; YEAR_DIGITS only in digits, YEAR_INFLECTED with an ending after them
YY       two digits
ISO      2025-08-15; NUMERIC is 15.08.2025, 8/15/25; PAIR is 15.08, PAIR_SLASH 15/08; CLOCK is 15:30
======== ==========================================================================
"""

from __future__ import annotations

from typing import Literal

import msgspec


class Numbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[numbers]``: how numbers are spelled out."""

    cardinals: dict[str, str] = {}
    """Value -> specs: ``20 = "жиырма"``. 100, 1000 and 1000000 multiply what stands before them. In a language that is written without
    spaces each is one character, the tens multiply too (``二十五``), and years may be written digit by digit (``二〇二五``)."""
    ordinals: dict[str, str] = {}
    """Value -> specs of the last word of an ordinal: ``3 = "third"``."""
    ordinal_endings: str = ""
    """Specs of what follows a number in digits to make it an ordinal: ``st``, ``-го``, ``-інші``."""
    case_endings: str = ""
    """Specs of what follows a number in digits without making it an ordinal: ``2025-те``."""
    paired_years: bool = False
    """Whether years are spoken in pairs: ``nineteen ninety-six``."""
    tens_last: bool = False
    """Whether the tens are said after the units: ``خمسة وعشرون``; an ordinal then goes on after its first word."""
    links: str = ""
    """Specs of words between those of a number: ``treinta y uno``."""
    glued: dict[str, str] = {}
    """Value -> specs of what numbers that are written as one word have inside, beside the cardinals; 0 only binds the others:
    ``0 = "und"``, ``1 = "ein"`` for ``einundzwanzig``. Without any, no number is written so."""
    decimal: Literal[".", ","] = "."
    """The mark before a fraction; the other one groups thousands."""


class Phrases(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[dates.patterns]``: the phrases of each rule. The rules are told in `timeline.reading.dates`."""

    trap: list[str] = []
    """Looks like a date and is none: taken out, nothing is found in it."""
    nth: list[str] = []
    """ORD or {n=…} (-1: the last) WEEKDAY, or {of=D} or {of=W}, of a MONTH or of the month that WHICH tells.
    With {or=day} not where ORD is the day of the month and it is that day of the week."""
    calendar: list[str] = []
    """Days and months: DAY, MONTH, YEAR or YY, WEEKDAY, WHICH, PART, DAYTIME; {era=…} is added to NUM for the year, SAMEYEAR to that of the date mentioned last; two DAYs or MONTHs are a range. {days=1} is the day after."""
    day: list[str] = []
    """DAY of a month that is not named, or with WHICH; two are a range."""
    weekday: list[str] = []
    """WEEKDAY with WHICH (-1, 0, 1), DAYTIME; of the week that WHICH tells with WEEK or {week=1}.
    {near=1}: the nearest, where the sentence looks neither way. {range=1}: from one WEEKDAY to the other. {weeks=1}: NUM weeks, or one, from the next; {inclusive=1}: NUM days,
    the first of them counted, from it: "en huit"."""
    deictic: list[str] = []
    """SHIFT (``-1D``: yesterday, ``0Y``: this year) with DAYTIME, PART."""
    period: list[str] = []
    """WHICH and UNIT: last week, this quarter; with PART."""
    ago: list[str] = []
    """NUM and UNIT counted from the publication; {sign=-1} back, {sign=1} forth. With {told=1} a shift in a sentence that looks back."""
    shift: list[str] = []
    """NUM and UNIT counted from the day mentioned last; {sign=…}."""
    anaphor: list[str] = []
    """The UNIT mentioned last: the same day; {n=1} the next one. With {aside=1} no other is counted from it."""
    year: list[str] = []
    """YEAR, or NUM with {era=…}; two are a range; PART."""
    decade: list[str] = []
    """YEAR or NUM ("90s"; after another NUM for the century, or {from=1900}), PART."""
    century: list[str] = []
    """ORD, PART."""
    quarter: list[str] = []
    """ORD or {n=…} with {of=Q} or {of=H}, and a year."""
    season: list[str] = []
    """SEASON, a year or WHICH."""
    holiday: list[str] = []
    """HOLIDAY (``01-01``; ``easter+49`` counts days from Easter Sunday), a year or WHICH."""
    iso: list[str] = []
    """ISO; with CLOCK."""
    numeric: list[str] = []
    """NUMERIC, PAIR with a year."""
    clock: list[str] = []
    """CLOCK or HOUR, MINUTE or {minute=…} (may be negative), {half=AM} or HALF, alone or with a day."""
    daytime: list[str] = []
    """DAYTIME alone: this morning."""
    duration: list[str] = []
    """NUM, DECIMAL or VAGUE, and UNIT, or LENGTH (``P3D``); {n=…} is the number, {half=1} adds half a unit."""
    set: list[str] = []
    """UNIT or WEEKDAY or MONTH, each time it comes."""
    ref: list[str] = []
    """{value=PRESENT_REF}, PAST_REF or FUTURE_REF, or REF."""


class Tense(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[dates.tense]``: which words of a sentence tell whether it looks back or ahead."""

    future: str = ""
    """Specs."""
    past: str = ""
    future_endings: str = ""
    past_endings: str = ""
    neither: str = ""
    """Words that end like a cue and are none."""
    passive: str = ""
    """Words after which a participle, a cue by its look, tells nothing: "to be signed"."""
    future_beginnings: str = ""
    """What verbs that look ahead begin with, before at least two more letters."""
    nearest: bool = False
    """Whether of the cues on both sides the nearest counts, and not the one before."""
    verb_final: bool = False
    """Whether the verb that belongs to a date comes after it."""


class Dates(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[dates]``: how dates are written."""

    order: Literal["dmy", "mdy", "ymd"] = "dmy"
    """Of dates in digits."""
    sounds: dict[str, str] = {}
    """One capital letter -> its spellings: ``"пткқс:т *:д"``. The nearest letter before it that is listed decides; ``*`` is any other."""
    endings: dict[str, str] = {}
    """Paradigm -> endings."""
    words: dict[str, dict[str, str]] = {}
    """Class -> value -> specs."""
    phrases: dict[str, str] = {}
    """Name -> a piece of a phrase that ``@name`` puts in."""
    patterns: Phrases = Phrases()
    tense: Tense = Tense()

    def __post_init__(self) -> None:
        """Refuse classes that are not in capitals, and specs with a paradigm that is not there."""
        for name, values in self.words.items():
            if not name.isupper():
                raise ValueError(f"the class {name!r} must be in capital letters")
            for spec in " ".join(values.values()).replace("&", " ").split():
                _, plus, paradigm = spec.partition("+")
                if plus and paradigm not in self.endings:
                    known = ", ".join(sorted(self.endings)) or "none"
                    raise ValueError(
                        f"class {name}: {spec!r} names the paradigm {paradigm!r}; known: {known}"
                    )
