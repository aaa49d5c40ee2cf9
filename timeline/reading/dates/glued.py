"""Numbers whose words are written as one: ``fünfundzwanzig``, ``neunzehnhundertsechsundneunzig``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from timeline.reading.dates.spelled import SpelledNumber
from timeline.reading.dates.token import Classes, number_classes

_LONGEST = 60
"""Code points; no year and no number of days is longer."""


class Parts(NamedTuple):
    """The words that such a number is made of."""

    pattern: re.Pattern[str]
    """Finds the longest one at a place."""
    cardinals: Mapping[str, int]
    """Folded form -> value; 0 for one that only binds the others."""
    ordinals: Mapping[str, int]
    """Those that may come last and make the number an ordinal."""


def parts_of(cardinals: Mapping[str, int], ordinals: Mapping[str, int]) -> Parts:
    """Make parts ready for reading."""
    longest_first = sorted({*cardinals, *ordinals}, key=len, reverse=True)
    return Parts(re.compile("|".join(map(re.escape, longest_first))), cardinals, ordinals)


def glued_number(word: str, parts: Parts) -> Classes | None:
    """The classes of a folded word that is made of at least two number words; None when it is no such number."""
    found = list(_cut(word, parts)) if len(word) <= _LONGEST else []
    if len(found) < 2 or "" in found or any(part not in parts.cardinals for part in found[:-1]):
        return None
    *_, last = found
    if 0 in (parts.cardinals[found[0]], parts.cardinals.get(last, 1)):
        return None
    number = SpelledNumber(tens_last=True)
    if not all(map(number.takes, _values(found, parts))):
        return None
    return number_classes(number.value, ordinal=last not in parts.cardinals)


def _cut(word: str, parts: Parts) -> Iterator[str]:
    """The parts of a word, the longest at each place; an empty one where there is none."""
    at = 0
    while at < len(word):
        part = parts.pattern.match(word, at)
        yield part[0] if part else ""
        if part is None:
            return
        at = part.end()


def _values(found: Iterable[str], parts: Parts) -> Iterator[int]:
    for part in found:
        value = parts.cardinals.get(part) or parts.ordinals.get(part, 0)
        if value:
            yield value
