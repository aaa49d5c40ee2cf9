"""Articles into a store: settled with what is there, added, and read at once so that the next start need not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from storage.loading.addresses import is_web_address
from storage.loading.settling import add_settled, settle
from storage.reading_in import read_in
from storage.store import AddResult, Store
from timeline.model import Article
from tui.progress import Progress

_BATCH = 200


def take_in(store: Store, articles: Iterable[Article], *, update: bool = False) -> AddResult:
    """Add articles, and read those that are new or changed, with progress on a terminal.

    When the reading is broken off, all articles are in the store and what was read so far is kept; the rest is read by whatever
    needs it next.

    Raises:
        Conflict: one id, two articles, of which none comes from the web.
        StoreError: the store cannot be written.
    """
    from_web: list[Article] = []
    others: list[Article] = []
    for article in articles:
        (from_web if is_web_address(article.origin or "") else others).append(article)
    result = store.add(_same_first_seen(others, store), update=update) if others else AddResult()
    if from_web:
        fetched = add_settled(from_web, store)
        result = AddResult(
            result.added + fetched.added,
            result.updated + fetched.updated,
            result.unchanged + fetched.unchanged,
        )
    _read_with_progress(store, (*result.added, *result.updated))
    return result


def _read_with_progress(store: Store, ids: Iterable[str]) -> None:
    """Read articles of the store, and keep the readings as they are made."""
    waiting = list(ids)
    rest = iter(waiting)
    with Progress("reading", len(waiting)) as progress:
        while batch := list(islice(rest, _BATCH)):
            read_in(store, batch, each=progress.step)


def _same_first_seen(articles: Iterable[Article], store: Store) -> Iterable[Article]:
    """Articles of files; those without a date keep the time at which they were first seen."""
    for article in articles:
        yield settle([article], store)[0] if article.date_guessed else article
