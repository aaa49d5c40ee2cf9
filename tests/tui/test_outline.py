"""Periods and headings: every event stands in one group, every item leads to a row and back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.packed import UNDATED
from tui.outline import Heading, Outline
from tui.periods import PERIODS, Group, Period, grouped, name_of, next_start, start_of

DAYS = st.lists(
    st.one_of(st.integers(738_000, 739_500), st.sampled_from([1, dt.date.max.toordinal(), UNDATED])),
    max_size=40,
).map(sorted)
PERIOD = st.sampled_from(PERIODS)


def number(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()


@pytest.mark.parametrize(
    ("period", "start", "name", "following"),
    [
        ("day", "2024-12-31", "2024-12-31", "2025-01-01"),
        ("week", "2024-12-30", "2025-W01", "2025-01-06"),
        ("month", "2024-12-01", "2024-12", "2025-01-01"),
        ("year", "2024-01-01", "2024", "2025-01-01"),
    ],
)
def test_what_a_day_falls_into(period: Period, start: str, name: str, following: str) -> None:
    first = start_of(number("2024-12-31"), period)
    assert first == number(start)
    assert name_of(first, period) == name
    assert next_start(first, period) == number(following)


@pytest.mark.parametrize("period", PERIODS)
def test_what_has_no_day_is_a_group_of_its_own(period: Period) -> None:
    assert list(grouped([number("2025-08-15"), UNDATED, UNDATED], range(3), period))[1:] == [
        Group(UNDATED, 1, 3)
    ]
    assert name_of(UNDATED, period) == "undated"


@given(days=DAYS, period=PERIOD, data=st.data())
def test_groups_cover_the_list(days: list[int], period: Period, data: st.DataObject) -> None:
    shown = sorted(data.draw(st.sets(st.integers(0, max(0, len(days) - 1))))) if days else []
    groups = list(grouped(days, shown, period))
    assert [place for group in groups for place in range(group.first, group.end)] == list(range(len(shown)))
    for group in groups:
        assert {start_of(days[shown[row]], period) for row in range(group.first, group.end)} == {group.start}
    assert [group.start for group in groups] == sorted({group.start for group in groups})


@given(days=DAYS, period=st.one_of(st.none(), PERIOD), data=st.data())
def test_items_lead_to_rows_and_back(days: list[int], period: Period | None, data: st.DataObject) -> None:
    shown = range(len(days))
    open_ = Outline(days, shown, period)
    folded = data.draw(st.sets(st.sampled_from(sorted(open_.starts)))) if open_.starts else set()
    outline = Outline(days, shown, period, frozenset(folded))
    seen: list[int] = []
    for item in range(len(outline)):
        what = outline.item(item)
        row = outline.row_of(item)
        if isinstance(what, Heading):
            assert row == what.group.first
            assert outline.group_of(item) == what.group
            seen += range(what.group.first, what.group.end) if what.folded else []
        else:
            assert outline.item_of(row) == item
            seen.append(row)
    assert seen == list(shown)
    for row in shown:
        item = outline.item_of(row)
        what = outline.item(item)
        assert what == row or (
            isinstance(what, Heading) and what.folded and what.group.first <= row < what.group.end
        )
