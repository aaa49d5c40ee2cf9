"""The ``elshi`` command: which commands there are, and how every one of them ends.

Exit codes: 0 ok, 1 failure, 2 usage, 3 partial (some sources failed, the rest is there), 130 interrupt. Data goes to standard
output, talk to standard error. No traceback reaches a user; ``ELSHI_DEBUG=1`` shows it to a developer.
"""

from __future__ import annotations

import difflib
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from tui import __version__

COMMANDS = {
    "open": "tui.commands.open:open_desk",
    "add": "tui.commands.add:add",
    "timeline": "tui.commands.timeline:timeline",
    "quotes": "tui.commands.quotes:quotes",
    "articles": "tui.commands.articles:articles",
    "show": "tui.commands.show:show",
    "export": "tui.commands.export:export",
    "extract": "tui.commands.extract:extract",
    "dates": "tui.commands.dates:dates",
    "schema": "tui.commands.schema:schema",
    "config": "tui.commands.config:config",
    "completion": "tui.commands.completion:completion",
    "demo": "tui.commands.open:demo",
}
INTERRUPTED = 130


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


def main() -> NoReturn:
    """The entry point of the installed command."""
    sys.exit(run(sys.argv[1:]))


def run(args: list[str]) -> int:
    """Run the command and return its exit code."""
    try:
        return _run(args)
    except BrokenPipeError:
        _silence_stdout()
        return 0
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Exception as error:
        return _explain(error)


def _run(args: list[str]) -> int:
    code: Any = elshi.main(args, prog_name="elshi", standalone_mode=False)
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _explain(error: Exception) -> int:
    from storage.errors import ElshiError
    from tui.output import talk

    if os.environ.get("ELSHI_DEBUG"):
        raise error
    if isinstance(error, ElshiError):
        talk(str(error))
    elif isinstance(error, OSError):
        talk(f"{error.filename or 'input or output'}: {error.strerror or error}")
    else:
        talk(
            f"this should not have happened: {type(error).__name__}: {error}; run again with ELSHI_DEBUG=1 and report it"
        )
    return 1


def _silence_stdout() -> None:
    """The reader of the pipe has gone: keep the interpreter from complaining when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
