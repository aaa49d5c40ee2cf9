"""A morning at the desk as most people have it: in tmux, on a store that others add to meanwhile."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from storage.store import open_store
from tests.end_to_end.command import ELSHI, SEEDS, elshi, environment
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.tmux import AS_GIVEN, Modes, Tmux, needs_tmux

pytestmark = [pytest.mark.terminal, needs_tmux]

NEWS = """title: Zelensky visits Berlin
date: 2025-08-24
lang: en
source: Late Wire
url: https://late.example/berlin

Volodymyr Zelensky visited Berlin on 24 August 2025. “We stand together,” Chancellor Friedrich Merz said.
"""
MORE = """title: Lavrov visits Ankara
date: 2025-08-25
lang: en
source: Later Wire

Sergei Lavrov visited Ankara on 25 August 2025.
"""
AT_WORK = Modes(other_screen=True, cursor_shown=False, mouse_taken=True)
SUMMIT = "Summit: Putin, Trump, Alaska"


@pytest.fixture(scope="session")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of somebody who saw yesterday how the last of the samples came in; one article has come since."""
    home = tmp_path_factory.mktemp("evening")
    *early, last = sorted(SEEDS.glob("*.txt"))
    assert elshi("add", *early, home=home).code == 0
    assert elshi("timeline", home=home).code == 0
    with Terminal([ELSHI], env=environment(home), cwd=home) as terminal:
        terminal.wait_for(r"events · 16 articles")
        assert elshi("add", last, home=home).code == 0
        terminal.wait_for(r"1 article came in\.")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    add(home, "news.txt", NEWS)
    assert elshi("timeline", home=home).code == 0
    return home


@pytest.fixture
def home(evening: Path, tmp_path: Path) -> Path:
    return shutil.copytree(evening, tmp_path / "home")


def add(home: Path, name: str, text: str) -> None:
    (home / name).write_text(text, encoding="utf-8")
    assert elshi("add", home / name, home=home).code == 0


def tmux(home: Path, columns: int, rows: int, term: str) -> Tmux:
    return Tmux(columns=columns, rows=rows, term=term, env=environment(home), cwd=home)


def look_at_what_is_new(desk: Tmux) -> None:
    """It opens on what came since yesterday; reading it makes it no longer new."""
    desk.wait_for(r"^ready>$")
    desk.type(ELSHI, "Enter")
    new = int(desk.wait_for(r"events · 18 articles · (\d) new")[1])
    desk.wait_for(r"Article 1/1 · Late Wire · 2025-08-24 · en")
    desk.wait_for(r"[┃#] Volodymyr Zelensky visited Berlin on 24 August 2025\.")
    desk.press("Enter")
    desk.wait_for(rf"18 articles · {new - 1} new")
    desk.press("1")


def has_the_colours_of(desk: Tmux, term: str) -> None:
    """Evidence stands out: on a ground of its own where there are many colours, else reversed; and no colour that is not there."""
    shown = desk.coloured
    line = next(line for line in shown.splitlines() if "Volodymyr Zelensky visited" in line)
    many = re.compile(r"\x1b\[(?:\d+;)*[34]8;[25];")
    if term == "tmux-256color":
        assert re.search(r"48;[25];[\d;]+m[^\x1b]*Volodymyr", line)
    else:
        assert re.search(r"\x1b\[(?:\d+;)*7m(?:\x1b\[[\d;]+m)*Volodymyr", line)
        assert not many.search(shown)


def go_about(desk: Tmux, home: Path) -> None:
    """Moves, and an article that somebody adds meanwhile moves nothing."""
    desk.press("g")
    desk.wait_for(r" 1/\d+ +\? help")
    desk.press("j", "j", "k")
    desk.wait_for(r" 2/\d+ +\? help")
    add(home, "more.txt", MORE)
    desk.wait_for(r"1 article came in\. .* 2/\d+ +\? help")
    desk.type("t")
    desk.wait_for(r"go to date:")
    desk.type("2025 жылғы 15 тамыз", "Enter")
    desk.wait_for(r" 3/\d+ +\? help")


def read_the_evidence(desk: Tmux) -> None:
    """What proves the event, who else reports it, who said what."""
    first = desk.wait_for(r"Article 1/(\d\d) · (.+?) · \w\w ")
    desk.wait_for(r"[┃#] .*Alaska")
    desk.press("n")
    second = desk.wait_for(rf"Article 2/{first[1]} · (.+?) · \w\w ")
    assert first[2] != second[1]
    desk.press("3")
    desk.wait_for(r"─ Quotes 7")
    desk.wait_for(r"Donald Trump · announced")
    desk.press("w")
    desk.wait_for(r"─ Why · q goes back")
    desk.wait_for(r"How its date was resolved")
    desk.press("q", "c")
    desk.wait_for(rf"Two articles: {SUMMIT}")
    desk.wait_for(r"^ = date +2025-08-15 +2025-08-15")
    desk.press("q", "s")
    desk.wait_for(r"Donald Trump · \d+ quotes · q goes back")
    desk.press("q")
    desk.wait_for(r"─ Quotes 7")


