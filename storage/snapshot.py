"""One file beside a store for something derived that the next start would rather not make again.

It is mapped into memory, not read: what is large and asked for in part costs only the parts. Whether they are as they were written is for
their owner to check.
"""

from __future__ import annotations

import mmap
import os
from contextlib import suppress
from pathlib import Path

_MAGIC = b"elshi.snapshot/2"
_LONGEST = 4096
"""Bytes of a head at most."""


def save(store: Path, key: str, content: bytes) -> None:
    """Keep it; where that is impossible there will be none."""
    path = _path(store)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
        )
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(_head(key, len(content)))
            file.write(content)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def load(store: Path) -> tuple[str, memoryview] | None:
    """What was kept last, and its key, if it is as long as it was."""
    try:
        with _path(store).open("rb") as file:
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # an empty file cannot be mapped
        return None
    head = bytes(mapped[:_LONGEST]).partition(b"\n")[0] + b"\n"
    content = mapped[len(head) :]
    try:
        key = bytes.fromhex(head.split()[2].decode("ascii")).decode()
    except (IndexError, ValueError):
        return None
    return (key, content) if head == _head(key, len(content)) else None


def _head(key: str, size: int) -> bytes:
    return b"%b %016x %b\n" % (_MAGIC, size, key.encode().hex().encode())


def _path(store: Path) -> Path:
    return store.with_name(f"{store.name}.snapshot")
