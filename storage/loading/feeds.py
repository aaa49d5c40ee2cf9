"""Feeds of every kind, from bytes to articles; `parse` is the door.

It takes bytes and nothing else: no name of a file, no address that anybody could make it open.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from storage.loading.cleaning import clean_line
from storage.loading.encoding import decode
from storage.loading.items import Document, Item, Setting, articles
from storage.loading.problem import Unfit
from storage.sources import described
from timeline.model import Article, Source

_ROOT = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+<(?:[\w.-]+:)?(rss|feed|rdf|channel|html|opml)\b",
    re.IGNORECASE | re.DOTALL,
)
_SNIFFED = 64 * 1024


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed and the articles in it, in its own order."""

    title: str | None
    link: str | None
    """The site that it belongs to."""
    lang: str | None
    address: str | None
    """Where it says that it is to be found."""
    next: str | None
    """Where older articles are."""
    ttl: float | None
    """Seconds for which it says that it stays as it is."""
    articles: list[Article]


def parse(
    data: bytes,
    content_type: str | None,
    url: str,
    *,
    source: Source | None = None,
    identity: str | None = None,
    now: dt.datetime | None = None,
) -> Feed:
    """Read a feed: RSS, RDF, Atom or JSON Feed. It takes time; on an event loop, call it in a thread.

    Args:
        data: the feed.
        content_type: the header as received, if there was one.
        url: where it was found in the end; relative links count from there.
        source: who publishes it; without, its title.
        identity: the address that the feed was first known by, if it has moved since: items without an id of their own keep theirs.
        now: when it was fetched, with an offset: the date of items that have none.

    Raises:
        Unfit: it is no feed, or one that cannot be read; message and cure say so.
    """
    document = _document(data, content_type, url)
    title = clean_line(document.title) or None
    setting = Setting(
        origin=identity or url,
        identity=identity or url,
        source=described(source or (Source(name=title) if title else None), url),
        lang=document.lang,
        now=now or dt.datetime.now(dt.UTC),
        site=document.link,
    )
    return Feed(
        title=title,
        link=document.link or None,
        lang=document.lang or None,
        address=document.address or None,
        next=document.next or None,
        ttl=document.ttl,
        articles=list(articles(_taken(document.items), setting)),
    )


def _taken(items: list[Item]) -> Iterator[Item]:
    """The items of a document, which forgets them."""
    items.reverse()
    while items:
        yield items.pop()


def is_feed(data: bytes, content_type: str | None = None) -> bool:
    """Whether this is meant to be a feed, well made or not."""
    text = decode(data[:_SNIFFED], content_type)
    root = _root(text)
    if root:
        return root in ("rss", "feed", "rdf", "channel")
    return text.lstrip().startswith("{") and "jsonfeed.org/version/" in text


def _document(data: bytes, content_type: str | None, url: str) -> Document:
    if not data.strip(b"\0\t\n\r "):
        raise Unfit("it is empty", "try again later")
    text = decode(data, content_type)
    root = _root(text[:_SNIFFED])
    if root == "html":
        raise Unfit(
            "it is a web page, not a feed", "'elshi add' with the address of the page finds its feeds"
        )
    if root == "opml":
        raise Unfit("it is a list of feeds, not a feed", "save it, and add the file")
    if root is None and text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        from storage.loading.jsonfeed import read_json_feed

        return read_json_feed(text, url)
    from storage.loading.syndication import read_syndication

    if "<" not in text[:_SNIFFED]:
        raise Unfit("it is no feed", "check the address in a browser")
    return read_syndication(text[text.index("<") :], url)


def _root(text: str) -> str | None:
    found = _ROOT.match(text.lstrip("\ufeff"))
    return found[1].lower() if found else None
