"""What leaves the dashboard: exports to files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import ElshiError
from tui.screens.asking import Question
from tui.screens.words import counted

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

EXPORT = "export to"


class Giving:
    """Writes and hands on what is on show."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._replace: Path | None = None

    def doings(self) -> Mapping[str, Callable[[], None]]:
        """Name of each action -> what is done."""
        return {"export": self._ask_export}

    # Exports.

    def _ask_export(self) -> None:
        self._replace = None
        self._screen.ask(Question(EXPORT, self._export, "timeline.json", self._retyped))

    def _retyped(self) -> None:
        self._replace = None

    def _export(self, name: str) -> None:
        path = Path(name.strip()).expanduser()
        if path.is_file() and path != self._replace:
            self._replace = path
            self._screen.prompt.complain("this file exists: Enter once more replaces it")
            return
        try:
            form = format_of(path)
        except ElshiError as error:
            self._screen.prompt.complain(error.message)
            return
        self._screen.run_worker(partial(self._write, form, path), thread=True, group="export")

    def _write(self, form: str, path: Path) -> None:
        """In a thread: the very bytes that `elshi export` writes."""
        from timeline.export import FORMATS
        from tui.finding import narrowed
        from tui.output import write_file

        state, call = self._screen.state, self._screen.app.call_from_thread
        try:
            write_file(path, FORMATS[form](narrowed(state.lookup.desk.timeline, state.filter)))
        except ElshiError as error:
            call(self._screen.prompt.complain, error.message)
        else:
            call(self._written, f"Wrote {counted(len(state.shown), 'event')} to {path}")

    def _written(self, notice: str) -> None:
        self._screen.prompt.close()
        self._screen.say(notice)


def format_of(path: Path) -> str:
    """The format that a file is to have by its name.

    Raises:
        ElshiError: there is none of that name.
    """
    from timeline.export import FORMATS

    ending = path.suffix.removeprefix(".").lower()
    form = {"md": "markdown", "htm": "html"}.get(ending, ending)
    if form in FORMATS or ending in FORMATS:
        return form if form in FORMATS else ending
    raise ElshiError(
        f"end the name with .{', .'.join(FORMATS)}", "the ending says which format the file gets"
    )
