"""One file beside a store for something derived that the next start would rather not make again."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from zlib import crc32

_MAGIC = b"elshi.snapshot/1"


def save(store: Path, key: str, content: bytes) -> None:
    """Keep it; where that is impossible there will be none."""
    path = _path(store)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
        )
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(_head(key, content))
            file.write(content)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def load(store: Path, key: str) -> bytes | None:
    """What was kept under this very key, if it is as it was written."""
    try:
        data = _path(store).read_bytes()
    except OSError:
        return None
    _, _, content = data.partition(b"\n")
    return content if data[: len(data) - len(content)] == _head(key, content) else None


def _head(key: str, content: bytes) -> bytes:
    encoded = key.encode().hex().encode()
    return b"%b %08x %b\n" % (_MAGIC, crc32(content), encoded)


def _path(store: Path) -> Path:
    return store.with_name(f"{store.name}.snapshot")
