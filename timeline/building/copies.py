"""Articles that copy one another, such as a wire's dispatch and what newspapers print of it, found by their fingerprints.

Who copies whom is a matter of the articles alone: two are near when half of their fingerprints is equal, and whatever hangs together
by nearness is one text. So neither the order in which they come nor one that was there in between makes a difference.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

Print: TypeAlias = bytes
"""A fingerprint in far less room than a list of its numbers takes; see `compact`."""
Band: TypeAlias = bytes

_FOUR_BYTES = "I"
_NEAR = 0.5
"""So much of two fingerprints is equal when one text copies the other, be it shortened or with a new beginning."""


class Copies:
    """Which articles are near which. Near fingerprints are found by two values side by side that they share."""

    def __init__(self) -> None:
        self._articles: dict[Print, set[str]] = defaultdict(set)
        self._bands: dict[Band, list[Print]] = {}
        self._near: dict[Print, set[Print]] = {}

    def add(self, article: str, own: Print) -> None:
        """Take in an article with its fingerprint; one without copies nobody."""
        if not own:
            return
        if own not in self._near:
            self._place(own)
        self._articles[own].add(article)

    def remove(self, article: str, own: Print) -> None:
        """Forget an article that was taken in with this fingerprint."""
        if article not in self._articles.get(own, ()):
            return
        self._articles[own].discard(article)
        if not self._articles[own]:
            self._displace(own)

    def first_of(self, articles: Iterable[str]) -> dict[str, str]:
        """Of articles in an order of their own, each that copies, or is copied, with the first one of the same text."""
        place = {article: number for number, article in enumerate(articles)}
        prints = {own: [one for one in told if one in place] for own, told in self._articles.items()}
        first: dict[str, str] = {}
        seen: set[Print] = set()
        for own, told in prints.items():
            if own in seen or not told or not (len(told) > 1 or self._near[own]):
                continue
            group = list(self._together(own, prints))
            seen.update(group)
            same = [article for one in group for article in prints[one]]
            if len(same) > 1:
                leader = min(same, key=place.__getitem__)
                first |= dict.fromkeys(same, leader)
        return first

    def _together(self, own: Print, prints: Mapping[Print, Sequence[str]]) -> Iterator[Print]:
        """All fingerprints that hang together with one, among those of articles that count."""
        found = {own}
        waiting = [own]
        while waiting:
            one = waiting.pop()
            yield one
            fresh = [other for other in self._near[one] if other not in found and prints[other]]
            found.update(fresh)
            waiting += fresh

    def _place(self, own: Print) -> None:
        candidates: set[Print] = set()
        for band in _bands(own):
            sharing = self._bands.setdefault(band, [])
            candidates.update(sharing)
            sharing.append(own)
        self._near[own] = {other for other in candidates if nearness(_numbers(own), _numbers(other)) >= _NEAR}
        for other in self._near[own]:
            self._near[other].add(own)

    def _displace(self, own: Print) -> None:
        del self._articles[own]
        for other in self._near.pop(own):
            self._near[other].discard(own)
        for band in _bands(own):
            self._bands[band].remove(own)
            if not self._bands[band]:
                del self._bands[band]


def nearness(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of two fingerprints that is equal, of what is filled in either."""
    filled = [(a, b) for a, b in zip(one, other, strict=False) if a or b]
    return sum(a == b for a, b in filled) / len(filled) if filled else 0.0


def compact(fingerprint: Iterable[int]) -> Print:
    """A fingerprint as it is kept."""
    return array(_FOUR_BYTES, [value & 0xFFFFFFFF for value in fingerprint]).tobytes()


def _numbers(own: Print) -> Sequence[int]:
    return array(_FOUR_BYTES, own)


def _bands(own: Print) -> list[Band]:
    """Values side by side, with the place of the first."""
    return [bytes((place // 8,)) + own[place : place + 8] for place in range(0, len(own) - 7, 8)]
