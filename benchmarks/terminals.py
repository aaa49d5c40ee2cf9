"""A program in a pseudo-terminal, and what it costs: how soon it answers, in how many bytes, with how much memory and processor time."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

QUIET = 0.2
"""After so many seconds without output a key has been answered."""
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Answer(NamedTuple):
    """What one key brought about."""

    first: float
    """Seconds until the first bytes, which are those of one whole update of the screen."""
    last: float
    """Seconds until the last bytes."""
    first_bytes: int
    bytes: int


class Program:
    """A program in a pseudo-terminal, its output read and counted but not drawn."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], *, columns: int = 80, rows: int = 24
    ) -> None:
        self.raw = bytearray()
        self.started = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:  # pragma: no cover - the child becomes the program
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            try:
                os.execvpe(command[0], list(command), {"TERM": "xterm-256color", **env})
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def read(self, seconds: float) -> int:
        """Wait so long for output; how many bytes came.

        Raises:
            EOFError: the program has ended.
        """
        if not select.select([self._terminal], [], [], seconds)[0]:
            return 0
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:
            raise EOFError(f"the program ended: {bytes(self.raw[-500:])!r}") from None
        self.raw += data
        return len(data)

    def shows(self, words: str, most: float = 60) -> float:
        """Seconds from the start until some words were written.

        Raises:
            TimeoutError: they never were.
        """
        wanted = words.encode()
        while wanted not in self.raw:
            self.read(0.5)
            if time.perf_counter() - self.started > most:
                raise TimeoutError(f"no {words!r} within {most} s: {bytes(self.raw[-500:])!r}")
        return time.perf_counter() - self.started

    def rest(self, quiet: float = QUIET) -> None:
        """Read until nothing comes any more."""
        while self.read(quiet):
            pass

    def press(self, key: str) -> Answer:
        """Press a key and wait for all that it brings about."""
        sent = time.perf_counter()
        os.write(self._terminal, key.encode())
        first = last = 0.0
        first_bytes = count = 0
        while got := self.read(QUIET):
            last = time.perf_counter() - sent
            count += got
            if not first:
                first, first_bytes = last, got
        return Answer(first, last, first_bytes, count)

    def hold(self, key: str, seconds: float, rate: int) -> int:
        """Hold a key down, and wait until the program has caught up; how many bytes came."""
        before, started = len(self.raw), time.perf_counter()
        for number in range(int(seconds * rate)):
            os.write(self._terminal, key.encode())
            until = started + (number + 1) / rate
            while (left := until - time.perf_counter()) > 0:
                self.read(left)
        self.rest()
        return len(self.raw) - before

    def idle(self, seconds: float) -> tuple[int, float]:
        """Do nothing; the bytes that came, and the share of a processor that was used."""
        before, used, until = len(self.raw), self.processor(), time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self.read(left)
        return len(self.raw) - before, (self.processor() - used) / seconds

    def memory(self) -> float:
        """Resident MiB of the program and of all that it started, shared pages of each counted."""
        return sum(_field(pid, "statm", 1) * _PAGE for pid in self._family()) / 2**20

    def processor(self) -> float:
        """Seconds of processor time so far."""
        return sum(_field(pid, "stat", 13) + _field(pid, "stat", 14) for pid in self._family()) / _TICKS

    def _family(self) -> list[int]:
        family = [self.pid]
        for pid in family:
            try:
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
            except OSError:
                continue
            family += map(int, children.split())
        return family


def _field(pid: int, file: str, place: int) -> int:
    try:
        told = Path(f"/proc/{pid}/{file}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    if file == "stat":  # the name of the program may hold blanks
        place, told = place - 2, told.rpartition(")")[2]
    return int(told.split()[place])
