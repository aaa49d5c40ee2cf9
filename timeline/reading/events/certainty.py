"""How sure a sentence is of what it tells: negated, planned, cancelled, denied, only asked about, a mere topic."""

from __future__ import annotations

import datetime as dt

from timeline.languages.schema import Events
from timeline.model import EventType, Status
from timeline.reading.events.days import Day, Tense, tense
from timeline.reading.events.lexicon import Hit
from timeline.reading.events.scenes import Scene

_CAN_BE_CANCELLED: frozenset[EventType] = frozenset(
    {
        "summit",
        "meeting",
        "call",
        "visit",
        "negotiation",
        "vote",
        "appointment",
        "agreement",
        "posture",
        "other",
    }
)
_CLAUSE = 99.0
"""More words than a clause has: anywhere in it."""
OUTCOMES: frozenset[str] = frozenset({"agreement", "ceasefire"})
"""Types that, when they did not come about, tell how talks ended."""
_NEGATION_BEFORE = 3.5
_OUTCOME_BEFORE = 7.0
"""Wider, as one fails "to reach even the smallest of agreements"."""
_BESIDE = 3.0
"""Words between a happening and what says that it is yet to come, when its date is past."""
_AROUND = 7.0
"""The same when its date is not past: wide, as verb-final languages put the verb of planning last."""
_TOPIC_BEFORE = 1.7
_TOPIC_AFTER = 1.2
_REPORTED = 1.7
_ANOTHER = 4.0


def is_negated(scene: Scene, trigger: Hit, events: Events) -> bool:
    """Whether the clause says that it did not come about."""
    if trigger.kind in ("verb", "receiving") and _negative_ending(trigger.ending, events):
        return True
    reach = _OUTCOME_BEFORE if trigger.value in OUTCOMES else _NEGATION_BEFORE
    return scene.near("not before", trigger, reach, 0) or scene.near("not after", trigger, 0, _CLAUSE)


def _negative_ending(ending: str, events: Events) -> bool:
    return ending.startswith(tuple(events.negation.endings)) and not _looks_ahead(ending, events)


def _looks_ahead(ending: str, events: Events) -> bool:
    return bool(ending) and ending.startswith(tuple(events.status.planned_endings))


def is_topic(scene: Scene, trigger: Hit) -> bool:
    """Whether it is only spoken of: "about the summit", "announced the meeting"."""
    return is_circumstance(scene, trigger) or (
        trigger.kind == "noun"
        and any(
            other.kind == "reporting"
            and other.end <= trigger.start
            and scene.words_between(other, trigger) <= _REPORTED
            for other in scene.triggers
        )
    )


def is_circumstance(scene: Scene, trigger: Hit) -> bool:
    """Whether it only tells when or of what something else is: "after the meeting", "on the results of the talks"."""
    if scene.near("topic after", trigger, 0, _TOPIC_AFTER):
        return True
    return trigger.kind == "noun" and scene.near("topic before", trigger, _TOPIC_BEFORE, 0)


def is_wished_for(scene: Scene, trigger: Hit) -> bool:
    """Whether it is another meeting that would come next: "the next step would be a trilateral summit"."""
    return (
        trigger.kind == "noun"
        and scene.near("another", trigger, _ANOTHER, _BESIDE)
        and (
            scene.near("planned", trigger, _CLAUSE, _CLAUSE)
            or scene.near("unconfirmed", trigger, _CLAUSE, _CLAUSE)
        )
    )


def is_asked(scene: Scene, trigger: Hit) -> bool:
    """Whether the clause only asks about it: "whether they would meet"."""
    return scene.near("question", trigger, _CLAUSE, 0)


def is_unrealised(scene: Scene, trigger: Hit, events: Events, reach: float = _BESIDE) -> bool:
    """Whether its own words say that it is to come, or may come."""
    return (
        (trigger.kind in ("verb", "receiving") and _looks_ahead(trigger.ending, events))
        or scene.near("planned", trigger, reach, reach)
        or scene.near("unconfirmed", trigger, reach, reach)
        or any(_looks_ahead(held.ending, events) for held in scene.held_by(trigger))
    )


def status_of(
    scene: Scene, trigger: Hit, kind: EventType, day: Day | None, events: Events, created: dt.date | None
) -> Status:
    """The status of a happening as this sentence tells it."""
    when: Tense = tense(day, created) if day else "open"
    if when != "future" and _says(scene, "denied", trigger):
        return "denied"
    if kind in _CAN_BE_CANCELLED and _says(scene, "cancelled", trigger):
        return "cancelled"
    if kind in _CAN_BE_CANCELLED and when != "past" and _says(scene, "postponed", trigger):
        return "planned"
    if scene.near("unconfirmed", trigger, *_reach(when)):
        return "unconfirmed"
    if when == "future" or is_unrealised(scene, trigger, events, _reach(when)[0]):
        return "planned"
    return "happened"


def _reach(when: Tense) -> tuple[float, float]:
    return (_BESIDE, _BESIDE) if when in ("past", "today") else (_AROUND, _AROUND)


def _says(scene: Scene, kind: str, trigger: Hit) -> bool:
    """Whether the sentence says so of its happening, in its own voice."""
    spoken = scene.is_spoken(trigger.start)
    return any(marker.kind == kind and scene.is_spoken(marker.start) == spoken for marker in scene.markers)
