"""What several articles tell of one story without saying who or where: "the shooting of 9 March" in one, "the night attack" in another.

That two articles tell one story shows in whom they name anywhere in their texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.building.clusters import Cluster, union
from timeline.building.grouping import Groups
from timeline.building.kinds import VERBAL, Kind
from timeline.building.matching import apart, same_number

_PEOPLE = 2
_ALL = 4
"""So many people, or so many people, states and bodies, named in both make it one story."""
_WHO_AND_WHERE: frozenset[Kind] = frozenset({"encounter", "call", "visit"})
"""Who takes part is what makes these: without it nothing is known of them."""


def place_vague(clusters: Sequence[Cluster]) -> list[Cluster]:
    """The events of one day, what is told vaguely put with the only one of its kind that its story knows of that day."""
    vague = [place for place, cluster in enumerate(clusters) if _is_vague(cluster)]
    if not vague:
        return list(clusters)
    groups = Groups(len(clusters))
    for place in vague:
        fitting = [other for other in range(len(clusters)) if _fits(clusters[place], clusters[other])]
        known = [other for other in fitting if not _is_vague(clusters[other])]
        for other in known if len(known) == 1 else () if known else fitting:
            groups.join(place, other)
    return [union(clusters[place] for place in members) for members in groups.all()]


def _is_vague(cluster: Cluster) -> bool:
    """Whether it names neither a person nor a place proper."""
    return not (cluster.people or cluster.sites) and cluster.kinds.isdisjoint(VERBAL | _WHO_AND_WHERE)


def _fits(one: Cluster, other: Cluster) -> bool:
    if not one.articles.isdisjoint(other.articles) or one.kinds.isdisjoint(other.kinds) or apart(one, other):
        return False
    if (
        one.kinds == {"other"}
        and not (_is_planned(one) and _is_planned(other))
        and not same_number(one, other)
    ):
        return False
    return one_story(one, other)


def _is_planned(cluster: Cluster) -> bool:
    return all(atom.mention.status == "planned" for atom in cluster.atoms)


def one_story(one: Cluster, other: Cluster) -> bool:
    """Whether the articles of two clusters name so many in common that they tell one story."""
    mine, theirs = set(_named(one)), set(_named(other))
    shared = mine & theirs
    return len(shared) >= _ALL or sum(kind == "person" for kind, _ in shared) >= _PEOPLE


def _named(cluster: Cluster) -> Iterator[tuple[str, str]]:
    """Whom the articles name, by kind and across languages."""
    reports = {atom.report.ref.id: atom.report for atom in cluster.atoms}
    for report in reports.values():
        yield from report.who.values()
