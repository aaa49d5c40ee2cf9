"""Words and numbers in a run of letters without spaces: ``二〇二五年八月十五日在阿拉斯加``."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.reading.dates.lexicon import Lexicon, Runs
from timeline.reading.dates.token import Classes, Token, number_classes

_LONGEST_NUMBER = 12


def cut(run: str, start: int, lexicon: Lexicon, runs: Runs) -> Iterator[Token | None]:
    """The tokens of a run of letters, the longest word at each place, with one None for each gap.

    ``start`` is the offset of the run in its text.
    """
    folded = lexicon.fold(run)
    if len(folded) != len(run):
        folded = run
    at = 0
    for found in runs.starts.finditer(folded):
        begin = found.start()
        if begin < at:
            continue
        length, classes = _longest(folded, begin, lexicon, runs)
        if not length:
            continue
        if begin > at:
            yield None
        at = begin + length
        yield Token(start + begin, start + at, classes) if classes else None
    if at < len(run):
        yield None


def _longest(run: str, at: int, lexicon: Lexicon, runs: Runs) -> tuple[int, Classes]:
    """The length and classes of the longest word or number at a place; a number without classes is none that dates use."""
    for length in runs.lengths.get(run[at], ()):
        classes = lexicon.words.get(run[at : at + length])
        if classes is not None and at + length <= len(run):
            break
    else:
        length, classes = 0, {}
    if run[at] not in runs.digits:
        return length, classes
    values = _values(run, at, runs)
    if len(values) < length:
        return length, classes
    number = numeral(values) or {}
    return len(values), {**classes, **number} if len(values) == length else number


def _values(run: str, at: int, runs: Runs) -> list[int]:
    """The values of the digits from a place on."""
    values = []
    while at < len(run) and run[at] in runs.digits:
        values.append(runs.digits[run[at]])
        at += 1
    return values


def numeral(values: list[int]) -> Classes | None:
    """The classes of a number from the values of its characters: 2, 10, 5 is 25, and 2, 0, 2, 5 is 2025. None if it is none."""
    if len(values) > _LONGEST_NUMBER or values[0] >= 100:
        return None
    if max(values) < 10:
        number = int("".join(map(str, values)))
        return number_classes(number, len(values) if len(values) > 1 else 0)
    total = _compose(values)
    return None if total is None else number_classes(total)


def _compose(values: list[int]) -> int | None:
    total = group = digit = 0
    for value in values:
        if value < 10:
            if digit:
                return None
            digit = value
        elif value < 100 and value != 10:
            group += value
        elif value < 10_000:
            group, digit = group + (digit or 1) * value, 0
        else:
            total, group, digit = (total + group + digit) * value, 0, 0
    return total + group + digit
