"""``elshi extract``: a Unix filter, article JSON Lines in, reading JSON Lines out."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

import click

from tui.commands.options import FAILURE, OK, PARTIAL

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes; no article is as long, and a stream without line breaks must not fill the memory."""
_BATCH = 16
"""Lines that go to another process at once."""
_WAITING = 4
"""Batches that may wait for each process, so that a slow one does not fill the memory with what is done."""


class Line(NamedTuple):
    """A line of the input, and where it stands."""

    place: str
    content: bytes


class Outcome(NamedTuple):
    """What a line became: a reading, or what is wrong with it."""

    place: str
    written: bytes | None
    problem: str


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.File("rb"))
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="N",
    help="Read in so many processes; 0: in as many as the machine has cores.",
)
def extract(files: tuple[BinaryIO, ...], jobs: int) -> int:
    """Read articles from JSON Lines and write what is found in each, one line per line, in order.

    A line is {"id", "published", "lang" or null, "title" or null, "text"}. The text is taken as it is: offsets are code points
    into it. A bad line is an error on standard error and exit code 3; the others are read. Memory does not grow.
    """
    from tui.output import talk

    out = sys.stdout.buffer
    done = bad = 0
    for outcome in _outcomes(_lines(files or (sys.stdin.buffer,)), jobs or _cores()):
        if outcome.written is None:
            talk(f"{outcome.place}: {outcome.problem}")
            bad += 1
        else:
            out.write(outcome.written)
            done += 1
    out.flush()
    return OK if not bad else PARTIAL if done else FAILURE


def read_line(line: Line) -> Outcome:
    """Read the article of one line."""
    from timeline.export.reading import reading_to_json
    from timeline.reading import read
    from tui.lines import parse_line

    try:
        if len(line.content) == LONGEST_LINE and not line.content.endswith(b"\n"):
            raise ValueError(f"the line is longer than {LONGEST_LINE // 1024**2} MB; give one article a line")
        return Outcome(line.place, reading_to_json(read(parse_line(line.content))), "")
    except ValueError as error:
        return Outcome(line.place, None, str(error))


def _outcomes(lines: Iterable[Line], jobs: int) -> Iterator[Outcome]:
    return map(read_line, lines) if jobs == 1 else _in_parallel(lines, jobs)


def _in_parallel(lines: Iterable[Line], jobs: int) -> Iterator[Outcome]:
    """What lines become, in their order, read in several processes that never get far ahead of what is written."""
    from concurrent.futures import Future, ProcessPoolExecutor

    waiting: deque[Future[list[Outcome]]] = deque()
    with ProcessPoolExecutor(jobs, initializer=_leave_interrupts_to_the_parent) as pool:
        try:
            for batch in _batches(lines):
                waiting.append(pool.submit(_read_batch, batch))
                if len(waiting) > jobs * _WAITING:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _read_batch(batch: list[Line]) -> list[Outcome]:
    return [read_line(line) for line in batch]


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    from itertools import islice

    rest = iter(lines)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _leave_interrupts_to_the_parent() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _lines(files: tuple[BinaryIO, ...]) -> Iterator[Line]:
    """Each line that is not empty, and where it stands."""
    for file in files:
        name = getattr(file, "name", "-")
        for number, line in enumerate(_cut(file), 1):
            if line.strip():
                yield Line(f"{'-' if name in ('<stdin>', 0) else name}:{number}", line)


def _cut(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file, none longer than `LONGEST_LINE`; what is behind that is passed over."""
    while line := file.readline(LONGEST_LINE):
        yield line
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)
