"""One spelling for what people spell differently; both sides of every search go through it."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

_NAMED = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"}
_ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك"}
_LATIN = ((0x00E0, 0x0250), (0x1E00, 0x1F00))


def _bare_latin() -> dict[str, str]:
    """Latin letters with marks -> the letters alone."""
    letters = (chr(point) for first, end in _LATIN for point in range(first, end))
    bare = {
        letter: "".join(part for part in normalize("NFD", letter) if not combining(part))
        for letter in letters
    }
    return {letter: base for letter, base in bare.items() if base != letter and base.isascii()}


_LETTERS = _bare_latin() | _NAMED | _ARABIC | {"ё": "е"}
_SILENT = (
    "'’‘ʼʻ`´ʹ"  # apostrophes, as in об'єднання and Qur'an
    "\u0640\u064b-\u065f\u0670"  # Arabic tatweel and vowel marks
    "\u00ad\u200b-\u200f\u2060"  # soft hyphen, joiners, direction marks
)
_MARKS = "\u0300-\u036f"
# Composed before, so that a mark still on its own is an accent, also on a Cyrillic letter.
_CHANGING = re.compile(f"[{''.join(_LETTERS)}{_SILENT}{_MARKS}]")
_BETWEEN = re.compile(r"\W+")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def fold(text: str) -> str:
    """The text without case, accents and apostrophes, with one letter for ё and е and one for the Arabic alefs.

    Cyrillic letters keep the marks that make them letters, for й is not и; a stress mark goes.
    """
    return _CHANGING.sub(_change, normalize("NFKC", text).casefold())


def folded_words(text: str) -> str:
    """The folded words of a text, each with a space before it: what words are looked for in.

    Each Chinese or Japanese character is a word, as their writing has no spaces.
    """
    folded = fold(text)
    if _HAN.search(folded):
        folded = _HAN.sub(r" \g<0> ", folded)
    return " " + _BETWEEN.sub(" ", folded).strip()


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(folded_words(text).split())


def _change(found: re.Match[str]) -> str:
    return _LETTERS.get(found[0], "")
