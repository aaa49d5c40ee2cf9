"""How many tell of an event without copying one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.building.atoms import Atom, Report
from timeline.building.grouping import Groups

_COPIED = 40
"""Characters of a sentence that nobody writes twice by chance."""


class Independent(NamedTuple):
    """Counts of what is independent."""

    articles: int
    """A wire and its copies are one, and so are those that tell it in the same words."""
    sources: int
    """One source's articles are one as well."""


def independent(atoms: Sequence[Atom], copies: Mapping[str, str]) -> Independent:
    """Count the reports of an event; ``copies`` tells the first article of each text that several articles share."""
    reports = list({atom.report.ref.id: atom.report for atom in atoms}.values())
    if len(reports) == 1:
        return Independent(1, 1)
    place = {report.ref.id: number for number, report in enumerate(reports)}
    groups = Groups(len(reports))
    _join(groups, place, ((_wording(atom), atom.report) for atom in atoms))
    _join(groups, place, ((copies.get(report.ref.id, report.ref.id), report) for report in reports))
    articles = groups.count()
    _join(groups, place, ((report.source, report) for report in reports))
    return Independent(articles, groups.count())


def score_of(atoms: Sequence[Atom], articles: int) -> float:
    """Independent articles; days on which it is told, and then sentences, break ties and never outweigh an article."""
    days = len({atom.report.day for atom in atoms})
    return round(articles + min(days, 99) / 1e3 + min(len(atoms), 99) / 1e5, 5)


def _wording(atom: Atom) -> str:
    """What copies of one text have in common; a short sentence may be written twice without copying."""
    words = " ".join(atom.mention.summary.casefold().split())
    return words if len(words) >= _COPIED else atom.id


def _join(groups: Groups, place: dict[str, int], told: Iterable[tuple[str, Report]]) -> None:
    """Make one group of the reports that share a key."""
    first: dict[str, int] = {}
    for key, report in told:
        own = place[report.ref.id]
        known = first.setdefault(key, own)
        if known != own:
            groups.join(known, own)
