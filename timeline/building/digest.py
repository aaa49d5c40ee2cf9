"""What is new in a timeline since somebody last looked at it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import msgspec

from timeline.building.calendar import days_of
from timeline.building.kinds import VERBAL, kind_of
from timeline.model import Conflict, Event, Timeline


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """Events by what is new about them, each list in the order of the timeline. An event may stand in several."""

    as_of: str | None
    articles: int
    """How many articles are new."""
    happened: list[Event] = []
    """What took place, told by new articles alone."""
    said: list[Event] = []
    """Who said what, told by new articles alone."""
    ahead: list[Event] = []
    """What is announced for the days to come, new or not."""
    overdue: list[Event] = []
    """What was announced for a day that has gone by, and nobody has told of since."""
    changed: list[Event] = []
    """What a new article tells otherwise than those before it: held, called off, put off."""
    disputed: list[Event] = []
    """What a new article and another do not agree on."""


def digest(timeline: Timeline, new: Collection[str], *, days: int) -> Digest:
    """Sort out what is new.

    Args:
        timeline: all events.
        new: ids of the articles that have come since.
        days: how far ahead to look from the day of the timeline.
    """
    today = dt.date.fromisoformat(timeline.as_of) if timeline.as_of else None
    first_told = [event for event in timeline.events if all(article in new for article in event.articles)]
    told = [event for event in timeline.events if any(article in new for article in event.articles)]
    announced = [event for event in timeline.events if _is_announced(event)]
    return Digest(
        as_of=timeline.as_of,
        articles=sum(ref.id in new for ref in timeline.articles),
        happened=[event for event in first_told if not _is_speech(event) and not _is_announced(event)],
        said=[event for event in first_told if _is_speech(event)],
        ahead=[event for event in announced if _is_within(event, today, days)],
        overdue=[event for event in announced if _is_over(event, today)],
        changed=[event for event in told if _has_changed(event, new)],
        disputed=[event for event in told if any(_is_fresh(conflict, new) for conflict in event.conflicts)],
    )


def _is_announced(event: Event) -> bool:
    """Whether the last word on an event is that it is planned, even where its day has gone by since."""
    return bool(event.history) and event.history[-1].status == "planned"


def _is_speech(event: Event) -> bool:
    return kind_of(event.type) in VERBAL


def _is_within(event: Event, today: dt.date | None, days: int) -> bool:
    """Whether an event is to begin from today on, within so many days; one in some week or month counts when that has begun by then."""
    told = days_of(event.date) if event.date else None
    return told is not None and today is not None and told.last >= today and (told.first - today).days <= days


def _is_over(event: Event, today: dt.date | None) -> bool:
    told = days_of(event.end or event.date) if event.date else None
    return told is not None and today is not None and told.last < today


def _has_changed(event: Event, new: Collection[str]) -> bool:
    """Whether a new article tells another status or day than an article before it."""
    return any(change.article in new for change in event.history[1:])


def _is_fresh(conflict: Conflict, new: Collection[str]) -> bool:
    return any(value.article in new for value in conflict.values)
