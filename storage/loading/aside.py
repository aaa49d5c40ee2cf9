"""Work that must not keep the event loop waiting, nor the end of the program."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


async def aside(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function in a thread of its own, which nobody waits for when the caller is cancelled or the program ends.

    Raises:
        Exception: whatever the function raises.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[R] = loop.create_future()

    def settle(result: R | None, error: Exception | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(result)  # type: ignore[arg-type]  # None only where R is None

    def work() -> None:
        result: R | None = None
        failure: Exception | None = None
        try:
            result = function(*args, **kwargs)
        except Exception as error:
            failure = error
        with contextlib.suppress(RuntimeError):  # the loop has gone: nobody is waiting
            loop.call_soon_threadsafe(settle, result, failure)

    threading.Thread(target=work, name=getattr(function, "__name__", "aside"), daemon=True).start()
    return await answer
