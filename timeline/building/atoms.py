"""What the builder keeps of one article: its events as atoms, the smallest pieces of evidence, ready to be merged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import msgspec

from timeline.building.actors import identity
from timeline.building.calendar import Days, days_of
from timeline.building.copies import Print, compact
from timeline.building.evidence import sentence_id
from timeline.building.geography import is_wide, state_around
from timeline.building.kinds import BILATERAL, VERBAL, Kind, kind_of
from timeline.building.things import things_of
from timeline.model import (
    Actor,
    ActorKind,
    Article,
    ArticleRef,
    DateMention,
    EventMention,
    Quote,
    Reading,
    publication_day,
    publication_order,
)

Order: TypeAlias = tuple[tuple[str, str], str, int, int]
"""Publication, article id, sentence start, place in the reading: a total order over atoms."""

_AGENT_ROLES = frozenset(("agent", "speaker"))


class Who(NamedTuple):
    """Whom an id of a reading means, across articles."""

    kind: ActorKind
    identity: str


class Report(msgspec.Struct, frozen=True, eq=False, gc=False):
    """One article without its text, with what its reading says."""

    ref: ArticleRef
    day: dt.date
    order: tuple[tuple[str, str], str]
    source: str
    """Who answers for it: the source's name, or the article itself when it names none."""
    quotes: list[Quote]
    actors: list[Actor]
    fingerprint: Print
    who: dict[str, Who]
    """By the id that the reading gives."""


class Atom(msgspec.Struct, frozen=True, eq=False, gc=False):
    """One sentence of one article that tells of one event. It is part of no cycle: nothing that it holds knows of it."""

    id: str
    report: Report
    order: Order
    mention: EventMention
    kind: Kind
    days: Days | None
    """None when undated."""
    until: dt.date | None
    """The last day, when a range of days is told."""
    people: frozenset[str]
    groups: frozenset[str]
    """States and organisations that take part."""
    agents: frozenset[str]
    """Those who act or speak, when the reading tells."""
    sites: frozenset[str]
    """Places proper: towns, regions, bases."""
    lands: frozenset[str]
    """States as places, and those that the places proper are in."""
    topic: frozenset[str]
    """What a speaker speaks about, without states."""
    states: frozenset[str]
    """The states spoken about."""
    speakers: tuple[str, ...]
    """Ids, as the reading gives them, of those who speak; empty unless it is speech."""
    about: tuple[str, ...]
    """Ids, as the reading gives them, of those whom its quotes are about."""
    relative: bool
    """True when the day was reckoned from the publication and is not written out."""
    is_day: bool
    """Whether it is dated to the day."""
    occasion: str | None
    """Of joint words, the day of the encounter told last before them at which those who speak had come together."""
    things: frozenset[str]
    """Of what has no type, the names in its sentence that nobody knows, as `timeline.building.things` writes them."""
    bucket: str
    """The date under which it is merged first: a day, a coarser value, or ``""`` when undated."""


class Registry:
    """What many articles have in common, each kept once: descriptions of actors with whom they mean, and sets of people."""

    def __init__(self) -> None:
        self._known: dict[str, list[tuple[Actor, Who]]] = {}
        self.sets: dict[frozenset[str], frozenset[str]] = {}

    def look_up(self, actor: Actor) -> tuple[Actor, Who]:
        """The first equal description, and whom it means across articles."""
        versions = self._known.setdefault(actor.id, [])
        for version in versions:
            if version[0] == actor:
                return version
        versions.append((actor, Who(actor.kind, identity(actor))))
        return versions[-1]


def take(article: Article, reading: Reading, registry: Registry) -> tuple[Report, list[Atom]]:
    """Lay out one article and its reading for merging, the atoms in the order of the reading.

    Raises:
        ValueError: the article's publication date is not ISO 8601.
    """
    ref = ArticleRef(
        id=article.id,
        title=article.title,
        url=article.url,
        source=article.source,
        published=article.published,
        lang=reading.lang or article.lang,
    )
    known = [registry.look_up(actor) for actor in reading.actors]
    report = Report(
        ref=ref,
        day=publication_day(article.published),
        order=(publication_order(article.published), article.id),
        source=article.source.name.casefold() if article.source else f"\0{article.id}",
        quotes=reading.quotes,
        actors=[actor for actor, _ in known],
        fingerprint=compact(reading.fingerprint),
        who={actor.id: who for actor, who in known},
    )
    quotes = {quote.id: quote for quote in reading.quotes}
    atoms: list[Atom] = []
    for index, mention in enumerate(reading.events):
        own = [quotes[quote] for quote in mention.quotes if quote in quotes]
        atoms.append(_atom(report, index, mention, own, reading.dates, atoms, registry.sets))
    return report, atoms


