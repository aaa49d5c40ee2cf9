"""Sentences and paragraphs, by punctuation, quotation marks and each language's abbreviations.

A line break always ends a sentence. Inside a pair of quotation marks or brackets none ends, so that a quote of three sentences stays
in the sentence that says who spoke. A mark without its partner on the same line protects nothing. Linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from timeline.languages import Pack

_PARTNERS = {
    "«": "»",
    "“": "”",
    "„": "“”",
    "‹": "›",
    "「": "」",
    "『": "』",
    "《": "》",
    "(": ")",
    "[": "]",
    "（": "）",
    '"': '"',
}
_QUOTE_CLOSERS = frozenset('»”“›」』》"')
_CLOSERS = _QUOTE_CLOSERS | frozenset(")]）")
_WIDE_STOPS = frozenset("。！？")
_DASHES = frozenset("—–-―")
_CONTINUES = frozenset(",;:")
_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_MARK = re.compile(r"[«»“”„‹›「」『』《》()\[\]（）\"]")
_STOPS = re.compile(r"[.!?…。！？؟۔]+")
_VISIBLE = re.compile(r"\S")
_LETTERS = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]+\.[ \u00a0]?)*[^\W\d_]+(?:-[^\W\d_]+)*$")
_LONGEST_PAIR = 2000
"""Marks farther apart than this many code points are no pair."""
_DEEPEST_NESTING = 8
_LONGEST_ABBREVIATION = 16
_LONGEST_ENUMERATOR = 3
_LONG_WORD = 3


class Sentence(NamedTuple):
    """A sentence without the white space around it."""

    start: int
    end: int
    paragraph: int
    """Number of its line; every line of the text is a paragraph."""


class _Rules(NamedTuple):
    """What a language says of the full stops that end no sentence."""

    leading: frozenset[str]
    """Abbreviations that belong to what follows: ``Mr``."""
    final: frozenset[str]
    """Abbreviations that end a phrase: ``etc``. One that is in both sets may do either: ``г``."""
    starters: frozenset[str]
    """Words that start a sentence when they have a capital letter."""
    continuing: frozenset[str]
    """Words that go on after such an abbreviation all the same: ``ET``."""
    ordinal_dot: bool


def split(text: str, pack: Pack) -> list[Sentence]:
    """The sentences of a text, in order. Text that is only white space gives none."""
    sentences: list[Sentence] = []
    rules = _rules(pack)
    for paragraph, (first, last) in enumerate(_lines(text)):
        start = first
        for end in _ends(text, first, last, rules):
            _append(sentences, text, start, end, paragraph)
            start = end
        _append(sentences, text, start, last, paragraph)
    return sentences


def _rules(pack: Pack) -> _Rules:
    section = pack.sentence
    leading, final = frozenset(section.abbreviations), frozenset(section.final_abbreviations)
    starters, continuing = frozenset(pack.identify.function_words), frozenset(section.continuing)
    return _Rules(leading, final, starters, continuing, section.ordinal_dot)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _append(sentences: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        sentences.append(Sentence(start, end, paragraph))


def _pairs(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """The outermost pairs of marks of a line, in order."""
    pairs: list[tuple[int, int]] = []
    waiting: list[int] = []
    for match in _MARK.finditer(text, first, last):
        position, mark = match.start(), match[0]
        depth = _partner(text, waiting, position, mark)
        if depth is not None:
            _pair(pairs, waiting[depth], position)
            del waiting[depth:]
        elif mark in _PARTNERS and (mark != '"' or not text[position + 1 : position + 2].isspace()):
            waiting.append(position)
            del waiting[:-_DEEPEST_NESTING]
    return pairs


def _partner(text: str, waiting: list[int], position: int, mark: str) -> int | None:
    """Which of the open marks this one closes. Straight marks look the same on both sides: one after a space closes none."""
    if mark == '"' and text[position - 1 : position].isspace():
        return None
    return next(
        (depth for depth in range(len(waiting) - 1, -1, -1) if mark in _PARTNERS[text[waiting[depth]]]), None
    )


def _pair(pairs: list[tuple[int, int]], opening: int, closing: int) -> None:
    if closing - opening > _LONGEST_PAIR:
        return
    while pairs and pairs[-1][0] > opening:
        pairs.pop()
    pairs.append((opening, closing))


def _ends(text: str, first: int, last: int, rules: _Rules) -> Iterator[int]:
    """Where the sentences of a line end, the last one excepted."""
    pairs = _pairs(text, first, last)
    closings = [closing for _, closing in pairs]
    start = first
    for match in _STOPS.finditer(text, first, last):
        stop, end = match.span()
        number = bisect_left(closings, stop)
        while end < last and text[end] in _CLOSERS and not _opens(pairs, number, end):
            end += 1
        inside = number < len(pairs) and pairs[number][0] < stop and pairs[number][1] >= end
        if not inside and _ends_here(text, start, match, end, last, rules):
            yield end
            start = end


def _opens(pairs: list[tuple[int, int]], number: int, position: int) -> bool:
    return any(opening == position for opening, _ in pairs[number : number + 2])


def _ends_here(text: str, start: int, stops: re.Match[str], end: int, last: int, rules: _Rules) -> bool:
    """Whether a sentence that began at ``start`` ends with these stops, and the closing marks behind them up to ``end``."""
    following = _VISIBLE.search(text, end, last)
    if following is None:
        return False
    position, character = following.start(), following[0]
    if text[stops.end() - 1] in _WIDE_STOPS:
        return end == stops.end() or character not in _CONTINUES
    if position == end and character not in _PARTNERS and not _runs_on(text, stops, position):
        return False
    if character.islower() or character in _CONTINUES:
        return False
    if character in _DASHES and not _dash_starts(
        text, position, last, quoted=text[end - 1] in _QUOTE_CLOSERS
    ):
        return False
    return stops[0] != "." or _full_stop_ends(text, start, stops.start(), position, rules)


def _runs_on(text: str, stops: re.Match[str], position: int) -> bool:
    """Whether a full stop without a space behind it parts two words of a script without capital letters: no abbreviation is so long."""
    before = text[max(0, stops.start() - _LONG_WORD) : stops.start()]
    behind = text[position : position + _LONG_WORD]
    return len(before) == len(behind) == _LONG_WORD and all(map(_is_uncased, before + behind))


def _is_uncased(letter: str) -> bool:
    return letter.isalpha() and letter.lower() == letter.upper()


def _dash_starts(text: str, dash: int, last: int, *, quoted: bool) -> bool:
    """A dash behind a quotation leads to its author; behind a sentence, with a capital letter, it starts the next speaker's words."""
    following = _VISIBLE.search(text, dash + 1, last)
    return not quoted and following is not None and not following[0].islower()


