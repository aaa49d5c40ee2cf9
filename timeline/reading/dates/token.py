"""What a text is cut into before dates are looked for, and what kinds of number there are."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Value: TypeAlias = int | float | str | tuple[int, ...]
Classes: TypeAlias = dict[str, Value]
"""The classes a token belongs to, each with the token's value in it."""

NUMBER_CLASSES = frozenset(
    {
        "NUM",
        "ORD",
        "DAY",
        "DAY_DIGITS",
        "MONTH_NUMBER",
        "HOUR",
        "MINUTE",
        "YEAR",
        "YEAR_DIGITS",
        "YEAR_INFLECTED",
        "YY",
        "DECIMAL",
        "ISO",
        "NUMERIC",
        "PAIR",
        "PAIR_SLASH",
        "CLOCK",
    }
)
"""The classes that need no words of a language pack."""


class Token(NamedTuple):
    """A word, number or mark that some phrase may use."""

    start: int
    end: int
    classes: Classes


Tokens: TypeAlias = list[Token | None]
"""The tokens of a text, with one None for each gap between them."""


def number_classes(value: int, digits: int = 0, ordinal: bool = False) -> Classes:
    """The classes of a whole number; ``digits`` is how many it is written with, 0 when it is spelled out."""
    classes: Classes = {"ORD" if ordinal else "NUM": value}
    if 1 <= value <= 31 and digits <= 2:
        classes["DAY"] = value
        if digits:
            classes["DAY_DIGITS"] = value
    if value <= 24 and digits <= 2:
        classes["HOUR"] = value
    if 1 <= value <= 12 and digits <= 2:
        classes["MONTH_NUMBER"] = value
    if value < 60 and digits <= 2:
        classes["MINUTE"] = value
    if 1000 <= value <= 2199 and digits in (0, 4):
        classes["YEAR"] = value
    if digits == 4 and "YEAR" in classes:
        classes["YEAR_DIGITS"] = value
    if digits == 2:
        classes["YY"] = value
    return classes


def full_year(two_digits: int) -> int:
    """The year that two digits mean in news: 69 -> 1969, 25 -> 2025."""
    return two_digits + (1900 if two_digits > 49 else 2000)
