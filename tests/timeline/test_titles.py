"""Titles in the languages of the readers."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace

import timeline.building.titles as titles
from tests.timeline.factories import build, mention, quote, said, story
from timeline.building import short_name
from timeline.model import Actor, EventType, Speaker

ADA = Actor(
    id="Ada", kind="person", name="Ada Lind", names={"en": "Ada Lind", "ru": "Ада Линд", "kk": "Ада Линд"}
)
BEK = Actor(
    id="Bek", kind="person", name="Bek Oral", names={"en": "Bek Oral", "ru": "Бек Орал", "kk": "Бек Орал"}
)
LAKESIDE = Actor(id="Lakeside", kind="place", name="Lakeside", names={"ru": "Приозёрск"})
NORTHLAND = Actor(id="Northland", kind="state", name="Northland")


def test_type_people_and_place() -> None:
    told = story(
        "a",
        "2025-03-05",
        mention("2025-03-04", "summit", ("Ada", "Bek"), ("Lakeside",)),
        actors=[ADA, BEK, LAKESIDE],
    )
    (event,) = build(told, title_lang="ru").events
    assert event.titles["en"] == "Summit: Lind, Oral, Lakeside"
    assert event.title == event.titles["ru"] == "Саммит: Линд, Орал, Приозёрск"
    assert event.titles["kk"] == "Саммит: Линд, Орал, Lakeside"


def test_a_language_without_title_words_gets_the_first() -> None:
    told = story("a", "2025-03-05", mention("2025-03-04", "vote", ("League",)))
    (event,) = build(told, title_lang="xx").events
    assert event.title == "Vote: League"


def test_speaker_and_topic() -> None:
    told = story("a", "2025-03-05", said("Ada", "2025-03-04", ("Bek",)), actors=[ADA, BEK])
    (event,) = build(told).events
    assert event.titles["en"] == "Lind on Oral"
    assert event.titles["ru"] == "Заявление: Линд — Орал"


def test_a_speaker_without_a_topic() -> None:
    (event,) = build(story("a", "2025-03-05", said("Ada", "2025-03-04"), actors=[ADA])).events
    assert event.title == "Statement: Lind"


def test_states_stand_behind_their_people() -> None:
    told = story(
        "a",
        "2025-03-05",
        mention("2025-03-04", "call", ("Northland", "Ada", "Bek")),
        actors=[ADA, BEK, NORTHLAND],
    )
    assert build(told).events[0].title == "Call: Lind, Oral"


def test_a_long_list_is_cut() -> None:
    people = [Actor(id=f"p{n}", kind="person", name=f"Given Name{n}") for n in range(5)]
    told = story("a", "2025-03-05", mention("2025-03-04", "meeting", [p.id for p in people]), actors=people)
    assert build(told).events[0].title == "Meeting: Name0, Name1, Name2, others"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ada Lind", "Lind"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Урсула фон дер Ляйен", "фон дер Ляйен"),
        ("Қасым-Жомарт Тоқаев", "Тоқаев"),
        ("Xi Jinping", "Xi Jinping"),
        ("Си Цзиньпин", "Си Цзиньпин"),
        ("Leo XIV", "Leo XIV"),
        ("Madonna", "Madonna"),
        ("", ""),
    ],
)
def test_surnames(name: str, short: str) -> None:
    assert short_name(Actor(id="x", kind="person", name=name), "en") == short


def test_braces_in_a_name_are_letters() -> None:
    odd = Actor(id="o", kind="organisation", name="{type} & {0}")
    told = story("a", "2025-03-05", mention("2025-03-04", "vote", ("o",)), actors=[odd])
    assert build(told).events[0].title == "Vote: {type} & {0}"


def test_every_language_has_a_word_for_every_type() -> None:
    path = Path(titles.__file__).with_name("titles.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))["languages"]
    assert tuple(tables) == titles.languages() == ("en", "kk", "ru")
    for words in tables.values():
        assert set(words["types"]) == set(get_args(EventType))


def test_speech_of_somebody_unknown_has_the_name_that_the_article_gives() -> None:
    words = replace(mention("2025-03-04", "statement", ()), quotes=["a:1"])
    quoted = replace(quote("a:1", "a", None, ("Bek",)), speaker=Speaker(id=None, name="a diplomat"))
    told = story("a", "2025-03-05", words, actors=[BEK], quotes=[quoted])
    assert build(told).events[0].title == "a diplomat on Oral"


def test_what_names_nobody_has_the_beginning_of_a_sentence() -> None:
    long = "The first train since the spring leaves the station at the border on the first of March, weather allowing."
    short = "Первый поезд выйдет 1 марта."
    (event,) = build(
        story("a", "2025-03-05", mention("2025-04-04", "vote", text=long)),
        story("b", "2025-03-05", mention("2025-04-04", "vote", text=short), lang="ru"),
    ).events
    assert event.title == "Vote: The first train since the spring leaves the station at the…"
    assert event.titles["ru"].endswith(": Первый поезд выйдет 1 марта")
