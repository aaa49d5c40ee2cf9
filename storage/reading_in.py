"""Reading articles that are in a store, and keeping what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from storage.store import Store


def _nothing() -> None:
    """Nobody counts."""


def read_in(store: Store, ids: Iterable[str], *, each: Callable[[], None] = _nothing) -> None:
    """Read articles of the store and keep the readings, all together; ``each`` hears of every article that is read.

    Raises:
        StoreError: the store cannot be read or written.
    """
    from timeline.reading import READER_VERSION, read

    made = []
    for article in filter(None, map(store.get, ids)):
        made.append((article, read(article)))
        each()
    store.put_readings(made, READER_VERSION)
