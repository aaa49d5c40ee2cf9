"""How long a start takes, each figure beside the one it is held against, interleaved in one run.

``python -m benchmarks.startup [RUNS]`` prints a table; absolute times depend on the machine, the ratios much less.
Both programs run as installed ones do, with their code compiled; one start of each before those that count sees to that.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.end_to_end.command import ELSHI, SEEDS, environment
from tests.end_to_end.terminal import Terminal

BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    CSS = "Static { height: 1fr; }"
    ENABLE_COMMAND_PALETTE = False

    def compose(self):
        yield Static("timeline ready")
        yield Static("article")
        yield Static("quotes")

Bare().run()
"""


def wall(*command: str) -> Callable[[], float]:
    """Seconds from start to end of a command without a terminal."""

    def measure() -> float:
        with tempfile.TemporaryDirectory() as home:
            started = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=environment(Path(home)))
            return time.perf_counter() - started

    return measure


def paint(pattern: str, *command: str) -> Callable[[], float]:
    """Seconds from start until an 80x24 terminal shows ``pattern``."""

    def measure() -> float:
        with (
            tempfile.TemporaryDirectory() as home,
            Terminal(command, env=environment(Path(home))) as terminal,
        ):
            deadline = time.perf_counter() + 30
            wanted = pattern.encode()
            while wanted not in terminal.raw and time.perf_counter() < deadline:
                terminal.read(0.001)
            return time.perf_counter() - terminal.started

    return measure


def compare(
    name: str, ours: Callable[[], float], theirs: Callable[[], float], limit: float, runs: int
) -> bool:
    """Print one row: medians and the median of the ratios pair by pair; False when it is over the limit."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    ratio = statistics.median(one / other for one, other in pairs)
    our_median, their_median = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    print(f"{name:<58} {our_median:7.0f} ms {their_median:7.0f} ms   {ratio:5.2f}   at most {limit}")
    return ratio <= limit


def main() -> int:
    """Print the table; the exit code is 1 when a limit is broken."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(f"{'':<58} {'elshi':>10} {'other':>10}   ratio")
    kept = [
        compare(
            "elshi --version / python -c 'import click'",
            wall(ELSHI, "--version"),
            wall(sys.executable, "-c", "import click"),
            3,
            runs,
        ),
        compare(
            "elshi open seeds/, first full paint / bare Textual, 3 panes",
            paint("? help", ELSHI, "open", str(SEEDS)),
            paint("quotes", sys.executable, "-c", BARE),
            1.8,
            runs,
        ),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
