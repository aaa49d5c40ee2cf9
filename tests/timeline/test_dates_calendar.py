"""TIMEX3 values and the days they cover."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.reading.dates import days_covered
from timeline.reading.dates.when import GRAINS, add_months, add_units, easter, unit_around

COVERED = [
    ("2025-08-15", "2025-08-15", "2025-08-15"),
    ("2025-08-15T15:30", "2025-08-15", "2025-08-15"),
    ("2025-08-15TMO", "2025-08-15", "2025-08-15"),
    ("2025-W34", "2025-08-18", "2025-08-24"),
    ("2025-W34-WE", "2025-08-23", "2025-08-24"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2025-Q3", "2025-07-01", "2025-09-30"),
    ("2025-H1", "2025-01-01", "2025-06-30"),
    ("2025-SU", "2025-06-01", "2025-08-31"),
    ("2025-WI", "2025-12-01", "2026-02-28"),
    ("2025", "2025-01-01", "2025-12-31"),
    ("199", "1990-01-01", "1999-12-31"),
    ("19", "1900-01-01", "1999-12-31"),
    ("2024-11-12/2024-11-14", "2024-11-12", "2024-11-14"),
    ("2024-11/2025", "2024-11-01", "2025-12-31"),
]


@pytest.mark.parametrize(("value", "first", "last"), COVERED)
def test_a_value_covers_its_days(value: str, first: str, last: str) -> None:
    assert days_covered(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "value",
    ["P3D", "PRESENT_REF", "XXXX-08-15", "XXXX-WXX-5", "2025-13", "2025-W60", "2025-02-30", "", "9999-WI"],
)
def test_what_names_no_days_covers_none(value: str) -> None:
    assert days_covered(value) is None


@given(date=st.dates(), unit=st.sampled_from(sorted(set(GRAINS) - {"WE"})))
def test_a_unit_around_a_day_covers_the_day(date: dt.date, unit: str) -> None:
    when = unit_around(date, unit)
    days = days_covered(when.value)
    if days is not None:
        assert days[0] <= date <= days[1]
        assert when.first is None or when.first == days[0]


@given(date=st.dates(), months=st.integers(-20_000, 20_000))
def test_adding_months_keeps_the_day_as_far_as_the_month_has_it(date: dt.date, months: int) -> None:
    moved = add_months(date, months)
    if moved is not None:
        assert (moved.year - date.year) * 12 + moved.month - date.month == months
        assert moved.day == date.day or (moved.day < date.day and moved.day >= 28)


@given(date=st.dates(), count=st.integers(), unit=st.sampled_from(sorted(GRAINS)))
def test_adding_any_number_of_units_never_leaves_the_calendar(date: dt.date, count: int, unit: str) -> None:
    assert add_units(date, count, unit) is None or abs(count) <= 10**6


@pytest.mark.parametrize(
    "date",
    [
        "1818-03-22",
        "1943-04-25",
        "1954-04-18",
        "1961-04-02",
        "1981-04-19",
        "2018-04-01",
        "2024-03-31",
        "2038-04-25",
    ],
)
def test_easter_is_the_sunday_that_the_church_keeps(date: str) -> None:
    assert easter(int(date[:4])).isoformat() == date


@given(st.integers(1, 9999))
def test_easter_is_a_sunday_of_march_or_april(year: int) -> None:
    assert easter(year).isoweekday() == 7
    assert dt.date(year, 3, 22) <= easter(year) <= dt.date(year, 4, 25)
