"""What leaves the dashboard, in a real terminal: the clipboard, and programs to which the terminal is lent."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.end_to_end.command import ELSHI, SEEDS, environment
from tests.end_to_end.terminal import Terminal

pytestmark = pytest.mark.terminal

EMPTY: Mapping[str, str] = {}


def program(folder: Path, name: str, *lines: str) -> str:
    path = folder / name
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return str(path)


def desk(home: Path, env: Mapping[str, str] = EMPTY) -> Terminal:
    terminal = Terminal([ELSHI, "open", str(SEEDS)], env={**environment(home), **env}, cwd=home)
    terminal.wait_for(r"\d+ events · 17 articles")
    return terminal


def test_a_citation_goes_to_the_clipboard_of_the_terminal(tmp_path: Path) -> None:
    with desk(tmp_path) as terminal:
        terminal.press("y")
        terminal.wait_for("Copied")
        sent = re.search(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", bytes(terminal.raw))
        assert sent
        assert b"\x1bPtmux;" not in terminal.raw
        cited = base64.b64decode(sent[1]).decode()
    assert cited.startswith("“")
    assert re.search(r"\d{4}-\d\d-\d\d\. https://\S+$", cited)


def test_inside_tmux_it_is_wrapped_too(tmp_path: Path) -> None:
    with desk(tmp_path, {"TMUX": "/tmp/none,1,0"}) as terminal:
        terminal.press("y")
        terminal.wait_for("Copied")
        assert b"\x1bPtmux;\x1b\x1b]52;c;" in terminal.raw


@pytest.mark.parametrize(("key", "variable"), [("V", "PAGER"), ("E", "VISUAL"), ("o", "BROWSER")])
def test_the_terminal_is_lent_and_taken_back(tmp_path: Path, key: str, variable: str) -> None:
    named = program(
        tmp_path,
        "reader",
        'if [ "$#" -gt 0 ]; then echo "given: $#"; cat "$1" 2>/dev/null || echo "$1"; else cat; fi | tr "[:upper:]" "[:lower:]"',
        'printf "press a key"; IFS= read -r answer < /dev/tty',
    )
    with desk(tmp_path, {variable: named, "DISPLAY": "", "WAYLAND_DISPLAY": ""}) as terminal:
        terminal.press(key)
        terminal.wait_for("press a key")
        assert re.search(r"https://\S+" if key == "o" else r"\d{4}-\d\d-\d\d", terminal.text)
        terminal.press("Enter")
        terminal.wait_for(r"\d+ events · 17 articles")
        before = terminal.text
        terminal.press("j")
        terminal.settle()
        assert terminal.text != before
        terminal.press("q")
        assert terminal.wait_exit() == 0
