"""A screen with a text to page through: help, problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.events import Key
from textual.screen import Screen

from tui.keymap import action_for
from tui.widgets.lines import Piece
from tui.widgets.page import TextPane

_MOVES: Mapping[str, tuple[str, float]] = {
    "down": ("move", 1),
    "up": ("move", -1),
    "half_page_down": ("page", 0.5),
    "half_page_up": ("page", -0.5),
    "page_down": ("page", 1),
    "page_up": ("page", -1),
}
_LEAVES = {"quit", "help", "problems", "read", "previous_pane"}


class TextScreen(Screen[None], inherit_bindings=False):
    """Moves like the panes; q, Esc, Enter or the key that opened it lead back."""

    def __init__(self, title: str, paragraphs: Sequence[Sequence[Piece]]) -> None:
        super().__init__()
        self._pane = TextPane(f"{title} · q goes back", paragraphs)

    def compose(self) -> ComposeResult:
        """The text alone."""
        yield self._pane

    def on_key(self, event: Key) -> None:
        """Move, or go back."""
        event.stop()
        action = action_for(event.key, event.character, "timeline")
        name = action.name if action else ""
        if name in _LEAVES or event.key == "escape":
            self.dismiss()
        elif name in _MOVES:
            method, by = _MOVES[name]
            getattr(self._pane, method)(by)
        elif name in ("top", "bottom"):
            getattr(self._pane, name)()
