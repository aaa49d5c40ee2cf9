"""Keeping watch: due feeds are asked, whatever happens to the network, the store and the process."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path

import pytest

from storage.loading.http import Door
from storage.store import open_store
from storage.watching.lock import Watched, watch_of
from storage.watching.refreshing import Arrival
from storage.watching.schedule import Bounds
from storage.watching.subscriptions import Subscription, change, follow, load
from storage.watching.watch import arrivals, watch
from tests.storage.loading.hostile import XML, HostileServer, feed, hostile_server, item

NOW = dt.datetime(2025, 3, 5, 12, tzinfo=dt.UTC)
ALLOWED = frozenset(("127.0.0.1",))


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


class Clock:
    """A day passes as fast as it can be computed."""

    def __init__(self, hours: float) -> None:
        self.now = NOW
        self._end = NOW + dt.timedelta(hours=hours)

    def __call__(self) -> dt.datetime:
        return self.now

    async def wait(self, seconds: float) -> bool:
        self.now += dt.timedelta(seconds=seconds)
        return self.now < self._end


async def watched(url: Path, clock: Clock, every: Bounds | None = None) -> list[Arrival]:
    with open_store(url) as store:
        async with Door(allow_private=ALLOWED) as door:
            arriving = watch(store, door, clock.wait, every=every, clock=clock, draw=lambda: 0.5)
            async with aclosing(arriving):
                return [arrival async for arrival in arriving]


async def test_a_quiet_feed_is_asked_less_and_less(server: HostileServer, tmp_path: Path) -> None:
    path = tmp_path / "articles.json"
    with open_store(path) as store:
        follow(store, [Subscription(url=server.url("validated"))])
    await watched(path, Clock(hours=48))
    assert 8 <= len(server.visits) <= 20
    assert all("if-none-match" in visit.headers for visit in server.visits[1:])


async def test_the_users_interval_holds(server: HostileServer, tmp_path: Path) -> None:
    path = tmp_path / "articles.json"
    with open_store(path) as store:
        follow(store, [Subscription(url=server.url("validated"), interval=Bounds(1800, 1800))])
    await watched(path, Clock(hours=12), every=Bounds(60, 60))
    assert len(server.visits) == 24


async def test_narrower_bounds_count_at_once(server: HostileServer, tmp_path: Path) -> None:
    path = tmp_path / "articles.json"
    with open_store(path) as store:
        follow(store, [Subscription(url=server.url("validated"))])
    clock = Clock(hours=72)
    await watched(path, clock)
    before = len(server.visits)
    with open_store(path) as store:
        (only,) = load(store).values()
        assert only.due is not None
        assert only.due - clock.now > dt.timedelta(minutes=30)
        change(store, only, interval=Bounds(600, 600))
    again = Clock(hours=1)
    again.now = clock.now
    again._end = clock.now + dt.timedelta(hours=1)
    await watched(path, again)
    assert len(server.visits) - before >= 5


async def test_a_feed_that_is_added_meanwhile_is_asked(server: HostileServer, tmp_path: Path) -> None:
    path = tmp_path / "articles.json"
    clock = Clock(hours=1)

    async def wait(seconds: float) -> bool:
        if not server.visits:
            with open_store(path) as other:
                follow(other, [Subscription(url=server.url("plain"))])
        return await clock.wait(seconds)

    with open_store(path) as store:
        async with Door(allow_private=ALLOWED) as door:
            arriving = watch(store, door, wait, clock=clock)
            async with aclosing(arriving):
                found = [arrival async for arrival in arriving]
    assert found[0].kind == "new"


async def test_a_store_that_cannot_be_written_is_told_of_and_tried_again(
    server: HostileServer, tmp_path: Path
) -> None:
    path = tmp_path / "articles.json"
    with open_store(path) as store:
        follow(store, [Subscription(url=server.url("plain"))])
    told: list[str] = []
    clock = Clock(hours=0.1)
    with open_store(path, read_only=True) as store:
        async with Door(allow_private=ALLOWED) as door:
            arriving = watch(store, door, clock.wait, tell=told.append, clock=clock)
            async with aclosing(arriving):
                assert [arrival async for arrival in arriving] == []
    assert len(told) >= 3
    with open_store(path) as store:
        assert load(store)[server.url("plain")].course.asked == 0


def test_one_watch_for_each_store(tmp_path: Path) -> None:
    url = str(tmp_path / "deep" / "articles.json")
    with watch_of(url):
        with pytest.raises(Watched, match="process"), watch_of(url):
            pass
        with watch_of(str(tmp_path / "other.json")):
            pass
    with watch_of(url):
        pass
    with watch_of("memory:"), watch_of("memory:"):
        pass


async def test_the_dashboard_is_told_of_arrivals(
    server: HostileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.watching.watch._FOLLOW", 0.05)
    url = str(tmp_path / "articles.json")
    server.serve("feed", feed(item(1)), XML)
    with open_store(url) as store:
        follow(store, [Subscription(url=server.url("feed"))])
    async with aclosing(arrivals(url, allow_private=ALLOWED)) as arriving:
        first = await asyncio.wait_for(anext(arriving), 10)
    assert first.name == "Ministry"
    assert len(first.added) == 1
    with watch_of(url):  # the lock was given back; now somebody else keeps watch
        async with aclosing(arrivals(url, allow_private=ALLOWED)) as arriving:
            waiting = asyncio.ensure_future(anext(arriving))
            await asyncio.sleep(0.3)
            with open_store(url) as store:
                stored = store.get(first.added[0])
                assert stored is not None
                import msgspec

                store.add([msgspec.structs.replace(stored, id="other", url=None)])
            second = await asyncio.wait_for(waiting, 10)
    assert (second.key, second.added) == ("", ("other",))
