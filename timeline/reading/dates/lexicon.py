"""What the date reader knows of one language: every word form with its classes, and the tree of phrases. Built once per pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from timeline.languages import Pack
from timeline.languages.schema.dates import Dates, Numbers, Tense
from timeline.reading.dates.inflection import Inflector
from timeline.reading.dates.phrases import Node, PhraseError, names_in, plant
from timeline.reading.dates.token import NUMBER_CLASSES, Classes, Value


@dataclass(frozen=True, slots=True)
class Cues:
    """What tells that a sentence looks ahead (1) or back (-1)."""

    words: dict[str, int]
    endings: tuple[tuple[tuple[str, ...], int], ...]
    verb_final: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words and phrases of time in one language."""

    words: dict[str, Classes]
    """Casefolded form -> classes."""
    titled: dict[str, Classes]
    """The same for words with a capital letter; some are words of time only then."""
    number_endings: dict[str, bool]
    """What may follow a number in digits -> whether that makes it an ordinal."""
    phrases: Node
    cues: Cues
    numbers: Numbers
    order: str


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
    words: dict[str, Classes] = {}
    titled: dict[str, Classes] = {}
    for name, value, spec in _specs(dates, numbers):
        target = titled if spec.startswith("^") else words
        for form in inflector.forms(spec.lstrip("^")):
            target.setdefault(form, {})[name] = value
    phrases = plant(_phrases(dates), dates.phrases)
    for name in names_in(phrases):
        if _is_class(name):
            _check(name, dates)
        else:
            for form in inflector.forms(name):
                words.setdefault(form, {})[name] = name
    for form, classes in words.items():
        titled[form] = {**classes, **titled[form]} if form in titled else classes
    endings = dict.fromkeys(_forms(inflector, numbers.case_endings), False)
    endings |= dict.fromkeys(_forms(inflector, numbers.ordinal_endings), True)
    return Lexicon(words, titled, endings, phrases, _cues(dates.tense, inflector), numbers, dates.order)


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


def _phrases(dates: Dates) -> Iterator[tuple[str, str]]:
    for rule, phrases in msgspec.structs.asdict(dates.patterns).items():
        for phrase in phrases:
            yield rule, phrase


def _forms(inflector: Inflector, specs: str) -> Iterable[str]:
    return (form for spec in specs.split() for form in inflector.forms(spec))


def _cues(tense: Tense, inflector: Inflector) -> Cues:
    words = dict.fromkeys(_forms(inflector, tense.neither), 0)
    words |= dict.fromkeys(_forms(inflector, tense.future), 1)
    words |= dict.fromkeys(_forms(inflector, tense.past), -1)
    endings = (
        (tuple(_forms(inflector, tense.future_endings)), 1),
        (tuple(_forms(inflector, tense.past_endings)), -1),
    )
    return Cues(words, endings, tense.verb_final)


def _value(text: str) -> Value:
    return int(text) if text.lstrip("+-").isdecimal() else text


def _is_class(name: str) -> bool:
    return name.isupper() and name.isascii()
