"""How the languages spell that people's names come from, where that is not how English spells: names keep it in most Latin scripts.

``Wiszniewski`` is ``Вишневский`` in Cyrillic, and ``Wiszniewski`` in English, German and Turkish. None of this is about the language of an
article: that is in its pack.
"""

from __future__ import annotations

from collections.abc import Mapping

MARKED: Mapping[str, str] = {
    "ş": "sh",
    "ș": "sh",
    "š": "sh",
    "ś": "sh",
    "č": "ch",
    "ć": "ch",
    "ž": "zh",
    "ź": "zh",
    "ż": "zh",
    "ñ": "ny",
    "ç": "s",
    "đ": "dzh",
    "å": "o",
}
"""Letters that have one sound wherever they are written."""

TURKISH_MARKED: Mapping[str, str] = {**MARKED, "ç": "ch", "ğ": "g", "ı": "y"}
"""The same in a name with letters that only Turks write."""

_TURKISH = {**TURKISH_MARKED, "c": "dzh"}
_GERMAN = {
    "tsch": "ch",
    "dsch": "dzh",
    "sch": "sh",
    "ch": "kh",
    "j": "y",
    "w": "v",
    "z": "ts",
    "eu": "oi",
    "sp": "shp",
    "st": "sht",
}
_GERMANISED = {**_GERMAN, "sch": "zh"}
"""How Germans write names whose sound they have no letter for: ``Schukow``."""
_ENGLISH = {"j": "dzh"}
_FRENCH = {
    "tch": "ch",
    "ch": "sh",
    "j": "zh",
    "ou": "u",
    "ge": "zhe",
    "gi": "zhi",
    "eau": "o",
    "au": "o",
    "h": "",
}
_SPANISH = {"j": "h", "ge": "he", "gi": "hi", "z": "s", "ll": "ly", "qu": "k"}
_POLISH = {
    "szcz": "shch",
    "sz": "sh",
    "cz": "ch",
    "rz": "zh",
    "ch": "kh",
    "ci": "chi",
    "c": "ts",
    "w": "v",
    "j": "y",
    "ł": "l",
}
_NORDIC = {"aa": "o", "sh": "sg", "å": "o", "sj": "sh", "skj": "sh", "kj": "ch", "j": "y", "w": "v"}
_HUNGARIAN = {"sz": "s", "zs": "zh", "cs": "ch", "gy": "dy", "s": "sh", "j": "y", "c": "ts"}
_SOUTH_SLAVIC = {"c": "ts", "j": "y"}
_ITALIAN = {"ch": "k", "gh": "g", "ci": "chi", "ce": "che", "gi": "dzhi", "ge": "dzhe", "gli": "li"}
_ASPIRATED = {"h": "", "th": "t", "dh": "d"}

ORIGINS: tuple[Mapping[str, str], ...] = (
    {},
    _ENGLISH,
    _GERMAN,
    _GERMANISED,
    _FRENCH,
    _SPANISH,
    _POLISH,
    _NORDIC,
    _HUNGARIAN,
    _SOUTH_SLAVIC,
    _ITALIAN,
    _ASPIRATED,
    _TURKISH,
)
