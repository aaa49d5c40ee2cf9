"""The texts that can be laid over the panes: why, two articles, one speaker, what went wrong, help. Each is loaded when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tui.lookup import title_of
from tui.widgets.lines import Piece
from tui.wording import counted, told, told_problem

if TYPE_CHECKING:
    from timeline.model import Actor
    from tui.lookup import Lookup
    from tui.screens.main import MainScreen
    from tui.widgets.columns import Row


class Paging:
    """Lays texts about what is selected over the panes."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    def doings(self) -> Mapping[str, Callable[[], None]]:
        """Name of each action -> what is done."""
        return {
            "why": self._show_why,
            "compare": self._show_comparison,
            "speaker": self._show_speaker,
            "problems": self._show_problems,
            "help": self._show_help,
        }

    def _show_why(self) -> None:
        from tui.pages.why import why_text

        event = self._screen.state.selected
        if event is None:
            return self._screen.say("There is no event here.")
        return self._screen.show_page("Why", why_text(event, self._screen.state.lookup))

    def _show_comparison(self) -> None:
        from tui.pages.compare import compare, pieces_of

        event, tour, here = self._screen.state.selected, self._screen.state.tour, self._screen.state.article
        if event is None or here is None or len(tour) < 2:
            return self._screen.say("Only one article tells of this event.")
        other = tour[(tour.index(here) + 1) % len(tour)] if here in tour else tour[0]
        facts = compare(event, here, other, self._screen.state.lookup)
        rows = pieces_of(facts, ascii_only=self._screen.ascii_only)
        return self._lay_columns(f"Two articles: {title_of(event)}", rows)

    def _show_speaker(self) -> None:
        from tui.pages.speaker import speaker_of

        lookup = self._screen.state.lookup
        quote = lookup.quotes.get(self._screen.state.quote) if self._screen.state.quote else None
        self.show_speaker(speaker_of(quote, self._screen.state.selected))

    def show_speaker(self, who: str | None) -> None:
        """All that somebody said, found in a thread among all quotes there are."""
        lookup = self._screen.state.lookup
        actor = lookup.actor(who) if who else None
        if actor is None:
            return self._screen.say("Nobody known speaks here.")
        find = partial(self._find_speaker, actor, lookup)
        self._screen.run_worker(find, thread=True, exclusive=True, group="list")
        return None

    def _find_speaker(self, actor: Actor, lookup: Lookup) -> None:
        """In a thread."""
        from tui.pages.speaker import rows_of, said_by, topics_of

        quotes = said_by(actor.id, lookup)
        rows = rows_of(topics_of(quotes, lookup), lookup)
        title = f"{lookup.name(actor)} · {counted(len(quotes), 'quote')}"
        self._screen.app.call_from_thread(self._lay_columns, title, rows)

    def _lay_columns(self, title: str, rows: Sequence[Row]) -> None:
        from tui.widgets.columns import ColumnsPane

        self._screen.lay_over(ColumnsPane(self._screen.paged(title), rows))

    def _show_problems(self) -> None:
        problems = [[Piece(told_of(problem))] for problem in self._screen.state.lookup.desk.problems]
        self._screen.show_page("Problems", problems or [[Piece(told("Everything was loaded."))]])

    def _show_help(self) -> None:
        from tui.screens.help import ASCII, SIGNS, help_text

        self._screen.show_page(
            "Help",
            help_text(self._screen.pane, ASCII if self._screen.ascii_only else SIGNS, self._screen.keymap),
        )


def told_of(problem: object) -> str:
    """A problem as it is shown."""
    from msgspec.structs import replace

    from storage.loading import Problem

    if isinstance(problem, Problem):
        message, cure = map(told_problem, (problem.message, problem.cure))
        return str(replace(problem, message=message, cure=cure))
    return str(problem)
