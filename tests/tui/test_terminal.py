"""The dashboard in a real terminal: what it sends, and what it never sends."""

from __future__ import annotations

import base64
import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
FORBIDDEN = (
    b"\x1b]52",
    b"\x1b]8;",
    b"\x1b[31;5m",
    b"\x9d0;title",
    b"\x00",
    b"\x08",
    b"\x0b",
    b"\x0c",
    b"\x7f",
)
C1 = re.compile(rb"\xc2[\x80-\x9f]")
BIDI = re.compile(rb"\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
COPY = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
STEERING = re.compile(rb"\x1b\[[?<>=]?[0-9;]*\$?[A-Za-z]|\x1b\]22;[a-z]+\x07|[\r\n]")
"""What the dashboard itself steers the terminal with."""


def harmful(sent: bytes) -> list[bytes]:
    """What was sent to a terminal beside text, colours, moves and the copies that the person asked for."""
    copied = [base64.b64decode(each) for each in COPY.findall(sent)]
    unsafe = [each for each in copied if re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", each) or C1.search(each)]
    sent = COPY.sub(b"", sent)
    known = [each for each in FORBIDDEN if each in sent]
    controls = re.findall(rb".{0,20}[\x00-\x1f\x7f].{0,20}", STEERING.sub(b"", sent), re.DOTALL)
    return [*unsafe, *known, *controls, *C1.findall(sent), *BIDI.findall(sent)]


def dashboard(
    desk: str, size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None, **options: object
) -> Terminal:
    """The dashboard on a desk of `tests.tui.desks`."""
    program = f"import sys; from tests.tui.desks import *; from tui.app import run; sys.exit(run(lambda: {desk}, **{options!r}))"
    command = [sys.executable, "-c", program]
    terminal = Terminal(
        command, columns=size[0], rows=size[1], env={"COLORTERM": "truecolor", **(env or {})}, cwd=ROOT
    )
    terminal.wait_for(r"\? help")
    terminal.settle()
    return terminal


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 60)])
def test_no_text_reaches_the_terminal_as_a_command(size: tuple[int, int]) -> None:
    with dashboard("hostile()", size) as terminal:
        for keys in (
            "j",
            "2",
            "]]]",
            "G",
            "g",
            "\r",
            "3",
            "j\r",
            "z",
            "z",
            "n",
            "1",
            "v",
            "_",
            "_",
            "}",
            ">",
            "w",
            "G",
            "q",
            "?",
            "q",
            "!",
            "G",
            "q",
            "/",
            "evil",
            "\r",
            "\x0c",
        ):
            terminal.press(keys)
            terminal.settle(0.07)
        terminal.press("/", "\x1b[200~\x1b]52;c;ZXZpbA==\x07\x9b31m\x1b[201~")
        terminal.settle()
        terminal.press("\r", "\x03", "q")
        assert terminal.wait_exit() == 0
        sent = bytes(terminal.raw)
    assert harmful(sent) == []


def test_it_is_silent_when_nothing_happens() -> None:
    with dashboard("small()") as terminal:
        before = len(terminal.raw)
        until = time.monotonic() + 1.5
        while time.monotonic() < until:
            terminal.read()
        assert len(terminal.raw) == before


def test_a_lean_line_carries_few_bytes_for_a_held_key() -> None:
    with dashboard("large(1000)", lean=True) as terminal:
        before = len(terminal.raw)
        for _ in range(30):
            terminal.press("j")
            terminal.read(1 / 30)
        sent = len(terminal.raw) - before
    assert sent < 20_000


@pytest.mark.parametrize(
    ("env", "few"),
    [
        ({"TERM": "xterm", "COLORTERM": ""}, True),
        ({"NO_COLOR": "1"}, True),
        ({"TERM": "linux", "COLORTERM": ""}, True),
        ({}, False),
    ],
)
def test_few_colours_where_few_are_wanted(env: Mapping[str, str], few: bool) -> None:
    with dashboard("small()", env=env) as terminal:
        assert (b"38;2;" not in terminal.raw) == few
        evidence = terminal.cells("met in Anchorage")
        assert all(cell.reverse for cell in evidence) == few
        if "NO_COLOR" in env:
            assert {cell.fg for row in terminal.screen.buffer.values() for cell in row.values()} == {
                "default"
            }


def test_keys_typed_ahead_are_done_in_order() -> None:
    with dashboard("small()") as terminal:
        terminal.press("?q" + "/washington\r" + "2" + "?q" + "1?q")
        terminal.wait_for(r"1 of 4 events")
        terminal.settle()
        assert "filter: washington" in terminal.text
        terminal.press("q")
        assert terminal.wait_exit() == 0


def test_the_terminal_is_given_back() -> None:
    with dashboard("small()") as terminal:
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.raw.endswith(b"\x1b[?25h") or b"\x1b[?1049l" in terminal.raw[-200:]


def test_the_start_paints_once() -> None:
    with dashboard("small()") as terminal:
        assert bytes(terminal.raw).count(b"Vladimir Putin and Donald Trump m") <= 2


def test_an_error_inside_is_left_to_the_command_and_the_terminal_restored() -> None:
    program = (
        "import sys\nfrom tests.tui.desks import *\nfrom tui.app import run\n"
        "try: run(lambda: HandMade(small().timeline, small().articles, small().readings, 5))\n"
        "except TypeError: print('told'); sys.exit(7)"
    )
    with Terminal([sys.executable, "-c", program], cwd=ROOT) as terminal:
        assert terminal.wait_exit() == 7
        terminal.settle()
        assert b"Traceback" not in terminal.raw
        assert terminal.raw.rindex(b"told") > terminal.raw.rindex(b"\x1b[?1049l")
