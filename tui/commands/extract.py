"""``elshi extract``: a Unix filter, article JSON Lines in, reading JSON Lines out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import BinaryIO

import click

from tui.commands.options import FAILURE, OK, PARTIAL

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes; no article is as long, and a stream without line breaks must not fill the memory."""


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.File("rb"))
def extract(files: tuple[BinaryIO, ...]) -> int:
    """Read articles from JSON Lines and write what is found in each, one line per line, in order.

    A line is {"id", "published", "lang" or null, "title" or null, "text"}. The text is taken as it is: offsets are code points
    into it. A bad line is an error on standard error and exit code 3; the others are read. Memory does not grow.
    """
    from timeline.export.reading import reading_to_json
    from timeline.reading import read
    from tui.lines import parse_line
    from tui.output import talk

    out = sys.stdout.buffer
    done = bad = 0
    for place, line in _lines(files or (sys.stdin.buffer,)):
        try:
            _refuse_cut(line)
            written = reading_to_json(read(parse_line(line)))
        except ValueError as error:
            talk(f"{place}: {error}")
            bad += 1
            continue
        out.write(written)
        done += 1
    out.flush()
    return OK if not bad else PARTIAL if done else FAILURE


def _lines(files: tuple[BinaryIO, ...]) -> Iterator[tuple[str, bytes]]:
    """Each line that is not empty and where it stands."""
    for file in files:
        name = getattr(file, "name", "-")
        for number, line in enumerate(_cut(file), 1):
            if line.strip():
                yield f"{'-' if name in ('<stdin>', 0) else name}:{number}", line


def _refuse_cut(line: bytes) -> None:
    if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
        raise ValueError(f"the line is longer than {LONGEST_LINE // 1024**2} MB; give one article a line")


def _cut(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file, none longer than `LONGEST_LINE`; what is behind that is passed over."""
    while line := file.readline(LONGEST_LINE):
        yield line
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)
