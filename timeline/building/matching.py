"""May two clusters of one day be one event? What speaks against it, and how much speaks for it."""

from __future__ import annotations

from timeline.building.actors import is_listed
from timeline.building.clusters import Cluster
from timeline.building.kinds import BILATERAL, Kind

_PERSON, _SITE, _GROUP, _ARTICLE, _NUMBER = 4, 3, 1, 3, 2
_MEETINGS: frozenset[Kind] = frozenset({"visit", "encounter", "other"})
_ROUND = 3
"""So many people make a list."""


def likeness(one: Cluster, other: Cluster) -> int:
    """How much two clusters of the same day have in common; 0 when they must stay apart or nothing joins them."""
    if apart(one, other):
        return 0
    people = len(one.people & other.people)
    groups = len(one.groups & other.groups)
    sites = len(one.sites & other.sites)
    told_together = not one.articles.isdisjoint(other.articles)
    if not (people or sites or told_together or (groups and one.kinds != {"other"})):
        return 0
    shared = _PERSON * people + _SITE * sites + _GROUP * (groups + len(one.lands & other.lands))
    return shared + _ARTICLE * told_together + _NUMBER * same_number(one, other)


def same_number(one: Cluster, other: Cluster) -> bool:
    """Whether both tell a number of the same value."""
    return not _numbers(one).isdisjoint(_numbers(other))


def parties_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of participants cannot be those of one encounter; an empty one is unknown, which differs from nothing."""
    return bool(one and other) and len(one & other) < min(2, len(one), len(other))


def places_differ(one: Cluster, other: Cluster) -> bool:
    """Whether both name places and no place is common: town against town, else state against state."""
    if one.sites and other.sites:
        return one.sites.isdisjoint(other.sites)
    return bool(one.lands and other.lands) and one.lands.isdisjoint(other.lands)


def apart(one: Cluster, other: Cluster) -> bool:
    """Whether something speaks against their being one event: kind, place, participants, or who acts."""
    if _kinds_differ(one, other):
        return True
    if places_differ(one, other) and not _place_is_loose(one, other):
        return True
    if (one.kinds | other.kinds) & BILATERAL:
        return _companies_differ(one, other) and not _attends(one, other)
    return _agents_differ(one, other)


def _companies_differ(one: Cluster, other: Cluster) -> bool:
    if one.people and other.people:
        return parties_differ(one.people, other.people) and not _spelt_otherwise(one, other)
    return parties_differ(one.groups, other.groups)


def _spelt_otherwise(one: Cluster, other: Cluster) -> bool:
    """Whether articles in other languages let one of the same people meet, at the same place, somebody whom no list knows either."""
    mine, theirs = one.people - other.people, other.people - one.people
    if not (one.people & other.people and mine and theirs) or one.sites.isdisjoint(other.sites):
        return False
    return one.languages.isdisjoint(other.languages) and not any(map(is_listed, mine | theirs))


def _attends(one: Cluster, other: Cluster) -> bool:
    """Whether the next sentence of the same article only lists who else was there: many people, and no place of their own."""
    fewer, more = sorted((one, other), key=lambda cluster: bool(cluster.sites), reverse=True)
    if more.sites or len(more.people) < _ROUND or one.articles.isdisjoint(other.articles):
        return False
    return any(
        list_.report is told.report and list_.order[-1] - told.order[-1] == 1
        for list_ in more.atoms
        for told in fewer.atoms
    )


def _agents_differ(one: Cluster, other: Cluster) -> bool:
    """People against people and bodies against bodies: a person may act for a body."""
    acting, also = one.agents & one.people, other.agents & other.people
    if acting and also:
        return acting.isdisjoint(also)
    acting, also = one.agents & one.groups, other.agents & other.groups
    return bool(acting and also) and acting.isdisjoint(also)


def _kinds_differ(one: Cluster, other: Cluster) -> bool:
    """A visit is an encounter with the same two people, or of one of them at the same place; so is what no type tells more of."""
    if not one.kinds.isdisjoint(other.kinds):
        return False
    if not (one.kinds | other.kinds <= _MEETINGS):
        return True
    shared = len(one.people & other.people)
    return shared < 2 and (one.sites.isdisjoint(other.sites) or not shared)


def _place_is_loose(one: Cluster, other: Cluster) -> bool:
    """Whether another place is no other event.

    A call has no place. An article that says "The summit was held at the base" names nobody again, and two people whom an article
    lets meet twice on one day met once.
    """
    if one.kinds == {"call"}:
        return True
    if one.articles.isdisjoint(other.articles):
        return False
    return not (one.actors and other.actors) or len(one.people & other.people) > 1


def _numbers(cluster: Cluster) -> frozenset[float]:
    return frozenset(quantity.value for atom in cluster.atoms for quantity in atom.mention.quantities)
