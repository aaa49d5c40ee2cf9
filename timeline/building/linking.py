"""Bring clusters of different dates together where it is certain that they tell of one event.

A sentence without a date ("the summit in Alaska") or with a coarse one ("in August") joins a dated event; days that differ by a
little because one is reckoned from a weekday are one event, as are the days of one range, and a postponed event is still the same.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from timeline.building.calendar import Days
from timeline.building.clusters import Cluster, union
from timeline.building.grouping import Groups
from timeline.building.index import LinkIndex, is_summit
from timeline.building.kinds import VERBAL, Kind
from timeline.building.matching import apart, likeness
from timeline.building.statements import same_topic
from timeline.building.stories import is_vague, may_be_one, one_story

_NEAR = dt.timedelta(days=2)
_OVERNIGHT = dt.timedelta(days=1)
_RECENT = dt.timedelta(days=31)
_AHEAD = dt.timedelta(days=366)
_AT_A_PLACE: frozenset[Kind] = frozenset({"encounter", "agreement"})
_TWO = 2
_MOST = 3
"""So many times as many articles tell the day of a meeting as tell the one before or after it."""


def link(dated: Sequence[Cluster], others: Iterable[Cluster]) -> tuple[list[Cluster], list[Cluster]]:
    """Join what belongs together.

    Args:
        dated: clusters of single days, sorted by day.
        others: clusters with a coarser date or none.

    Returns:
        The dated events, each with all that joined it, and the others that joined none.
    """
    index = LinkIndex(dated)
    groups = Groups(len(dated))
    for one, other in (
        *_near_days(dated, index),
        *_disputed_days(dated, index),
        *_within_a_night(dated, index),
        *_postponements(dated, index),
    ):
        groups.join(one, other)
    joined: dict[int, list[Cluster]] = defaultdict(list)
    left: list[Cluster] = []
    for cluster in _within_coarser(others):
        home = _home(cluster, dated, index, groups)
        (left if home is None else joined[home]).append(cluster)
    events = [
        union((*(dated[member] for member in members), *joined[members[0]])) for members in groups.all()
    ]
    return events, left


def _within_coarser(others: Iterable[Cluster]) -> list[Cluster]:
    """Clusters with a coarse date or none, that of a year with the only one of a month in it that tells of the same at the same place."""
    told = list(others)
    groups = Groups(len(told))
    at: dict[tuple[Kind, str], list[tuple[int, Days]]] = defaultdict(list)
    for place, cluster in enumerate(told):
        if cluster.days and not cluster.kinds <= VERBAL:
            for key in product(cluster.kinds, cluster.sites):
                at[key].append((place, cluster.days))
    for known in at.values():
        days = {within for _, within in known}
        for place, own in known if len(days) > 1 else ():
            inside = {
                groups.find(other)
                for other, within in known
                if own != within
                and own.first <= within.first <= within.last <= own.last
                and _same_but_for_day(told[place], told[other])
            }
            if len(inside) == 1:
                groups.join(inside.pop(), place)
    return [union(told[member] for member in members) for members in groups.all()]


def _near_days(dated: Sequence[Cluster], index: LinkIndex) -> Iterator[tuple[int, int]]:
    for place, cluster in enumerate(dated):
        if cluster.kinds <= VERBAL:
            continue
        span = _range(cluster)
        loose = all(atom.relative for atom in cluster.atoms)
        if not (span or loose):
            continue
        first, last = _day(cluster), span or _day(cluster)
        for other in index.alike(cluster, first - _NEAR, last + _NEAR):
            if (
                other != place
                and _same_but_for_day(cluster, dated[other])
                and (
                    _day(dated[other]) <= last if span else cluster.articles.isdisjoint(dated[other].articles)
                )
            ):
                yield place, other


def _disputed_days(dated: Sequence[Cluster], index: LinkIndex) -> Iterator[tuple[int, int]]:
    """Two days side by side on which the same people met at the same place: most articles tell one, a few the other, none both.

    Papers on either side of midnight, or of a date line, do not agree on the day.
    """
    for place, cluster in enumerate(dated):
        if not _is_at_a_place(cluster) or len(cluster.people) < _TWO:
            continue
        for other in index.alike(cluster, _day(cluster), _day(cluster) + _OVERNIGHT):
            if other != place and _met_once(cluster, dated[other]):
                yield place, other


def _within_a_night(dated: Sequence[Cluster], index: LinkIndex) -> Iterator[tuple[int, int]]:
    """What one article of a story tells of a night or of some days, and another of one of them."""
    for place, cluster in enumerate(dated):
        last = _range(cluster)
        if last is None or not is_vague(cluster):
            continue
        for other in index.of_type(cluster, _day(cluster), last):
            vague = is_vague(dated[other]) and may_be_one(cluster, dated[other])
            if other != place and vague and one_story(cluster, dated[other]):
                yield place, other


def _is_at_a_place(cluster: Cluster) -> bool:
    return bool(cluster.sites) and not cluster.kinds.isdisjoint(_AT_A_PLACE)


def _met_once(one: Cluster, other: Cluster) -> bool:
    return (
        _is_at_a_place(other)
        and _MOST * min(len(one.articles), len(other.articles)) <= max(len(one.articles), len(other.articles))
        and one.articles.isdisjoint(other.articles)
        and len(one.people & other.people) >= _TWO
        and _same_but_for_day(one, other)
    )


def _same_but_for_day(one: Cluster, other: Cluster) -> bool:
    """Same kind, same people or states, same place."""
    return likeness(one, other) > 0 and not one.sites.isdisjoint(other.sites)


def _postponements(dated: Sequence[Cluster], index: LinkIndex) -> Iterator[tuple[int, int]]:
    """An article that takes an event off one day and sets it for another tells of one event."""
    called_off = {
        atom.report.ref.id
        for cluster in dated
        for atom in cluster.atoms
        if atom.mention.status == "cancelled"
    }
    for article in sorted(called_off):
        for one, other in combinations(index.by_article[article], 2):
            old, new = dated[one], dated[other]
            if _moves(old, new) or _moves(new, old):
                yield one, other


def _moves(old: Cluster, new: Cluster) -> bool:
    if old.kinds <= VERBAL or old.days == new.days or old.actors.isdisjoint(new.actors) or apart(old, new):
        return False
    if old.kinds & new.kinds == {"other"} and old.people.isdisjoint(new.people):
        return False
    called_off = [atom for atom in old.atoms if atom.mention.status == "cancelled"]
    articles = {atom.report.ref.id for atom in called_off}
    sentences = {atom.order[:3] for atom in called_off}
    return any(
        atom.report.ref.id in articles and atom.report.day <= _day(new)
        if atom.mention.status == "planned"
        else atom.mention.status == "happened" and atom.order[:3] in sentences and _day(old) < _day(new)
        for atom in new.atoms
    )


def _home(cluster: Cluster, dated: Sequence[Cluster], index: LinkIndex, groups: Groups) -> int | None:
    """The one dated event that an undated or coarsely dated cluster certainly tells of."""
    near = [place for article in cluster.articles for place in index.by_article.get(article, ())]
    if cluster.kinds <= VERBAL:
        return _only({groups.find(place) for place in near if _same_speech(cluster, dated[place])})
    window = _window(cluster)
    close = [
        (_told_beside(cluster, dated[place]), groups.find(place))
        for place in near
        if window.first <= _day(dated[place]) <= window.last
    ]
    best = max((score for score, _ in close), default=0)
    if best:
        return _only({place for score, place in close if score == best})
    if cluster.is_bare:
        return _only_of_its_type(cluster, dated, index, groups)
    far = index.alike(cluster, window.first, window.last)
    return _only({groups.find(place) for place in far if _unmistakable(cluster, dated[place])})


def _only_of_its_type(
    cluster: Cluster, dated: Sequence[Cluster], index: LinkIndex, groups: Groups
) -> int | None:
    """ "Last week's summit" is the only summit of that week; with no week told, nobody knows which."""
    if cluster.days is None:
        return None
    same = index.of_type(cluster, *cluster.days)
    return _only({groups.find(place) for place in same if not apart(cluster, dated[place])})


def _only(places: set[int]) -> int | None:
    return places.pop() if len(places) == 1 else None


def _told_beside(cluster: Cluster, event: Cluster) -> int:
    """How well it fits an event of the same article: they must share somebody, or a place when it names nobody."""
    if cluster.actors:
        common = not cluster.actors.isdisjoint(event.actors)
    else:
        common = cluster.is_bare or not cluster.sites.isdisjoint(event.sites)
    return likeness(cluster, event) if common else 0


def _unmistakable(cluster: Cluster, event: Cluster) -> bool:
    """Whether an event of another article has the same people or states, and the same place or the name of a summit.

    Somebody's visit to a state in a week, or a month, is the one that he paid to a town in it.
    """
    if not likeness(cluster, event):
        return False
    if cluster.days and cluster.people and cluster.people <= event.people and cluster.lands & event.lands:
        return True
    return not cluster.sites.isdisjoint(event.sites) or (is_summit(cluster) and is_summit(event))


def _same_speech(cluster: Cluster, said: Cluster) -> bool:
    """Whether undated words belong to what the same speaker said, in the same article, on a dated occasion and on that topic."""
    if cluster.kinds != said.kinds or not cluster.agents or cluster.agents != said.agents:
        return False
    if not any(atom.topic or atom.states for atom in cluster.atoms):
        return True
    return any(same_topic(one, other) for one in cluster.atoms for other in said.atoms)


def _window(cluster: Cluster) -> Days:
    """The days among which its event must be: those of its coarse date, else as its tense and publication say."""
    if cluster.days:
        return cluster.days
    first, last = cluster.atoms[0], cluster.atoms[-1]
    looks_back = {atom.mention.status for atom in cluster.atoms} <= {"happened", "unconfirmed"}
    looks_ahead = {atom.mention.status for atom in cluster.atoms} == {"planned"}
    earliest = first.report.day if looks_ahead else _shift(first.report.day, -_RECENT)
    latest = last.report.day if looks_back else _shift(last.report.day, _AHEAD)
    return Days(earliest, latest)


def _shift(day: dt.date, by: dt.timedelta) -> dt.date:
    try:
        return day + by
    except OverflowError:
        return day


def _day(cluster: Cluster) -> dt.date:
    days = cluster.days
    return days.first if days else dt.date.min


def _range(cluster: Cluster) -> dt.date | None:
    """The last day of an event that is told as a range of days."""
    return max((atom.until for atom in cluster.atoms if atom.until), default=None)
