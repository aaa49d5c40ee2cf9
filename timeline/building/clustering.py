"""Merge the atoms of one day (or one coarser date) into clusters, each one event.

The outcome depends on the set of atoms alone, not on the order in which articles came: atoms are taken in an order of their own,
those that say most first, and what one of them cannot decide is left undecided rather than decided by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import TypeAlias

from timeline.building.atoms import Atom, Order
from timeline.building.clusters import Cluster, single, union
from timeline.building.grouping import Groups
from timeline.building.kinds import BILATERAL, VERBAL, Kind, may_be
from timeline.building.matching import apart, likeness
from timeline.building.statements import cluster_verbal
from timeline.building.stories import place_vague
from timeline.building.things import ANY, SOUND

_Key: TypeAlias = tuple[Kind, str]
_OVERWHELMING = 4
"""So many times as many articles tell of the one event that is meant by "the talks" than of any other."""


def cluster_bucket(atoms: Iterable[Atom]) -> list[Cluster]:
    """The events of one date, in the order of their first atoms."""
    verbal: list[Atom] = []
    others: list[Atom] = []
    for atom in atoms:
        (verbal if atom.kind in VERBAL else others).append(atom)
    clusters = cluster_verbal(verbal) + cluster_doings([single(atom) for atom in others])
    return sorted(clusters, key=_order)


def cluster_doings(singles: Sequence[Cluster]) -> list[Cluster]:
    """Merge all that is not speech, until nothing more fits."""
    clusters = list(_alike(singles))
    while True:
        merged = _sweep(sorted(clusters, key=_most_telling_first))
        if len(merged) == len(clusters):
            return place_vague(_place_untyped(_place_bare(merged)))
        clusters = merged


def _alike(singles: Iterable[Cluster]) -> Iterator[Cluster]:
    """Put together at once what names the same people at the same place, or the place and nobody, and differs in nothing else."""
    groups: dict[object, list[Cluster]] = defaultdict(list)
    for cluster in singles:
        said = (cluster.kinds, cluster.people, cluster.groups, cluster.agents, cluster.sites, cluster.lands)
        many = len(cluster.people) > 1 or not cluster.kinds <= BILATERAL
        telling = many if cluster.people else cluster.sites and cluster.kinds != {"other"}
        groups[said if telling else cluster].append(cluster)
    return map(union, groups.values())


def _sweep(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Let each cluster join the one before it that it is most like."""
    found: list[Cluster] = []
    index: dict[_Key, list[int]] = defaultdict(list)
    for cluster in clusters:
        place = _best(cluster, found, index)
        if place is None:
            place = len(found)
            found.append(cluster)
        else:
            found[place] = union((found[place], cluster))
        for kind, key in product(cluster.kinds, _keys(cluster)):
            if place not in index[kind, key]:
                index[kind, key].append(place)
    return found


def _best(cluster: Cluster, found: Sequence[Cluster], index: dict[_Key, list[int]]) -> int | None:
    """Where the cluster belongs; None when nowhere, or when of places that are equally good none is what all others speak of."""
    kinds = {other for kind in cluster.kinds for other in may_be(kind)}
    near = {place for key in product(kinds, _keys(cluster)) for place in index.get(key, ())}
    scored = sorted(((likeness(found[place], cluster), -place) for place in near), reverse=True)
    if not scored or not scored[0][0]:
        return None
    best = [-place for score, place in scored if score == scored[0][0]]
    return best[0] if len(cluster.actors) > 1 else _talked_of(found, best)


def _place_bare(clusters: Sequence[Cluster]) -> list[Cluster]:
    """What names neither people nor place tells of the event of its kind on that day that all others speak of."""
    groups = Groups(len(clusters))
    of_kind: dict[Kind, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for kind in cluster.kinds:
            of_kind[kind].append(place)
    for kind, places in of_kind.items():
        known = [place for place in places if not clusters[place].is_bare]
        bare = [place for place in places if clusters[place].is_bare]
        home = _talked_of(clusters, known) if known else bare[0]
        if home is None or kind == "other":
            continue
        for place in bare:
            if not apart(clusters[home], clusters[place]):
                groups.join(home, place)
    return [union(clusters[place] for place in members) for members in groups.all()]


def _talked_of(clusters: Sequence[Cluster], places: Sequence[int]) -> int | None:
    """The only one of some clusters, or the one that so many articles tell that nobody has to say which is meant."""
    first, *others = sorted(places, key=lambda place: (-len(clusters[place].articles), place))
    if not others or len(clusters[first].articles) >= _OVERWHELMING * len(clusters[others[0]].articles):
        return first
    return None


def _place_untyped(clusters: Sequence[Cluster]) -> list[Cluster]:
    """What has no type and names nobody known is the same when articles in two languages have the name of a thing in common."""
    groups = Groups(len(clusters))
    named: dict[str, dict[str | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, cluster in enumerate(clusters):
        if cluster.kinds == {"other"} and cluster.is_bare:
            for atom in cluster.atoms:
                for thing in atom.things:
                    named[thing][atom.report.ref.lang].append(place)
    for thing, told in named.items():
        if thing[0] == ANY:
            continue
        if thing[0] == SOUND:
            told = {**named.get(ANY + thing[1:], {}), **told}
        first, *others = (place for places in told.values() for place in places)
        for place in others if len(told) > 1 else ():
            groups.join(first, place)
    return [union(clusters[place] for place in members) for members in groups.all()]


def _keys(cluster: Cluster) -> Iterator[str]:
    """What a cluster must share at least one of with another to be like it."""
    yield from cluster.people
    yield from cluster.groups
    yield from cluster.sites
    for article in cluster.articles:
        yield f"\0{article}"


def _most_telling_first(cluster: Cluster) -> tuple[int, Order]:
    two_sided = len(cluster.people) > 1 or not cluster.kinds <= BILATERAL
    known = 2 * bool(cluster.actors and two_sided) + bool(cluster.sites) + bool(cluster.people)
    return -known, cluster.order


def _order(cluster: Cluster) -> Order:
    return cluster.order
