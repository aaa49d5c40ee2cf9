"""Names of events that last: each piece of evidence names its event, and the first one gives the id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from timeline.building.atoms import atom_id
from timeline.model import Event, Evidence, Timeline

_SHORTEST = 4
"""A shorter beginning of an id is a guess."""


def evidence_id(evidence: Evidence) -> str:
    """The name of one piece of evidence: a hash of its article's id and its sentence."""
    return atom_id(evidence.article, evidence.text)


def event_ids(event: Event) -> set[str]:
    """All ids that an event answers to: its own, and that of every sentence that proves it."""
    return {event.id, *(evidence_id(evidence) for evidence in event.evidence)}


def number(events: Iterable[Event]) -> list[Event]:
    """Give each event the id of its first evidence; where a sentence tells of several, the later ones get ``-2``, ``-3``."""
    seen: Counter[str] = Counter()
    numbered = []
    for event in events:
        own = evidence_id(event.evidence[0])
        seen.update({evidence_id(evidence) for evidence in event.evidence})
        numbered.append(replace(event, id=own if seen[own] == 1 else f"{own}-{seen[own]}"))
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


def _by_evidence(events: Iterable[Event]) -> dict[str, list[Event]]:
    told: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for name in dict.fromkeys(evidence_id(evidence) for evidence in event.evidence):
            told[name].append(event)
    return told
