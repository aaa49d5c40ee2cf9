"""Telling a person again who is spelt another way in another language: ``Jussupowa``, ``Юсупова``, ``尤苏波娃``.

No one key does it: a German writes ``j`` where others write ``y``, Ukrainian has one letter for ``g`` and ``h``, Chinese has no ``r``. So
there are two. `loose` leaves out every sound that some language exchanges or drops: those who share it *may* be one. `are_one` compares
more closely, and is the only one by which two become one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from timeline.names.keys import PARTICLES, latin_tokens, small
from timeline.names.pinyin import respelt

_VOWELS = "aeiouy"
_FEWEST_LOOSE = 4
_FEWEST_CLOSE = 5
_MOSTLY = 0.5
_DOUBLED = re.compile(r"(.)\1+")
_TOKEN = re.compile("[a-z0-9]+")

_Rules = list[tuple[re.Pattern[str], str]]


def _rules(*rules: tuple[str, str]) -> _Rules:
    return [(re.compile(pattern), replacement) for pattern, replacement in rules]


_ONSET = re.compile(
    "(?P<S>shch|tsch|dsch|tch|sch|sh|ch)|(?P<Z>dzh|dj|zh)|(?P<G>gh|g)|(?P<H>kh|h)|(?P<J>j)|(?P<C>ts|tz|z|s)|(?P<V>(?=[aeiouy]))"
)
_ALIKE = frozenset(map(frozenset, ("VH", "VJ", "HJ", "HG", "JZ", "SZ")))
"""First sounds that languages exchange: Hollande and Олланд, Johanna and Йоханна, Juan and Хуан, Homel and Gomel, Jean and Жан, Schukow and Zhukov."""
_CLOSE = _rules(
    ("shch|tsch|dsch|tch|dzh|dj|sch|sh|ch|zh|j", "S"),
    ("owe?$", "o"),
    ("u[vw](?=[aeiouy])", "u"),
    ("ph|[wv]", "f"),
    ("c(?=[eiy])", "s"),
    ("ck|[cq]", "k"),
    ("x", "ks"),
    ("ts|tz|z", "s"),
    ("b$", "p"),
    ("d$", "t"),
    ("k?h|g", ""),
)
"""Spellings of one sound in the languages that write names by their sounds, in order; ``g`` and ``h`` are one letter in some."""
_LOOSE = _rules(("[Ss]", ""), ("b", "p"), ("d", "t"), ("l", "r"))
"""What goes besides, since some language exchanges it or has no letter for it."""


class Heard(NamedTuple):
    """How a full name sounds."""

    words: tuple[str, str]
    """The first and the last."""
    loose: str
    """Equal for all who may be one person."""
    close: tuple[str, str] | None
    """The consonants behind the onsets; None when too little of the name is left to tell a person by."""
    onsets: tuple[str, str]
    """The kinds of the first sounds of the first and the last word, where languages exchange them; else empty."""


def spoken(
    name: str,
    sounds: Mapping[str, str],
    romanized: Mapping[str, str],
    families: Sequence[str] = (),
    article: str = "",
) -> str:
    """A name in Latin letters, as English would spell what its language writes.

    Args:
        name: as an article has it, in its bare form.
        sounds: what letters of the language stand for: ``sch`` -> ``sh``.
        romanized: the same for the letters of its usual romanization: ``x`` -> ``sh``.
        families: family names that stand first and are written together with the first name.
        article: what is written onto a name and is no part of it.
    """
    if article:
        name = " ".join(word.removeprefix(article) for word in name.split())
    family = next(
        (family for family in families if len(family) < len(name) and name.startswith(family)), None
    )
    if family and name.isalpha():
        return " ".join(latin_tokens(f"{family} {name.removeprefix(family)}"))
    lowered = _replaced(small(name.replace("İ", "i")), sounds)
    return " ".join(_replaced(token, romanized) for token in latin_tokens(lowered))


@lru_cache(maxsize=1 << 12)
def hear(spelt: str) -> Heard | None:
    """How a name sounds that `spoken` spelt; None when it is no full name, or too short to tell anybody by."""
    tokens = respelt([token for token in _TOKEN.findall(spelt) if token not in PARTICLES])
    if len(tokens) < 2:
        return None
    (onset, first), (second_onset, last) = _cut(tokens[0]), _cut(tokens[-1])
    close = (_consonants(first, _CLOSE), _consonants(last, _CLOSE))
    onsets = (onset, second_onset)
    loose = [
        "a" * bool(kind) + _consonants(rest, (*_CLOSE, *_LOOSE))
        for kind, rest in zip(onsets, (first, last), strict=True)
    ]
    if not all(loose) or sum(map(len, loose)) < _FEWEST_LOOSE:
        return None
    enough = sum(len(sound) + bool(kind) for sound, kind in zip(close, onsets, strict=True)) >= _FEWEST_CLOSE
    return Heard((tokens[0], tokens[-1]), f"{loose[1]} {loose[0]}", close if enough else None, onsets)


def are_one(one: Heard, other: Heard) -> bool:
    """Whether two names are spellings of one: the same sounds, but for the first ones that languages exchange."""
    if one.close is None or one.close != other.close:
        return False
    return all(
        mine == theirs or frozenset((mine, theirs)) in _ALIKE
        for mine, theirs in zip(one.onsets, other.onsets, strict=True)
    )


def may_be_one(one: Heard, other: Heard) -> bool:
    """Whether two names may be spellings of one where a script has no letter for every sound: most letters are the same."""
    return one.loose == other.loose and all(
        SequenceMatcher(None, mine, theirs).ratio() >= _MOSTLY
        for mine, theirs in zip(one.words, other.words, strict=True)
    )


def _replaced(word: str, table: Mapping[str, str]) -> str:
    if not table:
        return word
    return _pattern(tuple(table)).sub(lambda found: table[found[0]], word)


@lru_cache(maxsize=64)
def _pattern(letters: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(letters, key=len, reverse=True))))


def _cut(token: str) -> tuple[str, str]:
    """The kind of a word's first sound, if languages exchange it, and the rest of the word."""
    found = _ONSET.match(token)
    return (found.lastgroup or "", token[found.end() :]) if found else ("", token)


def _consonants(token: str, rules: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for pattern, replacement in rules:
        token = pattern.sub(replacement, token)
    return _DOUBLED.sub(r"\1", "".join(letter for letter in token if letter not in _VOWELS))