def _atom(
    report: Report,
    index: int,
    mention: EventMention,
    quotes: list[Quote],
    dates: list[DateMention],
    before: Sequence[Atom],
    sets: dict[frozenset[str], frozenset[str]],
) -> Atom:
    kind = kind_of(mention.type)
    days = days_of(mention.date) if mention.date else None
    is_day = days is not None and days.first == days.last
    end = days_of(mention.end) if mention.end else None
    speakers = _speakers(mention, quotes, report.who) if kind in VERBAL else ()
    about = tuple(who for quote in quotes for who in quote.about)
    taking_part = _parties(mention.actors, report.who)
    where = _parties(mention.places, report.who)
    grounds = _grounds(where.sites)
    agents = _meant(speakers if kind in VERBAL else _in_role(mention), report.who)
    spoken_of = (
        _parties((*mention.actors, *mention.places, *about), report.who) if kind in VERBAL else _NO_PARTIES
    )
    return Atom(
        id=sentence_id(report.ref.id, mention.summary),
        report=report,
        order=(*report.order, mention.sentence.start, index),
        mention=mention,
        kind=kind,
        days=days,
        until=end.last if end and days and end.last > days.last else None,
        people=_once(sets, taking_part.people),
        groups=_once(sets, _both(taking_part.states, taking_part.bodies)),
        agents=_once(sets, agents),
        sites=_once(sets, grounds.sites),
        lands=_once(sets, _both(where.states, grounds.states)),
        topic=_once(sets, _both(_both(spoken_of.people, spoken_of.bodies), spoken_of.sites) - agents),
        states=_once(sets, spoken_of.states - agents),
        speakers=speakers,
        about=about,
        relative=_is_relative(mention, dates),
        is_day=is_day,
        occasion=_occasion(agents, mention, before) if kind in VERBAL and len(agents) > 1 else None,
        things=_things(mention, report, dates),
        bucket="" if days is None else mention.date[:10] if is_day and mention.date else str(mention.date),
    )


class _Grounds(NamedTuple):
    """Places by which events are told apart, and the states that they are in."""

    sites: frozenset[str]
    states: frozenset[str]


@lru_cache(maxsize=1 << 12)
def _grounds(sites: frozenset[str]) -> _Grounds:
    return _Grounds(
        frozenset(site for site in sites if not is_wide(site)),
        frozenset(state for site in sites if (state := state_around(site))),
    )


def _once(sets: dict[frozenset[str], frozenset[str]], who: frozenset[str]) -> frozenset[str]:
    """The first equal set, so that many equal ones take the room of one."""
    return sets.setdefault(who, who) if who else _NOBODY


def _both(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    return one | other if one and other else one or other


class _Parties(NamedTuple):
    """Who is meant by some ids, by kind."""

    people: frozenset[str]
    bodies: frozenset[str]
    states: frozenset[str]
    sites: frozenset[str]


_NOBODY: frozenset[str] = frozenset()
"""One for all: Python makes a new empty set each time it is asked for one."""
_NO_PARTIES = _Parties(_NOBODY, _NOBODY, _NOBODY, _NOBODY)


def _parties(ids: Sequence[str], who: Mapping[str, Who]) -> _Parties:
    """Whom some ids mean; an id that the reading does not describe counts as an organisation."""
    if not ids:
        return _NO_PARTIES
    found: dict[ActorKind, list[str]] = {}
    for actor_id in ids:
        kind, meant = who.get(actor_id) or ("organisation", actor_id)
        found.setdefault(kind, []).append(meant)
    return _Parties(
        frozenset(found["person"]) if "person" in found else _NOBODY,
        frozenset(found["organisation"]) if "organisation" in found else _NOBODY,
        frozenset(found["state"]) if "state" in found else _NOBODY,
        frozenset(found["place"]) if "place" in found else _NOBODY,
    )


def _meant(ids: Sequence[str], who: Mapping[str, Who]) -> frozenset[str]:
    return frozenset([who[actor_id].identity if actor_id in who else actor_id for actor_id in ids])


def _things(mention: EventMention, report: Report, dates: Sequence[DateMention]) -> frozenset[str]:
    if mention.type != "other" or mention.actors or mention.places:
        return frozenset()
    return things_of(mention, report.actors, dates)


def _occasion(agents: frozenset[str], words: EventMention, told: Iterable[Atom]) -> str | None:
    before = (
        atom
        for atom in told
        if atom.kind in BILATERAL
        and atom.is_day
        and atom.people >= agents
        and atom.order[2] < words.sentence.start
    )
    last = max(before, key=lambda atom: atom.order, default=None)
    return last.bucket if last else None


def _in_role(mention: EventMention) -> tuple[str, ...]:
    return tuple([actor for actor, role in mention.roles.items() if role in _AGENT_ROLES])


def _speakers(mention: EventMention, quotes: list[Quote], who: Mapping[str, Who]) -> tuple[str, ...]:
    """Who speaks: by role, else by the quotes, else the first one named; no place does."""
    return tuple(
        speaker
        for speaker in _in_role(mention) or _quoted(mention, quotes)
        if speaker not in who or who[speaker].kind != "place"
    )


def _quoted(mention: EventMention, quotes: list[Quote]) -> tuple[str, ...]:
    told = [quote.speaker for quote in quotes if quote.speaker]
    quoted = [who for speaker in told for who in ([speaker.id] if speaker.id else speaker.members)]
    return tuple(dict.fromkeys(quoted)) or tuple(mention.actors[:1])


def _is_relative(mention: EventMention, dates: list[DateMention]) -> bool:
    """Whether no date expression of the sentence writes the event's day out in digits."""
    if mention.date is None:
        return False
    day, span = mention.date[8:10].lstrip("0"), mention.sentence
    if day:
        for date in dates:
            if span.start <= date.start < span.end and mention.date in date.value and day in date.text:
                return False
    return True
