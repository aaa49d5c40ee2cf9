"""What an address leads to: a feed, a page with feeds, a page with an article, or a list of feeds; and the articles there."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Collection, Iterable, Iterator

import msgspec

from storage.loading.addresses import allowed_hosts, bare
from storage.loading.aside import aside
from storage.loading.encoding import decode
from storage.loading.feeds import is_feed, parse
from storage.loading.http import PAGE_TYPES, Answer, Door, FetchError, Request
from storage.loading.opml import Outline, read_opml
from storage.loading.pages import SIZE_LIMIT, About, about, feed_links, is_page, read_page
from storage.loading.problem import Found, Problem, Unfit
from timeline.model import Article, Source

FEEDS_OF_A_PAGE = 8
_SHORT = 1000
"""Code points; an item of a feed that has fewer is likely to be the beginning of its article only."""


def load_address(url: str, allow_private: Collection[str] = ()) -> Iterator[Article | Problem]:
    """All that is at an address, fetched once, each article once. Blocks; not for an event loop."""
    found = deque(asyncio.run(_load(url, allow_private)))
    while found:  # a feed may be large, and what has been given away need not be kept
        each = found.popleft()
        yield each if isinstance(each, Problem) else each.article


def load_outlines(outlines: Iterable[Outline], allow_private: Collection[str] = ()) -> list[Found | Problem]:
    """The articles of the feeds of a list. Blocks; not for an event loop."""
    return asyncio.run(_load_outlines(list(outlines), allow_private))


async def articles_at(door: Door, url: str) -> list[Found | Problem]:
    """The articles at an address: of the feed there, of the feeds that the page there names, or the one on the page."""
    try:
        answer = await door.fetch(Request(url=url))
        return await _open(door, answer)
    except FetchError as error:
        return [Problem(bare(url), None, error.message, error.cure)]
    except Unfit as unfit:
        return [unfit.at(bare(url))]


async def full_text(door: Door, article: Article) -> Article:
    """The article with the text of its page, where the feed gives only its beginning.

    Raises:
        FetchError: the page cannot be had.
        Unfit: there is no article on it, or the extra is not installed.
    """
    if not article.url or len(article.text) >= _SHORT:
        return article
    answer = await door.fetch(Request(url=article.url, accept=PAGE_TYPES, max_bytes=SIZE_LIMIT))
    page = await aside(read_page, answer.body, answer.content_type, answer.url, origin=article.url)
    if len(page.text) <= len(article.text):
        return article
    dated = {"published": page.published, "date_guessed": False} if _better_dated(page, article) else {}
    return msgspec.structs.replace(article, text=page.text, lang=page.lang or article.lang, **dated)


def _better_dated(page: Article, article: Article) -> bool:
    return article.date_guessed and not page.date_guessed


async def _load(url: str, allow_private: Collection[str]) -> list[Found | Problem]:
    async with Door(allow_private=allowed_hosts(allow_private)) as door:
        return await articles_at(door, url)


async def _load_outlines(outlines: list[Outline], allow_private: Collection[str]) -> list[Found | Problem]:
    async with Door(allow_private=allowed_hosts(allow_private)) as door:
        return await _articles_of(door, outlines)


async def _open(door: Door, answer: Answer) -> list[Found | Problem]:
    if is_feed(answer.body, answer.content_type):
        return await _feed_articles(answer, None)
    if b"<opml" in answer.body[:2048].lower():
        return await _articles_of(door, read_opml(answer.body, answer.content_type))
    if not is_page(answer.body, answer.content_type):
        return await _feed_articles(answer, None)
    said = await aside(_about, answer)
    feeds = feed_links(said)
    if feeds and not said.is_article:
        chosen = {feed.title or feed.url: feed for feed in reversed(feeds[:FEEDS_OF_A_PAGE])}
        outlines = [Outline(url=feed.url) for feed in reversed(chosen.values())]
        return await _articles_of(door, outlines)
    article = await aside(read_page, answer.body, answer.content_type, answer.url, origin=answer.url)
    return [Found(article, answer.url)]


def _about(answer: Answer) -> About:
    return about(decode(answer.body, answer.content_type), answer.url)


async def _articles_of(door: Door, outlines: list[Outline]) -> list[Found | Problem]:
    """The articles of several feeds, in the order of the list; an article that two of them carry, once."""
    results = await asyncio.gather(*(_articles_of_one(door, outline) for outline in outlines))
    found: list[Found | Problem] = []
    seen: set[str] = set()
    for each in (each for result in results for each in result):
        if isinstance(each, Problem):
            found.append(each)
        elif each.article.id not in seen:
            seen.add(each.article.id)
            found.append(each)
    return found


async def _articles_of_one(door: Door, outline: Outline) -> list[Found | Problem]:
    try:
        answer = await door.fetch(Request(url=outline.url))
        return await _feed_articles(answer, outline.title)
    except FetchError as error:
        return [Problem(bare(outline.url), None, error.message, error.cure)]
    except Unfit as unfit:
        return [unfit.at(bare(outline.url))]


async def _feed_articles(answer: Answer, title: str | None) -> list[Found | Problem]:
    source = Source(name=title) if title else None
    feed = await aside(parse, answer.body, answer.content_type, answer.url, source=source)
    return [Found(article, answer.url) for article in feed.articles]
