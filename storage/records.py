"""How articles and readings stand in the tables of a store, and what is indexed of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha1
from typing import Any

import msgspec

from storage.rows import Index, number_code, shared_text_code, text_code
from storage.store import ChangeKind
from timeline.model import Article, Reading, Source

ARTICLES, FORMER, REMOVED, READINGS = "articles", "former", "removed", "readings"

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?!\d).*)?)?", re.DOTALL | re.ASCII)
_FIRST = {"seq": 0, "kind": "added"}
_BEGINNING_HERE = dt.datetime(1, 1, 1)
_BEGINNING = _BEGINNING_HERE.replace(tzinfo=dt.UTC)
_DAYS = dt.date.max.toordinal()
_DAY_IN_STEPS = 86_400_000_001
"""The day alone, and each microsecond of it."""


class _Head(msgspec.Struct):
    """All of an article but its text, which stands last in a line, so that a list need not read it."""

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
    """See `short_hash`."""


class StoredReading(msgspec.Struct, kw_only=True):
    """A reading, and what it was made from by whom."""

    reader: str
    hash: str
    stamp: int
    reading: Reading


def stored(article: Article, seq: int, kind: ChangeKind) -> bytes:
    """An article as it is written: a `Stored`, put together so that the text is encoded once.

    Raises:
        UnicodeEncodeError: it holds half a character.
    """
    text = msgspec.json.encode(article.text)
    head = _Head(
        article.id,
        article.title,
        article.lang,
        article.url,
        article.source,
        article.published,
        article.date_guessed,
        article.origin,
        seq,
        kind,
        _hash(article, text),
    )
    return b"".join((msgspec.json.encode(head)[:-1], b',"text":', text, b"}"))


def short_hash(article: Article) -> str:
    """16 hexadecimal digits that tell one content of an article from another."""
    return _hash(article, msgspec.json.encode(article.text))


def _hash(article: Article, text: bytes) -> str:
    said = (
        article.title,
        article.lang,
        article.url,
        article.source,
        article.published,
        article.date_guessed,
    )
    # SHA-1 only because it is the fastest there is; nothing here is a secret.
    digest = sha1(msgspec.json.encode(said), usedforsecurity=False)
    digest.update(text)
    return digest.hexdigest()[:16]


def hash_code(value: Any) -> int | None:
    """The code of a `short_hash`."""
    return int(value[:15], 16) if isinstance(value, str) else None


def day_code(value: Any) -> int | None:
    """20250823 for anything that begins with 2025-08-23, and so in order; None for days written otherwise."""
    return _day(value[:11]) if isinstance(value, str) else None


@lru_cache(maxsize=4096)
def _day(begun: str) -> int | None:
    found = _DAY.fullmatch(begun)
    return int(found[1] + (found[2] or "00") + (found[3] or "00")) if found else None


def order_code(value: Any) -> int | None:
    """A number in the order of `timeline.model.publication_order`."""
    try:
        if len(value) == 10:
            return dt.date.fromisoformat(value).toordinal() * _DAY_IN_STEPS
        instant = dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    since = instant - _BEGINNING if instant.tzinfo else instant - _BEGINNING_HERE
    if not 0 <= since.days < _DAYS:  # in UTC it would be a year that there is not
        since = instant.replace(tzinfo=None) - _BEGINNING_HERE
    return (since.days + 1) * _DAY_IN_STEPS + 1 + since.seconds * 1_000_000 + since.microseconds


def seconds_of(order: int) -> int:
    """The second that an `order_code` falls into."""
    day, step = divmod(order, _DAY_IN_STEPS)
    return day * 86_400 + max(step - 1, 0) // 1_000_000


def _updated(value: Any) -> int:
    return int(value == "updated")


BODIES = {ARTICLES: b',"text":"'}
"""How the last field of a document begins, behind which nothing is indexed."""
ARTICLE_INDEXES: Mapping[str, tuple[Index, ...]] = {
    ARTICLES: (
        Index("seq", ("seq",), number_code, ordered=True, peak=True),
        Index("updated", ("change",), _updated),
        Index("hash", ("hash",), hash_code),
        Index("url", ("url",), text_code),
        Index("day", ("published",), day_code, ordered=True),
        Index("order", ("published",), order_code),
        Index("lang", ("lang",), shared_text_code),
        Index("source", ("source", "name"), shared_text_code),
    ),
    FORMER: (Index("of", ("of",), text_code),),
    REMOVED: (Index("seq", ("seq",), number_code, ordered=True, peak=True),),
}
READING_INDEXES: Mapping[str, tuple[Index, ...]] = {
    READINGS: (
        Index("reader", ("reader",), shared_text_code),
        Index("hash", ("hash",), hash_code),
        Index("stamp", ("stamp",), number_code),
    )
}


def converted(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The tables of the first format in this one."""
    changes = tables.get("changes", {})
    articles = {
        id_: _numbered(msgspec.convert(found, Article), changes.get(id_, _FIRST))
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


def _numbered(article: Article, change: Mapping[str, Any]) -> Any:
    return msgspec.json.decode(stored(article, change["seq"], change["kind"]))
