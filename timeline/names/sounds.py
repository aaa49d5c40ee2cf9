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
from timeline.names.origins import MARKED, ORIGINS, TURKISH_MARKED
from timeline.names.pinyin import respelt

_VOWELS = "aeiouy"
_VOWELS_ALIKE = str.maketrans("yeo", "iiu")
_LAST_LATIN = "\u02af"
_FEWEST_LOOSE = 3
_FEWEST_CLOSE = 4
_PLENTY = 3
"""So many consonants tell a name; with fewer the vowels have to agree as well."""
_MOSTLY = 0.4
_NEARLY = 0.75
_CLEARLY = 0.85
_DOUBLED = re.compile(r"(.)\1+")
_TOKEN = re.compile("[a-z0-9]+")

_Rules = list[tuple[re.Pattern[str], str]]


def _rules(*rules: tuple[str, str]) -> _Rules:
    return [(re.compile(pattern), replacement) for pattern, replacement in rules]


_ONSET = re.compile(
    "(?P<S>chzh|shch|tsch|dsch|tch|sch|sh|ch)|(?P<Z>dzh|dj|zh)|(?P<G>gh|g)|(?P<H>kh|h)|(?P<J>j)|(?P<C>ts|tz|z|s)|(?P<V>(?=[aeiouy]))"
)
_ALIKE = frozenset(map(frozenset, ("VH", "HG")))
"""First sounds that languages exchange, and drop: Hollande and Олланд, Helen and Гелен."""
_CLOSE = _rules(
    ("chzh|shch|tsch|dsch|tch|dzh|dj|sch|sh|ch|zh|j", "S"),
    ("owe?$", "o"),
    ("u[vw](?=[aeiouy])", "u"),
    ("d[sz](?!h)", "z"),
    ("ph|[wv]", "f"),
    ("c(?=[eiy])", "s"),
    ("ck|[cq]", "k"),
    ("x", "ks"),
    ("ts|tz|z", "s"),
    ("b$", "p"),
    ("d$", "t"),
    ("tS", "S"),
)
"""Spellings of one sound in the languages that write names by their sounds, in order."""
_ONE_LETTER = _rules(("[kg]h|g", "h"))
_STRIPPED = (*_CLOSE, *_rules(("k?h|g", ""), ("tS", "S")))
"""Without ``g`` and ``h``, which are one letter in some languages and none in others."""
_LOOSE = _rules(("[Ss]", ""), ("kf", "k"), ("b", "p"), ("d", "t"), ("l", "r"))
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
    middle: str
    """What stands between them."""


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
    lowered = _replaced(_replaced(small(name.replace("İ", "i")), sounds), _marked(name))
    return " ".join(_replaced(token, romanized) for token in latin_tokens(lowered))


def spoken_at_home(name: str) -> list[str]:
    """A name in Latin letters as each of the languages would say it that names come from unchanged: ``Haglechner``, ``Wiszniewski``.

    Empty for a name in another script.
    """
    if not name or max(name) > _LAST_LATIN:
        return []
    return list(dict.fromkeys(spoken(name, sounds, {}) for sounds in ORIGINS))


def _marked(name: str) -> Mapping[str, str]:
    """What letters with marks stand for; ``ç`` tells a Turk only beside letters that no other language has."""
    return TURKISH_MARKED if any(letter in "şŞğĞıİ" for letter in name) else MARKED


@lru_cache(maxsize=1 << 12)
def hear(spelt: str) -> Heard | None:
    """How a name sounds that `spoken` spelt; None when it is no full name, or too short to tell anybody by."""
    tokens = respelt([token for token in _TOKEN.findall(spelt) if token not in PARTICLES])
    if len(tokens) < 2:
        return None
    (onset, first), (second_onset, last) = _cut(tokens[0]), _cut(tokens[-1])
    close = (_consonants(first, _STRIPPED), _consonants(last, _STRIPPED))
    onsets = (onset, second_onset)
    loose = [
        "a" * bool(kind) + _without_last(_consonants(rest, (*_STRIPPED, *_LOOSE)))
        for kind, rest in zip(onsets, (first, last), strict=True)
    ]
    if not all(loose) or sum(map(len, loose)) < _FEWEST_LOOSE:
        return None
    enough = sum(len(sound) + bool(kind) for sound, kind in zip(close, onsets, strict=True)) >= _FEWEST_CLOSE
    loosely, closely = f"{loose[1]} {loose[0]}", close if enough else None
    return Heard((tokens[0], tokens[-1]), loosely, closely, onsets, "".join(tokens[1:-1]))


def _without_last(consonants: str) -> str:
    """Without the ``w`` of ``Petrow`` and ``Marlow``, which is a sound in the one and none in the other."""
    return consonants.removesuffix("f") or consonants


def are_one(one: Heard, other: Heard) -> bool:
    """Whether two names are spellings of one: the same sounds, but for the first ones that languages exchange."""
    if one.close is None or one.close != other.close:
        return False
    if one.middle and other.middle and not _is_middle(one.middle, other.middle):
        return False
    for word, (mine, theirs) in enumerate(zip(one.words, other.words, strict=True)):
        if len(one.close[word]) < _PLENTY and _likeness(mine, theirs) < _NEARLY:
            return False
    return all(
        mine == theirs or frozenset((mine, theirs)) in _ALIKE
        for mine, theirs in zip(one.onsets, other.onsets, strict=True)
    )


def may_be_one(one: Heard, other: Heard) -> bool:
    """Whether two names may be spellings of one where a script has no letter for every sound: most letters are the same."""
    return one.loose == other.loose and all(
        _likeness(mine, theirs) >= _MOSTLY for mine, theirs in zip(one.words, other.words, strict=True)
    )


def _is_middle(one: str, other: str) -> bool:
    """Whether two middle names, or the initial of one, are alike."""
    if 1 in (len(one), len(other)):
        return one[0] == other[0]
    return _likeness(one, other) >= _CLEARLY


def _likeness(one: str, other: str) -> float:
    """The share of letters that two words have in common."""
    return SequenceMatcher(None, _plain(one), _plain(other)).ratio()


@lru_cache(maxsize=1 << 12)
def _plain(word: str) -> str:
    """A word with its vowels, those that languages exchange as one."""
    for pattern, replacement in (*_CLOSE, *_ONE_LETTER):
        word = pattern.sub(replacement, word)
    return _DOUBLED.sub(r"\1", word.translate(_VOWELS_ALIKE))


def skeleton(word: str) -> str:
    """The consonants of a word in small Latin letters, without what some language exchanges or drops: equal for all its spellings."""
    return _consonants(word, (*_CLOSE, *_LOOSE))


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
