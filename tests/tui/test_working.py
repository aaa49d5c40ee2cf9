"""What a person does to the timeline, with a real store behind the dashboard: kept, shown, taken back, and there again at the next start."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.store import open_store
from tests.tui.desks import small
from tests.tui.driving import Driver, driving
from tests.tui.test_pages import seeds
from tui.cli import run
from tui.desk import desk_from_store
from tui.keeping import StoreKeeper
from tui.own import Own, before, marked_read, retagged, toggled_bookmark, with_records


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample articles."""
    path = tmp_path_factory.mktemp("stocked") / "articles.json"
    with open_store(path) as store:
        store.add(seeds().articles.values())
    desk_from_store(str(path))
    return path


@pytest.fixture
def store(stocked: Path, tmp_path: Path) -> str:
    for file in stocked.parent.iterdir():
        if not file.name.endswith(".lock"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    return str(tmp_path / stocked.name)


@asynccontextmanager
async def working(url: str, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Driver]:
    async with driving(desk_from_store(url), size, keeper=StoreKeeper(url, "en")) as desk:
        await finished(desk)
        yield desk


async def finished(desk: Driver) -> None:
    """Wait until all that was done is kept and shown."""
    await desk.finish()


async def do(desk: Driver, *keys: str) -> None:
    await desk.press(*keys)
    await finished(desk)


def line_of(desk: Driver) -> str:
    row = desk.main.timeline.cursor - desk.main.timeline.scroll_offset.y
    return desk.lines[desk.main.timeline.content_region.y + row]


async def test_a_bookmark_is_shown_kept_and_taken_back(store: str) -> None:
    async with working(store) as desk:
        await do(desk, "b")
        assert "★" in line_of(desk)
        await do(desk, "u")
        assert "★" not in line_of(desk)
        await do(desk, "b")
    async with working(store) as desk:
        assert "★" in line_of(desk)
        await do(desk, "b")
        assert "★" not in line_of(desk)


async def test_the_command_writes_what_the_desk_does(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with working(store) as desk:
        await do(desk, "j", "b", "e", "j", "j", "enter", "enter")
        assert desk.status.startswith("Wrote 1 event to timeline.json")
    written = (tmp_path / "timeline.json").read_bytes()
    assert run(["export", "--store", store, "-q", "is:bookmarked", "-o", "of-command.json"]) == 0
    assert (tmp_path / "of-command.json").read_bytes() == written
    assert run(["export", "--store", store, "-q", "is:unread", "-o", "of-command.json"]) == 0
    assert (tmp_path / "of-command.json").read_bytes() != written


async def test_a_mark_hangs_on_one_of_the_events_that_a_sentence_proves(store: str) -> None:
    async with working(store) as desk:
        await do(desk, "j", "j", "b")
        bookmarked = [
            event.id
            for event in desk.main.state.lookup.events
            if desk.main.state.own.flags(event) & {"bookmarked"}
        ]
        assert bookmarked == [desk.main.state.event]
        await do(desk, "T", "ctrl+u", *"visit", "enter")
        assert "★" in line_of(desk)


async def test_an_event_is_read_when_its_article_is_opened(store: str) -> None:
    async with working(store) as desk:
        assert "•" in line_of(desk)
        await do(desk, "enter", "1")
        assert "•" not in line_of(desk)
        await do(desk, "m")
        assert "•" in line_of(desk)
        await do(desk, "u")
        assert "•" not in line_of(desk)
    async with working(store) as desk:
        assert "•" not in line_of(desk)


async def test_tags_hang_on_the_article(store: str) -> None:
    async with working(store) as desk:
        article = desk.main.state.article
        await do(desk, "#", *"arctic #gas, Arctic", "enter")
        assert article is not None
        assert desk.main.state.own.tags[article] == ("arctic", "gas", "Arctic")
    with open_store(store, read_only=True) as opened:
        assert opened.kept("tags")[article]["tags"] == ["arctic", "gas", "Arctic"]


async def test_a_hidden_event_is_gone_until_it_is_taken_back(store: str) -> None:
    async with working(store) as desk:
        event, row = desk.main.state.event, desk.main.state.row
        events = len(desk.main.state.lookup.events)
        await do(desk, "x")
        assert event not in desk.main.state.lookup.position
        assert len(desk.main.state.lookup.events) == events - 1
        assert desk.main.state.row == row
        await do(desk, "u")
        assert event in desk.main.state.lookup.position


async def test_what_is_set_right_survives_a_rebuild(store: str) -> None:
    async with working(store) as desk:
        await do(desk, "T", "ctrl+u", *"vote", "enter")
        await do(desk, "R", "ctrl+u", *"2025-08-07", "enter")
        await do(desk, "i", *"ask the embassy", "enter")
        await do(desk, "*")
        event = desk.main.state.selected
        assert event is not None
        assert (event.type, event.date, event.notes, event.pinned) == (
            "vote",
            "2025-08-07",
            ["ask the embassy"],
            True,
        )
        await desk.press("w")
        assert "ask the embassy" in desk.text or await below(desk, "ask the embassy")
    again = [event for event in desk_from_store(store).timeline.events if event.pinned]
    assert [(event.type, event.date) for event in again] == [("vote", "2025-08-07")]


async def below(desk: Driver, words: str) -> bool:
    await desk.press("G")
    return words in desk.text


async def test_events_are_merged_and_split_and_the_selection_stays(store: str) -> None:
    async with working(store) as desk:
        await do(desk, "=")
        first = desk.main.state.event
        await do(desk, "j")
        second = desk.main.state.event
        events = len(desk.main.state.lookup.events)
        await do(desk, "+")
        assert len(desk.main.state.lookup.events) == events - 1
        merged = desk.main.state.selected
        assert merged is not None
        assert {first, second} & {merged.id}
        article = desk.main.state.article
        if len({proof.article for proof in merged.evidence}) > 1:
            await do(desk, "%")
            parted = desk.main.state.selected
            assert parted is not None
            assert {proof.article for proof in parted.evidence} != {
                proof.article for proof in merged.evidence
            }
            assert desk.main.state.article == article or article not in parted.articles
            await do(desk, "u")
        await do(desk, "u")
        assert len(desk.main.state.lookup.events) == events


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("T", "ctrl+u", *"parade", "enter"), "no type of event"),
        (("R", "ctrl+u", *"soon", "enter"), "no date"),
        (("+",), "Pick an event first"),
        (("u",), "nothing to take back"),
    ],
)
async def test_what_cannot_be_is_said_and_changes_nothing(
    store: str, keys: tuple[str, ...], said: str
) -> None:
    async with working(store) as desk:
        before_ = desk.main.state.lookup
        await do(desk, *keys)
        assert said in desk.status
        assert desk.main.state.lookup is before_


