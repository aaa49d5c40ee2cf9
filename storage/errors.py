"""What can go wrong, said so that a person can act on it: what happened, and what to do."""

# ruff: noqa: N818 - the names say what happened: `except Locked` reads better than `except LockedError`

from __future__ import annotations


class ElshiError(Exception):
    """An error for people. The command prints ``message`` and ``cure``, never a traceback."""

    def __init__(self, message: str, cure: str = "") -> None:
        super().__init__(message, cure)
        self.message = message
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.message}; {self.cure}" if self.cure else self.message


class StoreError(ElshiError):
    """The store could not do what it was asked, and is as it was before."""


class NotOurs(StoreError):
    """Something else lives at the path of the store; it was not touched."""


class Damaged(StoreError):
    """The file is an elshi store, but not as elshi left it; it was not touched."""


class Locked(StoreError):
    """Another process kept the store busy for longer than one should wait."""


class ReadOnly(StoreError):
    """A change was asked of a store that was opened for reading."""


class Unwritable(StoreError):
    """The system refused a read or a write: no permission, no space, no such directory."""


class Conflict(StoreError):
    """One id, two articles: writing either would lose the other."""

    def __init__(
        self, message: str, cure: str = "", *, article: str = "", origins: tuple[str, str] = ("", "")
    ) -> None:
        super().__init__(message, cure)
        self.article = article
        self.origins = origins


class QueryError(ElshiError):
    """A query that cannot be understood. ``position`` is the offset of the offending word in the query."""

    def __init__(self, message: str, cure: str = "", *, position: int = 0) -> None:
        super().__init__(message, cure)
        self.position = position
