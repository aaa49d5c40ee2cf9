"""``elshi open`` and ``elshi demo``: the dashboard."""

from __future__ import annotations

import os
import sys
from functools import partial

import click

from tui.commands.options import open_desk_for, report, sources_argument, store_option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tui.desk import Desk


@click.command("open")
@sources_argument
@store_option
@click.option("--lean/--no-lean", default=None, help="Send fewer bytes; chosen by itself over ssh.")
def open_desk(sources: tuple[str, ...], store: str | None, lean: bool | None) -> int:
    """Open the dashboard: on the store, or on files and folders without touching the store.

    Where there is no terminal to draw on, the timeline is printed instead.
    """
    return _open(sources, store, lean)


@click.command()
@click.option("--lean/--no-lean", default=None, help="Send fewer bytes; chosen by itself over ssh.")
def demo(lean: bool | None) -> int:
    """Open the dashboard on the sample articles that come with elshi."""
    from tui.paths import samples

    return _open((str(samples()),), None, lean)


def _open(sources: tuple[str, ...], store: str | None, lean: bool | None) -> int:
    work = partial(open_desk_for, sources, store, {})
    if sys.stdout.isatty() and sys.stderr.isatty():
        return _draw(work, sources, lean)
    from tui.plain import print_timeline

    desk = work()
    code = report(desk.problems, len(desk.articles))
    if desk.articles or not sources:
        print_timeline(desk.timeline)
    return code


def _draw(work: partial[Desk], sources: tuple[str, ...], lean: bool | None) -> int:
    from tui.ahead import started
    from tui.config import load_config

    wait = started(work)
    settings = load_config()
    from tui.app import run

    desk = wait()
    code = report(desk.problems, len(desk.articles))
    if sources and not desk.articles:
        return code
    if "-" in sources:
        _take_keys_from_terminal()
    return run(desk, lean=settings.lean if lean is None else lean, theme=settings.theme) or code


def _take_keys_from_terminal() -> None:
    """Standard input was the articles; the keys come from the terminal itself."""
    terminal = os.open("/dev/tty", os.O_RDONLY)
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
