"""The phrases of a pack's ``[events]`` section as one look-up, and where an article has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias, get_args

from timeline.languages.schema import Events
from timeline.languages.schema.events import Triggers
from timeline.reading.document import Document, Word

TriggerKind: TypeAlias = Literal[
    "verb", "noun", "hint", "receiving", "hitting", "holding", "reporting", "ignore"
]
MarkerKind: TypeAlias = Literal[
    "planned",
    "cancelled",
    "postponed",
    "denied",
    "unconfirmed",
    "not before",
    "not after",
    "topic before",
    "topic after",
    "question",
    "meanwhile",
    "another",
    "source",
    "since before",
    "since after",
    "first",
    "clause",
    "place",
    "pronoun",
    "plural pronoun",
    "unnamed",
    "mediator",
    "weapon",
    "unit",
]

TRIGGER_KINDS: frozenset[str] = frozenset(get_args(TriggerKind))
_KEY = 3
"""Phrases are filed under this many first letters of their first word."""
_MOST_LEXICONS = 64


class Phrase(NamedTuple):
    """One phrase of a pack, cut into words."""

    stems: tuple[str, ...]
    open: tuple[bool, ...]
    """Whether the word may go on after its stem."""
    kind: str
    value: str
    """The event type of a trigger, the unit of a unit; otherwise empty."""


class Hit(NamedTuple):
    """Where an article has a phrase."""

    start: int
    end: int
    kind: str
    value: str
    ending: str
    """What is left of the last word after the stem, casefolded."""


Lexicon: TypeAlias = dict[str, list[Phrase]]
"""Phrases by the first letters of their first word, the longest first; a shorter first word stands under itself."""


def lexicon(events: Events) -> Lexicon:
    """The look-up of a pack's section, built when it is first asked for."""
    known = _LEXICONS.get(id(events))
    if known is None or known[0] is not events:
        if len(_LEXICONS) >= _MOST_LEXICONS:
            _LEXICONS.clear()
        known = _LEXICONS[id(events)] = (events, _compile(events))
    return known[1]


_LEXICONS: dict[int, tuple[Events, Lexicon]] = {}


def _compile(events: Events) -> Lexicon:
    filed: Lexicon = {}
    for phrase in (*_triggers(events), *_markers(events)):
        filed.setdefault(phrase.stems[0][:_KEY], []).append(phrase)
    for candidates in filed.values():
        candidates.sort(key=_reach, reverse=True)
    return filed


def _reach(phrase: Phrase) -> tuple[int, int]:
    return len(phrase.stems), sum(map(len, phrase.stems))


def _triggers(events: Events) -> Iterator[Phrase]:
    yield from _typed(events.verbs, "verb")
    yield from _typed(events.nouns, "noun")
    yield from _typed(events.hints, "hint")
    yield from _cut(events.receiving, "receiving", "meeting")
    yield from _cut(events.hitting, "hitting", "attack")
    yield from _cut(events.holding, "holding")
    yield from _cut(events.reporting, "reporting")
    yield from _cut(events.ignore, "ignore")


def _markers(events: Events) -> Iterator[Phrase]:
    lists: dict[MarkerKind, list[str]] = {
        "planned": events.status.planned,
        "cancelled": events.status.cancelled,
        "postponed": events.status.postponed,
        "denied": events.status.denied,
        "unconfirmed": events.status.unconfirmed,
        "not before": events.negation.before,
        "not after": events.negation.after,
        "topic before": events.topics.before,
        "topic after": events.topics.after,
        "question": events.topics.questions,
        "meanwhile": events.topics.meanwhile,
        "another": events.topics.another,
        "source": events.topics.sources,
        "since before": events.topics.since_before,
        "since after": events.topics.since_after,
        "first": events.topics.first,
        "clause": events.clauses,
        "place": events.places.before,
        "pronoun": events.pronouns,
        "plural pronoun": events.plural_pronouns,
        "unnamed": events.unnamed,
        "mediator": events.mediators,
        "weapon": events.weapons,
    }
    for kind, phrases in lists.items():
        yield from _cut(phrases, kind)
    for unit, phrases in events.units.items():
        yield from _cut(phrases, "unit", unit)


def _typed(triggers: Triggers, kind: TriggerKind) -> Iterator[Phrase]:
    for event_type, phrases in triggers.items():
        yield from _cut(phrases, kind, event_type)


def _cut(phrases: Iterable[str], kind: TriggerKind | MarkerKind, value: str = "") -> Iterator[Phrase]:
    for phrase in phrases:
        words = phrase.casefold().split()
        stems = tuple(word.rstrip("*") for word in words)
        yield Phrase(stems, tuple(word.endswith("*") for word in words), kind, value)


def find_phrases(document: Document) -> tuple[list[Hit], list[Hit]]:
    """The triggers and the other phrases of a text, each in order.

    Of triggers that overlap the first and longest is given; other phrases may overlap.
    """
    hits = _among_words(document.words, lexicon(document.pack.events))
    triggers: list[Hit] = []
    for hit in hits:
        if hit.kind in TRIGGER_KINDS and (not triggers or hit.start >= triggers[-1].end):
            triggers.append(hit)
    return [hit for hit in triggers if hit.kind != "ignore"], [
        hit for hit in hits if hit.kind not in TRIGGER_KINDS
    ]


def _among_words(words: Sequence[Word], phrases: Lexicon) -> list[Hit]:
    hits: list[Hit] = []
    for number, word in enumerate(words):
        candidates = phrases.get(word[3][:_KEY])
        if candidates:
            hits += [hit for phrase in candidates if (hit := _match(phrase, words, number))]
    return hits


def _match(phrase: Phrase, words: Sequence[Word], first: int) -> Hit | None:
    last = first + len(phrase.stems) - 1
    if last >= len(words):
        return None
    for offset, stem in enumerate(phrase.stems):
        folded = words[first + offset].folded
        if not (folded.startswith(stem) if phrase.open[offset] else folded == stem):
            return None
    ending = words[last].folded[len(phrase.stems[-1]) :]
    return Hit(words[first].start, words[last].end, phrase.kind, phrase.value, ending)
