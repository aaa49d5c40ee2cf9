"""Reading in a process of its own gives what reading here gives, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.end_to_end.command import SEEDS

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork") or (os.cpu_count() or 1) < 2, reason="reading stays in the one process there is"
)


def said(program: str, *args: str) -> str:
    """What a program prints; in a process of its own, as one with threads must not be forked."""
    begin = "import sys\nfrom tui.ahead import begin\nahead = begin()\n"
    done = subprocess.run(
        [sys.executable, "-c", begin + program, *args], capture_output=True, text=True, check=True, timeout=60
    )
    assert not done.stderr
    return done.stdout.strip()


def test_the_desk_is_the_same_as_without() -> None:
    program = (
        "ahead.order((sys.argv[1],), '', 'ru')\n"
        "from tui.desk import lay_out\n"
        "print(ahead.desk() == lay_out((sys.argv[1],), '', 'ru'))"
    )
    assert said(program, str(SEEDS)) == "True"


def test_a_name_that_is_no_text_is_told_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"news\xff")
    folder.mkdir()
    (folder / "a.txt").write_text(" date 2025-08-15 Two leaders met in Alaska.\n", encoding="utf-8")
    program = "ahead.order((sys.argv[1],), '', 'en')\ndesk = ahead.desk()\nprint(desk and len(desk.articles))"
    assert said(program, str(folder)) == "1"


def test_what_goes_wrong_there_is_left_to_be_done_here(tmp_path: Path) -> None:
    store = tmp_path / "store.json"
    store.write_text("not ours", encoding="utf-8")
    program = "ahead.order((), sys.argv[1], 'en')\nprint(ahead.desk())"
    assert said(program, str(store)) == "None"


def test_without_an_order_it_ends_with_its_parent() -> None:
    child = int(said("print(ahead._child)"))
    for _ in range(200):
        try:
            state = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return
        if state == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the process goes on without its parent")
