"""A real pseudo-terminal with a screen that can be read: start a program, press keys, wait for what it shows."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

KEYS = {
    "Enter": "\r",
    "Esc": "\x1b",
    "Tab": "\t",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Right": "\x1b[C",
    "Left": "\x1b[D",
    "Backspace": "\x7f",
    "Ctrl+C": "\x03",
    "Ctrl+P": "\x10",
    "Ctrl+U": "\x15",
}


_OTHER_SCREEN = 1049 << 5
"""The mode by which programs get a blank screen of their own, as pyte counts private modes; pyte itself passes it over."""


class Screen(pyte.Screen):
    """A screen beside which there is another, which is blank for each who asks for it."""

    def __init__(self, columns: int, rows: int) -> None:
        self._kept: dict[int, Any] | None = None
        super().__init__(columns, rows)

    def set_mode(self, *modes: int, **how: bool) -> None:
        super().set_mode(*modes, **how)
        if _OTHER_SCREEN in self.mode and self._kept is None:
            self._kept = deepcopy(self.buffer)
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **how: bool) -> None:
        super().reset_mode(*modes, **how)
        if _OTHER_SCREEN not in self.mode and self._kept is not None:
            self.buffer, self._kept = self._kept, None
            self.dirty.update(range(self.lines))


TAKEN = (1049, 1000, 1003, 1004, 1006, 2004)
"""Modes that programs switch on, and off again: the other screen, the mouse, the focus, pasting in brackets."""
LEFT = (25, 7)
"""Modes that programs switch off, and on again: the cursor, wrapping."""


class Terminal:
    """A program in a pseudo-terminal of ``columns`` x ``rows``, and the screen it paints."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: str | os.PathLike[str] | None = None,
    ) -> None:
        self.screen = Screen(columns, rows)
        self.raw = bytearray()
        self.started = time.perf_counter()
        self._stream = pyte.ByteStream(self.screen)
        self._code: int | None = None
        self.pid, self._fd = pty.fork()
        if self.pid == 0:  # pragma: no cover - the child becomes the program
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            self._become(command, env or {}, cwd)

    @staticmethod
    def _become(command: Sequence[str], env: Mapping[str, str], cwd: str | os.PathLike[str] | None) -> None:
        try:
            if cwd is not None:
                os.chdir(cwd)
            clean = {
                key: value
                for key, value in os.environ.items()
                if key not in {"NO_COLOR", "COLORTERM", "CI", "SSH_TTY", "COLUMNS", "LINES"}
            }
            os.execvpe(
                command[0], list(command), {**clean, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **env}
            )
        finally:
            os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    @property
    def text(self) -> str:
        """What is on the screen, one line a row."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def press(self, *keys: str) -> None:
        """Send keys by name (see `KEYS`), or text as it is."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what the program writes for a moment; False once it has closed the terminal."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def hang_up(self) -> None:
        """Drop the line: nobody is at the other end any more."""
        os.close(self._fd)
        self._fd = os.open(os.devnull, os.O_RDONLY)

    @property
    def is_stopped(self) -> bool:
        """Whether the program was sent to the background."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"

    @property
    def is_restored(self) -> bool:
        """Whether the last word on the screen of the shell, its cursor, its mouse, its ways of pasting and wrapping gave each back."""
        return all(self._last(f"?{mode}l") > self._last(f"?{mode}h") for mode in TAKEN) and all(
            self._last(f"?{mode}h") > self._last(f"?{mode}l") for mode in LEFT
        )

    def _last(self, sequence: str) -> int:
        return self.raw.rfind(f"\x1b[{sequence}".encode())

    def wait_for(self, pattern: str, seconds: float = 15.0) -> re.Match[str]:
        """Read until the screen shows a regular expression.

        Raises:
            TimeoutError: it did not; the message holds the screen.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            alive = self.read()
            if found := re.search(pattern, self.text):
                return found
            if not alive:
                break
        raise TimeoutError(f"no {pattern!r} on the screen:\n{self.text}")

    def settle(self, quiet: float = 0.25, seconds: float = 10.0) -> None:
        """Read until the program has written nothing for ``quiet`` seconds."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            before = len(self.raw)
            if not self.read(quiet) or len(self.raw) == before:
                return

    def wait_exit(self, seconds: float = 10.0) -> int:
        """Read until the program has ended; its exit code."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
                return self._code
        raise TimeoutError(f"still running:\n{self.text}")

    def cells(self, text: str) -> list[pyte.screens.Char]:
        """The cells that show a text, with their colours and attributes; the first place it is on the screen."""
        for row, line in enumerate(self.screen.display):
            column = line.find(text)
            if column >= 0:
                return [self.screen.buffer[row][column + offset] for offset in range(len(text))]
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")
