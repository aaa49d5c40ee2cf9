"""The dashboard in Kazakh and in Russian, driven by its keys: no English word is left on the screen, and nothing that matters is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from storage.loading import Problem
from storage.store import open_store
from tests.tui.desks import HandMade, article, date, proof, quote
from tests.tui.driving import Driver, driving
from timeline.model import (
    Actor,
    ArticleRef,
    Conflict,
    ConflictValue,
    Event,
    Quantity,
    Quote,
    Reading,
    Source,
    StatusChange,
    Timeline,
)
from tui.actions import ACTIONS
from tui.desk import desk_from_store
from tui.keeping import StoreKeeper
from tui.keymap import KEYMAP
from tui.wording import speak

OTHERS = ("kk", "ru")
NAMES = re.compile(
    r"\belshi\b|\b(?:Ctrl|Shift|Alt|alt)\+\S+|\b(?:Tab|Enter|Space|Home|End|PgDn|PgUp|backspace|fg|KZ)\b"
    r"|\bQ\d+\b|\blocal:|\b(?:kk|ru)\b|\b(?:type|source):|'elshi [^']*'|\S*\.(?:json|csv|txt)\b"
    r"|\.\w+(?:, \.\w+)+|\b(?:cat|false|wc|zz)\b"
)
"""What has no other name in any language: keys, ids, fields of queries, files, commands, and what these tests type."""
WORD = re.compile(r"[A-Za-z]{2,}")
TITLES = {action.title for action in ACTIONS.values()}
"""The palette shows actions by their names, which are those of the settings, beside what they do."""


KK = article(
    "1",
    "kk",
    "2025-08-16T09:00:00+05:00",
    "Таң хабары",
    "Аляскадағы кездесу аяқталды",
    "Аляскада 15 тамызда екі ел басшысы кездесті.",
    "«Келесі кездесу Мәскеуде өтеді», - деді Владимир Путин журналистерге. Кездесуге 300 адам келді.",
)
RU = article(
    "2",
    "ru",
    "2025-08-08",
    "Вестник",
    "Встреча назначена",
    "Встреча президентов пройдёт на Аляске 16 августа, сообщили в обеих столицах.",
    "«Келесі кездесу Мәскеуде өтеді», — заявил Дональд Трамп. Приехало 200 человек.",
)
BARE = replace(
    article("3", "kk", "2025-08-19", "-", "Қысқа хабар", "Тараптар уағдаласты."), lang=None, source=None
)
SOURCES = (
    Source(name="Таң хабары", kind="state media", country="KZ"),
    Source(name="Вестник", kind="presidency"),
)
FIRST = replace(quote("q1", KK, "«Келесі кездесу Мәскеуде өтеді»", "Владимир Путин", "деді"), about=["Q2"])
SECOND = replace(quote("q2", RU, "«Келесі кездесу Мәскеуде өтеді»", "Дональд Трамп", "заявил"), said=None)
NOBODY = Quote(id="q3", article="3", start=0, end=9, text="Тараптар", kind="indirect")
ACTORS = [
    Actor(id="local:Владимир Путин", kind="person", name="Владимир Путин", possibly_same=["Q3"]),
    Actor(id="local:Дональд Трамп", kind="person", name="Дональд Трамп"),
    Actor(id="Q1", kind="state", name="Ресей"),
    Actor(id="Q2", kind="place", name="Аляска"),
    Actor(id="Q3", kind="organisation", name="Кремль"),
]


def side(value: str, of: int, quote: Quote = FIRST) -> ConflictValue:
    return ConflictValue(value=value, article=str(of), start=quote.start, end=quote.end)


PROOFS = [
    replace(
        proof(KK, "Аляскада 15 тамызда екі ел басшысы кездесті."),
        date_rule="15 тамызда -> 2025-08-15: the nearest from 8 months before to 3 after publication 2025-08-16",
    ),
    replace(
        proof(RU, "Встреча президентов пройдёт на Аляске 16 августа, сообщили в обеих столицах."),
        date_rule="16 августа -> 2025-08-16: the sentence looks ahead from publication 2025-08-08",
    ),
]
SUMMIT = Event(
    id="1a2",
    date="2025-08-15",
    grain="day",
    type="summit",
    status="happened",
    title="Путин мен Трамп Аляскада кездесті",
    quotes=["q1", "q2"],
    summary=PROOFS[0].text,
    evidence=PROOFS,
    articles=["1", "2", "4"],
    sources=2,
    languages=["kk", "ru"],
    history=[
        StatusChange(status="planned", date="2025-08-16", article="2", published="2025-08-08"),
        StatusChange(status="unconfirmed", date=None, article="4", published="2025-08-09"),
        StatusChange(status="happened", date="2025-08-15", article="1", published="2025-08-16"),
    ],
    actors=["local:Владимир Путин", "local:Дональд Трамп", "Q1", "Q3"],
    roles={"local:Владимир Путин": "agent", "Q1": "host", "Q3": "speaker"},
    places=["Q2"],
    quantities=[
        Quantity(value=300, unit="people", start=0, end=1),
        Quantity(value=2.5, unit="hours", start=0, end=1),
    ],
    conflicts=[
        Conflict(field="date", values=[side("2025-08-15", 1), side("2025-08-16", 2)]),
        Conflict(field="status", values=[side("happened", 1), side("denied", 2)]),
        Conflict(field="quantity", values=[side("300 people", 1), side("200 people", 2)]),
        Conflict(field="speaker", values=[side("Владимир Путин", 1), side("Дональд Трамп", 2)]),
    ],
    pinned=True,
    notes=["менің сөзім"],
    corrected=["merge", "split", "type", "date"],
)
PLEDGE = Event(
    id="3b4",
    date=None,
    grain=None,
    type="agreement",
    status="planned",
    title="Тараптар уағдаласты",
    summary="Тараптар уағдаласты.",
    evidence=[proof(BARE, "Тараптар уағдаласты.")],
    articles=["3"],
    languages=["kk"],
    quotes=["q3"],
)
LATE = replace(
    PLEDGE, id="5c6", date="2025-08-10", grain="day", type="visit", title="Елшінің сапары", quotes=[]
)


def desk() -> HandMade:
    """A desk on which nothing is in Latin letters but what has no other name."""
    articles = {
        each.id: each for each in (replace(KK, source=SOURCES[0]), replace(RU, source=SOURCES[1]), BARE)
    }
    refs = [
        ArticleRef(id=each.id, title=each.title, source=each.source, published=each.published, lang=each.lang)
        for each in articles.values()
    ]
    readings = {
        "1": Reading(
            id="1", lang="kk", dates=[replace(date(KK, "15 тамызда", "2025-08-15"), rule=PROOFS[0].date_rule)]
        ),
        "2": Reading(
            id="2", lang="ru", dates=[replace(date(RU, "16 августа", "2025-08-16"), rule=PROOFS[1].date_rule)]
        ),
    }
    timeline = Timeline(
        as_of="2025-08-16",
        events=[LATE, SUMMIT, PLEDGE],
        quotes=[FIRST, SECOND, NOBODY],
        actors=ACTORS,
        articles=refs,
    )
    return HandMade(timeline, articles, readings)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", "с")
    for name in ("BROWSER", "PAGER", "VISUAL"):
        monkeypatch.setenv(name, "true")
    yield
    speak("en")


def english_on(driver: Driver) -> list[tuple[str, list[str]]]:
    """The lines of the screen in which there are English words, and the words."""
    found = ((line, WORD.findall(NAMES.sub("", line))) for line in driver.lines)
    return [(line, words) for line, words in found if words and line.split("  (")[0].strip() not in TITLES]


TYPED: dict[str, Sequence[Sequence[str]]] = {
    "filter": [
        ("вид:",),
        [*"type:zz"],
        ("ctrl+u", *"(", "enter"),
        ("ctrl+u", *'"', "enter"),
        ("ctrl+u", *"аляска", "enter"),
    ],
    "go_to_date": [(*"жоқ", "enter")],
    "export": [
        ("enter",),
        ("escape", "e", "enter"),
        ("ctrl+u", *"а.б", "enter"),
        ("ctrl+u", *"жоқ/а.csv", "enter"),
    ],
    "pipe": [
        (*"cat '", "enter"),
        ("ctrl+u", "enter"),
        ("ctrl+u", *"жоқ", "enter"),
        ("|", *"false", "enter"),
        ("|", *"cat", "enter"),
        ("q",),
    ],
    "tag": [(*"маңызды", "enter"), ("u",), ("u",)],
    "bookmark": [("u",), ("b",), ("b",)],
    "retype": [("tab",), ("enter",)],
    "redate": [("ctrl+u", "enter")],
    "note": [("enter",)],
    "pick": [("+",), ("j", "+")],
    "fix_speaker": [("ctrl+u", *"Біреу", "enter")],
    "palette": [(*"есім",), ("escape",)],
    "names": [("j", "="), ("enter",), ("j", "%"), ("enter",)],
    "save_topic": [
        ("/", *"аляска", "enter", "W", "ctrl+u", "enter"),
        (*"тақырып", "enter"),
        ("F",),
        ("escape",),
    ],
    "group": [("v",), ("v",), ("v",)],
    "longer_periods": [(">",), (">",)],
    "next_period": [("}",), ("}",), (">", "}", "}"), (">", "}", "}"), (">", "}", "}")],
    "previous_period": [("{",), ("{",), (">", "{", "{"), (">", "{", "{"), (">", "{", "{")],
    "next_date": [("d",), ("d",)],
    "previous_date": [("D",), ("D",)],
    "next_quote": [('"',), ('"',)],
    "previous_quote": [("'",), ("'",)],
    "next_mark": [("]",), ("]",), ("]",), ("]",)],
    "previous_mark": [("[",), ("[",), ("[",)],
    "next_evidence": [("N",), ("N",)],
    "back": [("n", "ctrl+o")],
    "read": [("j", "j", "enter")],
    "why": [("ctrl+f",), ("G",)],
    "speaker": [("q", "3", "j", "s")],
    "help": [("pagedown",), ("pagedown",), ("pagedown",), ("G",)],
    "next_new": [(",",)],
    "mouse": [("M",)],
    "agenda": [("enter",)],
    "sources": [("enter",), ("ctrl+l",)],
}
"""What is pressed after the key of an action."""


AT_FIRST = ("escape", "ctrl+l", "1", "g", "j")
"""What leads from wherever the dashboard stands to the event about which there is most to tell."""
SILENT = {
    "suspend",
    "quit",
    "down",
    "up",
    "half_page_down",
    "half_page_up",
    "page_down",
    "page_up",
    "top",
    "bottom",
    "zoom",
}
"""Actions that leave the dashboard or only move in it."""


@pytest.mark.parametrize("lang", OTHERS)
async def test_no_english_is_left(lang: str) -> None:
    speak(lang)
    found: dict[str, list[str]] = {}
    async with driving(desk(), (100, 30)) as driver:
        for name in ACTIONS:
            if name in SILENT:
                continue
            key = next(key for key, names in KEYMAP.items() if name in names)
            for keys in ((*AT_FIRST, key), *TYPED.get(name, ())):
                await driver.press(*keys)
                if any(driver.pilot.app.workers):
                    await driver.finish()
                for line, words in english_on(driver):
                    found[f"{name} {' '.join(keys)}: {line.strip()}"] = words
    assert not found, "\n".join(map(str, found.items()))


@pytest.mark.parametrize("lang", OTHERS)
async def test_what_was_done_is_said(lang: str, tmp_path: Path) -> None:
    path = str(tmp_path / "articles.json")
    with open_store(path) as store:
        store.add(desk().articles.values())
    speak(lang)
    steps: list[Sequence[str]] = [
        ("m",), ("m",), ("b",), ("*",), ("i", *"сөз", "enter"), ("T", "ctrl+u", *"жоқ", "enter"), ("T", "tab", "enter"),
        ("R", "ctrl+u", *"ертең", "enter"), ("R", "ctrl+u", *"2025-08-14", "enter"), ("R", "ctrl+u", "enter"), ("S", "ctrl+u", "enter"),
        ("g", "=", "j", "+"), ("u",), ("g", "x"), ("u",), ("7", "=", *"Трамп", "enter"), ("escape", "u"), ("ctrl+r",), ("F",), ("escape",),
    ]  # fmt: skip
    found: dict[str, list[str]] = {}
    said: list[str] = []
    async with driving(desk_from_store(path), (120, 30), keeper=StoreKeeper(path, "en")) as driver:
        for keys in steps:
            await driver.press(*keys)
            await driver.until(lambda: not driver.status.startswith("…"))
            said.append(driver.status)
            if words := WORD.findall(NAMES.sub("", driver.status)):
                found[f"{' '.join(keys)}: {driver.status}"] = words
    assert not found, "\n".join(map(str, found.items()))
    assert len(set(said)) > len(steps) / 2, said


@pytest.mark.parametrize(
    ("lang", "said"),
    [("kk", "а.txt:3: күні жоқ; біреуін қалдырыңыз"), ("ru", "а.txt:3: нет даты; оставьте одно из них")],
)
async def test_what_could_not_be_loaded_is_told(lang: str, said: str) -> None:
    speak(lang)
    problems = [Problem("а.txt", 3, "it has no date", "keep one of them"), "what nobody knows"]
    async with driving(HandMade(problems=problems)) as driver:  # type: ignore[arg-type]
        await driver.press("!")
        assert said in driver.text
        assert "what nobody knows" in driver.text
