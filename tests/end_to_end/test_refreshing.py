"""The dashboard while feeds are asked, from a real server: whatever happens to its terminal, what was fetched whole is kept."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.end_to_end.command import ELSHI, SEEDS, elshi, environment
from tests.end_to_end.terminal import Terminal
from tests.storage.loading.hostile import XML, HostileServer, Visit, feed, hostile_server, item

pytestmark = pytest.mark.terminal

LOCAL = {"ELSHI_ALLOW_PRIVATE": "127.0.0.1"}
FEEDS = 24
SIZES = 24
SUMMIT = "Summit: Putin, Trump, Alaska"


class Gate:
    """Lets answers through one by one, or all."""

    def __init__(self) -> None:
        self._free = threading.Semaphore(0)
        self._open = threading.Event()

    def wait(self) -> None:
        while not self._open.is_set() and not self._free.acquire(timeout=0.05):
            pass

    def let_one_through(self) -> None:
        self._free.release()

    def open(self) -> None:
        self._open.set()


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.open()


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the samples in its store."""
    home = tmp_path_factory.mktemp("read")
    assert elshi("add", SEEDS, home=home).code == 0
    assert elshi("timeline", home=home).code == 0
    return home


@pytest.fixture
def home(read: Path, tmp_path: Path) -> Path:
    return shutil.copytree(read, tmp_path / "home")


def in_halves(visit: Visit, *, number: int, gate: Gate) -> None:
    """Half of a feed of two articles at once, the rest when the gate lets it through."""
    body = feed(item(2 * number), item(2 * number + 1)).encode()
    head = f"HTTP/1.1 200 OK\r\n{XML}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    visit.send(head.encode() + body[: len(body) // 2])
    gate.wait()
    visit.send(body[len(body) // 2 :])


def follow(home: Path, *urls: str) -> None:
    assert elshi("sources", "add", "--no-fetch", *urls, home=home, env=LOCAL).code == 0


def desk(home: Path, columns: int = 80, rows: int = 24) -> Terminal:
    return Terminal([ELSHI], columns=columns, rows=rows, env={**environment(home), **LOCAL}, cwd=home)


def until(terminal: Terminal, happened: Callable[[], object], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, f"it did not happen:\n{terminal.text}"
        terminal.read()


def stored(home: Path) -> set[str]:
    return {each["url"] for each in json.loads(elshi("articles", "--json", home=home).out)}


def news(*numbers: int) -> set[str]:
    return {f"https://mfa.example/news/{number}" for number in numbers}


def test_any_size_while_feeds_are_asked(home: Path, server: HostileServer, gate: Gate) -> None:
    for number in range(FEEDS):
        server.pages[f"/f{number}"] = partial(in_halves, number=number, gate=gate)
    follow(home, *(server.url(f"f{number}") for number in range(FEEDS)))
    dice = random.Random(8)
    sizes = [(200, 60), (20, 6)] * 4 + [(dice.randint(1, 200), dice.randint(1, 60)) for _ in range(SIZES)]
    dice.shuffle(sizes)
    with desk(home, 200, 60) as terminal:
        terminal.wait_for(r"\d+ events · 17 articles")
        terminal.press("j", "j")
        until(terminal, lambda: server.visits)
        for turn, (columns, rows) in enumerate(sizes):
            terminal.resize(columns, rows)
            if turn == len(sizes) // 3:
                terminal.press("\x12")
            if turn % 2:
                gate.let_one_through()
            terminal.read(0.03)
        gate.open()
        terminal.resize(200, 60)
        until(terminal, lambda: has_come(terminal, 17 + 2 * FEEDS))
        terminal.resize(20, 6)
        terminal.settle()
        terminal.resize(80, 24)
        terminal.press("w")
        terminal.wait_for(rf"─ Why.*\n {SUMMIT}")
        terminal.press("q", "q")
        assert terminal.wait_exit() == 0
        assert b"Traceback" not in terminal.raw
        assert terminal.is_restored
    assert len(server.visits) > FEEDS, "they were not asked on request"
    assert news(*range(2 * FEEDS)) <= stored(home)
    assert elshi("doctor", home=home).code == 0


def has_come(terminal: Terminal, articles: int) -> bool:
    """A key takes away the notice that stands where the articles are counted."""
    terminal.press("j", "k")
    terminal.read(0.3)
    return f" {articles} articles" in terminal.text


def told(terminal: Terminal, number: signal.Signals) -> int:
    os.kill(terminal.pid, number)
    return terminal.wait_exit()


def left(terminal: Terminal) -> int:
    terminal.press("q")
    return terminal.wait_exit()


def lost(terminal: Terminal) -> int:
    terminal.hang_up()
    return terminal.wait_exit()


ENDS: dict[str, tuple[Callable[[Terminal], int], int]] = {
    "SIGTERM": (lambda terminal: told(terminal, signal.SIGTERM), 128 + signal.SIGTERM),
    "SIGHUP": (lambda terminal: told(terminal, signal.SIGHUP), 128 + signal.SIGHUP),
    "lost terminal": (lost, 128 + signal.SIGHUP),
    "q": (left, 0),
}


@pytest.mark.parametrize("on_request", [False, True], ids=["in the background", "on request"])
@pytest.mark.parametrize("end", ENDS)
def test_an_end_while_feeds_are_asked(
    end: str, on_request: bool, home: Path, server: HostileServer, gate: Gate
) -> None:
    whole = server.serve("whole", feed(item(1), item(2)), XML)
    server.pages["/half"] = partial(in_halves, number=20, gate=gate)
    follow(home, whole, server.url("half"))
    do, code = ENDS[end]
    with desk(home) as terminal:
        terminal.wait_for(r"2 articles came in\.")
        if on_request:
            server.serve("whole", feed(item(3)), XML)
            terminal.press(
                "\x12", "\x12"
            )  # the second is what people press who think the first was not heard
            terminal.wait_for(r"1 article came in\.")
            assert b"Another elshi" not in terminal.raw
        assert server.asked("half")
        began = time.monotonic()
        assert do(terminal) == code
        assert time.monotonic() - began < 5
        assert b"Traceback" not in terminal.raw
        if end != "lost terminal":
            assert terminal.is_restored
    assert news(1, 2, *([3] if on_request else [])) == stored(home) & news(*range(50))
    assert elshi("doctor", home=home).code == 0


def test_a_stop_and_a_return_while_feeds_are_asked(home: Path, server: HostileServer, gate: Gate) -> None:
    server.pages["/half"] = partial(in_halves, number=20, gate=gate)
    follow(home, server.url("half"))
    with desk(home) as terminal:
        until(terminal, lambda: server.visits)
        terminal.press("j", "\x1a")
        until(terminal, lambda: terminal.is_stopped)
        assert terminal.is_restored
        gate.open()
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for(r"2 articles came in\. +2/\d+ +\? help")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.is_restored
    assert news(40, 41) <= stored(home)
