"""Copying over any line: OSC 52, which terminals take from programs far away, and a file for those that do not."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from tui.text import visible

LARGEST = 64 * 1024
"""Bytes: what is larger many terminals drop without a word, so it is not sent."""
_SCREEN_PIECE = 512
"""Bytes of one string to GNU screen, which cuts longer ones."""


def sequence(text: str, env: Mapping[str, str]) -> str | None:
    """What puts a text into the clipboard of the terminal; None when it would not arrive.

    Args:
        text: what is to be copied.
        env: the environment: says whether tmux or screen is between, and which terminal it is.
    """
    content = text.encode("utf-8", "replace")
    if len(content) > LARGEST or env.get("TERM") in ("linux", "dumb"):
        return None
    plain = f"\x1b]52;c;{base64.b64encode(content).decode('ascii')}\x07"
    if "TMUX" in env:
        # tmux takes the first with `set-clipboard on`, and passes the second on with `allow-passthrough on`.
        return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if "STY" in env:
        return "".join(f"\x1bP{piece}\x1b\\" for piece in _pieces(plain))
    return plain


def _pieces(text: str) -> Iterator[str]:
    return (text[at : at + _SCREEN_PIECE] for at in range(0, len(text), _SCREEN_PIECE))


def harmless(text: str) -> str:
    """A text that can be pasted into a shell or an editor: no control characters, line by line."""
    return "\n".join(visible(line) for line in text.splitlines())


def keep(text: str, path: Path) -> None:
    """Write what was copied to a file that only the user can read.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - of a descriptor
        file.write(text + "\n")
