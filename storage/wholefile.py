"""TinyDB storages that write a batch at once: one in memory, one in a file that is replaced as a whole.

The file is JSON with a header in front of TinyDB's tables::

    {"elshi":{"1":{"format":"elshi.articles/1","revision":"000000000017","crc32":"89abcdef"}},"articles":{…},…}

The header has a fixed width. The checksum covers the revision and all that follows the header, so that a file that was
cut, edited or hit by a bad sector is found out instead of being read wrongly, and then overwritten.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
import threading
import time
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from zlib import crc32

import msgspec
from tinydb.storages import Storage

from storage.errors import Damaged, Locked, NotOurs, ReadOnly, Unwritable

Tables: TypeAlias = dict[str, dict[str, Any]]
"""Table name -> document id -> document. Never changed in place once committed."""

_HEADER = re.compile(
    rb'\{"elshi":\{"1":\{"format":"elshi\.(?P<kind>[a-z]+)/(?P<format>\d+)",'
    rb'"revision":"(?P<revision>\d{12})","crc32":"(?P<crc>[0-9a-f]{8})"\}\}(?=[,}])'
)
_OURS = b'{"elshi":{'
_HEAD_SIZE = 160
_FORMAT = 1
_PAUSE = 0.02


class BatchStorage(Storage):
    """A storage whose changes become visible, and durable, together at the end of a `batch`."""

    def __init__(self) -> None:
        self._turn = threading.RLock()
        self._owner: int | None = None
        self._draft: Tables = {}
        self._dirty = False

    def read(self) -> Tables:
        """The draft for the thread that has a batch open, the committed tables for everybody else."""
        return self._draft if self._owner == threading.get_ident() else self._load()

    def write(self, data: Tables) -> None:
        """Take over new tables: at the end of the batch, or at once when none is open."""
        with self.batch():
            self._draft = data
            self._dirty = True

    @contextmanager
    def batch(self) -> Iterator[None]:
        """All writes inside become one; an exception undoes them. Batches nest, the outermost commits."""
        with self._turn:
            if self._owner is not None:
                yield
                return
            with self._exclusive():
                self._draft = dict(self._load())
                self._owner = threading.get_ident()
                try:
                    yield
                    if self._dirty:
                        self._save(self._draft)
                finally:
                    self._owner, self._draft, self._dirty = None, {}, False

    @abstractmethod
    def _load(self) -> Tables:
        """The committed tables."""

    @abstractmethod
    def _save(self, tables: Tables) -> None:
        """Commit."""

    @abstractmethod
    def _exclusive(self) -> AbstractContextManager[None]:
        """Keep all other writers out."""


class InMemory(BatchStorage):
    """Tables that end with the process."""

    def __init__(self, *, read_only: bool = False) -> None:
        super().__init__()
        self._tables: Tables = {}
        self._read_only = read_only

    def _load(self) -> Tables:
        return self._tables

    def _save(self, tables: Tables) -> None:
        self._tables = tables

    def _exclusive(self) -> AbstractContextManager[None]:
        if self._read_only:
            raise ReadOnly("the store in memory was opened for reading only", "open it for writing")
        return nullcontext()


class _Committed(NamedTuple):
    """What was read from, or written to, the file; ``stamp`` tells whether the file still is that one."""

    stamp: tuple[int, int, int, bytes]
    tables: Tables


class WholeFile(BatchStorage):
    """One file, replaced as a whole by rename, so that a reader finds the old state or the new one, never a mixture.

    Writers take turns by an exclusive lock on ``lock`` and read again what others have written; readers never wait.
    """

    def __init__(
        self,
        path: Path,
        kind: str,
        *,
        lock: Path,
        read_only: bool = False,
        derived: bool = False,
        patience: float = 30.0,
    ) -> None:
        """Point to a file; nothing is opened yet.

        Args:
            path: the file; symbolic links are followed by the caller.
            kind: the word in the header that tells one sort of elshi file from another.
            lock: the lock file beside it.
            read_only: refuse changes.
            derived: take a file that cannot be used as empty; it is replaced by the next change.
            patience: seconds to wait for other writers.
        """
        super().__init__()
        self._path = path
        self._kind = kind
        self._lock = lock
        self._read_only = read_only
        self._derived = derived
        self._patience = patience
        self._committed: _Committed | None = None

    def _load(self) -> Tables:
        try:
            committed = self._read_file()
        except (NotOurs, Damaged):
            if not self._derived:
                raise
            committed = None
        self._committed = committed
        return committed.tables if committed else {}

    def _read_file(self) -> _Committed | None:
        try:
            if not stat.S_ISREG(self._path.stat().st_mode):
                raise NotOurs(
                    f"{self._path} is not a file, so it cannot be a store", "choose another path with --store"
                )
            with self._path.open("rb") as file:
                head = file.read(_HEAD_SIZE)
                stamp = _stamp(file.fileno(), head)
                known = self._committed
                if known and known.stamp == stamp:
                    return known
                file.seek(0)
                return self._decode(stamp, file.read()) if head else None
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unwritable(
                f"the store {self._path} cannot be read: {error.strerror}", "mend the path or its permissions"
            ) from error

    def _decode(self, stamp: tuple[int, int, int, bytes], data: bytes) -> _Committed:
        header = self._check_header(data)
        rest = memoryview(data)[header.end() :]
        if crc32(rest, crc32(header["revision"])) != int(header["crc"], 16):
            raise self._damaged("its checksum does not fit its content")
        try:
            tables = msgspec.json.decode(b"{" + rest[1:], type=Tables) if len(rest) > 1 else {}
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self._damaged(str(error)) from error
        return _Committed(stamp, tables)

    def _check_header(self, data: bytes) -> re.Match[bytes]:
        header = _HEADER.match(data)
        if header is None and data.startswith(_OURS):
            raise self._damaged("its header is broken")
        if header is None or header["kind"].decode() != self._kind:
            raise NotOurs(
                f"{self._path} is not an elshi store; it was left as it is",
                "choose another path with --store, or move the file away",
            )
        if int(header["format"]) > _FORMAT:
            raise NotOurs(f"{self._path} was written by a newer elshi; it was left as it is", "upgrade elshi")
        return header

    def _damaged(self, why: str) -> Damaged:
        return Damaged(
            f"the store {self._path} is damaged: {why}; it was left as it is",
            "put back a copy of the file, or move it away and add the articles again",
        )

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        if self._read_only:
            raise ReadOnly(f"the store {self._path} was opened for reading only", "open it for writing")
        with self._explained():
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            with self._explained():
                self._wait_for(lock)
            yield
        finally:
            os.close(lock)

    def _wait_for(self, lock: int) -> None:
        """Poll, because a blocking flock could neither be given up nor explained."""
        deadline = time.monotonic() + self._patience
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError as error:
                if time.monotonic() >= deadline:
                    raise Locked(
                        f"the store {self._path} has been busy with another elshi for {self._patience:g} seconds",
                        "wait for the other one to finish, or end it",
                    ) from error
            time.sleep(_PAUSE)

    def _save(self, tables: Tables) -> None:
        body = memoryview(msgspec.json.encode(tables))
        chunks: list[bytes | memoryview] = [b",", body[1:]] if tables else [b"}"]
        with self._explained():
            head = self._header(self._revision() + 1, chunks)
            stamp = self._replace([head, *chunks])
        self._committed = _Committed(stamp, tables)
        with self._explained("it was written, but may not survive a power cut"):
            _sync_directory(self._path.parent)

    def _revision(self) -> int:
        """The revision on disk, 0 for none; asked under the lock, because other threads may be reading meanwhile."""
        try:
            with self._path.open("rb") as file:
                header = _HEADER.match(file.read(_HEAD_SIZE))
        except FileNotFoundError:
            return 0
        return int(header["revision"]) if header else 0

    def _header(self, revision: int, chunks: list[bytes | memoryview]) -> bytes:
        digits = b"%012d" % revision
        checksum = crc32(digits)
        for chunk in chunks:
            checksum = crc32(chunk, checksum)
        return b'{"elshi":{"1":{"format":"elshi.%s/%d","revision":"%s","crc32":"%08x"}}' % (
            self._kind.encode(),
            _FORMAT,
            digits,
            checksum,
        )

    def _replace(self, chunks: list[bytes | memoryview]) -> tuple[int, int, int, bytes]:
        """Write a temporary file beside the real one and rename it; the lock makes its name ours."""
        temporary = self._path.with_name(f".{self._path.name}.tmp")
        temporary.unlink(missing_ok=True)
        try:
            handle = os.open(
                temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
            )
            with open(handle, "w+b") as file:  # noqa: PTH123 - a descriptor, not a path
                file.writelines(chunks)
                file.flush()
                os.fsync(handle)
                stamp = _stamp(handle, os.pread(handle, _HEAD_SIZE, 0))
            temporary.replace(self._path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        return stamp

    @contextmanager
    def _explained(self, outcome: str = "it is as it was before") -> Iterator[None]:
        """Turn what the system says into what happened to the store."""
        try:
            yield
        except OSError as error:
            raise Unwritable(
                f"the store {self._path} cannot be written: {error.strerror}; {outcome}",
                _CURES.get(
                    error.errno or 0, "mend the path or its permissions, or choose another with --store"
                ),
            ) from error


_CURES = {
    errno.ENOSPC: "free some space on that disk",
    errno.EDQUOT: "free some space, the disk quota is used up",
    errno.EFBIG: "raise the limit on file sizes (ulimit -f)",
    errno.EROFS: "choose a path on a disk that can be written, with --store",
}


def _stamp(handle: int, head: bytes) -> tuple[int, int, int, bytes]:
    """What tells one state of the file from another: the revision and checksum in the header first of all."""
    status = os.fstat(handle)
    return status.st_ino, status.st_mtime_ns, status.st_size, head


def _sync_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems cannot sync a directory at all.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
