"""One item of a feed, whatever the feed's format, made an article: its identity, text, link, language and date."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from urllib.parse import quote, urljoin, urlsplit

import msgspec

from storage.loading.cleaning import clean, clean_line
from storage.loading.dating import instant
from timeline.model import Article, Source

_GLOBAL = re.compile(r"(?:https?://|tag:|urn:|doi:|info:)", re.IGNORECASE)
_LANG = re.compile(r"\s*([A-Za-z]{2,3})(?![A-Za-z])")
_UNSAFE = re.compile(r"[\s<>\"\\^`{|}]+")
_SCHEMES = ("http", "https")
_TITLE = 1000
_TELLING = 60
"""Code points; less than that says too little about its language."""


class Item(msgspec.Struct, kw_only=True):
    """What a feed says about one article; all of it plain text."""

    guid: str = ""
    link: str = ""
    """Absolute."""
    title: str = ""
    text: str = ""
    dates: Sequence[str] = ()
    """As written; the first that can be read counts."""
    lang: str = ""


class Document(msgspec.Struct, kw_only=True):
    """A feed of any format, before its items are made articles."""

    title: str = ""
    link: str = ""
    lang: str = ""
    address: str = ""
    """Where it says that it is to be found."""
    next: str = ""
    ttl: float | None = None
    """Seconds for which it says that it stays as it is."""
    items: list[Item] = []


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What all items of a feed have in common."""

    origin: str
    """The address of the feed, for the store."""
    identity: str
    """What ids without a meaning of their own are unique in: the address that the feed was first known by."""
    source: Source | None
    lang: str
    now: dt.datetime
    site: str = ""


def web_link(link: str | None, base: str = "") -> str | None:
    """A link as an absolute web address, or None: ``javascript:``, ``file:`` and what is broken are no links to an article."""
    link = clean_line(link or "")
    try:
        joined = urljoin(base, _UNSAFE.sub(lambda bad: quote(bad[0]), link)) if link else ""
        parts = urlsplit(joined)
        if parts.scheme.lower() not in _SCHEMES or not parts.hostname or (parts.port or 0) < 0:
            return None
    except ValueError:
        return None
    netloc = parts.netloc.rpartition("@")[2]
    return parts._replace(scheme=parts.scheme.lower(), netloc=netloc).geturl()


def language(declared: str) -> str | None:
    """The ISO 639 code at the beginning of a language tag."""
    found = _LANG.match(declared)
    return found[1].lower() if found else None


def articles(items: Iterable[Item], setting: Setting) -> Iterator[Article]:
    """The articles of a feed, each with an id of its own that stays the same from fetch to fetch.

    An item without text, title and link is passed over. Of two that are the same but for their text the later dated one counts.
    """
    made = deque(
        (_key(item, setting), item) for item in items if item.text.strip() or item.title.strip() or item.link
    )
    shared = Counter(key for key, _ in made)
    chosen: dict[str, Article] = {}
    while made:  # a feed may be large, and an item that has become an article need not be kept
        key, item = made.popleft()
        if shared[key] > 1:  # the feed uses it for several items, so it identifies none
            key = f"{key}\n{item.link}\n{clean_line(item.title)}"
        article = _article(key, item, setting)
        earlier = chosen.get(article.id)
        if earlier is None or (earlier.published < article.published and not article.date_guessed):
            chosen[article.id] = article
    yield from chosen.values()


def _article(key: str, item: Item, setting: Setting) -> Article:
    title = clean_line(item.title)
    title = title if len(title) <= _TITLE else f"{title[:_TITLE]}…"
    text = clean(item.text).strip() or title or item.link
    published = next((date for each in item.dates if (date := instant(each, now=setting.now))), None)
    return Article(
        id=_id(key, item, setting),
        text=text,
        title=title or None,
        published=published or setting.now.isoformat(timespec="seconds"),
        date_guessed=published is None,
        lang=_language(item, setting, f"{title}\n{text}"),
        url=item.link or None,
        source=setting.source,
        origin=setting.origin,
    )


def _key(item: Item, setting: Setting) -> str:
    """What makes an item the same as one of another day, or of another feed of the site."""
    guid = clean_line(item.guid)
    if guid:
        return guid if _GLOBAL.match(guid) else f"{setting.identity}\n{guid}"
    if item.link and item.link.rstrip("/") not in (setting.site.rstrip("/"), setting.identity.rstrip("/")):
        return item.link
    return f"{setting.identity}\n{clean_line(item.title) or clean(item.text)}"


def _id(key: str, item: Item, setting: Setting) -> str:
    address = item.link or setting.site or setting.identity
    host = re.sub(r"[^a-z0-9.-]", "", (urlsplit(address).hostname or "feed").removeprefix("www."))
    return f"{host}-{blake2b(key.encode(), digest_size=5).hexdigest()}"


def _language(item: Item, setting: Setting, text: str) -> str | None:
    """The language that the words show, else the one that is declared: many a site leaves its software's default there."""
    from timeline.reading.language import identify

    found = identify(text) if len(text) > _TELLING else None
    return found or language(item.lang) or language(setting.lang)
