"""Find the dated clusters that an undated, coarse or neighbouring one might belong to, without comparing all with all."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeAlias

from timeline.building.clusters import Cluster
from timeline.building.kinds import VERBAL

_MOST_PARTIES = 8
"""Of a larger round only so many, by id, stand in the index: two of them are enough to find it."""

_Key: TypeAlias = tuple[str, ...]


class LinkIndex:
    """Positions in a list of clusters that is sorted by day."""

    def __init__(self, dated: Sequence[Cluster]) -> None:
        self.by_article: dict[str, list[int]] = defaultdict(list)
        self._places: dict[_Key, tuple[list[dt.date], list[int]]] = defaultdict(lambda: ([], []))
        for place, cluster in enumerate(dated):
            for article in cluster.articles:
                self.by_article[article].append(place)
            for key in (*_keys(cluster), *_types(cluster)):
                days, places = self._places[key]
                days.append(cluster.days.first if cluster.days else dt.date.min)
                places.append(place)

    def alike(self, cluster: Cluster, first: dt.date, last: dt.date) -> list[int]:
        """Clusters of a stretch of days that share a participant and the place with one, or are a summit of the same two."""
        return self._under(_keys(cluster), first, last)

    def of_type(self, cluster: Cluster, first: dt.date, last: dt.date) -> list[int]:
        """Clusters of a stretch of days that are of the very type, not only the kind, of one."""
        return self._under(_types(cluster), first, last)

    def _under(self, keys: Iterable[_Key], first: dt.date, last: dt.date) -> list[int]:
        found: set[int] = set()
        for key in keys:
            if key in self._places:
                days, places = self._places[key]
                found.update(places[bisect_left(days, first) : bisect_right(days, last)])
        return sorted(found)


def _keys(cluster: Cluster) -> Iterator[_Key]:
    if cluster.kinds <= VERBAL:
        return
    parties = (sorted(cluster.people)[:_MOST_PARTIES], sorted(cluster.groups)[:_MOST_PARTIES])
    for kind in sorted(cluster.kinds):
        for site in cluster.sites:
            yield from ((kind, party, site) for who in parties for party in who)
            if not cluster.actors:
                yield (kind, site)
        for land in cluster.lands:
            yield from ((kind, person, land) for person in parties[0])
    if is_summit(cluster):
        for who in parties:
            yield from (("summit", *two) for two in combinations(who, 2))


def _types(cluster: Cluster) -> set[_Key]:
    return {(atom.mention.type,) for atom in cluster.atoms if atom.kind not in VERBAL}


def is_summit(cluster: Cluster) -> bool:
    """Whether some article calls it one; with the same people, "the summit" is that summit."""
    return any(atom.mention.type == "summit" for atom in cluster.atoms)
