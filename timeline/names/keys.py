"""Keys for names: one for looking a name up, one for its id, one for telling a person again in another language's spelling."""

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
_PARTICLES = frozenset(
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
_VOWELS = "aeiouyh"
"""Letters that languages leave out, add or exchange when they take over a name."""
_FEWEST_CONSONANTS = 5
_DOUBLED = re.compile(r"(.)\1+")
_SOUNDS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("shch|tsch|dsch|tch|dzh|dj|sch|sh|ch|zh|j", "S"),
        ("owe?$", "o"),
        ("kh|gh", "h"),
        ("ph|[wv]", "f"),
        ("ck|[cqg]", "k"),
        ("x", "ks"),
        ("ts|tz", "z"),
        ("b", "p"),
        ("d", "t"),
    )
]
"""Spellings of one sound, in order."""


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """A word for look-ups: small letters, ``ё`` as ``е``, Latin letters bare, Latin look-alikes in a Cyrillic word Cyrillic."""
    if word.isascii():
        return word.lower()
    if "-" in word or "‑" in word:
        return "-".join(map(fold, _HYPHEN.split(word)))
    folded = unified(unicodedata.normalize("NFC", word)).casefold().translate(_UNIFIED)
    return _without_marks(folded) if _is_latin(folded) else folded


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
    tokens = _latin_tokens(name)
    return "-".join([*tokens[-1:], *tokens[:-1]])


def person_key(name: str) -> str:
    """A key that the spellings of one full name share in Kazakh, Russian and English, as often as is safe.

    It holds the consonants of the first and the last word, so that two people with one family name keep apart. Empty when the name
    has no first name, or too few consonants to tell people by.
    """
    tokens = [token for token in _latin_tokens(name) if token not in _PARTICLES]
    if len(tokens) < 2:
        return ""
    first, last = _skeleton(tokens[0]), _skeleton(tokens[-1])
    if len(first) < 2 or len(last) < 2 or len(first + last) < _FEWEST_CONSONANTS:
        return ""
    return f"{last} {first}"


@lru_cache(maxsize=1 << 12)
def _latin_tokens(name: str) -> tuple[str, ...]:
    from anyascii import anyascii  # loads tables that most readings do not need

    return tuple(_TOKEN.findall(anyascii(_SYMBOL.sub(" ", fold(name))).lower().replace("'", "")))


def _skeleton(token: str) -> str:
    for pattern, replacement in _SOUNDS:
        token = pattern.sub(replacement, token)
    vowel = "a" if token[:1] in _VOWELS else ""
    bare = "".join(letter for letter in token if letter not in _VOWELS)
    return vowel + _DOUBLED.sub(r"\1", bare)
