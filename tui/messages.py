"""What a person did, in the words of the dashboard: the only things that change its state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import msgspec


class RowChosen(msgspec.Struct, frozen=True):
    """The cursor of the timeline moved to a row of the list."""

    row: int


class ArticleTurned(msgspec.Struct, frozen=True):
    """The next (1) or previous (-1) article that tells of the event was asked for."""

    step: int


class MarkTurned(msgspec.Struct, frozen=True):
    """The next (1) or previous (-1) date, quote or evidence of the article was asked for."""

    step: int


class MarkFollowed(msgspec.Struct, frozen=True):
    """The way back from the current mark to its event was asked for."""


class QuoteChosen(msgspec.Struct, frozen=True):
    """The cursor of the quotes moved to a place in the list."""

    place: int


class QuoteFollowed(msgspec.Struct, frozen=True):
    """The event of the current quote was chosen."""


class FilterTyped(msgspec.Struct, frozen=True):
    """The filter now reads so; empty shows everything."""

    text: str


class FilterFound(msgspec.Struct, frozen=True):
    """These are the places of the events that a filter finds, ascending."""

    text: str
    shown: Sequence[int]


Message: TypeAlias = (
    RowChosen
    | ArticleTurned
    | MarkTurned
    | MarkFollowed
    | QuoteChosen
    | QuoteFollowed
    | FilterTyped
    | FilterFound
)
