"""The dashboard as a program: themes, profile, start and end."""

from __future__ import annotations

import os

from textual.app import App
from textual.screen import Screen

from tui.lookup import Desk
from tui.screens.main import MainScreen
from tui.themes import ANSI, DARK, LIGHT, VARIABLES, Choice, ascii_only, choose


class ElshiApp(App[None], inherit_bindings=False):
    """The dashboard on a desk.

    Args:
        desk: What is on show.
        lean: Send few bytes: no colours but the terminal's own, half-page jumps. None: when over ssh.
        theme: ``dark``, ``light`` or ``ansi``. None: by what the terminal can show.
    """

    TITLE = "elshi"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(self, desk: Desk, *, lean: bool | None = None, theme: Choice | None = None) -> None:
        self._desk = desk
        self._lean = "SSH_TTY" in os.environ if lean is None else lean
        choice = choose(theme, lean=self._lean)
        super().__init__(ansi_color=True if choice == "ansi" else None)
        self.animation_level = "none"
        if choice == "ansi":
            self.theme = ANSI
        else:
            self.register_theme(chosen := DARK if choice == "dark" else LIGHT)
            self.theme = chosen.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Names of colours that the styles use beside Textual's."""
        return VARIABLES

    def get_default_screen(self) -> Screen[None]:
        """The panes."""
        return MainScreen(self._desk, lean=self._lean, ascii_only=ascii_only())

    def _fatal_error(self) -> None:
        """End without Textual's traceback; `run` raises the error for the command to explain."""
        self._close_messages_no_wait()


def run(desk: Desk, *, lean: bool | None = None, theme: Choice | None = None) -> int:
    """Show the dashboard until the person leaves.

    Returns:
        The exit code, 0.

    Raises:
        Exception: whatever went wrong inside, once the terminal is restored.
    """
    app = ElshiApp(desk, lean=lean, theme=theme)
    app.run()
    if app._exception is not None:
        raise app._exception
    return app.return_code or 0
