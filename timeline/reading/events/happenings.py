"""The happenings that a sentence tells of, each with its type, day, status and those who took part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import cast

import msgspec
from msgspec.structs import replace

from timeline.languages.schema import Events
from timeline.model import EventType, Status
from timeline.reading.document import Document
from timeline.reading.events.certainty import (
    OUTCOMES,
    is_asked,
    is_negated,
    is_topic,
    is_wished_for,
    status_of,
)
from timeline.reading.events.dating import KIND_COST, Pair, pair_days
from timeline.reading.events.days import Day, tense
from timeline.reading.events.lexicon import Hit
from timeline.reading.events.participants import Cast, Company, Part, Parts, company, next_cast, parts_of
from timeline.reading.events.scenes import OUTSIDE, Scene
from timeline.reading.events.spans import opening
from timeline.reading.mentions import Names

_MODES: frozenset[EventType] = frozenset({"meeting", "negotiation"})
"""Types that a word for a call or a summit beside them makes one."""
_OBJECT_WORDS = 1.5
_DECLARED_WORDS = 8.0
_DECLARED: frozenset[str] = frozenset({"expulsion", "sanction", "recognition", "appointment"})
_HEADS = frozenset({"president", "monarch"})
_MODE_WORDS = 8.0
_MEANWHILE_WORDS = 4.0
_WEAPON_WORDS = 5.0
_MANNER_WORDS = 2.0
_PUT_OFF_WORDS = 2.5
UNTRIGGERED = "untriggered"
"""The kind of the trigger of what a dated sentence tells without any known word for it."""
_MOST_LOOSE = 8


class Happening(msgspec.Struct):
    """An event as one sentence tells it."""

    scene: Scene
    trigger: Hit
    type: EventType
    day: Day | None
    status: Status
    company: Company
    topic: bool
    """Whether the sentence only speaks of it."""


class Told(msgspec.Struct, frozen=True):
    """What one sentence tells."""

    scene: Scene
    parts: Sequence[Part] = ()
    happenings: Sequence[Happening] = ()
    loose: Sequence[Happening] = ()
    """Without a day, the most telling first; one of them may go on telling of an event told before."""
    speech: Day | None = None
    """The day on which what the sentence reports was said."""


class Setting(msgspec.Struct, frozen=True):
    """What the reading of every sentence needs to know of the article."""

    events: Events
    created: dt.date | None
    """The day of publication."""
    names: Names
    heads_of_state: frozenset[str]


def setting_of(document: Document, names: Names) -> Setting:
    """The setting of an article."""
    heads = frozenset(mention.actor for mention in names.mentions if mention.role in _HEADS)
    return Setting(document.pack.events, document.created, names, heads)


def tell(setting: Setting, scene: Scene, stage: Cast) -> tuple[Told, Cast]:
    """Read one sentence; ``stage`` is who was on the stage before it, and comes back as who is after it."""
    if not (scene.triggers or scene.days or scene.quotes or scene.mentions):
        return Told(scene), stage
    parts = parts_of(scene, stage, setting.names)
    triggers = _candidates(scene, parts)
    pairs = pair_days(scene, triggers, setting.events, setting.created)
    speech = next((day for hit, day in pairs if hit.kind == "reporting"), None)
    dated = _moved(scene, [(hit, day) for hit, day in pairs if hit.kind != "reporting"])
    if speech and not dated:
        done = [hit for hit in triggers if _is_meanwhile(scene, hit) or _is_declared(scene, hit)]
        dated = [(hit, speech) for hit in done[:1]]
    happenings = _without_repeats(
        _happening(setting, scene, hit, day, Parts(_share(scene, hit, dated, parts), parts))
        for hit, day in dated
    )
    happenings = [_as_first_set(scene, one, happenings) for one in happenings]
    happenings += _taken_off(setting, scene, dated, happenings)
    happenings = happenings or _untriggered(setting, scene, pairs, parts)
    told = Told(
        scene,
        parts,
        happenings,
        [] if happenings or speech else _loose(setting, scene, triggers, parts),
        speech or _spoken_then(scene, happenings),
    )
    return told, next_cast(scene, parts, stage)


def _moved(scene: Scene, dated: list[Pair]) -> list[Pair]:
    """What is put off has the day that follows, not the one it was to be on."""
    put_off = [marker.end for marker in scene.markers if marker.kind == "postponed"]
    if not dated or not put_off:
        return dated
    new = max(scene.days, key=lambda day: (day.date, -day.start))
    return [(dated[0][0], new), *((hit, day) for hit, day in dated[1:] if day != new and hit != dated[0][0])]


def _as_first_set(scene: Scene, happening: Happening, all_told: Sequence[Happening]) -> Happening:
    """ "She came on 10 June; the visit was put off from 3 June": on the first day nothing came about."""
    day = happening.day
    if day is None:
        return happening
    beside = any(
        marker.kind == "postponed"
        and marker.end <= day.start
        and scene.words_between(marker, day) <= _PUT_OFF_WORDS
        for marker in scene.markers
    )
    later = [one for one in all_told if one.type == happening.type and one.day and one.day.date > day.date]
    return replace(later[0], day=day, status="cancelled") if beside and later else happening


def _taken_off(
    setting: Setting, scene: Scene, dated: Sequence[Pair], happenings: Sequence[Happening]
) -> list[Happening]:
    """What is put off to a later day is off the day it was to be on, which was still to come when that was told."""
    if not happenings or not any(marker.kind == "postponed" for marker in scene.markers):
        return []
    put_off = happenings[0]
    used = {day for _, day in dated}
    former = [
        day
        for day in scene.days
        if day not in used
        and put_off.status == "planned"
        and put_off.day
        and day.grain == put_off.day.grain
        and day.date < put_off.day.date
        and tense(day, setting.created) == "future"
    ]
    return [replace(put_off, day=day, status="cancelled") for day in former[:1]]


def _candidates(scene: Scene, parts: Sequence[Part]) -> list[Hit]:
    """The triggers that may tell of something; to receive takes two, and what a weapon does is an attack."""
    two = len({part.actor for part in parts if part.kind == "person" and not part.spoken}) > 1
    return [
        hit
        for hit in (_as_attack(scene, hit, two) for hit in scene.triggers)
        if hit.kind in KIND_COST
        and (two or hit.kind != "receiving")
        and not is_asked(scene, hit)
        and not _is_conversation(scene, hit)
    ]


def _is_conversation(scene: Scene, hit: Hit) -> bool:
    """Whether to speak is to converse here, and reports nothing: "spoke by telephone with"."""
    if hit.kind != "reporting" or scene.quotes:
        return False
    start, end = scene.clause(hit.start)
    return any(
        other.value == "call"
        and start <= other.start < end
        and scene.words_between(hit, other) <= _MANNER_WORDS
        for other in scene.triggers
    )


def _as_attack(scene: Scene, hit: Hit, two: bool) -> Hit:
    struck = hit.kind == "hitting" or (hit.kind == "verb" and hit.value == "meeting" and not two)
    if struck and scene.near("weapon", hit, _WEAPON_WORDS, _WEAPON_WORDS):
        return hit._replace(kind="verb", value="attack")
    return hit


def _is_meanwhile(scene: Scene, hit: Hit) -> bool:
    """Whether it went on while something was said: "while visiting the centre"."""
    return (
        hit.kind in ("verb", "noun")
        and scene.level(hit.start) == OUTSIDE
        and scene.near("meanwhile", hit, _MEANWHILE_WORDS, _MEANWHILE_WORDS)
    )


def _is_declared(scene: Scene, hit: Hit) -> bool:
    """Whether to announce it is to do it: "announced the expulsion of the envoy", "declared him persona non grata"."""
    if hit.value not in _DECLARED:
        return False
    around = [quote for quote in scene.quotes if quote.start <= hit.start < quote.end]
    if any(
        quote.kind == "direct" or hit.start - quote.start > _OBJECT_WORDS * scene.step for quote in around
    ):
        return False
    return any(
        other.kind == "reporting"
        and other.start < hit.start
        and scene.words_between(other, hit) <= _DECLARED_WORDS
        for other in scene.triggers
    )


def _share(scene: Scene, hit: Hit, dated: Sequence[Pair], parts: Sequence[Part]) -> Sequence[Part]:
    """Of those named in a sentence, the ones that no other happening it tells or speaks of is nearer to."""
    others = {trigger for trigger, _ in dated}
    rivals = [
        trigger
        for trigger in scene.triggers
        if trigger != hit
        and trigger.kind in ("verb", "noun", "receiving")
        and (trigger in others or _is_aside(scene, hit, trigger))
    ]
    if not rivals:
        return parts
    return [
        part
        for part in parts
        if _apart(scene, hit, part) <= min(_apart(scene, rival, part) for rival in rivals)
    ]


def _is_aside(scene: Scene, hit: Hit, other: Hit) -> bool:
    """Whether a trigger speaks of something else than the one that has the day: "received him, three days after the summit"."""
    left, right = sorted((hit.start, other.start))
    return is_topic(scene, other) or (scene.breaks_between(left, right) > 0 and other.value != hit.value)


def _apart(scene: Scene, trigger: Hit, part: Part) -> float:
    return min(
        scene.words_between(place, part) + 3 * scene.breaks_between(*sorted((place.start, part.start)))
        for place in (trigger, *scene.held_by(trigger))
    )


def _happening(setting: Setting, scene: Scene, hit: Hit, day: Day | None, parts: Parts) -> Happening | None:
    """What a trigger tells; None when it tells that nothing came about."""
    kind = cast(EventType, hit.value)
    status = status_of(scene, hit, kind, day, setting.events, setting.created)
    if is_negated(scene, hit, setting.events) and status not in ("cancelled", "denied"):
        if kind in OUTCOMES:
            kind, status = "negotiation", "happened"
        elif _is_disclaimed(setting, hit, kind, day):
            status = "denied"
        else:
            return None
    kind = _exact(scene, hit, kind)
    if day and tense(day, setting.created) in ("past", "today") and is_wished_for(scene, hit):
        return None
    joined = company(scene, hit, kind, parts, setting.events, setting.names)
    if status == "unconfirmed" and _is_idle_talk(scene, hit, joined):
        return None
    if kind == "meeting" and hit.kind != "receiving" and _are_two_heads(setting, joined.actors):
        kind = "summit"
    return Happening(scene, hit, kind, day, status, joined, is_topic(scene, hit))


def _is_disclaimed(setting: Setting, hit: Hit, kind: EventType, day: Day | None) -> bool:
    """Whether it is said of a day gone by that people did not meet on it, which nobody says unless others say they did."""
    exact = day is not None and day.grain == "day" and tense(day, setting.created) == "past"
    return exact and hit.kind == "verb" and kind in ("meeting", "visit", "call")


def _is_idle_talk(scene: Scene, hit: Hit, joined: Company) -> bool:
    """Whether somebody only muses that there may be something, with nobody named: "Today there will be a deal, or there won't"."""
    if not scene.is_spoken(hit.start):
        return False
    speakers = {quote.speaker.id for quote in scene.quotes if quote.speaker}
    return speakers.issuperset(joined.actors) and not joined.places


def _are_two_heads(setting: Setting, actors: Sequence[str]) -> bool:
    return len(actors) == 2 and setting.heads_of_state.issuperset(actors)


def _exact(scene: Scene, hit: Hit, kind: EventType) -> EventType:
    """A meeting by telephone is a call; talks at a summit are a summit."""
    if kind not in _MODES:
        return kind
    start, end = scene.clause(hit.start)
    beside = {
        other.value
        for other in scene.triggers
        if start <= other.start < end
        and scene.words_between(hit, other) <= _MODE_WORDS
        and not is_topic(scene, other)
        and scene.level(other.start) == scene.level(hit.start)
    }
    return "call" if "call" in beside else "summit" if "summit" in beside else kind


def _without_repeats(happenings: Iterable[Happening | None]) -> list[Happening]:
    """Those that are something, each type and day once."""
    kept: dict[tuple[str, str | None], Happening] = {}
    for happening in happenings:
        if happening:
            kept.setdefault((happening.type, happening.day.date if happening.day else None), happening)
    return list(kept.values())


def _untriggered(
    setting: Setting, scene: Scene, pairs: Sequence[Pair], parts: Sequence[Part]
) -> list[Happening]:
    """A dated sentence without any known trigger still tells of something, if it names anybody or anything."""
    if any(is_asked(scene, hit) for hit in scene.triggers):
        return []
    named = any(not part.spoken for part in parts)
    taken = {day for _, day in pairs}
    for day in scene.days:
        if day not in taken and _is_of_note(setting, scene, day) and (named or _is_set(setting, scene, day)):
            hit = Hit(day.start, day.end, UNTRIGGERED, "other", "")
            status = status_of(scene, hit, "other", day, setting.events, setting.created)
            joined = company(scene, hit, "other", Parts(parts, parts), setting.events, setting.names)
            return [Happening(scene, hit, "other", day, status, joined, topic=False)]
    return []


def _is_set(setting: Setting, scene: Scene, day: Day) -> bool:
    """Whether something is announced for an exact day to come, whatever it is, or somebody speaks of a time to come."""
    if tense(day, setting.created) != "future":
        return False
    return bool(scene.quotes) or (day.grain == "day" and not scene.is_spoken(day.start))


def _is_of_note(setting: Setting, scene: Scene, day: Day) -> bool:
    """Whether a day that no trigger takes is worth telling: one to come, also somebody's word for it, or an exact one."""
    if opening(scene, day) and tense(day, setting.created) != "future":
        return False
    if tense(day, setting.created) == "future" and day.grain in ("week", "weekend", "month"):
        return not scene.is_spoken(day.start)
    return day.grain == "day" and (not scene.is_spoken(day.start) or tense(day, setting.created) == "future")


