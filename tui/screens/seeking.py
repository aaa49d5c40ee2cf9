"""Finding events: the filter as it is typed, and going to a date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from storage.errors import QueryError
from tui.messages import DayChosen, FilterFound, FilterTyped
from tui.screens.asking import Question

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

TYPING = 0.015
"""Seconds of silence after which the rows follow what is typed."""
FILTER = "filter"


class Seeking:
    """Asks for filters and dates, and has threads look for them."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._timer: Timer | None = None
        self._sought = ""

    def doings(self) -> Mapping[str, Callable[[], None]]:
        """Name of each action -> what is done."""
        return {
            "filter": self._ask_filter,
            "clear_filter": self.clear,
            "go_to_date": self._ask_date,
        }

    # The filter.

    def _ask_filter(self) -> None:
        from tui.finding import warm

        screen = self._screen
        screen.run_worker(partial(warm, screen.state.lookup.desk), thread=True, exclusive=True, group="warm")
        screen.ask(Question(FILTER, self._enter, screen.state.filter, self._typed, self._cancelled))

    def clear(self) -> None:
        """Show everything."""
        self._sought = ""
        self._screen.tell(FilterTyped(""))

    def seek(self, text: str) -> bool:
        """Whether a text is a filter; if not, the prompt says why and the rows stay. If it is, they follow when it was asked."""
        from tui.finding import check

        self._stop()
        self._sought = text
        try:
            check(text)
        except QueryError as error:
            self._screen.tell(FilterTyped(text))
            self._screen.prompt.complain(error.message, error.position)
            return False
        if text.strip() == self._screen.state.filter:
            self._tell_found()
        else:
            self._screen.run_worker(partial(self._find, text), thread=True, exclusive=True, group="find")
        return True

    def _typed(self) -> None:
        self._stop()
        self._timer = self._screen.set_timer(TYPING, self._seek_typed)

    def _seek_typed(self) -> None:
        self.seek(self._screen.prompt.line.text)

    def _enter(self, text: str) -> None:
        if self.seek(text):
            self._screen.prompt.close()

    def _cancelled(self) -> None:
        self._stop()
        self.clear()

    def _find(self, text: str) -> None:
        """In a thread: ask the filter of all events, unless something else was typed meanwhile."""
        from tui.finding import find

        if text == self._sought:
            state = self._screen.state
            found = FilterFound(text, find(text, state.lookup.desk, state.own))
            self._screen.app.call_from_thread(self._found, found)

    def _found(self, found: FilterFound) -> None:
        if found.text == self._sought:
            self._screen.tell(found)
            self._tell_found()

    def _tell_found(self) -> None:
        screen = self._screen
        if screen.prompt.purpose == FILTER:
            screen.prompt.remark(f"{len(screen.state.shown)} of {len(screen.state.lookup.events)}")

    def _stop(self) -> None:
        if self._timer:
            self._timer.stop()

    # Going to a date.

    def _ask_date(self) -> None:
        self._screen.ask(Question("go to date", self._go))

    def _go(self, typed: str) -> None:
        if typed.strip():
            self._screen.run_worker(
                partial(self._read_date, typed), thread=True, exclusive=True, group="date"
            )
        else:
            self._screen.prompt.close()

    def _read_date(self, typed: str) -> None:
        """In a thread: dateparser takes a while to load."""
        from tui.typed import typed_day

        try:
            day = typed_day(typed, self._screen.as_of)
        except ValueError as error:
            self._screen.app.call_from_thread(self._screen.prompt.complain, str(error))
        else:
            self._screen.app.call_from_thread(self._gone, day)

    def _gone(self, day: int) -> None:
        self._screen.prompt.close()
        self._screen.tell(DayChosen(day))
