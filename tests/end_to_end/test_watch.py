"""``elshi watch`` as a process: signals, two of them, a kill, no network, no room, and alerts."""

from __future__ import annotations

import json
import os
import pty
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.end_to_end.command import ELSHI, elshi, environment
from tests.storage.loading.hostile import XML, HostileServer, Visit, feed, hostile_server, item

LOCAL = {"ELSHI_ALLOW_PRIVATE": "127.0.0.1"}
SAID = "Kassym-Jomart Tokayev will meet Recep Tayyip Erdogan at a summit in Astana on {} September 2025."


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


def follow(home: Path, *urls: str) -> None:
    assert elshi("sources", "add", "--no-fetch", *urls, home=home, env=LOCAL).code == 0


@contextmanager
def watching(home: Path, *args: str, **env: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [ELSHI, "watch", *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=home,
        env={**environment(home), **LOCAL, **env},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)


def stored(home: Path) -> int:
    return len(json.loads(elshi("articles", "--json", home=home).out))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_cleanly(
    number: signal.Signals, code: int, server: HostileServer, tmp_path: Path
) -> None:
    follow(tmp_path, server.url("plain"), server.url("silent"))
    with watching(tmp_path) as process:
        until(lambda: server.asked("plain") and server.asked("silent"))
        began = time.monotonic()
        process.send_signal(number)
        _, err = process.communicate(timeout=15)
    assert process.returncode == code
    assert time.monotonic() - began < 5
    assert "Traceback" not in err


def test_settings_and_rules_are_loaded_again(server: HostileServer, tmp_path: Path) -> None:
    follow(tmp_path, server.url("plain"))
    rules = tmp_path / "config" / "elshi" / "alerts.toml"
    with watching(tmp_path) as process:
        err = process.stderr
        assert err is not None
        until(lambda: server.asked("plain"))
        rules.parent.mkdir(parents=True, exist_ok=True)
        rules.write_text('[[alert]]\nname = "a"\non = "event"\n')
        process.send_signal(signal.SIGHUP)
        until(lambda: "1 alert rules loaded again" in err.readline())
        rules.write_text("[[alert]]\n")
        process.send_signal(signal.SIGHUP)
        until(lambda: "alerts.toml:1:" in err.readline())
        assert process.poll() is None
        process.terminate()
        assert process.wait(15) == 0


def test_there_is_one_for_each_store(server: HostileServer, tmp_path: Path) -> None:
    follow(tmp_path, server.url("plain"))
    with watching(tmp_path) as process:
        until(lambda: server.asked("plain"))
        second = elshi("watch", "--once", home=tmp_path, env=LOCAL)
        assert second.code == 1
        assert f"process {process.pid}" in second.err
        assert elshi("refresh", home=tmp_path, env=LOCAL).code == 0
        process.kill()
        process.wait()
        assert elshi("watch", "--once", home=tmp_path, env=LOCAL).code == 0


def test_without_a_network_it_waits(tmp_path: Path) -> None:
    follow(tmp_path, *(f"https://host{number}.invalid/feed" for number in range(5)))
    with watching(tmp_path) as process:
        err = process.stderr
        assert err is not None
        until(lambda: "no network" in err.readline())
        time.sleep(0.5)
        assert process.poll() is None
        process.terminate()
        assert process.wait(15) == 0
    done = elshi("watch", "--once", home=tmp_path, env=LOCAL)
    assert done.code == 0  # none of them is due yet
    assert "Traceback" not in done.err


def test_a_full_disk_is_told_of_and_the_store_stays(server: HostileServer, tmp_path: Path) -> None:
    server.serve("large", feed(*(item(number, description="Words. " * 3000) for number in range(30))), XML)
    follow(tmp_path, server.url("large"))
    size = sum(path.stat().st_size for path in (tmp_path / "data" / "elshi").iterdir())

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 10_000, size + 10_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    done = subprocess.run(
        [ELSHI, "watch", "--once"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**environment(tmp_path), **LOCAL},
        preexec_fn=no_room,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert stored(tmp_path) == 0
    assert elshi("watch", "--once", home=tmp_path, env=LOCAL).code == 0
    assert stored(tmp_path) == 30


def test_alerts_are_told_once_over_restarts(server: HostileServer, tmp_path: Path) -> None:
    rules = tmp_path / "config" / "elshi" / "alerts.toml"
    rules.parent.mkdir(parents=True)
    rules.write_text('[[alert]]\nname = "summits"\non = "event"\nquery = "type:summit actor:tokayev"\n')
    server.serve("feed", feed(item(1)), XML)
    follow(tmp_path, server.url("feed"))
    assert elshi("watch", "--once", home=tmp_path, env=LOCAL).out == ""
    parts = {"description": SAID.format(15), "pubDate": "Mon, 01 Sep 2025 09:00:00 +0500"}
    server.serve("feed", feed(item(1), item(2, **parts)), XML)
    assert elshi("refresh", home=tmp_path, env=LOCAL).code == 0
    first = elshi("watch", "--once", home=tmp_path, env=LOCAL)
    assert "summits: 2025-09-15" in first.out
    assert elshi("watch", "--once", home=tmp_path, env=LOCAL).out == ""
    assert elshi("reread", home=tmp_path).code == 0
    assert elshi("watch", "--once", home=tmp_path, env=LOCAL).out == ""
    assert elshi("alerts", "log", home=tmp_path).out.count("summits") == 1
    assert "told 1 times" in elshi("alerts", home=tmp_path).out
    preview = elshi("alerts", "test", home=tmp_path)
    assert "summits: 1 found" in preview.out
    rules.write_text("[[alert]]\n")
    bad = elshi("watch", "--once", home=tmp_path, env=LOCAL)
    assert bad.code == 1
    assert "alerts.toml:1:" in bad.err


def test_systemd_is_told_when_it_is_ready(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        address = tmp_path / "notify"
        listening.bind(str(address))
        listening.settimeout(20)
        with watching(tmp_path, NOTIFY_SOCKET=str(address), WATCHDOG_USEC="200000") as process:
            heard = {listening.recv(100) for _ in range(4)}
            assert heard == {b"READY=1", b"WATCHDOG=1"}
            process.terminate()
            assert process.wait(15) == 0


def test_nothing_is_lost_when_it_is_killed_at_random(server: HostileServer, tmp_path: Path) -> None:
    """Items leave their feed while the watch is dead only if they were stored before."""
    shown: dict[str, list[int]] = {f"f{number}": [number * 1000] for number in range(8)}

    def serve(visit: Visit) -> None:
        name = visit.path.strip("/")
        shown[name].append(shown[name][-1] + 1)
        visit.answer(feed(*map(item, shown[name])), XML)

    for name in shown:
        server.pages[f"/{name}"] = serve
    follow(tmp_path, *(server.url(name) for name in shown))
    for name in shown:
        elshi("sources", "set", f"/{name}", "--interval", "1m", home=tmp_path, env=LOCAL)
    for round_ in range(6):
        with watching(tmp_path) as process:
            time.sleep(0.4 + 0.13 * round_)
            process.send_signal(signal.SIGKILL)
            process.wait()
    assert elshi("refresh", home=tmp_path, env=LOCAL).code == 0
    urls = {article["url"] for article in json.loads(elshi("articles", "--json", home=tmp_path).out)}
    expected = {f"https://mfa.example/news/{number}" for numbers in shown.values() for number in numbers}
    assert urls == expected
    assert elshi("doctor", home=tmp_path).code == 0


def test_a_terminal_shows_progress_and_a_pipe_does_not(server: HostileServer, tmp_path: Path) -> None:
    follow(tmp_path, server.url("plain"), server.url("validated"))
    assert "asking" not in elshi("refresh", home=tmp_path, env=LOCAL).err
    ours, theirs = pty.openpty()
    try:
        env = {**environment(tmp_path), **LOCAL}
        done = subprocess.run(
            [ELSHI, "refresh"], stderr=theirs, cwd=tmp_path, env=env, check=False, timeout=60
        )
        assert done.returncode == 0
        assert b"asking  1 of 2" in os.read(ours, 65536)
    finally:
        os.close(ours)
        os.close(theirs)
