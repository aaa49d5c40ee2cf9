"""The commands, one module each. A module imports at its top only what its help needs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from tui import __version__

COMMANDS = {
    "open": "tui.commands.open:open_desk",
    "add": "tui.commands.add:add",
    "sources": "tui.commands.sources:sources",
    "refresh": "tui.commands.refresh:refresh",
    "watch": "tui.commands.watch:watch",
    "alerts": "tui.commands.alerts:alerts",
    "timeline": "tui.commands.timeline:timeline",
    "quotes": "tui.commands.quotes:quotes",
    "articles": "tui.commands.articles:articles",
    "show": "tui.commands.show:show",
    "search": "tui.commands.search:search",
    "export": "tui.commands.export:export",
    "extract": "tui.commands.extract:extract",
    "names": "tui.commands.names:names",
    "dates": "tui.commands.dates:dates",
    "digest": "tui.commands.digest:digest",
    "notes": "tui.commands.notes:notes",
    "schema": "tui.commands.schema:schema",
    "config": "tui.commands.config:config",
    "store": "tui.commands.store:store",
    "doctor": "tui.commands.doctor:doctor",
    "compact": "tui.commands.compact:compact",
    "reread": "tui.commands.reread:reread",
    "completion": "tui.commands.completion:completion",
    "demo": "tui.commands.open:demo",
}


class Commands(click.Group):
    """Commands imported when they are called for; anything else that is named is a source to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """In the order people need them, not in that of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put in ``open`` where no command is named: ``elshi``, ``elshi seeds/``, ``elshi --store X``."""
        if not args or (args[0] not in COMMANDS and args[0] not in ("--help", "-h", "--version")):
            _refuse_misspelt(args)
            args = ["open", *args]
        return super().parse_args(ctx, args)


def _refuse_misspelt(args: list[str]) -> None:
    """A word that is nearly a command, and is no file, was not meant as a source."""
    if not args or args[0].startswith("-") or Path(args[0]).exists():
        return
    import difflib

    close = difflib.get_close_matches(args[0], COMMANDS, n=1, cutoff=0.7)
    if close:
        raise click.UsageError(f"there is no command or file {args[0]!r}; did you mean {close[0]!r}?")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="elshi", message="%(prog)s %(version)s")
def elshi() -> None:
    """A terminal news desk for diplomacy.

    Load dated articles, read who did and said what on which day, and see one timeline with the sentence that proves each entry.
    Without a command it opens the dashboard: on the store, or on the files and folders named.
    """
