"""The words of the dashboard in the reader's language. The code speaks English; what is shown passes here.

A language is a file of `tui/words`: English text -> text, in which ``{}`` stands for what changes. What no file has stays English.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("en", "kk", "ru")
_WORDS = Path(__file__).parent / "words"


class Words(NamedTuple):
    """One language."""

    texts: Mapping[str, str] = {}
    patterns: Sequence[tuple[re.Pattern[str], str]] = ()
    """Texts in which something changes."""
    actions: Mapping[str, str] = {}
    """Name of an action -> what it does."""
    plurals: Mapping[str, Sequence[str]] = {}
    """Noun -> its forms after numbers; none for English, whose rule is in `counted`."""


ENGLISH = Words()
_spoken = ENGLISH


def load(lang: str) -> Words:
    """The words of a language."""
    if lang == "en":
        return ENGLISH
    import tomllib

    found = tomllib.loads((_WORDS / f"{lang}.toml").read_text(encoding="utf-8"))
    texts = found["texts"]
    patterns = [(_pattern(text), told) for text, told in texts.items() if "{}" in text]
    return Words(texts, patterns, found["actions"], found["plurals"])


def speak(lang: str) -> None:
    """Speak a language from now on."""
    global _spoken
    _spoken = load(lang)
    told.cache_clear()


def language(env: Mapping[str, str] = os.environ) -> str:
    """The language that the environment asks for, English when elshi does not speak it."""
    named = env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or ""
    return named[:2] if named[:2] in LANGUAGES and not named[2:3].isalpha() else "en"


@lru_cache(maxsize=512)
def told(text: str) -> str:
    """A text of the dashboard as it is shown."""
    known = _spoken.texts.get(text)
    if known is not None:
        return known
    for pattern, shown in _spoken.patterns:
        if found := pattern.fullmatch(text):
            return shown.format(*found.groups())
    return text


def told_parts(title: str) -> str:
    """A title whose parts stand between dots."""
    return " · ".join(told(part) for part in title.split(" · ")) if _spoken is not ENGLISH else title


def help_of(action: str, english: str) -> str:
    """What an action does."""
    return _spoken.actions.get(action, english)


def counted(number: int, noun: str) -> str:
    """``1 event``, ``2 events``."""
    forms = _spoken.plurals.get(noun)
    if forms is None:
        return f"{number} {noun}" if number == 1 or noun == "new" else f"{number} {noun}s"
    return f"{number} {forms[min(_form(number), len(forms) - 1)]}"


def _form(number: int) -> int:
    """Which form a Slavic noun has after a number; a language with one form has but one."""
    tens, ones = number % 100, number % 10
    if ones == 1 and tens != 11:
        return 0
    return 1 if 2 <= ones <= 4 and not 12 <= tens <= 14 else 2


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, text.split("{}"))), re.DOTALL)
