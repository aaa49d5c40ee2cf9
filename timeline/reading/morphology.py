"""The words that a form may be a form of: ``Трамптың`` of ``Трамп``, ``Москвы`` of ``Москва``, ``Putin’s`` of ``Putin``.

Nothing here knows a word from another; it tells what the grammar allows, and its callers look for evidence among names they know.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from timeline.languages import Pack
from timeline.languages.schema import CaseEnding, Morphology
from timeline.names.keys import fold, unified

_HYPHENS = "-‑"
_APOSTROPHES = "'’ʼ"
_SHORTEST_STEM = 2


Doubt: TypeAlias = Literal["never", "seldom", "often"]


class Stem(NamedTuple):
    """A bare word that a form may belong to."""

    text: str
    case: str
    """The case that the form then is in; ``""`` for the form itself."""
    bare: Doubt
    """How often a bare name looks like this form."""


class _Rule(NamedTuple):
    case: str
    after: str
    """Letters that may come before it; empty for any."""
    harmony: str
    """The vowels that a stem must not have last; empty where harmony is not asked for."""
    restore: tuple[str, ...]
    bare: Doubt


class _Grammar(NamedTuple):
    endings: dict[str, tuple[_Rule, ...]]
    lengths: tuple[int, ...]
    """Of the endings, longest first."""
    vowels: str
    """All that count for harmony, the neutral ones among them."""
    silent: str
    neutral: tuple[str, ...]
    protected: frozenset[str]
    glued: bool
    apostrophe: bool
    hyphen: bool


@lru_cache(maxsize=1 << 14)
def stems(word: str, pack: Pack, shortest: int = _SHORTEST_STEM) -> tuple[Stem, ...]:
    """The bare words that ``word`` may be a form of, itself first, each with the case it would be in.

    ``shortest`` is the least number of letters before an ending: one where the name is known, as ``И`` in ``Ван Имен``.
    """
    grammar = _grammar(pack)
    bare = Stem(word, "", "often")
    folded = unified(word).replace("İ", "i").casefold()
    if len(folded) != len(word) or fold(word) in grammar.protected:
        return (bare,)
    found = [bare, *_set_off(word, folded, grammar)]
    if grammar.glued and len(found) == 1:
        found += _glued(word, folded, grammar, shortest)
    return tuple(dict.fromkeys(found))


@cache
def _grammar(pack: Pack) -> _Grammar:
    section = pack.morphology
    endings: dict[str, list[_Rule]] = {}
    for case in section.cases:
        for form in case.forms:
            endings.setdefault(form, []).append(_rule(form, case, section))
    return _Grammar(
        {form: tuple(rules) for form, rules in endings.items()},
        tuple(sorted({len(form) for form in endings}, reverse=True)),
        section.back_vowels + section.front_vowels + section.neutral_vowels,
        section.silent_letters,
        tuple(section.neutral_endings),
        frozenset(map(fold, section.protected)),
        section.strategy in ("suffix", "ending"),
        section.apostrophe or section.strategy == "apostrophe",
        section.hyphen,
    )


def _rule(form: str, case: CaseEnding, section: Morphology) -> _Rule:
    after = "".join(section.letters[name] for name in case.after.split())
    harmony = ""
    if case.harmony and section.back_vowels:
        back = any(vowel in section.back_vowels for vowel in form)
        harmony = section.front_vowels if back else section.back_vowels
    return _Rule(case.case, after, harmony, tuple(case.restore), case.bare)


def _set_off(word: str, folded: str, grammar: _Grammar) -> list[Stem]:
    """What is left without an ending behind an apostrophe or a hyphen. Nothing else about the stem matters then."""
    marks = (_APOSTROPHES if grammar.apostrophe else "") + (_HYPHENS if grammar.hyphen else "")
    cut = max((folded.rfind(mark) for mark in marks), default=-1)
    if cut < 1:
        return []
    return [Stem(word[:cut], rule.case, "never") for rule in grammar.endings.get(folded[cut + 1 :], ())]


def _glued(word: str, folded: str, grammar: _Grammar, shortest: int) -> list[Stem]:
    found = []
    for length in grammar.lengths:
        cut = len(folded) - length
        if cut < shortest:
            continue
        for rule in grammar.endings.get(folded[cut:], ()):
            if _fits(folded[:cut], rule, grammar):
                found += [
                    Stem(word[:cut] + _as_in(word, restored), rule.case, rule.bare)
                    for restored in rule.restore
                ]
    return found


def _fits(stem: str, rule: _Rule, grammar: _Grammar) -> bool:
    last = stem.rstrip(grammar.silent)[-1:] if grammar.silent else stem[-1]
    if rule.after and last not in rule.after:
        return False
    if not rule.harmony or stem.endswith(grammar.neutral):
        return True
    vowel = next((letter for letter in reversed(stem) if letter in grammar.vowels), None)
    return vowel is None or vowel not in rule.harmony


def _as_in(word: str, ending: str) -> str:
    return ending.upper() if len(word) > 1 and word.isupper() else ending
