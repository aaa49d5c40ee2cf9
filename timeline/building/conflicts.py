"""Where the articles of one event disagree: on its day, on a number, on whether it happened at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from timeline.building.atoms import Atom
from timeline.building.when import When, moved_from
from timeline.model import Conflict, ConflictValue


def conflicts_of(atoms: Sequence[Atom], dated: When) -> list[Conflict]:
    """All disagreements, each value with the first sentence that tells it."""
    if len(atoms) == 1:
        return []
    found = [_days(atoms, dated), _outcomes(atoms), *_numbers(atoms)]
    return [conflict for conflict in found if conflict]


def _days(atoms: Sequence[Atom], dated: When) -> Conflict | None:
    """Another day than the event's, unless it was postponed or the day is one of its range."""
    span = dated.days
    if span is None or dated.grain != "day":
        return None
    moved = moved_from(atoms)
    days = [atom for atom in atoms if atom.is_day and atom.bucket not in moved]
    if all(atom.days and span.first <= atom.days.first <= span.last for atom in days):
        return None
    return _conflict("date", ((atom.bucket, atom) for atom in days))


def _outcomes(atoms: Sequence[Atom]) -> Conflict | None:
    """Told as happened by one and as denied, or called off, by another; what an article says before the day is no outcome."""
    told = [
        (atom.mention.status, atom)
        for atom in atoms
        if atom.mention.status == "denied"
        or (
            atom.mention.status in ("happened", "cancelled")
            and not (atom.days and atom.report.day < atom.days.first)
        )
    ]
    happened = {atom.report.ref.id for status, atom in told if status == "happened"}
    against = {atom.report.ref.id for status, atom in told if status != "happened"}
    return _conflict("status", told) if happened - against and against else None


def _numbers(atoms: Iterable[Atom]) -> Iterator[Conflict | None]:
    """One unit counted differently: two articles that have no value of it in common."""
    counted: dict[str, dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    told: dict[str, list[tuple[str, Atom]]] = defaultdict(list)
    for atom in atoms:
        for quantity in atom.mention.quantities:
            counted[quantity.unit][atom.report.ref.id].add(quantity.value)
            told[quantity.unit].append((f"{quantity.value:g} {quantity.unit}", atom))
    for unit in sorted(counted):
        values = list(counted[unit].values())
        if any(values[0].isdisjoint(others) for others in values[1:]):
            yield _conflict("quantity", told[unit])


def _conflict(field: str, told: Iterable[tuple[str, Atom]]) -> Conflict | None:
    first: dict[str, Atom] = {}
    for value, atom in told:
        first.setdefault(value, atom)
    if len(first) < 2:
        return None
    return Conflict(
        field=field,
        values=[
            ConflictValue(
                value=value,
                article=atom.report.ref.id,
                start=atom.mention.sentence.start,
                end=atom.mention.sentence.end,
            )
            for value, atom in first.items()
        ],
    )
