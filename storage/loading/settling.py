"""Articles that come again and again, from feeds: what the store already has of them decides what is new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import msgspec

from storage.loading.addresses import is_web_address
from timeline.model import Article


class Shelf(Protocol):
    """As much of a store as this takes."""

    def get(self, id: str) -> Article | None:  # noqa: A002
        """One article, or None."""

    def find_url(self, url: str) -> Article | None:
        """The article of an address, or None."""


def settle(articles: Iterable[Article], shelf: Shelf) -> list[Article]:
    """The articles as they should be added to the store, with ``update=True``.

    - An article without a date keeps the time at which it was first seen.
    - An article that two feeds carry is one article, and the longer of its texts stays.
    - One that is stored under another id with the same address and title is that one.
    """
    settled: dict[str, Article] = {}
    for article in articles:
        stored = shelf.get(article.id) or _twin(article, shelf)
        kept = _settled(article, stored) if stored else article
        settled.setdefault(kept.id, kept)
    return list(settled.values())


def _twin(article: Article, shelf: Shelf) -> Article | None:
    found = shelf.find_url(article.url) if article.url else None
    return found if found and found.title == article.title else None


def _settled(article: Article, stored: Article) -> Article:
    another_feed = stored.origin != article.origin and is_web_address(stored.origin or "")
    if another_feed and len(article.text) <= len(stored.text):
        return stored
    if article.date_guessed:
        article = msgspec.structs.replace(
            article, published=stored.published, date_guessed=stored.date_guessed
        )
    return msgspec.structs.replace(article, id=stored.id)
