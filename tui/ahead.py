"""Reading goes on in a process of its own while the dashboard's code loads, so that a start waits for the longer of the two."""

from __future__ import annotations

import os
from collections.abc import Callable

import msgspec

from tui.desk import Desk


def started(work: Callable[[], Desk]) -> Callable[[], Desk]:
    """Begin to lay out a desk; the function returned waits for it.

    Whatever goes wrong in the other process, the work is then done in this one, which raises what there is to raise.
    """
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return work
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _send(work, writing)
    os.close(writing)

    def wait() -> Desk:
        with open(reading, "rb") as pipe:  # noqa: PTH123 - a descriptor, not a path
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        return msgspec.msgpack.decode(told, type=Desk) if status == 0 else work()

    return wait


def _send(work: Callable[[], Desk], writing: int) -> None:
    """In the child: do the work, write it down the pipe, end without any of the parent's leave-taking."""
    code = 1
    try:
        content = msgspec.msgpack.encode(work())
        with open(writing, "wb") as pipe:
            pipe.write(content)
        code = 0
    finally:
        os._exit(code)
