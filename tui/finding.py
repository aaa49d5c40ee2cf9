"""The filter of the dashboard: the query language of the store, asked of a timeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.model import Timeline
    from tui.lookup import Desk


def find(query: str, desk: Desk) -> Sequence[int]:
    """Places of the events that a query finds, ascending; all for an empty one.

    Raises:
        QueryError: the query cannot be understood.
    """
    events = desk.timeline.events
    if not query.strip():
        return range(len(events))
    from storage.query import matches, parse, view_of

    parsed, view = parse(query), view_of(desk.timeline)
    return [place for place, event in enumerate(events) if matches(parsed, event, view)]


def warm(desk: Desk) -> None:
    """Make the first filter as fast as the next; for a thread, while the person starts to type."""
    from storage.query import view_of

    view_of(desk.timeline).warm()


def narrowed(timeline: Timeline, query: str) -> Timeline:
    """The timeline with only the events that a query finds, and what they point to.

    Raises:
        QueryError: the query cannot be understood.
    """
    if not query.strip():
        return timeline
    from storage.query import filter_timeline, parse

    return filter_timeline(timeline, parse(query))
