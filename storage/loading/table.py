"""CSV: one article a row, with the names of the columns in the first."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from storage.loading.fields import DATE_CURE, Fields, make_article
from storage.loading.problem import Found, Problem, Unfit, shown

COLUMNS = {
    "id": "id",
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "publish_date": "published",
    "text": "text",
    "body": "text",
    "content": "text",
    "url": "url",
    "link": "url",
    "lang": "lang",
    "language": "lang",
    "source": "source",
    "kind": "kind",
    "country": "country",
}
"""Names of columns, in any case -> the field."""
FIELD_LIMIT = 16 * 1024 * 1024
_CURE = "name the columns in the first row; needed are date and text, and id or url"
_DELIMITERS = ",;\t|"


def read_table(stream: BinaryIO, *, name: str, origin: str) -> Iterator[Found | Problem]:
    """The articles of a CSV file, in order; a row that cannot be read costs only itself.

    Args:
        stream: the file, in UTF-8 with or without a byte order mark.
        name: the file as the caller named it, for problems.
        origin: where the articles come from, for the store.
    """
    csv.field_size_limit(FIELD_LIMIT)
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        yield from _rows(lines, name, origin)
    except UnicodeDecodeError:
        yield Problem(
            name, None, "it is not UTF-8", "convert it, for example: iconv -f windows-1251 -t utf-8 OLD > NEW"
        )
    finally:
        lines.detach()


def _rows(lines: io.TextIOWrapper, name: str, origin: str) -> Iterator[Found | Problem]:
    first = lines.readline(FIELD_LIMIT)
    delimiter = max(_DELIMITERS, key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    fields = [COLUMNS.get(each.strip().lower()) for each in header]
    missing = [needed for needed in ("published", "text") if needed not in fields]
    if missing or not ("id" in fields or "url" in fields):
        yield Problem(
            name, 1, f"the first row names no column for {' and '.join(missing) or 'id or url'}", _CURE
        )
        return
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        number = reader.line_num + 2
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Problem(name, number, f"the row cannot be read: {error}", "mend the row, or leave it out")
            continue
        if row is None:
            return
        if any(row):
            yield _article(fields, row, name, origin, number)


def _article(
    fields: list[str | None], row: list[str], name: str, origin: str, number: int
) -> Found | Problem:
    values: dict[str, str] = {}
    for field, value in zip(fields, row, strict=False):
        if field and value.strip():
            values.setdefault(field, value)
    try:
        return Found(make_article(_fields(values), origin=origin), name, number)
    except Unfit as unfit:
        return unfit.at(name, number)


def _fields(values: dict[str, str]) -> Fields:
    import datetime as dt

    from storage.loading.dating import instant

    if "published" not in values:
        raise Unfit("the row has no date", DATE_CURE, field="date")
    day = instant(values["published"], now=dt.datetime.max.replace(tzinfo=dt.UTC) - dt.timedelta(days=3))
    if day is None:
        raise Unfit(f"{shown(values['published'])} is not a date that elshi reads", DATE_CURE, field="date")
    return msgspec.convert({"text": "", **values, "published": day}, Fields)
