"""What new articles change is told as a whole build tells it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.store import open_store
from tests.end_to_end.command import elshi
from tests.tui.test_kept import TEXTS, article
from timeline.building import event_ids
from tui import arriving
from tui.arriving import Arrival, arrivals
from tui.desk import built_desk, desk_from_store
from tui.intake import take_in


def add(path: str, told: Sequence[tuple[int, str]]) -> list[Arrival]:
    with open_store(path) as store:
        result = take_in(store, [article(number, text) for number, text in told], update=True)
        return arrivals(store, (*result.added, *result.updated), "en")


def in_whole(path: str, ids: set[str]) -> list[tuple[object, ...]]:
    events = built_desk(path).timeline.events
    return [facts(event) for event in events if not ids.isdisjoint(event.articles)]


def facts(event: object) -> tuple[object, ...]:
    return tuple(
        getattr(event, name) for name in ("id", "date", "title", "status", "type", "articles", "sources")
    )


ARTICLES = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(TEXTS)), max_size=4, unique_by=lambda told: told[0]
)


@settings(max_examples=25, deadline=None)
@given(before=ARTICLES, since=ARTICLES, new=ARTICLES, looked=st.booleans())
def test_what_changes_is_what_a_whole_build_tells(
    before: list[tuple[int, str]],
    since: list[tuple[int, str]],
    new: list[tuple[int, str]],
    looked: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = str(tmp_path_factory.mktemp("store") / "store.json")
    add(path, before)
    if looked:
        desk_from_store(path)
    add(path, since)
    known = (
        {name for event in built_desk(path).timeline.events for name in event_ids(event)}
        if before or since
        else set()
    )
    with open_store(path) as store:
        former = {id_: store.get(id_) for id_ in ("a0", "a1", "a2", "a3", "a4", "a5")}
    told = add(path, new)
    ids = {f"a{number}" for number, text in new if former[f"a{number}"] != article(number, text)}
    assert [facts(arrival.event) for arrival in told] == (in_whole(path, ids) if ids else [])
    if not any(former[id_] for id_ in ids):
        assert all(arrival.is_new == known.isdisjoint(event_ids(arrival.event)) for arrival in told)


def test_many_are_counted_and_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "FEW", 1)
    assert add(str(tmp_path / "store.json"), [(0, TEXTS[0]), (1, TEXTS[1])]) == []


def test_what_is_added_says_what_it_changes(tmp_path: Path) -> None:
    for number in (0, 1):
        text = f"Title: Talks\nDate: 2025-08-16\nLang: en\n\n{TEXTS[number]}\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    store = tmp_path / "store.json"
    first = elshi("add", tmp_path / "0.txt", "--store", store, home=tmp_path)
    assert "Meeting: Putin, Trump, Alaska · new" in first.out
    second = elshi("add", tmp_path / "1.txt", "--store", store, "--json", home=tmp_path)
    (event,) = json.loads(second.out)["events"]
    assert (event["new"], event["date"], len(event["articles"])) == (False, "2025-08-15", 2)
    again = elshi("add", tmp_path / "1.txt", "--store", store, home=tmp_path)
    assert again.out == ""
