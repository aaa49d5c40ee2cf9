"""``elshi open`` and ``elshi demo``: the dashboard."""

from __future__ import annotations

import os
import sys

import click

from tui.commands.options import open_desk_for, report, sources_argument, store_option, store_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tui.ahead import Ahead
    from tui.config import Config
    from tui.desk import Desk
    from tui.keymap import Keymap

lean_option = click.option(
    "--lean/--no-lean", default=None, help="Send fewer bytes; chosen by itself over ssh."
)


@click.command("open")
@sources_argument
@store_option
@lean_option
@click.pass_obj
def open_desk(ahead: Ahead | None, sources: tuple[str, ...], store: str | None, lean: bool | None) -> int:
    """Open the dashboard: on the store, or on files and folders without touching the store.

    Where there is no terminal to draw on, the timeline is printed instead.
    """
    return _open(ahead, sources, store, lean)


@click.command()
@lean_option
@click.pass_obj
def demo(ahead: Ahead | None, lean: bool | None) -> int:
    """Open the dashboard on the sample articles that come with elshi."""
    from tui.paths import samples

    return _open(ahead, (str(samples()),), None, lean)


def _open(ahead: Ahead | None, sources: tuple[str, ...], store: str | None, lean: bool | None) -> int:
    if sys.stdout.isatty() and sys.stderr.isatty():
        return _draw(ahead, sources, store, lean)
    from tui.plain import print_timeline

    desk = open_desk_for(sources, store, {})
    code = report(desk.problems, len(desk.articles))
    if desk.articles or not sources:
        print_timeline(desk.timeline)
    return code


def _draw(ahead: Ahead | None, named: tuple[str, ...], store: str | None, lean: bool | None) -> int:
    import gc

    from tui.ahead import HARDLY_EVER, begin
    from tui.config import TITLE_LANG, load_config

    gc.set_threshold(HARDLY_EVER)
    settings = load_config()
    keymap = _keymap(settings)
    sources = (named, store_url(store), settings.title_lang or TITLE_LANG)
    kept = None if named else _kept(*sources[1:])
    if kept and ahead:
        ahead.dismiss()
    elif not kept:
        ahead = ahead or begin()
        if ahead:
            ahead.order(*sources)
    from tui.app import run
    from tui.keeping import StoreKeeper
    from tui.wording import language, speak

    speak(settings.language or language(), titles=settings.title_lang)
    code = 0

    def ready() -> Desk | None:
        nonlocal code
        desk = kept or _wait(ahead, sources)
        code = report(desk.problems, len(desk.articles))
        if "-" in named:
            _take_keys_from_terminal()
        return desk if desk.articles or not named else None

    return (
        run(
            ready,
            lean=settings.lean if lean is None else lean,
            theme=settings.theme,
            keymap=keymap,
            mouse=settings.mouse,
            keeper=None if named else StoreKeeper(*sources[1:]),
        )
        or code
    )


def _keymap(settings: Config) -> Keymap:
    from tui.keymap import Keymap

    return Keymap(settings.keys)


def _kept(store: str, title_lang: str) -> Desk | None:
    from tui.desk import former_desk, kept_desk

    return kept_desk(store, title_lang) or former_desk(store, title_lang)


def _wait(ahead: Ahead | None, sources: tuple[tuple[str, ...], str, str]) -> Desk:
    from tui.desk import lay_out

    return (ahead.desk() if ahead else None) or lay_out(*sources)


def _take_keys_from_terminal() -> None:
    """Standard input was the articles; the keys come from the terminal itself."""
    terminal = os.open("/dev/tty", os.O_RDONLY)
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
