"""Titles beside names: ``президент США``, ``Сыртқы істер министрі``, ``, the transport minister``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from timeline.languages import Pack
from timeline.names import Index
from timeline.names.keys import fold
from timeline.reading.document import Word

_SPACE = re.compile(r"[ \u00a0]{0,2}")
_ABBREVIATED = re.compile(r"\.[ \u00a0]{0,2}")
_DASH = re.compile(r"[ \u00a0]?[—–-][ \u00a0]?")
_CLOSES_APPOSITION = ("", ",", ".", ";", ":", ")", "\n", "”", "»", "—", "?", "!")
_FULL_STOP = re.compile(r"\.[ \u00a0]{1,2}")
_COMMA = re.compile(r",[ \u00a0]")
_LONGEST_PHRASE = 3
_LONGEST_COMPLEMENT = 3
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
        self._ended: dict[str, list[_Phrase]] = {}
        for phrase, role in phrases:
            tokens = tuple(map(fold, phrase.split()))
            table = self._begun if tokens[-1].endswith("*") else self._whole
            table = self._ended if tokens[-1].startswith("*") else table
            table.setdefault(tokens[-1].strip("*"), []).append(_Phrase(tokens, role))
        self._lengths = sorted({len(stem) for stem in self._begun}, reverse=True)
        self._ends = sorted({len(end) for end in self._ended}, reverse=True)

    def ending_at(self, text: str, words: Sequence[Word], last: int) -> Title | None:
        """The longest phrase whose last word is that of index ``last``."""
        best: Title | None = None
        for tokens, role in self._ending_with(fold(words[last].folded)):
            first = last - len(tokens) + 1
            if first >= 0 and (best is None or first < best.first) and _spells(tokens, text, words, first):
                best = Title(first, last + 1, role)
        return best

    def roles_of(self, folded: str) -> set[str]:
        """What a word by itself says of its bearer."""
        return {phrase.role for phrase in self._ending_with(folded) if len(phrase.tokens) == 1}

    def _ending_with(self, folded: str) -> list[_Phrase]:
        found = list(self._whole.get(folded, ()))
        for length in self._lengths:
            found += self._begun.get(folded[:length], ())
        for length in self._ends:
            found += self._ended.get(folded[-length:], ())
        return found

    def __contains__(self, folded: str) -> bool:
        return bool(self._ending_with(folded))


def joined(text: str, words: Sequence[Word], index: int, gap: re.Pattern[str] = _SPACE) -> bool:
    """Whether nothing but a space, or what ``gap`` says, is between a word and the next."""
    if not 0 <= index < len(words) - 1:
        return False
    return gap.fullmatch(text, words[index].end, words[index + 1].start) is not None


def _spells(tokens: Sequence[str], text: str, words: Sequence[Word], first: int) -> bool:
    """Whether the words from ``first`` on are those of a phrase; its last word is known to be."""
    for index, token in enumerate(tokens[:-1], first):
        folded = fold(words[index].folded)
        if not joined(text, words, index) or not (
            folded.startswith(token[:-1]) if token.endswith("*") else folded == token
        ):
            return False
    return True


class Titles:
    """Finds the titles around names in one document."""

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        pack: Pack,
        index: Index,
        named: Mapping[int, tuple[int, int]],
        scenes: Collection[int] = (),
    ) -> None:
        """Take ``named``: word index -> first and last word of the name, no person's, that the word belongs to.

        ``scenes`` are the last words of those names that tell where something happens: "in Vienna President X" is no president of Vienna.
        """
        self._text, self._words, self._index, self._named = text, words, index, named
        self._scenes = scenes
        self._lexicon = lexicon(pack)
        self._title_after = pack.names.title_after
        self._governs = bool(pack.names.governed_endings)
        self._belonging = frozenset(pack.names.belonging)
        self._glued = not pack.meta.spaces
        self._abbreviations = frozenset(pack.sentence.abbreviations)
        self._place_words = frozenset(pack.names.place_words)
        self._small = {*pack.identify.function_words, *_words_of(pack.names.title_of), *self._place_words}

    def over(self, first: int, last: int, case: str) -> Title | None:
        """The title of those whom the state or place of words ``first`` to ``last`` has: ``Еуропа елдерінің басшылары``, ``лидеры Европы``."""
        position = last
        while case in ("", "genitive", "?") and position - last < _LONGEST_PHRASE and self._joined(position):
            position += 1
            hit = self._ending_at(position, self._lexicon.titles)
            if hit and hit.first > last:
                return hit
            if fold(self._words[position].folded) not in self._lexicon.inside and not self._modifies(
                position
            ):
                break
        belongs = case in ("genitive", "?")
        while first > 0 and self._joined(first - 1):
            hit = self._ending_at(first - 1, self._lexicon.titles)
            inside = self._ending_at(first - 1, self._lexicon.inside)
            if hit or not inside or self._words[first - 1].folded in self._place_words:
                return hit if belongs else None
            first, belongs = inside.first, True
        return None

    def of(self, first: int, last: int) -> Title | None:
        """The title that stands beside the name of words ``first`` to ``last``."""
        return self._before(first, last) or self._after(last)

    def is_before(self, first: int) -> bool:
        """Whether a title stands right before the name whose first word is ``first``."""
        return self._before(first, first) is not None

    def _before(self, first: int, last: int) -> Title | None:
        floor, position = max(0, first - _LONGEST_TITLE), first
        while position > floor and (
            self._joined(position - 1)
            or (position == first and (self._is_set_off(first, last) or self._is_abbreviated(first - 1)))
        ):
            hit = self._ending_at(position - 1, self._lexicon.titles)
            if hit:
                hit = self._governing(hit)
                return Title(self._leftmost(hit.first, floor), first, hit.role)
            inside = self._ending_at(position - 1, self._lexicon.inside)
            if inside and position == first and self._leads_to_place(inside):
                return None
            if inside:
                position = inside.first
            elif position == first and (complement := self._complement(position - 1)):
                position = complement
            elif position - 1 in self._named:
                position = self._named[position - 1][0]
            elif self._index.is_adjective(fold(self._words[position - 1].folded)):
                position -= 1
            else:
                return None
        return None

    def _leads_to_place(self, inside: Title) -> bool:
        """Whether a word inside titles is a preposition, behind which a name is somebody else's: ``الوزير إلى ديالو``."""
        return self._words[inside.end - 1].folded in self._place_words

    def _governing(self, title: Title) -> Title:
        """The title that another one stands behind in the genitive, or behind a word for "of": ``пресс-секретаря президента``, ``المبعوثة للأمين``."""
        position = title.first - 1
        if position > 0 and self._words[position].folded in self._belonging:
            while position > 0 and (inside := self._ending_at(position - 1, self._lexicon.inside)):
                position = inside.first
            return self._ending_at(position - 1, self._lexicon.titles) or title
        if not self._governs or not self._joined(title.first - 1):
            return title
        return self._ending_at(title.first - 1, self._lexicon.titles) or title

    def _is_abbreviated(self, index: int) -> bool:
        """Whether a word is a short way to address somebody that a full stop cuts short: ``M. Berg``."""
        hit = self._ending_at(index, self._lexicon.titles) if self._joined(index, _FULL_STOP) else None
        return hit is not None and hit.role == "honorific"

    def _complement(self, last: int) -> int | None:
        """Where the unknown words begin that tell what a title set off by a comma is of: ``la ministre de la Pêche, X``."""
        if self._joined(last):
            return None
        position = last
        for _ in range(_LONGEST_COMPLEMENT):
            if not self._joined(position - 1):
                return None
            inside = self._ending_at(position - 1, self._lexicon.inside)
            if inside:
                return inside.first
            position -= 1
        return None

    def _is_set_off(self, first: int, last: int) -> bool:
        """Whether a comma stands before a name, and behind it another one or the end: ``the envoy, Inés Barrera, said``."""
        if not self._title_after or first == 0 or not self._joined(first - 1, _COMMA):
            return False
        end = self._words[last].end
        return self._text[end : end + 1] in _CLOSES_APPOSITION

    def _after(self, last: int) -> Title | None:
        if not self._title_after or last + 1 >= len(self._words) or not self._joined(last, _COMMA):
            return None
        position, ceiling = last + 1, min(len(self._words), last + 1 + _LONGEST_TITLE)
        while position < ceiling:
            hit = self._ending_at(position, self._lexicon.titles)
            if hit and hit.first > last and not self._goes_on(position):
                title = Title(last + 1, self._rightmost(position + 1, ceiling), hit.role)
                return None if self._begins_clause(title) else title
            end = self._named[position][1] + 1 if position in self._named else position + 1
            if not self._modifies(position) or not self._joined(end - 1):
                return None
            position = end
        return None

    def is_title_word(self, folded: str) -> bool:
        """Whether a word occurs in titles, so that with a capital letter it still is no part of a name."""
        return folded in self._lexicon.words

    def _joined(self, index: int, gap: re.Pattern[str] = _SPACE) -> bool:
        if joined(self._text, self._words, index, gap):
            return True
        return (
            gap is _SPACE
            and self._words[index].folded in self._abbreviations
            and joined(self._text, self._words, index, _ABBREVIATED)
        )

    def _ending_at(self, last: int, phrases: Phrases) -> Title | None:
        return phrases.ending_at(self._text, self._words, last)

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
        """Where the adjectives and states before a title begin, and another title that a dash joins to it."""
        while first > floor:
            if first - 1 in self._scenes:
                break
            if self._joined(first - 1):
                if first - 1 in self._named:
                    first = self._named[first - 1][0]
                    continue
                if self._modifies(first - 1):
                    first -= 1
                    continue
                if self._glued and (hit := self._ending_at(first - 1, self._lexicon.titles)):
                    first = hit.first
                    continue
            other = (
                self._ending_at(first - 1, self._lexicon.titles) if self._joined(first - 1, _DASH) else None
            )
            if other is None:
                break
            first = other.first
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

    def _begins_clause(self, title: Title) -> bool:
        """Whether a title behind a comma is the subject of what follows it: ``По словам X, президенты сделали …``."""
        if not self._joined(title.end - 1):
            return False
        following = self._words[title.end]
        return following.text == following.folded and following.folded not in self._small

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


def _words_of(phrases: Iterable[str]) -> Iterable[str]:
    return (word for phrase in phrases for word in phrase.split())


def _unnamed(phrases: Iterable[str]) -> list[tuple[str, str]]:
    return [(phrase, "") for phrase in phrases]
