"""Quotation marks: which opening mark a closing one belongs to, in one pass and with any of them missing.

Only outermost strings count: a quotation inside a quotation belongs to the outer one. Marks pair within a paragraph. One left open is
kept only where an author leaves it open on purpose, before a paragraph that goes on with the same quotation, or where it opens the
paragraph; elsewhere it was a slip, and what stands inside it is read as if it were not there. One that opens a paragraph may also be
closed in a later one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

_OPENING_CONTEXT = frozenset(":([{—–―-/«“„‹‘\"'")
_APOSTROPHES = frozenset("'’‘")
_LONGEST_RUN = 4000
"""Code points that one pair of marks may hold when it runs over paragraphs."""


class Marked(NamedTuple):
    """A string in quotation marks; ``text[start:end]`` holds the marks."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    """False when it runs to the end of its paragraph without a closing mark."""


class _Paragraph(msgspec.Struct):
    """The marks of one paragraph as they are paired."""

    start: int
    open: list[tuple[str, int]] = []
    """Opening marks not closed yet, with their places, outermost first."""
    counts: dict[str, int] = {}
    """How many of each are open, so that a stray closing mark costs no search."""
    pairs: list[Marked] = []
    stray: tuple[str, int] | None = None
    """The first closing mark that nothing was open for, with its place."""


class MarkFinder:
    """Finds marked strings, given the pairs of marks of a language."""

    def __init__(self, pairs: Iterable[str]) -> None:
        pairs = list(pairs)
        self._closes: dict[str, frozenset[str]] = {}
        for closing in {pair[1] for pair in pairs}:
            self._closes[closing] = frozenset(pair[0] for pair in pairs if pair[1] == closing)
        self._openers = frozenset(pair[0] for pair in pairs)
        marks = "".join(sorted(self._openers | self._closes.keys()))
        self._places = re.compile(f"[\n{re.escape(marks)}]") if marks else None

    def find(self, text: str) -> list[Marked]:
        """The outermost marked strings of a text, in order; none overlap."""
        if self._places is None:
            return []
        found: list[Marked] = []
        for paragraph, end in self._paragraphs(text):
            if paragraph.stray and found and not found[-1].closed:
                self._close_run(text, found, paragraph)
            unclosed = self._left_open(text, paragraph, end)
            found += _outermost([*paragraph.pairs, unclosed] if unclosed else paragraph.pairs)
        return found

    def _close_run(self, text: str, found: list[Marked], paragraph: _Paragraph) -> None:
        """Close the last string, left open in an earlier paragraph, with the closing mark of this one that has no other."""
        start, (mark, end) = found[-1].start, paragraph.stray or ("", 0)
        if text[start] == mark or text[start] not in self._closes[mark] or end - start > _LONGEST_RUN:
            return
        found[-1] = Marked(start, end + 1, start + 1, end)
        paragraph.pairs = [pair for pair in paragraph.pairs if pair.start > end]
        paragraph.open = [opened for opened in paragraph.open if opened[1] > end]

    def _paragraphs(self, text: str) -> Iterator[tuple[_Paragraph, int]]:
        """Each paragraph that has marks, paired, with its end."""
        paragraph = _Paragraph(0)
        for match in self._places.finditer(text) if self._places else ():
            if match[0] == "\n":
                if paragraph.pairs or paragraph.open or paragraph.stray:
                    yield paragraph, match.start()
                paragraph = _Paragraph(match.end())
            else:
                self._place(text, match.start(), match[0], paragraph)
        if paragraph.pairs or paragraph.open or paragraph.stray:
            yield paragraph, len(text)

    def _place(self, text: str, position: int, mark: str, paragraph: _Paragraph) -> None:
        before = text[position - 1] if position > paragraph.start else "\n"
        after = text[position + 1] if position + 1 < len(text) else "\n"
        if mark in _APOSTROPHES and before.isalnum() and after.isalnum():
            return
        may_open = mark in self._openers and not after.isspace()
        closed = bool(paragraph.pairs) and paragraph.pairs[-1].end == position
        opens_by_context = may_open and not closed and (before.isspace() or before in _OPENING_CONTEXT)
        kinds = self._closes.get(mark)
        if kinds and before == "\n" and after.isalnum() and mark not in self._openers:
            self._open(position, min(kinds), paragraph)
            return
        if (
            kinds
            and not (opens_by_context and mark in self._openers)
            and self._close(position, kinds, paragraph)
        ):
            return
        if opens_by_context or (mark in self._openers and mark not in self._closes):
            self._open(position, mark, paragraph)
        elif kinds and mark not in _APOSTROPHES and paragraph.stray is None:
            paragraph.stray = mark, position

    def _open(self, position: int, mark: str, paragraph: _Paragraph) -> None:
        paragraph.open.append((mark, position))
        paragraph.counts[mark] = paragraph.counts.get(mark, 0) + 1

    def _close(self, position: int, kinds: frozenset[str], paragraph: _Paragraph) -> bool:
        if not any(paragraph.counts.get(kind) for kind in kinds):
            return False
        while paragraph.open:
            mark, start = paragraph.open.pop()
            paragraph.counts[mark] -= 1
            if mark in kinds:
                paragraph.pairs.append(Marked(start, position + 1, start + 1, position))
                return True
        return False

    def _left_open(self, text: str, paragraph: _Paragraph, end: int) -> Marked | None:
        """The outermost mark that is left open on purpose, if any."""
        for mark, start in paragraph.open:
            if mark in _APOSTROPHES:
                continue
            starts_paragraph = not text[paragraph.start : start].strip(" \t\xa0—–-")
            holds_own_kind = any(pair.start > start and text[pair.start] == mark for pair in paragraph.pairs)
            if self._continues(text, end, mark) or (starts_paragraph and not holds_own_kind):
                return Marked(start, end, start + 1, end, closed=False)
            return None
        return None

    def _continues(self, text: str, end: int, mark: str) -> bool:
        """Whether the next paragraph takes up the quotation with the same mark."""
        position = end
        while position < len(text) and text[position].isspace():
            position += 1
        return position < len(text) and (
            text[position] == mark or mark in self._closes.get(text[position], ())
        )


def _outermost(pairs: list[Marked]) -> list[Marked]:
    """Drop what lies inside another one, and what holds no letter."""
    kept: list[Marked] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        if kept and pair.start < kept[-1].end:
            continue
        kept.append(pair)
    return kept
