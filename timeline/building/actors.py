"""The actors of many articles: one under each id, with the names that all of them use.

People whom the registry does not know get an id from their name, which every language spells its own way; `identity` tells them
again across spellings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product, starmap
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from timeline.building.grouping import Groups
from timeline.model import Actor, Quote
from timeline.names.sounds import Heard, are_one, hear, may_be_one, spoken, spoken_at_home

_T = TypeVar("_T", bound=str)
_LAST_CYRILLIC = "\u052f"


def identity(actor: Actor) -> str:
    """What all spellings of one person have in common; of all others the id itself. It never equals the id of somebody else.

    Two people may share it, seldom: it tells who may be one among those of one happening, not who is.
    """
    heard = _heard(actor)
    return f"~{_usual((sound.loose, 1) for sound in heard.all())}" if heard.all() else actor.id


class _Sounds(NamedTuple):
    """How a name may sound."""

    own: tuple[Heard, ...]
    """As the language of its article spells names, and letter by letter."""
    home: tuple[Heard, ...]
    """As the languages spell it that names keep their spelling of: only another script can bear it out."""
    is_latin: bool

    def all(self) -> tuple[Heard, ...]:
        return self.own + self.home


_NO_SOUNDS = _Sounds((), (), False)


def _heard(actor: Actor) -> _Sounds:
    """How the name of somebody whom no list knows may sound."""
    if actor.kind != "person" or not actor.id.startswith("local:"):
        return _NO_SOUNDS
    return _sounds(actor.sound or spoken(actor.name, {}, {}), actor.name)


@lru_cache(maxsize=1 << 14)
def _sounds(sound: str, name: str) -> _Sounds:
    home = spoken_at_home(name)
    own = dict.fromkeys([sound, *home[:1]])
    return _Sounds(
        tuple(heard for spelt in own if (heard := hear(spelt))),
        tuple(heard for spelt in home if spelt not in own and (heard := hear(spelt))),
        bool(home),
    )


def is_listed(identity: str) -> bool:
    """Whether a list of names has somebody, as `identity` writes him."""
    return not identity.startswith(("~", "local:"))


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


class Naming(NamedTuple):
    """What people said about who is who, by the ids that readings give."""

    same: Sequence[frozenset[str]] = ()
    """Each names one person or thing."""
    apart: Sequence[frozenset[str]] = ()
    """Each names as many as it holds."""


NOTHING_SAID = Naming()


def known_actors(told: Iterable[Iterable[Actor]], said: Naming = NOTHING_SAID) -> Known:
    """All actors of some articles. Where these describe one differently, what most of them say counts.

    Args:
        told: the actors of each article.
        said: what people know better.
    """
    versions: dict[str, list[_Told]] = defaultdict(list)
    for actors in told:
        for actor in actors:
            _note(actor, versions[actor.id])
    told_of = list(versions)
    names = [_Names.of(versions[actor_id]) for actor_id in told_of]
    maybe = _maybe_one(names)
    known: dict[str, Actor] = {}
    ids: dict[str, str] = {}
    for members in _as_said(_certainly_one(names), told_of, said):
        same = [told_of[member] for member in members]
        actor = _united([version for actor_id in same for version in versions[actor_id]])
        others = {told_of[other] for member in members for other in maybe.get(member, ())} - set(same)
        others -= {other for ids in said.apart if not ids.isdisjoint(same) for other in ids}
        known[actor.id] = (
            replace(actor, possibly_same=sorted({*actor.possibly_same, *others})) if others else actor
        )
        ids |= {actor_id: actor.id for actor_id in same if actor_id != actor.id}
    return Known({key: _with_ids(actor, ids) for key, actor in known.items()}, ids)


def _as_said(groups: list[list[int]], ids: Sequence[str], said: Naming) -> list[list[int]]:
    """Groups of actors as people set them right: those who are not one taken apart, then those who are joined."""
    parted = [part for members in groups for part in _parted(members, ids, said.apart)]
    place = {ids[member]: number for number, members in enumerate(parted) for member in members}
    joined = Groups(len(parted))
    for told in said.same:
        first, *others = sorted(place[actor_id] for actor_id in told if actor_id in place) or (0,)
        for other in others:
            joined.join(first, other)
    return [[member for number in numbers for member in parted[number]] for numbers in joined.all()]


def _parted(members: list[int], ids: Sequence[str], apart: Sequence[frozenset[str]]) -> Iterator[list[int]]:
    """A group without those who are said to be somebody else than the first of them, and each of those alone."""
    strangers = set()
    for told in apart:
        here = [member for member in members if ids[member] in told]
        strangers.update(here[1:])
    yield [member for member in members if member not in strangers]
    yield from ([member] for member in members if member in strangers)


class _Names(NamedTuple):
    """How the names of one actor sound."""

    sounds: frozenset[_Sounds]
    by_sound: bool
    """Whether they are in a script that has a letter for every sound."""

    @classmethod
    def of(cls, versions: Iterable[_Told]) -> _Names:
        actors = [version.actor for version in versions]
        return cls(frozenset(map(_heard, actors)), all(map(_is_spelt_by_sound, actors)))

    def all(self) -> Iterator[Heard]:
        return (heard for sounds in self.sounds for heard in sounds.all())


def _certainly_one(people: Sequence[_Names]) -> list[list[int]]:
    """Those among people whose names are spellings of one, in the order in which they are told of."""
    groups = Groups(len(people))
    for one, other in _pairs(_by_key(people, lambda heard: heard.close, by_sound=True)):
        if any(starmap(_are_spellings, product(people[one].sounds, people[other].sounds))):
            groups.join(one, other)
    return groups.all()


def _are_spellings(one: _Sounds, other: _Sounds) -> bool:
    mine, theirs = (one.own, other.own) if one.is_latin == other.is_latin else (one.all(), other.all())
    return any(starmap(are_one, product(mine, theirs)))


def _maybe_one(people: Sequence[_Names]) -> Mapping[int, set[int]]:
    """Whom somebody may be too, since one of the two is in a script that lacks letters; only the reader can say."""
    maybe: dict[int, set[int]] = defaultdict(set)
    for one, other in _pairs(_by_key(people, lambda heard: heard.loose)):
        if people[one].by_sound and people[other].by_sound:
            continue
        if any(starmap(may_be_one, product(people[one].all(), people[other].all()))):
            maybe[one].add(other)
            maybe[other].add(one)
    return maybe


def _by_key(
    people: Sequence[_Names], key: Callable[[Heard], Hashable], *, by_sound: bool = False
) -> Iterable[list[int]]:
    """People under each key that one of their names has; those alone who are spelt by sound where that is asked for."""
    alike: dict[Hashable, list[int]] = defaultdict(list)
    for number, names in enumerate(people):
        if names.by_sound or not by_sound:
            for found in set(map(key, names.all())) - {None}:
                alike[found].append(number)
    return alike.values()


def _pairs(alike: Iterable[list[int]]) -> set[tuple[int, int]]:
    return {pair for numbers in alike for pair in combinations(numbers, 2)}


def _is_spelt_by_sound(actor: Actor) -> bool:
    return all(letter <= _LAST_CYRILLIC for letter in actor.name if letter.isalpha())


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
