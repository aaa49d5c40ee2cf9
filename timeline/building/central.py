"""The sentences that say best what many sentences say: those nearest to the middle of all, none twice. Word counts, nothing learned."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

Vector: TypeAlias = Mapping[str, float]
Weighed: TypeAlias = tuple[str, Vector]
"""A sentence and its words by weight."""

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_SHORTEST = 3
"""Letters of a word that counts."""
_FEWEST, _MOST = 6, 60
"""Words of a sentence that can stand for a day."""
_SAME = 0.95


class Weights:
    """How much each word of some texts says: the rarer, the more."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        self._total = 0
        for text in texts:
            counts.update(set(_words(text)))
            self._total += 1
        self._counts = counts

    def vector(self, text: str) -> Vector:
        """The words of a text by weight, of length one."""
        told = Counter(_words(text))
        weighed = {
            word: times * (math.log((1 + self._total) / (1 + self._counts[word])) + 1)
            for word, times in told.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        return {word: weight / length for word, weight in weighed.items()}


def _words(text: str) -> list[str]:
    """Words, or pairs of letters where a script puts no spaces between words."""
    words: list[str] = []
    for word in _WORD.findall(text.casefold()):
        if _UNSPACED.search(word):
            words += [word[place : place + 2] for place in range(len(word) - 1)]
        elif len(word) >= _SHORTEST:
            words.append(word)
    return words


def central(told: Sequence[str], opening: Sequence[str], most: int, weights: Weights) -> list[str]:
    """Choose sentences for a day.

    Args:
        told: the sentences that tell of it.
        opening: those that open the articles published on it or right after. What both have in common is the news of that day.
        most: how many to choose.
        weights: of the words.

    Returns:
        Sentences as they stand, the one that says most first; fewer than ``most`` when there are no more.
    """
    one, other = ([(text, weights.vector(text)) for text in texts] for texts in (told, opening))
    candidates = one + other
    if one and other:
        candidates = _nearest(candidates, _in_common(one, other)) or candidates
    return _spread([weighed for weighed in candidates if _is_of_use(weighed[0])] or candidates, most)


def _in_common(one: Sequence[Weighed], other: Sequence[Weighed]) -> Vector:
    """The mean of two means over the words that both have."""
    sums = _sum(vector for _, vector in one), _sum(vector for _, vector in other)
    return {
        word: sums[0][word] / len(one) ** 2 + sums[1][word] / len(other) ** 2
        for word in sums[0]
        if word in sums[1]
    }


def _nearest(candidates: Sequence[Weighed], middle: Vector) -> list[Weighed]:
    """The sentences near to a middle, up to where nearness falls off."""
    near = sorted(
        ((_cosine(middle, vector), -place) for place, (_, vector) in enumerate(candidates)), reverse=True
    )
    knee = max(range(len(near)), key=lambda place: _fall(near, place) - near[place][0])
    return [candidates[-place] for nearness, place in near[: max(knee, 1)] if nearness > 0]


def _fall(near: Sequence[tuple[float, int]], place: int) -> float:
    """How near a sentence would be, did nearness fall evenly from first to last."""
    first, last = near[0][0], near[-1][0]
    return first - (first - last) * place / max(len(near) - 1, 1)


def _is_of_use(sentence: str) -> bool:
    return bool(_UNSPACED.search(sentence)) or _FEWEST <= len(sentence.split()) <= _MOST


def _spread(candidates: Sequence[Weighed], most: int) -> list[str]:
    """Again and again the sentence that brings those chosen nearest to the middle of all."""
    middle = _sum(vector for _, vector in candidates)
    chosen: list[str] = []
    so_far: Vector = {}
    left = list(candidates)
    while left and len(chosen) < most:
        best = max(left, key=lambda weighed: _cosine(middle, _sum((so_far, weighed[1]))))
        chosen.append(best[0])
        so_far = _sum((so_far, best[1]))
        left = [weighed for weighed in left if weighed[0] != best[0] and _cosine(weighed[1], best[1]) < _SAME]
    return chosen


def _sum(vectors: Iterable[Vector]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for word, weight in vector.items():
            total[word] += weight
    return dict(total)


def _cosine(one: Vector, other: Vector) -> float:
    fewer, more = (one, other) if len(one) < len(other) else (other, one)
    product = sum(weight * more[word] for word, weight in fewer.items() if word in more)
    lengths = _squares(one) * _squares(other)
    return product / math.sqrt(lengths) if lengths else 0.0


def _squares(vector: Vector) -> float:
    return sum(weight * weight for weight in vector.values())
