"""Keys, as data: which key asks for which action."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from storage.errors import ElshiError
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
    "N": ("next_evidence",),
    "P": ("previous_evidence",),
    "d": ("next_date",),
    "D": ("previous_date",),
    '"': ("next_quote",),
    "'": ("previous_quote",),
    "a": ("next_name",),
    "A": ("previous_name",),
    "ctrl+o": ("back",),
    "backspace": ("back",),
    "alt+left": ("back",),
    "ctrl+n": ("forward",),
    "alt+right": ("forward",),
    "t": ("go_to_date",),
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
    "w": ("why",),
    "c": ("compare",),
    "s": ("speaker",),
    "m": ("toggle_read",),
    "b": ("bookmark",),
    "#": ("tag",),
    "i": ("note",),
    "*": ("pin",),
    "x": ("hide",),
    "T": ("retype",),
    "R": ("redate",),
    "=": ("pick",),
    "+": ("merge",),
    "%": ("split",),
    "S": ("fix_speaker",),
    "u": ("undo",),
    "/": ("filter",),
    "f": ("filter",),
    "ctrl+l": ("clear_filter",),
    "e": ("export",),
    "y": ("copy_citation",),
    "Y": ("copy_address",),
    "o": ("open_browser",),
    "V": ("open_pager",),
    "E": ("open_editor",),
    "|": ("pipe",),
    "4": ("sources",),
    "5": ("agenda",),
    "6": ("topics",),
    "F": ("topics",),
    "7": ("names",),
    "W": ("save_topic",),
    ".": ("next_new",),
    ",": ("previous_new",),
    "ctrl+r": ("refresh",),
    "!": ("problems",),
    "M": ("mouse",),
    "ctrl+p": ("palette",),
    ":": ("palette",),
    "?": ("help",),
    "ctrl+z": ("suspend",),
    "q": ("quit",),
    "ctrl+c": ("quit",),
}
"""Key, by its character or by Textual's name for it -> names of actions; the first that works in the pane is done."""

_NAMED = re.compile(r"(?:(?:ctrl|alt|shift|super)\+)*[a-z][a-z0-9_]*|(?:(?:ctrl|alt|shift|super)\+)+\S")

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


class Keymap:
    """Which key asks for what: the keys above, changed as the person wishes."""

    def __init__(self, wishes: Mapping[str, str | Sequence[str]] | None = None) -> None:
        """Change the keys.

        Args:
            wishes: key -> name of an action, or names of which the first that works in the pane is done; "" for none.

        Raises:
            ElshiError: there is no such key or action, or no key would lead out; the message says which and what to do.
        """
        self._names = dict(KEYMAP)
        for key, wish in (wishes or {}).items():
            names = (wish,) if isinstance(wish, str) else tuple(wish)
            _check(key, names)
            self._names[key] = tuple(filter(None, names))
        if not any("quit" in names for names in self._names.values()):
            raise ElshiError("no key leads out of the dashboard", "give the action 'quit' a key under [keys]")

    def action_for(self, key: str, character: str | None, pane: Pane) -> Action | None:
        """What a key means in a pane."""
        names = self._names.get(character or "") or self._names.get(key) or ()
        return next((ACTIONS[name] for name in names if ACTIONS[name].works_in(pane)), None)

    def keys_of(self, action: Action) -> list[str]:
        """The keys of an action as people read them."""
        return [shown(key) for key, names in self._names.items() if action.name in names]


DEFAULT = Keymap()


def _check(key: str, names: Sequence[str]) -> None:
    if not (len(key) == 1 or _NAMED.fullmatch(key)):
        raise ElshiError(
            f"there is no key {key!r}",
            "write a character, or a name such as ctrl+n, f5, space, enter, pagedown",
        )
    for name in filter(None, names):
        if name not in ACTIONS:
            close = get_close_matches(name, ACTIONS, n=3, cutoff=0.4)
            raise ElshiError(
                f"the key {key!r} asks for {name!r}, which is no action",
                f"did you mean {' or '.join(close)}?" if close else "'?' in the dashboard lists all actions",
            )


def shown(key: str) -> str:
    """A key as people read it: ``Ctrl+D``, ``PgDn``, ``↓``."""
    if key in _SHOWN:
        return _SHOWN[key]
    return f"Ctrl+{key[-1].upper()}" if key.startswith("ctrl+") else key
