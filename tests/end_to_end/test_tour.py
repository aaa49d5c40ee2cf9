"""A morning at the desk: the real dashboard, on the samples, in a real terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.end_to_end.command import ELSHI, SEEDS, environment
from tests.end_to_end.terminal import Terminal

pytestmark = pytest.mark.terminal

SUMMIT = "Summit: Putin, Trump, Alaska"
EVIDENCE = "Vladimir Putin met in Alaska"
BAR = "┃"
EMPTY: Mapping[str, str] = {}


def desk(home: Path, columns: int = 80, rows: int = 24, env: Mapping[str, str] = EMPTY) -> Terminal:
    return Terminal(
        [ELSHI, "open", str(SEEDS)], columns=columns, rows=rows, env={**environment(home), **env}, cwd=home
    )


@pytest.fixture(params=[(80, 24), (120, 40), (200, 60)], ids=["80x24", "120x40", "200x60"])
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    with desk(tmp_path, *request.param) as terminal:
        terminal.wait_for(r"\d+ events · 17 articles")
        yield terminal


def press(terminal: Terminal, *keys: str) -> None:
    terminal.press(*keys)
    terminal.settle()


def go_to_summit(terminal: Terminal) -> None:
    """Move down to the summit, as a person would: press, look, press again."""
    place = int(terminal.wait_for(r"(\d+)/\d+ +\? help")[1])
    rows = [line for line in terminal.text.splitlines() if re.match(r" 2025-08-\d\d  ", line)]
    wanted = next(number for number, row in enumerate(rows, place) if SUMMIT in row)
    for _ in range(wanted - place):
        press(terminal, "j")
    terminal.wait_for(rf"{wanted}/\d+ +\? help")


def line_with(terminal: Terminal, words: str) -> str:
    return next(line for line in terminal.text.splitlines() if words in line)


def quotes_pane(terminal: Terminal) -> str:
    """What the pane at the right shows."""
    lines = terminal.text.splitlines()
    top = next(row for row, line in enumerate(lines) if "─ Quotes" in line)
    left = lines[top].index("─ Quotes")
    return "\n".join(line[left:] for line in lines[top:-1])


def test_a_tour_by_keys(terminal: Terminal, tmp_path: Path) -> None:
    go_to_summit(terminal)
    assert "2025-08-15" in line_with(terminal, SUMMIT)
    assert BAR in line_with(terminal, "met in Alaska")
    press(terminal, "3")
    terminal.wait_for(r"Quotes \d+ \+ \d+")
    terminal.wait_for("Donald Trump · announced")
    assert "Donald Trump · announced" in quotes_pane(terminal)

    press(terminal, "j", "2")
    terminal.wait_for(r"Article \d+/\d+ · Образцовая газета · 2025-08-09")
    terminal.wait_for("президентом России Владимиром Путиным")
    said = terminal.cells("15 августа")[0]
    around = terminal.cells("Президент США")[0]
    assert (said.bg, said.reverse, said.bold, said.underscore) != (
        around.bg,
        around.reverse,
        around.bold,
        around.underscore,
    )
    press(terminal, "1")

    press(terminal, "/", "speaker:putin")
    terminal.wait_for(r"\d+ of \d+")
    press(terminal, "Enter")
    count = terminal.wait_for(r"(\d+) of (\d+) events.*filter: speaker:putin")
    assert 0 < int(count[1]) < int(count[2])
    assert SUMMIT in terminal.text
    assert "Rejection: Zelensky" not in terminal.text

    press(terminal, "e", "Enter", "Ctrl+U", str(tmp_path / "out.json"), "Enter")
    terminal.wait_for(rf"Wrote {count[1]} events to")
    exported = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert exported["schema"] == "elshi.timeline/1"
    assert len(exported["events"]) == int(count[1])
    assert SUMMIT in [event["title"] for event in exported["events"]]

    press(terminal, "q")
    assert terminal.wait_exit() == 0


@pytest.mark.parametrize(
    "env", [{"TERM": "xterm", "COLORTERM": ""}, {"NO_COLOR": "1"}], ids=["16 colours", "no colour"]
)
def test_the_tour_needs_no_more_than_the_terminal_has(env: dict[str, str], tmp_path: Path) -> None:
    with desk(tmp_path, env=env) as terminal:
        terminal.wait_for(r"\? help")
        go_to_summit(terminal)
        assert line_with(terminal, "met in Alaska").startswith(BAR)
        assert all(cell.reverse for cell in terminal.cells("met in Alaska"))
        press(terminal, "3")
        terminal.wait_for("Donald Trump · announced")
        press(terminal, "j", "Enter", "2")
        terminal.wait_for("президентом России Владимиром Путиным")
        press(terminal, "q")
        assert terminal.wait_exit() == 0
        sent = bytes(terminal.raw)
    assert not re.search(rb"\x1b\[[0-9;]*[34]8;[25];", sent)
    if "NO_COLOR" in env:
        assert not re.search(rb"\x1b\[(?:[0-9]+;)*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7])[;m]", sent)


@pytest.mark.parametrize(
    ("settings", "lang", "title", "counts"),
    [
        ("", "kk_KZ.UTF-8", "Саммит: Путин, Трамп, Аляска", r"\d+ оқиға · 17 мақала"),
        ("", "ru_RU.UTF-8", "Саммит: Путин, Трамп, Аляска", r"\d+ событи. · 17 статей"),
        ('language = "ru"', "kk_KZ.UTF-8", "Саммит: Путин, Трамп, Аляска", r"\d+ событи. · 17 статей"),
        ('title_lang = "en"', "kk_KZ.UTF-8", SUMMIT, r"\d+ оқиға · 17 мақала"),
        ('title_lang = "kk"', "en_US.UTF-8", "Саммит: Путин, Трамп, Аляска", r"\d+ events · 17 articles"),
    ],
)
def test_titles_follow_the_language_unless_told_otherwise(
    settings: str, lang: str, title: str, counts: str, tmp_path: Path
) -> None:
    config = tmp_path / ".config" / "elshi" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(settings, encoding="utf-8")
    env = {"LC_ALL": lang, "XDG_CONFIG_HOME": str(tmp_path / ".config")}
    with desk(tmp_path, 120, 40, env) as terminal:
        terminal.wait_for(counts)
        assert title in terminal.text
        terminal.press("q")


def test_the_tour_ends_where_the_terminal_began(terminal: Terminal) -> None:
    press(terminal, "Ctrl+C")
    assert terminal.wait_exit() in (0, 130)
    assert b"\x1b[?1049l" in terminal.raw
    assert b"\x1b[?25h" in terminal.raw
