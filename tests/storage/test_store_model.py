"""The store against a plain dictionary: whatever is done to it, through two open stores and across reopening."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from storage.errors import Conflict
from storage.store import Store, open_store
from tests.storage.samples import article, reading
from timeline.model import Article, publication_order

IDS = st.sampled_from(["a", "b", "c", "d"])
TEXTS = st.sampled_from(["бір", "екі", "үш"])
PLACES = st.sampled_from([None, "-", "/x.jsonl", "/y.jsonl"])
DAYS = st.sampled_from(["2025-03-01", "2025-03-02T23:00:00-08:00", "2025-03-02"])
ARTICLES = st.builds(
    lambda id_, text, origin, day: article(id_, text, origin=origin, published=day), IDS, TEXTS, PLACES, DAYS
)


def same(one: Article, other: Article) -> bool:
    return msgspec.structs.replace(one, origin=None) == msgspec.structs.replace(other, origin=None)


def firsts(batch: list[Article]) -> list[Article]:
    """Of articles that come twice, the first."""
    return list({each.id: each for each in reversed(batch)}.values())


class Model:
    """What a store should hold."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.former: dict[str, list[Article]] = {}
        self.read: dict[str, Article] = {}

    def clashes(self, batch: list[Article], update: bool) -> bool:
        within = any(x.id == y.id and not same(x, y) for x in batch for y in batch)
        return within or any(not self.allowed(new, update) for new in firsts(batch))

    def allowed(self, new: Article, update: bool) -> bool:
        old = self.articles.get(new.id)
        if old is None or same(old, new) or update:
            return True
        return old.origin == new.origin or bool({old.origin, new.origin} & {None, "-"})

    def add(self, batch: list[Article]) -> None:
        for new in firsts(batch):
            old = self.articles.get(new.id)
            if old is None:
                self.articles[new.id] = new
            elif not same(old, new):
                self.former.setdefault(new.id, []).append(old)
                self.articles[new.id] = new

    def remove(self, id_: str) -> None:
        for table in (self.articles, self.former, self.read):
            table.pop(id_, None)


class StoreMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="elshi-model-"))
        self.model = Model()
        self.followed: dict[str, Article] = {}
        self.seen = 0

    @initialize()
    def open(self) -> None:
        self.stores: list[Store] = [open_store(self.folder / "s" / "store.json") for _ in range(2)]

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(which=st.integers(0, 1), batch=st.lists(ARTICLES, max_size=4), update=st.booleans())
    def add(self, which: int, batch: list[Article], update: bool) -> None:
        if self.model.clashes(batch, update):
            with pytest.raises(Conflict):
                self.stores[which].add(batch, update=update)
            return
        result = self.stores[which].add(batch, update=update)
        assert set(result.added) == {new.id for new in batch} - set(self.model.articles)
        self.model.add(batch)
        assert sorted(result.added + result.updated + result.unchanged) == sorted({new.id for new in batch})

    @rule(which=st.integers(0, 1), ids=st.lists(IDS, max_size=3))
    def remove(self, which: int, ids: list[str]) -> None:
        assert set(self.stores[which].remove(ids)) == set(ids) & set(self.model.articles)
        for id_ in ids:
            self.model.remove(id_)

    @rule(which=st.integers(0, 1), ids=st.lists(IDS, max_size=3))
    def read(self, which: int, ids: list[str]) -> None:
        made = [self.model.articles[id_] for id_ in ids if id_ in self.model.articles]
        self.stores[which].put_readings([(each, reading(each)) for each in made], "1")
        self.model.read |= {each.id: each for each in made}

    @rule(which=st.integers(0, 1))
    def reopen(self, which: int) -> None:
        self.stores[which].close()
        self.stores[which] = open_store(self.folder / "s" / "store.json")

    @rule(which=st.integers(0, 1))
    def follow(self, which: int) -> None:
        """Keep a copy by the change feed alone."""
        for change in self.stores[which].changes(self.seen):
            assert change.seq > self.seen
            self.seen = change.seq
            if change.kind == "removed":
                self.followed.pop(change.id, None)
            else:
                found = self.stores[which].get(change.id)
                assert found is not None
                self.followed[change.id] = found
        assert self.followed == self.model.articles
        assert self.seen == self.stores[which].last_change

    @invariant()
    def agrees(self) -> None:
        for store in getattr(self, "stores", ()):
            wanted = sorted(
                self.model.articles.values(), key=lambda each: (publication_order(each.published), each.id)
            )
            assert list(store.articles()) == wanted
            assert store.count() == len(wanted)
            fresh = [each.id for each in wanted if (old := self.model.read.get(each.id)) and same(old, each)]
            assert [each.id for each in store.readings(version="1")] == fresh
            for id_ in "abcd":
                assert store.former(id_) == self.model.former.get(id_, [])


TestStoreMachine = StoreMachine.TestCase
TestStoreMachine.settings = settings(
    max_examples=200,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)
