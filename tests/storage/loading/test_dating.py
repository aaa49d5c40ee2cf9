"""Dates as feeds and pages write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.loading.dating import instant
from timeline.model import publication_day

NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Sat, 23 Aug 2025 09:00:00 +0500", "2025-08-23T09:00:00+05:00"),
        ("23 Aug 2025 09:00 GMT", "2025-08-23T09:00:00+00:00"),
        ("Saturday, 23-Aug-25 09:00:00 EST", "2025-08-23T09:00:00-05:00"),
        ("Sat, 23 Aug 2025 09:00:00 +0000 (UTC)", "2025-08-23T09:00:00+00:00"),
        ("Sat, 23 Aug 2025 09:00:00 -0000", "2025-08-23T09:00:00+00:00"),
        ("Sat Aug 23 09:00:00 2025", "2025-08-23T09:00:00"),
        ("2025-08-23T09:00:00.123Z", "2025-08-23T09:00:00+00:00"),
        ("2025-08-23 09:00:00+06", "2025-08-23T09:00:00+06:00"),
        ("20250823T090000Z", "2025-08-23T09:00:00+00:00"),
        ("2025-08-23", "2025-08-23"),
        ("2025-08-23T24:00:00Z", "2025-08-24T00:00:00+00:00"),
        ("2025-06-30T23:59:60Z", "2025-06-30T23:59:59+00:00"),
        ("2025年8月15日", "2025-08-15"),
        ("2025年8月15日 09:30", "2025-08-15T09:30:00"),
        ("August 23rd, 2025 5:04 PM", "2025-08-23T17:04:00"),
        ("23.08.2025 10:00", "2025-08-23T10:00:00"),
        ("23/08/2025", "2025-08-23"),
        ("08/23/2025", "2025-08-23"),
        ("23 августа 2025, 10:30", "2025-08-23T10:30:00"),
        ("23 тамыз 2025", "2025-08-23"),
        ("15 août 2025", "2025-08-15"),
        ("١٥ أغسطس ٢٠٢٥", "2025-08-15"),
        ("  2025-08-23\n", "2025-08-23"),
    ],
)
def test_what_is_meant(written: str, meant: str) -> None:
    assert instant(written, now=NOW) == meant


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "yesterday",
            "2025",
            "2025-08",
            "August 2025",
            "15 August",
            "03/04/2025",
            "0000-00-00",
            "2025-02-30",
            "-0001-01-01",
        ),
        *(
            "9999-12-31",
            "2027-01-01",
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "0001-01-01",
            "2025-08-23T25:00:00",
            "1" * 500,
            "१",
        ),
    ],
)
def test_what_is_no_date(written: str) -> None:
    assert instant(written, now=NOW) is None


@settings(deadline=None)  # the first example also loads a library
@given(
    st.text(max_size=40) | st.from_regex(r"\d{1,4}[-./ ]\d{1,2}[-./ ]\d{1,4}( \d{1,2}:\d\d)?", fullmatch=True)
)
def test_a_date_is_a_date_or_none(written: str) -> None:
    found = instant(written, now=NOW)
    assert found is None or dt.date(1000, 1, 1) <= publication_day(found) <= dt.date(2026, 3, 6)
