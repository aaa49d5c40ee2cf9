"""A shell in a real tmux of its own: type into it, press keys, wait for what its screen shows, ask what became of the terminal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pytest

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

LOOK = 0.02
"""Seconds between two looks at the screen."""
PROMPT = "ready> "


class Modes(NamedTuple):
    """What programs can change about a terminal, as tmux knows it."""

    other_screen: bool
    cursor_shown: bool
    mouse_taken: bool


AS_GIVEN = Modes(other_screen=False, cursor_shown=True, mouse_taken=False)
"""The terminal of a shell."""


class Tmux:
    """A shell with a prompt, in a tmux without configuration, whose socket lies in a folder of its own."""

    def __init__(self, *, columns: int, rows: int, term: str, env: Mapping[str, str], cwd: Path) -> None:
        # A path to a socket has to be short; those of the tests are not.
        self._folder = tempfile.TemporaryDirectory(prefix="tmux")
        self.size = columns, rows
        self._env = {**env, "TMUX_TMPDIR": self._folder.name, "PS1": PROMPT, "ENV": "", "SHELL": "/bin/sh"}
        settings = {"default-terminal": term, "set-clipboard": "on", "status": "off", "escape-time": "0"}
        commands = ["start-server"]
        for name, value in settings.items():
            commands += [";", "set-option", "-g", name, value]
        size = ["-x", str(columns), "-y", str(rows)]
        self._run(
            "-f", os.devnull, *commands, ";", "new-session", "-d", *size, "-c", str(cwd), "/bin/sh", "-i"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run("kill-server")
        self._folder.cleanup()

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-L", "elshi", *arguments],
            env=self._env,
            capture_output=True,
            check=True,
            timeout=20,
        )
        return done.stdout.decode()

    def press(self, *keys: str) -> None:
        """Press keys by the names that tmux has for them: ``j``, ``Enter``, ``C-c``."""
        self._run("send-keys", *keys)

    def type(self, text: str, *keys: str) -> None:
        """Type a text as it is, and press keys after it."""
        self._run("send-keys", "-l", text, *([";", "send-keys", *keys] if keys else []))

    @property
    def text(self) -> str:
        """What is on the screen, one line a row."""
        return self._run("capture-pane", "-p")

    @property
    def coloured(self) -> str:
        """What is on the screen, with the sequences that colour it."""
        return self._run("capture-pane", "-p", "-e")

    @property
    def copied(self) -> str:
        """What tmux would paste."""
        return self._run("show-buffer")

    @property
    def modes(self) -> Modes:
        """What the program at work has made of the terminal."""
        names = ("alternate_on", "cursor_flag", "mouse_any_flag")
        told = self._run("display-message", "-p", " ".join(f"#{{{name}}}" for name in names))
        return Modes(*(flag == "1" for flag in told.split()))

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._run("resize-window", "-x", str(columns), "-y", str(rows))

    def wait_for(self, pattern: str, seconds: float = 20.0) -> re.Match[str]:
        """Look until the screen shows a regular expression, in which ``^`` and ``$`` are the ends of its rows.

        Raises:
            TimeoutError: it did not; the message holds the screen.
        """
        deadline = time.monotonic() + seconds
        while True:
            text = self.text
            if found := re.search(pattern, text, re.MULTILINE):
                return found
            if time.monotonic() > deadline:
                raise TimeoutError(f"no {pattern!r} on the screen:\n{text}")
            time.sleep(LOOK)
