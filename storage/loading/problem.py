"""What a loader has to say: an article and where it stands, or a problem for people."""

from __future__ import annotations

import os
from typing import NamedTuple

import msgspec

from storage.loading.cleaning import clean_line
from timeline.model import Article

_ROOM = 60


class Problem(msgspec.Struct, frozen=True):
    """Something that could not be loaded; the rest was. ``origin`` is the source as the caller named it."""

    origin: str
    line: int | None
    message: str
    cure: str
    claimed: str | None = None
    """The id that two different articles claim, when that is the problem."""

    def __str__(self) -> str:
        where = self.origin if self.line is None else f"{self.origin}:{self.line}"
        return f"{where}: {self.message}; {self.cure}" if self.cure else f"{where}: {self.message}"


class Found(NamedTuple):
    """An article, and the file and line to name when something is wrong with it."""

    article: Article
    name: str
    line: int | None = None


class Unfit(Exception):  # noqa: N818 - never leaves the room; a Problem is made of it
    """Input that no article can be made of. ``field`` or ``line`` say where, as far as is known."""

    def __init__(
        self, message: str, cure: str = "", *, line: int | None = None, field: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure
        self.line = line
        self.field = field

    def at(self, name: str, line: int | None = None) -> Problem:
        """The problem of a file."""
        return Problem(name, self.line if line is None else line, self.message, self.cure)


def shown(value: str) -> str:
    """A value from outside, short and clean enough to stand in a message."""
    line = clean_line(value)
    return f"'{line[:_ROOM]}…'" if len(line) > _ROOM else f"'{line}'"


def readable(path: str | os.PathLike[str]) -> str:
    """A path as text, even when its name is not UTF-8."""
    return clean_line(os.fsencode(path).decode("utf-8", "replace"))


def system_problem(name: str, error: OSError) -> Problem:
    """The problem of a file that the system does not give."""
    if isinstance(error, FileNotFoundError):
        return Problem(name, None, "there is no such file or directory", "check the path")
    if isinstance(error, PermissionError):
        return Problem(
            name, None, "it may not be read: permission denied", "change its permissions (chmod u+r)"
        )
    return Problem(name, None, f"it cannot be read: {error.strerror or error}", "check the path and the disk")
