"""The benchmark of watching in small: flat memory, small requests, and nothing lost in kills."""

from __future__ import annotations

from pathlib import Path

from benchmarks.watching import measure


async def test_watching_is_cheap_and_loses_nothing(tmp_path: Path) -> None:
    figures = await measure(feeds=10, fetches=150, kills=2, folder=tmp_path)
    assert max(figures.memory) < 150
    assert figures.memory[-1] - figures.memory[4] < 10
    assert figures.unchanged > 100
    assert figures.requests_per_fetch == 1
    assert figures.largest_request < 1024
    assert figures.articles >= 200
    assert figures.lost == 0