def _loose(setting: Setting, scene: Scene, triggers: Sequence[Hit], parts: Sequence[Part]) -> list[Happening]:
    """What the triggers of a sentence without days tell."""
    order = {"verb": 0, "receiving": 0, "noun": 1, "hint": 2}
    telling = [
        hit
        for hit in triggers
        if hit.kind in order and not scene.is_spoken(hit.start) and not is_topic(scene, hit)
    ]
    telling.sort(key=lambda hit: (scene.level(hit.start) != OUTSIDE, order[hit.kind], hit.start))
    found = (
        _happening(setting, scene, hit, None, Parts(_share(scene, hit, [], parts), parts))
        for hit in telling[:_MOST_LOOSE]
    )
    return [happening for happening in found if happening]


def _spoken_then(scene: Scene, happenings: Sequence[Happening]) -> Day | None:
    """The day of what is done while or before speaking: "visiting Sarov on Friday, Putin said"."""
    reporting = [hit for hit in scene.triggers if hit.kind == "reporting"]
    for happening in happenings:
        trigger = happening.trigger
        if happening.topic or trigger.kind not in ("verb", "receiving") or happening.status != "happened":
            continue
        if scene.level(trigger.start) == OUTSIDE and any(
            _goes_with(scene, trigger, speech) for speech in reporting
        ):
            return happening.day
    return None


def _goes_with(scene: Scene, trigger: Hit, speech: Hit) -> bool:
    return _is_meanwhile(scene, trigger) or (
        trigger.end <= speech.start and scene.breaks_between(trigger.start, speech.start) > 0
    )
