"""What a person did, in the words of the dashboard: the only things that change its state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class RowChosen:
    """The cursor of the timeline moved to a row of the list."""

    row: int


@dataclass(frozen=True, slots=True)
class ArticleTurned:
    """The next (1) or previous (-1) article that tells of the event was asked for."""

    step: int


@dataclass(frozen=True, slots=True)
class MarkTurned:
    """The next (1) or previous (-1) date, quote or evidence of the article was asked for."""

    step: int


@dataclass(frozen=True, slots=True)
class MarkFollowed:
    """The way back from the current mark to its event was asked for."""


@dataclass(frozen=True, slots=True)
class QuoteChosen:
    """The cursor of the quotes moved to a place in the list."""

    place: int


@dataclass(frozen=True, slots=True)
class QuoteFollowed:
    """The event of the current quote was chosen."""


@dataclass(frozen=True, slots=True)
class FilterTyped:
    """The filter now reads so; empty shows everything."""

    text: str


Message: TypeAlias = (
    RowChosen | ArticleTurned | MarkTurned | MarkFollowed | QuoteChosen | QuoteFollowed | FilterTyped
)
