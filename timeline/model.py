"""The nouns of elshi, each defined once for types, JSON and JSON Schema.

All nouns are immutable msgspec structs. Offsets are code points into the text they belong to, end exclusive.
Dates of events keep their grain in ISO 8601 form: ``2025-08-15``, ``2025-W34``, ``2025-08``, ``2025-Q3``, ``2025``.
Instants are ISO 8601 with their own offset; a publication that is known by its day alone is that day.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeAlias

import msgspec

Grain: TypeAlias = Literal[
    "time",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "half",
    "season",
    "year",
    "decade",
    "century",
    "ref",
    "duration",
]
TimexType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
Mod: TypeAlias = Literal["START", "MID", "END", "APPROX"]
ActorKind: TypeAlias = Literal["person", "state", "organisation", "place"]
SourceKind: TypeAlias = Literal["ministry", "presidency", "state media", "wire", "press", "organisation"]
QuoteKind: TypeAlias = Literal["direct", "indirect"]
Status: TypeAlias = Literal["happened", "planned", "cancelled", "denied", "unconfirmed"]
EventType: TypeAlias = Literal[
    "summit",
    "meeting",
    "call",
    "visit",
    "negotiation",
    "statement",
    "agreement",
    "demand",
    "rejection",
    "criticism",
    "threat",
    "recognition",
    "expulsion",
    "sanction",
    "ceasefire",
    "aid",
    "attack",
    "posture",
    "vote",
    "appointment",
    "protest",
    "other",
]

PLOVER: dict[EventType, str | None] = {
    "summit": "CONSULT",
    "meeting": "CONSULT",
    "call": "CONSULT",
    "visit": "CONSULT",
    "negotiation": "CONSULT",
    "statement": None,
    "agreement": "AGREE",
    "demand": "REQUEST",
    "rejection": "REJECT",
    "criticism": "ACCUSE",
    "threat": "THREATEN",
    "recognition": "SUPPORT",
    "expulsion": "SANCTION",
    "sanction": "SANCTION",
    "ceasefire": "RETREAT",
    "aid": "AID",
    "attack": "ASSAULT",
    "posture": "MOBILIZE",
    "vote": None,
    "appointment": None,
    "protest": "PROTEST",
    "other": None,
}
"""Event type -> PLOVER event class (openeventdata/PLOVER manual, 2024-02); None where PLOVER has no class."""

Offset: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]


class Noun(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What every noun is: immutable, compared by value, written with all its fields.

    Nouns hold no cycles, so the garbage collector need not look at them.
    """


class Span(Noun, frozen=True, kw_only=True):
    """A stretch of text: ``text[start:end]``."""

    start: Offset
    end: Offset


class Source(Noun, frozen=True, kw_only=True):
    """Who reports: a ministry's site is not a wire, and the reader must see it."""

    name: str
    kind: SourceKind | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""


class Article(Noun, frozen=True, kw_only=True):
    """One dated text. ``published`` is an ISO 8601 day, or an instant with the publisher's own offset."""

    id: str
    text: str
    published: str
    title: str | None = None
    lang: str | None = None
    """ISO 639-1; None asks the reader to identify it."""
    url: str | None = None
    source: Source | None = None
    date_guessed: bool = False
    """True when the publication date is a guess; relative dates then stay unresolved."""
    origin: str | None = None
    """Where it was loaded from (a file, an address, ``-``), for messages and for telling an edit from a clash."""


class DateMention(Noun, frozen=True, kw_only=True):
    """A date expression and what it means: TIMEX3 value, type and mod, and the rule that resolved it."""

    start: Offset
    end: Offset
    text: str
    value: str
    """TIMEX3: ``2025-08-15``, ``2025-08-12/2025-08-14``, ``P3D``, ``PRESENT_REF``, …"""
    grain: Grain
    type: TimexType
    mod: Mod | None = None
    rule: str
    """For people: ``жұма күні -> 2025-08-22: last Friday before publication 2025-08-23``."""


class Actor(Noun, frozen=True, kw_only=True):
    """A person, state, organisation or place under one id: a Wikidata id, or ``local:…``."""

    id: str
    kind: ActorKind
    name: str
    """The name to show when the reader's language has none of its own in ``names``."""
    names: dict[str, str] = {}
    """ISO 639-1 -> name."""
    possibly_same: list[str] = []
    sound: str | None = None
    """In a reading, how the name of somebody whom no list knows sounds, in Latin letters; tells him again in another language."""


class Speaker(Noun, frozen=True, kw_only=True):
    """Who said it. ``start``/``end`` is the mention beside the quote, None when the subject is dropped."""

    id: str | None = None
    name: str
    """Canonical, in the language of the article."""
    start: Offset | None = None
    end: Offset | None = None
    members: list[str] = []
    """Actor ids of a group speaker ("both leaders"); ``id`` is then None."""


class Quote(Noun, frozen=True, kw_only=True):
    """Words attributed to somebody; the marks are inside the span of a direct quote."""

    id: str
    article: str
    start: Offset
    end: Offset
    text: str
    kind: QuoteKind
    speaker: Speaker | None = None
    cue: str | None = None
    """The words that mark it as speech: ``деп қосты``."""
    said: str | None = None
    """The day it was said: from its sentence, else the day of publication."""
    about: list[str] = []
    """Ids of the actors and places inside it."""
    lang: str | None = None
    """ISO 639-1 of the very words, when they are certainly not in the language of the article: Kazakh papers quote in Russian."""


