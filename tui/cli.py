"""The ``elshi`` command: how it starts, and how every run of it ends.

Exit codes: 0 ok, 1 failure, 2 usage, 3 partial (some sources failed, the rest is there), 130 interrupt. Data goes to standard
output, talk to standard error. No traceback reaches a user; ``ELSHI_DEBUG=1`` shows it to a developer.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from tui.ahead import Ahead

INTERRUPTED = 130


def main() -> NoReturn:
    """The entry point of the installed command."""
    args = sys.argv[1:]
    sys.exit(run(args, _begin() if _opens(args) else None))


def _opens(args: list[str]) -> bool:
    """Whether all this looks like the dashboard on files, which have to be read. To know for certain takes click, which loads longer than
    reading may wait. A store mostly has nothing to read: its timeline is kept.
    """
    exists = os.path.exists
    sources = (arg for before, arg in zip(["", *args], args, strict=False) if before != "--store")
    named = args[:1] == ["demo"] or any(map(exists, sources))
    return named and (args[0] in ("open", "demo") or exists(args[0])) and os.isatty(1) and os.isatty(2)


def _begin() -> Ahead | None:
    from tui.ahead import begin

    return begin()


def run(args: list[str], ahead: Ahead | None = None) -> int:
    """Run the command and return its exit code."""
    import click

    try:
        return _run(args, ahead)
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


def _run(args: list[str], ahead: Ahead | None) -> int:
    from tui.commands import elshi
    from tui.paths import tell_names

    tell_names()
    code: Any = elshi.main(args, prog_name="elshi", standalone_mode=False, obj=ahead)
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _explain(error: Exception) -> int:
    from storage.errors import ElshiError
    from timeline.names import NamesError
    from tui.output import talk

    if os.environ.get("ELSHI_DEBUG"):
        raise error
    if isinstance(error, ElshiError | NamesError):
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
