r"""The lines of a journal: one JSON object a line, shaped like a piece of a TinyDB file, with a seal.

::

    {"articles":{"17":{…the document…}},"~":"1a2b3c4d,"}     written, and the change goes on
    {"articles":{"18":null},"~":"5e6f7a8b.2"}                removed; two lines up to here are one change, committed
    {"articles":null,"~":"9c0d1e2f.1"}                       the whole table emptied

The seal is the CRC-32 of all before it and of the mark after it; the mark of the last line of a change counts its lines.
Inside JSON strings quotation marks are escaped, so that ``,"~":"`` at the end of a line is the seal and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias
from zlib import crc32

import msgspec

from storage.disk import Source

FORMAT = 1
GOES_ON = b","
SEAL_SIZE = 32
"""A seal is never longer: ``,"~":"89abcdef.100000"}`` and the end of the line."""

_SEAL = b',"~":"'
_MARK_AT = len(_SEAL) + 8
_COMMIT = re.compile(rb"\.[1-9]\d{0,9}")
_COMMITS = {b",": 0, b".1": 1}
_HEAD = re.compile(rb'\{"((?:[^"\\]|\\.)*)":(?:\{"((?:[^"\\]|\\.)*)":|(null)\Z)', re.DOTALL)
_HEADER = re.compile(
    rb'\{"elshi":\{"1":\{"format":"elshi\.journal/(?P<format>\d+)","kind":"(?P<kind>[a-z]+)",'
    rb'"generation":"(?P<generation>[0-9a-f]{16})"\}\},"~":"[0-9a-f]{8}\.1"\}\n'
)
HEADER_START = b'{"elshi":{"1":{"format":"elshi.journal/'
HEADER_SIZE = 200
"""A header is never longer."""
_CHUNK = 1 << 18


Body: TypeAlias = tuple[bytes, ...]
"""A line without its seal, in pieces, because each copy of a long document takes time."""


class Header(NamedTuple):
    """The first line: what the journal holds, and which of the files that ever stood at its path it is."""

    format: int
    kind: str
    generation: str
    size: int


class Line(NamedTuple):
    """One change to one document."""

    table: str
    key: str | None
    """None: the whole table is emptied."""
    start: int
    """Where the document begins in the line; 0 when there is none, because it was removed."""
    end: int
    commit: int
    """How many lines the change has that ends here; 0: it goes on."""


def header(kind: str, generation: str) -> bytes:
    """The first line of a journal."""
    body = b'{"elshi":{"1":{"format":"elshi.journal/%d","kind":"%b","generation":"%b"}}' % (
        FORMAT,
        kind.encode(),
        generation.encode(),
    )
    return seal((body,), b".1")


def read_header(data: bytes) -> Header | None:
    """The header that a file begins with; None when it begins with anything else."""
    found = _HEADER.match(data)
    if found is None or parse(data[: found.end() - 1]) is None:
        return None
    return Header(int(found["format"]), found["kind"].decode(), found["generation"].decode(), found.end())


def prefix(table: str, key: str) -> bytes:
    """How the line of a document begins."""
    return b"%b%b:" % (_table_begins(table), encode(key))


@lru_cache(maxsize=64)
def _table_begins(table: str) -> bytes:
    return b"{%b:{" % encode(table)


def written(table: str, key: str, document: bytes | None) -> Body:
    """A line without its seal."""
    return prefix(table, key), b"null" if document is None else document, b"}"


def emptied(table: str) -> Body:
    """A line without its seal."""
    return (b"{%b:null" % encode(table),)


def seal(body: Body, mark: bytes) -> bytes:
    """A whole line."""
    check = 0
    for piece in body:
        check = crc32(piece, check)
    return b"".join((*body, b',"~":"%08x%b"}\n' % (crc32(mark, check), mark)))


def change(bodies: Sequence[Body]) -> list[bytes]:
    """The lines of one change."""
    last = b".%d" % len(bodies)
    return [*(seal(body, GOES_ON) for body in bodies[:-1]), seal(bodies[-1], last)]


def body_of(line: bytes) -> int:
    """Where the seal of a whole and sound line begins."""
    return line.rfind(_SEAL, max(0, len(line) - SEAL_SIZE))


def parse(line: bytes) -> Line | None:
    """A line without its line end; None when it is not as it was written."""
    sealed = line.rfind(_SEAL, -SEAL_SIZE)
    mark_at = sealed + _MARK_AT
    if sealed < 0 or line[-2:] != b'"}':
        return None
    mark = line[mark_at:-2]
    if line[mark_at - 8 : mark_at] != b"%08x" % crc32(mark, crc32(line[:sealed])):
        return None
    commit = _COMMITS.get(mark)
    if commit is None:
        if not _COMMIT.fullmatch(mark):
            return None
        commit = int(mark[1:])
    found = _HEAD.match(line, 0, sealed)
    if found is None:
        return None
    table, key, nothing = found.groups()
    if nothing is not None:
        return Line(_name(table), None, 0, 0, commit)
    start = found.end()
    if line.startswith(b"null}", start):
        return Line(_name(table), _text(key), 0, 0, commit)
    return Line(_name(table), _text(key), start, sealed - 1, commit)


def lines(source: Source, start: int, end: int) -> Iterator[tuple[int, bytes, bool]]:
    """The lines of a stretch of a journal: where each begins, the line without its end, and whether it has one."""
    rest = b""
    place, at = start, start
    while at < end:
        chunk = source.read(min(_CHUNK, end - at), at)
        if not chunk:
            break
        at += len(chunk)
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield place, line, True
            place += len(line) + 1
    if rest:
        yield place, rest, False


def encode(document: Any) -> bytes:
    """JSON in UTF-8.

    Raises:
        TypeError: JSON has no such thing.
    """
    try:
        return msgspec.json.encode(document)
    except OverflowError:
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(maxsize=64)
def _name(escaped: bytes) -> str:
    return _text(escaped)


def _text(escaped: bytes) -> str:
    return msgspec.json.decode(b'"%b"' % escaped, type=str) if b"\\" in escaped else escaped.decode()


HEADER_LENGTH = len(header("articles", "0" * 16))
"""How long that of a store is."""
