"""What the dashboard costs over a terminal line: ``python -m benchmarks.desk [RUNS]``.

The real program, in a pseudo-terminal of 80x24, on stores of invented news with 10,000 and 100,000 events; beside it, in the same run and in
turns, a bare Textual app, a bare DataTable app of as many rows, and newsboat where it is installed. Times depend on the machine, the ratios
much less.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from benchmarks.startup import BARE
from benchmarks.stores import FIRST_DAY, fill
from benchmarks.terminals import Answer, Program
from tests.end_to_end.command import ELSHI, environment

FEW, MANY = 10_000, 100_000
ROW = str(FIRST_DAY)
DOWN = "\x1b[B"
DOWN_OF_CURSES = "\x1bOB"
"""What a terminal sends once curses has put its keypad into application mode."""
KEYS = 60
TYPED = "putin", "met in", "lang:kk", "alaska", "type:visit"
HELD, RATE = 3.0, 30
IDLE = 60.0

DATA_TABLE = """
from textual.app import App
from textual.widgets import DataTable

class Bare(App):
    ENABLE_COMMAND_PALETTE = False

    def compose(self):
        yield DataTable(cursor_type="row")

    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("date", "title", "sources")
        table.add_rows([(f"row {number}", f"Meeting: somebody and somebody else, {number}", "2") for number in range(ROWS)])

