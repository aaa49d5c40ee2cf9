"""What was read in articles: derived, each by one version of the reader from one content, in a journal of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

import msgspec

from storage.disk import Source
from storage.errors import Damaged
from storage.journal import Journal
from storage.records import ARTICLES, READINGS, StoredReading, short_hash
from storage.rows import text_code
from storage.state import Place
from timeline.model import Article, Reading

T = TypeVar("T")

_READING = msgspec.json.Decoder(StoredReading)


class Readings:
    """The readings of a store's articles."""

    def __init__(self, journal: Journal, articles: Journal) -> None:
        """Point to both journals.

        Args:
            journal: where the readings are kept.
            articles: tells the present content of each article.
        """
        self._journal = journal
        self._articles = articles

    def put(self, read: Iterable[tuple[Article, Reading]], version: str) -> None:
        """Keep readings, each with the very article it was made from."""
        with self._journal.batch():
            for article, reading in read:
                content = short_hash(article)
                stamp = text_code(f"{version} {content}") or 0
                kept = StoredReading(reader=version, hash=content, stamp=stamp, reading=reading)
                self._journal.stage(READINGS, article.id, msgspec.json.encode(kept))

    def of(self, ids: Iterable[str], version: str | None) -> Iterator[Reading]:
        """The readings of articles that fit their present contents, by a version or by any."""
        origin, places = self._fitting(ids, version)
        kept = (self._decoded(place, origin) for place in places)
        return (each.reading for each in kept if version is None or each.reader == version)

    def read(self, ids: Iterable[str], version: str) -> Collection[str]:
        """The ids of those that have a reading of a version."""
        return {place.key for place in self._fitting(ids, version)[1]}

    def forget(self, ids: Iterable[str]) -> None:
        """Forget readings, as far as there are any."""
        with self._journal.batch():
            present = self._journal.documents(READINGS)
            for id_ in ids:
                if id_ in present:
                    self._journal.stage(READINGS, id_, None)

    def drop(self) -> None:
        """Forget all of them."""
        if len(self._journal.documents(READINGS)):
            self._journal.write({})

    def _fitting(self, ids: Iterable[str], version: str | None) -> tuple[Source, list[Place]]:
        rows, read = self._articles.rows(ARTICLES), self._journal.rows(READINGS)
        hashes, read_hashes, readers = rows.codes("hash"), read.codes("hash"), read.codes("reader")
        reader = None if version is None else text_code(version)
        fitting = [
            row
            for id_ in ids
            if (row := read.rows.get(id_)) is not None
            and id_ in rows.rows
            and read_hashes[row] == hashes[rows.rows[id_]]
            and (reader is None or readers[row] == reader)
        ]
        return self._journal.places(READINGS, fitting)

    def _decoded(self, place: Place, origin: Source) -> StoredReading:
        return decoded(_READING, str(self._journal.path), self._journal.fetch(READINGS, place, origin))


def decoded(decoder: msgspec.json.Decoder[T], where: str, document: bytes) -> T:
    """A document as what it should be.

    Raises:
        Damaged: it is something else, though as it was written.
    """
    try:
        return decoder.decode(document)
    except msgspec.DecodeError as error:
        raise Damaged(
            f"the store {where} holds a document that elshi cannot read: {error}",
            "it may have been written by another version of elshi: upgrade, or add the articles to a new store",
        ) from error
