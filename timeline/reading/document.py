"""One article laid out for reading: its words and sentences, with offsets into the text as it is."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from timeline.languages import Pack
from timeline.reading.sentences import Sentence, split
from timeline.reading.words import Word, words_of

__all__ = ["Document", "Word", "lay_out"]


class Document(msgspec.Struct, frozen=True):
    """What every part of the reader works on."""

    id: str
    text: str
    pack: Pack
    created: dt.date | None
    """The document creation time: the publisher's local day. None when it is a guess, so that nothing is resolved by it."""
    words: Sequence[Word]
    sentences: Sequence[Sentence]
    coined: frozenset[str] = frozenset()
    """Folded parts of names that no list has, where capital letters tell nothing."""

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
    words, coined = words_of(text, pack)
    return Document(article_id, text, pack, created, words, split(text, pack), coined)
