"""What a person did, in the words of the dashboard: the only things that change its state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import msgspec

from tui.lookup import Lookup, Mark, MarkKind
from tui.own import Own


class RowChosen(msgspec.Struct, frozen=True):
    """The cursor of the timeline moved to a row of the list."""

    row: int


class ArticleTurned(msgspec.Struct, frozen=True):
    """The next (1) or previous (-1) article that tells of the event was asked for."""

    step: int


class MarkTurned(msgspec.Struct, frozen=True):
    """The next (1) or previous (-1) mark of the article was asked for."""

    step: int
    kind: MarkKind | None = None
    """Only marks of this kind; None for dates, quotes and evidence alike."""
    names: tuple[Mark, ...] = ()
    """The names of the article, when it is one of them; the state does not hold them."""


class EvidenceTurned(msgspec.Struct, frozen=True):
    """The next (1) or previous (-1) sentence that proves the event was asked for, in whichever article."""

    step: int


class HistoryTurned(msgspec.Struct, frozen=True):
    """The place before the last jump (-1) was asked for, or the one that was come back from (1)."""

    step: int


class DayChosen(msgspec.Struct, frozen=True):
    """The first event on a day or after it was asked for; see `datetime.date.toordinal`."""

    day: int


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


class DeskChanged(msgspec.Struct, frozen=True):
    """The desk is another now: articles came, or something was set right."""

    lookup: Lookup
    shown: Sequence[int]
    """Places of the events that ``query`` finds in it, ascending."""
    query: str


class OwnChanged(msgspec.Struct, frozen=True):
    """This is what the person has read, bookmarked and tagged."""

    own: Own


class NewsCame(msgspec.Struct, frozen=True):
    """Articles are new."""

    articles: frozenset[str]
    opening: bool = False
    """Whether the dashboard was just opened and nothing was done yet: the first new event is then selected."""


class NewTurned(msgspec.Struct, frozen=True):
    """The next (1) or previous (-1) event that is new was asked for."""

    step: int


class EventSeen(msgspec.Struct, frozen=True):
    """The article of the selected event was gone to: the event is new no longer."""


Message: TypeAlias = (
    RowChosen
    | ArticleTurned
    | MarkTurned
    | EvidenceTurned
    | HistoryTurned
    | DayChosen
    | MarkFollowed
    | QuoteChosen
    | QuoteFollowed
    | FilterTyped
    | FilterFound
    | DeskChanged
    | OwnChanged
    | NewsCame
    | NewTurned
    | EventSeen
)
