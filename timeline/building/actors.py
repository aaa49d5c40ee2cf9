"""The actors of many articles: one under each id, with the names that all of them use.

People whom the registry does not know get an id from their name, which every language spells its own way; `identity` tells them
again across spellings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from timeline.building.grouping import Groups
from timeline.model import Actor, Quote
from timeline.names.sounds import Heard, are_one, hear, may_be_one, spoken

_T = TypeVar("_T", bound=str)
_LAST_CYRILLIC = "\u052f"


def identity(actor: Actor) -> str:
    """What all spellings of one person have in common; of all others the id itself. It never equals the id of somebody else.

    Two people may share it, seldom: it tells who may be one among those of one happening, not who is.
    """
    heard = _heard(actor)
    return f"~{heard.loose}" if heard else actor.id


def _heard(actor: Actor) -> Heard | None:
    if actor.kind != "person" or not actor.id.startswith("local:"):
        return None
    return hear(actor.sound or spoken(actor.name, {}, {}))


class Known(NamedTuple):
    """Who is who in a timeline."""

    actors: Mapping[str, Actor]
    """By the one id that each has in the timeline."""
    ids: Mapping[str, str]
    """Id in an article's reading -> id in the timeline, where the two differ."""

    def id_of(self, told: str) -> str:
        """The id in the timeline of an actor whom an article calls ``told``."""
        return self.ids.get(told, told)

    def quote(self, quote: Quote) -> Quote:
        """A quote with the ids of the timeline."""
        if not self.ids:
            return quote
        speaker = quote.speaker
        if speaker:
            members = [self.id_of(member) for member in speaker.members]
            speaker = replace(speaker, id=self.id_of(speaker.id) if speaker.id else None, members=members)
        return replace(quote, speaker=speaker, about=[self.id_of(who) for who in quote.about])


def known_actors(told: Iterable[Iterable[Actor]]) -> Known:
    """All actors of some articles. Where these describe one differently, what most of them say counts."""
    versions: dict[str, list[_Told]] = defaultdict(list)
    for actors in told:
        for actor in actors:
            _note(actor, versions[actor.id])
    heard: dict[str, list[str]] = defaultdict(list)
    for actor_id, described in versions.items():
        heard[identity(described[0].actor)].append(actor_id)
    known: dict[str, Actor] = {}
    ids: dict[str, str] = {}
    for alike in heard.values():
        names = [_Names.of(versions[actor_id]) for actor_id in alike]
        groups = _certainly_one(names)
        for members in groups:
            same = [alike[member] for member in members]
            actor = _united([version for actor_id in same for version in versions[actor_id]])
            maybe = {alike[other] for member in members for other in _maybe_one(member, names)} - set(same)
            known[actor.id] = (
                replace(actor, possibly_same=sorted({*actor.possibly_same, *maybe})) if maybe else actor
            )
            ids |= {actor_id: actor.id for actor_id in same if actor_id != actor.id}
    return Known({key: _with_ids(actor, ids) for key, actor in known.items()}, ids)


class _Names(NamedTuple):
    """How the names of one actor sound."""

    heard: list[Heard]
    by_sound: bool
    """Whether they are in a script that has a letter for every sound."""

    @classmethod
    def of(cls, versions: Iterable[_Told]) -> _Names:
        actors = [version.actor for version in versions]
        return cls(
            [heard for actor in actors if (heard := _heard(actor))], all(map(_is_spelt_by_sound, actors))
        )


def _certainly_one(people: Sequence[_Names]) -> list[list[int]]:
    """Those among people of like names whose names are spellings of one."""
    groups = Groups(len(people))
    for one, other in combinations(range(len(people)), 2):
        sounds = product(people[one].heard, people[other].heard)
        by_sound = people[one].by_sound and people[other].by_sound
        if by_sound and any(are_one(mine, theirs) for mine, theirs in sounds):
            groups.join(one, other)
    return groups.all()


def _maybe_one(one: int, people: Sequence[_Names]) -> Iterator[int]:
    """Whom somebody may be too, since one of the two is in a script that lacks letters; only the reader can say."""
    for other, names in enumerate(people):
        sounds = product(people[one].heard, names.heard)
        in_doubt = other != one and not (names.by_sound and people[one].by_sound)
        if in_doubt and any(may_be_one(mine, theirs) for mine, theirs in sounds):
            yield other


def _is_spelt_by_sound(actor: Actor) -> bool:
    return all(letter <= _LAST_CYRILLIC for letter in actor.name)


class _Told:
    """One description of an actor, and how many articles give it."""

    __slots__ = ("actor", "times")

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.times = 1


def _note(actor: Actor, versions: list[_Told]) -> None:
    for version in versions:
        if version.actor is actor or version.actor == actor:
            version.times += 1
            return
    versions.append(_Told(actor))


def _united(versions: Sequence[_Told]) -> Actor:
    if len(versions) == 1:
        return replace(versions[0].actor, sound=None) if versions[0].actor.sound else versions[0].actor
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for version in versions:
        for lang, name in version.actor.names.items():
            names[lang][name] += version.times
    return Actor(
        id=_usual((version.actor.id, version.times) for version in versions),
        kind=_usual((version.actor.kind, version.times) for version in versions),
        name=_usual((version.actor.name, version.times) for version in versions),
        names={lang: _usual(names[lang].items()) for lang in sorted(names)},
        possibly_same=sorted({other for version in versions for other in version.actor.possibly_same}),
    )


def _usual(told: Iterable[tuple[_T, int]]) -> _T:
    """What is told most often, the first by alphabet when equal."""
    counted: Counter[_T] = Counter()
    for value, times in told:
        counted[value] += times
    return min(counted, key=lambda value: (-counted[value], value))


def _with_ids(actor: Actor, ids: Mapping[str, str]) -> Actor:
    same = [ids.get(other, other) for other in actor.possibly_same]
    if same == actor.possibly_same and actor.id not in same:
        return actor
    return replace(actor, possibly_same=sorted(set(same) - {actor.id}))
