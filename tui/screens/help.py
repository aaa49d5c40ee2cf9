"""What the keys do, made from the registry of actions and the keymap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.model import QuoteKind, Status
from tui.actions import ACTIONS, Action, Pane
from tui.keymap import DEFAULT, Keymap
from tui.widgets.article import ASCII_BARS, BARS, Bars
from tui.widgets.lines import Piece
from tui.widgets.quotes import ASCII_SIGNS as ASCII_QUOTE_SIGNS
from tui.widgets.quotes import SIGNS as QUOTE_SIGNS
from tui.widgets.timeline import ASCII_MARKS, MARKS
from tui.wording import help_of, told

_KEYS = 22


class Signs(NamedTuple):
    """What the panes draw instead of words."""

    statuses: Mapping[Status, str]
    quotes: Mapping[QuoteKind, str]
    bars: Bars


SIGNS = Signs(MARKS, QUOTE_SIGNS, BARS)
ASCII = Signs(ASCII_MARKS, ASCII_QUOTE_SIGNS, ASCII_BARS)


def help_text(pane: Pane, signs: Signs, keymap: Keymap = DEFAULT) -> list[list[Piece]]:
    """Paragraphs: first what the keys do in the pane, then everywhere, then what the signs mean."""
    here = [action for action in ACTIONS.values() if action.pane == pane]
    everywhere = [action for action in ACTIONS.values() if action.pane is None]
    elsewhere = [action for action in ACTIONS.values() if action.pane not in (None, pane)]
    return [
        *_section(f"In the {pane}", _keys(here, keymap)),
        *_section("Everywhere", _keys(everywhere, keymap)),
        *_section("In the other panes", _keys(elsewhere, keymap)),
        *_section("Signs", _signs(signs)),
    ]


def _section(title: str, paragraphs: Iterable[list[Piece]]) -> list[list[Piece]]:
    return [[Piece(told(title), ("title",))], *paragraphs, [Piece("")]]


def _keys(actions: Sequence[Action], keymap: Keymap) -> Iterable[list[Piece]]:
    for action in actions:
        yield [
            Piece(f"  {'  '.join(keymap.keys_of(action)):<{_KEYS}}", ("key",)),
            Piece(help_of(action.name, action.help)),
        ]


def _signs(signs: Signs) -> Iterable[list[Piece]]:
    meanings = (
        *((sign, status) for status, sign in signs.statuses.items()),
        ("3s 4q", "three sources tell of the event, four quotes belong to it"),
        *((sign, f"{kind} quote") for kind, sign in signs.quotes.items()),
        (signs.bars.evidence, "evidence of the selected event"),
        (signs.bars.other, "evidence of another event"),
    )
    for sign, meaning in meanings:
        yield [Piece(f"  {told(sign):<{_KEYS}}", ("key",)), Piece(told(meaning))]
