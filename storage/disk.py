"""What the store asks of the system: locks, whole writes, syncs, and what a refusal means in words."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from storage.errors import Locked, Unwritable

UNCHANGED = "it is as it was before"
_PAUSE = 0.002
_AT_ONCE = 1000
"""Pieces in one write; Linux takes 1024."""
_CURES = {
    errno.ENOSPC: "free some space on that disk",
    errno.EDQUOT: "free some space, the disk quota is used up",
    errno.EFBIG: "raise the limit on file sizes (ulimit -f)",
    errno.EROFS: "choose a path on a disk that can be written, with --store",
}


class Source(Protocol):
    """Bytes that stay where they are: a file that is only ever appended to, or memory."""

    def read(self, size: int, start: int) -> bytes:
        """The bytes from ``start`` on, ``size`` of them or as many as there are."""


class OpenFile:
    """A file held open for reading. Whoever reads on keeps it, also after the path has gone to a newer file."""

    def __init__(self, path: Path) -> None:
        # Without O_NONBLOCK, opening a pipe that somebody put here would wait for ever.
        self.handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)

    def read(self, size: int, start: int) -> bytes:
        """The bytes from ``start`` on."""
        return os.pread(self.handle, size, start)

    def __del__(self) -> None:
        with suppress(AttributeError, OSError):
            os.close(self.handle)


class InMemory:
    """Bytes that end with the process."""

    def __init__(self, content: bytes = b"") -> None:
        self.content = bytearray(content)

    def read(self, size: int, start: int) -> bytes:
        """The bytes from ``start`` on."""
        return bytes(memoryview(self.content)[start : start + size])


@contextmanager
def explained(path: Path, doing: str = "written", outcome: str = UNCHANGED) -> Iterator[None]:
    """Turn what the system says into what happened to the store."""
    try:
        yield
    except OSError as error:
        raise Unwritable(
            f"the store {path} cannot be {doing}: {error.strerror}; {outcome}",
            _CURES.get(error.errno or 0, "mend the path or its permissions, or choose another with --store"),
        ) from error


@contextmanager
def locked(path: Path, lock: Path, patience: float) -> Iterator[None]:
    """Keep all other writers out, in this process and in others.

    Raises:
        Locked: the others did not finish within ``patience`` seconds.
    """
    with explained(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        with explained(path):
            _wait_for(handle, path, patience)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, path: Path, patience: float) -> None:
    """Poll, because a blocking flock could neither be given up nor explained."""
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise Locked(
                    f"the store {path} has been busy with another elshi for {patience:g} seconds",
                    "wait for the other one to finish, or end it",
                ) from error
        time.sleep(_PAUSE)


def write_at(handle: int, pieces: Sequence[bytes], start: int) -> None:
    """Write pieces one behind the other; a system that takes only a part is asked again."""
    for first in range(0, len(pieces), _AT_ONCE):
        some = pieces[first : first + _AT_ONCE]
        size = sum(map(len, some))
        taken = os.pwritev(handle, some, start)
        if taken < size:
            _write_rest(handle, memoryview(b"".join(some))[taken:], start + taken)
        start += size


def _write_rest(handle: int, rest: memoryview, start: int) -> None:
    while rest:
        taken = os.pwrite(handle, rest, start)
        if not taken:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest, start = rest[taken:], start + taken


def replace_file(path: Path, chunks: Iterable[bytes], *, durable: bool = True) -> None:
    """Write a temporary file and put it in place by rename; whatever fails leaves the old file, and no litter.

    The caller holds the lock, which makes the name of the temporary file its own.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        try:
            end = 0
            for chunk in chunks:
                write_at(handle, [chunk], end)
                end += len(chunk)
            if durable:
                os.fsync(handle)
        finally:
            os.close(handle)
        os.rename(temporary, path)  # noqa: PTH104 - the calls the fault tests refuse one by one are those of os
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def sync_directory(directory: Path) -> None:
    """Make a rename last."""
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems cannot sync a directory at all.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
