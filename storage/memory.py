"""A journal without a file."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from storage.disk import InMemory
from storage.errors import ReadOnly
from storage.framing import Line, header
from storage.journal import Journal
from storage.state import Stamp, State


class MemoryJournal(Journal):
    """A journal that ends with the process."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Path("memory:"), **options)
        content = header(self._kind, secrets.token_hex(8))
        self._content = InMemory(content)
        self._state = State(self._content, generation="memory", end=len(content), stands=True)
        self._state.stamp = self._look()

    def close(self) -> None:
        """Nothing to let go of."""

    def _look(self) -> Stamp:
        return Stamp(0, 0, len(self._content.content), 0)

    def _exclusive(self) -> AbstractContextManager[None]:
        if self._read_only:
            raise ReadOnly("the store in memory was opened for reading only", "open it for writing")
        return nullcontext()

    def _append(self, written_lines: list[bytes], changes: list[tuple[Line, bytes]]) -> None:
        self._content.content += b"".join(written_lines)
        self._take_over(self._state, written_lines, changes)
        self._state.stamp = self._look()

    def _replace(self, chunks: Iterable[bytes]) -> None:
        content = header(self._kind, secrets.token_hex(8))
        self._content = InMemory(content + b"".join(chunks))
        self._state = State(self._content, generation=secrets.token_hex(8), end=len(content), stands=True)
        self._read_on(self._state, self._look())
        self.version += 1
