"""The dashboard as a program: themes, profile, start and end."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable

from textual import on
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen

from tui.keymap import DEFAULT, Keymap
from tui.lookup import Desk
from tui.screens.main import MainScreen
from tui.screens.working import Keeper
from tui.themes import ANSI, OWN, VARIABLES, Choice, ascii_only, choose, over_ssh


class ElshiApp(App[None], inherit_bindings=False):
    """The dashboard.

    Args:
        lean: Send few bytes: no colours but the terminal's own, half-page jumps. None: when over ssh.
        theme: ``dark``, ``light``, ``contrast`` or ``ansi``. None: by what the terminal can show.
        keymap: Which key asks for what.
    """

    TITLE = "elshi"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    desk: Desk
    """What is on show; to be set before the start."""
    keeper: Keeper | None = None
    """Where what the person makes of it is kept."""

    def __init__(
        self, *, lean: bool | None = None, theme: Choice | None = None, keymap: Keymap = DEFAULT
    ) -> None:
        self._lean = over_ssh() if lean is None else lean
        self._keys = keymap
        choice = choose(theme, lean=self._lean)
        super().__init__(ansi_color=True if choice == "ansi" else None)
        self.animation_level = "none"
        if choice != "ansi":
            self.register_theme(OWN[choice])
        self.theme = OWN[choice].name if choice != "ansi" else ANSI
        self._styled_in = ""

    def read_styles(self) -> None:
        """Parse the styles now, in the colours of the theme; the start then finds it done."""
        self.stylesheet.set_variables(self.get_css_variables())
        self.stylesheet.read_all(self.css_path)
        self.stylesheet.parse()
        self._styled_in = self.theme

    def refresh_css(self, animate: bool = True) -> None:
        """Do as Textual asks, but not at the start for a theme in which the styles have just been read."""
        if self._styled_in != self.theme:
            super().refresh_css(animate)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Names of colours that the styles use beside Textual's."""
        return VARIABLES

    def get_default_screen(self) -> Screen[None]:
        """The panes."""
        return MainScreen(
            self.desk, lean=self._lean, ascii_only=ascii_only(), keymap=self._keys, keeper=self.keeper
        )

    def bell(self) -> None:
        """Ring for nothing: Textual's lines would for what they do not take."""

    def on_mount(self) -> None:
        """Leave in good order when asked to from outside, or when the terminal is lost."""
        if threading.current_thread() is threading.main_thread():
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, self._told_to_leave, signal.SIGTERM)
            loop.add_signal_handler(signal.SIGHUP, self._told_to_leave, signal.SIGHUP)

    @on(Driver.SignalResume)
    def _draw_again(self) -> None:
        """After a while in the shell the screen is ours again, and blank."""
        self.refresh()

    def _told_to_leave(self, told: signal.Signals) -> None:
        if self._driver is not None and not _is_there():
            # Nobody is there to draw for, and to try would be an error.
            setattr(self._driver, "write", _nothing)  # noqa: B010 - to a type checker a method is no variable
        self.exit(return_code=128 + told)

    def _fatal_error(self) -> None:
        """End without Textual's traceback; `run` raises the error for the command to explain."""
        self._close_messages_no_wait()


def _is_there() -> bool:
    """Whether there is a terminal at the other end, where drivers write to; a line that dropped takes it away."""
    try:
        os.get_terminal_size(sys.__stderr__.fileno() if sys.__stderr__ else 2)
    except OSError:
        return False
    return True


def _nothing(_: str) -> None:
    """Draw nothing."""


def toggle_mouse(app: App[object]) -> bool:
    """Leave the mouse to the terminal, or take it back; whether it is ours now."""
    driver = app._driver
    if driver is None:
        return False
    # Textual has no door to this. Its drivers ask `_mouse` whenever they take the terminal or give it back.
    if driver._mouse:
        _call(driver, "_disable_mouse_support")
        driver._mouse = False
    else:
        driver._mouse = True
        _call(driver, "_enable_mouse_support")
    return driver._mouse


def _call(driver: Driver, name: str) -> None:
    """Not every driver has a mouse."""
    if method := getattr(driver, name, None):
        method()
        driver.flush()


def run(
    ready: Callable[[], Desk | None],
    *,
    lean: bool | None = None,
    theme: Choice | None = None,
    keymap: Keymap = DEFAULT,
    mouse: bool = True,
    keeper: Keeper | None = None,
) -> int:
    """Show the dashboard until the person leaves.

    Args:
        ready: Gives what is on show; asked as late as can be. None: nothing, and nothing is drawn.
        lean: As `ElshiApp` has it.
        theme: As `ElshiApp` has it.
        keymap: As `ElshiApp` has it.
        mouse: Whether to take the mouse from the terminal.
        keeper: As `ElshiApp` has it.

    Returns:
        The exit code, 0.

    Raises:
        Exception: whatever went wrong inside, once the terminal is restored.
    """
    app = ElshiApp(lean=lean, theme=theme, keymap=keymap)
    app.read_styles()
    desk = ready()
    if desk is None:
        return 0
    app.desk, app.keeper = desk, keeper
    app.run(mouse=mouse)
    if app._exception is not None:
        raise app._exception
    return app.return_code or 0
