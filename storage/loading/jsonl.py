"""JSON Lines: one article a line, read with constant memory. A line that cannot be read costs only itself.

A line is an object with ``id``, ``published`` and ``text``, and if you like ``lang``, ``title``, ``url``, ``date_guessed`` and
``source``, which is a name or ``{"name", "kind", "country"}``. Other fields are ignored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from storage.loading.fields import Fields, make_article
from storage.loading.problem import Found, Problem, Unfit
from storage.loading.text import wrong_encoding
from timeline.model import Article

LINE_LIMIT = 16 * 1024 * 1024

_SKIPPED_AT_ONCE = 64 * 1024
_BOM = b"\xef\xbb\xbf"
_CURE = 'a line is an object with at least "id", "published" and "text"; see docs/formats.md'


class _Source(msgspec.Struct):
    name: str
    kind: str | None = None
    country: str | None = None


class _Row(msgspec.Struct):
    published: str
    text: str
    id: str | int | None = None
    lang: str | None = None
    title: str | None = None
    url: str | None = None
    source: _Source | str | None = None
    date_guessed: bool | None = None


_decoder = msgspec.json.Decoder(_Row)


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; what goes beyond the limit comes in further, small pieces."""
    room = LINE_LIMIT + 1
    while piece := stream.readline(room):
        yield piece
        room = LINE_LIMIT + 1 if piece.endswith(b"\n") else _SKIPPED_AT_ONCE


def read_lines(
    lines: Iterable[bytes], *, name: str, origin: str, verbatim: bool = False
) -> Iterator[Found | Problem]:
    """The articles of a file, in order.

    Args:
        lines: the file, as `pieces` gives it.
        name: the file as the caller named it, for problems.
        origin: where the articles come from, for the store.
        verbatim: leave texts as they are, so that offsets count in the file.
    """
    offset = 0
    empty = True
    for number, line in enumerate(_whole(lines), 1):
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield Problem(
                name, 1, "it is UTF-16, not UTF-8", "convert it: iconv -f utf-16 -t utf-8 OLD > NEW"
            )
            return
        if b"\0" in line:
            yield Problem(name, number, "it is a binary file, not JSON Lines", "leave it out")
            return
        row = line.removeprefix(_BOM) if number == 1 else line
        if row.strip():
            empty = False
            try:
                yield Found(_article(row, offset, origin, verbatim), name, number)
            except Unfit as unfit:
                yield unfit.at(name, number)
        offset += len(line)
    if empty:
        yield Problem(name, None, "the file is empty", "add articles, or leave it out")


def _whole(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines with their numbers right: of one beyond the limit only the first piece is kept, and found too long later."""
    inside = False
    for piece in lines:
        if not inside:
            yield piece
        inside = not piece.endswith(b"\n")


def _article(line: bytes, offset: int, origin: str, verbatim: bool) -> Article:
    if len(line) > LINE_LIMIT:
        raise Unfit(f"the line is longer than {LINE_LIMIT // 2**20} MB", "split the article")
    try:
        row = _decoder.decode(line)
    except msgspec.ValidationError as error:
        raise Unfit(f"it is not an article: {error}", _CURE) from None
    except UnicodeDecodeError:
        raise Unfit(*wrong_encoding(offset + _bad_byte(line))) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unfit(f"the JSON is broken: {error}", "mend the line, or leave it out") from None
    return make_article(_fields(row), origin=origin, verbatim=verbatim)


def _bad_byte(line: bytes) -> int:
    """Where UTF-8 breaks; the decoder counts from the beginning of its string."""
    try:
        line.decode()
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _fields(row: _Row) -> Fields:
    source = _Source(row.source) if isinstance(row.source, str) else row.source
    return Fields(
        id=None if row.id is None else str(row.id),
        text=row.text,
        published=row.published,
        title=row.title,
        lang=row.lang,
        url=row.url,
        source=source.name if source else None,
        kind=source.kind if source else None,
        country=source.country if source else None,
        date_guessed=bool(row.date_guessed),
    )
