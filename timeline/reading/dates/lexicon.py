"""What the date reader knows of one language: every word form with its classes, and the tree of phrases. Built once per pack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from timeline.languages import Pack
from timeline.languages.schema.dates import Dates, Numbers, Tense
from timeline.languages.spelling import folder
from timeline.reading.dates.glued import Parts, parts_of
from timeline.reading.dates.inflection import Inflector
from timeline.reading.dates.phrases import PhraseError, State, names_in, plant
from timeline.reading.dates.spelled import LINK
from timeline.reading.dates.token import NUMBER_CLASSES, Classes, Value


class Cues(msgspec.Struct, frozen=True):
    """What tells that a sentence looks ahead (1) or back (-1)."""

    words: dict[str, int]
    endings: tuple[tuple[tuple[str, ...], int], ...]
    beginnings: tuple[str, ...]
    """Of words that look ahead."""
    passive: frozenset[str]
    """Words after which none is a cue."""
    fold: Callable[[str], str]
    within: re.Pattern[str] | None
    """Finds the cues in writing without spaces; None where words are written apart."""
    verb_final: bool
    nearest: bool


class Runs(msgspec.Struct, frozen=True):
    """How words are found in writing without spaces."""

    starts: re.Pattern[str]
    """The characters that begin a word or a number."""
    lengths: dict[str, tuple[int, ...]]
    """First character -> lengths of the words that begin so, the longest first."""
    digits: dict[str, int]
    """The characters of numbers, with their values."""


class Lexicon(msgspec.Struct, frozen=True):
    """The words and phrases of time in one language."""

    words: dict[str, Classes]
    """Folded form -> classes."""
    titled: dict[str, Classes]
    """The same for words with a capital letter; some are words of time only then."""
    number_endings: dict[str, bool]
    """What may follow a number in digits -> whether that makes it an ordinal."""
    compounds: dict[str, list[str]]
    """The first word of names of several words -> the whole names, the longest first."""
    phrases: State
    cues: Cues
    numbers: Numbers
    order: str
    fold: Callable[[str], str]
    glued: Parts | None
    """The parts of numbers that are written as one word; None where none is."""
    silent: str
    """Signs within words that do not count."""
    runs: Runs | None
    """None where words are written apart."""


_built: dict[int, tuple[Pack, Lexicon]] = {}


def lexicon_of(pack: Pack) -> Lexicon:
    """The lexicon of a pack; built when it is first asked for.

    Raises:
        PhraseError: a phrase of the pack cannot be read.
        ParadigmError: a word of the pack names a paradigm that is not there.
    """
    entry = _built.get(id(pack))
    if entry is None:
        entry = _built[id(pack)] = (pack, build(pack))
    return entry[1]


def build(pack: Pack) -> Lexicon:
    """Build the lexicon of a pack.

    Raises:
        PhraseError: a phrase of the pack cannot be read.
        ParadigmError: a word of the pack names a paradigm that is not there.
    """
    dates, numbers = pack.dates, pack.numbers
    inflector = Inflector(dates.sounds, dates.endings)
    fold = folder(pack.spelling)
    words: dict[str, Classes] = {}
    titled: dict[str, Classes] = {}
    for name, value, spec in _specs(dates, numbers):
        target = titled if spec.startswith("^") else words
        for form in inflector.forms(spec.lstrip("^")):
            target.setdefault(fold(form), {})[name] = value
    phrases = plant(_phrases(dates), dates.phrases)
    for name in names_in(phrases):
        if _is_class(name):
            _check(name, dates)
        else:
            for form in inflector.forms(name):
                words.setdefault(fold(form) or form, {})[name] = name
    for form, classes in words.items():
        titled[form] = {**classes, **titled[form]} if form in titled else classes
    endings = dict.fromkeys(_forms(inflector, numbers.case_endings), False)
    endings |= dict.fromkeys(_forms(inflector, numbers.ordinal_endings), True)
    return Lexicon(
        words=words,
        titled=titled,
        number_endings=endings,
        compounds=_compounds(titled),
        phrases=State((phrases,)),
        cues=_cues(dates.tense, inflector, fold, pack.meta.spaces),
        numbers=numbers,
        order=dates.order,
        fold=fold,
        glued=_glued(inflector, numbers, fold) if numbers.glued else None,
        silent=pack.spelling.silent,
        runs=None if pack.meta.spaces else _runs(words, numbers),
    )


def _compounds(words: Iterable[str]) -> dict[str, list[str]]:
    compounds: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        first, space, _ = word.partition(" ")
        if space:
            compounds.setdefault(first, []).append(word)
    return compounds


def _runs(words: dict[str, Classes], numbers: Numbers) -> Runs:
    digits = {
        character: int(value) for value, specs in numbers.cardinals.items() for character in specs.split()
    }
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    starts = "".join(sorted(lengths.keys() | digits.keys()))
    return Runs(
        re.compile(f"[{re.escape(starts)}]" if starts else "(?!)"),
        {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        digits,
    )


def _check(name: str, dates: Dates) -> None:
    if name not in NUMBER_CLASSES and name not in dates.words:
        known = ", ".join(sorted(NUMBER_CLASSES | dates.words.keys()))
        raise PhraseError(f"a phrase names the class {name}; there are: {known}")


def _specs(dates: Dates, numbers: Numbers) -> Iterator[tuple[str, Value, str]]:
    """Class, value and spec of every word."""
    for name, values in dates.words.items():
        for value, specs in values.items():
            for spec in specs.split():
                yield name, _value(value), spec
    for name, spelled in (("CARDINAL", numbers.cardinals), ("ORDINAL", numbers.ordinals)):
        for value, specs in spelled.items():
            for spec in specs.split():
                yield name, int(value), spec
    for spec in numbers.links.split():
        yield LINK, spec, spec


def _phrases(dates: Dates) -> Iterator[tuple[str, str]]:
    for rule, phrases in msgspec.structs.asdict(dates.patterns).items():
        for phrase in phrases:
            yield rule, phrase


def _glued(inflector: Inflector, numbers: Numbers, fold: Callable[[str], str]) -> Parts:
    cardinals = _valued(inflector, numbers.cardinals, fold)
    cardinals |= _valued(inflector, numbers.glued, fold)
    return parts_of(cardinals, _valued(inflector, numbers.ordinals, fold))


def _valued(inflector: Inflector, words: Mapping[str, str], fold: Callable[[str], str]) -> dict[str, int]:
    return {fold(form): int(value) for value, specs in words.items() for form in _forms(inflector, specs)}


def _forms(inflector: Inflector, specs: str) -> Iterable[str]:
    return (form for spec in specs.split() for form in inflector.forms(spec))


def _cues(tense: Tense, inflector: Inflector, fold: Callable[[str], str], spaces: bool) -> Cues:
    words: dict[str, int] = {}
    for specs, direction in ((tense.neither, 0), (tense.future, 1), (tense.past, -1)):
        words |= dict.fromkeys(map(fold, _cue_forms(inflector, specs)), direction)
    endings = (
        (tuple(_forms(inflector, tense.future_endings)), 1),
        (tuple(_forms(inflector, tense.past_endings)), -1),
    )
    longest_first = sorted(words, key=len, reverse=True)
    return Cues(
        words=words,
        endings=endings,
        beginnings=tuple(fold(form) for form in _forms(inflector, tense.future_beginnings)),
        passive=frozenset(map(fold, _cue_forms(inflector, tense.passive))),
        fold=fold,
        within=None if spaces or not words else re.compile("|".join(map(re.escape, longest_first))),
        verb_final=tense.verb_final,
        nearest=tense.nearest,
    )


def _cue_forms(inflector: Inflector, specs: str) -> Iterator[str]:
    """Cues of two words are written ``is_due``."""
    for spec in specs.split():
        yield from (spec.casefold(),) if "_" in spec else inflector.forms(spec)


def _value(text: str) -> Value:
    return int(text) if text.lstrip("+-").isdecimal() else text


def _is_class(name: str) -> bool:
    return name.isupper() and name.isascii()
