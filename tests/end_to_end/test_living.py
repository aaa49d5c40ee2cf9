"""The dashboard left open on a store, in a real terminal, while another process writes that store."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.end_to_end.command import ELSHI, SEEDS, environment
from tests.end_to_end.terminal import Terminal

pytestmark = pytest.mark.terminal

LATE = """title: Zelensky visits Berlin
date: 2025-08-24
lang: en
source: Late Wire

Volodymyr Zelensky visited Berlin on 24 August 2025 and met Chancellor Friedrich Merz.
"""


def run(home: Path, *arguments: str) -> None:
    env = environment(home)
    subprocess.run([ELSHI, *arguments], cwd=home, env=env, check=True, capture_output=True, timeout=60)


def wakings(pid: int) -> int:
    """How often the event loop of a program has slept and woken up; 0 where nobody counts that."""
    status = Path(f"/proc/{pid}/status")
    counted = (
        re.search(r"^voluntary_ctxt_switches:\s*(\d+)", status.read_text(), re.M) if status.exists() else None
    )
    return int(counted[1]) if counted else 0


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (200, 60)])
def test_what_another_process_adds_shows_up_and_nothing_else_moves(
    tmp_path: Path, columns: int, rows: int
) -> None:
    run(tmp_path, "add", str(SEEDS))
    command, env = [ELSHI, "open"], environment(tmp_path)
    with Terminal(command, columns=columns, rows=rows, env=env, cwd=tmp_path) as terminal:
        terminal.wait_for(r"\d+ events · 17 articles")
        terminal.press("j", "j")
        place = terminal.wait_for(r"3/\d+ +\? help")
        terminal.settle(quiet=1.0)
        painted, woken = len(terminal.raw), wakings(terminal.pid)
        terminal.read(4.0)
        assert len(terminal.raw) == painted, "it sends something while nothing comes"
        assert wakings(terminal.pid) - woken <= 12, (
            "it wakes up for more than a look at the file now and then"
        )
        (tmp_path / "late.txt").write_text(LATE)
        run(tmp_path, "add", "late.txt")
        terminal.wait_for(r"1 article came in\.", 30)
        assert place[0].split("/")[0] == "3"
        terminal.press("k", "j")
        terminal.wait_for(r"18 articles · \d new")
        terminal.press("g", ".")
        terminal.wait_for("Late Wire")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    run(tmp_path, "articles")
    with Terminal(command, columns=columns, rows=rows, env=env, cwd=tmp_path) as terminal:
        terminal.wait_for(r"\d+ events · 18 articles")
        terminal.settle(quiet=1.5)
        assert " new" not in terminal.text.splitlines()[-1]
