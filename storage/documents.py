"""The documents of one table of a journal, as TinyDB reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from storage.disk import Source
from storage.state import Draft, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.journal import Journal

_DOCUMENT = msgspec.json.Decoder(dict[str, Any])


class Documents(Mapping[str, dict[str, Any]]):
    """The documents of one table by id, each decoded when it is asked for; with what an open batch has changed."""

    def __init__(self, journal: Journal, table: str) -> None:
        self._journal = journal
        self._table = table

    def __getitem__(self, key: str) -> dict[str, Any]:
        found = self.raw(str(key))
        if found is None:
            raise KeyError(key)
        return _DOCUMENT.decode(found)

    def __contains__(self, key: object) -> bool:
        draft = self._draft()
        if draft and (key in draft.documents or draft.emptied):
            return draft.documents.get(str(key)) is not None
        return key in self._journal.rows(self._table).rows

    def __len__(self) -> int:
        rows = self._journal.rows(self._table).rows
        draft = self._draft()
        return sum(1 for _ in self) if draft else len(rows)

    def __iter__(self) -> Iterator[str]:
        rows = self._journal.rows(self._table).rows
        draft = self._draft()
        if draft is None:
            return iter(list(rows))
        base = [] if draft.emptied else list(rows)
        changed = draft.documents
        kept = [key for key in base if key not in changed or changed[key] is not None]
        known = set(kept)
        return iter(kept + [key for key, each in changed.items() if each is not None and key not in known])

    def items(self) -> Any:
        """Keys and documents, as they were at the moment of the call."""
        if self._draft():
            return [(key, self[key]) for key in self]
        source, places = self._journal.places(self._table)
        return ((place.key, self._decoded(place, source)) for place in places)

    def at(self, rows: Iterable[int]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Keys and documents of some rows, as they were at the moment of the call."""
        source, places = self._journal.places(self._table, rows)
        return ((place.key, self._decoded(place, source)) for place in places)

    def values(self) -> Any:
        """The documents, as they were at the moment of the call."""
        return (document for _, document in self.items())

    def raw(self, key: str) -> bytes | None:
        """A document as it was written, or None."""
        draft = self._draft()
        if draft and (key in draft.documents or draft.emptied):
            return draft.documents.get(key)
        row = self._journal.rows(self._table).rows.get(key)
        if row is None:
            return None
        source, places = self._journal.places(self._table, (row,))
        return self._journal.fetch(self._table, places[0], source) if places else None

    def _draft(self) -> Draft | None:
        return self._journal.drafts().get(self._table)

    def _decoded(self, place: Place, source: Source) -> dict[str, Any]:
        return _DOCUMENT.decode(self._journal.fetch(self._table, place, source))
