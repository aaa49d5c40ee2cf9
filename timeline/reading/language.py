"""Which language an article is in, from its script, its letters, its commonest words and their endings.

Each pack's ``[meta]`` and ``[identify]`` are all that is known of a language; a text that fits none of them well stays unknown,
as a wrong language spoils everything that is read by it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from timeline.languages import Identity, identities

_SCRIPTS = {
    "Latn": "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ",
    "Cyrl": "\u0400-\u052f",
    "Arab": "\u0600-\u06ff\u0750-\u077f",
    "Hans": "\u3400-\u9fff",
}
"""ISO 15924 -> the letters of the script, as the inside of a character class."""
_WORD = re.compile(r"[^\W\d_]+")
_HEAD = 2000
_SAMPLE = 400
"""Code points read from the beginning, and from each later place."""
_LETTER_WEIGHT = 5.0
_LETTER_LIMIT = 0.4
_ENDING_WEIGHT = 0.3
_FOREIGN_WEIGHT = 8.0
_ENOUGH = 0.15
_MARGIN = 0.03
_SPACELESS_SCORE = 0.5
_UNSEEN_WORDS = 4
"""Counted as words that fit no language, so that one short word of a short text proves little."""


class _Matcher(NamedTuple):
    """An identity made ready for counting."""

    code: str
    script: str
    spaces: bool
    letters: frozenset[str]
    foreign: frozenset[str]
    pairs: tuple[str, ...]
    words: frozenset[str]
    endings: tuple[str, ...]
    beginnings: tuple[str, ...]


class _Sample(NamedTuple):
    letters: str
    words: list[str]
    text: str


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text; None when it is none of those that have a pack, or too little to tell."""
    raw = _excerpt(text)
    script = _main_script(raw)
    if script is None:
        return None
    words = [word.casefold() for word in _script_words(script).findall(raw)]
    sample = _Sample("".join(words), words, raw.casefold())
    scores = sorted(
        ((_score(matcher, sample), matcher.code) for matcher in _matchers() if matcher.script == script),
        reverse=True,
    )
    if not scores or scores[0][0] < _ENOUGH or (len(scores) > 1 and scores[0][0] - scores[1][0] < _MARGIN):
        return None
    return scores[0][1]


def _excerpt(text: str) -> str:
    """The beginning, and something of the middle and the end, as a heading may be in another language than the rest."""
    if len(text) <= _HEAD + 2 * _SAMPLE:
        return text
    middle = (_HEAD + len(text)) // 2
    return f"{text[:_HEAD]} {text[middle : middle + _SAMPLE]} {text[-_SAMPLE:]}"


def _main_script(text: str) -> str | None:
    """The script of more than half of the letters."""
    letters = sum(map(len, _WORD.findall(text)))
    counts = {script: sum(map(len, _script_words(script).findall(text))) for script in _SCRIPTS}
    script = max(counts, key=lambda name: counts[name])
    return script if counts[script] * 2 > letters else None


@cache
def _script_words(script: str) -> re.Pattern[str]:
    return re.compile(f"[{_SCRIPTS[script]}]+")


@cache
def _matchers() -> tuple[_Matcher, ...]:
    return tuple(_matcher(identity) for identity in identities())


def _matcher(identity: Identity) -> _Matcher:
    meta, section = identity.meta, identity.identify
    letters, foreign = frozenset(section.letters), frozenset(section.foreign_letters)
    return _Matcher(
        meta.code,
        meta.script,
        meta.spaces,
        letters,
        foreign,
        tuple(section.foreign_pairs),
        frozenset((*section.function_words, *section.news_words)),
        tuple(section.endings),
        tuple(section.beginnings),
    )


def _score(matcher: _Matcher, sample: _Sample) -> float:
    """How well a language fits: the share of its commonest words, helped by its letters and endings, hurt by foreign letters."""
    total = len(sample.letters)
    own = sum(letter in matcher.letters for letter in sample.letters) / total
    foreign = sum(letter in matcher.foreign for letter in sample.text)
    foreign += sum(sample.letters.count(pair) for pair in matcher.pairs)
    evidence = min(own * _LETTER_WEIGHT, _LETTER_LIMIT) - foreign / total * _FOREIGN_WEIGHT
    if not matcher.spaces:
        return _SPACELESS_SCORE + evidence
    number = len(sample.words) + _UNSEEN_WORDS
    common = sum(word in matcher.words for word in sample.words) / number
    ended = (
        sum(word.endswith(matcher.endings) or word.startswith(matcher.beginnings) for word in sample.words)
        / number
    )
    return common + ended * _ENDING_WEIGHT + evidence
