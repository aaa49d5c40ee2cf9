"""When a feed is asked again; the clock and the dice are arguments."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.watching.schedule import (
    DAY,
    HOUR,
    JITTER,
    MINUTE,
    PATIENCE,
    Bounds,
    Kind,
    Outcome,
    Pace,
    is_due,
    is_online,
    parse_interval,
    step,
    write_interval,
)

NOW = dt.datetime(2025, 3, 5, 12, tzinfo=dt.UTC)

draws = st.floats(0, 1)
seconds = st.floats(0, 10 * DAY)
bounds = st.tuples(st.floats(MINUTE, DAY), st.floats(MINUTE, 10 * DAY)).map(
    lambda pair: Bounds(min(pair), max(pair))
)
paces = st.builds(Pace, st.none() | st.floats(1, 30 * DAY), st.integers(0, 5000))
well: st.SearchStrategy[Kind] = st.sampled_from(["new", "same"])
badly: st.SearchStrategy[Kind] = st.sampled_from(["failed", "unreachable"])


@given(paces, well, st.none() | seconds, bounds, draws)
def test_a_feed_that_goes_well_is_asked_within_the_users_bounds(
    pace: Pace, kind: Kind, stays: float | None, within: Bounds, draw: float
) -> None:
    following = step(pace, Outcome(kind, stays=stays), within, draw)
    assert following.wait is not None
    assert within.least <= following.wait <= within.most
    assert following.pace.failures == 0


@given(paces, st.sampled_from(["new", "same", "failed", "unreachable"]), st.floats(60, DAY), bounds, draws)
def test_nobody_is_asked_who_wants_to_be_left_alone(
    pace: Pace, kind: Kind, alone: float, within: Bounds, draw: float
) -> None:
    following = step(pace, Outcome(kind, retry_after=alone), within, draw)
    assert following.wait is not None
    assert following.wait >= alone


@given(paces, badly, bounds, draws, st.booleans())
def test_a_failure_is_never_asked_about_at_once_nor_forgotten(
    pace: Pace, kind: Kind, within: Bounds, draw: float, online: bool
) -> None:
    following = step(pace, Outcome(kind), within, draw, online=online)
    assert following.wait is not None
    assert MINUTE * (1 - JITTER) <= following.wait <= DAY * (1 + JITTER)
    if kind == "unreachable":
        assert following.wait <= HOUR * (1 + JITTER)
    assert following.pace.interval == pace.interval


@given(paces, bounds, draws)
def test_no_network_is_no_failure(pace: Pace, within: Bounds, draw: float) -> None:
    following = step(pace, Outcome("unreachable"), within, draw, online=False)
    assert following.pace == pace
    assert following.wait is not None
    assert following.wait <= 5.5 * MINUTE


@given(paces, bounds, draws)
def test_what_is_gone_is_never_asked_again(pace: Pace, within: Bounds, draw: float) -> None:
    assert step(pace, Outcome("gone"), within, draw).wait is None


@given(paces, bounds, draws)
def test_more_failures_wait_longer(pace: Pace, within: Bounds, draw: float) -> None:
    first = step(pace, Outcome("failed"), within, draw)
    second = step(first.pace, Outcome("failed"), within, draw)
    assert first.wait is not None
    assert second.wait is not None
    assert second.wait >= first.wait


@given(st.floats(5 * MINUTE, DAY), draws)
def test_a_feed_that_brings_something_is_asked_sooner(interval: float, draw: float) -> None:
    soon = step(Pace(interval), Outcome("new"), Bounds(), draw).pace.interval
    late = step(Pace(interval), Outcome("same"), Bounds(), draw).pace.interval
    assert soon is not None
    assert late is not None
    assert soon <= interval <= late


@given(st.floats(20 * MINUTE, 12 * HOUR), st.randoms(use_true_random=False))
def test_the_pace_follows_the_feed(period: float, dice: object) -> None:
    """A feed with an item every so often is asked some times for each, and at last no item waits for long."""
    now, published, pace, waits = 0.0, 0, Pace(), []
    for _ in range(400):
        fresh = int(now // period)
        kind: Kind = "new" if fresh > published else "same"
        published = fresh
        following = step(pace, Outcome(kind), Bounds(), dice.random())  # type: ignore[attr-defined]
        assert following.wait is not None
        pace, now = following.pace, now + following.wait
        waits.append(following.wait)
    usual = sum(waits[200:]) / 200
    assert period / 12 <= usual <= period


@given(bounds, st.timedeltas(dt.timedelta(days=-400), dt.timedelta(days=400)))
def test_what_is_due_is_never_long_ahead(within: Bounds, ahead: dt.timedelta) -> None:
    due = is_due(NOW + ahead, within, NOW)
    if ahead <= dt.timedelta():
        assert due
    elif ahead.total_seconds() > within.most + PATIENCE:
        assert due  # a clock was wrong
    else:
        assert not due


def test_three_hosts_that_nobody_reaches_are_the_network() -> None:
    assert is_online([])
    assert is_online([("a", False), ("b", False)])
    assert not is_online([("a", True), ("a", False), ("b", False), ("c", False)])
    assert is_online([("a", False), ("b", False), ("c", False), ("d", True)])


@given(bounds.map(lambda each: Bounds(each.least // 60 * 60, each.most // 60 * 60)))
def test_bounds_are_read_as_they_are_written(within: Bounds) -> None:
    assert parse_interval(write_interval(within)) == within


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("15m", Bounds(900, 900)),
        ("15m-6h", Bounds(900, 6 * HOUR)),
        ("AUTO", Bounds()),
        ("90s", Bounds(90, 90)),
    ],
)
def test_intervals_as_people_write_them(text: str, meant: Bounds) -> None:
    assert parse_interval(text) == meant


@pytest.mark.parametrize("text", ["", "soon", "10s", "-5m", "1y", "900d", "5m-", "²m"])
def test_other_intervals_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"write|asked"):
        parse_interval(text)
