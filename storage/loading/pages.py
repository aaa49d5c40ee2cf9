"""Web pages: the feeds that they name, and the article that is on them.

The text is found by trafilatura, which is an extra (``elshi[web]``), on a page that elshi has fetched itself. What a page says of
itself - title, date, language, address - is read from its JSON-LD, its meta elements and its first lines.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec

from storage.loading.cleaning import clean, clean_line
from storage.loading.dating import instant
from storage.loading.encoding import decode
from storage.loading.fields import url_id
from storage.loading.items import language, web_link
from storage.loading.markup import Tag, to_text, tokens
from storage.loading.problem import Unfit
from storage.sources import described
from timeline.model import Article, Source

SIZE_LIMIT = 8 * 2**20
INSTALL = "install it: pip install 'elshi[web]'"

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
_ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "PressRelease",
    "Report",
    "LiveBlogPosting",
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|div|p|article)\b", re.IGNORECASE)
_SAVED = re.compile(
    r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->|\bPage saved with SingleFile\s+url:\s*(https?://\S+)"
)
_COMMENTS = re.compile(
    r"\bcomments?\b|комментари|пікір|коментар|yorum|commentaires|kommentar|comentarios", re.IGNORECASE
)
_CONTROLS = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));")
_HEAD = 64 * 1024
_LEAST = 300
"""Bytes of text; a page that has fewer and does not call itself an article is a notice, such as that a site is down."""
_DATES = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
)
_DATES_LATER = (
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "article:modified_time",
)


class FeedLink(msgspec.Struct, frozen=True, kw_only=True):
    """A feed that a page names."""

    url: str
    title: str | None


class About(msgspec.Struct, kw_only=True):
    """What a page says of itself."""

    title: str = ""
    dates: list[str] = []
    lang: str = ""
    url: str = ""
    site: str = ""
    is_article: bool = False
    feeds: list[FeedLink] = []


def is_page(data: bytes, content_type: str | None = None) -> bool:
    """Whether this is HTML."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    return kind in ("text/html", "application/xhtml+xml") or _PAGE.search(decode(data[:2048])) is not None


def about(text: str, url: str) -> About:
    """What a page says of itself. Links count from ``url``."""
    found = About()
    later: list[str] = []
    for token, content in _elements(text):
        attributes = token.attributes()
        if token.name == "html":
            found.lang = found.lang or attributes.get("lang", "") or attributes.get("xml:lang", "")
        elif token.name == "base":
            url = web_link(attributes.get("href"), url) or url
        elif token.name == "title":
            found.title = found.title or to_text(content)
        elif token.name == "link":
            _take_link(found, attributes, url)
        elif token.name == "meta":
            _take_meta(found, later, attributes, url)
        elif token.name == "time":
            later.append(attributes.get("datetime", ""))
        elif token.name == "script" and "ld+json" in attributes.get("type", "").lower():
            _take_json(found, content, url)
    found.dates += later
    return found


def feed_links(said: About) -> list[FeedLink]:
    """The feeds of a page, each once and those of comments last."""
    once: dict[str, FeedLink] = {}
    for feed in said.feeds:
        once.setdefault(feed.url, feed)
    return sorted(once.values(), key=_of_comments)


def read_page(
    data: bytes,
    content_type: str | None,
    url: str | None,
    *,
    origin: str,
    fallback_id: str = "page",
    now: dt.datetime | None = None,
) -> Article:
    """The article on a page.

    Args:
        data: the page.
        content_type: the header as received, if there was one.
        url: where it was found; None for a saved page, which may say it itself.
        origin: where it was loaded from, for the store.
        fallback_id: the id when no address is known.
        now: the date when the page has none; it is then marked as guessed.

    Raises:
        Unfit: there is no article on it, or the extra is not installed.
    """
    if len(data) > SIZE_LIMIT:
        raise Unfit(f"it is larger than {SIZE_LIMIT // 2**20} MB", "save its text as a text file with a date")
    now = now or dt.datetime.now(dt.UTC)
    text = clean(_CONTROLS.sub("", decode(data, content_type)))
    saved = _SAVED.search(text[:_HEAD])
    base = url or (web_link(saved[1] or saved[2]) if saved else None) or ""
    said = about(text, base)
    body = clean(_main_text(text, said)).strip()
    if not body or (not said.is_article and len(body.encode()) < _LEAST):
        raise Unfit(
            "no article is found on the page", "save its text as a text file with a date, and add that"
        )
    address = said.url if said.url and _same_site(said.url, base) else base
    published = next((date for each in said.dates if (date := instant(each, now=now))), None)
    guessed = None if published else _dated_by_page(text, now)
    name = clean_line(said.site) or (urlsplit(address).hostname or "").removeprefix("www.")
    return Article(
        id=url_id(address) if address else fallback_id,
        text=body,
        title=clean_line(said.title) or None,
        published=published or guessed or now.isoformat(timespec="seconds"),
        date_guessed=published is None,
        lang=_language(body, said.lang),
        url=address or None,
        source=described(Source(name=name) if name else None, url or ""),
        origin=origin,
    )


