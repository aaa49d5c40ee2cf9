"""How articles and readings stand in the tables of a store, and what is indexed of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from storage.identity import content_hash
from storage.rows import Index, number_code, text_code
from storage.store import ChangeKind
from timeline.model import Article, Reading, Source, publication_order

ARTICLES, FORMER, REMOVED, READINGS = "articles", "former", "removed", "readings"

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?!\d).*)?)?", re.DOTALL | re.ASCII)
_FIRST = {"seq": 0, "kind": "added"}
_DAY_IN_STEPS = 86_400_000_001
"""The day alone, and each microsecond of it."""


class Stored(msgspec.Struct, kw_only=True):
    """An article as it is written. The text stands last, so that a list need not read it."""

    id: str
    title: str | None
    lang: str | None
    url: str | None
    source: Source | None
    published: str
    date_guessed: bool
    origin: str | None
    seq: int
    """The number of the change that wrote it."""
    change: ChangeKind
    hash: str
    """16 hexadecimal digits of the content."""
    text: str


class StoredReading(msgspec.Struct, kw_only=True):
    """A reading, and what it was made from by whom."""

    reader: str
    hash: str
    stamp: int
    reading: Reading


def stored(article: Article, seq: int, kind: ChangeKind) -> bytes:
    """An article as it is written."""
    fields = {name: getattr(article, name) for name in Article.__struct_fields__}
    return msgspec.json.encode(Stored(**fields, seq=seq, change=kind, hash=short_hash(article)))


def short_hash(article: Article) -> str:
    """What tells one content of an article from another."""
    return content_hash(article)[:16]


def hash_code(value: Any) -> int | None:
    """The code of a `short_hash`."""
    return int(value[:15], 16) if isinstance(value, str) else None


def day_code(value: Any) -> int | None:
    """20250823 for anything that begins with 2025-08-23, and so in order; None for days written otherwise."""
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    return int(found[1] + (found[2] or "00") + (found[3] or "00")) if found else None


def order_code(value: Any) -> int | None:
    """A number in the order of `publication_order`."""
    try:
        day, time = publication_order(value)
    except (TypeError, ValueError):
        return None
    code = _ordinal(day) * _DAY_IN_STEPS
    if time:
        hours, minutes, seconds = time.split(":")
        code += 1 + (int(hours) * 3600 + int(minutes) * 60) * 1_000_000 + round(float(seconds) * 1_000_000)
    return code


def seconds_of(order: int) -> int:
    """The second that an `order_code` falls into."""
    day, step = divmod(order, _DAY_IN_STEPS)
    return day * 86_400 + max(step - 1, 0) // 1_000_000


def _ordinal(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()


def _updated(value: Any) -> int:
    return int(value == "updated")


ARTICLE_INDEXES: Mapping[str, tuple[Index, ...]] = {
    ARTICLES: (
        Index("seq", ("seq",), number_code, ordered=True),
        Index("updated", ("change",), _updated),
        Index("hash", ("hash",), hash_code),
        Index("url", ("url",), text_code),
        Index("day", ("published",), day_code, ordered=True),
        Index("order", ("published",), order_code),
        Index("lang", ("lang",), text_code),
        Index("source", ("source", "name"), text_code),
    ),
    FORMER: (Index("of", ("of",), text_code),),
    REMOVED: (Index("seq", ("seq",), number_code, ordered=True),),
}
READING_INDEXES: Mapping[str, tuple[Index, ...]] = {
    READINGS: (
        Index("reader", ("reader",), text_code),
        Index("hash", ("hash",), hash_code),
        Index("stamp", ("stamp",), number_code),
    )
}


def converted(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The tables of the first format in this one."""
    changes = tables.get("changes", {})
    articles = {
        id_: msgspec.to_builtins(_numbered(msgspec.convert(found, Article), changes.get(id_, _FIRST)))
        for id_, found in tables.get("articles", {}).items()
    }
    former = [
        {"of": id_, "article": version}
        for id_, found in tables.get("former", {}).items()
        for version in found["versions"]
    ]
    return {
        ARTICLES: articles,
        FORMER: {str(number): each for number, each in enumerate(former, 1)},
        REMOVED: {
            id_: {"seq": change["seq"]} for id_, change in changes.items() if change["kind"] == "removed"
        },
    }


def _numbered(article: Article, change: Mapping[str, Any]) -> Stored:
    return msgspec.json.decode(stored(article, change["seq"], change["kind"]), type=Stored)
