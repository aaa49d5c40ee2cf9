"""Who is who at the desk, on a real store: two names become one person, one name becomes two, and both are taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from storage.store import open_store
from tests.tui.desks import HandMade
from tests.tui.driving import Driver, driving
from timeline.model import Article
from tui.desk import desk_from_store
from tui.keeping import StoreKeeper
from tui.lookup import names_of
from tui.screens.asking import next_name

ARTICLES = [
    Article(
        id="en",
        published="2025-05-16",
        lang="en",
        text="Transport Minister Yerlan Kozhabayev met the envoy Helen Marlowe in Vienna on Thursday.",
    ),
    Article(
        id="zh",
        published="2025-05-16",
        lang="zh",
        text="交通部长叶尔兰·科扎巴耶夫15日在维也纳会见了特使海伦·马洛。",
    ),
    Article(
        id="ru",
        published="2025-05-17",
        lang="ru",
        text="Министр транспорта Ерлан Кожабаев в пятницу встретился в Вене с послом Еленой Марковой.",
    ),
]


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "articles.json"
    with open_store(path) as store:
        store.add(ARTICLES)
    return str(path)


@asynccontextmanager
async def naming(url: str) -> AsyncIterator[Driver]:
    async with driving(desk_from_store(url), (120, 30), keeper=StoreKeeper(url, "en")) as desk:
        await do(desk)
        yield desk
    desk.main.work._thread.shutdown(wait=True)


async def do(desk: Driver, *keys: str) -> None:
    await desk.press(*keys)
    await desk.finish()
    await desk.finish()  # a correction asks for the list again


def minister(desk: Driver) -> list[str]:
    """The names under which the minister is listed in the timeline."""
    found = desk.main.state.lookup.links.actors.values()
    told = (", ".join(names_of([actor])) for actor in found)
    return sorted(names for names in told if "ozhabayev" in names or "ожабаев" in names)


def at(desk: Driver, words: str) -> int:
    """Which entry of the list tells these words."""
    return next(place for place, entry in enumerate(desk.main._page.entries) if words in entry.text)  # type: ignore[union-attr]


async def test_those_who_may_be_the_same_are_said_to_be_until_it_is_taken_back(store: str) -> None:
    async with naming(store) as desk:
        before = minister(desk)
        await do(desk, "7")
        place = at(desk, "Yerlan Kozhabayev")
        assert "maybe 叶尔兰" in desk.text
        await do(desk, *["j"] * place, "=")
        assert desk.status.startswith("the same as: local:kezhabayefu-yeerlan")
        await do(desk, "enter")
        assert desk.status.startswith("same: Yerlan Kozhabayev")
        assert "Yerlan Kozhabayev, Ерлан Кожабаев, 叶尔兰·科扎巴耶夫" in desk.text
        assert desk.main._page is not None
        assert desk.main._page.cursor == place  # type: ignore[attr-defined]
        await do(desk, "q", "u")
        assert minister(desk) == before


async def test_one_who_is_two_is_taken_apart(store: str) -> None:
    async with naming(store) as desk:
        assert minister(desk) == ["Yerlan Kozhabayev, Ерлан Кожабаев"]
        await do(desk, "7")
        await do(desk, *["j"] * at(desk, "Yerlan Kozhabayev"), "%")
        assert minister(desk) == ["Yerlan Kozhabayev", "Ерлан Кожабаев"]


async def test_a_name_that_nobody_bears_is_refused(store: str) -> None:
    async with naming(store) as desk:
        before = minister(desk)
        await do(desk, "7")
        await do(desk, "=", "ctrl+u", *"nobody", "enter")
        assert desk.status.startswith("nobody in the timeline is called 'nobody'")
        assert minister(desk) == before


async def test_nobody_is_named() -> None:
    async with driving(HandMade()) as desk:
        await do(desk, "7", "=", "%", "enter")
        assert "Nobody is named." in desk.text


async def test_enter_reads_what_somebody_said(store: str) -> None:
    async with naming(store) as desk:
        await do(desk, "7")
        await do(desk, "enter")
        assert "0 quotes" in desk.lines[0]


def test_a_name_is_completed_in_any_language_and_after_a_whole_one_comes_the_next() -> None:
    names = ["Ann Lee", "Энн Ли", "Anna Berg"]
    assert next_name("ann", names) == "Ann Lee"
    assert next_name("Ann Lee", names) == "Энн Ли"
    assert next_name("Anna Berg", names) == "Ann Lee"
    assert next_name("berg", names) == "Anna Berg"
    assert next_name("zzz", names) == "zzz"
    assert next_name("a", []) == "a"


async def test_tab_completes_speakers_and_types(store: str) -> None:
    async with naming(store) as desk:
        await do(desk, "T", "ctrl+u", *"vis", "tab")
        assert desk.status.startswith("type of the event: visit")
        await do(desk, "tab")
        assert desk.status.startswith("type of the event: negotiation")
