"""Asking feeds and storing what is new, against real servers on loopback."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path

import pytest

from storage.loading.http import Door
from storage.store import Store, open_store
from storage.watching.refreshing import Arrival, Weather, refresh
from storage.watching.schedule import Bounds
from storage.watching.subscriptions import Followed, Subscription, follow, load
from tests.storage.loading.hostile import XML, HostileServer, feed, hostile_server, item

ALLOWED = frozenset(("127.0.0.1", "localhost"))
NOW = dt.datetime(2025, 3, 5, 12, tzinfo=dt.UTC)


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "articles.json") as opened:
        yield opened


def subscribe(store: Store, *urls: str, **said: object) -> list[Followed]:
    follow(store, [Subscription(url=url, **said) for url in urls])  # type: ignore[arg-type]
    return list(load(store).values())


async def asked(store: Store, feeds: list[Followed] | None = None, now: dt.datetime = NOW) -> list[Arrival]:
    feeds = list(load(store).values()) if feeds is None else feeds
    async with Door(allow_private=ALLOWED) as door:
        arriving = refresh(store, feeds, door, clock=lambda: now, draw=lambda: 0.5)
        async with aclosing(arriving):
            return [arrival async for arrival in arriving]


def only(store: Store) -> Followed:
    (feed_,) = load(store).values()
    return feed_


async def test_what_is_new_is_stored_read_and_told(store: Store, server: HostileServer) -> None:
    subscribe(store, server.url("plain"))
    (arrival,) = await asked(store)
    assert arrival.kind == "new"
    assert len(arrival.added) == 2
    assert arrival.name == "Ministry"
    assert store.count() == 2
    from timeline.reading import READER_VERSION

    assert not list(store.unread(version=READER_VERSION))
    course = only(store).course
    assert (course.asked, course.articles, course.title) == (1, 2, "Ministry")
    assert arrival.due == NOW + dt.timedelta(minutes=30)


async def test_what_has_not_changed_costs_one_small_request(store: Store, server: HostileServer) -> None:
    subscribe(store, server.url("validated"))
    await asked(store)
    (arrival,) = await asked(store)
    assert arrival.kind == "same"
    assert [visit.headers.get("if-none-match") for visit in server.visits] == [None, 'W/"a-b, c"']
    assert only(store).course.unchanged == 1
    assert store.count() == 1


async def test_a_feed_that_moved_is_asked_at_its_new_address(store: Store, server: HostileServer) -> None:
    subscribe(store, server.url("moved_for_good"))
    (arrival,) = await asked(store)
    assert arrival.moved == server.url("plain")
    await asked(store)
    assert [visit.path for visit in server.visits] == ["/moved_for_good", "/plain", "/plain"]
    assert only(store).key == server.url("moved_for_good")
    assert store.count() == 2


async def test_a_feed_that_is_gone_is_never_asked_again(store: Store, server: HostileServer) -> None:
    subscribe(store, server.url("status/410"))
    (arrival,) = await asked(store)
    assert arrival.kind == "gone"
    assert arrival.due is None
    later = NOW + dt.timedelta(days=365)
    assert not only(store).is_due(later)


async def test_a_server_that_wants_to_be_left_alone_is(store: Store, server: HostileServer) -> None:
    subscribe(store, server.url("status/429"), interval=Bounds(60, 60))
    await asked(store)
    feed_ = only(store)
    assert feed_.left_alone(NOW) == NOW + dt.timedelta(hours=2)
    assert not feed_.is_due(NOW + dt.timedelta(minutes=119))
    assert feed_.is_due(NOW + dt.timedelta(minutes=121))


@pytest.mark.parametrize("case", ["status/404", "status/500", "hung_up", "bomb", "empty", "no_http"])
async def test_a_failure_is_noted_and_costs_nothing_else(
    case: str, store: Store, server: HostileServer
) -> None:
    subscribe(store, server.url(case), server.url("plain"))
    arrivals = {arrival.key: arrival for arrival in await asked(store)}
    failed, fine = arrivals[server.url(case)], arrivals[server.url("plain")]
    assert failed.kind == "failed"
    assert failed.failure is not None
    assert failed.failure.cure
    assert fine.kind == "new"
    assert load(store)[failed.key].course.failure == failed.failure
    assert failed.due is not None
    assert failed.due > NOW


async def test_old_articles_stay_when_a_feed_breaks(store: Store, server: HostileServer) -> None:
    url = server.serve("feed", feed(item(1), item(2)), XML, 'ETag: "1"')
    subscribe(store, url)
    await asked(store)
    server.serve("feed", "<html><p>Under repair</p></html>", XML, 'ETag: "2"')
    (arrival,) = await asked(store)
    assert arrival.kind == "failed"
    assert store.count() == 2
    assert only(store).course.etag == '"1"'


async def test_many_feeds_are_noted_each_once(store: Store, server: HostileServer) -> None:
    for number in range(50):
        server.serve(f"f{number}", feed(item(number)), XML)
    subscribe(store, *(server.url(f"f{number}") for number in range(50)))
    arrivals = await asked(store)
    assert len({arrival.key for arrival in arrivals}) == 50
    assert store.count() == 50
    assert all(feed_.course.asked == 1 for feed_ in load(store).values())


async def test_closing_early_keeps_what_was_stored(store: Store, server: HostileServer) -> None:
    for number in range(30):
        server.serve(f"f{number}", feed(item(number)), XML)
    feeds = subscribe(store, *(server.url(f"f{number}") for number in range(30)))
    async with Door(allow_private=ALLOWED) as door:
        arriving = refresh(store, feeds, door)
        async with aclosing(arriving):
            async for arrival in arriving:
                first = arrival
                break
    assert store.get(first.added[0])
    assert load(store)[first.key].course.asked == 1
    await asked(store)
    assert store.count() == 30


async def test_the_users_word_is_not_undone_by_a_fetch(store: Store, server: HostileServer) -> None:
    from storage.watching.subscriptions import change

    feeds = subscribe(store, server.url("plain"))
    change(store, feeds[0], name="MFA", tags=("asia",))
    await asked(store, feeds)
    assert only(store).word.name == "MFA"
    assert only(store).course.asked == 1


async def test_the_source_is_what_the_user_says(store: Store, server: HostileServer) -> None:
    subscribe(store, server.url("plain"), name="МИД", kind="ministry", country="KZ")
    (arrival,) = await asked(store)
    article = store.get(arrival.added[0])
    assert article is not None
    assert article.source is not None
    assert (article.source.name, article.source.kind, article.source.country) == ("МИД", "ministry", "KZ")


async def test_a_name_the_feed_changes_later_changes_no_article(store: Store, server: HostileServer) -> None:
    url = server.serve("feed", feed(item(1)), XML)
    subscribe(store, url)
    await asked(store)
    server.serve("feed", feed(item(1)).replace("<title>Ministry", "<title>Ministry (new)"), XML)
    (arrival,) = await asked(store)
    assert arrival.kind == "same"


async def test_whole_texts_are_fetched_once_and_stay(store: Store, server: HostileServer) -> None:
    pytest.importorskip("trafilatura")
    words = "The envoys of both states met in Vienna and spoke for three hours about the treaty. " * 20
    server.serve(
        "page", f"<html><body><article><p>{words}</p></article></body></html>", "Content-Type: text/html"
    )
    url = server.serve("feed", feed(item(1, link=server.url("page"), description="The envoys met.")), XML)
    subscribe(store, url, fulltext=True)
    (arrival,) = await asked(store)
    stored = store.get(arrival.added[0])
    assert stored is not None
    assert len(stored.text) > 1000
    (again,) = await asked(store)
    assert again.kind == "same"
    assert len(server.asked("page")) == 1


async def test_nobody_waits_for_more_feeds_of_a_host_that_is_down(
    store: Store, server: HostileServer
) -> None:
    with hostile_server() as other:
        dead = other.port
    subscribe(store, *(f"http://127.0.0.1:{dead}/f{number}" for number in range(40)))
    arrivals = await asked(store)
    assert len(arrivals) == 40
    assert {arrival.kind for arrival in arrivals} == {"unreachable"}
    assert any("other feeds" in arrival.failure.message for arrival in arrivals if arrival.failure)


async def test_the_network_being_down_is_no_fault_of_the_feeds(store: Store) -> None:
    subscribe(store, *(f"http://host{number}.invalid/feed" for number in range(6)))
    arrivals = await asked(store)
    assert not arrivals[-1].online
    later = [arrival.due for arrival in arrivals if arrival.due]
    assert max(later) <= NOW + dt.timedelta(minutes=6)
    assert max(feed_.course.pace.failures for feed_ in load(store).values()) == 1


def test_weather_needs_three_silent_hosts() -> None:
    weather = Weather()
    assert weather.note("https://a/", "unreachable")
    assert weather.note("https://a/x", "unreachable")
    assert weather.note("https://b/", "unreachable")
    assert not weather.note("https://c/", "unreachable")
    assert weather.note("https://c/", "failed")


async def test_the_event_loop_is_never_blocked(store: Store, server: HostileServer) -> None:
    server.serve("feed", feed(*map(item, range(2000))), XML)
    subscribe(store, server.url("feed"))
    longest = 0.0

    async def beat() -> None:
        nonlocal longest
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(0.01)
            longest = max(longest, loop.time() - before)

    beating = asyncio.create_task(beat())
    async with Door(allow_private=ALLOWED) as door:
        arriving = refresh(store, load(store).values(), door, read=False)
        async with aclosing(arriving):
            (arrival,) = [arrival async for arrival in arriving]
    beating.cancel()
    assert len(arrival.added) == 2000
    assert longest < 1.0
