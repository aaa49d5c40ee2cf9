"""Data on standard output, talk on standard error, files written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from storage.errors import ElshiError


def data(content: bytes) -> None:
    """Write a result to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def talk(message: str) -> None:
    """Tell the person something; never part of the result."""
    from tui.text import printable

    print(f"elshi: {printable(message)}", file=sys.stderr)  # noqa: T201


def write_file(path: Path, content: bytes) -> None:
    """Replace a file by rename, so that a reader finds the old content or the new one; a failure leaves the old.

    Raises:
        ElshiError: the file cannot be written.
    """
    target = path.resolve() if path.is_symlink() else path
    temporary: Path | None = None
    try:
        if target.is_dir():
            raise ElshiError(f"{path}: is a directory", "name a file in it")
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        temporary.replace(target)
        temporary = None
    except OSError as error:
        raise ElshiError(
            f"{path}: cannot be written: {error.strerror}", "choose another place with -o"
        ) from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
