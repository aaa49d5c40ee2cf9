"""The words and the mentions right beside a place of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from timeline.reading.document import Document, Word
from timeline.reading.mentions import Mention
from timeline.reading.speech.lexicon import Hit


class Beside:
    """What stands right before and behind a place, with nothing but spaces between."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.document, self.mentions = document, mentions
        self._starts = [mention.outer_start for mention in mentions]

    def word_before(self, position: int) -> Word | None:
        """The word before a position, if nothing but spaces stands between."""
        words = self.document.words
        number = bisect_right(words, position - 1, key=_start) - 1
        if number < 0 or self.document.text[words[number].end : position].strip(" \xa0"):
            return None
        return words[number]

    def word_after(self, position: int) -> Word | None:
        """The word after a position, if nothing but spaces stands between."""
        words = self.document.words
        number = bisect_right(words, position - 1, key=_start)
        if number >= len(words) or self.document.text[position : words[number].start].strip(" \xa0"):
            return None
        return words[number]

    def mention_after(self, position: int, *, apposed: bool = False) -> Mention | None:
        """The mention that begins right after a position, or after a comma."""
        number = bisect_right(self._starts, position - 1)
        if number >= len(self.mentions):
            return None
        gap = self.document.text[position : self._starts[number]]
        return self.mentions[number] if gap.strip(" \xa0") == ("," if apposed else "") else None

    def mention_before(self, position: int, *, apposed: bool = False) -> Mention | None:
        """The mention that ends right before a position, or before a comma."""
        number = bisect_right(self._starts, position - 1) - 1
        if number < 0 or self.mentions[number].outer_end > position:
            return None
        gap = self.document.text[self.mentions[number].outer_end : position]
        return self.mentions[number] if gap.strip(" \xa0") == ("," if apposed else "") else None

    def inside_mention(self, hit: Hit) -> bool:
        """Whether a phrase is part of a mention or of its title."""
        number = bisect_right(self._starts, hit.start) - 1
        if number < 0 or self.mentions[number].outer_end <= hit.start:
            return False
        mention = self.mentions[number]
        return mention.outer_end >= hit.end or mention.start < hit.start


def _start(word: Word) -> int:
    return word.start
