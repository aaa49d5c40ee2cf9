"""The fields of an article, checked the same way whatever file they came from."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import get_args
from urllib.parse import urlsplit

import msgspec

from storage.loading.cleaning import clean, clean_line
from storage.loading.problem import Unfit, shown
from timeline.model import Article, Source, SourceKind, publication_day

DATE_CURE = "write a day such as 2025-08-23, or an instant such as 2025-08-23T09:30:00+05:00"
KINDS: tuple[str, ...] = get_args(SourceKind)

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_LANG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")


class Fields(msgspec.Struct, kw_only=True):
    """What a file says about one article, as it says it."""

    text: str
    published: str
    id: str | None = None
    title: str | None = None
    lang: str | None = None
    url: str | None = None
    source: str | None = None
    kind: str | None = None
    country: str | None = None
    date_guessed: bool = False


def make_article(
    fields: Fields, *, origin: str, fallback_id: str | None = None, verbatim: bool = False
) -> Article:
    """Check and clean the fields.

    Args:
        fields: what the file says.
        origin: where the article comes from, for the store.
        fallback_id: the id when the file gives neither id nor url.
        verbatim: leave the text as it is, for readers whose offsets count in the file.

    Raises:
        Unfit: a field cannot be used; its ``field`` names it.
    """
    url = _url(fields.url)
    text = fields.text if verbatim else clean(fields.text)
    if not text.strip():
        raise Unfit("the text is empty", "add the text, or leave the article out", field="text")
    return Article(
        id=_id(fields.id, url, fallback_id),
        text=text,
        published=published(fields.published),
        title=clean_line(fields.title or "") or None,
        lang=_lang(fields.lang),
        url=url,
        source=_source(fields),
        date_guessed=fields.date_guessed,
        origin=origin,
    )


def published(value: str) -> str:
    """A publication date, as it was written.

    Raises:
        Unfit: it is no date, or one that does not exist.
    """
    value = value.strip()
    if not _DATE.fullmatch(value):
        raise Unfit(f"{shown(value)} is not a date that elshi reads", DATE_CURE, field="date")
    try:
        publication_day(value)
    except ValueError:
        raise Unfit(f"the date {shown(value)} does not exist", DATE_CURE, field="date") from None
    return value


def url_id(url: str) -> str:
    """A short id for an address, always the same: its host and a hash, ``akorda.kz-1f3a9c2b4d``."""
    host = re.sub(r"[^a-z0-9.-]", "", (urlsplit(url).hostname or "").removeprefix("www."))
    return f"{host}-{blake2b(url.encode(), digest_size=5).hexdigest()}"


def _id(value: str | None, url: str | None, fallback: str | None) -> str:
    if value is not None and value.strip():
        if clean_line(value) != value.strip():
            raise Unfit(f"the id {shown(value)} holds control characters", "give it another id", field="id")
        return value
    if url:
        return url_id(url)
    if fallback:
        return fallback
    raise Unfit("it has neither id nor url", "give it an id", field="id")


def _url(value: str | None) -> str | None:
    value = (value or "").strip()
    if not value:
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or re.search(r"\s", value)
        or clean(value) != value
    ):
        raise Unfit(
            f"{shown(value)} is not a web address",
            "write http://… or https://…, or leave it out",
            field="url",
        )
    return value


def _lang(value: str | None) -> str | None:
    value = (value or "").strip()
    if not value:
        return None
    found = _LANG.fullmatch(value)
    if not found:
        raise Unfit(
            f"{shown(value)} is not a language code",
            "write one such as kk, ru or en, or leave it out",
            field="lang",
        )
    return found[1].lower()


def _source(fields: Fields) -> Source | None:
    name = clean_line(fields.source or "")
    kind = clean_line(fields.kind or "").lower() or None
    country = clean_line(fields.country or "").upper() or None
    if kind is not None and kind not in KINDS:
        raise Unfit(
            f"{shown(kind)} is not a kind of source", f"write one of: {', '.join(KINDS)}", field="kind"
        )
    if country is not None and not re.fullmatch("[A-Z]{2}", country):
        raise Unfit(
            f"{shown(country)} is not a country code", "write two letters, such as KZ", field="country"
        )
    if name:
        return msgspec.convert({"name": name, "kind": kind, "country": country}, Source)
    if kind or country:
        given = "kind" if kind else "country"
        raise Unfit(f"it says the {given} of a source without a name", "give the source a name", field=given)
    return None
