"""The store as a file among files: what is not ours is left alone, and what is ours survives."""

from __future__ import annotations

import fcntl
import json
import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.errors import Damaged, Locked, NotOurs, ReadOnly, Unwritable
from storage.framing import seal
from storage.journal import Journal
from storage.store import open_store
from tests.storage.samples import article, digests, reading

FOREIGN = {
    "an object": b"{}",
    "a list": b"[1, 2]",
    "text": "Бұл дүкен емес.\n".encode(),
    "binary": bytes(range(256)),
    "blank": b"\n",
    "a plain TinyDB": b'{"_default": {"1": {"name": "somebody else\'s"}}}',
    "articles of somebody else": b'{"articles":{"1":{"id":"x"}}}',
    "readings": seal(
        (b'{"elshi":{"1":{"format":"elshi.journal/1","kind":"readings","generation":"%b"}}' % (b"0" * 16),),
        b".1",
    ),
    "a newer elshi": seal(
        (b'{"elshi":{"1":{"format":"elshi.journal/2","kind":"articles","generation":"%b"}}' % (b"0" * 16),),
        b".1",
    ),
    "one huge line": b"x" * 5_000_000,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with an article, a former text, a tombstone and a reading."""
    path = tmp_path / "store.json"
    with open_store(path) as store:
        store.add([article(), article("gone", "Жойылады.")])
        store.add([article(text="Жаңа мәтін, қазақша.")])
        store.remove(["gone"])
        store.put_readings([(article(text="Жаңа мәтін, қазақша."), reading(article()))], "1")
    return path


@pytest.mark.parametrize("kind", FOREIGN)
def test_what_is_not_ours_is_refused_and_left_alone(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "theirs.json"
    path.write_bytes(FOREIGN[kind])
    before = digests(tmp_path)
    for read_only in (False, True):
        with pytest.raises(NotOurs, match=r"theirs\.json") as caught:
            open_store(path, read_only=read_only)
        assert caught.value.cure
    assert digests(tmp_path) == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["directory", "pipe"])
def test_what_is_no_file_is_refused(make: object, tmp_path: Path) -> None:
    make(tmp_path / "store.json")  # type: ignore[operator]
    with pytest.raises(NotOurs, match="not a file"):
        open_store(tmp_path / "store.json")


def test_a_file_that_another_program_put_in_place_meanwhile_is_not_overwritten(path: Path) -> None:
    with open_store(path) as store:
        path.write_bytes(b'{"mine": 1}')
        with pytest.raises(NotOurs):
            store.add([article("new", "Жаңа.")])
    assert path.read_bytes() == b'{"mine": 1}'


def test_an_edited_store_is_damaged_and_not_overwritten(path: Path) -> None:
    with open_store(path) as store:
        data = path.read_bytes().replace("қазақша".encode(), "орысша!".encode())
        path.write_bytes(data)
        os.utime(path, ns=(0, 0))
        with pytest.raises(Damaged):
            store.add([article("new", "Жаңа.")])
    assert path.read_bytes() == data


def test_a_store_cut_in_its_header_is_found_out(path: Path) -> None:
    data = path.read_bytes()
    for length in range(1, data.index(b"\n") + 1):
        path.write_bytes(data[:length])
        with pytest.raises((NotOurs, Damaged)):
            open_store(path)
        assert path.stat().st_size == length


def test_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "nowhere.json")
    with pytest.raises(NotOurs, match="nowhere"):
        open_store(tmp_path / "link.json")
    assert not (tmp_path / "nowhere.json").exists()


@pytest.mark.parametrize("content", [None, b""], ids=["missing", "empty file"])
def test_a_new_store_is_made_by_its_first_change(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "data" / "store.json"
    if content is not None:
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    before = sorted(tmp_path.rglob("*"))
    for read_only in (True, False):
        with open_store(path, read_only=read_only) as store:
            assert store.count() == 0
            assert store.remove(["nobody"]) == ()
            assert store.add([]).added == ()
            store.drop_readings()
    assert sorted(tmp_path.rglob("*")) == before
    with open_store(path) as store:
        store.add([article()])
    assert open_store(path, read_only=True).count() == 1


def test_nobody_else_may_look_in(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        with open_store(tmp_path / "data" / "store.json") as store:
            store.add([article()])
            store.put_readings([(article(), reading(article()))], "1")
    finally:
        os.umask(old)
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "data").iterdir()}
    assert modes == dict.fromkeys(["store.json", "store.json.lock", "store.json.readings"], 0o600)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_the_file_is_json_line_by_line(path: Path) -> None:
    tables: dict[str, dict[str, object]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        for table, documents in json.loads(line).items():
            if table != "~":
                tables.setdefault(table, {}).update(documents)
    articles = {key: document for key, document in tables["articles"].items() if document}
    assert list(articles) == ["vienna"]
    assert "қазақша" in str(articles["vienna"])
    assert set(tables) == {"elshi", "articles", "former", "removed"}


def test_a_link_to_a_store_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(path)
    with open_store(link) as store:
        store.add([article("new", "Жаңа.")])
    assert link.is_symlink()
    assert open_store(path).count() == 2


def test_an_unchanged_batch_writes_nothing(path: Path) -> None:
    before = path.stat()
    with open_store(path) as store:
        store.add([article(text="Жаңа мәтін, қазақша.")])
    assert path.stat() == before


def test_a_store_opened_for_reading_creates_and_changes_nothing(path: Path) -> None:
    (path.parent / "store.json.lock").unlink()
    before = digests(path.parent)
    with open_store(path, read_only=True) as store:
        for change in (
            lambda: store.add([article("new", "Жаңа.")]),
            lambda: store.remove(["vienna"]),
            lambda: store.put_readings([(article(), reading(article()))], "1"),
            store.drop_readings,
        ):
            with pytest.raises(ReadOnly, match=r"store\.json"):
                change()
        assert store.count() == 1
        assert list(store.readings(version="1")) == [reading(article())]
    assert digests(path.parent) == before
    assert not (path.parent / "store.json.lock").exists()


def test_each_sees_what_the_other_wrote(path: Path) -> None:
    with open_store(path) as one, open_store(path) as other, open_store(path, read_only=True) as reader:
        seen = reader.last_change
        one.add([article("one", "Бір.")])
        other.add([article("other", "Екі.")])
        one.remove(["vienna"])
        for store in (one, other, reader):
            assert [each.id for each in store.articles()] == ["one", "other"]
        assert [(each.kind, each.id) for each in reader.changes(seen)] == [
            ("added", "one"),
            ("added", "other"),
            ("removed", "vienna"),
        ]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b'{"not": "ours"}', b'{"elshi":{"1":{"format":"elshi.readings/1",']
)
def test_readings_that_cannot_be_used_are_made_again(content: bytes, path: Path) -> None:
    beside = path.with_name("store.json.readings")
    beside.write_bytes(content)
    present = article(text="Жаңа мәтін, қазақша.")
    with open_store(path) as store:
        assert list(store.readings(version="1")) == []
        store.put_readings([(present, reading(present))], "1")
        assert list(store.readings(version="1")) == [reading(present)]
    assert b'"kind":"readings"' in beside.read_bytes()


def test_readings_do_not_touch_the_articles(path: Path) -> None:
    before = path.stat()
    with open_store(path) as store:
        store.drop_readings()
        store.put_readings([(article(text="Жаңа мәтін, қазақша."), reading(article()))], "2")
    path.with_name("store.json.readings").unlink()
    assert list(open_store(path).readings(version="2")) == []
    assert path.stat() == before


def test_a_busy_store_is_given_up_after_a_while(path: Path) -> None:
    storage = Journal(path, "articles", patience=0.1)
    with path.with_name("store.json.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Locked, match=r"store\.json") as caught, storage.batch():
            pass
    assert caught.value.cure


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_the_old_state_and_no_litter(path: Path) -> None:
    before = digests(path.parent)
    with open_store(path) as store:
        with (
            no_file_larger_than(path.stat().st_size + 100),
            pytest.raises(Unwritable, match=r"store\.json") as caught,
        ):
            store.add([article("long", "Ұзақ мәтін. " * 1000)])
        assert caught.value.cure
        assert "as it was before" in caught.value.message
        assert digests(path.parent) == before
        assert [each.id for each in store.articles()] == ["vienna"]
        store.add([article("long", "Ұзақ мәтін. " * 1000)])
    assert open_store(path).count() == 2


def test_a_folder_that_cannot_be_written(unprivileged: Path) -> None:
    path = unprivileged / "store.json"
    with open_store(path) as store:
        store.add([article()])
        before = digests(unprivileged)
        unprivileged.chmod(0o555)
        with pytest.raises(Unwritable, match=r"store\.json"):
            store.compact()
        assert digests(unprivileged) == before
        store.add([article("new", "Жаңа.")])  # to append takes no more than the file
        assert [each.id for each in store.articles()] == ["new", "vienna"]
    path.chmod(0o444)
    before = digests(unprivileged)
    with open_store(path) as store, pytest.raises(Unwritable, match=r"store\.json"):
        store.add([article("newer", "Тағы.")])
    assert digests(unprivileged) == before
    with pytest.raises(Unwritable, match="Permission denied"):
        open_store(unprivileged / "sub" / "store.json").add([article()])


def test_a_store_that_cannot_be_read(unprivileged: Path) -> None:
    path = unprivileged / "store.json"
    open_store(path).add([article()])
    path.chmod(0)
    with pytest.raises(Unwritable, match=r"store.json.*Permission denied"):
        open_store(path)


def test_a_store_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Unwritable):
        open_store(tmp_path / "file" / "store.json").add([article()])
    assert (tmp_path / "file").read_text() == "x"
