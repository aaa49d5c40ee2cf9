"""Reading goes on in a process of its own while the dashboard's code loads, so that a start waits for the longer of the two.

The process is forked first of all: it loads what reading needs while its parent makes out what there is to read, and is then told.
"""

from __future__ import annotations

import gc
import marshal
import os
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tui.desk import Desk

HARDLY_EVER = 100_000
"""For `gc.set_threshold`: what is made at a start, code and nouns, stays; to search it for garbage again and again takes time."""


class Ahead:
    """A process that is ready to lay out a desk."""

    def __init__(self, child: int, orders: int, desks: int) -> None:
        self._child, self._orders, self._desks = child, orders, desks

    def order(self, named: tuple[str, ...], store: str, title_lang: str) -> None:
        """Tell what to lay out, as `tui.desk.lay_out` has it."""
        # Not JSON: a file's name may hold bytes that are no text.
        with suppress(BrokenPipeError):
            _write(self._orders, marshal.dumps((named, store, title_lang)))

    def dismiss(self) -> None:
        """Let the process end: there is nothing for it to do."""
        os.close(self._orders)
        os.close(self._desks)

    def desk(self) -> Desk | None:
        """Wait for the desk that was ordered.

        None when it can be had here at once, since its timeline is kept now, or when something went wrong, which then shows here.
        """
        import msgspec

        from tui.desk import MadeDesk

        content = _read(self._desks)
        _, status = os.waitpid(self._child, 0)
        return None if status or not content else msgspec.msgpack.decode(content, type=MadeDesk)


def begin() -> Ahead | None:
    """Fork the process; None where it would not run beside this one. Left without an order it ends with its parent."""
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return None
    gc.set_threshold(HARDLY_EVER)
    orders, ordering = os.pipe()
    desks, laying = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ordering)
        os.close(desks)
        _serve(orders, laying)
    os.close(orders)
    os.close(laying)
    return Ahead(child, ordering, desks)


def _serve(orders: int, desks: int) -> None:
    """In the child: take the order, send the desk, end without any of the parent's leave-taking."""
    code = 1
    try:
        import msgspec

        from tui.desk import kept_desk, lay_out, prepare
        from tui.paths import tell_names

        tell_names()
        prepare()
        if order := _read(orders):
            named, *store = marshal.loads(order)
            desk = lay_out(named, *store)
            kept = not named and kept_desk(*store)
            _write(desks, b"" if kept else msgspec.msgpack.encode(desk))
            code = 0
    finally:
        os._exit(code)


def _read(pipe: int) -> bytes:
    with open(pipe, "rb") as file:
        return file.read()


def _write(pipe: int, content: bytes) -> None:
    with open(pipe, "wb") as file:
        file.write(content)
