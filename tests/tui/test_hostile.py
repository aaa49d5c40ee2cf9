"""Texts that try to reach the terminal, on every screen there is: each action is done, each line is pasted into, and what is sent is read."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from storage.store import open_store
from tests.end_to_end.command import ELSHI, environment
from tests.end_to_end.terminal import Terminal
from tests.tui.desks import EVIL
from tests.tui.test_terminal import ROOT, dashboard, harmful
from timeline.model import Article, Source
from tui.actions import ACTIONS, PANES
from tui.keymap import KEYMAP

pytestmark = pytest.mark.terminal

QUIET = 0.04
"""Seconds of silence after which a key is taken for answered."""
PAGES = {"why", "compare", "speaker", "names", "sources", "agenda", "topics", "problems", "help", "export"}
"""Actions that lay something over the panes."""
LENDING = {"open_pager", "open_editor"}
"""Actions that lend the terminal, and take it back; what is typed meanwhile is not for the dashboard."""
TAKEN = b"\x1b[?1049h"
ASKING = {
    "go_to_date": "go to date",
    "tag": "tags of the article",
    "note": "note",
    "retype": "type of the event",
    "redate": "date of the event",
    "fix_speaker": "who said it",
    "filter": "filter",
    "export": "export to",
    "pipe": "pipe the article to",
    "palette": "What to do",
}
"""Actions that have something typed, and how they ask."""
LEADING_OUT = {"quit", "suspend"}
TYPED = re.sub("[\x1b\ud800]", "", EVIL).replace("ж" * 10_000, "ж" * 100)
"""As far as a terminal lets it be pasted (none sends escapes) and a line takes it."""
PASTED = f"\x1b[200~{TYPED}\x1b[201~"
BACK = "\x07h1"
"""Out of the bottom line, out of what lies over the panes, to the timeline."""
OTHERS = {"PAGER": "cat", "EDITOR": "cat", "BROWSER": "true", "DISPLAY": ":0"}
"""Other programs: what the first two write to the terminal they were given by us."""


def code_of(key: str) -> str | None:
    """What a terminal sends for a key of the keymap; None for keys that another one does the same as."""
    if len(key) == 1:
        return key
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) & 0x1F)
    return {"enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z"}.get(key)


def keys_of(action: str) -> str:
    return next(code for key, names in KEYMAP.items() if action in names and (code := code_of(key)))


def do(terminal: Terminal, *keys: str) -> None:
    for key in keys:
        terminal.press(key)
        terminal.settle(QUIET)


def close_palette(terminal: Terminal) -> None:
    """The first Esc may only close its list."""
    while "🔎" in terminal.text:
        terminal.press("\x1b")
        terminal.settle(0.3)


def do_all(terminal: Terminal, actions: Iterable[str]) -> None:
    """Do every action where it works, choose what is offered last, type a hostile text where something is asked."""
    for name in actions:
        pane = ACTIONS[name].pane
        taken = terminal.raw.count(TAKEN)
        do(terminal, (str(PANES.index(pane) + 1) if pane else "3") + keys_of(name))
        while name in LENDING and terminal.raw.count(TAKEN) == taken:
            assert terminal.read()
        if name in PAGES:
            # What a title ends with may be cut off; most pages cover the timeline.
            terminal.wait_for(r"\A(?!(?s:.)*─ Timeline)|q goes back")
            do(terminal, "G", "\r")
        if name in ASKING:
            terminal.wait_for(rf"\n {ASKING[name]}:|What to do")
            do(terminal, PASTED + "\t", "\r")
        if name == "palette":
            close_palette(terminal)
        if name == "zoom":
            do(terminal, keys_of(name))
        do(terminal, BACK)


def leave(terminal: Terminal) -> None:
    do(terminal, BACK)
    terminal.press("q")
    assert terminal.wait_exit() == 0, terminal.text
    assert harmful(bytes(terminal.raw)) == []


def test_every_action_on_a_hostile_desk() -> None:
    """Half a surrogate, which this desk has and no store can have, is in no file either."""
    program = "import sys; from tests.tui.desks import *; from tui.app import run; sys.exit(run(hostile))"
    env = {"COLORTERM": "truecolor", **OTHERS}
    with Terminal([sys.executable, "-c", program], columns=100, rows=30, env=env, cwd=ROOT) as terminal:
        terminal.wait_for(r"\? help")
        do_all(terminal, (name for name in ACTIONS if name not in LEADING_OUT | {"export"}))
        leave(terminal)


STORED = EVIL.replace("\ud800", "")
LINE = STORED.replace("ж" * 10_000, "").replace("\r\n", "")
TEXT = (
    "Vladimir Putin met Donald Trump in Anchorage on 15 August 2025 {evil}.\n\n“We have made {line} headway,” Donald Trump said. "
    "Volodymyr Zelensky will visit Berlin on 30 August 2025.\n\n“Never {line}, never,” Vladimir Putin said.\n\n{evil}"
)


def hostile_articles() -> list[Article]:
    return [
        Article(
            id=f"{name}{STORED}",
            title=f"Putin {STORED}",
            text=TEXT.format(evil=STORED, line=LINE),
            published=f"2025-08-{16 + number}",
            lang="en",
            url=f"https://{name}.example/{STORED}",
            source=Source(name=f"{name}{STORED}", country=STORED),
        )
        for number, name in enumerate(("Wire", "Herald", "Press"))
    ]


def hostile_store(home: Path) -> Path:
    """What somebody could hand on as his store: articles, tags, topics and notes that never went through loading."""
    path = home / "articles.json"
    articles = hostile_articles()
    with open_store(path) as store:
        store.add(articles)
        store.keep("tags", {each.id: {"tags": [STORED, f"#{STORED}"]} for each in articles})
        store.keep("topics", {STORED: {"query": "putin"}, f"wrong {STORED}": {"query": f"({STORED}"}})
    return path


def test_every_action_on_a_hostile_store(tmp_path: Path) -> None:
    command = [ELSHI, "--store", str(hostile_store(tmp_path))]
    env = {**environment(tmp_path), "COLORTERM": "truecolor", **OTHERS}
    with Terminal(command, columns=100, rows=30, env=env, cwd=tmp_path) as terminal:
        terminal.wait_for(r"\? help")
        do_all(terminal, (name for name in ACTIONS if name not in LEADING_OUT))
        set_right(terminal)
        leave(terminal)


def set_right(terminal: Terminal) -> None:
    """What is seen of events that were merged and split, of notes and topics."""
    do(terminal, "\x0c", "gv", "=", "j", "+")
    terminal.wait_for(r"merge: .*u takes it back")
    do(terminal, "w", "G", BACK, "g", "%")
    terminal.wait_for(r"split: .*u takes it back|nothing to split")
    do(terminal, "w", "G", BACK, "i", PASTED, "\r")
    terminal.wait_for(r"note: .*u takes it back")
    do(terminal, "w", "G", BACK, "#", BACK, "/", "putin", "\r", "W", PASTED, "\r", "6", "G", "\r", BACK)


def test_nothing_that_is_pasted_into_the_palette_reaches_the_terminal() -> None:
    with dashboard("small()") as terminal:
        terminal.press(":")
        terminal.wait_for("What to do")
        terminal.press("\x1b[200~\x9b31m\u202e\x07\x1b[201~")
        terminal.settle()
        terminal.press("\x1b[200~compare\x1b[201~")
        terminal.wait_for(r"compare  \(c\)")
        close_palette(terminal)
        leave(terminal)
