"""The desk of a store is the one that would be built, whether its timeline was kept or not, and whatever became of what was kept."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.store import open_store
from timeline.model import Article, Correction
from tui.desk import Desk, built_desk, desk_from_store, former_desk, kept_desk
from tui.kept import KeptDesk
from tui.lookup import Lookup

TEXTS = (
    "Presidents Vladimir Putin and Donald Trump met in Alaska on 15 August 2025. “It went well,” Trump said.",
    "On 15 August 2025 Putin met Trump in Alaska.",
    "Emmanuel Macron will visit Astana on 3 September 2025.",
    "Volodymyr Zelensky rejected the plan. “We will give nothing away,” Zelensky said on 16 August 2025.",
)


def article(number: int, text: str) -> Article:
    return Article(id=f"a{number}", text=text, published=f"2025-08-{16 + number:02}", lang="en")


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "store.json"
    with open_store(path) as opened:
        opened.add(article(number, text) for number, text in enumerate(TEXTS))
    return str(path)


def snapshot(store: str) -> Path:
    return Path(f"{store}.snapshot")


def same(one: Desk, other: Desk) -> None:
    assert one.timeline == other.timeline
    assert dict(one.articles) == dict(other.articles)
    assert dict(one.readings) == dict(other.readings)
    first, second = Lookup(one), Lookup(other)
    assert list(first.events) == list(second.events)
    assert list(first.links.days) == list(second.links.days)
    for id_ in one.articles:
        assert first.marks(id_) == second.marks(id_)
    for event in first.events:
        assert first.position[event.id] == second.position[event.id]
        assert first.tour(event) == second.tour(event)
        for id_ in event.articles:
            assert first.quote_list(event, id_) == second.quote_list(event, id_)


def test_the_first_start_builds_and_the_next_finds(store: str) -> None:
    assert kept_desk(store, "en") is None
    built = desk_from_store(store)
    kept = desk_from_store(store)
    assert not isinstance(built, KeptDesk)
    assert isinstance(kept, KeptDesk)
    assert built.timeline.events
    same(kept, built)


def test_another_language_another_timeline(store: str) -> None:
    desk_from_store(store)
    assert kept_desk(store, "kk") is None
    assert (
        desk_from_store(store, title_lang="kk").timeline.events[0].title
        != desk_from_store(store).timeline.events[0].title
    )


def test_another_day_is_not_what_was_kept(store: str) -> None:
    desk_from_store(store)
    assert not isinstance(desk_from_store(store, as_of="2025-08-16"), KeptDesk)
    assert isinstance(desk_from_store(store), KeptDesk)


@pytest.mark.parametrize("version", ["tui.desk.READER_VERSION", "timeline.building.BUILDER_VERSION"])
def test_another_version_builds_again(store: str, version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    desk_from_store(store)
    monkeypatch.setattr(version, "other")
    assert kept_desk(store, "en") is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(
        st.tuples(
            st.sampled_from(["add", "remove", "pin", "look"]), st.integers(0, 5), st.sampled_from(TEXTS)
        ),
        max_size=6,
    )
)
def test_whatever_happens_to_the_store_the_desk_is_what_a_rebuild_gives(
    edits: Sequence[tuple[str, int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = str(tmp_path_factory.mktemp("store") / "store.json")
    for kind, number, text in edits:
        if kind == "look":
            desk_from_store(path)
            continue
        with open_store(path) as opened:
            if kind == "add":
                opened.add([article(number, text)], update=True)
            elif kind == "remove":
                opened.remove([f"a{number}"])
            else:
                pin = Correction(kind="pin", evidence=["0123456789ab"], made=f"2025-08-0{number + 1}")
                opened.keep("corrections", {str(number): {"kind": pin.kind, "evidence": pin.evidence}})
    same(desk_from_store(path), built_desk(path))
    same(desk_from_store(path), built_desk(path))


@pytest.mark.parametrize("place", [0, 20, 60, 200, -400, -1])
def test_what_was_spoilt_is_built_again(store: str, place: int) -> None:
    desk_from_store(store)
    whole = bytearray(snapshot(store).read_bytes())
    whole[place] ^= 0xFF
    snapshot(store).write_bytes(whole)
    same(desk_from_store(store), built_desk(store))


@pytest.mark.parametrize("kept", [b"", b"x", b"elshi.snapshot/1 0 0\n", b"\0" * 5000])
def test_what_never_was_a_snapshot_is_built_again(store: str, kept: bytes) -> None:
    snapshot(store).write_bytes(kept)
    same(desk_from_store(store), built_desk(store))
    assert isinstance(desk_from_store(store), KeptDesk)


def test_a_cut_one_is_built_again(store: str) -> None:
    desk_from_store(store)
    whole = snapshot(store).read_bytes()
    for length in range(0, len(whole), 97):
        snapshot(store).write_bytes(whole[:length])
        assert kept_desk(store, "en") is None
    same(desk_from_store(store), built_desk(store))


def test_where_nothing_can_be_kept_it_is_built_each_time(store: str) -> None:
    folder = Path(store).parent
    snapshot(store).mkdir()
    (snapshot(store) / "in the way").touch()
    same(desk_from_store(store), built_desk(store))
    assert not isinstance(desk_from_store(store), KeptDesk)
    assert not [path for path in folder.iterdir() if path.name.endswith(".tmp")]


def test_only_its_owner_may_read_it(store: str) -> None:
    desk_from_store(store)
    assert stat.S_IMODE(snapshot(store).stat().st_mode) == 0o600


def test_an_empty_store_keeps_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "none.json")
    assert desk_from_store(path).timeline.events == []
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_vanishes_leaves_the_timeline(store: str) -> None:
    desk_from_store(store)
    kept = desk_from_store(store)
    for path in Path(store).parent.iterdir():
        path.unlink()
    assert kept.timeline.events
    assert Lookup(kept).text("nobody") == ""


def test_a_former_timeline_is_shown_while_the_changes_are_caught_up_with(store: str) -> None:
    built = desk_from_store(store)
    with open_store(store) as opened:
        opened.remove(["a3"])
        opened.add([article(4, TEXTS[3])])
    assert kept_desk(store, "en") is None
    former = former_desk(store, "en")
    assert former is not None
    assert former.behind == 2
    assert former.timeline == built.timeline
    assert former_desk(store, "kk") is None


def test_there_is_no_former_timeline_from_the_future_or_of_another_version(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk_from_store(store)
    monkeypatch.setattr("timeline.building.BUILDER_VERSION", "other")
    assert former_desk(store, "en") is None
    monkeypatch.undo()
    others = snapshot(store).read_bytes()
    Path(store).unlink()
    Path(f"{store}.hint").unlink(missing_ok=True)
    with open_store(store) as opened:
        opened.add([article(0, TEXTS[0])])
    snapshot(store).write_bytes(others)
    assert former_desk(store, "en") is None
