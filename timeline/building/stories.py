"""What several articles tell of one story without saying who or where: "the shooting of 9 March" in one, "the night attack" in another.

That two articles tell one story shows in whom they name anywhere in their texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.building.clusters import Cluster, union
from timeline.building.grouping import Groups
from timeline.building.kinds import BILATERAL, VERBAL, Kind
from timeline.building.matching import apart, places_differ, same_number

_ENOUGH = 4
"""So many states, places and bodies named in both make it one story; a person counts for two."""
_MORE = 2
"""So many times as many articles tell of the one event that is meant than of any other."""
_BY_PEOPLE: frozenset[Kind] = frozenset({"call", "visit"})
"""Who takes part is what makes these: without it nothing is known of them."""


def place_vague(clusters: Sequence[Cluster]) -> list[Cluster]:
    """The events of one day, what is told without people put with the only one of its kind that its story knows of that day."""
    tiers = [_tier(cluster) for cluster in clusters]
    vague = [place for place, cluster in enumerate(clusters) if is_vague(cluster)]
    if not vague:
        return list(clusters)
    groups = Groups(len(clusters))
    for place in vague:
        fitting = [
            other
            for other in range(len(clusters))
            if tiers[other] >= tiers[place] and _fits(clusters[place], clusters[other])
        ]
        known = [other for other in fitting if tiers[other] > tiers[place]]
        for other in _most_told(clusters, known) if known else fitting:
            groups.join(place, other)
    return [union(clusters[place] for place in members) for members in groups.all()]


def _tier(cluster: Cluster) -> int:
    """How much a cluster tells: people, or only a place, or neither."""
    return 2 if cluster.people else 1 if cluster.sites else 0


def _most_told(clusters: Sequence[Cluster], places: Sequence[int]) -> Sequence[int]:
    """The only one of some clusters, or the one that by far the most articles tell."""
    first, *others = sorted(places, key=lambda place: (-len(clusters[place].articles), place))
    if others and len(clusters[first].articles) < _MORE * len(clusters[others[0]].articles):
        return ()
    return (first,)


def is_vague(cluster: Cluster) -> bool:
    """Whether it names nobody who takes part."""
    return not cluster.people and cluster.kinds.isdisjoint(VERBAL | _BY_PEOPLE)


def _fits(one: Cluster, other: Cluster) -> bool:
    if not one.articles.isdisjoint(other.articles) or not may_be_one(one, other):
        return False
    planned = _is_planned(one) and _is_planned(other)
    if one.kinds == {"other"} and not planned and not _shares_more(one, other):
        return False
    return one_story(one, other)


def may_be_one(one: Cluster, other: Cluster) -> bool:
    """Whether two clusters of one kind, of which one is vague, have nothing against each other: which state acted is only guessed then."""
    if one.kinds.isdisjoint(other.kinds):
        return False
    is_bilateral = not (one.kinds | other.kinds).isdisjoint(BILATERAL)
    return not (apart(one, other) if is_bilateral else places_differ(one, other))


def _is_planned(cluster: Cluster) -> bool:
    return all(atom.mention.status == "planned" for atom in cluster.atoms)


def _shares_more(one: Cluster, other: Cluster) -> bool:
    """Whether what no type tells has a number or a body in common."""
    return same_number(one, other) or not one.groups.isdisjoint(other.groups)


def one_story(one: Cluster, other: Cluster) -> bool:
    """Whether the articles of two clusters name so many in common that they tell one story."""
    shared = set(_named(one)).intersection(_named(other))
    people = sum(kind == "person" for kind, _ in shared)
    return len(shared) + people >= _ENOUGH


def _named(cluster: Cluster) -> Iterator[tuple[str, str]]:
    """Whom the articles name, by kind and across languages."""
    reports = {atom.report.ref.id: atom.report for atom in cluster.atoms}
    for report in reports.values():
        yield from report.who.values()