def copy_a_quote(desk: Tmux, home: Path, *, by_terminal: bool) -> None:
    desk.press("j", "j", "j", "y")
    desk.wait_for(r" Copied")
    kept = (home / ".local/state/elshi/copied.txt").read_text(encoding="utf-8")
    assert re.match(
        r'"I think that with .+" — Vladimir Putin, 2025-08-22\. .+ https://herald\.example/', kept
    )
    if by_terminal:
        assert desk.copied == kept.removesuffix("\n")


def mark(desk: Tmux, home: Path) -> None:
    """A bookmark and a note, both in the store at once."""
    desk.press("1", "b")
    desk.wait_for(r"Bookmarked\. u takes it back")
    desk.press("i")
    desk.wait_for(r" note:")
    desk.type("ask Айгүл about 三方会谈", "Enter")
    desk.wait_for(r"note: .*u takes it back")
    (note,) = json.loads(elshi("notes", "--json", home=home).out).values()
    assert (note["value"], note["about"]) == ("ask Айгүл about 三方会谈", SUMMIT)
    with open_store(home / "data/elshi/articles.json", read_only=True) as store:
        assert {each["title"] for each in store.kept("bookmarks").values()} == {SUMMIT}


def filter_and_export(desk: Tmux, home: Path) -> None:
    """What is filtered as it is typed is what is exported."""
    desk.press("/")
    desk.type("speaker:putin type:summit")
    desk.wait_for(r"speaker:putin type:summit.* \d+ of \d+ *$")
    desk.press("Enter")
    found = desk.wait_for(r"(\d+) of (\d+) events.*filter: speaker:putin t")
    assert 0 < int(found[1]) < int(found[2])
    desk.press("e")
    desk.wait_for(rf"Events on show: speaker:putin type:summit +{found[1]} events?")
    desk.press("Enter")
    desk.wait_for(r"export to: timeline\.json")
    desk.press("C-u")
    desk.type("out.json", "Enter")
    desk.wait_for(rf"Wrote {found[1]} events? to")
    written = json.loads((home / "out.json").read_text(encoding="utf-8"))
    assert written["schema"] == "elshi.timeline/1"
    assert len(written["events"]) == int(found[1])
    assert SUMMIT in [event["title"] for event in written["events"]]
    desk.press("C-l")
    desk.wait_for(rf" {found[2]} events")


def go_to_the_shell_and_back(desk: Tmux) -> None:
    """By Ctrl+Z; then the window becomes a slit for a while."""
    columns, rows = desk.size
    assert desk.modes == AT_WORK
    desk.press("C-z")
    desk.wait_for(r"Stopped")
    assert desk.modes == AS_GIVEN
    desk.type("fg", "Enter")
    desk.wait_for(r" 3/\d+ +\? help")
    assert desk.modes == AT_WORK
    desk.resize(20, 6)
    desk.wait_for(r"^─ Timeline ─{9}$")
    desk.resize(columns, rows)
    desk.wait_for(r" 3/\d+ +\? help")


def leave(desk: Tmux) -> None:
    desk.press("q")
    desk.wait_for(r"^ready>$")
    assert desk.modes == AS_GIVEN
    desk.type("echo it ended with $?", "Enter")
    desk.wait_for(r"^it ended with 0$")
    assert desk.text.startswith("ready> "), "the screen of the shell is not as it was"


@pytest.mark.parametrize(
    ("columns", "rows", "term"),
    [
        (80, 24, "tmux-256color"),
        (200, 60, "tmux-256color"),
        (80, 24, "screen"),
        (200, 60, "screen"),
        (80, 24, "linux"),
    ],
)
def test_a_morning(columns: int, rows: int, term: str, home: Path) -> None:
    with tmux(home, columns, rows, term) as desk:
        look_at_what_is_new(desk)
        has_the_colours_of(desk, term)
        go_about(desk, home)
        read_the_evidence(desk)
        copy_a_quote(desk, home, by_terminal=term != "linux")
        mark(desk, home)
        filter_and_export(desk, home)
        go_to_the_shell_and_back(desk)
        leave(desk)
