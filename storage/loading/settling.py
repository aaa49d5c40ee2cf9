"""Articles that come again and again, from feeds: what the store already has of them decides what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from storage.loading.addresses import is_web_address
from storage.store import AddResult, Store
from timeline.model import Article

AT_ONCE = 1000
"""Articles added together: more would take more memory, and articles of the web do not depend on each other."""


def add_settled(articles: Sequence[Article], store: Store) -> AddResult:
    """Add fetched articles to a store, settled with what is there.

    Raises:
        StoreError: the store cannot be written; what was added before stays.
    """
    added: list[str] = []
    updated: list[str] = []
    unchanged: list[str] = []
    for first in range(0, len(articles), AT_ONCE):
        result = store.add(settle(articles[first : first + AT_ONCE], store), update=True)
        added += result.added
        updated += result.updated
        unchanged += result.unchanged
    return AddResult(tuple(added), tuple(updated), tuple(unchanged))


def settle(articles: Iterable[Article], store: Store) -> list[Article]:
    """The articles as they should be added to the store, with ``update=True``.

    - An article without a date keeps the time at which it was first seen.
    - An article that two feeds carry is one article, and the longer of its texts stays.
    - One that is stored under another id with the same address and title is that one.
    """
    settled: dict[str, Article] = {}
    for article in articles:
        stored = store.get(article.id) or _twin(article, store)
        kept = _settled(article, stored) if stored else article
        settled.setdefault(kept.id, kept)
    return list(settled.values())


def _twin(article: Article, store: Store) -> Article | None:
    found = store.find_url(article.url) if article.url else None
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