def _full_stop_ends(text: str, start: int, stop: int, following: int, rules: _Rules) -> bool:
    before = text[start:stop].lstrip() if stop - start <= _LONGEST_ENUMERATOR + 1 else ""
    if before and (before.isdecimal() or (len(before) == 1 and before.isalpha())):
        return False
    match = _ABBREVIATION.search(text, max(start, stop - _LONGEST_ABBREVIATION), stop)
    if match is None:
        return not (rules.ordinal_dot and text[max(start, stop - 2) : stop].strip().isdecimal())
    word = match[0].replace("\u00a0", " ")
    last_word = word.replace(" ", ".").replace("-", ".").rpartition(".")[2]
    if len(last_word) == 1 and last_word.isupper() and word.casefold() not in rules.final:
        return False
    whole = word.casefold()
    key = whole if whole in rules.leading or whole in rules.final else last_word.casefold()
    if key not in rules.leading:
        return True
    return key in rules.final and (
        (_after_number(text, stop - len(key)) and not _continues(text, following, rules))
        or _is_starter(text, following, rules)
    )


def _after_number(text: str, position: int) -> bool:
    return text[max(0, position - 2) : position].rstrip()[-1:].isdecimal()


def _continues(text: str, position: int, rules: _Rules) -> bool:
    word = _LETTERS.match(text, position)
    return word is not None and word[0].isupper() and word[0].casefold() in rules.continuing


def _is_starter(text: str, position: int, rules: _Rules) -> bool:
    """Whether a word that begins sentences begins here; a single letter with a full stop is somebody's initial."""
    word = _LETTERS.match(text, position)
    return (
        word is not None and word[0].casefold() in rules.starters and text[word.end() : word.end() + 1] != "."
    )
