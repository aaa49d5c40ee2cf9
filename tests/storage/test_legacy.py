"""A store of the first format is read as it is, and becomes a journal by its first change."""

from __future__ import annotations

import json
from pathlib import Path
from zlib import crc32

import msgspec
import pytest

from storage.doctor import examine
from storage.errors import Damaged
from storage.store import Change, open_store
from tests.storage.samples import article, digests

OLD, NEW, OTHER = (
    article(text="Ескі."),
    article(text="Жаңа."),
    article("other", "Басқа.", published="2025-01-01"),
)


def whole_file() -> bytes:
    tables = {
        "articles": {each.id: msgspec.to_builtins(each) for each in (OTHER, NEW)},
        "former": {"vienna": {"versions": [msgspec.to_builtins(OLD)]}},
        "changes": {
            "other": {"seq": 2, "kind": "added"},
            "vienna": {"seq": 3, "kind": "updated"},
            "gone": {"seq": 4, "kind": "removed"},
        },
    }
    rest = b"," + json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()[1:]
    revision = b"000000000004"
    return b'{"elshi":{"1":{"format":"elshi.articles/1","revision":"%b","crc32":"%08x"}}%b' % (
        revision,
        crc32(rest, crc32(revision)),
        rest,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.json"
    path.write_bytes(whole_file())
    return path


@pytest.mark.parametrize("read_only", [True, False])
def test_it_is_read_as_it_is(path: Path, read_only: bool) -> None:
    before = digests(path.parent)
    with open_store(path, read_only=read_only) as store:
        assert list(store.articles()) == [OTHER, NEW]
        assert store.former("vienna") == [OLD]
        assert list(store.changes()) == [
            Change(2, "added", "other"),
            Change(3, "updated", "vienna"),
            Change(4, "removed", "gone"),
        ]
    assert digests(path.parent) == before
    assert examine(path).former_format


def test_the_first_change_makes_it_a_journal_and_keeps_it_aside(path: Path) -> None:
    before = path.read_bytes()
    with open_store(path) as store:
        store.add([article("new", "Тағы.")])
        assert store.last_change == 5
    assert path.read_bytes().startswith(b'{"elshi":{"1":{"format":"elshi.journal/1"')
    assert path.with_name("store.json.before").read_bytes() == before
    with open_store(path) as store:
        assert [each.id for each in store.articles()] == ["other", "new", "vienna"]
        assert store.former("vienna") == [OLD]
        assert [change.seq for change in store.changes()] == [2, 3, 4, 5]
    assert examine(path).healthy


def test_a_damaged_one_is_left_alone(path: Path) -> None:
    data = path.read_bytes().replace("Жаңа".encode(), "Жана".encode())
    path.write_bytes(data)
    with pytest.raises(Damaged, match="checksum"):
        open_store(path)
    path.write_bytes(data[:80])
    with pytest.raises(Damaged, match="header"):
        open_store(path)
    assert path.read_bytes() == data[:80]
