"""Colours: dark and light for terminals with many of them, the terminal's own for those with few or none."""

from __future__ import annotations

import os
from typing import Literal, TypeAlias

from textual.theme import Theme

Choice: TypeAlias = Literal["dark", "light", "contrast", "ansi"]

DARK = Theme(
    name="elshi-dark",
    primary="#7fb4e8",
    secondary="#8fc7a4",
    warning="#e0b05c",
    error="#e57373",
    success="#8fc7a4",
    accent="#e0b05c",
    foreground="#d5d9de",
    background="#14171c",
    surface="#14171c",
    panel="#262c36",
    dark=True,
    variables={"evidence": "#4b3e1e", "faint": "#8d949e", "rule": "#3d4552"},
)
LIGHT = Theme(
    name="elshi-light",
    primary="#1d5a96",
    secondary="#2b6e46",
    warning="#8a5a00",
    error="#b3261e",
    success="#2b6e46",
    accent="#8a5a00",
    foreground="#1d2126",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#e6e4dd",
    dark=False,
    variables={"evidence": "#ffe9b8", "faint": "#6d7178", "rule": "#bdbab0"},
)
CONTRAST = Theme(
    name="elshi-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    warning="#ffff00",
    error="#ff8080",
    success="#00ff00",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#303030",
    dark=True,
    variables={"evidence": "#004488", "faint": "#ffffff", "rule": "#ffffff"},
)
OWN = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST}
"""The themes in colours of our own."""
ANSI = "ansi-dark"
"""Textual's theme of the sixteen colours that the terminal itself defines."""

VARIABLES = {"evidence": "ansi_default", "faint": "ansi_default", "rule": "ansi_bright_black"}
"""What the styles need beside Textual's names, for themes that have none of their own."""


def choose(wish: Choice | None, *, lean: bool) -> Choice:
    """The theme to use: the one wished for; else the terminal's own where colours are few, unwanted or costly."""
    if wish is not None:
        return wish
    return "ansi" if lean or "NO_COLOR" in os.environ or _few_colours() else "dark"


def over_ssh() -> bool:
    """Whether what is drawn goes over a line to somewhere else."""
    return any(name in os.environ for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def _few_colours() -> bool:
    from rich.console import Console

    return Console(force_terminal=True).color_system in (None, "standard")


def ascii_only() -> bool:
    """Whether the font of the terminal lacks the marks that we like to draw."""
    return os.environ.get("TERM", "") in ("linux", "vt100", "vt220", "dumb")
