"""Keys, as data: which key asks for which action."""

from __future__ import annotations

from collections.abc import Mapping

from tui.actions import ACTIONS, Action, Pane

KEYMAP: Mapping[str, tuple[str, ...]] = {
    "j": ("down",),
    "down": ("down",),
    "k": ("up",),
    "up": ("up",),
    "ctrl+d": ("half_page_down",),
    "ctrl+u": ("half_page_up",),
    "ctrl+f": ("page_down",),
    "pagedown": ("page_down",),
    "space": ("page_down",),
    "ctrl+b": ("page_up",),
    "pageup": ("page_up",),
    "g": ("top",),
    "home": ("top",),
    "G": ("bottom",),
    "end": ("bottom",),
    "enter": ("read", "follow_mark", "follow_quote"),
    "n": ("next_article",),
    "p": ("previous_article",),
    "]": ("next_mark",),
    "[": ("previous_mark",),
    "1": ("focus_timeline",),
    "2": ("focus_article",),
    "3": ("focus_quotes",),
    "tab": ("next_pane",),
    "l": ("next_pane",),
    "right": ("next_pane",),
    "shift+tab": ("previous_pane",),
    "h": ("previous_pane",),
    "left": ("previous_pane",),
    "z": ("zoom",),
    "}": ("next_period",),
    "{": ("previous_period",),
    ">": ("longer_periods",),
    "<": ("shorter_periods",),
    "v": ("group",),
    "-": ("fold",),
    "_": ("fold_all",),
    "/": ("filter",),
    "f": ("filter",),
    "ctrl+l": ("clear_filter",),
    "e": ("export",),
    "!": ("problems",),
    "ctrl+p": ("palette",),
    ":": ("palette",),
    "?": ("help",),
    "q": ("quit",),
    "ctrl+c": ("quit",),
}
"""Key, by its character or by Textual's name for it -> names of actions; the first that works in the pane is done."""

_SHOWN = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
}


def action_for(key: str, character: str | None, pane: Pane) -> Action | None:
    """What a key means in a pane."""
    names = KEYMAP.get(character or "") or KEYMAP.get(key) or ()
    return next((ACTIONS[name] for name in names if ACTIONS[name].works_in(pane)), None)


def keys_of(action: Action) -> list[str]:
    """The keys of an action as people read them."""
    return [shown(key) for key, names in KEYMAP.items() if action.name in names]


def shown(key: str) -> str:
    """A key as people read it: ``Ctrl+D``, ``PgDn``, ``↓``."""
    if key in _SHOWN:
        return _SHOWN[key]
    return f"Ctrl+{key[-1].upper()}" if key.startswith("ctrl+") else key
