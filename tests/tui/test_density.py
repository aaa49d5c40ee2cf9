"""The histogram: every dated event is in one bar, and jumping by bars goes through all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.packed import UNDATED
from tests.tui.desks import large
from tests.tui.driving import driving
from tui.periods import PERIODS, Period, index_of
from tui.widgets.density import ASCII_BLOCKS, BLOCKS, Chart, bars

DAYS = st.lists(st.one_of(st.integers(736_000, 739_500), st.just(UNDATED)), max_size=30).map(sorted)
PERIOD = st.sampled_from(PERIODS)


@given(days=DAYS, period=PERIOD, width=st.integers(1, 60))
def test_pages_hold_every_dated_event_once(days: list[int], period: Period, width: int) -> None:
    chart = Chart(days, range(len(days)))
    dated = [day for day in days if day < UNDATED]
    pages = {chart.page(period, width, day) for day in dated}
    assert sum(sum(page.counts) for page in pages) == len(dated)
    for page in pages:
        assert len(page.counts) <= width
        assert page.counts == tuple(
            sum(index_of(day, period) == page.first + place for day in dated)
            for place in range(len(page.counts))
        )


@given(days=DAYS, period=PERIOD)
def test_turning_goes_through_all_periods_and_back(days: list[int], period: Period) -> None:
    chart = Chart(days, range(len(days)))
    firsts = [
        row
        for row, day in enumerate(days)
        if day < UNDATED and (not row or index_of(days[row - 1], period) != index_of(day, period))
    ]
    row: int | None = 0 if firsts else None
    there = []
    while row is not None and days[row] < UNDATED:
        there.append(row)
        row = chart.turn(row, period, 1)
    assert there == firsts
    back = [row] if (row := firsts[-1] if firsts else None) is not None else []
    while row is not None and (row := chart.turn(row, period, -1)) is not None:
        back.append(row)
    assert back == firsts[::-1]


@pytest.mark.parametrize("blocks", [BLOCKS, ASCII_BLOCKS])
def test_only_nothing_is_drawn_as_nothing(blocks: str) -> None:
    drawn = bars([0, 1, 500, 1000], blocks)
    assert drawn[0] == blocks[0]
    assert blocks[0] not in drawn[1:]
    assert drawn[3] == blocks[-1]
    assert bars([0, 0], blocks) == blocks[0] * 2
    assert bars([], blocks) == ""


async def test_a_bar_can_be_clicked() -> None:
    async with driving(large(300)) as desk:
        await desk.pilot.click("#density", offset=(20, 0))
        await desk.settle()
        assert desk.main.state.row
        before = desk.main.state.row
        await desk.pilot.click("#density", offset=(15, 0))
        await desk.settle()
        assert desk.main.state.row < before
