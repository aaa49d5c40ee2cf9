"""The builder: readings in, timeline out, in any order and at any time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from timeline.building.actors import known_actors
from timeline.building.assembly import Setting, event_of
from timeline.building.atoms import Atom, Order, Report, take
from timeline.building.calendar import days_of
from timeline.building.clustering import cluster_bucket
from timeline.building.clusters import Cluster
from timeline.building.identity import number
from timeline.building.linking import link
from timeline.building.undated import cluster_undated
from timeline.model import Actor, Article, Event, Quote, Reading, Timeline


class Builder:
    """Keeps what many articles tell, sorted by day, and makes one timeline of it.

    The timeline depends on the articles alone, never on the order in which they came or on what was there before. Adding or removing
    an article merges anew only the days that it tells of.
    """

    def __init__(self) -> None:
        self._reports: dict[str, Report] = {}
        self._atoms: dict[str, list[Atom]] = defaultdict(list)
        self._clusters: dict[str, list[Cluster]] = {}

    def add(self, article: Article, reading: Reading) -> None:
        """Take in an article and its reading; one with the same id is replaced.

        Raises:
            ValueError: the article's publication date is neither an ISO 8601 day nor an instant.
        """
        report = take(article, reading)
        self.remove(article.id)
        self._reports[article.id] = report
        for atom in report.atoms:
            self._atoms[atom.bucket].append(atom)
            self._clusters.pop(atom.bucket, None)

    def remove(self, article_id: str) -> None:
        """Forget an article and all that only it tells; an unknown id is none."""
        report = self._reports.pop(article_id, None)
        if report is None:
            return
        for bucket in {atom.bucket for atom in report.atoms}:
            self._atoms[bucket] = [atom for atom in self._atoms[bucket] if atom.report is not report]
            self._clusters.pop(bucket, None)

    def timeline(
        self, *, as_of: str | None = None, title_lang: str = "en", query: str | None = None
    ) -> Timeline:
        """The timeline of all articles.

        Args:
            as_of: an ISO 8601 day to judge by; articles published after it are left out. The latest publication when None.
            title_lang: the language of ``title``, and of ``summary`` where a sentence in it tells the event.
            query: what was asked for, noted in the timeline.

        Raises:
            ValueError: ``as_of`` is no ISO 8601 day.
        """
        reports = sorted(self._reports.values(), key=_report_order)
        latest = max((report.day for report in reports), default=None)
        day = dt.date.fromisoformat(as_of) if as_of else latest
        if day is None:
            return Timeline(as_of=as_of, query=query)
        if latest and day < latest:
            reports = [report for report in reports if report.day <= day]
        setting = Setting(day, title_lang, known_actors(report.actors.values() for report in reports))
        events = self._events(setting, None if latest and day >= latest else day)
        quotes = [setting.known.quote(quote) for report in reports for quote in report.quotes]
        return Timeline(
            as_of=day.isoformat(),
            query=query,
            events=events,
            actors=_referenced(setting.known.actors.values(), events, quotes),
            quotes=quotes,
            articles=[report.ref for report in reports],
        )

    def _events(self, setting: Setting, until: dt.date | None) -> list[Event]:
        """All events in order; with ``until``, only of what was published up to that day."""
        dated: list[Cluster] = []
        coarse: list[Cluster] = []
        for bucket in sorted(filter(None, self._atoms)):
            clusters = self._bucket(bucket, until)
            (dated if _is_day(bucket) else coarse).extend(clusters)
        undated = [cluster for report in self._told(until) for cluster in cluster_bucket(_undated(report))]
        joined, left = link(dated, coarse + undated)
        rest = [cluster for cluster in left if cluster.days]
        single = cluster_undated([cluster for cluster in left if not cluster.days])
        clusters = sorted((*joined, *rest, *single), key=_cluster_order)
        return number(sorted((event_of(cluster.atoms, setting) for cluster in clusters), key=event_order))

    def _bucket(self, bucket: str, until: dt.date | None) -> list[Cluster]:
        atoms = self._atoms[bucket]
        if until is not None and any(atom.report.day > until for atom in atoms):
            return cluster_bucket(atom for atom in atoms if atom.report.day <= until)
        if bucket not in self._clusters:
            self._clusters[bucket] = cluster_bucket(atoms)
        return self._clusters[bucket]

    def _told(self, until: dt.date | None) -> list[Report]:
        told = [report for report in self._reports.values() if until is None or report.day <= until]
        return sorted(told, key=_report_order)


def event_order(event: Event) -> tuple[dt.date, bool, str]:
    """By date, a coarse date behind its first day, undated events last; events of one date keep the order of their evidence."""
    days = days_of(event.date) if event.date else None
    return (days.first, event.grain != "day", event.date or "") if days else (dt.date.max, True, "~")


def _is_day(bucket: str) -> bool:
    days = days_of(bucket)
    return days is not None and days.first == days.last


def _undated(report: Report) -> Iterable[Atom]:
    return (atom for atom in report.atoms if atom.days is None)


def _report_order(report: Report) -> tuple[tuple[str, str], str]:
    return report.order


def _cluster_order(cluster: Cluster) -> Order:
    return cluster.order


def _referenced(actors: Iterable[Actor], events: Sequence[Event], quotes: Sequence[Quote]) -> list[Actor]:
    """The actors that events or quotes name, by id."""
    named = {who for event in events for who in (*event.actors, *event.places, *event.roles)}
    for quote in quotes:
        named.update(quote.about)
        if quote.speaker:
            named.update(quote.speaker.members, [quote.speaker.id] if quote.speaker.id else [])
    return sorted((actor for actor in actors if actor.id in named), key=lambda actor: actor.id)
