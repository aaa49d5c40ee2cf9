"""Articles from one store to another, whatever kind either is; a plain TinyDB file counts as a store to copy from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec

from storage.disk import explained
from storage.errors import NotOurs, StoreError
from storage.store import AddResult, RecordKind, Store, open_store
from timeline.model import Article

_BATCH = 500


class Copied(msgspec.Struct, frozen=True):
    """What became of the articles."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    strangers: tuple[str, ...] = ()
    """Documents of a plain TinyDB file that are no articles: table and id."""


def copy_store(
    origin: str, target: str, *, update: bool = False, progress: Callable[[int], None] = lambda _count: None
) -> Copied:
    """Add every article of one store to another, in batches, with what the user made.

    Articles that the target has already are left, so that a copy that was broken off can be taken up again.

    Raises:
        StoreError: a store cannot be opened, read or written, or one id stands for two articles.
    """
    strangers: list[str] = []
    with open_store(target) as receiving:
        try:
            giving = open_store(origin, read_only=True)
        except NotOurs:
            articles = _plain_articles(Path(origin), strangers)
            return _add_all(articles, receiving, strangers, update=update, progress=progress)
        with giving:
            if giving.last_change == 0 and giving.count() == 0:
                raise StoreError(f"there is nothing in {giving.url}", "name the store to copy from first")
            done = _add_all(_with_past(giving), receiving, strangers, update=update, progress=progress)
            kind: RecordKind
            for kind in get_args(RecordKind):
                receiving.keep(
                    kind,
                    {key: each for key, each in giving.kept(kind).items() if key not in receiving.kept(kind)},
                )
            return done


def _with_past(store: Store) -> Iterator[list[Article]]:
    """The articles, a batch at a time; before each the batches of what its articles were."""
    for batch in _batches(store.articles()):
        yield from _generations(batch, store)


def _generations(batch: list[Article], store: Store) -> Iterator[list[Article]]:
    versions = [[*store.former(article.id), article] for article in batch]
    for number in range(max(map(len, versions))):
        yield [each[number] for each in versions if number < len(each)]


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    for article in articles:
        batch.append(article)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _add_all(
    batches: Iterable[list[Article]],
    receiving: Store,
    strangers: list[str],
    *,
    update: bool,
    progress: Callable[[int], None],
) -> Copied:
    results: list[AddResult] = []
    for batch in batches:
        results.append(receiving.add(batch, update=update))
        progress(sum(len(each.added) + len(each.updated) + len(each.unchanged) for each in results))
    added, updated, unchanged = (
        sum(len(getattr(each, name)) for each in results) for name in ("added", "updated", "unchanged")
    )
    return Copied(added, updated, unchanged, tuple(strangers))


def _plain_articles(path: Path, strangers: list[str]) -> Iterator[list[Article]]:
    """The articles of a plain TinyDB file: every document that has a text and a date of publication."""
    with explained(path, "read", "it was left as it is"):
        data = path.read_bytes()
    try:
        tables = msgspec.json.decode(data, type=dict[str, dict[str, dict[str, Any]]])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotOurs(f"{path} is neither an elshi store nor a TinyDB file", "name another store") from error
    articles = []
    for table, documents in tables.items():
        for key, document in documents.items():
            try:
                articles.append(msgspec.convert({"id": f"{table}-{key}", **document}, Article))
            except msgspec.ValidationError:
                strangers.append(f"{table}/{key}")
    yield from _batches(articles)
