"""A fingerprint of a text: two texts share as much of it as they share runs of words. It tells a wire's copy from an article of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from timeline.reading.document import Document

SIZE = 32
"""Values in a fingerprint. The share of equal ones estimates the Jaccard index of the runs to about a tenth."""
_RUN = 4
"""Words in a run. Two writers who tell the same facts seldom share a longer one."""
_FEWEST_RUNS = 8
"""A text with fewer runs has no fingerprint: two writers may come to it by themselves."""


def fingerprint(document: Document) -> list[int]:
    """One permutation hashing: of the runs that fall into each of `SIZE` bins the smallest hash, 0 for an empty bin.

    Returns:
        `SIZE` numbers below 2**32, or none for a text of a few words.
    """
    words = _tokens(document)
    if len(words) < _RUN + _FEWEST_RUNS - 1:
        return []
    return _smallest(map(crc32, _runs(words)))


def _tokens(document: Document) -> Sequence[str]:
    """The words of a text; without spaces between words, its letters."""
    folded = [word.folded for word in document.words]
    return folded if document.pack.meta.spaces else "".join(folded)


def _runs(words: Sequence[str]) -> Iterator[bytes]:
    for first in range(len(words) - _RUN + 1):
        yield " ".join(words[first : first + _RUN]).encode("utf-8", "surrogatepass")


def _smallest(hashes: Iterable[int]) -> list[int]:
    smallest = [0] * SIZE
    for value in hashes:
        place = value % SIZE
        if not 0 < smallest[place] <= value:
            smallest[place] = value
    return smallest
