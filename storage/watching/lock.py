"""One watch for each store."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.disk import explained
from storage.errors import ElshiError, StoreError
from storage.store import path_of


class Watched(ElshiError):  # noqa: N818 - says what happened
    """Somebody else keeps watch on the store."""


@contextmanager
def watch_of(url: str) -> Iterator[None]:
    """The right to keep watch on a store, for one process at a time; a process that is killed gives it back.

    Raises:
        Watched: another process has it.
        StoreError: the file that stands for it cannot be written.
    """
    path = _beside(url)
    if path is None:
        yield
        return
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            who = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
            by = f" (process {who})" if who.isdigit() else ""
            raise Watched(
                f"another elshi keeps watch on {url}{by}",
                "stop that one first, or watch another store with --store",
            ) from None
        os.truncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _beside(url: str) -> Path | None:
    try:
        path = path_of(url)
    except StoreError:
        return None
    return path.with_name(f"{path.name}.watch")
