"""Articles from files, folders and standard input; `load` is the door.

A loader never raises for bad input: what cannot be loaded comes as a `Problem`, in its place among the articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO

from storage.identity import LINE_FORMATS, content_hash
from storage.loading.folder import article_files
from storage.loading.jsonl import LINE_LIMIT, pieces, read_lines
from storage.loading.problem import Found, Problem, Unfit, readable, shown, system_problem
from storage.loading.text import SIZE_LIMIT, read_text
from timeline.model import Article

__all__ = ["Problem", "load"]

STDIN = "-"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def load(source: str, *, stdin: BinaryIO | None = None) -> Iterator[Article | Problem]:
    """The articles of a source, one at a time.

    An article that comes twice is given once. An id that comes twice with different content is a problem that names both
    places; the first one is given.

    Args:
        source: a file, a folder, or ``-``. Files ending in .jsonl or .ndjson, and those of other endings than .txt that
            begin with ``{``, are JSON Lines, all others are text files.
        stdin: what ``-`` reads.
    """
    return _distinct(_load(source, stdin))


def _load(source: str, stdin: BinaryIO | None) -> Iterator[Found | Problem]:
    if source == STDIN:
        if stdin is None:
            return iter([Problem(STDIN, None, "there is no standard input here", "name a file or a folder")])
        return _load_stdin(stdin)
    if _ADDRESS.match(source):
        cure = "save the page as a text file with a date, and add that"
        return iter([Problem(source, None, "feeds and web pages are not read in this version", cure)])
    if not source or "\0" in source:
        return iter([Problem(source.replace("\0", "\ufffd"), None, "this is no path", "check the path")])
    return _load_path(source)


def _load_stdin(stdin: BinaryIO) -> Iterator[Found | Problem]:
    try:
        yield from _load_stream(stdin, Path(STDIN), STDIN, STDIN)
    except OSError as error:
        yield system_problem(STDIN, error)


def _load_path(source: str) -> Iterator[Found | Problem]:
    path = Path(source)
    try:
        if path.is_dir():
            yield from _load_folder(source)
        else:
            yield from _load_file(path)
    except OSError as error:
        yield system_problem(readable(path), error)


def _load_folder(folder: str) -> Iterator[Found | Problem]:
    for entry in article_files(folder):
        if isinstance(entry, Problem):
            yield entry
        else:
            yield from _load_file(entry)


def _load_file(path: Path) -> Iterator[Found | Problem]:
    name = readable(path)
    try:
        with path.open("rb") as stream:
            # A pipe has no name that would mean the same tomorrow.
            origin = readable(path.absolute()) if path.is_file() else STDIN
            yield from _load_stream(stream, path, name, origin)
    except OSError as error:
        yield system_problem(name, error)


def _load_stream(stream: BinaryIO, path: Path, name: str, origin: str) -> Iterator[Found | Problem]:
    ending = path.suffix.lower()
    if ending in LINE_FORMATS:
        return read_lines(pieces(stream), name=name, origin=origin)
    head = [] if ending == ".txt" else _first_lines(stream)
    if head and head[-1].lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return read_lines(chain(head, pieces(stream)), name=name, origin=origin)
    data = b"".join(head)
    return _load_text(data + stream.read(SIZE_LIMIT + 1 - len(data)), name, origin)


def _first_lines(stream: BinaryIO) -> list[bytes]:
    """The lines up to the first that is not empty."""
    lines: list[bytes] = []
    room = LINE_LIMIT + 1
    while room > 0 and (line := stream.readline(room)):
        lines.append(line)
        room -= len(line)
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            break
    return lines


def _load_text(data: bytes, name: str, origin: str) -> Iterator[Found | Problem]:
    try:
        nameless = f"stdin-{blake2b(data, digest_size=5).hexdigest()}"
        fallback = nameless if origin == STDIN else PurePath(name).stem
        yield Found(read_text(data, fallback_id=fallback, origin=origin), name)
    except Unfit as unfit:
        yield unfit.at(name)


def _distinct(found: Iterable[Found | Problem]) -> Iterator[Article | Problem]:
    seen: dict[str, tuple[str, str, int | None]] = {}
    for item in found:
        if isinstance(item, Problem):
            yield item
            continue
        digest = content_hash(item.article)
        first = seen.setdefault(item.article.id, (digest, item.name, item.line))
        if first[0] != digest:
            yield _clash(item, *first[1:])
        elif first[1:] == item[1:]:
            yield item.article


def _clash(item: Found, name: str, line: int | None) -> Problem:
    where = (
        f"on line {line}"
        if name == item.name
        else f"in {name}"
        if line is None
        else f"in {name}, line {line}"
    )
    return Problem(
        item.name,
        item.line,
        f"the id {shown(item.article.id)} already stands for another article {where}",
        "give one of them another id",
        claimed=item.article.id,
    )
