"""Near-duplicate articles: fingerprints, who copies whom, and what that counts for."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.factories import build, mention, story
from timeline.building.copies import Copies, compact, nearness
from timeline.model import Article
from timeline.reading import read

WIRE = (
    "The foreign ministers of Northland and Southland met at the border town of Farlake on Monday and agreed to reopen the "
    "railway that has been closed since the floods of last spring. Neither side named a date. Engineers of both railways "
    "are to inspect the two bridges before the end of the month, and a joint commission will report to the governments. "
    "Traders on both banks of the river, who have sent their goods by ferry for a year, welcomed the news with caution."
)
OTHER = (
    "Trains may run again between Northland and Southland. That is the outcome of Monday's talks in Farlake, where the two "
    "top diplomats spent four hours over maps and repair bills. When the first wagon will cross the river nobody would say; "
    "first the bridges have to be looked at. For the merchants of the region it would be the end of twelve costly months."
)


def printed(text: str, lang: str = "en") -> list[int]:
    return read(Article(id="a", text=text, lang=lang, published="2025-03-04")).fingerprint


@pytest.mark.parametrize(
    "copy",
    [
        f"FARLAKE, March 3 (Wire) - {WIRE}",
        WIRE.replace("on Monday", "on 3 March").replace("with caution", "warmly"),
        WIRE.partition(" Traders")[0],
        WIRE.upper(),
    ],
    ids=["dateline", "edited", "shortened", "capitals"],
)
def test_a_copy_is_near_its_original(copy: str) -> None:
    assert nearness(printed(WIRE), printed(copy)) >= 0.5


def test_the_same_facts_in_other_words_are_no_copy() -> None:
    assert nearness(printed(WIRE), printed(OTHER)) < 0.2


def test_a_few_words_have_no_fingerprint_and_one_is_the_same_in_every_process() -> None:
    assert printed("They met on Monday.") == []
    assert printed("a b c d e f g h i j k l m n")[:3] == printed("A B C D E F G H I J K L M N")[:3]
    assert len(printed(WIRE)) == 32


def test_copies_count_once() -> None:
    met = ("Ada", "Bek"), ("Lakeside",)
    stories = [
        story(
            name,
            "2025-03-04",
            mention("2025-03-04", "meeting", *met, text=f"Sentence of {name}"),
            source=name,
        )
        for name in "abc"
    ]
    wire, copy, own = stories
    from msgspec.structs import replace

    shared = printed(WIRE)
    pairs = [
        (wire[0], replace(wire[1], fingerprint=shared)),
        (copy[0], replace(copy[1], fingerprint=printed(WIRE.partition(" Traders")[0]))),
        (own[0], replace(own[1], fingerprint=printed(OTHER))),
    ]
    [event] = build(*pairs).events
    assert (event.articles, event.sources, int(event.score)) == (["a", "b", "c"], 2, 2)


PRINTS = [tuple(random.Random(seed).randrange(1, 99) for _ in range(8)) for seed in range(4)]


def near(base: int, changed: int) -> tuple[int, ...]:
    return tuple(1000 + changed if place < changed else value for place, value in enumerate(PRINTS[base]))


@settings(max_examples=200, deadline=None)
@given(
    told=st.lists(
        st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 3), st.integers(0, 5)),
        max_size=10,
        unique_by=lambda told: told[0],
    ),
    gone=st.sets(st.sampled_from("abcdefgh")),
    seed=st.integers(0, 99),
)
def test_neither_order_nor_what_was_there_before_matters(
    told: list[tuple[str, int, int]], gone: set[str], seed: int
) -> None:
    edited, rebuilt = Copies(), Copies()
    prints = {name: compact(near(base, changed)) for name, base, changed in told}
    for name, own in prints.items():
        edited.add(name, own)
    for name in gone & set(prints):
        edited.remove(name, prints[name])
    kept = sorted(set(prints) - gone)
    shuffled = list(kept)
    random.Random(seed).shuffle(shuffled)
    for name in shuffled:
        rebuilt.add(name, prints[name])
    assert edited.first_of(kept) == rebuilt.first_of(kept)
    for name, first in rebuilt.first_of(kept).items():
        assert first <= name
