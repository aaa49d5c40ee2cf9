"""Where the dashboard keeps what a person made of the timeline: in the store, change after change, off the event loop."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from storage.errors import ElshiError, StoreError
from tui.own import Own, Records, own_of

if TYPE_CHECKING:
    from storage.store import RecordKind
    from tui.desk import Desk
    from tui.following import Follower


class StoreKeeper:
    """Keeps in a store, and lays its desk out anew. Every method may take long: call it in a thread."""

    def __init__(self, url: str, title_lang: str) -> None:
        self.url, self._title_lang = url, title_lang

    def own(self) -> Own:
        """What is kept.

        Raises:
            StoreError: the store cannot be read.
        """
        return own_kept(self.url)

    def keep(self, kind: RecordKind, records: Records) -> None:
        """Keep records; None forgets one.

        Raises:
            StoreError: the store cannot be written; nothing has changed.
        """
        from storage.store import open_store

        with open_store(self.url) as store:
            store.keep(kind, records)

    def desk(self) -> Desk:
        """The desk as the store has it now. The timeline is built in a process of its own, so that keys go on being answered.

        Raises:
            StoreError: the store cannot be read.
        """
        from tui.desk import desk_from_store, kept_desk

        kept = kept_desk(self.url, self._title_lang)
        if kept is None:
            command = [sys.executable, "-m", "tui.keeping", self.url, self._title_lang]
            subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
            kept = kept_desk(self.url, self._title_lang)
        return kept or desk_from_store(self.url, title_lang=self._title_lang)

    def topics(self) -> dict[str, str]:
        """Saved queries by their names.

        Raises:
            StoreError: the store cannot be read.
        """
        from storage.store import open_store

        with open_store(self.url, read_only=True) as store:
            return {name: str(record.get("query", "")) for name, record in store.kept("topics").items()}

    def follower(self) -> Follower | None:
        """What follows the store."""
        from tui.following import follower_of

        return follower_of(self.url)


def own_kept(url: str) -> Own:
    """What a person made of the timeline of a store, as it is kept there.

    Raises:
        StoreError: the store cannot be read.
    """
    from storage.store import open_store

    with open_store(url, read_only=True) as store:
        return own_of(store.kept("read"), store.kept("bookmarks"), store.kept("tags"))


class NoKeeper:
    """For a desk on files: marks hold until the end, and nothing can be set right."""

    def own(self) -> Own:
        """Nothing."""
        return Own()

    def keep(self, kind: RecordKind, _: Records) -> None:
        """Keep nothing.

        Raises:
            ElshiError: it is a correction, which without a store would be lost.
        """
        if kind == "corrections":
            raise ElshiError(
                "corrections are kept in a store, and this desk is on files", "'elshi add' puts them into one"
            )

    def desk(self) -> Desk | None:
        """The desk stays as it is."""
        return None

    def topics(self) -> dict[str, str]:
        """None but those of this hour."""
        return {}

    def follower(self) -> Follower | None:
        """Nothing comes."""
        return None


def _build(url: str, title_lang: str) -> int:
    """In a process of its own: build the timeline of a store, which keeps it."""
    from tui.desk import built_desk

    try:
        built_desk(url, title_lang=title_lang)
    except StoreError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_build(*sys.argv[1:]))
