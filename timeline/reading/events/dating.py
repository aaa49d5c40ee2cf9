"""Which day of a sentence belongs to which of its triggers."""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Sequence
from itertools import product
from typing import TypeAlias

from timeline.languages.schema import Events
from timeline.model import Grain
from timeline.reading.events.certainty import is_circumstance, is_negated, is_topic, is_unrealised
from timeline.reading.events.days import Day, first_day
from timeline.reading.events.lexicon import Hit
from timeline.reading.events.scenes import OUTSIDE, Scene
from timeline.reading.events.spans import only_opens

_TOGETHER = 3
"""Days of one sentence that are paired jointly; a longer row is paired so many at a time."""
_NEIGHBOURS = 4
"""Triggers on either side of a day that may take it."""
_FARTHEST = 12.0
"""Beyond so many words distance says nothing more."""
_UNPAIRED = 45.0
"""The cost of leaving a day without a trigger. All costs are in words of distance."""
_UNPAIRED_COARSE = 16.0
"""The same of a month or a year, which often only tells when something else began."""
_COARSE: frozenset[Grain] = frozenset({"month", "quarter", "season", "half", "year"})
KIND_COST: dict[str, float] = {"verb": 0.0, "receiving": 0.0, "reporting": 0.0, "noun": 2.0, "hint": 10.0}
_BREAK_COST = 5.0
_LEVEL_COST = 12.0
_TOPIC_COST = 8.0
_RIGHT_BEFORE = 1.5
_TOUCHING = 0.5
"""A topic that a day stands right beside has that day all the same: "the summit of 15 August"."""
_NEGATED_COST = 20.0
_TENSE_COST = 18.0
_OBJECT_COST = 12.0
"""What a noun costs in a clause that has a verb to tell: "rejected the agreement"."""
_SURPRISE_COST = 8.0
"""What a verb costs that nothing marks as a plan, for a day to come."""
_NEVER = 1000.0
_OPENING = 6
"""A day that so many characters of the sentence stand before opens it."""

Pair: TypeAlias = tuple[Hit, Day]


def pair_days(scene: Scene, candidates: Sequence[Hit], events: Events, created: dt.date | None) -> list[Pair]:
    """Each day of a scene with the trigger it dates, where it has one; no trigger takes two days."""
    pairs: list[Pair] = []
    for first in range(0, len(scene.days) if candidates else 0, _TOGETHER):
        days = scene.days[first : first + _TOGETHER]
        taken = {trigger for trigger, _ in pairs}
        free = [hit for hit in _around(days, candidates) if hit not in taken]
        pairs += _cheapest(scene, events, created, days, free)
    return pairs


def _around(days: Sequence[Day], candidates: Sequence[Hit]) -> list[Hit]:
    first = bisect_left(candidates, days[0].start, key=_start)
    last = bisect_left(candidates, days[-1].start, key=_start)
    near = [*candidates[max(0, first - _NEIGHBOURS) : first + _NEIGHBOURS]]
    return near + [
        hit for hit in candidates[max(0, last - _NEIGHBOURS) : last + _NEIGHBOURS] if hit not in near
    ]


def _start(hit: Hit) -> int:
    return hit.start


def _cheapest(
    scene: Scene, events: Events, created: dt.date | None, days: Sequence[Day], free: Sequence[Hit]
) -> list[Pair]:
    """The pairing of a few days with a few triggers that costs least, all choices tried."""
    costs = [[_cost(scene, hit, day, events) for hit in free] for day in days]
    ahead = [hit.kind != "reporting" and is_unrealised(scene, hit, events) for hit in free]
    unpaired = [_UNPAIRED_COARSE if day.grain in _COARSE else _UNPAIRED for day in days]
    best, least = [], math.inf
    for choice in product([*range(len(free)), None], repeat=len(days)):
        chosen = [index for index in choice if index is not None]
        if len(set(chosen)) < len(chosen):
            continue
        total = sum(
            unpaired[number] if index is None else costs[number][index] for number, index in enumerate(choice)
        )
        pairs = [
            (free[index], day, ahead[index])
            for index, day in zip(choice, days, strict=True)
            if index is not None
        ]
        total += _tense_cost(pairs, created)
        if total < least:
            best, least = pairs, total
    return [(hit, day) for hit, day, _ in best]


