"""The command palette, fed from the registry of actions. Imported when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets import Input

from tui.actions import ACTIONS, Action
from tui.keymap import Keymap
from tui.wording import help_of, told


class Actions(Provider):
    """Every action of the registry as a command."""

    perform: ClassVar[Callable[[str], None]]
    """What does an action by name."""
    keymap: ClassVar[Keymap]
    """Tells its keys."""

    async def discover(self) -> Hits:
        """All actions, before anything is typed."""
        for action in ACTIONS.values():
            yield DiscoveryHit(
                self._title(action),
                partial(type(self).perform, action.name),
                help=help_of(action.name, action.help),
            )

    async def search(self, query: str) -> Hits:
        """The actions whose name or help match."""
        matcher = self.matcher(query)
        for action in ACTIONS.values():
            score = max(matcher.match(action.title), matcher.match(help_of(action.name, action.help)) / 2)
            if score > 0:
                run = partial(type(self).perform, action.name)
                yield Hit(
                    score, matcher.highlight(self._title(action)), run, help=help_of(action.name, action.help)
                )

    def _title(self, action: Action) -> str:
        keys = ", ".join(self.keymap.keys_of(action))
        return f"{action.title}  ({keys})" if keys else action.title


class Palette(CommandPalette):
    """The palette without a blinking cursor, which would send bytes for ever, and with a line that takes words only."""

    def on_mount(self) -> None:
        """Hold the cursor still; keep out what Textual would pass on to the terminal as it was pasted."""
        line = self.query_one(Input)
        line.cursor_blink = False
        line.restrict = r"[\w .,'()-]*"


def palette(perform: Callable[[str], None], keymap: Keymap) -> Palette:
    """A palette that does what is chosen through ``perform``."""
    provider = type("ActionsHere", (Actions,), {"perform": staticmethod(perform), "keymap": keymap})
    return Palette(providers={provider}, placeholder=told("What to do?"))
