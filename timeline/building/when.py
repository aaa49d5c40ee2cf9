"""The date of an event out of the dates that its sentences tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from timeline.building.atoms import Atom
from timeline.building.calendar import Days, days_of
from timeline.model import Grain, Status


class When(NamedTuple):
    """The date of an event: ``date`` to ``end`` when it is a range, None when undated."""

    date: str | None
    end: str | None
    grain: Grain | None

    @property
    def days(self) -> Days | None:
        """All its days."""
        first, last = (days_of(value) if value else None for value in (self.date, self.end))
        if first is None:
            return None
        return Days(first.first, max(first.last, last.last)) if last else first


def moved_from(atoms: Sequence[Atom]) -> set[str]:
    """The days that an event was taken off by articles that tell of another day for it."""
    if "cancelled" not in {atom.mention.status for atom in atoms}:
        return set()
    days: dict[str, dict[str, set[Status]]] = defaultdict(lambda: defaultdict(set))
    for atom in atoms:
        if atom.is_day:
            days[atom.report.ref.id][atom.bucket].add(atom.mention.status)
    return {
        day
        for told in days.values()
        for day, statuses in told.items()
        if "cancelled" in statuses and any("cancelled" not in others for others in told.values())
    }


def standing(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """The atoms without those that only take the event off a day because it is set for another."""
    moved = moved_from(atoms)
    if not moved:
        return atoms
    return [atom for atom in atoms if not (atom.mention.status == "cancelled" and atom.bucket in moved)]


def when(atoms: Sequence[Atom]) -> When:
    """The date that most articles tell: ranges of days before days, days before coarser dates; days moved away from never."""
    dated = [atom for atom in atoms if atom.days]
    moved = moved_from(dated)
    days = [atom for atom in dated if atom.is_day and atom.bucket not in moved]
    told = [atom for atom in days if atom.until] or days or _finest(dated)
    if not told:
        return When(None, None, None)
    votes = Counter(date for _, date in {(atom.report.ref.id, _date(atom)) for atom in told})
    written_out = {_date(atom) for atom in told if not atom.relative}
    first = {_date(atom): atom for atom in sorted(told, key=lambda atom: atom.order, reverse=True)}
    best = min(votes, key=lambda date: (-votes[date], date not in written_out, first[date].order))
    return When(*best, "day" if first[best].is_day else first[best].mention.grain)


def _finest(dated: Sequence[Atom]) -> list[Atom]:
    """Those that tell the shortest stretch of time: a month rather than its year."""
    shortest = min((days.last - days.first for atom in dated if (days := atom.days)), default=None)
    return [atom for atom in dated if atom.days and atom.days.last - atom.days.first == shortest]


def _date(atom: Atom) -> tuple[str, str | None]:
    return atom.bucket, atom.mention.end if atom.until else None