Bare().run()
"""


class Row(NamedTuple):
    """One line of the table: what was asked, and what came of it."""

    measure: str
    got: float
    most: float
    unit: str
    told: str
    """The figures behind it."""


class Bench:
    """The programs that are measured."""

    def __init__(self, work: Path, runs: int) -> None:
        self.work, self.runs = work, runs
        self.env = environment(work)

    def elshi(self, events: int, *options: str) -> Program:
        """The dashboard on a store."""
        return Program([ELSHI, "open", "--store", str(self.store(events)), *options], self.env)

    def bare(self) -> Program:
        """A Textual app that does nothing."""
        return Program([sys.executable, "-c", BARE], self.env)

    def table(self) -> Program:
        """A Textual app with nothing but a table."""
        return Program([sys.executable, "-c", DATA_TABLE.replace("ROWS", str(FEW))], self.env)

    def newsboat(self) -> Program:
        """newsboat on a feed of as many items."""
        feed = self.work / "feed.xml"
        urls = self.work / "urls"
        cache = self.work / "cache.db"
        command = ["newsboat", "-u", str(urls), "-c", str(cache), "-C", "/dev/null"]
        if not cache.exists():
            items = "".join(
                f"<item><title>{escape(f'Meeting: somebody and somebody else, {number}')}</title>"
                f"<link>https://post.example/{number}</link><description>Text {number}</description></item>"
                for number in range(FEW)
            )
            feed.write_text(
                f'<rss version="2.0"><channel><title>Invented Post</title>{items}</channel></rss>',
                encoding="utf-8",
            )
            urls.write_text(f"file://{feed}\n", encoding="utf-8")
            subprocess.run([*command, "-x", "reload"], env=self.env, check=True, capture_output=True)
        return Program(command, self.env)

    def store(self, events: int) -> Path:
        """A store, opened once, as it is on every morning but the first."""
        path = self.work / f"{events}.json"
        if not path.exists():
            articles = fill(path, events)
            with Program([ELSHI, "open", "--store", str(path)], self.env) as program:
                built = program.shows(ROW, 600)
                program.rest(1)
            print(
                f"a store of {events:,} events from {articles:,} articles; opened for the first time in {built:.1f} s"
            )
        return path


def median(measured: Sequence[float]) -> float:
    """The one in the middle."""
    return statistics.median(measured)


def p95(measured: Sequence[float]) -> float:
    """What nineteen of twenty stay under."""
    return sorted(measured)[int(0.95 * (len(measured) - 1))]


def starts(bench: Bench, events: int, most: float, most_memory: float) -> Iterator[Row]:
    """From exec to the first usable row, and what the memory is then."""
    bench.store(events)
    ours, bare, room, bare_room = [], [], [], []
    for number in range(bench.runs + 1):
        with bench.elshi(events) as program:
            seconds = program.shows(ROW)
            program.rest()
            ours.append(seconds)
            room.append(program.memory())
        with bench.bare() as program:
            bare.append(program.shows("quotes"))
            program.rest()
            bare_room.append(program.memory())
        if not number:  # the first of each only warms the disk
            ours, bare = [], []
    told = f"{median(ours) * 1000:.0f} ms / {median(bare) * 1000:.0f} ms of bare Textual"
    ratio = median([one / other for one, other in zip(ours, bare, strict=True)])
    yield Row(f"exec to first usable row, {events:,} events", ratio, most, "x", told)
    told = f"{median(room):.0f} MiB / {median(bare_room):.0f} MiB of bare Textual"
    yield Row(f"resident memory, {events:,} events", median(room) / median(bare_room), most_memory, "x", told)


def keys(bench: Bench) -> Iterator[Row]:
    """How soon a key is answered, and in how many bytes."""
    with bench.table() as table, bench.elshi(FEW) as program:
        table.shows("row 1")
        program.shows(ROW)
        table.rest()
        program.rest()
        pairs = [(program.press(DOWN), table.press(DOWN)) for _ in range(KEYS)]
    ours, theirs = zip(*pairs, strict=True)
    beside = p95([answer.first for answer in theirs])
    row, panes = p95([answer.first for answer in ours]), p95([answer.last for answer in ours])
    yield Row(
        "key to row repainted, p95",
        row / beside,
        0.7,
        "x",
        f"{row * 1000:.1f} ms / {beside * 1000:.1f} ms of DataTable",
    )
    yield Row("key to linked panes repainted, p95", panes / beside, 6, "x", f"{panes * 1000:.1f} ms")


def sent(bench: Bench) -> Iterator[Row]:
    """What goes over the line in the lean profile."""
    with bench.elshi(FEW, "--lean") as program:
        program.shows(ROW)
        program.rest()
        answers = [program.press(DOWN) for _ in range(KEYS)]
        held = program.hold(DOWN, HELD, RATE) / HELD
    inside, scrolling = _by_scroll(answers)
    yield Row("bytes of the timeline row alone, lean, median, in the window", median(inside), 350, "B", "")
    yield Row("the same, over all keys, those that scroll too", median(scrolling), 500, "B", "")
    yield Row(
        "bytes once both panes have followed, median",
        median([answer.bytes for answer in answers]),
        3000,
        "B",
        "",
    )
    yield Row("held Down key, 30 a second", held, 20_000, "B/s", "")


def _by_scroll(answers: Sequence[Answer]) -> tuple[list[float], list[float]]:
    """Bytes of the first update: of the keys before the window scrolls for the first time, and of those after."""
    first = [float(answer.first_bytes) for answer in answers]
    jump = next((place for place, count in enumerate(first) if count > 1500), len(first) // 2)
    return first[:jump] or first, first[jump:]


def filtering(bench: Bench) -> Iterator[Row]:
    """How soon the rows follow what is typed."""
    waits = []
    with bench.elshi(FEW) as program:
        program.shows(ROW)
        program.rest()
        for words in TYPED:
            program.press("/")
            waits += [program.press(letter).last for letter in words]
            program.press("\x07")
    yield Row(
        "filter as you type, p95", p95(waits) * 1000, 100, "ms", f"median {median(waits) * 1000:.0f} ms"
    )


def idle(bench: Bench) -> Iterator[Row]:
    """What is sent and used while nobody touches a key."""
    with bench.elshi(FEW) as program:
        program.shows(ROW)
        program.rest(1)
        count, share = program.idle(IDLE)
    yield Row(f"bytes in {IDLE:.0f} idle seconds", count, 0, "B", "")
    yield Row("processor while idle", 100 * share, 0.5, "%", "")


def newsboat(bench: Bench) -> None:
    """Print what newsboat needs for the same."""
    if not shutil.which("newsboat"):
        print("newsboat is not installed: apt-get install newsboat puts it beside")
        return
    with bench.newsboat() as program:
        start = program.shows("Invented Post")
        program.rest(1)
        opened = program.press("\r")
        answers = [program.press(DOWN_OF_CURSES) for _ in range(KEYS)]
        held = program.hold(DOWN_OF_CURSES, HELD, RATE) / HELD
        memory = program.memory()
    bytes_ = median([answer.bytes for answer in answers])
    seconds = p95([answer.last for answer in answers])
    print(
        f"newsboat on {FEW:,} items: {start * 1000:.0f} ms to start and {opened.last * 1000:.0f} ms to open the feed, {memory:.0f} MiB, "
        f"a key in {seconds * 1000:.1f} ms (p95) and {bytes_:.0f} B, held {held / 1000:.1f} kB/s"
    )


def imports(_: Bench) -> Iterator[Row]:
    """What help loads."""
    code = (
        "import sys; from tui.cli import run; run(['--help']); "
        "print(sum(name in sys.modules for name in ('textual', 'httpx', 'dateparser')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    yield Row(
        "textual, httpx, dateparser imported by elshi --help", float(done.stderr.split()[-1]), 0, "", ""
    )


def main() -> int:
    """Print the table; the exit code is 1 when something costs more than asked."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    parts: Sequence[Callable[[Bench], Iterator[Row]]] = (
        lambda bench: starts(bench, FEW, 1.5, 2),
        lambda bench: starts(bench, MANY, 2.5, 4),
        keys,
        sent,
        filtering,
        idle,
        imports,
    )
    held = True
    with tempfile.TemporaryDirectory(prefix="elshi-bench-") as work:
        bench = Bench(Path(work), runs)
        newsboat(bench)
        print(f"{'':<62} {'got':>9} {'at most':>9}")
        for part in parts:
            for row in part(bench):
                held &= row.got <= row.most
                mark = " " if row.got <= row.most else "!"
                got, most = (
                    f"{figure:,.2f} {row.unit}" if row.unit == "x" else f"{figure:,.1f} {row.unit}"
                    for figure in row[1:3]
                )
                print(f"{row.measure:<62} {got:>11} {most:>11} {mark} {row.told}", flush=True)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
