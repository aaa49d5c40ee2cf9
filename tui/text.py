"""The one gate where text from outside becomes cells of a terminal.

Textual and Rich pass escape sequences, C1 controls and bidi overrides on to the terminal, so that an article could
rewrite the clipboard or clear the screen. Whatever is shown goes through `printable`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

FILLER = "\u200b"
"""Takes no cell: stands for what cannot be seen, so that offsets hold. `visible` leaves it out."""

_MARKS = 4
"""How many marks one letter may carry: no living script stacks more, and piles of them draw over the lines around."""

_REPLACEMENT = "\ufffd"


def _span(first: int, last: int) -> Iterable[int]:
    return range(first, last + 1)


def _gate() -> dict[int, str]:
    """Code point -> what is shown in its place, always one code point."""
    gate = {code: chr(0x2400 + code) for code in range(0x20)}
    gate |= dict.fromkeys(map(ord, "\t\n\r"), " ")
    gate |= {0x7F: "\u2421", 0x2028: "\u2424", 0x2029: "\u2424"}
    shown_as_replacement = (
        _span(0x80, 0x9F),  # C1: U+009B is as good as ESC [
        _span(0x202A, 0x202E),  # bidi embeddings and overrides
        _span(0x2066, 0x206F),  # bidi isolates, deprecated format controls
        _span(0xD800, 0xDFFF),  # lone surrogates cannot be written
        _span(0xFFF9, 0xFFFB),  # interlinear annotation
        _span(0xFFFE, 0xFFFF),
    )
    # Terminals disagree on the width of these, and a joiner makes Rich count the next letter as nothing.
    invisible = (
        (0xAD, 0x061C, 0x180E, 0x200B, 0x200D, 0x200E, 0x200F, 0xFEFF),
        _span(0x2060, 0x2065),
        _span(0xFE00, 0xFE0F),
        _span(0xE0000, 0xE01EF),
    )
    for codes in shown_as_replacement:
        gate |= dict.fromkeys(codes, _REPLACEMENT)
    for codes in invisible:
        gate |= dict.fromkeys(codes, FILLER)
    return gate


_SUSPECT = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200d-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e01ef]"
)
_GATE: dict[int, str] = {}
_PILE = re.compile(rf"[^\w\s\x00-\u02ff]{{{_MARKS + 1},}}")
"""Enough in a row of what are no letters that it could be too many marks."""


def printable(text: str) -> str:
    """Make text safe to show on one line, code point for code point, so that offsets into it hold.

    Tab, newline and carriage return become spaces; other controls their visible picture; C1 controls, bidi
    overrides and lone surrogates U+FFFD; invisible marks (soft hyphen, joiners, directional marks, variation
    selectors) U+200B, which has no width; and so do the marks of a letter that has very many.
    """
    if _SUSPECT.search(text):
        if not _GATE:
            _GATE.update(_gate())
        text = text.translate(_GATE)
    return _PILE.sub(_lowered, text)


def _lowered(pile: re.Match[str]) -> str:
    """A run of marks and signs with as many marks to a letter as it may carry."""
    shown, marks = [], 0
    for character in pile[0]:
        if unicodedata.category(character) in ("Mn", "Me"):
            marks += 1
        elif character != FILLER:
            marks = 0
        shown.append(FILLER if marks > _MARKS else character)
    return "".join(shown)


def visible(text: str) -> str:
    """`printable` text without the code points that take no cell and mean nothing to a terminal."""
    return printable(text).replace(FILLER, "")


def is_right_to_left(text: str, start: int = 0) -> bool:
    """Whether the paragraph that an offset lies in is written from right to left: its first letter tells.

    In which order its letters are drawn is left to the terminal; some turn them round, others do not.
    """
    for at in range(text.rfind("\n", 0, start) + 1, len(text)):
        direction = unicodedata.bidirectional(text[at])
        if direction in ("L", "R", "AL", "B"):
            return direction in ("R", "AL")
    return False
