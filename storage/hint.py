"""The hint beside a journal: what replaying it gave, so that the next start reads only what was appended since.

It is derived. Deleted, stale, cut or from another store, it costs the time of a replay and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias
from zlib import crc32

import msgspec

from storage.disk import Source
from storage.framing import SEAL_SIZE

_MAGIC = b"elshi.hint/1 "

Packed: TypeAlias = tuple[list[str], bytes, bytes, list[bytes], int]


class Hint(msgspec.Struct, array_like=True):
    """The state of a journal up to a committed change."""

    generation: str
    end: int
    seal: bytes
    indexes: dict[str, list[str]]
    """Which indexes the columns belong to."""
    tables: dict[str, Packed]


def save(path: Path, hint: Hint) -> None:
    """Write a hint; where that is impossible there will be none."""
    body = msgspec.msgpack.encode(hint)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
        )
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(b"%b%08x\n" % (_MAGIC, crc32(body)))
            file.write(body)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def load(
    path: Path, source: Source, size: int, generation: str, indexes: Mapping[str, list[str]]
) -> Hint | None:
    """The hint at a path, if it is one of this very journal."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + 9
    body = memoryview(data)[start:]
    if data[:start] != b"%b%08x\n" % (_MAGIC, crc32(body)):
        return None
    try:
        hint = msgspec.msgpack.decode(body, type=Hint)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    fits = hint.generation == generation and hint.end <= size and hint.indexes == indexes
    return hint if fits and seal_at(source, hint.end) == hint.seal else None


def seal_at(source: Source, end: int) -> bytes:
    """The last bytes before a place in a journal, which tell one history from another."""
    start = max(0, end - SEAL_SIZE)
    return source.read(end - start, start)
