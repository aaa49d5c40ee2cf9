"""Undated clusters that belong to no dated event: which of them are one thing, and which are worth an entry of their own."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from timeline.building.atoms import Atom
from timeline.building.clusters import Cluster, union
from timeline.building.kinds import BILATERAL, VERBAL
from timeline.building.matching import places_differ

_APART = dt.timedelta(days=7)


def cluster_undated(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Merge what is talked about without a date, and leave out what is too vague to stand alone, or said by nobody known."""
    speech = [cluster for cluster in clusters if cluster.kinds <= VERBAL and cluster.agents]
    doings = [cluster for cluster in clusters if not cluster.kinds <= VERBAL and _stands_alone(cluster)]
    return [*_speech_of_one_day(speech), *_recurring(doings)]


def _stands_alone(cluster: Cluster) -> bool:
    """Whether it has a clear type and tells who: both sides of an encounter, or one of them and the place."""
    if cluster.kinds == {"other"} or not cluster.actors:
        return False
    return not cluster.kinds <= BILATERAL or len(cluster.actors) > 1 or bool(cluster.sites)


def _speech_of_one_day(clusters: Iterable[Cluster]) -> Iterator[Cluster]:
    """Undated words of one day are one event when the speaker is the same: of what nobody dates, nobody asks more than who said it."""
    of_one_day: dict[tuple[object, ...], list[Cluster]] = defaultdict(list)
    for cluster in sorted(clusters, key=lambda cluster: cluster.order):
        atom = cluster.atoms[0]
        of_one_day[(*_day_of(atom), atom.kind, cluster.agents)].append(cluster)
    yield from map(union, of_one_day.values())


def _day_of(words: Atom) -> tuple[str, str]:
    """By which undated words are told apart: joint ones by their occasion, all others by the day of publication.

    That day is the same for all the world.
    """
    (published, _), _ = words.report.order
    return ("occasion", words.occasion) if words.occasion else ("published", published)


def _recurring(clusters: Iterable[Cluster]) -> Iterator[Cluster]:
    """The same happening between the same people, as long as no more than a week passes between the articles that tell of it."""
    alike: dict[tuple[str, ...], list[Cluster]] = defaultdict(list)
    for cluster in sorted(clusters, key=lambda cluster: cluster.order):
        alike[(*sorted(cluster.kinds), *sorted(cluster.people or cluster.groups))].append(cluster)
    for told in alike.values():
        run = [told[0]]
        for cluster in told[1:]:
            near = cluster.atoms[0].report.day - run[-1].atoms[-1].report.day <= _APART
            if near and not any(places_differ(cluster, other) for other in run):
                run.append(cluster)
            else:
                yield union(run)
                run = [cluster]
        yield union(run)
