"""What is asked in the bottom line, and who takes the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple


def _nothing() -> None:
    """Nobody listens."""


class Question(NamedTuple):
    """Something to type. While it is open all keys go to it."""

    purpose: str
    """What stands before the text."""
    entered: Callable[[str], None]
    """Takes the text; closes the prompt, or has it complain."""
    text: str = ""
    """What stands there at first."""
    typed: Callable[[], None] = _nothing
    """Hears that the text changed."""
    cancelled: Callable[[], None] = _nothing
    """Hears that the person wants none of it; the prompt is closed."""
    completed: Callable[[str], str] = str
    """Gives what Tab makes of the text."""


def next_name(typed: str, names: Sequence[str]) -> str:
    """For ``completed``: the first name that begins as what is typed, or that holds it; after a whole name comes the next one."""
    if typed in names:
        return names[(names.index(typed) + 1) % len(names)]
    start = typed.casefold()
    begun = (name for name in names if name.casefold().startswith(start))
    within = (name for name in names if start in name.casefold())
    return next(begun, None) or next(within, typed)
