"""What leaves the dashboard: exports, citations, and articles for other programs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.app import App, SuspendNotSupported

from storage.errors import ElshiError
from timeline.export import FORMATS
from timeline.model import Article
from tui import outside
from tui.citing import plain_text
from tui.clipboard import harmless, keep, sequence
from tui.paths import copied_file
from tui.screens.asking import Question
from tui.widgets.lines import Piece
from tui.widgets.menu import Entry, MenuPane
from tui.wording import counted, told

if TYPE_CHECKING:
    from tui.screens.main import MainScreen
    from tui.state import State

EXPORT = "export to"


class Giving:
    """Writes and hands on what is on show."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._replace: Path | None = None

    def doings(self) -> Mapping[str, Callable[[], None]]:
        """Name of each action -> what is done."""
        return {
            "export": self._ask_export,
            "copy_citation": self._copy_citation,
            "copy_address": self._copy_address,
            "open_browser": self._open_browser,
            "open_pager": self._open_pager,
            "open_editor": self._open_editor,
            "pipe": self._ask_pipe,
        }

    # Exports.

    def _ask_export(self) -> None:
        """Which events, then where to."""
        scopes = list(_scopes(self._screen.state))
        self._screen.lay_over(
            MenuPane(
                self._screen.paged("Export which events?"),
                [Entry("", scope.text, scope.told) for scope in scopes],
                lambda place: self._ask_file(scopes[place].query),
            )
        )

    def _ask_file(self, query: str) -> None:
        self._screen.close_page()
        self._replace = None
        export = partial(self._export, query)
        self._screen.ask(Question(EXPORT, export, "timeline.json", self._retyped, completed=next_format))
        self._remark()

    def _retyped(self) -> None:
        self._replace = None
        self._remark()

    def _remark(self) -> None:
        self._screen.prompt.remark("Tab: another format" if len(FORMATS) > 1 else "")

    def _export(self, query: str, name: str) -> None:
        try:
            path = named_file(name)
            if path.is_file() and path != self._replace:
                self._replace = path
                self._screen.prompt.complain("this file exists: Enter once more replaces it")
                return
            form = format_of(path)
        except OSError as error:
            self._screen.prompt.complain(f"{error.strerror}: choose another name")
            return
        except ElshiError as error:
            self._screen.prompt.complain(error.message)
            return
        self._screen.run_worker(partial(self._write, query, form, path), thread=True, group="export")

    def _write(self, query: str, form: str, path: Path) -> None:
        """In a thread: the very bytes that `elshi export` writes."""
        from tui.finding import narrowed
        from tui.output import write_file

        state, call = self._screen.state, self._screen.app.call_from_thread
        try:
            timeline = narrowed(state.lookup.desk.timeline, query, state.own)
            write_file(path, FORMATS[form](timeline))
        except ElshiError as error:
            call(self._screen.prompt.complain, error.message)
        else:
            call(self._written, f"Wrote {counted(len(timeline.events), 'event')} to {path}")

    def _written(self, notice: str) -> None:
        self._screen.prompt.close()
        self._screen.say(notice)

    # Copies.

    def _copy_citation(self) -> None:
        """Of the quote that the person is at, else of the sentence that proves the event."""
        from tui.citing import cite_event, cite_quote

        screen, state = self._screen, self._screen.state
        at = state.mark.quote if state.mark and screen.pane == "article" else None
        quote = state.lookup.quotes.get((state.quote if screen.pane == "quotes" else at) or "")
        if quote:
            self._copy(cite_quote(quote, state.lookup.references.get(quote.article)))
        elif state.selected:
            self._copy(cite_event(state.selected, state.lookup.references.get(state.article or "")))
        else:
            screen.say("There is nothing to copy.")

    def _copy_address(self) -> None:
        ref = self._screen.state.lookup.references.get(self._screen.state.article or "")
        if ref and ref.url:
            self._copy(harmless(ref.url))
        else:
            self._screen.say("This article has no address.")

    def _copy(self, text: str) -> None:
        sent, path = sequence(text, os.environ), copied_file()
        kept = _kept(text, path)
        if sent:
            write_raw(self._screen.app, sent)
            self._screen.say(f"Copied; it is in {path} too" if kept else "Copied")
        elif kept:
            self._screen.say(f"Copied to {path}")
        else:
            self._screen.say("This terminal has no clipboard, and no file could be written.")

    # Other programs.

    def _article(self) -> Article | None:
        articles = self._screen.state.lookup.desk.articles
        article = articles.get(self._screen.state.article or "")
        if article is None:
            self._screen.say("There is no article here.")
        return article

    def _open_browser(self) -> None:
        article = self._article()
        if article is None:
            return
        with self._telling():
            command = outside.browser(article.url, os.environ)
            if outside.has_display(os.environ):
                outside.start(command)
                self._screen.say(f"Opened {article.url}")
            else:
                self._lend(partial(outside.lend, command))

    def _open_pager(self) -> None:
        if article := self._article():
            with self._telling():
                self._lend(partial(outside.lend, outside.pager(os.environ), plain_text(article)))

    def _open_editor(self) -> None:
        if article := self._article():
            with self._telling():
                self._lend(partial(outside.lend_copy, outside.editor(os.environ), plain_text(article)))

    def _lend(self, run: Callable[[], None]) -> None:
        """Leave the terminal to a program until it ends."""
        app = self._screen.app
        try:
            with app.suspend():
                run()
        except SuspendNotSupported:
            self._screen.say("This terminal cannot be lent to another program.")
        app.refresh()

    def _ask_pipe(self) -> None:
        if self._article():
            self._screen.ask(Question("pipe the article to", self._pipe))

    def _pipe(self, typed: str) -> None:
        article = self._article()
        try:
            command = outside.split(typed)
        except ElshiError as error:
            self._screen.prompt.complain(error.message)
            return
        self._screen.prompt.close()
        if article:
            self._screen.say(f"{command[0]} is at work…")
            self._screen.run_worker(
                partial(self._run, command, plain_text(article)), thread=True, group="pipe"
            )

    def _run(self, command: list[str], text: str) -> None:
        """In a thread: a program may take its time."""
        call = self._screen.app.call_from_thread
        try:
            code, answer = outside.pipe(command, text)
        except ElshiError as error:
            call(self._screen.say, str(error))
        else:
            call(self._answered, command[0], code, answer)

    def _answered(self, name: str, code: int, answer: str) -> None:
        self._screen.say(f"{name} ended with {code}" if code else f"{name} is done")
        if answer.strip():
            self._screen.show_page(name, [[Piece(line)] for line in answer.splitlines()])

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Say what goes wrong."""
        try:
            yield
        except ElshiError as error:
            self._screen.say(str(error))


class _Scope(NamedTuple):
    """What can be exported: as a query, so that the command writes the same."""

    text: str
    query: str
    told: str = ""
    """How many events, as far as it is known."""


def _scopes(state: State) -> Iterator[_Scope]:
    shown = counted(len(state.shown), "event")
    on_show = told("Events on show")
    yield _Scope(f"{on_show}: {state.filter}" if state.filter else on_show, state.filter, shown)
    if state.selected:
        yield _Scope(
            f"{told('This event')}: {state.selected.title}", f"id:{state.selected.id}", counted(1, "event")
        )
    yield _Scope(told("Bookmarked events"), "is:bookmarked")
    if state.filter:
        yield _Scope(told("All events"), "", counted(len(state.lookup.events), "event"))


def _kept(text: str, path: Path) -> bool:
    try:
        keep(text, path)
    except OSError:
        return False
    return True


def write_raw(app: App[None], sequence: str) -> None:
    """Send a control sequence to the terminal; where there is none, it is lost."""
    if app._driver is not None:
        app._driver.write(sequence)


def next_format(name: str) -> str:
    """A file name with the ending of the next format."""
    stem, dot, ending = name.rpartition(".")
    forms = list(FORMATS)
    after = forms[(forms.index(ending) + 1) % len(forms)] if dot and ending in forms else forms[0]
    return f"{stem if dot else name}.{after}"


def named_file(name: str) -> Path:
    """The file that a person names.

    Raises:
        ElshiError: it would be in the home of somebody who is not known here.
    """
    try:
        return Path(name.strip()).expanduser()
    except RuntimeError:
        raise ElshiError("nobody of that name has a home here", "write the whole path") from None


def format_of(path: Path) -> str:
    """The format that a file is to have by its name.

    Raises:
        ElshiError: there is none of that name.
    """
    ending = path.suffix.removeprefix(".").lower()
    form = {"md": "markdown", "htm": "html"}.get(ending, ending)
    if form in FORMATS or ending in FORMATS:
        return form if form in FORMATS else ending
    raise ElshiError(
        f"end the name with .{', .'.join(FORMATS)}", "the ending says which format the file gets"
    )
