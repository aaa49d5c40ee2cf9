"""Two weeks told in three languages: nothing that is two becomes one, and what is one becomes one."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache

import pytest

from tests.timeline.story import GOLD, Gold, articles
from timeline.building import Builder
from timeline.model import Event, Timeline
from timeline.reading import read

LEAST = 0.95
SPEECH = ("statement", "demand", "rejection", "criticism", "threat")


@cache
def timeline(seed: int = 0) -> Timeline:
    builder = Builder()
    told = articles()
    random.Random(seed).shuffle(told)
    for article in told:
        builder.add(article, read(article))
    return builder.timeline()


def names(event: Event) -> str:
    known = {actor.id: actor for actor in timeline().actors}
    told = (known[who] for who in (*event.actors, *event.places))
    return " ".join(name for actor in told for name in (actor.name, *actor.names.values()))


def fits(event: Event, gold: Gold) -> int:
    """How many of the people of a gold event a built one names; 0 when day or type is another."""
    if event.date != gold.date or event.type not in gold.types:
        return 0
    return 1 + sum(who in names(event) for who in gold.people)


def built() -> list[Event]:
    return [event for event in timeline().events if event.type not in SPEECH]


def aligned() -> dict[tuple[str, str], str]:
    """Article and gold event -> id of the event that the article tells it in."""
    found = {}
    for gold in GOLD:
        for article in gold.articles.split():
            told = [event for event in built() if article in event.articles and fits(event, gold)]
            if told:
                found[article, gold.key] = max(told, key=lambda event: fits(event, gold)).id
    return found


def test_no_two_events_are_merged() -> None:
    keys: dict[str, set[str]] = {}
    for (_, key), event in aligned().items():
        keys.setdefault(event, set()).add(key)
    assert {event: sorted(found) for event, found in keys.items() if len(found) > 1} == {}


def test_b_cubed() -> None:
    found = aligned()
    both = Counter((key, event) for (_, key), event in found.items())
    expected = [(article, gold.key) for gold in GOLD for article in gold.articles.split()]
    size = Counter(key for _, key in expected)
    told = [(article, event.id) for event in built() for article in event.articles]
    grown = Counter(event for _, event in told)
    recall = sum(both[item[1], found[item]] / size[item[1]] for item in expected if item in found) / len(
        expected
    )
    back = {(article, event): key for (article, key), event in found.items()}
    precision = sum(both[back[item], item[1]] / grown[item[1]] for item in told if item in back) / len(told)
    assert 2 * precision * recall / (precision + recall) >= LEAST, (
        precision,
        recall,
        [item for item in expected if item not in found],
        [
            (event.date, event.type, event.articles)
            for event in built()
            if not any(fits(event, gold) for gold in GOLD)
        ],
    )


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.key)
def test_status(gold: Gold) -> None:
    told = [event for event in built() if fits(event, gold) > len(gold.people)]
    assert {event.status for event in told} == {gold.status}


def test_the_postponed_meeting_keeps_its_old_day_in_its_history() -> None:
    [meeting] = [
        event for event in built() if event.date == "2025-03-17" and event.type in ("meeting", "negotiation")
    ]
    history = [(change.status, change.date) for change in meeting.history]
    assert ("cancelled", "2025-03-10") in history
    assert history[-1] == ("happened", "2025-03-17")
    assert not any(event.date == "2025-03-10" for event in built())


def test_a_wire_and_its_copy_are_one_source() -> None:
    [meeting] = [event for event in built() if event.date == "2025-03-03" and event.type == "meeting"]
    assert set(meeting.articles) == {"kk1", "ru1", "en1", "en1copy", "en8"}
    assert meeting.sources == 4
    assert int(meeting.score) == 4


def test_any_order_gives_the_same_timeline() -> None:
    assert timeline(1) == timeline(0)
