"""Other programs: browser, pager, editor, and whatever an article is piped into. Arguments only; no shell sees a word of it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from storage.errors import ElshiError

LONGEST = 60.0
"""Seconds that a program may take over what is piped into it."""
MOST = 1_000_000
"""Characters of its answer that are shown."""
_OPENERS = ("xdg-open", "open", "wslview")


def browser(url: str | None, env: Mapping[str, str]) -> list[str]:
    """The command that shows an address.

    Raises:
        ElshiError: the address is none of the web, or no browser is known.
    """
    if not url or not _is_of_the_web(url):
        raise ElshiError("this article has no address on the web", "V reads it in the pager")
    named = next(filter(None, env.get("BROWSER", "").split(os.pathsep)), "")
    if named:
        command = split(named)
        return [part.replace("%s", url) for part in command] if "%s" in named else [*command, url]
    found = next(filter(None, map(shutil.which, _OPENERS)), None)
    if found is None:
        raise ElshiError("no browser is known: set BROWSER", "Y copies the address")
    return [found, url]


def _is_of_the_web(url: str) -> bool:
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return False
    return scheme in ("http", "https") and url.isprintable()


def pager(env: Mapping[str, str]) -> list[str]:
    """The command that pages through what it is given.

    Raises:
        ElshiError: there is none.
    """
    return _program(env.get("PAGER") or "less", "PAGER")


def editor(env: Mapping[str, str]) -> list[str]:
    """The command that edits a file.

    Raises:
        ElshiError: there is none.
    """
    return _program(env.get("VISUAL") or env.get("EDITOR") or "vi", "EDITOR")


def split(command: str) -> list[str]:
    """A command line as arguments.

    Raises:
        ElshiError: it is empty, or its quotation marks do not match.
    """
    try:
        parts = shlex.split(command)
    except ValueError:
        raise ElshiError("the quotation marks do not match", "close the last one") from None
    if not parts:
        raise ElshiError("there is no command", "write one, such as: wc -w")
    return parts


def _program(command: str, variable: str) -> list[str]:
    parts = split(command)
    if shutil.which(parts[0]) is None:
        raise ElshiError(f"there is no program {parts[0]!r}", f"set {variable}")
    return parts


def has_display(env: Mapping[str, str]) -> bool:
    """Whether programs can open windows; else they need the terminal."""
    return bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")) or sys.platform in ("darwin", "win32")


def start(command: Sequence[str]) -> None:
    """Start a program that has windows of its own, and leave it to itself.

    Raises:
        ElshiError: it cannot be started.
    """
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError as error:
        raise _failed(command, error) from None


def lend(command: Sequence[str], text: str | None = None) -> None:
    """Run a program in the terminal until it ends; the dashboard has left it.

    Raises:
        ElshiError: it cannot be started.
    """
    try:
        subprocess.run(command, input=None if text is None else text.encode("utf-8", "replace"), check=False)
    except OSError as error:
        raise _failed(command, error) from None


def lend_copy(command: Sequence[str], text: str) -> None:
    """Run a program in the terminal on a file that holds a text, and remove the file.

    Raises:
        ElshiError: it cannot be started.
    """
    with tempfile.TemporaryDirectory(prefix="elshi-") as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, encoding="utf-8", errors="replace")
        lend([*command, str(path)])


def pipe(command: Sequence[str], text: str) -> tuple[int, str]:
    """Give a text to a program, in a thread; returns its exit code and what it answered, output before errors.

    Raises:
        ElshiError: it cannot be started, or takes longer than `LONGEST`.
    """
    try:
        done = subprocess.run(
            command,
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=LONGEST,
            start_new_session=True,
            check=False,
        )
    except OSError as error:
        raise _failed(command, error) from None
    except subprocess.TimeoutExpired:
        raise ElshiError(f"{command[0]} took longer than {LONGEST:.0f} seconds", "it was stopped") from None
    answer = (done.stdout + done.stderr).decode("utf-8", "replace")
    return done.returncode, answer[:MOST]


def _failed(command: Sequence[str], error: OSError) -> ElshiError:
    return ElshiError(f"{command[0]} cannot be run: {error.strerror or error}", "check that it is installed")
