"""Where the names that the registry knows stand in a text, in whatever case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.languages import Pack
from timeline.names import Alias, Entry, Index
from timeline.names.keys import fold
from timeline.reading.document import Word
from timeline.reading.morphology import stems

_GAP = re.compile(r"[ \u00a0]{0,2}(?:(?<=[ \u00a0])[—–-][ \u00a0])?|\.[ \u00a0]?|[·・•‧-]")
_PART = re.compile(r"[^-‑]+")


class Found(NamedTuple):
    """A name of the registry in the text: words ``first`` to ``last``, code points ``start`` to ``end``."""

    first: int
    last: int
    start: int
    end: int
    entry: Entry
    surname: bool
    case: str


class _Match(NamedTuple):
    alias: Alias
    last: int
    case: str


def registered_names(text: str, words: Sequence[Word], pack: Pack, index: Index) -> list[Found]:
    """The registry's names in a text, in order and without overlap, the longest where several begin together."""
    finder = _Finder(text, words, pack, index)
    found: list[Found] = []
    position = 0
    while position < len(words):
        word = words[position]
        if word.text != word.folded or (not pack.meta.cased and index.starting(fold(_spelt(word)))):
            hits = list(finder.at(position))
            found += hits
            position = hits[-1].last if hits else position
        position += 1
    return found


class _Finder:
    def __init__(self, text: str, words: Sequence[Word], pack: Pack, index: Index) -> None:
        self._text, self._words, self._pack, self._index = text, words, pack, index
        self._inflects_all = pack.morphology.strategy == "ending"

    def at(self, position: int) -> Iterator[Found]:
        """The name that begins at a word, or the names that a hyphen joins in it."""
        word = self._words[position]
        match = self._longest(position)
        if match:
            last = self._words[match.last]
            end = last.end + (match.alias.dotted and self._text[last.end : last.end + 1] == ".")
            yield Found(
                position, match.last, word.start, end, match.alias.entry, match.alias.surname, match.case
            )
            return
        parts = [*_PART.finditer(word.text)]
        if len(parts) > 1:
            for part in parts:
                single = self._single(part[0])
                if single:
                    span = word.start + part.start(), word.start + part.end()
                    yield Found(
                        position, position, *span, single.alias.entry, single.alias.surname, single.case
                    )

    def _longest(self, position: int) -> _Match | None:
        best: _Match | None = None
        for stem in stems(_spelt(self._words[position]), self._pack):
            for alias in self._index.starting(fold(stem.text)):
                if (
                    best is not None
                    and len(alias.tokens) <= len(best.alias.tokens)
                    and alias is not best.alias
                ):
                    continue
                case = self._case(position, alias, stem.text, stem.case)
                if case is not None:
                    best = _better(best, _Match(alias, position + len(alias.tokens) - 1, case))
        return best

    def _single(self, part: str) -> _Match | None:
        best: _Match | None = None
        for stem in stems(part, self._pack):
            for alias in self._index.starting(fold(stem.text)):
                if len(alias.tokens) == 1 and (
                    stem.text.isupper() if alias.acronym else stem.text[:1].isupper()
                ):
                    best = _better(best, _Match(alias, 0, stem.case))
        return best

    def _case(self, position: int, alias: Alias, first: str, case: str) -> str | None:
        """The case of an alias that begins at a word with the stem ``first``; None when the text does not go on with it."""
        if alias.acronym and not first.isupper():
            return None
        if len(alias.tokens) == 1:
            return case
        if case and not self._inflects_all:
            return None
        if position + len(alias.tokens) > len(self._words):
            return None
        cases = {case} if case else set()
        for offset, token in enumerate(alias.tokens[1:], 1):
            if not self._joined(position + offset - 1):
                return None
            final = offset == len(alias.tokens) - 1
            fitting = self._cases(
                self._words[position + offset].text,
                token,
                inflected=final or self._inflects_all,
                upper=alias.acronym,
            )
            if not fitting:
                return None
            if "" not in fitting:
                cases = cases & fitting or fitting
        return "" if not cases else next(iter(cases)) if len(cases) == 1 else "?"

    def _cases(self, word: str, token: str, *, inflected: bool, upper: bool) -> set[str]:
        if upper and not word[:1].isupper():
            return set()
        if fold(word) == token:
            return {""}
        return (
            {stem.case for stem in stems(word, self._pack, 1) if fold(stem.text) == token}
            if inflected
            else set()
        )

    def _joined(self, index: int) -> bool:
        return _GAP.fullmatch(self._text, self._words[index].end, self._words[index + 1].start) is not None


def _spelt(word: Word) -> str:
    """A word as it is written by itself: with the letter of its article that a particle before it swallows (``للصين``)."""
    text = word.text
    return word.folded if len(word.folded) == len(text) + 1 and word.folded.endswith(fold(text)) else text


def _better(best: _Match | None, match: _Match) -> _Match:
    """The longer of two names; of the same one in two cases, the bare, else the doubt between them."""
    if best is None or len(match.alias.tokens) > len(best.alias.tokens):
        return match
    if match.alias is not best.alias or best.case in ("", match.case):
        return best
    return best._replace(case="?")
