"""The words of a text: letters between spaces, or what a language's vocabulary cuts out of them.

Where words are written together (``外长王毅表示``), and where particles are written onto words (``وقال``, ``للرئيس``), the words of the pack
and of the registry are cut out, the longest first. Words that an apostrophe or a hyphen joins (``l’ambassadeur``, ``a-t-il``) are cut there. What is left over may be a name that nobody knows yet: `Coining` looks for those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from timeline.languages import Pack
from timeline.languages.spelling import folder
from timeline.reading.vocabulary import Vocabulary, vocabulary

_MARKS = r"\u0300-\u036f\u064b-\u065f\u0670"
"""Accents and vowel marks that stand by themselves, as in a decomposed й."""
_WORD = re.compile(rf"[^\W_]+(?:(?:[{_MARKS}]*['’ʼ‑-]|[{_MARKS}]+)[^\W_]+)*[{_MARKS}]*")
_APOSTROPHE = re.compile(r"['’ʼ]")
_TOGETHER = re.compile(r"[\u3400-\u9fff]")
_PIECE = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:['’ʼ‑-][^\W_\u3400-\u9fff]+)*")
_MOST_PARTICLES = 3
_SHORTEST_REST = 2


class Word(NamedTuple):
    """A run of letters and digits; hyphens and apostrophes inside it belong to it, and the apostrophe that elides its end."""

    start: int
    end: int
    text: str
    folded: str
    """Casefolded, or in one spelling where the script has no cases, for look-ups."""


def words_of(text: str, pack: Pack) -> tuple[list[Word], frozenset[str]]:
    """The words of a text, and the folded parts of new names that had to be told from other words to find them."""
    fold = _small if pack.meta.cased else folder(pack.spelling)
    whole = [Word(m.start(), m.end(), m[0], fold(m[0])) for m in _WORD.finditer(text)]
    if pack.meta.cased:
        return (list(_apart(whole, pack)) if pack.spelling.elided else whole), frozenset()
    from timeline.reading.coining import coined  # needed only where capital letters tell nothing

    known = vocabulary(pack)
    cut = _together if not pack.meta.spaces else _with_particles
    pieces = [list(cut(run, known)) for run in whole]
    words = list(chain.from_iterable(pieces))
    new = coined(text, words, pack, known)
    if not new:
        return words, new
    holds = re.compile("|".join(map(re.escape, new))).search
    again = (
        list(cut(run, known, new)) if holds(run.folded) else piece
        for run, piece in zip(whole, pieces, strict=True)
    )
    return list(chain.from_iterable(again)), new


def _small(word: str) -> str:
    """A word in small letters; the dot that casefolding leaves over an i is no letter of its own."""
    return word.casefold().replace("i\u0307", "i")


def _apart(words: Sequence[Word], pack: Pack) -> Iterator[Word]:
    """Words without those elided before them, which keep their apostrophe, and without the pronouns behind them."""
    elided, enclitics = frozenset(pack.spelling.elided), tuple(pack.spelling.enclitics)
    for word in words:
        if len(word.folded) != len(word.text):
            yield word
            continue
        rest = word
        while (joint := _APOSTROPHE.search(rest.text)) and rest.folded[: joint.start()] in elided:
            at = rest.start + joint.end()
            yield Word(rest.start, at, rest.text[: joint.end()], rest.folded[: joint.start()])
            rest = Word(at, rest.end, rest.text[joint.end() :], rest.folded[joint.end() :])
        enclitic = next((one for one in enclitics if rest.folded.endswith(one)), "")
        if not enclitic or len(enclitic) >= len(rest.text):
            yield rest
            continue
        stem, pronoun = len(rest.text) - len(enclitic), len(enclitic) - enclitic.rindex("-") - 1
        yield Word(rest.start, rest.start + stem, rest.text[:stem], rest.folded[:stem])
        yield Word(rest.end - pronoun, rest.end, rest.text[-pronoun:], rest.folded[-pronoun:])


def _together(run: Word, known: Vocabulary, new: frozenset[str] = frozenset()) -> Iterator[Word]:
    """Words that are written without spaces; what no list has falls into single characters."""
    if _TOGETHER.search(run.text) is None:
        yield run
        return
    for piece in _PIECE.finditer(run.text):
        if _TOGETHER.match(piece[0]) is None:
            yield _part(run, piece.start(), piece.end())
        else:
            yield from _cut(run, piece.start(), piece.end(), known, _lengths(new))


@lru_cache(maxsize=4)
def _lengths(new: frozenset[str]) -> dict[str, list[str]]:
    """First character -> the words that begin so, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(new, key=len, reverse=True):
        found.setdefault(word[0], []).append(word)
    return found


def _cut(run: Word, start: int, end: int, known: Vocabulary, new: dict[str, list[str]]) -> Iterator[Word]:
    folded = run.folded if len(run.folded) == len(run.text) else run.text
    words, known_lengths = known.words, known.lengths
    at = start
    while at < end:
        first = folded[at]
        length = 1
        for length in known_lengths.get(first, ()):
            if at + length <= end and folded[at : at + length] in words:
                break
        else:
            length = 1
        for name in new.get(first, ()):
            if len(name) <= length:
                break
            if folded.startswith(name, at, end):
                length = len(name)
                break
        behind = at + length
        yield Word(run.start + at, run.start + behind, run.text[at:behind], folded[at:behind])
        at = behind


def _part(run: Word, start: int, end: int) -> Word:
    return Word(run.start + start, run.start + end, run.text[start:end], run.text[start:end].casefold())


def _with_particles(word: Word, known: Vocabulary, new: frozenset[str] = frozenset()) -> Iterator[Word]:
    """A word without the particles that are written onto it; those come as words of their own."""
    if word.folded in known.words:
        yield word
        return
    cut = _particles(word.folded, known, new)
    start = word.start
    for particle in cut[:-1]:
        yield Word(start, start + len(particle), word.text[start - word.start :][: len(particle)], particle)
        start += len(particle)
    if start > word.start:
        yield Word(start, word.end, word.text[start - word.start :], cut[-1])
    else:
        yield word


def _particles(folded: str, known: Vocabulary, new: frozenset[str]) -> Sequence[str]:
    """The particles before a word, and the word as it is without them: ``وللرئيس`` is ``و``, ``ل``, ``الرئيس``."""
    found: list[str] = []
    rest = folded
    for _ in range(_MOST_PARTICLES):
        if rest in new or known.has(rest):
            return [*found, rest]
        particle = next((one for one in known.particles if rest.startswith(one)), None)
        if particle is None or len(rest) - len(particle) < _SHORTEST_REST:
            break
        found.append(particle)
        rest = rest[len(particle) :]
        for contracted, full in known.contracted:
            if particle == contracted and rest.startswith(full[1:]):
                rest = full[:1] + rest
    return [*found, rest] if found and (rest in new or known.has(rest)) else [folded]


@cache
def separators(pack: Pack) -> frozenset[str]:
    """What may stand between two words of one name."""
    return frozenset({" ", "\u00a0"} | set(pack.names.separators))
