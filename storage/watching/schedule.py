"""When a feed is asked again: pure functions of what came of the last time, the user's bounds, the clock and one random number.

A feed that brings something is asked sooner the next time, one that does not later, always within the user's bounds. What a server
says of itself counts within the bounds too, except when it wants to be left alone: that holds beyond them.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypeAlias

import msgspec

Kind: TypeAlias = Literal["new", "same", "failed", "unreachable", "gone"]
"""Something new came; nothing did; the server or the feed failed; nobody could be reached; it is gone for good."""

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
START = 30 * MINUTE
"""Until it is known how often a feed brings something."""
SOONER, LATER = 0.5, 1.25
"""So that at rest about three askings in four bring nothing."""
SHORTEST = MINUTE
JITTER = 0.1
FAILURE, FAILURE_LONGEST = 5 * MINUTE, DAY
UNREACHABLE, UNREACHABLE_LONGEST = MINUTE, HOUR
OFFLINE, OFFLINE_LONGEST = MINUTE, 5 * MINUTE
PATIENCE = DAY
"""No feed waits longer than this beyond its bounds, whatever a server or a clock that was wrong has said."""


class Bounds(msgspec.Struct, frozen=True):
    """The shortest and the longest time between two askings, in seconds."""

    least: float = 5 * MINUTE
    most: float = DAY

    def clamp(self, seconds: float) -> float:
        """The nearest time that is allowed."""
        return min(max(seconds, self.least), self.most)


class Outcome(msgspec.Struct, frozen=True):
    """What came of asking once."""

    kind: Kind
    stays: float | None = None
    """Seconds for which server or feed say that nothing will change."""
    retry_after: float | None = None
    """Seconds for which the server wants to be left alone."""


class Pace(msgspec.Struct, frozen=True):
    """How often a feed is asked: the time between two askings that bring nothing to hope for less, and the failures in a row."""

    interval: float | None = None
    """Seconds; None until it was asked for the first time."""
    failures: int = 0


class Step(msgspec.Struct, frozen=True):
    """What follows from an outcome."""

    pace: Pace
    wait: float | None
    """Seconds until the feed is asked again; None for never."""


def step(pace: Pace, outcome: Outcome, bounds: Bounds, draw: float, *, online: bool = True) -> Step:
    """What follows from an outcome.

    Args:
        pace: how often the feed was asked so far.
        outcome: what came of it this time.
        bounds: the user's.
        draw: a random number from 0 to 1, which keeps feeds from being asked all at once.
        online: whether anything at all can be reached; if not, it is no fault of the feed.
    """
    if outcome.kind == "gone":
        return Step(Pace(pace.interval, pace.failures + 1), None)
    if outcome.kind in ("failed", "unreachable"):
        return _after_failure(pace, outcome, bounds, draw, online=online)
    interval = _interval(pace, outcome, bounds)
    stays = min(outcome.stays or 0.0, bounds.most)
    wait = max(bounds.clamp(_spread(interval, draw)), stays, outcome.retry_after or 0.0)
    return Step(Pace(interval), wait)


def _interval(pace: Pace, outcome: Outcome, bounds: Bounds) -> float:
    if pace.interval is None:  # all of a feed is new at first, which says nothing
        return bounds.clamp(START)
    return bounds.clamp(pace.interval * (SOONER if outcome.kind == "new" else LATER))


def _after_failure(pace: Pace, outcome: Outcome, bounds: Bounds, draw: float, *, online: bool) -> Step:
    if outcome.kind == "failed":
        first, longest = FAILURE, max(bounds.most, FAILURE)
    else:
        first, longest = (UNREACHABLE, UNREACHABLE_LONGEST) if online else (OFFLINE, OFFLINE_LONGEST)
    wait = min(first * 2.0 ** min(pace.failures, 30), longest, FAILURE_LONGEST)
    failures = pace.failures + 1 if online else pace.failures
    return Step(Pace(pace.interval, failures), max(_spread(wait, draw), outcome.retry_after or 0.0))


def _spread(seconds: float, draw: float) -> float:
    return seconds * (1 + JITTER * (2 * draw - 1))


def is_due(due: dt.datetime | None, bounds: Bounds, now: dt.datetime) -> bool:
    """Whether a feed is to be asked now; one without a date was never asked.

    A date further ahead than any feed waits was set by a clock that has since been put right.
    """
    return due is None or due <= now or due > now + dt.timedelta(seconds=bounds.most + PATIENCE)


def is_online(latest: list[tuple[str, bool]]) -> bool:
    """Whether anything can be reached, by what came of asking lately: host, and whether it answered at all.

    Three hosts in a row that nobody could reach are the network, not the hosts.
    """
    silent: set[str] = set()
    for host, answered in reversed(latest):
        if answered:
            return True
        silent.add(host)
        if len(silent) >= 3:
            return False
    return True


def parse_interval(text: str) -> Bounds:
    """Bounds as people write them: ``15m``, ``15m-6h``; ``auto`` for the usual ones.

    Raises:
        ValueError: it is not written so, or shorter than a minute.
    """
    if text.strip().lower() == "auto":
        return Bounds()
    parts = [_seconds(part) for part in text.replace("..", "-").split("-", 1)]
    bounds = Bounds(min(parts), max(parts))
    if bounds.least < SHORTEST:
        raise ValueError("no feed is asked more often than once a minute")
    if bounds.most > 30 * DAY:
        raise ValueError("a feed is asked once in 30 days at least")
    return bounds


def write_interval(bounds: Bounds) -> str:
    """Bounds as `parse_interval` reads them."""
    if bounds == Bounds():
        return "auto"
    if bounds.least == bounds.most:
        return lasting(bounds.least)
    return f"{lasting(bounds.least)}-{lasting(bounds.most)}"


def lasting(seconds: float) -> str:
    """A time as people write it: ``90s``, ``15m``, ``6h``, ``2d``."""
    for letter, unit in (("d", DAY), ("h", HOUR), ("m", MINUTE)):
        if seconds >= unit and seconds % unit == 0:
            return f"{seconds / unit:.0f}{letter}"
    return f"{seconds:.0f}s"


def _seconds(text: str) -> float:
    text = text.strip().lower()
    number, unit = (text[:-1], text[-1:]) if text[-1:].isalpha() else (text, "m")
    units = {"s": 1.0, "m": MINUTE, "h": HOUR, "d": DAY}
    if unit not in units or not number.isascii() or not number.isdecimal() or len(number) > 6:
        raise ValueError(f"{text!r} is no length of time; write 15m, 6h or 1d, or 15m-6h for bounds")
    return int(number) * units[unit]
