"""Which state a place lies in, and which places are too wide to be one, as the names that elshi knows tell."""

from __future__ import annotations

from functools import cache

from timeline.names import registry


@cache
def state_around(place: str) -> str | None:
    """The id of the state that a place of the lists is in, if it is in one."""
    entry = registry().entries.get(place)
    state = registry().state(entry.state) if entry and entry.state else None
    return state.id if state else None


@cache
def is_wide(place: str) -> bool:
    """Whether a place is a part of the world, as Central Asia is: no two events are told apart by it."""
    entry = registry().entries.get(place)
    return entry is not None and entry.wide
