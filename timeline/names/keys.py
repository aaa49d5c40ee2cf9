"""Keys for names: one for looking a name up, one for its id. `timeline.names.sounds` tells a person again in another language's spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LOOK_ALIKES = str.maketrans("aceopxyihkABCEHIKMOPTXYƏəθΘ", "асеорхуіһкАВСЕНІКМОРТХҮӘәөӨ")
_LATIN_EXTRAS = str.maketrans("łøđıæœðþ", "lodiaaot")
_UNIFIED = str.maketrans(
    {"ё": "е", "’": "'", "ʼ": "'"}
    | dict.fromkeys("أإآٱ", "ا")
    | dict.fromkeys("ىی", "ي")
    | {"ة": "ه", "ک": "ك"}
    | dict.fromkeys("ـًٌٍَُِّْٰٕٓٔ", "")
)
_LAST_LATIN_OR_MARK = "\u036f"
_HYPHEN = re.compile("[-‑]")
_SYMBOL = re.compile(r"[^\w'-]+")
_TOKEN = re.compile(r"[a-z0-9]+")
PARTICLES = frozenset(
    [
        "al",
        "an",
        "ar",
        "as",
        "ash",
        "at",
        "az",
        "ad",
        "el",
        "es",
        "bin",
        "ibn",
        "ben",
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "di",
        "du",
        "la",
        "le",
        "dos",
        "the",
    ]
)


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """A word for look-ups: small letters, ``ё`` as ``е``, Latin letters bare, Latin look-alikes in a Cyrillic word Cyrillic."""
    if word.isascii():
        return word.lower()
    if "-" in word or "‑" in word:
        return "-".join(map(fold, _HYPHEN.split(word)))
    folded = small(word)
    return _without_marks(folded) if _is_latin(folded) else folded


def small(word: str) -> str:
    """A word in small letters, each in the one form that stands for all which are written the same; Latin marks stay."""
    return unified(unicodedata.normalize("NFC", word)).casefold().translate(_UNIFIED)


def unified(word: str) -> str:
    """A word without the Latin letters that stand for Cyrillic ones which look the same; as long as before."""
    return word.translate(_LOOK_ALIKES) if _is_mostly_cyrillic(word) else word


def _is_mostly_cyrillic(word: str) -> bool:
    ascii_letters = sum(letter.isascii() and letter.isalpha() for letter in word)
    return (
        0 < ascii_letters * 2 < sum(letter.isalpha() for letter in word) and "\u0400" <= max(word) <= "\u052f"
    )


def _is_latin(word: str) -> bool:
    return all(letter <= _LAST_LATIN_OR_MARK or "\u1e00" <= letter <= "\u1eff" for letter in word)


def _without_marks(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.translate(_LATIN_EXTRAS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def slug(name: str) -> str:
    """A name as an id: ``Инес Баррера`` gives ``barrera-ines``, the family name (the last word) first. Empty for a name without letters."""
    tokens = latin_tokens(name)
    return "-".join([*tokens[-1:], *tokens[:-1]])


@lru_cache(maxsize=1 << 12)
def latin_tokens(name: str) -> tuple[str, ...]:
    """The words of a name in small Latin letters and digits."""
    from anyascii import anyascii  # loads tables that most readings do not need

    return tuple(_TOKEN.findall(anyascii(_SYMBOL.sub(" ", fold(name))).lower().replace("'", "")))
