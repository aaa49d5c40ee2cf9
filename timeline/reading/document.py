"""One article laid out for reading: its words and sentences, with offsets into the text as it is."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from timeline.languages import Pack
from timeline.reading.sentences import Sentence, split

_MARKS = r"\u0300-\u036f"
"""Accents that stand by themselves, as in a decomposed й."""
_WORD = re.compile(rf"[^\W_]+(?:(?:[{_MARKS}]*['’ʼ‑-]|[{_MARKS}]+)[^\W_]+)*[{_MARKS}]*")


class Word(NamedTuple):
    """A run of letters and digits; hyphens and apostrophes inside it belong to it."""

    start: int
    end: int
    text: str
    folded: str
    """Casefolded, for look-ups."""


class Document(msgspec.Struct, frozen=True):
    """What every part of the reader works on."""

    id: str
    text: str
    pack: Pack
    created: dt.date | None
    """The document creation time: the publisher's local day. None when it is a guess, so that nothing is resolved by it."""
    words: Sequence[Word]
    sentences: Sequence[Sentence]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds a code point, or the last one that starts before it."""
        return self.sentences[self.sentence_number(offset)]

    def sentence_number(self, offset: int) -> int:
        """The index in ``sentences`` of `sentence_at`."""
        return max(0, bisect_right(self.sentences, offset, key=_start) - 1)

    def words_between(self, start: int, end: int) -> Sequence[Word]:
        """The words that lie wholly within ``text[start:end]``."""
        first = bisect_right(self.words, start - 1, key=_start)
        last = bisect_right(self.words, end - 1, key=_start)
        if last > first and self.words[last - 1].end > end:
            last -= 1
        return self.words[first:last]


def _start(item: Word | Sentence) -> int:
    return item.start


def lay_out(article_id: str, text: str, pack: Pack, created: dt.date | None) -> Document:
    """Cut a text into words and sentences."""
    words = [Word(m.start(), m.end(), m[0], m[0].casefold()) for m in _WORD.finditer(text)]
    return Document(article_id, text, pack, created, words, split(text, pack))
