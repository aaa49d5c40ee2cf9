"""What terminals do to the dashboard: sizes that change under it, a stop and a return, a line that drops, a machine that goes down."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.store import open_store
from tests.end_to_end.command import ELSHI, SEEDS, elshi, environment
from tests.end_to_end.terminal import Terminal

pytestmark = pytest.mark.terminal

SIZES = ((200, 60), (20, 6), (80, 24), (1, 1), (120, 40), (20, 6), (200, 60))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.json"
    assert elshi("add", SEEDS, "--store", path, home=tmp_path).code == 0
    return path


@pytest.fixture
def terminal(store: Path, tmp_path: Path) -> Iterator[Terminal]:
    command = [ELSHI, "open", "--store", str(store)]
    with Terminal(command, env=environment(tmp_path), cwd=tmp_path) as terminal:
        terminal.wait_for(r"\? help")
        yield terminal


def test_any_size_at_any_time(terminal: Terminal) -> None:
    for turn, (columns, rows) in enumerate(SIZES * 2):
        terminal.resize(columns, rows)
        terminal.press("j" if turn % 2 else "]", "n", "2" if turn % 3 else "1")
        terminal.read(0.03)
    terminal.resize(80, 24)
    terminal.press("1", "g")
    terminal.settle()
    terminal.wait_for(r"─ Timeline")
    assert "Traceback" not in terminal.text
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert terminal.is_restored


def test_a_stop_and_a_return(terminal: Terminal) -> None:
    terminal.press("j")
    terminal.wait_for(r"2/\d+ +\? help")
    terminal.settle()
    terminal.press("\x1a")
    deadline = time.monotonic() + 5
    while not terminal.is_stopped and time.monotonic() < deadline:
        terminal.read(0.05)
    assert terminal.is_stopped
    assert terminal.is_restored
    assert not terminal.text.strip()
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.wait_for(r"─ Timeline(?s:.)*2/\d+ +\? help")
    terminal.press("j")
    terminal.wait_for(r"3/\d+ +\? help")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert terminal.is_restored


def test_what_was_added_since_is_caught_up_with_while_the_desk_is_there(store: Path, tmp_path: Path) -> None:
    elshi("timeline", "--store", store, home=tmp_path)
    news = tmp_path / "news.txt"
    news.write_text(
        "Title: Visit\nDate: 2025-09-02\nLang: en\n\nEmmanuel Macron will visit Astana on 3 September 2025.\n",
        encoding="utf-8",
    )
    assert elshi("add", news, "--store", store, home=tmp_path).code == 0
    with Terminal([ELSHI, "--store", str(store)], env=environment(tmp_path), cwd=tmp_path) as terminal:
        first = terminal.wait_for(r"Catching up with 1 change|(\d+) events · 18 articles")
        terminal.press("j")
        terminal.wait_for(r"(\d+) events · 18 articles", 60)
        assert "Catching up" in first[0]
        terminal.press("G", "k", "k")
        terminal.wait_for("Macron")
        terminal.press("q")
        assert terminal.wait_exit() == 0


def test_told_to_end_it_gives_the_terminal_back(terminal: Terminal) -> None:
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.wait_exit() == 128 + signal.SIGTERM
    assert terminal.is_restored
    assert "Traceback" not in terminal.text


def test_a_lost_terminal_ends_it(terminal: Terminal, store: Path) -> None:
    terminal.hang_up()
    assert terminal.wait_exit() == 128 + signal.SIGHUP
    with open_store(store) as opened:
        assert opened.count() == 17


@pytest.mark.parametrize("term", ["screen", "linux", "xterm", "vt100"])
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (200, 60)])
def test_every_terminal_shows_the_desk(
    term: str, columns: int, rows: int, store: Path, tmp_path: Path
) -> None:
    env = {**environment(tmp_path), "TERM": term}
    with Terminal(
        [ELSHI, "--store", str(store)], columns=columns, rows=rows, env=env, cwd=tmp_path
    ) as terminal:
        terminal.wait_for(r"\? help")
        for keys, shown in (
            ("jj", "3/"),
            ("v", "2025-08-08 · 1"),
            ("3", "─ Quotes"),
            ("2", "─ Article"),
            ("?", "─ Help"),
        ):
            terminal.press(*keys)
            terminal.wait_for(re.escape(shown))
        if term in ("linux", "vt100"):
            assert not re.search("[●○▁-█▾❝┃]", terminal.text)
        terminal.press("q", "q")
        assert terminal.wait_exit() == 0
