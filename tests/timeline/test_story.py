"""Two weeks told in three languages, and four in ten: nothing that is two becomes one, and what is one becomes one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import Literal, TypeAlias

import pytest

from tests.timeline import story
from tests.timeline.story import Gold, ten
from timeline.building import Builder
from timeline.model import Article, Event, Timeline
from timeline.reading import read

LEAST = 0.95
SPEECH = ("statement", "demand", "rejection", "criticism", "threat")


Story: TypeAlias = Literal["three languages", "ten languages"]
STORIES: dict[Story, tuple[Sequence[Gold], Callable[[], list[Article]]]] = {
    "three languages": (story.GOLD, story.articles),
    "ten languages": (ten.GOLD, ten.articles),
}
both_stories = pytest.mark.parametrize("name", STORIES)


@cache
def timeline(name: Story = "three languages", seed: int = 0) -> Timeline:
    builder = Builder()
    told = STORIES[name][1]()
    random.Random(seed).shuffle(told)
    for article in told:
        builder.add(article, read(article))
    return builder.timeline()


def names(name: Story, event: Event) -> str:
    known = {actor.id: actor for actor in timeline(name).actors}
    told = (known[who] for who in (*event.actors, *event.places))
    return " ".join(own for actor in told for own in (actor.name, *actor.names.values()))


def fits(name: Story, event: Event, gold: Gold) -> int:
    """How many of the people of a gold event a built one names; 0 when day or type is another."""
    if event.date != gold.date or event.type not in gold.types:
        return 0
    return 1 + sum(who in names(name, event) for who in gold.people)


def built(name: Story) -> list[Event]:
    return [event for event in timeline(name).events if event.type not in SPEECH]


def aligned(name: Story) -> dict[tuple[str, str], str]:
    """Article and gold event -> id of the event that the article tells it in."""
    found = {}
    for gold in STORIES[name][0]:
        for article in gold.articles.split():
            told = [event for event in built(name) if article in event.articles and fits(name, event, gold)]
            if told:
                found[article, gold.key] = max(told, key=lambda event: fits(name, event, gold)).id
    return found


@both_stories
def test_no_two_events_are_merged(name: Story) -> None:
    keys: dict[str, set[str]] = {}
    for (_, key), event in aligned(name).items():
        keys.setdefault(event, set()).add(key)
    assert {event: sorted(found) for event, found in keys.items() if len(found) > 1} == {}


@both_stories
def test_b_cubed(name: Story) -> None:
    found = aligned(name)
    gold_events = STORIES[name][0]
    both = Counter((key, event) for (_, key), event in found.items())
    expected = [(article, gold.key) for gold in gold_events for article in gold.articles.split()]
    size = Counter(key for _, key in expected)
    told = [(article, event.id) for event in built(name) for article in event.articles]
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
            for event in built(name)
            if not any(fits(name, event, gold) for gold in gold_events)
        ],
    )


@pytest.mark.parametrize(
    ("name", "gold"),
    [(name, gold) for name, (gold_events, _) in STORIES.items() for gold in gold_events],
    ids=lambda given: given.key if isinstance(given, Gold) else given,
)
def test_status(name: Story, gold: Gold) -> None:
    told = [event for event in built(name) if fits(name, event, gold) > len(gold.people)]
    assert {event.status for event in told} == {gold.status}


def test_the_postponed_meeting_keeps_its_old_day_in_its_history() -> None:
    [meeting] = [
        event
        for event in built("three languages")
        if event.date == "2025-03-17" and event.type in ("meeting", "negotiation")
    ]
    history = [(change.status, change.date) for change in meeting.history]
    assert ("cancelled", "2025-03-10") in history
    assert history[-1] == ("happened", "2025-03-17")
    assert not any(event.date == "2025-03-10" for event in built("three languages"))


def test_a_wire_and_its_copy_are_one_source() -> None:
    [meeting] = [
        event for event in built("three languages") if event.date == "2025-03-03" and event.type == "meeting"
    ]
    assert set(meeting.articles) == {"kk1", "ru1", "en1", "en1copy", "en8"}
    assert meeting.sources == 4
    assert int(meeting.score) == 4


@both_stories
def test_any_order_gives_the_same_timeline(name: Story) -> None:
    assert timeline(name, 1) == timeline(name, 0)


@both_stories
def test_merging_by_date_alone_fails(name: Story) -> None:
    told = [(gold.date, gold.key) for gold in STORIES[name][0] for _ in gold.articles.split()]
    days, keys = Counter(day for day, _ in told), Counter(told)
    precision = sum(keys[mention] / days[mention[0]] for mention in told) / len(told)
    assert 2 * precision / (1 + precision) < LEAST
