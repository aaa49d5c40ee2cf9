"""Examining a store, saving what is sound in one that is not, and copying one into another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storage.copying import copy_store
from storage.doctor import examine, salvage
from storage.errors import Conflict, Damaged, NotOurs, StoreError
from storage.store import open_store
from tests.storage.samples import article, digests


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.json"
    with open_store(path) as store:
        store.add([article(f"a{n}", f"Мақала {n}.") for n in range(5)])
        store.add([article("a1", "Жаңа.")])
        store.remove(["a2"])
        store.keep("notes", {"a1": {"text": "ескерту"}})
    return path


def test_a_sound_store_is_healthy(path: Path) -> None:
    before = digests(path.parent)
    found = examine(path)
    assert found.healthy
    assert (found.articles, found.tail, found.wounds) == (4, "clean", ())
    assert digests(path.parent) == before


def test_a_change_that_breaks_off_is_no_wound(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5])
    found = examine(path)
    assert found.healthy
    assert found.tail == "torn"


def test_a_wound_is_named_and_the_rest_saved(path: Path, tmp_path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"id":"a3"', b'"id":"a?"'))
    with pytest.raises(Damaged, match="--salvage"):
        open_store(path)
    found = examine(path)
    assert not found.healthy
    assert "a3" in found.wounds[0].begins
    before = path.read_bytes()
    assert salvage(path, tmp_path / "new.json") == 3
    assert path.read_bytes() == before
    with open_store(tmp_path / "new.json") as store:
        assert {each.id for each in store.articles()} == {"a0", "a1", "a4"}
        assert [each.text for each in store.former("a1")] == ["Мақала 1."]
        assert store.kept("notes") == {"a1": {"text": "ескерту"}}
        assert store.last_change == 7
    assert examine(tmp_path / "new.json").healthy


def test_a_store_without_its_header_is_saved_too(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(b"?" + data[1:])
    assert not examine(path).healthy
    assert salvage(path, tmp_path / "new.json") == 4


def test_nothing_is_overwritten_by_saving(path: Path) -> None:
    with pytest.raises(StoreError, match="already"):
        salvage(path, path)


@pytest.mark.parametrize("content", [b"no store\n", b"{}", b"\0" * 100])
def test_what_is_no_store_is_not_examined(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(NotOurs):
        examine(tmp_path / "x")


def test_a_copy_has_articles_past_and_notes(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.json"
    done = copy_store(str(path), str(target))
    assert (done.added, done.updated, done.unchanged) == (4, 1, 0)
    again = copy_store(str(path), str(target))
    assert again.added == 0
    with open_store(path) as one, open_store(target) as other:
        assert list(other.articles()) == list(one.articles())
        assert other.former("a1")[0] == one.former("a1")[0]
        assert other.kept("notes") == one.kept("notes")


def test_a_copy_over_another_article_is_a_conflict(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "other.json"
    with open_store(target) as store:
        store.add([article("a0", "Мүлде басқа.", origin="/elsewhere/a0.txt")])
    with pytest.raises(Conflict):
        copy_store(str(path), str(target))
    assert copy_store(str(path), str(target), update=True).updated >= 1


def test_a_plain_tinydb_file_is_copied(tmp_path: Path) -> None:
    plain = tmp_path / "db.json"
    documents = {
        "1": {"text": "Мәтін.", "published": "2025-03-04", "title": "Тақырып", "views": 3},
        "2": {"id": "own", "text": "Тағы.", "published": "2025-03-05"},
        "3": {"name": "no article"},
    }
    plain.write_text(json.dumps({"_default": documents}))
    done = copy_store(str(plain), str(tmp_path / "new.json"))
    assert (done.added, done.strangers) == (2, ("_default/3",))
    with open_store(tmp_path / "new.json") as store:
        assert [each.id for each in store.articles()] == ["_default-1", "own"]
    plain.write_bytes(b"neither")
    with pytest.raises(NotOurs):
        copy_store(str(plain), str(tmp_path / "new.json"))
