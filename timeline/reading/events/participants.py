"""Who took part in a happening, in which role, where, and the numbers told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from timeline.languages.schema import Events
from timeline.model import ActorKind, EventType, Quantity
from timeline.reading.document import Document
from timeline.reading.events.lexicon import Hit
from timeline.reading.events.scenes import OUTSIDE, Scene
from timeline.reading.mentions import Names

ENCOUNTERS: frozenset[EventType] = frozenset({"summit", "meeting", "call", "negotiation", "visit"})
"""Types in which people come together."""
_WITHIN = 3
"""Words between a state and a place in it that is named behind it."""
_BEFORE_A_NAME = 1.2
"""How many words may lie between a preposition of place and the name."""
_BARE = ("", "?", "nominative")
_NUMBER = re.compile(r"(?<!\d)(?:\d{1,3}(?:[.,\s]\d{3})+(?!\d)|\d+)(?:[.,]\d{1,2}(?!\d))?")
_GROUPS = re.compile(r"\s|[.,](?=\d{3})")
_BEFORE_A_UNIT = 1.2
_MOST_DIGITS = 15


class Cast(msgspec.Struct):
    """Who is on the stage when a sentence is over: whom the pronouns of the next may mean."""

    agent: str | None = None
    together: list[str] = []


class Part(NamedTuple):
    """An actor in a sentence, by name or by pronoun."""

    start: int
    end: int
    actor: str
    kind: ActorKind
    bare: bool
    """Whether the name is without a case ending, so that it may be the subject."""
    mediates: bool = False
    spoken: bool = False
    """Whether it stands in somebody's own words."""


def parts_of(scene: Scene, cast: Cast, names: Names) -> list[Part]:
    """The actors of a scene, in order; the author's pronouns stand for whoever acted before."""
    mediators = [marker for marker in scene.markers if marker.kind == "mediator"]
    parts = [
        Part(
            mention.start,
            mention.end,
            mention.actor,
            mention.kind,
            mention.case in _BARE,
            any(mention.outer_start <= marker.start < mention.outer_end for marker in mediators),
            scene.is_spoken(mention.start),
        )
        for mention in scene.mentions
    ]
    for marker in scene.markers:
        if marker.kind in ("pronoun", "plural pronoun") and not scene.is_spoken(marker.start):
            meant = _meant_by(scene, marker, cast)
            parts += [Part(marker.start, marker.end, actor, _kind(actor, names), True) for actor in meant]
    return sorted(parts)


def _kind(actor: str, names: Names) -> ActorKind:
    known = names.actors.get(actor)
    return known.kind if known else "person"


def _meant_by(scene: Scene, pronoun: Hit, cast: Cast) -> list[str]:
    """Whom a pronoun means: the speaker that a quote says stands there, else who acted before."""
    for quote in scene.quotes:
        speaker = quote.speaker
        if (
            speaker
            and speaker.start is not None
            and speaker.end is not None
            and speaker.start < pronoun.end
            and pronoun.start < speaker.end
        ):
            return [speaker.id] if speaker.id else list(speaker.members)
    if pronoun.kind == "plural pronoun":
        named = any(mention.kind == "person" and mention.end <= pronoun.start for mention in scene.mentions)
        return [] if named else list(cast.together)
    return [cast.agent] if cast.agent else []


def next_cast(scene: Scene, parts: Sequence[Part], cast: Cast) -> Cast:
    """Whom the pronouns of the following sentence may mean."""
    people = [part for part in parts if part.kind == "person" and not part.spoken]
    speakers = [quote.speaker.id for quote in scene.quotes if quote.speaker and quote.speaker.id]
    agent = next((part.actor for part in people if part.bare), speakers[0] if speakers else cast.agent)
    together = list(dict.fromkeys(part.actor for part in people))
    return Cast(agent, together if len(together) > 1 else cast.together)


class Company(msgspec.Struct):
    """Who took part, and where."""

    actors: list[str]
    roles: dict[str, str]
    places: list[str]


class Parts(msgspec.Struct, frozen=True):
    """Those named in a sentence, seen from one of the happenings it tells of."""

    near: Sequence[Part]
    """To which nothing else that the sentence tells of is nearer."""
    all: Sequence[Part]


def company(
    scene: Scene, trigger: Hit, kind: EventType, parts: Parts, events: Events, names: Names
) -> Company:
    """The actors, their roles and the places of the happening that a trigger tells of."""
    level = scene.level(trigger.start)
    # A dateline tells where those who meet and sign are, and where the reporter is when shots are fired.
    near = [
        part for part in parts.near if part.start >= scene.opens or kind in ENCOUNTERS or kind == "agreement"
    ]
    beside = [part for part in near if scene.level(part.start) == level]
    told = [part for part in near if not part.spoken]
    places = _places(scene, trigger, beside, events) or _places(scene, trigger, told, events)
    if kind == "call":
        places = []
    if kind == "visit" and not places:
        places = _visited(trigger, beside)
    if kind in ENCOUNTERS and (subject := _unnamed_subject(scene, trigger)):
        beside = [part for part in beside if part.kind != "person" or part.start > subject.start]
    acting = _actors(beside, places)
    if kind in ENCOUNTERS:
        if len(acting) == 1 and acting[0].kind == "state" and (trigger.kind == "noun" or not acting[0].bare):
            acting = []
        if len({part.actor for part in acting}) < (1 if kind == "visit" else 2):
            acting = _subjects(scene, trigger, parts.all, names) + acting
    return Company(list(dict.fromkeys(part.actor for part in acting)), _roles(trigger, acting), places)


