"""Names of events that last: each piece of evidence names its event, and the first one gives the id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from timeline.building.atoms import Atom
from timeline.building.evidence import anchor, evidence_id
from timeline.building.kinds import kind_of
from timeline.model import Event, Timeline

_SHORTEST = 4
"""A shorter beginning of an id is a guess."""


def event_ids(event: Event) -> set[str]:
    """All ids that an event answers to: its own, and that of every sentence that proves it."""
    return {event.id, *(evidence_id(evidence) for evidence in event.evidence)}


def number(told: Iterable[tuple[Sequence[Atom], Event]]) -> list[Event]:
    """Give each event the id of its first atom; where a sentence tells of several events, the later ones get ``-2``, ``-3``."""
    seen: Counter[str] = Counter()
    numbered = []
    for atoms, event in told:
        own = atoms[0].id
        seen.update({atom.id for atom in atoms})
        event_id = own if seen[own] == 1 else f"{own}-{seen[own]}"
        numbered.append(event if event.id == event_id else replace(event, id=event_id))
    return numbered


def find_event(timeline: Timeline, event_id: str) -> Event | None:
    """The event that an id names: the id it has, one it had before, or a beginning that only one event answers to."""
    by_id = {event.id: event for event in timeline.events}
    if event_id in by_id:
        return by_id[event_id]
    told = _by_evidence(timeline.events)
    base, _, place = event_id.partition("-")
    if base in told:
        wanted = int(place) if place.isdecimal() else 1
        return told[base][min(max(wanted, 1), len(told[base])) - 1]
    if len(event_id) < _SHORTEST:
        return None
    begun = {
        event.id: event
        for event in timeline.events
        if any(known.startswith(event_id) for known in event_ids(event))
    }
    return next(iter(begun.values())) if len(begun) == 1 else None


def anchors(timeline: Timeline, event: Event) -> list[str]:
    """What names an event for good: the pieces of evidence that prove no other; when every sentence is shared, all with its kind."""
    told = _by_evidence(timeline.events)
    own = list(dict.fromkeys(evidence_id(evidence) for evidence in event.evidence))
    alone = [name for name in own if len(told[name]) == 1]
    return alone or [anchor(name, kind_of(event.type)) for name in own]


def anchored(event: Event) -> set[str]:
    """All anchors that hold an event."""
    own = {evidence_id(evidence) for evidence in event.evidence}
    return own | {anchor(name, kind_of(event.type)) for name in own}


def _by_evidence(events: Iterable[Event]) -> dict[str, list[Event]]:
    told: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for name in dict.fromkeys(evidence_id(evidence) for evidence in event.evidence):
            told[name].append(event)
    return told
