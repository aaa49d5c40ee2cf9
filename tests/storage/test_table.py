"""TinyDB on a journal: what TinyDB promises, at the cost of what is changed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import Query, TinyDB, where
from tinydb.operations import increment
from tinydb.storages import MemoryStorage

from storage import replay as replaying
from storage.disk import Source
from storage.journal import Journal
from storage.memory import MemoryJournal
from storage.records import ARTICLE_INDEXES, day_code, order_code
from storage.rows import Index, number_code, text_code
from storage.state import Place
from storage.table import JournalDB
from tests.storage.samples import digests
from tests.storage.scale import FULL
from timeline.model import publication_order

INDEXES = {
    "_default": (
        Index("name", ("name",), text_code),
        Index("n", ("n",), number_code, ordered=True),
        Index("day", ("deep", "day"), day_code, ordered=True),
    )
}
NAMES = st.sampled_from(["Ана", "ана", "Бек", 'q"\\', ""])
DAYS = st.sampled_from(["2025-03-04", "2025-03", "2025", "2025-03-04T10:00:00Z", "0999", "x", None, 7])
DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "name": NAMES | st.integers(),
        "n": st.integers(-3, 3) | st.floats(-3, 3) | NAMES,
        "deep": st.fixed_dictionaries({"day": DAYS}) | st.none() | st.lists(st.integers(), max_size=1),
        "~": NAMES,
    },
)
Q = Query()
CONDITIONS = st.recursive(
    st.builds(lambda value: Q.name == value, NAMES | st.integers(-1, 1))
    | st.builds(
        lambda which, value: [Q.n == value, Q.n < value, Q.n <= value, Q.n > value, Q.n >= value][which],
        st.integers(0, 4),
        st.integers(-3, 3),
    )
    | st.builds(
        lambda value: (Q.deep.day >= value) & (Q.deep.day < "2025-04"),
        st.sampled_from(["2025", "2025-03-04"]),
    )
    | st.just(Q.name.exists()),
    lambda inner: (
        st.builds(lambda a, b: a & b, inner, inner)
        | st.builds(lambda a, b: a | b, inner, inner)
        | st.builds(lambda a: ~a, inner)
    ),
    max_leaves=4,
)


def comparable(condition: Any, documents: list[Any]) -> bool:
    """TinyDB raises where Python cannot compare; what it says then is not our concern."""
    try:
        for document in documents:
            condition(document)
    except TypeError:
        return False
    return True


class TableMachine(RuleBasedStateMachine):
    """The journal against TinyDB's own storage in memory, through two processes' eyes."""

    @initialize()
    def open(self) -> None:
        import tempfile

        self.folder = tempfile.TemporaryDirectory(prefix="elshi-table-")
        self.path = Path(self.folder.name) / "db.jsonl"
        self.oracle = TinyDB(storage=MemoryStorage)
        self.ours = [self.fresh(), self.fresh()]

    def fresh(self) -> JournalDB:
        return JournalDB(self.path, indexes=INDEXES)

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(which=st.integers(0, 1), documents=st.lists(DOCUMENTS, max_size=3))
    def insert(self, which: int, documents: list[dict[str, Any]]) -> None:
        assert self.ours[which].insert_multiple(documents) == self.oracle.insert_multiple(documents)

    @rule(which=st.integers(0, 1), condition=CONDITIONS, fields=DOCUMENTS)
    def update(self, which: int, condition: Any, fields: dict[str, Any]) -> None:
        if comparable(condition, self.oracle.all()):
            assert self.ours[which].update(fields, condition) == self.oracle.update(fields, condition)

    @rule(which=st.integers(0, 1), condition=CONDITIONS)
    def remove(self, which: int, condition: Any) -> None:
        if comparable(condition, self.oracle.all()):
            assert self.ours[which].remove(condition) == self.oracle.remove(condition)

    @rule(which=st.integers(0, 1), condition=CONDITIONS, document=DOCUMENTS)
    def upsert(self, which: int, condition: Any, document: dict[str, Any]) -> None:
        if comparable(condition, self.oracle.all()):
            assert self.ours[which].upsert(document, condition) == self.oracle.upsert(document, condition)

    @rule(which=st.integers(0, 1), condition=CONDITIONS)
    def search(self, which: int, condition: Any) -> None:
        if comparable(condition, self.oracle.all()):
            wanted = self.oracle.search(condition)
            found = self.ours[which].search(condition)
            assert found == wanted
            assert [each.doc_id for each in found] == [each.doc_id for each in wanted]
            assert self.ours[which].get(condition) == self.oracle.get(condition)
            assert self.ours[which].count(condition) == self.oracle.count(condition)

    @rule(which=st.integers(0, 1), table=st.sampled_from(["other", "third"]))
    def other_table(self, which: int, table: str) -> None:
        self.ours[which].table(table).insert({"x": 1})
        self.oracle.table(table).insert({"x": 1})

    @rule(which=st.integers(0, 1))
    def drop_table(self, which: int) -> None:
        self.ours[which].drop_table("other")
        self.oracle.drop_table("other")

    @rule(which=st.integers(0, 1))
    def reopen(self, which: int) -> None:
        self.ours[which].close()
        self.ours[which] = self.fresh()

    @rule(which=st.integers(0, 1))
    def compact(self, which: int) -> None:
        storage = self.ours[which].storage
        assert isinstance(storage, Journal)
        storage.compact()

    @rule(which=st.integers(0, 1), documents=st.lists(DOCUMENTS, min_size=1, max_size=2))
    def break_off(self, which: int, documents: list[dict[str, Any]]) -> None:
        with suppress(KeyError), self.ours[which].batch():
            self.ours[which].insert_multiple(documents)
            self.ours[which].remove(Q.name == "Ана")
            raise KeyError
        self.ours[which].table("_default")._next_id = None

    @invariant()
    def agrees(self) -> None:
        for ours in getattr(self, "ours", ()):
            assert ours.all() == self.oracle.all()
            assert [each.doc_id for each in ours] == [each.doc_id for each in self.oracle]
            assert len(ours) == len(self.oracle)
            assert ours.tables() == self.oracle.tables()


TestTable = TableMachine.TestCase
TestTable.settings = settings(
    max_examples=400 if FULL else 60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture
def db(tmp_path: Path) -> JournalDB:
    return JournalDB(tmp_path / "db.jsonl", indexes=INDEXES)


def test_an_insert_writes_its_line_and_no_more(db: JournalDB, tmp_path: Path) -> None:
    db.insert_multiple({"name": "x" * 1000} for _ in range(200))
    before = (tmp_path / "db.jsonl").stat()
    db.insert({"name": "y"})
    after = (tmp_path / "db.jsonl").stat()
    assert after.st_ino == before.st_ino
    assert after.st_size - before.st_size < 100


def test_a_query_reads_only_the_documents_the_indexes_propose(
    db: JournalDB, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.insert_multiple({"name": f"n{n}", "n": n, "deep": {"day": f"2025-03-{n:02}"}} for n in range(1, 31))
    read: list[str] = []
    real = Journal.fetch

    def fetch(self: Journal, table: str, place: Place, source: Source) -> bytes:
        read.append(place.key)
        return real(self, table, place, source)

    monkeypatch.setattr(Journal, "fetch", fetch)
    found = db.search((Q.deep.day >= "2025-03-10") & (Q.deep.day < "2025-03-12"))
    assert [each["n"] for each in found] == [10, 11]
    assert db.get(where("name") == "n7") == {"name": "n7", "n": 7, "deep": {"day": "2025-03-07"}}
    assert db.count((Q.n == 1) | (Q.n == 2)) == 2
    assert len(read) <= 6


def test_changes_in_place_and_operations(db: JournalDB) -> None:
    db.insert({"name": "a", "n": 1})
    db.update(increment("n"), where("name") == "a")
    db.update_multiple([({"name": "b"}, where("n") == 2)])
    assert db.all() == [{"name": "b", "n": 2}]


def test_what_is_no_json_is_refused_and_nothing_is_written(db: JournalDB) -> None:
    db.insert({"n": 1})
    with pytest.raises(TypeError):
        db.insert({"n": object()})
    assert db.all() == [{"n": 1}]
    db.insert({"n": 2**80})
    assert db.all()[1] == {"n": 2**80}


def test_a_batch_in_memory_and_on_disk_sees_itself(db: JournalDB) -> None:
    for each in (db, JournalDB(storage=MemoryJournal)):
        each.insert({"n": 1})
        with each.batch():
            each.insert({"n": 2})
            each.update({"n": 3}, where("n") == 2)
            assert [found["n"] for found in each.search(where("n") > 0)] == [1, 3]
            each.truncate()
            assert len(each) == 0
            each.insert({"n": 9})
        assert each.all() == [{"n": 9}]
        assert each.all()[0].doc_id == 1


@pytest.mark.parametrize(
    "one", ["2025-03-04", "2025-03-04T00:00:00Z", "2025-03-04T23:59:59.999999-08:00", "2024-12-31T10:00:00"]
)
@pytest.mark.parametrize(
    "other", ["2025-03-04", "2025-03-05T01:00:00+05:00", "0001-01-01T00:00:00+09:00", "9999-12-31"]
)
def test_codes_are_in_the_order_of_publication(one: str, other: str) -> None:
    first, second = order_code(one), order_code(other)
    assert first is not None
    assert second is not None
    assert (first < second) == (publication_order(one) < publication_order(other))
    assert (first == second) == (publication_order(one) == publication_order(other))
    assert order_code("no date") is None


@pytest.mark.parametrize("spoil", ["delete", "garbage", "cut", "flip", "other generation", "stale"])
def test_a_hint_never_changes_an_answer(spoil: str, tmp_path: Path) -> None:
    path = tmp_path / "db.jsonl"
    with JournalDB(path, indexes=INDEXES) as db:
        db.insert_multiple({"name": "x" * 2000, "n": n} for n in range(2500))
        db.update({"n": -1}, where("n") == 5)
        db.remove(where("n") == 6)
    hint = path.with_name("db.jsonl.hint")
    kept = hint.read_bytes()
    with JournalDB(path, indexes=INDEXES) as db:
        db.insert({"n": 7000})
        wanted = db.all()
        if spoil == "other generation":
            db.storage.compact()
    spoilt = {"garbage": os.urandom(5000), "cut": kept[:-100], "flip": kept[:-100] + b"\x00" + kept[-99:]}
    hint.unlink() if spoil == "delete" else hint.write_bytes(spoilt.get(spoil, kept))
    with JournalDB(path, indexes=INDEXES) as db:
        assert db.all() == wanted
        assert [found["n"] for found in db.search(where("n") >= 2499)] == [2499, 7000]
        assert db.count(where("n") == -1) == 1


def test_the_hint_saves_the_replay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "db.jsonl"
    with JournalDB(path) as db:
        db.insert_multiple({"name": "x" * 2000} for _ in range(2500))
    starts: list[int] = []
    real = replaying.replay

    def replay(source: Source, start: int, *rest: Any) -> replaying.Tail:
        starts.append(start)
        return real(source, start, *rest)

    monkeypatch.setattr("storage.following.replay", replay)
    kept = digests(tmp_path)
    path.with_name("db.jsonl.hint").rename(tmp_path / "elsewhere")
    with JournalDB(path, read_only=True) as db:
        assert len(db) == 2500
    assert not path.with_name("db.jsonl.hint").exists()
    (tmp_path / "elsewhere").rename(path.with_name("db.jsonl.hint"))
    assert digests(tmp_path) == kept
    starts.clear()
    assert len(JournalDB(path)) == 2500
    assert starts == [path.stat().st_size]


def test_article_indexes_have_names_of_their_own() -> None:
    for indexes in ARTICLE_INDEXES.values():
        assert len({index.name for index in indexes}) == len(indexes)
