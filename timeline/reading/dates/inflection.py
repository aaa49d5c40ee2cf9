"""Every form of a word, from its stem and the endings of its paradigm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple


class ParadigmError(ValueError):
    """A word that names a paradigm which its pack does not have."""


class Sound(NamedTuple):
    """A letter of an ending that is spelled after what stands before it: vowel harmony, assimilation."""

    spellings: Mapping[str, str]
    """The letter before it -> its spelling."""
    otherwise: str | None
    """The spelling after any other letter; None looks further back."""


class Inflector:
    """The endings of one language, with the sounds in them."""

    def __init__(self, sounds: Mapping[str, str], endings: Mapping[str, str]) -> None:
        self._sounds = {letter: _sound(spec) for letter, spec in sounds.items()}
        self._endings = {name: text.split() for name, text in endings.items()}
        self._spelled: dict[tuple[str, tuple[str, ...]], list[str]] = {}

    def forms(self, spec: str) -> Iterable[str]:
        """All forms of ``stem`` or ``stem+paradigm``, casefolded; those of a name of several words with spaces between them."""
        if "&" in spec:
            parts = (self.forms(part) for part in spec.split("&"))
            return (" ".join(form) for form in product(*parts))
        stem, plus, paradigm = spec.partition("+")
        stem = stem.casefold()
        if not plus or not stem:
            return (spec.casefold(),)
        return [form.replace("~", stem) for form in self._paradigm(stem, paradigm)]

    def _paradigm(self, stem: str, paradigm: str) -> list[str]:
        """The endings as they are spelled after this stem, ``~`` standing for the stem.

        What an ending looks like depends on the stem only through the spelling of each sound right after it, so that
        the twelve months share a handful of spelled paradigms.
        """
        key = paradigm, tuple(self._spell(stem, letter) for letter in self._sounds)
        if key not in self._spelled:
            if paradigm not in self._endings:
                known = ", ".join(sorted(self._endings)) or "none"
                raise ParadigmError(
                    f"{stem}+{paradigm}: there is no paradigm {paradigm!r}; there are: {known}"
                )
            self._spelled[key] = [self._attach(stem, ending) for ending in self._endings[paradigm]]
        return self._spelled[key]

    def _attach(self, stem: str, ending: str) -> str:
        if ending == "-":
            return "~"
        before, marker, after = ending.rpartition("~")
        word = stem
        for letter in after:
            word += self._spell(word, letter) if letter in self._sounds else letter
        return f"{before}~{word[len(stem) :]}" if marker else f"~{word[len(stem) :]}"

    def _spell(self, word: str, letter: str) -> str:
        """The spelling of a sound after a word; it may be another sound, when two things decide."""
        spellings, otherwise = self._sounds[letter]
        spelling = otherwise
        for before in reversed(word):
            spelling = spellings.get(before, otherwise)
            if spelling is not None:
                break
        if spelling is None:
            spelling = next(iter(spellings.values()))
        return self._spell(word, spelling) if spelling in self._sounds else spelling


def _sound(spec: str) -> Sound:
    """``"птк:т *:д"`` -> a sound."""
    spellings: dict[str, str] = {}
    otherwise = None
    for part in spec.split():
        letters, _, spelling = part.partition(":")
        if letters == "*":
            otherwise = spelling
        else:
            spellings.update(dict.fromkeys(letters, spelling))
    return Sound(spellings, otherwise)
