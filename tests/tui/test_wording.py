"""The dashboard in other languages: every text that a language has is one that the dashboard says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import tui
from tests.tui.desks import HandMade, small
from tests.tui.driving import driving
from timeline.model import EventType
from tui.actions import ACTIONS
from tui.wording import counted, language, load, speak, told

CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(tui.__file__).parent.rglob("*.py"))
OTHERS = ("kk", "ru")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    speak("en")


@pytest.mark.parametrize("lang", OTHERS)
def test_every_action_is_told(lang: str) -> None:
    assert set(load(lang).actions) == set(ACTIONS)


def test_languages_tell_the_same_texts() -> None:
    kazakh, russian = (load(lang) for lang in OTHERS)
    assert list(kazakh.texts) == list(russian.texts)
    assert list(kazakh.plurals) == list(russian.plurals)


@pytest.mark.parametrize("lang", OTHERS)
def test_what_changes_in_a_text_changes_in_its_translation_too(lang: str) -> None:
    for text, shown in load(lang).texts.items():
        assert text.count("{}") == shown.count("{}"), text


def test_no_text_has_gone_out_of_use() -> None:
    put_together = r"\{[^{}]*\}|There is no |That was the (?:first|last) |Nothing new | this\.| in this article\.|Grouped by |In the |\. u takes it back\."
    for text in sorted({*load("ru").texts} - {*get_args(EventType)}):
        parts = [part.strip(" .") for part in re.split(put_together, text) if part.strip(" ./")]
        assert all(part in CODE or part.lower() in CODE for part in parts), text


@pytest.mark.parametrize(
    ("number", "russian", "kazakh"),
    [
        (1, "1 событие", "1 оқиға"),
        (3, "3 события", "3 оқиға"),
        (11, "11 событий", "11 оқиға"),
        (12, "12 событий", "12 оқиға"),
        (21, "21 событие", "21 оқиға"),
        (112, "112 событий", "112 оқиға"),
        (0, "0 событий", "0 оқиға"),
    ],
)
def test_nouns_after_numbers(number: int, russian: str, kazakh: str) -> None:
    assert counted(number, "event") == ("1 event" if number == 1 else f"{number} events")
    speak("ru")
    assert counted(number, "event") == russian
    speak("kk")
    assert counted(number, "event") == kazakh


def test_texts_in_which_something_changes() -> None:
    speak("ru")
    assert told("Evidence 2 of 3") == "Подтверждение 2 из 3"
    assert told("Wrote 4 events to {0}.json") == "Записано: 4 events — в {0}.json"
    assert told("nobody says this") == "nobody says this"


@pytest.mark.parametrize(
    ("env", "lang"),
    [
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "kk_KZ.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "ru", "LANG": "en_US"}, "ru"),
        ({"LANG": "rum_XX"}, "en"),
        ({"LANG": "fr_FR"}, "en"),
        ({}, "en"),
    ],
)
def test_the_environment_asks_for_a_language(env: dict[str, str], lang: str) -> None:
    assert language(env) == lang


async def test_the_dashboard_in_russian() -> None:
    speak("ru")
    async with driving(small(), (120, 40)) as desk:
        assert "─ Хронология" in desk.text
        assert "─ Статья 1/3 · Harbour Wire" in desk.text
        assert "4 события · 3 статьи" in desk.status
        assert desk.status.endswith("? справка")
        await desk.press("?")
        assert "В хронологии" in desk.text
        assert "Закрыть elshi" in desk.text or "Перейти к статье" in desk.text
        await desk.press("q", ".")
        assert desk.status.startswith("Ничего нового.")


async def test_the_dashboard_in_kazakh() -> None:
    speak("kk")
    async with driving(HandMade()) as desk:
        assert "Әзірге мақала жоқ" in desk.text
        await desk.press("t")
        assert desk.status.startswith("өтетін күн:")
    async with driving(small()) as desk:
        await desk.press("n")
        assert "─ Мақала 2/3 · Таң хабары" in desk.text
