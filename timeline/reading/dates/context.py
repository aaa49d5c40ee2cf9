"""What a date expression is resolved against: publication, the day mentioned last, and the tense of its sentence."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from timeline.model import DateMention, Grain, Mod, TimexType
from timeline.reading.dates.lexicon import Cues
from timeline.reading.dates.token import Value
from timeline.reading.dates.when import When
from timeline.reading.document import Document
from timeline.reading.sentences import Sentence

_SHORTEST_VERB = 3
"""A word with a beginning that looks ahead has more letters than this."""


class Match(NamedTuple):
    """A phrase found in the text: the values of its classes, in order, and the constants of the phrase."""

    start: int
    end: int
    values: Mapping[str, list[Value]]
    options: Mapping[str, str]

    def has(self, name: str) -> bool:
        """Whether the phrase has a class."""
        return name in self.values

    def number(self, name: str, otherwise: int = 0) -> int:
        """The first value of a class as a whole number, or the constant of that name in small letters."""
        value = self.values[name][0] if name in self.values else self.options.get(name.lower(), otherwise)
        return int(value) if not isinstance(value, tuple) else otherwise

    def numbers(self, name: str) -> list[int]:
        """All values of a class that are whole numbers."""
        return [value for value in self.values.get(name, ()) if isinstance(value, int)]

    def text(self, name: str, otherwise: str = "") -> str:
        """The first value of a class as text, or the constant of that name in small letters."""
        return str(self.values[name][0]) if name in self.values else self.options.get(name.lower(), otherwise)

    def parts(self, name: str) -> tuple[int, ...]:
        """The numbers of a date or time in digits."""
        value = self.values[name][0] if name in self.values else ()
        return value if isinstance(value, tuple) else ()


class Resolved(NamedTuple):
    """What a date expression means, and why."""

    when: When
    why: str
    type: TimexType = "DATE"
    mod: Mod | None = None
    anchors: bool = True
    """Whether later expressions may count from it."""


class Context(msgspec.Struct):
    """What is known where an expression stands."""

    document: Document
    cues: Cues
    last: When | None = None
    """The date mentioned last."""
    weekday: DateMention | None = None
    """The day of the week mentioned last."""
    moved: dict[int, DateMention] = {}
    """Start of a mention -> the same with the date that the text gave later."""
    _last_at: int = 0
    _last_of: dict[Grain, When] = {}
    """The date of each grain that was mentioned last."""
    _last_past: When | None = None
    """The day up to publication that was mentioned last."""
    _sentences: dict[int, tuple[list[int], list[int]]] = {}

    @property
    def created(self) -> dt.date | None:
        """The publication day; None when it is not known."""
        return self.document.created

    @property
    def publication(self) -> str:
        """How rules name the publication."""
        return f"publication {self.created.isoformat()}" if self.created else "an unknown publication day"

    def mention(self, when: When, offset: int) -> None:
        """Remember a date for the expressions after it that count from it."""
        self.last = when
        self._last_at = offset
        self._last_of["day" if when.grain == "time" else when.grain] = when
        if when.grain in ("day", "time") and when.first and self.created and when.first <= self.created:
            self._last_past = when

    def mentioned(self, match: Match, unit: str) -> tuple[dt.date | None, str]:
        """What "two days earlier" or "the same year" counts from, and how rules name it: a date told before, else the publication.

        What has happened is not told from a day to come, nor what nothing tells to come, unless its sentence names that day. An aside at the
        start of a paragraph (``накануне``) is told from publication.
        """
        last = self._last_of.get("quarter", self.last) if unit == "Q" else self.last
        if unit in ("D", "W", "WE"):
            last = self._last_of.get("day")
        if last is None or last.first is None:
            return self.created, self.publication
        if self.created and "aside" in match.options and self._in_another_paragraph(match.start):
            return self.created, self.publication
        if self.created and last.first > self.created:
            direction = self.direction(match)
            if direction < 0:
                return self.created, self.publication
            past = self._last_past
            if direction == 0 and past and past.first and not self._is_told_here(match.start):
                return past.first, f"{past.value}, the last day that had come"
        return last.first, f"{last.value}, the date mentioned last"

    def _in_another_paragraph(self, offset: int) -> bool:
        """Whether the date mentioned last stands in an earlier paragraph than an offset."""
        sentences, number = self.document.sentences, self.document.sentence_number
        if not sentences:
            return False
        return sentences[number(self._last_at)].paragraph != sentences[number(offset)].paragraph

    def told_in_sentence(self, offset: int) -> dt.date | None:
        """The day or month that was mentioned last, if the sentence of an offset holds it."""
        last = self.last
        if last is None or last.first is None or last.grain not in ("day", "month", "time"):
            return None
        return last.first if self._is_told_here(offset) else None

    def _is_told_here(self, offset: int) -> bool:
        """Whether the sentence of an offset holds the date mentioned last."""
        sentences = self.document.sentences
        begins = sentences[self.document.sentence_number(offset)].start if sentences else 0
        return self._last_at >= begins

    def direction(self, match: Match) -> int:
        """1 when the sentence looks ahead at the expression, -1 when it looks back, 0 when nothing tells."""
        if "toward" in match.options:
            return int(match.options["toward"])
        offsets, signs = self._cues_of(match.start)
        after = bisect_left(offsets, match.end)
        before = after - 1
        while before >= 0 and offsets[before] >= match.start:
            before -= 1
        for position in self._by_weight(match, offsets, before, after):
            if 0 <= position < len(signs):
                return signs[position]
        return 0

    def _by_weight(self, match: Match, offsets: list[int], before: int, after: int) -> tuple[int, int]:
        """The cue before an expression and the one after it, that which counts first."""
        after_first = self.cues.verb_final
        if self.cues.nearest and before >= 0 and after < len(offsets):
            after_first = offsets[after] - match.end < match.start - offsets[before]
        return (after, before) if after_first else (before, after)

    def _cues_of(self, offset: int) -> tuple[list[int], list[int]]:
        """Where the cues of a sentence stand, and which way each points."""
        if not self.document.sentences:
            return [], []
        number = self.document.sentence_number(offset)
        if number not in self._sentences:
            self._sentences[number] = self._find_cues(number)
        return self._sentences[number]

    def _find_cues(self, number: int) -> tuple[list[int], list[int]]:
        sentence = self.document.sentences[number]
        if self.cues.within is not None:
            return self._find_cues_within(self.cues.within, sentence)
        offsets, signs = [], []
        before = ""
        for word in self.document.words_between(sentence.start, sentence.end):
            folded = self.cues.fold(word.folded)
            muted = before in self.cues.passive
            sign = 0 if muted else self.cues.words.get(f"{before}_{folded}") or self._sign(folded)
            before = folded
            if sign:
                offsets.append(word.start)
                signs.append(sign)
        return offsets, signs

    def _find_cues_within(self, cues: re.Pattern[str], sentence: Sentence) -> tuple[list[int], list[int]]:
        """The cues of a sentence that is written without spaces."""
        text = self.cues.fold(self.document.text[sentence.start : sentence.end])
        found = [(match.start(), self.cues.words[match[0]]) for match in cues.finditer(text)]
        told = [(sentence.start + offset, sign) for offset, sign in found if sign]
        return [offset for offset, _ in told], [sign for _, sign in told]

    def _sign(self, word: str) -> int:
        """What one word tells; pairs of words are written ``is_due``."""
        sign = self.cues.words.get(word)
        if sign is not None:
            return sign
        if self.cues.beginnings and word.startswith(self.cues.beginnings) and len(word) > _SHORTEST_VERB:
            return 1
        for endings, direction in self.cues.endings:
            if endings and word.endswith(endings):
                return direction
        return 0
