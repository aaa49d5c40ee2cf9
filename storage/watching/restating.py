"""Telling stored articles who publishes them, when the user has said it otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from storage.store import Store
from storage.watching.subscriptions import Followed
from timeline.model import Article

_BATCH = 500


def restate(store: Store, before: Followed, after: Followed) -> int:
    """Tell the stored articles of a feed who publishes them now; returns how many changed.

    Raises:
        StoreError: the store cannot be written.
    """
    if before.source == after.source:
        return 0
    stated = _restated(store, before, after)
    count = 0
    while batch := list(islice(stated, _BATCH)):
        count += len(store.add(batch, update=True).updated)
    return count


def _restated(store: Store, before: Followed, after: Followed) -> Iterator[Article]:
    ids = [ref.id for ref in store.refs(source=before.source.name)]
    articles: Iterable[Article] = filter(None, map(store.get, ids))
    for article in articles:
        if article.origin == before.key and article.source != after.source:
            yield msgspec.structs.replace(article, source=after.source)
