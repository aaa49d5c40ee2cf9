"""What keeping watch costs, and whether anything is lost: many feeds of a server on loopback, days passing as fast as they can.

    python -m benchmarks.watching [FEEDS [FETCHES [KILLS]]]

First one process asks FEEDS feeds FETCHES times in all, on a clock of its own that leaps from one asking to the next; its memory and the
bytes of its requests are measured. Then it goes on, and is killed (SIGKILL) and started again KILLS times at random. One feed in ten
has something new each time it is asked and shows its latest twenty items only; at the end the store must hold every item that was ever
shown. Two alert rules are in force all the time.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

SHOWN = 20
NEWS_IN = 10
"""One asking in so many finds something new."""
SEED = 7
HOST = "127.0.0.1"
PEOPLE = (
    "Kassym-Jomart Tokayev",
    "Emmanuel Macron",
    "Recep Tayyip Erdogan",
    "Sergey Lavrov",
    "Antonio Guterres",
)
PLACES = ("Astana", "Paris", "Ankara", "Moscow", "Vienna")
_BEGAN = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
_RULES = (("statement", "speaker:tokayev"), ("event", "place:vienna type:summit"))


class Figures(msgspec.Struct, kw_only=True):
    """What was measured."""

    feeds: int
    fetches: int
    seconds: float = 0.0
    days: float = 0.0
    """Of the clock that leaps."""
    memory: list[float] = []
    """MB of the process, at each tenth of the fetches."""
    unchanged: int = 0
    largest_request: int = 0
    """Bytes of the largest request for a feed that had not changed, headers and all."""
    requests_per_fetch: float = 0.0
    kills: int = 0
    articles: int = 0
    lost: int = 0


class Server:
    """Feeds that have something new now and then."""

    def __init__(self, feeds: int) -> None:
        self.feeds = feeds
        self.newest = [SHOWN - 1] * feeds
        self.shown: set[tuple[int, int]] = set()
        self.requests = self.unchanged = self.largest = 0
        self._random = random.Random(SEED)
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> int:
        self._server = await asyncio.start_server(self._serve, HOST, 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def __aexit__(self, *_: object) -> None:
        if self._server:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            request = await reader.readuntil(b"\r\n\r\n")
            writer.write(self._answer(request))
            await writer.drain()
        writer.close()

    def _answer(self, request: bytes) -> bytes:
        self.requests += 1
        named = re.match(rb"GET /(\d+)", request)
        number = int(named[1]) if named else 0
        known = re.search(rb'if-none-match: "(\d+)"', request, re.IGNORECASE)
        if known and self._random.randrange(NEWS_IN) == 0:
            self.newest[number] += 1
        newest = self.newest[number]
        if known and int(known[1]) == newest:
            self.unchanged += 1
            self.largest = max(self.largest, len(request))
            return f'HTTP/1.1 304 Not Modified\r\nETag: "{newest}"\r\nConnection: close\r\n\r\n'.encode()
        items = range(newest - SHOWN + 1, newest + 1)
        self.shown.update((number, item) for item in items)
        body = _feed(number, items).encode()
        head = (
            f'HTTP/1.1 200 OK\r\nETag: "{newest}"\r\nContent-Type: application/rss+xml\r\n'
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        return head.encode() + body


def _feed(number: int, items: range) -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed {number}</title>'
        f"<link>https://site{number}.example/</link>{''.join(_item(number, item) for item in items)}</channel></rss>"
    )


def _item(number: int, item: int) -> str:
    who, other = PEOPLE[(number + item) % 5], PEOPLE[(number + 2 * item + 1) % 5]
    place, day = PLACES[item % 5], _BEGAN + dt.timedelta(hours=number + 5 * item)
    text = (
        f"{who} met {other} in {place} on {day:%A}. {who} said: “Our countries will sign agreement number {item} of {number} "
        f"within {2 + item % 9} weeks.” The next summit will be held in {PLACES[number % 5]} on {(day + dt.timedelta(30)):%d %B %Y}."
    )
    return (
        f"<item><title>{who} visits {place}</title><link>https://site{number}.example/{item}</link>"
        f"<pubDate>{day:%a, %d %b %Y %H:%M:%S} GMT</pubDate><description>{text}</description></item>"
    )


async def measure(feeds: int, fetches: int, kills: int, folder: Path) -> Figures:
    """Run both parts; the store is left in the folder."""
    figures = Figures(feeds=feeds, fetches=fetches)
    store = folder / "articles.json"
    server = Server(feeds)
    async with server as port:
        _follow(store, feeds, port)
        began = time.perf_counter()
        child = await _start(store, fetches)
        out, _ = await child.communicate()
        if child.returncode:
            raise RuntimeError(f"the watch ended with {child.returncode}")
        told = json.loads(out)
        figures.seconds = time.perf_counter() - began
        figures.memory, figures.days = told["memory"], told["days"]
        figures.requests_per_fetch = server.requests / told["fetches"]
        figures.unchanged, figures.largest_request = server.unchanged, server.largest
        dice = random.Random(SEED)
        for _ in range(kills):
            child = await _start(store, fetches)
            await asyncio.sleep(1.0 + dice.random() * 2.5)
            if child.returncode is None:
                child.send_signal(signal.SIGKILL)
                figures.kills += 1
            await child.communicate()
        child = await _start(store, feeds)
        await child.communicate()
    urls = _urls(store)
    figures.articles = len(urls)
    figures.lost = sum(f"https://site{number}.example/{item}" not in urls for number, item in server.shown)
    return figures


async def _start(store: Path, fetches: int) -> asyncio.subprocess.Process:
    env = {**os.environ, "ELSHI_ALLOW_PRIVATE": HOST}
    command = (sys.executable, "-m", "benchmarks.watching", "child", str(store), str(fetches))
    return await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, env=env)


def _follow(path: Path, feeds: int, port: int) -> None:
    from storage.store import open_store
    from storage.watching.subscriptions import Subscription, follow

    with open_store(path) as store:
        follow(store, [Subscription(url=f"http://{HOST}:{port}/{number}") for number in range(feeds)])


def _urls(path: Path) -> set[str]:
    from storage.store import open_store

    with open_store(path, read_only=True) as store:
        return {ref.url or "" for ref in store.refs()}


async def _child(path: Path, fetches: int) -> None:
    """Keep watch on a clock that leaps, for so many fetches; prints what it saw of itself."""
    from storage.loading.addresses import allowed_hosts
    from storage.loading.http import Door
    from storage.store import open_store
    from storage.watching.alerting import Alerting
    from storage.watching.rules import Rule
    from storage.watching.subscriptions import load
    from storage.watching.watch import watch

    memory: list[float] = []
    done = 0
    rules = [Rule(name=query, on=on, query=query) for on, query in _RULES]  # type: ignore[arg-type]
    with open_store(path) as store:
        now = began = _latest(load(store).values())

        def clock() -> dt.datetime:
            return now

        async def wait(seconds: float) -> bool:
            nonlocal now
            now += dt.timedelta(seconds=seconds)
            return done < fetches

        async with Door(allow_private=allowed_hosts()) as door:
            alerting = Alerting(
                store, door, line=lambda *_: None, bell=lambda: None, talk=lambda _: None, clock=clock
            )

            async def check() -> None:
                await alerting.check(rules)

            async with contextlib.aclosing(
                watch(store, door, wait, after=check, clock=clock, draw=random.Random(SEED).random)
            ) as arriving:
                async for _ in arriving:
                    done += 1
                    if done % max(fetches // 10, 1) == 0:
                        memory.append(_resident())
    print(json.dumps({"memory": memory, "fetches": done, "days": (now - began).total_seconds() / 86400}))


def _latest(feeds: object) -> dt.datetime:
    """A clock does not go back when its process is started again."""
    stamps = [feed.course.last_ok for feed in feeds if feed.course.last_ok]  # type: ignore[attr-defined]
    return max(map(dt.datetime.fromisoformat, stamps), default=_BEGAN)


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main(feeds: int = 100, fetches: int = 10_000, kills: int = 30) -> int:
    """Print the figures; the exit code says whether they are what they should be."""
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measure(feeds, fetches, kills, Path(folder)))
    print(f"{found.feeds} feeds, {found.fetches} fetches, {found.days:.0f} days in {found.seconds:.0f} s")
    print(f"memory at each tenth, MB: {' '.join(f'{each:.0f}' for each in found.memory)} (at most 150)")
    print(
        f"unchanged: {found.unchanged}, {found.requests_per_fetch:.3f} requests each, "
        f"the largest of {found.largest_request} bytes (less than 1024)"
    )
    print(f"killed {found.kills} times; {found.articles} articles stored, {found.lost} lost (none)")
    good = max(found.memory) < 150 and found.largest_request < 1024 and not found.lost
    return 0 if good else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        asyncio.run(_child(Path(sys.argv[2]), int(sys.argv[3])))
    else:
        sys.exit(main(*map(int, sys.argv[1:])))
