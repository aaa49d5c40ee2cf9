"""A cluster of atoms that tell of one event, and the facts by which another may join it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

import msgspec

from timeline.building.atoms import Atom, Order
from timeline.building.calendar import Days
from timeline.building.kinds import BILATERAL, Kind


class Cluster(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Atoms in their order, and the union of what they say."""

    atoms: tuple[Atom, ...]
    kinds: frozenset[Kind]
    people: frozenset[str]
    groups: frozenset[str]
    agents: frozenset[str]
    sites: frozenset[str]
    lands: frozenset[str]
    articles: frozenset[str]
    days: Days | None
    """The days of the first dated atom; None when all are undated."""

    @property
    def order(self) -> Order:
        """The order of the first atom."""
        return self.atoms[0].order

    @property
    def languages(self) -> frozenset[str | None]:
        """Those of the articles."""
        return frozenset(atom.report.ref.lang for atom in self.atoms)

    @property
    def actors(self) -> frozenset[str]:
        """Everybody who takes part."""
        return self.people | self.groups

    @property
    def is_bare(self) -> bool:
        """Whether it says neither who nor where; one state alone is no encounter."""
        if self.people or self.sites:
            return False
        return len(self.groups) < 2 if self.kinds <= BILATERAL else not (self.groups or self.lands)


def single(atom: Atom) -> Cluster:
    """The cluster of one atom."""
    return Cluster(
        atoms=(atom,),
        kinds=frozenset((atom.kind,)),
        people=atom.people,
        groups=atom.groups,
        agents=atom.agents,
        sites=atom.sites,
        lands=atom.lands,
        articles=frozenset((atom.report.ref.id,)),
        days=atom.days,
    )


def union(clusters: Iterable[Cluster]) -> Cluster:
    """One cluster out of several, at least one."""
    parts = list(clusters)
    if len(parts) == 1:
        return parts[0]
    atoms = tuple(sorted((atom for part in parts for atom in part.atoms), key=_order))
    return Cluster(
        atoms=atoms,
        kinds=reduce(or_, (part.kinds for part in parts)),
        people=reduce(or_, (part.people for part in parts)),
        groups=reduce(or_, (part.groups for part in parts)),
        agents=reduce(or_, (part.agents for part in parts)),
        sites=reduce(or_, (part.sites for part in parts)),
        lands=reduce(or_, (part.lands for part in parts)),
        articles=reduce(or_, (part.articles for part in parts)),
        days=next((atom.days for atom in atoms if atom.days), None),
    )


def _order(atom: Atom) -> Order:
    return atom.order
