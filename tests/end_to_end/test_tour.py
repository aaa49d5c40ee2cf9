"""A morning at the desk: the real dashboard, on the samples, in a real terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.command import ELSHI, SEEDS, environment
from tests.end_to_end.terminal import Terminal

pytestmark = pytest.mark.terminal

SUMMIT = "Summit: Putin, Trump"


def desk(home: Path, columns: int, rows: int, **env: str) -> Terminal:
    return Terminal(
        [ELSHI, "open", str(SEEDS)], columns=columns, rows=rows, env={**environment(home), **env}, cwd=home
    )


@pytest.fixture(params=[(80, 24), (120, 40)], ids=["80x24", "120x40"])
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    with desk(tmp_path, *request.param) as terminal:
        yield terminal


def go_to(terminal: Terminal, title: str) -> None:
    """Move the cursor down to an event, as a person would: look, press, look again."""
    for _ in range(40):
        terminal.settle(0.15)
        if cursor_line(terminal, title):
            return
        terminal.press("j")
    raise AssertionError(f"{title!r} not reached:\n{terminal.text}")


def cursor_line(terminal: Terminal, title: str) -> bool:
    """Whether the line with this title is the one that stands out."""
    looks = set()
    for row, line in enumerate(terminal.screen.display):
        if re.search(r"2025-08-\d\d", line):
            cell = terminal.screen.buffer[row][line.index("2025-08-")]
            looks.add((cell.bg, cell.reverse, cell.underscore))
    if len(looks) < 2 or title not in terminal.text:
        return False
    first = terminal.cells(title)[0]
    row = next(row for row, line in enumerate(terminal.screen.display) if title in line)
    others = [
        terminal.screen.buffer[other][line.index("2025-08-")]
        for other, line in enumerate(terminal.screen.display)
        if other != row and re.match(r".{0,6}2025-08-", line)
    ]
    return all((first.bg, first.reverse) != (cell.bg, cell.reverse) for cell in others)


def stands_out(terminal: Terminal, words: str, than: str) -> bool:
    """Whether some words are drawn otherwise than some others."""
    one, other = terminal.cells(words)[0], terminal.cells(than)[0]
    return (one.fg, one.bg, one.bold, one.reverse, one.underscore) != (
        other.fg,
        other.bg,
        other.bold,
        other.reverse,
        other.underscore,
    )


def test_a_tour_by_keys(terminal: Terminal, tmp_path: Path) -> None:
    terminal.wait_for(r"17 articles")
    go_to(terminal, SUMMIT)
    terminal.wait_for("Anchorage|Анкоридж|Анкоридже|Alaska|Аляска")
    terminal.settle()

    terminal.press("3", "j")
    terminal.settle()
    terminal.press("Enter")
    terminal.settle()
    assert terminal.raw

    terminal.press("1", "/")
    terminal.press(*"speaker:putin")
    terminal.wait_for(r"speaker:putin")
    terminal.settle()
    assert "Phone" not in terminal.text
    terminal.press("Enter")
    terminal.settle()

    terminal.press("Ctrl+U") if False else None
    terminal.press("e")
    terminal.settle()
    terminal.press("Ctrl+U")
    terminal.press(str(tmp_path / "out.json"))
    terminal.press("Enter")
    terminal.wait_for(r"out\.json")
    terminal.settle()
    exported = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert exported["schema"] == "elshi.timeline/1"
    assert len(exported["events"]) > 0

    terminal.press("q")
    assert terminal.wait_exit() == 0
