"""Lists over the panes: who reports, what is announced, saved topics."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.store import open_store
from tests.tui.desks import ROUND, SUMMIT, hostile, small
from tests.tui.driving import driving
from tests.tui.test_pages import seeds
from timeline.model import ArticleRef, Source
from tui.desk import desk_from_store
from tui.finding import find
from tui.keeping import StoreKeeper
from tui.lookup import Lookup
from tui.own import Own, marked_read, toggled_bookmark
from tui.screens.listing import announced, is_overdue, quoted, reporters


def test_sources_are_told_with_kind_country_number_and_latest_day() -> None:
    wire = Source(name="Wire", kind="wire", country="GB")
    refs = [
        ArticleRef(
            id="a", published="2025-08-01", source=Source(name="Акорда", kind="presidency", country="KZ")
        ),
        ArticleRef(id="b", published="2025-08-03T10:00:00+05:00", source=wire),
        ArticleRef(id="c", published="2025-08-02", source=wire),
        ArticleRef(id="d", published="2025-08-09"),
    ]
    assert [tuple(each) for each in reporters(refs)] == [
        ("Wire", "wire, GB", 2, "2025-08-03"),
        ("Акорда", "presidency, KZ", 1, "2025-08-01"),
    ]


def test_overdue_is_what_was_announced_for_a_day_that_has_passed() -> None:
    assert [event.id for event in announced(Lookup(small()))] == ["round"]
    assert not is_overdue(ROUND, "2025-08-22")
    assert is_overdue(ROUND, "2025-08-23")
    assert not is_overdue(ROUND, None)


@pytest.mark.parametrize("name", ['Harbour "Wire"', "a OR b", "(", "Таң хабары"])
def test_any_name_is_one_value_of_a_query(name: str) -> None:
    find(f"source:{quoted(name)}", small())


def test_what_the_person_tagged_is_found() -> None:
    own = Own(tags={"ru": ("Аляска",)})
    assert list(find("#аляска", small(), own)) == [small().timeline.events.index(SUMMIT)]
    assert list(find("#аляска", small())) == []


def test_what_the_person_bookmarked_or_did_not_read_is_found() -> None:
    place = small().timeline.events.index(SUMMIT)
    own, _ = toggled_bookmark(Own(keeps_read=True), SUMMIT)
    own, _ = marked_read(own, SUMMIT, read=True)
    assert list(find("is:bookmarked", small(), own)) == [place]
    assert place not in find("is:unread", small(), own)
    assert len(find("is:unread", small(), own)) == len(small().timeline.events) - 1
    assert list(find("is:unread", small())) == []


async def test_lists_of_hostile_texts_are_drawn() -> None:
    async with driving(hostile()) as desk:
        for key in "456":
            await desk.press(key)
            await desk.finish()
            assert "\x1b" not in desk.text
            await desk.press("q")


async def test_topics_of_a_store_are_there_again(tmp_path: Path) -> None:
    url = str(tmp_path / "articles.json")
    with open_store(url) as store:
        store.add(seeds().articles.values())
    for turn in range(2):
        async with driving(desk_from_store(url), keeper=StoreKeeper(url, "en")) as desk:
            await desk.finish()
            if turn == 0:
                await desk.press("/")
                await desk.type("status:planned")
                await desk.press("enter")
                await desk.finish()
                await desk.press("W", "ctrl+u", *"ahead", "enter")
                await desk.finish()
            await desk.press("F")
            await desk.finish()
            assert any("ahead" in line for line in desk.lines)
            await desk.press("q", "4")
            await desk.finish()
            assert "Sample Wire (wire, US)" in desk.text
            await desk.press("q", "5")
            await desk.finish()
            assert "─ Announced · as of 2025-08-23" in desk.lines[0]
        desk.main.work._thread.shutdown(wait=True)
