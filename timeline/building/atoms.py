"""What the builder keeps of one article: its events as atoms, the smallest pieces of evidence, ready to be merged."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

import msgspec

from timeline.building.actors import identity
from timeline.building.calendar import Days, days_of
from timeline.building.kinds import VERBAL, Kind, kind_of
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


class Report(msgspec.Struct, frozen=True, eq=False):
    """One article without its text, with what its reading says."""

    ref: ArticleRef
    day: dt.date
    order: tuple[tuple[str, str], str]
    source: str
    """Who answers for it: the source's name, or the article itself when it names none."""
    quotes: list[Quote]
    actors: list[Actor]
    who: dict[str, Who]
    """By the id that the reading gives."""
    atoms: list[Atom] = []


class Atom(msgspec.Struct, frozen=True, eq=False):
    """One sentence of one article that tells of one event."""

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
    """States as places."""
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

    @property
    def bucket(self) -> str:
        """The date under which it is merged first: a day, a coarser value, or ``""`` when undated."""
        if self.days is None:
            return ""
        return self.days.first.isoformat() if self.is_day else str(self.mention.date)

    @property
    def is_day(self) -> bool:
        """Whether it is dated to the day."""
        return self.days is not None and self.days.first == self.days.last


def atom_id(article: str, sentence: str) -> str:
    """The name of a piece of evidence, which outlives rereads, edits elsewhere in the article, and rebuilds."""
    content = hashlib.sha256(sentence.encode("utf-8", "surrogatepass")).hexdigest()
    return hashlib.sha256(f"{article}\0{content}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def take(article: Article, reading: Reading) -> Report:
    """Lay out one article and its reading for merging.

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
    report = Report(
        ref=ref,
        day=publication_day(article.published),
        order=(publication_order(article.published), article.id),
        source=article.source.name.casefold() if article.source else f"\0{article.id}",
        quotes=reading.quotes,
        actors=reading.actors,
        who={actor.id: Who(actor.kind, identity(actor)) for actor in reading.actors},
    )
    quotes = {quote.id: quote for quote in reading.quotes}
    for index, mention in enumerate(reading.events):
        own = [quotes[quote] for quote in mention.quotes if quote in quotes]
        report.atoms.append(_atom(report, index, mention, own, reading.dates))
    return report


def _atom(
    report: Report, index: int, mention: EventMention, quotes: list[Quote], dates: list[DateMention]
) -> Atom:
    kind = kind_of(mention.type)
    days = days_of(mention.date) if mention.date else None
    end = days_of(mention.end) if mention.end else None
    speakers = _speakers(mention, quotes) if kind in VERBAL else ()
    about = tuple(who for quote in quotes for who in quote.about)
    who = report.who
    agents = frozenset(_identities(speakers or _in_role(mention), who))
    spoken_of = (*mention.actors, *mention.places, *about) if kind in VERBAL else ()
    return Atom(
        id=atom_id(report.ref.id, mention.summary),
        report=report,
        order=(*report.order, mention.sentence.start, index),
        mention=mention,
        kind=kind,
        days=days,
        until=end.last if end and days and end.last > days.last else None,
        people=frozenset(_identities(mention.actors, who, "person")),
        groups=frozenset(_identities(mention.actors, who, "state", "organisation")),
        agents=agents,
        sites=frozenset(_identities(mention.places, who, "place")),
        lands=frozenset(_identities(mention.places, who, "state")),
        topic=frozenset(_identities(spoken_of, who, "person", "organisation", "place")) - agents,
        states=frozenset(_identities(spoken_of, who, "state")) - agents,
        speakers=speakers,
        about=about,
        relative=_is_relative(mention, dates),
    )


def _identities(ids: Iterable[str], who: Mapping[str, Who], *kinds: ActorKind) -> Iterator[str]:
    """Who is meant, of some kinds or of all; an id that the reading does not describe counts as an organisation."""
    for actor_id in ids:
        meant = who.get(actor_id) or Who("organisation", actor_id)
        if not kinds or meant.kind in kinds:
            yield meant.identity


def _in_role(mention: EventMention) -> tuple[str, ...]:
    return tuple(actor for actor, role in mention.roles.items() if role in _AGENT_ROLES)


def _speakers(mention: EventMention, quotes: list[Quote]) -> tuple[str, ...]:
    """Who speaks: by role, else by the quotes, else the first one named."""
    told = [quote.speaker for quote in quotes if quote.speaker]
    quoted = [who for speaker in told for who in ([speaker.id] if speaker.id else speaker.members)]
    return _in_role(mention) or tuple(dict.fromkeys(quoted)) or tuple(mention.actors[:1])


def _is_relative(mention: EventMention, dates: list[DateMention]) -> bool:
    """Whether no date expression of the sentence writes the event's day out in digits."""
    if mention.date is None:
        return False
    day = mention.date[8:10].lstrip("0")
    span = mention.sentence
    return not any(
        span.start <= date.start < span.end and mention.date in date.value and day and day in date.text
        for date in dates
    )
