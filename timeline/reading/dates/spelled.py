"""Numbers in words: ``екі мың он сегізінші``, ``двадцать четвёртого``, ``nineteen ninety-six``."""

from __future__ import annotations

from timeline.reading.dates.token import Classes, Token, Tokens, number_classes

_SMALLEST_MULTIPLIER = 1000
_UNLIMITED = 10**12
LINK = "LINK"
"""The class of words that bind the words of a number: ``y`` in ``treinta y uno``."""
_TENS = range(10, 100, 10)


class SpelledNumber:
    """A number that grows word by word."""

    def __init__(self, paired_years: bool = False, tens_last: bool = False) -> None:
        self._paired_years = paired_years
        self._tens_last = tens_last
        self._done = 0
        """What the multipliers 1000, 1000000, … have closed."""
        self._group = 0
        self._multiplier = _UNLIMITED
        """The next multiplier must be smaller."""
        self._room = _UNLIMITED
        """The next word must be smaller, to be added."""

    @property
    def value(self) -> int:
        """The number so far."""
        return self._done + self._group

    def takes(self, word: int) -> bool:
        """Add a word to the number, if it can follow what is there."""
        if word >= _SMALLEST_MULTIPLIER:
            return self._multiply(word)
        if word == 100 and 0 < self._group < 100:
            self._group, self._room = self._group * 100, 100
        elif word < self._room and word > 0:
            self._group, self._room = self._group + word, _room_after(word)
        elif self._paired_years and self._done == 0 and 10 <= self._group <= 20 and 10 <= word < 100:
            self._group, self._room = self._group * 100 + word, _room_after(word)
        elif self._tens_last and word in _TENS and 0 < self._group % 100 < 10:
            self._group, self._room = self._group + word, 1
        else:
            return False
        return True

    def _multiply(self, word: int) -> bool:
        if word >= self._multiplier:
            return False
        self._done += max(self._group, 1) * word
        self._group, self._multiplier, self._room = 0, word, _SMALLEST_MULTIPLIER
        return True


def _room_after(word: int) -> int:
    return 100 if word >= 100 else 10 if word % 10 == 0 else 1


def merge_spelled(tokens: Tokens, paired_years: bool, tens_last: bool = False) -> Tokens:
    """Make one token of each run of number words; an ordinal ends the run where its tens do not come last."""
    merged: Tokens = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token is None or _word(token) is None:
            merged.append(token)
            at += 1
        else:
            number, at = _read(tokens, at, token, paired_years, tens_last)
            merged.append(number)
    return merged


def _word(token: Token) -> int | None:
    """The value of a number word; None for any other token."""
    value = token.classes.get("ORDINAL", token.classes.get("CARDINAL"))
    return value if isinstance(value, int) else None


def _read(tokens: Tokens, at: int, first: Token, paired_years: bool, tens_last: bool) -> tuple[Token, int]:
    """The number that starts at a token, and where the tokens go on."""
    number = SpelledNumber(paired_years, tens_last)
    end = at
    last = first
    for position in range(at, len(tokens)):
        token = tokens[position]
        if token is None or ("ORDINAL" in last.classes and position > at and not tens_last):
            break
        word = _word(token)
        if word is None:
            if "-" in token.classes or LINK in token.classes:
                continue
            break
        if not number.takes(word):
            break
        last, end = token, position + 1
    ordinal = "ORDINAL" in last.classes or (tens_last and "ORDINAL" in first.classes)
    classes = number_classes(number.value, ordinal=ordinal)
    if first is last and number.value >= _SMALLEST_MULTIPLIER:
        classes.pop("YEAR", None)  # "a thousand" is a number of things
    return Token(first.start, last.end, _other_classes(first) | classes if first is last else classes), max(
        end, at + 1
    )


def _other_classes(token: Token) -> Classes:
    return {name: value for name, value in token.classes.items() if name not in ("CARDINAL", "ORDINAL")}
