"""Reading a journal line by line: what was committed, and what to think of bytes that are not.

A change that was being written when its process was killed is a piece that breaks off, and nothing else can be: it was
never acknowledged, and is passed over. When the power failed, a file may also end in zeros, which could just as well be a
bad sector in a change that was acknowledged: that is told, and the bytes are put aside before anything takes their place.
Whatever else does not fit its seal is damage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from storage.disk import Source
from storage.framing import Line, lines, parse

Verdict: TypeAlias = Literal["clean", "torn", "unclear", "damaged"]
Prepared = TypeVar("Prepared")


class Tail(NamedTuple):
    """What follows the last committed change."""

    verdict: Verdict
    start: int
    size: int
    bad: int
    """Where the first line begins that is not as it was written."""


def replay(
    source: Source,
    start: int,
    end: int,
    prepare: Callable[[Line, bytes], Prepared],
    apply: Callable[[list[tuple[Line, Prepared, int, int]], int], None],
) -> Tail:
    """Apply each committed change in turn.

    Args:
        source: the journal.
        start: where to begin: after a committed change.
        end: where the file ends.
        prepare: takes from a document what is to be known of it, before its bytes are let go of.
        apply: takes the lines of a change, each with what was prepared, its place and its size, and where the change ends.
    """
    committed = start
    pending: list[tuple[Line, Prepared, int, int]] = []
    found = lines(source, start, end)
    for place, content, ended in found:
        line = parse(content) if ended else None
        if line is None:
            return _judge(committed, end, (place, content, ended), found)
        size = len(content) + 1
        pending.append((line, prepare(line, content), place, size))
        if line.commit:
            if line.commit != len(pending):
                return Tail("damaged", committed, end - committed, place)
            apply(pending, place + size)
            committed = place + size
            pending = []
    return Tail("torn" if pending else "clean", committed, end - committed, end)


def _judge(
    committed: int, end: int, first: tuple[int, bytes, bool], rest: Iterator[tuple[int, bytes, bool]]
) -> Tail:
    """What a line that does not fit its seal, and all that follows it, come to."""
    place, content, ended = first
    zeros = b"\0" in content
    alone = not ended
    sound = 0
    for _, after, after_ended in rest:
        alone = False
        line = parse(after) if after_ended else None
        if line is None:
            zeros = zeros or b"\0" in after
            sound = 0
            continue
        sound += 1
        if (
            line.commit and line.commit <= sound
        ):  # a whole change after the broken one: this one was acknowledged
            return Tail("damaged", committed, end - committed, place)
        sound = 0 if line.commit else sound
    verdict: Verdict = "unclear" if zeros else "torn" if alone and _breaks_off(content) else "damaged"
    return Tail(verdict, committed, end - committed, place)


def _breaks_off(content: bytes) -> bool:
    """Whether this can be the beginning of a line: without control characters, and not a whole line with another end."""
    return min(content) >= 0x20 and parse(content[:-1]) is None
