"""The actors of many articles: one under each id, with the names that all of them use.

People whom the registry does not know get an id from their name, which every language spells its own way; `identity` tells them
again across spellings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from timeline.model import Actor, Quote
from timeline.names.keys import person_key

_T = TypeVar("_T", bound=str)


def identity(actor: Actor) -> str:
    """What two spellings of one person have in common; of all others the id itself. It never equals the id of somebody else."""
    if actor.kind != "person" or not actor.id.startswith("local:"):
        return actor.id
    key = person_key(actor.names.get("en", actor.name))
    return f"~{key}" if key else actor.id


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
    spellings: dict[str, list[str]] = defaultdict(list)
    for actor_id, described in versions.items():
        spellings[identity(described[0].actor)].append(actor_id)
    known: dict[str, Actor] = {}
    ids: dict[str, str] = {}
    for same in spellings.values():
        actor = _united([version for actor_id in same for version in versions[actor_id]])
        known[actor.id] = actor
        ids |= {actor_id: actor.id for actor_id in same if actor_id != actor.id}
    return Known({key: _with_ids(actor, ids) for key, actor in known.items()}, ids)


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
        return versions[0].actor
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
