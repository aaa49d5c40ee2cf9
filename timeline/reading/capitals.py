"""Runs of words with capital letters: what may be a name before anything is known about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache, cached_property
from typing import NamedTuple

from timeline.languages import Pack
from timeline.names.first import first_names
from timeline.names.keys import fold
from timeline.reading.document import Document
from timeline.reading.lemmas import is_closed
from timeline.reading.morphology import stems
from timeline.reading.sentences import Sentence
from timeline.reading.titles import Phrases, Titles

_SPACE = re.compile(r"[ \u00a0]{1,2}")
_INITIAL_GAP = re.compile(r"\.[ \u00a0]?")
_BEFORE_SENTENCES = frozenset('«“„"(—–-:‹「.!?…\n')
_QUOTES = {"«": "»", "“": "”", '"': '"', "„": "“"}
_CLOSING_MARKS = '»”“"’ \xa0'
_LONGEST_NAME = 5
_LONGEST_INITIAL = 2
_FULL_NAME = 2
_LONGEST_PARTICLE = 2
_HEADING_SHARE = 0.7
_HEADING_WORDS = 4
_LONG_WORD = 4


class Run(NamedTuple):
    """Words ``first`` to ``last`` of a document, which may be one name."""

    first: int
    last: int
    tokens: tuple[str, ...]


class _Lexicon(NamedTuple):
    given: frozenset[str]
    family: tuple[str, ...]
    patronymic: tuple[str, ...]
    articles: frozenset[str]
    starters: frozenset[str]
    particles: frozenset[str]
    nouns: frozenset[str]
    """Nouns for somebody."""
    common: Phrases
    happenings: Phrases
    """What names an event: no first name, even where it begins a sentence."""


@cache
def lexicon(pack: Pack) -> _Lexicon:
    """What a pack says of names, ready for look-ups."""
    section = pack.names
    given, family, patronymic = section.given, section.family_endings, section.patronymic_endings
    first = first_names(pack.meta.script)
    return _Lexicon(
        frozenset(map(fold, (*given.m, *given.f, *given.any, *first.m, *first.f, *first.any))),
        (*family.m, *family.f, *family.any),
        (*patronymic.m, *patronymic.f, *patronymic.any),
        frozenset(section.articles),
        frozenset((*section.starters, *pack.identify.function_words)),
        frozenset(section.particles),
        frozenset(pack.speech.nominals.person),
        Phrases((phrase, "") for phrase in section.common),
        Phrases((noun, "") for nouns in pack.events.nouns.values() for noun in nouns if " " not in noun),
    )


def begins_sentence(text: str, position: int) -> bool:
    """Whether a sentence, a quotation or a clause behind a colon begins at a position."""
    while position > 0 and text[position - 1] in " \u00a0\t":
        position -= 1
    return position == 0 or text[position - 1] in _BEFORE_SENTENCES


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether quotation marks stand right around a name, which then is that of a ship, a paper or a company."""
    return start > 0 and text[start - 1] in _QUOTES and _QUOTES[text[start - 1]] == text[end : end + 1]


