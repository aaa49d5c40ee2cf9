"""Titles beside names: ``президент США``, ``Сыртқы істер министрі``, ``, the transport minister``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from timeline.languages import Pack
from timeline.names import Index
from timeline.names.keys import fold
from timeline.reading.document import Word

_JOINED = re.compile(r"[ \u00a0]{1,2}")
_COMMA = re.compile(r",[ \u00a0]")
_LONGEST_PHRASE = 3
_LONGEST_TITLE = 12
"""Words of a title with all that belongs to it."""


class Title(NamedTuple):
    """The words of a title, as indexes into the words of the document, end exclusive."""

    first: int
    end: int
    role: str


class _Phrase(NamedTuple):
    tokens: tuple[str, ...]
    role: str


class Phrases:
    """Phrases of a language pack, found by their last word."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._whole: dict[str, list[_Phrase]] = {}
        self._begun: dict[str, list[_Phrase]] = {}
        for phrase, role in phrases:
            tokens = tuple(map(fold, phrase.split()))
            table = self._begun if tokens[-1].endswith("*") else self._whole
            table.setdefault(tokens[-1].rstrip("*"), []).append(_Phrase(tokens, role))
        self._lengths = sorted({len(stem) for stem in self._begun}, reverse=True)

    def ending_with(self, folded: str) -> list[_Phrase]:
        """The phrases whose last word a folded word may be."""
        found = list(self._whole.get(folded, ()))
        for length in self._lengths:
            found += self._begun.get(folded[:length], ())
        return found

    def __contains__(self, folded: str) -> bool:
        return folded in self._whole or any(folded[:length] in self._begun for length in self._lengths)


class Titles:
    """Finds the titles around names in one document."""

    def __init__(
        self, text: str, words: Sequence[Word], pack: Pack, index: Index, named: Mapping[int, tuple[int, int]]
    ) -> None:
        """Take ``named``: word index -> first and last word of the name, no person's, that the word belongs to."""
        self._text, self._words, self._index, self._named = text, words, index, named
        self._lexicon = lexicon(pack)
        self._after = pack.names.title_after

    def before(self, first: int) -> Title | None:
        """The title that the name whose first word is ``first`` bears before it, with all that belongs to the title."""
        floor = max(0, first - _LONGEST_TITLE)
        position, commas = first, 0
        while position > floor:
            if not self._joined(position - 1):
                if not (
                    self._after and commas == 0 and position == first and self._joined(position - 1, _COMMA)
                ):
                    return None
                commas = 1
            hit = self._ending_at(position - 1, self._lexicon.titles)
            if hit:
                return Title(self._leftmost(hit.first, floor), position, hit.role)
            inside = self._ending_at(position - 1, self._lexicon.inside)
            if inside:
                position = inside.first
            elif position - 1 in self._named and not (commas and position == first):
                position = self._named[position - 1][0]
            else:
                return None
        return None

    def after(self, last: int) -> Title | None:
        """The title that stands behind the name whose last word is ``last``, set off by a comma."""
        if not self._after or last + 1 >= len(self._words) or not self._joined(last, _COMMA):
            return None
        position, ceiling = last + 1, min(len(self._words), last + 1 + _LONGEST_TITLE)
        while position < ceiling:
            hit = self._ending_at(position, self._lexicon.titles)
            if hit and hit.first > last and not self._goes_on(position):
                return Title(last + 1, self._rightmost(position + 1, ceiling), hit.role)
            end = self._named[position][1] + 1 if position in self._named else position + 1
            if not self._modifies(position) or not self._joined(end - 1):
                return None
            position = end
        return None

    def is_title_word(self, folded: str) -> bool:
        """Whether a word occurs in titles, so that with a capital letter it still is no part of a name."""
        return folded in self._lexicon.words

    def _joined(self, index: int, gap: re.Pattern[str] = _JOINED) -> bool:
        """Whether nothing but a space (or what ``gap`` says) is between a word and the next."""
        if index + 1 >= len(self._words):
            return False
        return gap.fullmatch(self._text, self._words[index].end, self._words[index + 1].start) is not None

    def _ending_at(self, last: int, phrases: Phrases) -> Title | None:
        """The longest phrase whose last word is ``last``."""
        best: Title | None = None
        for tokens, role in phrases.ending_with(fold(self._words[last].folded)):
            first = last - len(tokens) + 1
            if first >= 0 and (best is None or first < best.first) and self._spells(first, tokens):
                best = Title(first, last + 1, role)
        return best

    def _spells(self, first: int, tokens: Sequence[str]) -> bool:
        for offset, token in enumerate(tokens[:-1]):
            folded = fold(self._words[first + offset].folded)
            if not self._joined(first + offset) or not (
                folded.startswith(token[:-1]) if token.endswith("*") else folded == token
            ):
                return False
        return True

    def _goes_on(self, last: int) -> bool:
        """Whether a longer title goes on behind a word: ``head`` of ``head of state``."""
        for following in range(last + 1, min(len(self._words), last + 1 + _LONGEST_PHRASE)):
            if not self._joined(following - 1):
                return False
            longer = self._ending_at(following, self._lexicon.titles)
            if longer and longer.first <= last + 1:
                return True
        return False

    def _leftmost(self, first: int, floor: int) -> int:
        """Where the adjectives and states before a title begin."""
        while first > floor and self._joined(first - 1):
            if first - 1 in self._named:
                first = self._named[first - 1][0]
            elif self._modifies(first - 1):
                first -= 1
            else:
                break
        return first

    def _rightmost(self, end: int, ceiling: int) -> int:
        """Where what a title is of ends: ``special envoy of the European Union``. Stops at the last state or body named."""
        reached = position = end
        while position < ceiling and self._joined(position - 1):
            if position in self._named:
                reached = position = self._named[position][1] + 1
            elif fold(self._words[position].folded) in self._lexicon.inside:
                position += 1
            else:
                break
        return reached

    def _modifies(self, index: int) -> bool:
        folded = fold(self._words[index].folded)
        return index in self._named or folded in self._lexicon.before or self._index.is_adjective(folded)


class _Lexicon(NamedTuple):
    titles: Phrases
    inside: Phrases
    before: Phrases
    words: Phrases


@cache
def lexicon(pack: Pack) -> _Lexicon:
    """The title phrases of a pack, ready for look-ups."""
    section = pack.names
    titles = [(phrase, role) for role, phrases in section.titles.items() for phrase in phrases]
    words = [(word, "") for phrase, _ in titles for word in phrase.split()]
    return _Lexicon(
        Phrases(titles),
        Phrases(_unnamed(section.title_of)),
        Phrases(_unnamed(section.before_title)),
        Phrases(words),
    )


def _unnamed(phrases: Iterable[str]) -> list[tuple[str, str]]:
    return [(phrase, "") for phrase in phrases]
