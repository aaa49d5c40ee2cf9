"""What people set right by hand, done again to every timeline: events merged and split, then retyped, redated, noted, pinned, hidden."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeAlias, get_args

from msgspec.structs import replace

from timeline.building.actors import Naming
from timeline.building.atoms import Atom, Order
from timeline.building.calendar import days_of
from timeline.building.evidence import anchor
from timeline.building.grouping import Groups
from timeline.building.titles import retitled
from timeline.model import PLOVER, Correction, CorrectionKind, Event, EventType, Grain

Told: TypeAlias = tuple[Atom, ...]
_TYPES: tuple[EventType, ...] = get_args(EventType)
_OF_MANY = frozenset(("merge", "same", "apart"))
_GRAINS: Mapping[int, Grain] = {4: "year", 7: "month", 10: "day"}


class CorrectionError(ValueError):
    """A correction that cannot be: the message says why."""


def check(correction: Correction) -> None:
    """Refuse what no event could take.

    Raises:
        CorrectionError: it names no evidence, an unknown type or no date, or merges fewer than two.
    """
    kind, value = correction.kind, correction.value
    if not correction.evidence or (kind in _OF_MANY and len(set(correction.evidence)) < 2):
        raise CorrectionError(f"a correction of the kind {kind} names too little evidence")
    if kind == "type" and value not in _TYPES:
        raise CorrectionError(f"{value!r} is no type of event; known are {', '.join(_TYPES)}")
    if kind == "date" and value is not None and (len(value) not in _GRAINS or days_of(value) is None):
        raise CorrectionError(f"{value!r} is no date; write 2025-08-15, 2025-08 or 2025")
    if kind == "note" and not (value or "").strip():
        raise CorrectionError("a note has no words")


def naming(corrections: Sequence[Correction]) -> Naming:
    """What people said about who is who; of two that contradict each other the later one holds."""
    same: list[frozenset[str]] = []
    apart: list[frozenset[str]] = []
    for correction in _of(corrections, "same", "apart"):
        ids = frozenset(correction.evidence)
        into, other = (same, apart) if correction.kind == "same" else (apart, same)
        other[:] = [told for told in other if len(told & ids) < 2]
        into.append(ids)
    return Naming(tuple(same), tuple(apart))


def regroup(told: Iterable[Told], corrections: Sequence[Correction]) -> list[Told]:
    """The atoms of events after all merges and splits, in the order in which they were made."""
    groups = list(told)
    for correction in _of(corrections, "merge", "split"):
        step = _merged if correction.kind == "merge" else _parted
        groups = step(groups, frozenset(correction.evidence))
    return groups


def annotate(
    events: Iterable[Event], evidence: Callable[[Event], Collection[str]], corrections: Sequence[Correction]
) -> list[Event]:
    """Events with what people said of them, without those they hid.

    Args:
        events: in their order.
        evidence: the anchors that hold an event.
        corrections: of any kind, in any order.
    """
    wanted = _of(corrections, "type", "date", "hide", "pin", "note")
    known = frozenset(name for correction in corrections for name in correction.evidence)
    kept = []
    for event in events:
        own = known.intersection(evidence(event)) if known else known
        changed = _annotated(event, [each for each in wanted if not own.isdisjoint(each.evidence)])
        if changed is not None:
            kept.append(_marked(changed, own, corrections) if own else changed)
    return kept


def _of(corrections: Iterable[Correction], *kinds: CorrectionKind) -> list[Correction]:
    """Those of some kinds, the earliest first."""
    return sorted((each for each in corrections if each.kind in kinds), key=_order)


def _order(correction: Correction) -> tuple[str, str, list[str], str]:
    return correction.made, correction.kind, correction.evidence, correction.value or ""


def _merged(told: Sequence[Told], evidence: frozenset[str]) -> list[Told]:
    """Join all events that one of the sentences proves."""
    groups = Groups(len(told))
    first: int | None = None
    for place, atoms in enumerate(told):
        if any(_is_meant(atom, evidence) for atom in atoms):
            groups.join(place if first is None else first, place)
            first = place if first is None else first
    return [_in_order(atom for place in members for atom in told[place]) for members in groups.all()]


def _parted(told: Sequence[Told], evidence: frozenset[str]) -> list[Told]:
    """Take the sentences out of the events that they prove together with others; what is taken out of one event is one event."""
    parted: list[Told] = []
    for atoms in told:
        out = tuple(atom for atom in atoms if _is_meant(atom, evidence))
        rest = tuple(atom for atom in atoms if not _is_meant(atom, evidence))
        parted += [part for part in (rest, out) if part]
    return parted


def _is_meant(atom: Atom, evidence: frozenset[str]) -> bool:
    return atom.id in evidence or anchor(atom.id, atom.kind) in evidence


def _in_order(atoms: Iterable[Atom]) -> Told:
    return tuple(sorted(atoms, key=_atom_order))


def _atom_order(atom: Atom) -> Order:
    return atom.order


def _annotated(event: Event, corrections: Iterable[Correction]) -> Event | None:
    for correction in corrections:
        value = correction.value
        match correction.kind:
            case "hide":
                return None
            case "pin":
                event = replace(event, pinned=True)
            case "note" if value:
                event = replace(event, notes=[*event.notes, value])
            case "type" if value in _TYPES:
                event = replace(retitled(event, value), type=value, plover=PLOVER[value])
            case "date":
                event = replace(event, date=value, end=None, grain=_GRAINS.get(len(value or "")))
    return event


def _marked(event: Event, own: frozenset[str], corrections: Iterable[Correction]) -> Event:
    """Say what was set right, so that nobody takes it for what the articles tell."""
    kinds = ("merge", "split", "type", "date")
    done = {each.kind for each in corrections if each.kind in kinds and not own.isdisjoint(each.evidence)}
    return replace(event, corrected=[kind for kind in kinds if kind in done])