async def test_a_store_that_cannot_be_written_is_told(store: str, tmp_path: Path) -> None:
    async with working(store) as desk:
        Path(store).unlink()
        Path(store).mkdir()
        await do(desk, "b")
        assert "Not kept" in desk.status


async def test_a_desk_on_files_keeps_marks_to_the_end_and_corrects_nothing() -> None:
    async with driving(small()) as desk:
        await do(desk, "b")
        assert "★" in line_of(desk)
        await do(desk, "x")
        assert "this desk is on files" in desk.status


EVENTS = seeds().timeline.events
STEPS = st.lists(
    st.tuples(st.sampled_from(["read", "unread", "bookmark", "tag"]), st.integers(0, len(EVENTS) - 1))
)


@given(STEPS)
def test_every_change_of_marks_can_be_taken_back(steps: list[tuple[str, int]]) -> None:
    own = Own(keeps_read=True)
    for step, place in steps:
        event = EVENTS[place]
        match step:
            case "bookmark":
                kind, (now, records) = "bookmarks", toggled_bookmark(own, event)
            case "tag":
                kind, (now, records) = "tags", retagged(own, event.articles[0], [f"t{place}"])
            case _:
                kind, (now, records) = "read", marked_read(own, event, read=step == "read")
        back = before(own, kind, records)  # type: ignore[arg-type]
        assert with_records(now, kind, back) == own  # type: ignore[arg-type]
        assert with_records(own, kind, records) == now  # type: ignore[arg-type]
        own = now


async def test_a_speaker_that_was_fixed_stays_fixed_and_is_taken_back(store: str) -> None:
    async with working(store) as desk:
        quote = desk.main.state.quote
        assert quote is not None

        def speaker() -> str | None:
            said = desk.main.state.lookup.quotes[quote].speaker
            return said.name if said else None

        before = speaker()
        await do(desk, "S", "ctrl+u", *"nobody at all", "enter")
        assert "nobody in the timeline is called" in desk.status
        await do(desk, "S", "ctrl+u", *"zelensky", "enter")
        assert speaker() == "Volodymyr Zelensky"
        assert any(
            "Zelensky" in event.title and quote in event.quotes for event in desk.main.state.lookup.events
        )
    async with working(store) as desk:
        assert speaker() == "Volodymyr Zelensky"
        await do(desk, "S", "ctrl+u", "enter")
        assert speaker() is None
        await do(desk, "u")
        assert speaker() == "Volodymyr Zelensky"
    assert before != "Volodymyr Zelensky"
