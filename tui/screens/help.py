"""What the keys do, made from the registry of actions and the keymap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from timeline.model import Status
from tui.actions import ACTIONS, Action, Pane
from tui.keymap import keys_of
from tui.widgets.lines import Piece

_KEYS = 22


def help_text(pane: Pane, marks: Mapping[Status, str]) -> list[list[Piece]]:
    """Paragraphs: first what the keys do in the pane, then everywhere, then what the signs mean."""
    here = [action for action in ACTIONS.values() if action.pane == pane]
    everywhere = [action for action in ACTIONS.values() if action.pane is None]
    elsewhere = [action for action in ACTIONS.values() if action.pane not in (None, pane)]
    return [
        *_section(f"In the {pane}", _keys(here)),
        *_section("Everywhere", _keys(everywhere)),
        *_section("In the other panes", _keys(elsewhere)),
        *_section("Signs", _signs(marks)),
    ]


def _section(title: str, paragraphs: Iterable[list[Piece]]) -> list[list[Piece]]:
    return [[Piece(title, ("title",))], *paragraphs, [Piece("")]]


def _keys(actions: Sequence[Action]) -> Iterable[list[Piece]]:
    for action in actions:
        yield [Piece(f"  {'  '.join(keys_of(action)):<{_KEYS}}", ("key",)), Piece(action.help)]


def _signs(marks: Mapping[Status, str]) -> Iterable[list[Piece]]:
    signs = (
        *((mark, status) for status, mark in marks.items()),
        ("3s 4q", "three sources tell of the event, four quotes belong to it"),
        ("┃", "evidence of the selected event"),
        ("│", "evidence of other events"),
    )
    for sign, meaning in signs:
        yield [Piece(f"  {sign:<{_KEYS}}", ("key",)), Piece(meaning)]
