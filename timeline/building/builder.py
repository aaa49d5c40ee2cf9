"""The builder: readings in, timeline out, in any order and at any time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from timeline.building.actors import known_actors
from timeline.building.assembly import Setting
from timeline.building.atoms import Atom, Order, Registry, Report, take
from timeline.building.calendar import days_of
from timeline.building.clustering import cluster_bucket
from timeline.building.clusters import Cluster
from timeline.building.conflicts import with_disputes
from timeline.building.copies import Copies
from timeline.building.corrections import annotate, naming, regroup
from timeline.building.identity import anchored, number
from timeline.building.kinds import BILATERAL, kind_of
from timeline.building.linking import link
from timeline.building.memo import Memo
from timeline.building.undated import cluster_undated
from timeline.model import Actor, Article, Correction, Event, Quote, Reading, Timeline


class Builder:
    """Keeps what many articles tell, sorted by day, and makes one timeline of it.

    The timeline depends on the articles alone, never on the order in which they came or on what was there before. Adding or removing
    an article merges anew only the days that it tells of.
    """

    def __init__(self) -> None:
        self._reports: dict[str, Report] = {}
        self._told: dict[str, list[Atom]] = {}
        self._atoms: dict[str, list[Atom]] = defaultdict(list)
        self._clusters: dict[str, list[Cluster]] = {}
        self._undated: dict[str, list[Cluster]] = {}
        self._registry = Registry()
        self._copies = Copies()
        self._memo = Memo()

    def add(self, article: Article, reading: Reading) -> None:
        """Take in an article and its reading; one with the same id is replaced.

        Raises:
            ValueError: the article's publication date is neither an ISO 8601 day nor an instant.
        """
        report, atoms = take(article, reading, self._registry)
        self.remove(article.id)
        self._reports[article.id] = report
        self._copies.add(article.id, report.fingerprint)
        self._told[article.id] = atoms
        self._undated[article.id] = cluster_bucket(atom for atom in atoms if atom.days is None)
        for atom in atoms:
            self._atoms[atom.bucket].append(atom)
            self._clusters.pop(atom.bucket, None)

    def remove(self, article_id: str) -> None:
        """Forget an article and all that only it tells; an unknown id is none."""
        report = self._reports.pop(article_id, None)
        if report is None:
            return
        del self._undated[article_id]
        self._copies.remove(article_id, report.fingerprint)
        for bucket in {atom.bucket for atom in self._told.pop(article_id)}:
            self._atoms[bucket] = [atom for atom in self._atoms[bucket] if atom.report is not report]
            self._clusters.pop(bucket, None)

    def timeline(
        self,
        *,
        as_of: str | None = None,
        title_lang: str = "en",
        query: str | None = None,
        corrections: Sequence[Correction] = (),
    ) -> Timeline:
        """The timeline of all articles.

        Args:
            as_of: an ISO 8601 day to judge by; articles published after it are left out. The latest publication when None.
            title_lang: the language of ``title``, and of ``summary`` where a sentence in it tells the event.
            query: what was asked for, noted in the timeline.
            corrections: what people set right; what hangs on sentences that are not there has no effect.

        Raises:
            ValueError: ``as_of`` is no ISO 8601 day.
        """
        latest = max((report.day for report in self._reports.values()), default=None)
        day = dt.date.fromisoformat(as_of) if as_of else latest
        if day is None:
            return Timeline(query=query)
        until = day if latest and day < latest else None
        reports = [report for report in self._reports.values() if until is None or report.day <= until]
        reports.sort(key=_report_order)
        known = known_actors((report.actors for report in reports), naming(corrections))
        setting = Setting(day, title_lang, known, self._copies.first_of(report.ref.id for report in reports))
        events = self._events(setting, reports, until, corrections)
        quotes = [known.quote(quote) for report in reports for quote in report.quotes]
        events = with_disputes(events, quotes)
        return Timeline(
            as_of=day.isoformat(),
            query=query,
            events=events,
            actors=_referenced(setting.known.actors.values(), events, quotes),
            quotes=quotes,
            articles=[report.ref for report in reports],
        )

    def _events(
        self,
        setting: Setting,
        reports: Iterable[Report],
        until: dt.date | None,
        corrections: Sequence[Correction],
    ) -> list[Event]:
        """The events of some reports, in order: of all, or of those published up to a day."""
        dated: list[Cluster] = []
        coarse: list[Cluster] = []
        for bucket in sorted(filter(None, self._atoms)):
            clusters = self._bucket(bucket, until)
            (dated if _is_day(bucket) else coarse).extend(clusters)
        undated = [cluster for report in reports for cluster in self._undated[report.ref.id]]
        joined, left = link(dated, coarse + undated)
        rest = [cluster for cluster in left if cluster.days]
        single = cluster_undated([cluster for cluster in left if not cluster.days])
        told = regroup((cluster.atoms for cluster in (*joined, *rest, *single)), corrections)
        made = ((atoms, event) for atoms, event in self._memo.events(told, setting) if not _is_idle(event))
        events = number(sorted(made, key=_event_order))
        return sorted(annotate(events, anchored, corrections), key=_date_order) if corrections else events

    def _bucket(self, bucket: str, until: dt.date | None) -> list[Cluster]:
        atoms = self._atoms[bucket]
        if until is not None and any(atom.report.day > until for atom in atoms):
            return cluster_bucket(atom for atom in atoms if atom.report.day <= until)
        if bucket not in self._clusters:
            self._clusters[bucket] = cluster_bucket(atoms)
        return self._clusters[bucket]


def _date_order(event: Event) -> tuple[dt.date, bool, str]:
    """By date, a coarse date behind its first day, undated events last."""
    days = days_of(event.date) if event.date else None
    return (days.first, event.grain != "day", event.date or "") if days else (dt.date.max, True, "")


def _is_idle(event: Event) -> bool:
    """Whether nobody knows who was to meet, nor where, nor whether anybody did."""
    return (
        event.status == "unconfirmed"
        and kind_of(event.type) in BILATERAL
        and not event.actors
        and not event.places
    )


def _event_order(told: tuple[Sequence[Atom], Event]) -> tuple[dt.date, bool, str, Order]:
    """By date, a coarse date behind its first day, undated events last; those of one date by their first evidence."""
    atoms, event = told
    return (*_date_order(event), atoms[0].order)


def _is_day(bucket: str) -> bool:
    days = days_of(bucket)
    return days is not None and days.first == days.last


def _report_order(report: Report) -> tuple[tuple[str, str], str]:
    return report.order


def _referenced(actors: Iterable[Actor], events: Sequence[Event], quotes: Sequence[Quote]) -> list[Actor]:
    """The actors that events or quotes name, by id."""
    named = {who for event in events for who in (*event.actors, *event.places, *event.roles)}
    for quote in quotes:
        named.update(quote.about)
        if quote.speaker:
            named.update(quote.speaker.members, [quote.speaker.id] if quote.speaker.id else [])
    return sorted((actor for actor in actors if actor.id in named), key=lambda actor: actor.id)
