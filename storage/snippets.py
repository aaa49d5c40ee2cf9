"""The piece of an article that shows why a search found it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.folding import folded_words
from storage.syntax import All, Either, Node, Query, Words
from timeline.model import Article

_WORD = re.compile(r"\w+(?:['’‘ʼʻ`´ʹ\u00ad\u0640]+\w+)*")
_BEFORE, _SIZE = 60, 200


def snippet(article: Article, query: Query) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text around the first word that a query looks for, and where such words stand in it."""
    wanted = tuple({word for words in _sought(query.root) for word in words})
    found = list(_marks(article.text, wanted)) if wanted else []
    start = _word_start(article.text, max(0, found[0][0] - _BEFORE)) if found else 0
    end = _word_end(article.text, start + _SIZE)
    marks = tuple((first - start, last - start) for first, last in found if first >= start and last <= end)
    return article.text[start:end].replace("\n", " "), marks


def _sought(node: Node) -> Iterator[tuple[str, ...]]:
    if isinstance(node, All | Either):
        for part in node.nodes:
            yield from _sought(part)
    elif isinstance(node, Words) and node.field != "source":
        yield node.words


def _marks(text: str, wanted: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for found in _WORD.finditer(text):
        folded = folded_words(found[0]).split()
        if len(folded) == 1:
            if folded[0].startswith(wanted):
                yield found.span()
        elif len(folded) == len(found[0]):  # a writing without spaces: each character is a word
            yield from (
                (found.start() + place, found.start() + place + 1)
                for place, word in enumerate(folded)
                if word.startswith(wanted)
            )
        elif any(word.startswith(wanted) for word in folded):
            yield found.span()


def _word_start(text: str, place: int) -> int:
    """Not in the middle of a word, if one begins near."""
    space = text.find(" ", place, place + 20) if place else -1
    return space + 1 if space >= 0 else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - 20, place)
    return space if space >= 0 else place
