"""The words that a language pack and the registry of names know, for cutting words out of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import msgspec

from timeline.languages import Pack
from timeline.languages.spelling import folder
from timeline.model import ActorKind
from timeline.names import registry

_SECTIONS = ("names", "speech", "events")
_SLOT = "_"
_IMPERSONAL: tuple[ActorKind, ...] = ("state", "organisation", "place")
_NO_WORDS = frozenset(
    ("marks", "letters", "families", "given", "family_endings", "separators", "article", "verb_beginnings")
)


class Vocabulary(msgspec.Struct, frozen=True):
    """Folded words, ready for look-ups."""

    words: frozenset[str]
    stems: frozenset[str]
    """Beginnings that any word may go on after."""
    stem_lengths: tuple[int, ...]
    lengths: dict[str, tuple[int, ...]]
    """First character -> lengths of the words that begin so, the longest first."""
    particles: tuple[str, ...]
    """What is written onto the beginning of words."""
    contracted: tuple[tuple[str, str], ...]
    """A particle before which the article loses its first letter, with the article: ``ل`` and ``ال``."""
    named: frozenset[str]
    """Words of the names of states, bodies and places."""
    people: frozenset[str]
    """Those that are parts of people's names and nothing else."""
    own: frozenset[str]
    """Those of them that the pack has: no names."""

    def has(self, folded: str) -> bool:
        """Whether a word is known, itself or by its beginning."""
        return folded in self.words or any(folded[:length] in self.stems for length in self.stem_lengths)


@cache
def vocabulary(pack: Pack) -> Vocabulary:
    """The vocabulary of a pack, built when it is first asked for."""
    fold = folder(pack.spelling)
    phrases = {fold(phrase) for phrase in _phrases(pack)}
    pieces = {piece for phrase in phrases for piece in phrase.split() if piece != _SLOT}
    stems = {piece[:-1] for piece in pieces if piece.endswith("*")}
    own = {piece for piece in pieces if not piece.endswith("*")}
    index = registry().index(pack.meta.code)
    named = {fold(token) for token in index.tokens()}
    words = own | named
    if pack.meta.spaces:
        kept = {fold(word) for word in pack.morphology.protected}
        words -= {
            word
            for word in words - kept
            if (word.startswith(tuple(pack.morphology.prefixes[:2])) and word[1:] in words)
            or _is_contracted(word, words, pack)
        }
    stems |= {fold(stem) for stem in index.adjective_stems()}
    return Vocabulary(
        frozenset(words),
        frozenset(stems),
        tuple(sorted({len(stem) for stem in stems})),
        _lengths(words),
        tuple(pack.morphology.prefixes),
        tuple(pack.morphology.contracted.items()),
        frozenset(fold(token) for kind in _IMPERSONAL for token in index.tokens(kind)),
        frozenset(fold(token) for token in index.tokens("person")) - own,
        frozenset(own),
    )


def _is_contracted(word: str, words: set[str], pack: Pack) -> bool:
    """Whether a word is another one with a particle that swallows a letter of its article: ``للأمم``."""
    return any(
        word.startswith(particle + article[1:]) and article[:1] + word.removeprefix(particle) in words
        for particle, article in pack.morphology.contracted.items()
    )


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _phrases(pack: Pack) -> Iterator[str]:
    for section in _SECTIONS:
        yield from _strings(msgspec.to_builtins(getattr(pack, section)))
    yield from pack.identify.function_words
    yield from pack.morphology.protected
    if not pack.meta.spaces:
        yield from (
            word for words in pack.dates.words.values() for forms in words.values() for word in forms.split()
        )


def _strings(value: Any) -> Iterator[str]:
    """The strings of a section that hold words of the language: no name of a role, a kind or a gender."""
    if isinstance(value, str):
        if not value.isascii():
            yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NO_WORDS:
                yield from _strings(key)
                yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
