"""The actors of many articles: one under each id, with the names that all of them use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from timeline.building.atoms import Report
from timeline.model import Actor

_T = TypeVar("_T", bound=str)


def known_actors(reports: Iterable[Report]) -> dict[str, Actor]:
    """All actors by id. Where articles describe one differently, what most of them say counts."""
    told: dict[str, list[_Told]] = defaultdict(list)
    for report in reports:
        for actor in report.actors.values():
            _note(actor, told[actor.id])
    return {actor_id: _united(actor_id, versions) for actor_id, versions in told.items()}


class _Told:
    """One description of an actor, and how many articles give it."""

    __slots__ = ("actor", "times")

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.times = 1


def _note(actor: Actor, versions: list[_Told]) -> None:
    for version in versions:
        if version.actor == actor:
            version.times += 1
            return
    versions.append(_Told(actor))


def _united(actor_id: str, versions: Sequence[_Told]) -> Actor:
    if len(versions) == 1:
        return versions[0].actor
    kinds, shown = (
        _count((v.actor.kind, v.times) for v in versions),
        _count((v.actor.name, v.times) for v in versions),
    )
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for version in versions:
        for lang, name in version.actor.names.items():
            names[lang][name] += version.times
    return Actor(
        id=actor_id,
        kind=_usual(kinds),
        name=_usual(shown),
        names={lang: _usual(names[lang]) for lang in sorted(names)},
        possibly_same=sorted(
            {other for version in versions for other in version.actor.possibly_same} - {actor_id}
        ),
    )


def _count(told: Iterable[tuple[_T, int]]) -> Counter[_T]:
    counted: Counter[_T] = Counter()
    for value, times in told:
        counted[value] += times
    return counted


def _usual(counted: Counter[_T]) -> _T:
    """The most frequent, the first by alphabet when equal."""
    return min(counted, key=lambda value: (-counted[value], value))