def _cost(scene: Scene, hit: Hit, day: Day, events: Events) -> float:
    if only_opens(scene, hit, day) or _is_told_after(scene, hit, day) or _is_of_content(scene, hit, day):
        return _NEVER
    cost = KIND_COST[hit.kind] + min(_distance(scene, place, day) for place in (hit, *scene.held_by(hit)))
    hit_level, day_level = scene.level(hit.start), scene.level(day.start)
    if hit_level != day_level:
        cost += _LEVEL_COST
        if (hit.kind == "reporting" and scene.is_spoken(day.start)) or (
            hit_level != OUTSIDE and scene.is_spoken(hit.start)
        ):
            cost += _NEVER
    if hit.kind != "reporting":
        topic = _TOPIC_COST if scene.words_between(hit, day) > _TOUCHING else _TOPIC_COST / 4
        cost += topic * is_topic(scene, hit) + _NEGATED_COST * is_negated(scene, hit, events)
        cost += _OBJECT_COST * (hit.kind == "noun" and _has_verb(scene, hit))
    return cost


def _is_of_content(scene: Scene, cue: Hit, day: Day) -> bool:
    """Whether a day is told in the words that a verb behind them reports, or opens a sentence that only ends in who reports it:
    "on Tuesday they met, the palace said".
    """
    if cue.kind != "reporting":
        return False
    text = scene.text
    opens = day.start - scene.start <= _OPENING
    for quote in scene.quotes:
        if quote.kind == "direct" or quote.end > cue.start:
            continue
        if quote.start <= day.start < quote.end:
            return True
        leads = opens and day.end <= quote.start and not text[day.end : quote.start].strip(" \u00a0,")
        if leads and "," in text[quote.end : cue.start]:
            return True
    return False


def _is_told_after(scene: Scene, hit: Hit, day: Day) -> bool:
    """Whether a day belongs to what was said after or about something: "after the meeting he said that a mission would come on 3 April"."""
    if hit.kind != "noun":
        return False
    if scene.near("source", hit, _RIGHT_BEFORE, 0) and scene.words_between(hit, day) > _TOUCHING:
        return True
    if not is_circumstance(scene, hit):
        return False
    left, right = sorted((hit.start, day.start))
    inside = scene.level(day.start) not in (OUTSIDE, scene.level(hit.start))
    return inside or any(other.kind == "reporting" and left < other.start < right for other in scene.triggers)


def _has_verb(scene: Scene, noun: Hit) -> bool:
    start, end = scene.clause(noun.start)
    level = scene.level(noun.start)
    return any(
        hit.kind in ("verb", "receiving") and start <= hit.start < end and scene.level(hit.start) == level
        for hit in scene.triggers
    )


def _distance(scene: Scene, hit: Hit, day: Day) -> float:
    left, right = sorted((hit.start, day.start))
    return min(_FARTHEST, scene.words_between(hit, day)) + _BREAK_COST * scene.breaks_between(left, right)


def _tense_cost(pairs: Sequence[tuple[Hit, Day, bool]], created: dt.date | None) -> float:
    """What speaks against a pairing: speech on a day to come, or a plan for a day that was over when it was spoken of."""
    spoken = [first_day(day.date) for hit, day, _ in pairs if hit.kind == "reporting"]
    told = min((day for day in spoken if day), default=None)
    cost = 0.0
    for hit, day, ahead in pairs:
        first = first_day(day.date)
        if first is None:
            continue
        to_come = created is not None and first > created
        if hit.kind == "reporting":
            cost += _NEVER * to_come
        elif ahead:
            cost += _TENSE_COST * (first <= told if told else created is not None and first < created)
        elif hit.kind != "noun":
            cost += _SURPRISE_COST * to_come
    return cost
