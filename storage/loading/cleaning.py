"""Text from outside, made fit to keep and to show. Applied once, on loading: offsets count in what comes out of here.

Removed is what can only harm: control characters and escape sequences that drive a terminal, marks that turn the direction of what follows, the
invisible tag characters, byte order marks and halves of surrogate pairs. Everything else stays code point for code point,
among it the joiners that Persian and emoji need, no-break spaces, and letters in whatever normal form they came.
"""

from __future__ import annotations

import re

_NEWLINES = re.compile("\r\n?")
_HARMFUL = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides, isolates
    "\ufeff"  # byte order mark
    "\U000e0000-\U000e007f"  # tags
    "\ud800-\udfff"  # surrogates
    "]+"
)
_SEQUENCE = re.compile(
    r"\x1b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|[\]PX^_][^\x07\x1b\n]{0,4096}(?:\x07|\x1b\\))|\x9b[0-?]{1,64}[@-~]"
)
"""What a terminal would take for an order, whole: its letters are no text either."""
_SPACES = re.compile("[ \t\n]+")


def clean(text: str) -> str:
    """The text with newlines as ``\\n`` and without harmful characters. Cleaning twice changes nothing more."""
    return _HARMFUL.sub("", without_sequences(_NEWLINES.sub("\n", text)))


def without_sequences(text: str) -> str:
    """The text without the escape sequences that are complete in it."""
    return _SEQUENCE.sub("", text) if "\x1b" in text or "\x9b" in text else text


def clean_line(text: str) -> str:
    """The same for what is one line by nature: titles and names."""
    return _SPACES.sub(" ", clean(text)).strip()
