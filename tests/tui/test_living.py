"""The dashboard while it is left open, on a real store that others write: what is new shows up, and nothing else moves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from storage.store import open_store
from tests.tui.driving import Driver, driving
from tests.tui.test_pages import seeds
from timeline.model import Article, Source
from tui.correcting import correction
from tui.desk import Desk, built_desk, desk_from_store
from tui.following import LOOKED, follower_of
from tui.keeping import StoreKeeper
from tui.own import Own, toggled_bookmark
from tui.screens import living

NEWS = Article(
    id="late-news",
    lang="en",
    published="2025-08-24",
    title="Zelensky visits Berlin",
    source=Source(name="Late Wire", kind="wire", country="GB"),
    text="Volodymyr Zelensky visited Berlin on 24 August and met Chancellor Friedrich Merz. “We stand together,” Merz said.",
)
MORE = Article(
    id="later-news",
    lang="en",
    published="2025-08-25",
    title="Lavrov visits Ankara",
    text="Sergei Lavrov visited Ankara on 25 August.",
)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(living, "LOOK", 0.05)
    monkeypatch.setattr(living, "SETTLE", 0.01)


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "articles.json"
    with open_store(path) as store:
        store.add(seeds().articles.values())
    return str(path)


@asynccontextmanager
async def watching(url: str) -> AsyncIterator[Driver]:
    async with driving(desk_from_store(url), (100, 30), keeper=StoreKeeper(url, "en")) as desk:
        await desk.finish()
        await desk.until(lambda: desk.main._living is not None and desk.main._living._opened)
        yield desk
    desk.main.work._thread.shutdown(wait=True)  # as the program does at its end


def add(url: str, *articles: Article) -> None:
    with open_store(url) as store:
        store.add(articles)


def kept_look(url: str) -> object:
    with open_store(url, read_only=True) as store:
        return store.kept("read").get(LOOKED, {}).get("change")


async def test_at_the_first_time_nothing_is_new(store: str) -> None:
    async with watching(store) as desk:
        assert desk.main.state.news == frozenset()
        await desk.press(".")
        assert desk.status.startswith("Nothing is new.")
    assert kept_look(store) == 17


async def test_it_opens_on_what_is_new_since_the_last_time(store: str) -> None:
    async with watching(store):
        pass
    add(store, NEWS)
    async with watching(store) as desk:
        await desk.until(lambda: bool(desk.main.state.news))
        await desk.settle()
        selected = desk.main.state.selected
        assert selected is not None
        assert "late-news" in selected.articles
        assert f"{len(desk.main.state.news)} new" in desk.status
        before = len(desk.main.state.news)
        await desk.press("enter")
        assert len(desk.main.state.news) == before - 1
    async with watching(store) as desk:
        assert desk.main.state.news == frozenset()


async def test_what_another_process_adds_shows_up_and_the_cursor_stays(store: str) -> None:
    async with watching(store) as desk:
        await desk.press("j", "j")
        before = desk.main.state
        add(store, NEWS)
        await desk.until(lambda: bool(desk.main.state.news))
        await desk.settle()
        assert desk.main.state.event == before.event
        assert desk.main.state.article == before.article
        assert desk.status.startswith("1 article came in.")
        assert len(desk.main.state.lookup.desk.articles) == 18
        first = min(desk.main.state.news)
        await desk.press("g", ".")
        assert desk.main.state.lookup.position[desk.main.state.event or ""] == first
        add(store, MORE)
        await desk.until(lambda: len(desk.main.state.lookup.desk.articles) == 19)
        assert desk.main.state.lookup.position[desk.main.state.event or ""] == first
        await desk.press("G", ",")
        assert desk.main.state.notice == ""
    assert kept_look(store) == 19


@pytest.mark.parametrize("kept", [True, False])
async def test_what_is_added_while_it_starts_shows_up(store: str, kept: bool) -> None:
    made: Desk = built_desk(store)
    at_start = desk_from_store(store) if kept else made
    add(store, NEWS)
    async with driving(at_start, (100, 30), keeper=StoreKeeper(store, "en")) as desk:
        await desk.until(lambda: len(desk.main.state.lookup.desk.articles) == 18)
        await desk.until(lambda: desk.status.startswith("1 article came in."))
    desk.main.work._thread.shutdown(wait=True)


async def test_nothing_is_drawn_while_nothing_comes(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with watching(store) as desk:
        drawn: list[object] = []
        monkeypatch.setattr(type(desk.main), "_draw_status", lambda self: drawn.append(self))
        with open_store(store) as other:
            other.keep("notes", {"a": {"text": "of somebody else"}})
        await desk.pilot.pause(0.5)
        assert drawn == []


async def test_what_another_process_sets_right_shows_up_and_the_cursor_stays(store: str) -> None:
    async with watching(store) as desk:
        await desk.press("j", "j")
        before = desk.main.state.event
        timeline = desk_from_store(store).timeline
        hidden = timeline.events[0]
        kept = correction("hide", [hidden], timeline)
        with open_store(store) as other:
            other.keep("corrections", {kept.key: kept.record})
        await desk.until(lambda: hidden.id not in desk.main.state.lookup.position)
        assert desk.main.state.event == before
        await desk.until(lambda: desk.status.startswith("Something was set right elsewhere."))


async def test_what_another_process_marks_shows_up(store: str) -> None:
    async with watching(store) as desk:
        event = desk.main.state.selected
        assert event is not None
        _, records = toggled_bookmark(Own(), event)
        with open_store(store) as other:
            other.keep("bookmarks", records)
        await desk.until(lambda: "bookmarked" in desk.main.state.own.flags(event))


async def test_what_is_done_here_is_not_taken_for_news(store: str) -> None:
    async with watching(store) as desk:
        await desk.press("x")
        await desk.until(lambda: desk.status.startswith("hide: "))
        shown = desk.main.state.lookup
        await desk.press("b")
        await desk.pilot.pause(0.5)
        assert desk.main.state.lookup is shown
        assert desk.status.startswith("Bookmarked.")


async def test_there_is_nobody_to_ask(store: str) -> None:
    async with watching(store) as desk:
        await desk.press("ctrl+r")
        await desk.finish()
        assert desk.status.startswith("No feeds are followed")


def test_a_store_that_is_nowhere_can_be_followed(tmp_path: Path) -> None:
    follower = follower_of(str(tmp_path / "none.json"))
    assert follower is not None
    assert not follower.opened().added
    assert follower.looked() == {}
    add(str(tmp_path / "none.json"), NEWS)
    assert follower.look().added == {"late-news"}
    assert not follower.look().changed
    assert follower_of("memory:") is None