class Quantity(Noun, frozen=True, kw_only=True):
    """A number with what it counts, as told: 97 votes."""

    value: float
    unit: str
    start: Offset
    end: Offset


class EventMention(Noun, frozen=True, kw_only=True):
    """One sentence of one article that tells of one event."""

    date: str | None
    end: str | None = None
    grain: Grain | None
    type: EventType
    status: Status
    summary: str
    """The sentence, verbatim."""
    actors: list[str]
    roles: dict[str, str] = {}
    """Actor id -> what it does here: agent, counterpart, mediator, host, speaker."""
    places: list[str] = []
    quantities: list[Quantity] = []
    sentence: Span
    date_rule: str | None = None
    quotes: list[str] = []
    """Ids of the quotes that belong to it."""


class Reading(Noun, frozen=True, kw_only=True):
    """All that one reader version got out of one article. Derived: it can be dropped and made again."""

    id: str
    lang: str | None
    dates: list[DateMention] = []
    quotes: list[Quote] = []
    events: list[EventMention] = []
    actors: list[Actor] = []
    fingerprint: list[Annotated[int, msgspec.Meta(ge=0)]] = []
    """What near copies of the text have in common; see `timeline.reading.fingerprint`."""


class StatusChange(Noun, frozen=True, kw_only=True):
    """What one article said of an event, on which day it was to be or had been."""

    status: Status
    date: str | None
    article: str
    published: str


class Evidence(Noun, frozen=True, kw_only=True):
    """The sentence that proves it."""

    article: str
    start: Offset
    end: Offset
    text: str
    date_rule: str | None = None


class ConflictValue(Noun, frozen=True, kw_only=True):
    """One side of a disagreement and where it is told."""

    value: str
    article: str
    start: Offset
    end: Offset


class Conflict(Noun, frozen=True, kw_only=True):
    """A fact that the sources do not agree on."""

    field: str
    values: list[ConflictValue]


class Event(Noun, frozen=True, kw_only=True):
    """One thing that happened, is planned, or was said, told by one or more articles."""

    id: str
    date: str | None
    end: str | None = None
    grain: Grain | None
    type: EventType
    plover: str | None = None
    status: Status
    history: list[StatusChange] = []
    title: str
    titles: dict[str, str] = {}
    summary: str
    sentences: list[str] = []
    actors: list[str] = []
    roles: dict[str, str] = {}
    places: list[str] = []
    quantities: list[Quantity] = []
    articles: list[str] = []
    sources: int = 1
    languages: list[str] = []
    evidence: list[Evidence] = []
    quotes: list[str] = []
    conflicts: list[Conflict] = []
    score: float = 0.0
    pinned: bool = False
    notes: list[str] = []
    """What people wrote beside it."""
    corrected: list[str] = []
    """What was set right by hand: ``merge``, ``split``, ``type``, ``date``."""


CorrectionKind: TypeAlias = Literal[
    "merge", "split", "type", "date", "hide", "pin", "note", "speaker", "same", "apart"
]


class Correction(Noun, frozen=True, kw_only=True):
    """What a person set right. It hangs on sentences, not on an event, so that it outlives rereads, new articles and rebuilds."""

    kind: CorrectionKind
    evidence: list[str]
    """Anchors (see `timeline.building.anchors`): of all that are one event, or of what is taken out of one. Of ``speaker`` the ids of
    quotes; of ``same`` and ``apart`` the ids of actors, as readings give them."""
    value: str | None = None
    """The type, the date in ISO 8601, the note, or the id of the actor that spoke; None for a speaker whom nobody knows."""
    made: str = ""
    """When, as an instant in ISO 8601; of two that contradict each other the later one holds."""


class ArticleRef(Noun, frozen=True, kw_only=True):
    """An article without its text."""

    id: str
    title: str | None = None
    url: str | None = None
    source: Source | None = None
    published: str
    lang: str | None = None


class Timeline(Noun, frozen=True, kw_only=True):
    """Events in order of date, and everything they point to."""

    schema: Literal["elshi.timeline/1"] = "elshi.timeline/1"
    as_of: str | None = None
    """Status is judged as of this day: the latest publication in the set, or the one asked for."""
    query: str | None = None
    events: list[Event] = []
    actors: list[Actor] = []
    quotes: list[Quote] = []
    articles: list[ArticleRef] = []


def publication_day(published: str) -> dt.date:
    """The publisher's local calendar day, which is the document creation time of the article.

    Raises:
        ValueError: ``published`` is neither an ISO 8601 day nor an instant.
    """
    return (
        dt.date.fromisoformat(published)
        if len(published) == 10
        else dt.datetime.fromisoformat(published).date()
    )


def publication_order(published: str) -> tuple[str, str]:
    """A sort key over publications: by instant in UTC, days alone before the instants of the same day.

    Raises:
        ValueError: ``published`` is neither an ISO 8601 day nor an instant.
    """
    if len(published) == 10:
        return dt.date.fromisoformat(published).isoformat(), ""
    instant = dt.datetime.fromisoformat(published)
    if instant.tzinfo is None:
        return instant.date().isoformat(), instant.time().isoformat()
    try:
        instant = instant.astimezone(dt.UTC)
    except OverflowError:
        instant = instant.replace(tzinfo=dt.UTC)
    return instant.date().isoformat(), instant.time().isoformat()
