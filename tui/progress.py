"""How far a long task has come, on a terminal's standard error; elsewhere nothing is shown."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

_OFTEN = 0.1
_CLEAR = "\r\x1b[K"


class Progress:
    """A line that counts: ``reading  1,200 of 10,000  84/s  1:45 left``."""

    def __init__(self, what: str, total: int) -> None:
        self._what = what
        self._total = total
        self._done = 0
        self._began = time.monotonic()
        self._shown = 0.0
        self._visible = total > 1 and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._visible and self._shown:
            self._write(_CLEAR)

    def step(self, count: int = 1) -> None:
        """So many more are done."""
        self._done += count
        now = time.monotonic()
        if self._visible and now - self._shown > _OFTEN:
            self._shown = now
            self._write(f"{_CLEAR}elshi: {self._line(now - self._began)}")

    def _line(self, elapsed: float) -> str:
        rate = self._done / elapsed if elapsed else 0.0
        left = f"  {_clock((self._total - self._done) / rate)} left" if rate and elapsed > 1 else ""
        return f"{self._what}  {self._done:,} of {self._total:,}  {rate:,.0f}/s{left}"

    def _write(self, line: str) -> None:
        sys.stderr.write(line)
        sys.stderr.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"