def _visited(trigger: Hit, parts: Sequence[Part]) -> list[str]:
    """The state that a verb of visiting has for its object: one that is not its subject, where somebody else is."""
    people = [part for part in parts if part.kind in ("person", "organisation")]
    states = [part.actor for part in parts if part.kind == "state"]
    own = [part.actor for part in parts if part.kind == "state" and part.bare and part.end <= trigger.start]
    visited = [state for state in states if people or state not in own[:1]]
    return list(dict.fromkeys(visited))[-1:]


def _subjects(scene: Scene, trigger: Hit, parts: Sequence[Part], names: Names) -> list[Part]:
    """Who takes part without standing beside it: the subject of a later verb, the speaker of "that he would meet Putin"."""
    level = scene.level(trigger.start)
    people = [
        part
        for part in parts
        if part.kind in ("person", "organisation") and scene.level(part.start) == OUTSIDE
    ]
    if level == OUTSIDE:
        if trigger.kind == "noun" or _unnamed_subject(scene, trigger):
            return []
        return [part for part in people if part.bare and part.start < trigger.start]
    quote = scene.quotes[level]
    others = any(
        marker.kind in ("plural pronoun", "unnamed") and quote.start <= marker.start < quote.end
        for marker in scene.markers
    )
    if others or _unnamed_subject(scene, trigger) or (trigger.kind == "noun" and quote.kind != "direct"):
        return []
    if quote.speaker and quote.speaker.id:
        speaker = quote.speaker.id
        return [Part(quote.start, quote.start, speaker, _kind(speaker, names), True)]
    return people[:1]


def _unnamed_subject(scene: Scene, trigger: Hit) -> Hit | None:
    """The people without their names who are the subject of a verb: "the leaders of both countries are to meet"."""
    start, _ = scene.clause(trigger.start)
    return next(
        (
            marker
            for marker in scene.markers
            if marker.kind == "unnamed" and start <= marker.start < trigger.start
        ),
        None,
    )


def _actors(parts: Sequence[Part], places: Sequence[str]) -> list[Part]:
    """People and bodies; states where there are none."""
    acting = [part for part in parts if part.kind in ("person", "organisation")]
    return acting or [part for part in parts if part.kind == "state" and part.actor not in places]


def _roles(trigger: Hit, parts: Sequence[Part]) -> dict[str, str]:
    roles = {part.actor: "mediator" for part in parts if part.mediates}
    acting = [part for part in parts if part.actor not in roles]
    before = [part for part in acting if part.bare and part.start < trigger.start]
    agent = next(iter(before or [part for part in acting if part.bare] or acting), None)
    for part in acting:
        roles.setdefault(part.actor, "counterpart")
    if agent:
        roles[agent.actor] = "host" if trigger.kind == "receiving" else "agent"
    return roles


def _places(scene: Scene, trigger: Hit, parts: Sequence[Part], events: Events) -> list[str]:
    """The places where it was: those that their case or a preposition makes one, else all that are named but in "leaders of Europe"."""
    ruled = {mention.start for mention in scene.mentions if mention.kind == "place" and mention.role}
    named = [part for part in parts if part.kind == "place"]
    start, end = scene.clause(trigger.start)
    located = [part for part in named if _is_where(scene, part, events)] or [
        part
        for part in parts
        if part.kind == "state" and start <= part.start < end and _is_where(scene, part, events)
    ]
    if located and located[0].kind == "state":
        # "In Vietnam's capital, Hanoi": the nearer place, though the preposition stands before the state.
        inner = [part for part in named if 0 < part.start - located[0].end <= _WITHIN * scene.step]
        located = inner or located
    return list(dict.fromkeys(part.actor for part in located or named if located or part.start not in ruled))


def _is_where(scene: Scene, part: Part, events: Events) -> bool:
    """Whether the name of a state tells where."""
    mention = next((mention for mention in scene.mentions if mention.start == part.start), None)
    if mention is None or mention.case in events.places.cases:
        return mention is not None
    return any(
        marker.kind == "place"
        and marker.end <= mention.outer_start
        and scene.words_between(marker, mention) <= _BEFORE_A_NAME
        for marker in scene.markers
    )


def quantities(document: Document, scene: Scene) -> list[Quantity]:
    """The numbers of a scene with what they count, where the pack knows the unit."""
    units = [marker for marker in scene.markers if marker.kind == "unit"]
    if not units:
        return []
    found = []
    for match in _NUMBER.finditer(document.text, scene.start, scene.end):
        unit = next(
            (unit for unit in units if 0 <= unit.start - match.end() <= _BEFORE_A_UNIT * scene.step), None
        )
        value = _GROUPS.sub("", match[0]).replace(",", ".")
        if unit and len(value) <= _MOST_DIGITS and value.count(".") < 2:
            found.append(Quantity(value=float(value), unit=unit.value, start=match.start(), end=unit.end))
    return found
