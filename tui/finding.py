"""The filter of the dashboard: the query language of the store, asked of a timeline."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from tui.links import links_of
from tui.own import NOTHING, Own

_ONE_AT_A_TIME = Lock()
"""Texts are made ready once, by whoever comes first."""

if TYPE_CHECKING:
    from timeline.model import Timeline
    from tui.lookup import Desk


def find(query: str, desk: Desk, own: Own = NOTHING) -> Sequence[int]:
    """Places of the events that a query finds, ascending; all for an empty one.

    Args:
        query: in the language of `storage.syntax`.
        desk: what is asked.
        own: what the person made of it.

    Raises:
        QueryError: the query cannot be understood.
    """
    if not query.strip():
        return everything(desk)
    from storage.query import matches, parse, view_of

    parsed = parse(query)
    with _ONE_AT_A_TIME:
        view = view_of(desk.timeline)
        view.mark(own)
        events = enumerate(view.timeline.events)
        return [place for place, event in events if matches(parsed, event, view)]


def everything(desk: Desk) -> Sequence[int]:
    """The places of all events."""
    return range(len(links_of(desk).events))


def check(query: str) -> None:
    """Refuse what cannot be understood, without looking for anything.

    Raises:
        QueryError: the query cannot be understood.
    """
    if query.strip():
        from storage.query import parse

        parse(query)


def warm(desk: Desk) -> None:
    """Make the first filter as fast as the next; for a thread, while the person starts to type."""
    from storage.query import view_of

    with _ONE_AT_A_TIME:
        view_of(desk.timeline).warm()


def narrowed(timeline: Timeline, query: str, own: Own = NOTHING) -> Timeline:
    """The timeline with only the events that a query finds, and what they point to.

    Raises:
        QueryError: the query cannot be understood.
    """
    if not query.strip():
        return timeline
    from storage.query import filter_timeline, parse

    return filter_timeline(timeline, parse(query), own)
