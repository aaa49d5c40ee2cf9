"""Files of every kind, known by their endings, and where those say nothing, by how they begin.

=============================  ==========================================================
``.txt``                       one text article
``.jsonl``, ``.ndjson``        one article a line
``.csv``, ``.tsv``             one article a row
``.html``, ``.htm``            the article on a saved page
``.xml``, ``.rss``, ``.atom``  a saved feed
``.opml``                      a list of feeds, whose articles are fetched
others, standard input         whichever of these it begins like; a text, if like none
=============================  ==========================================================
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO

from storage.identity import LINE_FORMATS
from storage.loading.folder import article_files
from storage.loading.jsonl import LINE_LIMIT, pieces, read_lines
from storage.loading.problem import Found, Problem, Unfit, readable, system_problem
from storage.loading.text import SIZE_LIMIT, read_text

STDIN = "-"

_TABLES = (".csv", ".tsv")
_BLANK = b"\xef\xbb\xbf \t\r\n"
_JSON_FEED = b"jsonfeed.org/version/"

Loaded = Iterable[Found | Problem]


def load_stdin(stdin: BinaryIO, allow_private: Collection[str]) -> Iterator[Found | Problem]:
    """The articles on standard input."""
    try:
        yield from _load_stream(stdin, Path(STDIN), STDIN, STDIN, allow_private)
    except OSError as error:
        yield system_problem(STDIN, error)


def load_path(source: str, allow_private: Collection[str]) -> Iterator[Found | Problem]:
    """The articles of a file or a folder."""
    path = Path(source)
    try:
        if path.is_dir():
            yield from _load_folder(source, allow_private)
        else:
            yield from _load_file(path, allow_private)
    except OSError as error:
        yield system_problem(readable(path), error)


def _load_folder(folder: str, allow_private: Collection[str]) -> Iterator[Found | Problem]:
    for entry in article_files(folder):
        if isinstance(entry, Problem):
            yield entry
        else:
            yield from _load_file(entry, allow_private)


def _load_file(path: Path, allow_private: Collection[str]) -> Iterator[Found | Problem]:
    name = readable(path)
    try:
        with path.open("rb") as stream:
            # A pipe has no name that would mean the same tomorrow.
            origin = readable(path.absolute()) if path.is_file() else STDIN
            yield from _load_stream(stream, path, name, origin, allow_private)
    except OSError as error:
        yield system_problem(name, error)


def _load_stream(
    stream: BinaryIO, path: Path, name: str, origin: str, allow_private: Collection[str]
) -> Loaded:
    ending = path.suffix.lower()
    if ending in LINE_FORMATS:
        return read_lines(pieces(stream), name=name, origin=origin)
    if ending in _TABLES:
        from storage.loading.table import read_table

        return read_table(stream, name=name, origin=origin)
    head = [] if ending == ".txt" else _first_lines(stream)
    first = head[-1].lstrip(_BLANK) if head else b""
    if first.startswith(b"{") and first.strip() != b"{" and _JSON_FEED not in first:
        return read_lines(chain(head, pieces(stream)), name=name, origin=origin)
    data = b"".join(head)
    data += stream.read(SIZE_LIMIT + 1 - len(data))
    if first.startswith(b"{"):
        if _JSON_FEED not in data:
            return read_lines(data.splitlines(keepends=True), name=name, origin=origin)
        return _load_document(_feed, data, name, origin)
    if first.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<")):
        return _load_markup(data, name, origin, allow_private)
    return _load_document(_text, data, name, origin)


def _first_lines(stream: BinaryIO) -> list[bytes]:
    """The lines up to the first that is not empty."""
    lines: list[bytes] = []
    room = LINE_LIMIT + 1
    while room > 0 and (line := stream.readline(room)):
        lines.append(line)
        room -= len(line)
        if line.strip(_BLANK):
            break
    return lines


def _load_markup(data: bytes, name: str, origin: str, allow_private: Collection[str]) -> Loaded:
    from storage.loading.feeds import is_feed
    from storage.loading.pages import is_page

    if is_feed(data):
        return _load_document(_feed, data, name, origin)
    if b"<opml" in data[:2048].lower():
        return _load_list(data, name, allow_private)
    return _load_document(_page if is_page(data) else _feed, data, name, origin)


def _load_list(data: bytes, name: str, allow_private: Collection[str]) -> Loaded:
    from storage.loading.opml import read_opml
    from storage.loading.web import load_outlines

    try:
        return load_outlines(read_opml(data), allow_private)
    except Unfit as unfit:
        return [unfit.at(name)]


def _load_document(read: Callable[[bytes, str, str], Loaded], data: bytes, name: str, origin: str) -> Loaded:
    try:
        if len(data) > SIZE_LIMIT:
            raise Unfit(f"it is larger than {SIZE_LIMIT // 2**20} MB", "split it")
        yield from read(data, name, origin)
    except Unfit as unfit:
        yield unfit.at(name)


def _text(data: bytes, name: str, origin: str) -> Loaded:
    return [Found(read_text(data, fallback_id=_fallback(data, name, origin), origin=origin), name)]


def _page(data: bytes, name: str, origin: str) -> Loaded:
    from storage.loading.pages import read_page

    return [
        Found(read_page(data, None, None, origin=origin, fallback_id=_fallback(data, name, origin)), name)
    ]


def _feed(data: bytes, name: str, origin: str) -> Loaded:
    """A feed is itself wherever it is saved: what has no address of its own counts from where the feed says it lives."""
    from storage.loading.feeds import parse

    feed = parse(data, None, "", identity=origin)
    return [Found(article, name) for article in feed.articles]


def _fallback(data: bytes, name: str, origin: str) -> str:
    nameless = f"stdin-{blake2b(data, digest_size=5).hexdigest()}"
    return nameless if origin == STDIN else PurePath(name).stem
