"""Looking a store's file through from beginning to end, and saving what is sound in one that is not."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from storage.disk import OpenFile, explained
from storage.errors import NotOurs, StoreError
from storage.framing import HEADER_SIZE, HEADER_START, lines, parse, read_header
from storage.journal import Journal
from storage.legacy import read_whole_file
from storage.records import ARTICLE_INDEXES, ARTICLES, BODIES
from storage.replay import Verdict, replay
from timeline.model import Article

_BATCH = 2000
_ARTICLE = msgspec.json.Decoder(Article)


class Wound(msgspec.Struct, frozen=True):
    """A stretch of the file that is not as it was written."""

    start: int
    size: int
    begins: str
    """Its first characters, which mostly name the table and the document."""


class Diagnosis(msgspec.Struct, frozen=True):
    """What was found."""

    path: str
    size: int
    lines: int
    articles: int
    tail: Verdict
    """What follows the last committed change: nothing, a change that breaks off, or what cannot be told from one."""
    tail_size: int
    wounds: tuple[Wound, ...] = ()
    unreadable: tuple[str, ...] = ()
    """Ids of articles that are as they were written, but not as this elshi writes them."""
    former_format: bool = False

    @property
    def healthy(self) -> bool:
        """Whether nothing that was acknowledged is missing, as far as the file can tell."""
        return not self.wounds and not self.unreadable and self.tail in ("clean", "torn")


def examine(path: Path) -> Diagnosis:
    """Read every byte of a store and check it; nothing is changed.

    Raises:
        NotOurs: there is no store at the path.
        Damaged: it is a store of the first format, whose damage cannot be told piece by piece.
    """
    source, size, head = _opened(path)
    if (tables := read_whole_file(path, head)) is not None:
        count = sum(map(len, tables.values()))
        return Diagnosis(
            str(path), size, count, len(tables.get(ARTICLES, {})), "clean", 0, former_format=True
        )
    header = read_header(head)
    start = header.size if header else 0
    wounds, count = [], 0
    for place, content, ended in lines(source, start, size):
        count += 1
        if not ended or parse(content) is None:
            wounds.append(Wound(place, len(content) + ended, content[:60].decode("utf-8", "replace")))
    if header is None:
        wounds.insert(0, Wound(0, len(head.partition(b"\n")[0]), head[:60].decode("utf-8", "replace")))
    tail = replay(source, start, size, lambda _line, _content: None, lambda _pieces, _end: None)
    if tail.verdict == "torn":
        wounds = [wound for wound in wounds if wound.start < tail.start]
    end = tail.start if tail.verdict == "torn" else size
    readable = {id_: _readable(content) for id_, content in _sound(source, start, end, ARTICLES)}
    unreadable = tuple(id_ for id_, sound in readable.items() if not sound)
    return Diagnosis(
        str(path), size, count, len(readable), tail.verdict, tail.size, tuple(wounds), unreadable
    )


def salvage(path: Path, new: Path, progress: Callable[[int], None] = lambda _count: None) -> int:
    """Copy every sound document of a store to a new one, each as it was last written; returns how many articles.

    Changes that are not whole count as far as they are sound; only one that breaks off at the very end, and was never
    acknowledged, is left out.

    Raises:
        NotOurs: there is no store at the path.
        StoreError: there is something at the new path already.
    """
    if os.path.lexists(new):
        raise StoreError(f"{new} is there already; it was left as it is", "name a file that is not there yet")
    source, size, head = _opened(path)
    header = read_header(head)
    start = header.size if header else 0
    tail = replay(source, start, size, lambda _line, _content: None, lambda _pieces, _end: None)
    end = tail.start if tail.verdict == "torn" else size
    journal = Journal(new, header.kind if header else "articles", indexes=ARTICLE_INDEXES, bodies=BODIES)
    last: dict[tuple[str, str], int] = {}
    for place, content, _ in lines(source, start, end):
        line = parse(content)
        if line is not None and line.key is None:
            last = {key: at for key, at in last.items() if key[0] != line.table}
        elif line is not None and line.key is not None:
            last[line.table, line.key] = place
    _copy(source, start, end, last, journal, progress)
    count = len(journal.documents(ARTICLES))
    journal.close()
    return count


def _copy(
    source: OpenFile,
    start: int,
    end: int,
    last: dict[tuple[str, str], int],
    journal: Journal,
    progress: Callable[[int], None],
) -> None:
    """Copy the documents whose last sound line is told, in the order of the file."""
    found = _documents(source, start, end, last)
    copied = 0
    while True:
        with journal.batch():
            for (table, key, document), _ in zip(found, range(_BATCH), strict=False):
                journal.stage(table, key, document)
                copied += 1
            more = bool(journal.drafts())
        if not more:
            return
        progress(copied)


def _documents(
    source: OpenFile, start: int, end: int, last: dict[tuple[str, str], int]
) -> Iterator[tuple[str, str, bytes]]:
    for place, content, _ in lines(source, start, end):
        line = parse(content)
        if line and line.end and line.key is not None and last.get((line.table, line.key)) == place:
            yield line.table, line.key, content[line.start : line.end]


def _sound(source: OpenFile, start: int, end: int, table: str) -> Iterator[tuple[str, bytes]]:
    """The sound documents of a table, each as it was last written."""
    last: dict[tuple[str, str], int] = {}
    for place, content, _ in lines(source, start, end):
        line = parse(content)
        if line and line.table == table and line.key is not None:
            last[table, line.key] = place
    for _, key, content in _documents(source, start, end, last):
        yield key, content


def _readable(content: bytes) -> bool:
    with suppress(msgspec.DecodeError):
        _ARTICLE.decode(content)
        return True
    return False


def _opened(path: Path) -> tuple[OpenFile, int, bytes]:
    """The file, its size and its first bytes, if it looks like a store at all, however spoilt."""
    with explained(path, "read", "it was left as it is"):
        source = OpenFile(path)
        status = os.fstat(source.handle)
        if not stat.S_ISREG(status.st_mode):
            raise NotOurs(f"{path} is not a file, so it cannot be a store", "name another with --store")
        head = source.read(HEADER_SIZE, 0)
        looks_so = head.startswith((HEADER_START, b'{"elshi":{"1":{"format":"elshi.articles/1"'))
        if not looks_so and status.st_size and not _has_sound_line(source, status.st_size):
            raise NotOurs(f"{path} is not an elshi store", "name another with --store")
    return source, status.st_size, head


def _has_sound_line(source: OpenFile, size: int) -> bool:
    """Whether anything in the first megabyte is a line of ours."""
    return any(parse(content) for _, content, ended in lines(source, 0, min(size, 1 << 20)) if ended)