class Capitals:
    """Reads the capital letters of one document."""

    def __init__(self, document: Document, titles: Titles, claimed: Set[int]) -> None:
        """Take ``claimed``: the indexes of the words that belong to names already."""
        self._document, self._titles, self._claimed = document, titles, claimed
        self._text, self._words, self._pack = document.text, document.words, document.pack
        self._lexicon = lexicon(document.pack)
        self._ascii = document.pack.meta.script == "Latn"
        self._names_end = document.pack.morphology.strategy == "suffix"
        """Whether the last word of a name alone tells its case, so that two people stand side by side without a word between."""
        self._headings: dict[int, bool] = {}

    def runs(self) -> Iterator[Run]:
        """All runs, in order."""
        position = 0
        while position < len(self._words):
            word = self._words[position]
            if word.text == word.folded or not self._may_name(position):
                position += 1
                continue
            last = self._without_place(position, self._end(position))
            first = self._first(position, last)
            if (
                not self._names_a_thing(last)
                and not is_quoted(self._text, self._words[first].start, self._words[last].end)
                and not (first == last and self.begins_only(first))
            ):
                yield Run(first, last, tuple(word.text for word in self._words[first : last + 1]))
            position = last + 1

    def _without_place(self, first: int, last: int) -> int:
        """Where a run ends before the place that something happens in: ``Lars Holm Bergen’de``."""
        cases = self._pack.names.place_cases
        if not cases or last - first < _FULL_NAME:
            return last
        inflected = stems(self._words[last].text, self._pack)[1:]
        return last - 1 if inflected and all(stem.case in cases for stem in inflected) else last

    def _first(self, first: int, last: int) -> int:
        """Where the name in a run begins: behind a word that begins the sentence, and where nouns have capitals with a first name."""
        first += first < last and (self.begins_only(first) or self._tells_trade(first, last))
        if self._pack.names.noun_capitals:
            known = range(first, last)
            return next((at for at in known if fold(self._words[at].text) in self._lexicon.given), first)
        return first

    def begins_only(self, index: int) -> bool:
        """Whether a word owes its capital letter to the sentence that it begins."""
        word = self._words[index]
        if not begins_sentence(self._text, word.start):
            return False
        folded = fold(word.text)
        return word.folded in self._lexicon.starters or (
            (word.folded in self._small or folded in self._lexicon.happenings)
            and folded not in self._lexicon.given
        )

    def _tells_trade(self, first: int, last: int) -> bool:
        """Whether a word that begins a sentence before a full name is a noun for somebody: ``Рыбак Иван Гусев``."""
        word = self._words[first]
        return (
            last - first >= _FULL_NAME
            and word.folded in self._lexicon.nouns
            and begins_sentence(self._text, word.start)
        )

    def after_article(self, run: Run) -> bool:
        """Whether an article stands before a run, as before no name of a person."""
        return (
            run.first > 0
            and self._words[run.first - 1].folded in self._lexicon.articles
            and self._joined(run.first - 1)
        )

    def in_heading(self, run: Run) -> bool:
        """Whether a run stands in a line that writes most words with capital letters."""
        number = self._document.sentence_number(self._words[run.first].start)
        if number not in self._headings:
            self._headings[number] = self._is_heading(self._document.sentences[number])
        return self._headings[number]

    def _is_heading(self, sentence: Sentence) -> bool:
        if self._text[sentence.start : sentence.end].rstrip(_CLOSING_MARKS)[-1:] in (".", "!", "?", "…", ":"):
            return False
        words = [
            word
            for word in self._document.words_between(sentence.start, sentence.end)
            if len(word.text) >= _LONG_WORD
        ]
        return len(words) >= _HEADING_WORDS and sum(
            word.text[0].isupper() for word in words
        ) >= _HEADING_SHARE * len(words)

    @cached_property
    def _small(self) -> frozenset[str]:
        """The words that the text also writes with small letters."""
        return frozenset(word.folded for word in self._words if word.text == word.folded)

    def _may_name(self, index: int) -> bool:
        word = self._words[index]
        if (
            index in self._claimed
            or not self._capital(word.text)
            or (word.text.isascii() and not self._ascii)
        ):
            return False
        folded = fold(word.text)
        if len(word.text) == 1:
            return self._text[word.end : word.end + 1] == "." and not self._titles.is_title_word(folded)
        return not (
            word.text.isupper() or folded in self._lexicon.common or self._titles.is_title_word(folded)
        )

    def _capital(self, text: str) -> bool:
        """Whether a word begins with a capital letter, a particle and a hyphen aside: ``ас-Сувайдан``."""
        if text[0].isupper():
            return True
        particle, hyphen, rest = text.partition("-")
        return bool(hyphen) and rest[:1].isupper() and particle in self._lexicon.particles

    def _end(self, first: int) -> int:
        """The last word of the run that begins at ``first``."""
        last = first
        while (
            last - first + 1 < _LONGEST_NAME
            and not is_closed(self._words[last].text, self._pack)
            and self._joined(last)
        ):
            step = 1 + self._particles(last + 1)
            if not self._may_name(last + step) or (last > first and self._begins_another(last + step)):
                break
            last += step
        return last

    def _particles(self, index: int) -> int:
        """How many words from ``index`` on are particles inside a name: ``von der``."""
        for length in range(_LONGEST_PARTICLE, 0, -1):
            words = self._words[index : index + length]
            joined = all(map(self._joined, range(index, index + length)))
            if joined and " ".join(word.text for word in words) in self._lexicon.particles:
                return length
        return 0

    def _begins_another(self, index: int) -> bool:
        """Whether a full name behind a family name is that of somebody else: ``Ерлан Сәтбаев Павел Новакпен``."""
        if not (
            self._words[index - 1].text.endswith(self._lexicon.family)
            and self._joined(index)
            and self._may_name(index + 1)
        ):
            return False
        if any(fold(stem.text) in self._lexicon.given for stem in stems(self._words[index].text, self._pack)):
            return True
        return self._names_end and not self._words[index + 1].text.endswith(self._lexicon.patronymic)

    def _names_a_thing(self, last: int) -> bool:
        """Whether a run goes on with a word for a thing: ``Carter Center``."""
        following = last + 1
        if (
            not self._joined(last)
            or is_closed(self._words[last].text, self._pack)
            or not self._words[following].text[0].isupper()
        ):
            return False
        return fold(self._words[following].text) in self._lexicon.common

    def _joined(self, index: int) -> bool:
        """Whether only a space is between a word and the next, or the full stop of an initial."""
        if index + 1 >= len(self._words):
            return False
        word, following = self._words[index], self._words[index + 1]
        if _SPACE.fullmatch(self._text, word.end, following.start):
            return True
        return (
            len(word.text) <= _LONGEST_INITIAL
            and _INITIAL_GAP.fullmatch(self._text, word.end, following.start) is not None
        )
