"""Sentences and paragraphs, by punctuation, quotation marks and each language's abbreviations.

A line break always ends a sentence, and closes every mark left open. Inside quotation marks or brackets no sentence ends, so that a
quote of three sentences stays in the sentence that says who spoke. Linear in the length of the text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from timeline.languages import Pack

_OPENERS = {"«": "»", "“": "”", "„": "“”", "‹": "›", "「": "」", "『": "』", "(": ")", "[": "]", "（": "）", "《": "》"}
_CLOSERS = frozenset("»”“›」』)]）》")
_STOPS = frozenset(".!?…。！？؟۔।")
_WIDE_STOPS = frozenset("。！？")
_DASHES = frozenset("—–-―")
_CANDIDATE = re.compile(r"[\n\"«»“”„‹›「」『』()\[\]（）《》.!?…。！？؟۔।]")
_LONGEST_QUOTE = 2000
"""A mark open for longer than this many code points was never a quotation: sentences end again."""


class Sentence(NamedTuple):
    """A sentence without the white space around it."""

    start: int
    end: int
    paragraph: int
    """Number of its line; every line of the text is a paragraph."""


def split(text: str, pack: Pack) -> list[Sentence]:
    """The sentences of a text, in order. Text that is only white space gives none."""
    sentences: list[Sentence] = []
    start = paragraph = 0
    open_marks: list[tuple[str, int]] = []
    for match in _CANDIDATE.finditer(text):
        position, mark = match.start(), match[0]
        if mark == "\n":
            _append(sentences, text, start, position, paragraph)
            start, paragraph = position + 1, paragraph + 1
            open_marks.clear()
        elif mark in _STOPS:
            end = _closing_end(text, position + 1, open_marks)
            inside = bool(open_marks) and position - open_marks[-1][1] < _LONGEST_QUOTE
            if end >= start and not inside and _ends_here(text, position, end, pack):
                _append(sentences, text, start, end, paragraph)
                start = end
        else:
            if _toggle(mark, position, open_marks) and _closed_sentence(text, position):
                end = position + 1
                if not open_marks and _ends_here(text, position, end, pack):
                    _append(sentences, text, start, end, paragraph)
                    start = end
    _append(sentences, text, start, len(text), paragraph)
    return sentences


def _append(sentences: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        sentences.append(Sentence(start, end, paragraph))


def _toggle(mark: str, position: int, open_marks: list[tuple[str, int]]) -> bool:
    """Open or close a mark; True when it closed one."""
    if open_marks and mark in _OPENERS.get(open_marks[-1][0], open_marks[-1][0]):
        open_marks.pop()
        return True
    if mark in _OPENERS or mark == '"':
        open_marks.append((mark, position))
    elif mark in _CLOSERS:
        for depth in range(len(open_marks) - 1, -1, -1):
            if mark in _OPENERS.get(open_marks[depth][0], ""):
                del open_marks[depth:]
                return True
    return False


def _closed_sentence(text: str, position: int) -> bool:
    """Whether a stop stands right before the mark that closed."""
    return position > 0 and text[position - 1] in _STOPS


def _closing_end(text: str, end: int, open_marks: list[tuple[str, int]]) -> int:
    """The end of a run of stops: ``?!``, ``...``."""
    while end < len(text) and text[end] in _STOPS:
        end += 1
    return end


def _ends_here(text: str, stop: int, end: int, pack: Pack) -> bool:
    """Whether the sentence really ends at ``end``, whose last stop stands at or before ``stop``."""
    if end >= len(text):
        return True
    if text[end - 1] in _WIDE_STOPS:
        return True
    following = _next_visible(text, end)
    if following is None:
        return True
    gap = following > end
    if not gap and text[end] not in "«“„\"‹「":
        return False
    character = text[following]
    if character.islower() or character in _DASHES and end > stop + 0 and _dash_continues(text, following):
        return False
    if character in ",;:":
        return False
    return text[stop] != "." or end - stop > 1 or _full_stop_ends(text, stop, character, pack)


def _next_visible(text: str, position: int) -> int | None:
    while position < len(text) and text[position].isspace():
        if text[position] == "\n":
            return None
        position += 1
    return position if position < len(text) else None


def _dash_continues(text: str, dash: int) -> bool:
    """After a quotation a dash and a small letter go on with the author's words; a dash and a capital may not."""
    following = _next_visible(text, dash + 1)
    return following is None or not text[following].isupper() or text[dash - 1 : dash].isspace()


def _full_stop_ends(text: str, stop: int, following: str, pack: Pack) -> bool:
    before = _word_before(text, stop)
    if not before:
        return True
    if before.isdecimal():
        return not (pack.sentence.ordinal_dot and len(before) <= 2)
    if len(before) == 1 and before.isalpha() and before.isupper():
        return False
    plain, final = _abbreviations(pack.meta.code, pack.sentence.__hash__() if False else 0, pack)
    folded = before.casefold()
    if folded in final:
        return following.isupper() or not following.isalnum()
    return folded not in plain


def _word_before(text: str, stop: int) -> str:
    """The word right before a full stop, with inner full stops: ``U.S``, ``т. б``."""
    start = stop
    while start > 0 and stop - start < 12 and (text[start - 1].isalnum() or text[start - 1] in ".-"):
        start -= 1
    return text[start:stop]


@cache
def _abbreviations(code: str, _: int, pack: Pack) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(pack.sentence.abbreviations), frozenset(pack.sentence.final_abbreviations)