def _main_text(text: str, said: About) -> str:
    try:
        import trafilatura
    except ImportError:
        raise Unfit("reading web pages takes trafilatura, which is not installed", INSTALL) from None
    try:
        found = trafilatura.extract(
            text, fast=True, include_comments=False, include_tables=False, deduplicate=False
        )
    except Exception as error:  # a page may be anything
        raise Unfit(
            f"it cannot be read as a page ({type(error).__name__})", "save its text as a text file"
        ) from None
    body = found or ""
    title = clean_line(said.title)
    first, _, rest = body.partition("\n")
    return rest if title and clean_line(first) == title and rest.strip() else body


def _dated_by_page(text: str, now: dt.datetime) -> str | None:
    """A day that stands somewhere on the page, such as in its text: a guess."""
    import logging

    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return instant(find_date(text, original_date=True, extensive_search=False), now=now)
    except Exception:  # a page may be anything
        return None


def _language(body: str, declared: str) -> str | None:
    from timeline.reading.language import identify

    return identify(body) or language(declared)


def _elements(text: str) -> Iterator[tuple[Tag, str]]:
    """Opening tags, each with the raw text right after it."""
    waiting: Tag | None = None
    for token in tokens(text):
        if waiting is not None:
            yield waiting, token if isinstance(token, str) else ""
            waiting = None
        if isinstance(token, Tag) and not token.closing:
            if token.name in ("script", "title"):
                waiting = token
            elif token.name in ("html", "base", "link", "meta", "time"):
                yield token, ""


def _take_link(found: About, attributes: dict[str, str], url: str) -> None:
    relations = attributes.get("rel", "").lower().split()
    address = web_link(attributes.get("href"), url)
    if not address:
        return
    if "canonical" in relations:
        found.url = found.url or address
    elif (
        "alternate" in relations
        and attributes.get("type", "").partition(";")[0].strip().lower() in _FEED_TYPES
    ):
        found.feeds.append(FeedLink(url=address, title=clean_line(attributes.get("title", "")) or None))


def _take_meta(found: About, later: list[str], attributes: dict[str, str], url: str) -> None:
    name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
    value = attributes.get("content", "")
    if name in _DATES:
        found.dates.append(value)
    elif name in _DATES_LATER:
        later.append(value)
    elif name == "og:title":
        found.title = value or found.title
    elif name == "og:site_name":
        found.site = found.site or value
    elif name == "og:url":
        found.url = found.url or web_link(value, url) or ""
    elif name == "og:type":
        found.is_article = found.is_article or value.lower() == "article"


def _take_json(found: About, content: str, url: str) -> None:
    try:
        data = msgspec.json.decode(content.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return
    for node in _nodes(data):
        kinds = node.get("@type")
        if not any(kind in _ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds])):
            continue
        found.is_article = True
        found.dates[:0] = [
            value for key in ("datePublished", "dateCreated") if isinstance(value := node.get(key), str)
        ]
        if isinstance(headline := node.get("headline"), str):
            found.title = to_text(headline) or found.title
        if isinstance(lang := node.get("inLanguage"), str):
            found.lang = lang
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and isinstance(name := publisher.get("name"), str):
            found.site = found.site or name
        if isinstance(address := node.get("url"), str):
            found.url = found.url or web_link(address, url) or ""
        return


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    waiting = deque([data])
    while waiting:
        each = waiting.popleft()
        if isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, dict):
            yield each
            waiting.append(each.get("@graph"))
            waiting.append(each.get("mainEntity"))


def _same_site(one: str, other: str) -> bool:
    """Whether an address that a page gives itself may be believed: only its own site can tell."""
    hosts = [(urlsplit(each).hostname or "").removeprefix("www.") for each in (one, other)]
    return not hosts[1] or hosts[0] == hosts[1]


def _of_comments(feed: FeedLink) -> bool:
    return (
        _COMMENTS.search(feed.title or "") is not None
        or re.search(r"/comments?(/|$|\b)", feed.url) is not None
    )
