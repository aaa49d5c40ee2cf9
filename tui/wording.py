"""The words of the dashboard in the reader's language. The code speaks English; what is shown passes here.

A language is a file of `tui/words`: English text -> text. In the English text ``{}`` stands for what changes and is shown as it is,
``{number}`` for digits, ``{words}`` for words of the dashboard, which are told in turn, ``{list}`` for such words between commas,
``{rule}`` for how a date was resolved, in the words of `timeline.reading.dates`, ``{problem}`` for what a loader says. The other text has them in the same order, or by number: ``{1} {0}``. What no file has stays English.
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
_CHANGES = re.compile(r"\{(\w*)\}")
_COUNTED = re.compile(r"(\d+(?:\.\d+)?) ([a-z-]+)")


class Shape(NamedTuple):
    """A text in which something changes."""

    parts: Sequence[str]
    """What stands before, between and after what changes."""
    kinds: Sequence[str]
    """What changes: ``number``, ``words``, ``list``, ``rule``, ``problem``, or nothing that is known."""
    shown: str

    def found_in(self, text: str) -> list[str] | None:
        """What stands in the places of this shape, as little as can be in each; None when a text has another one."""
        first, *between = self.parts
        last = between.pop()
        at, end = len(first), len(text) - len(last)
        if at >= end or not (text.startswith(first) and text.endswith(last)):
            return None
        found = []
        for part in between:
            stop = text.find(part, at + 1, end)
            if stop < 0:
                return None
            found.append(text[at:stop])
            at = stop + len(part)
        found.append(text[at:end])
        return found if all(map(_fits, self.kinds, found)) else None


class Table(NamedTuple):
    """Texts and what is shown for them."""

    texts: Mapping[str, str] = {}
    shapes: Sequence[Shape] = ()
    """Of those in which something changes; the first that fits counts."""


class Words(NamedTuple):
    """One language."""

    texts: Table = Table()
    rules: Table = Table()
    """How dates are resolved."""
    problems: Table = Table()
    """What could not be loaded, and what to do about it."""
    actions: Mapping[str, str] = {}
    """Name of an action -> what it does."""
    plurals: Mapping[str, Sequence[str]] = {}
    """Noun -> its forms after numbers; none for English, whose rule is in `counted`."""


ENGLISH = Words()
_spoken = ENGLISH
_titled: str | None = None


def load(lang: str) -> Words:
    """The words of a language."""
    if lang == "en":
        return ENGLISH
    import tomllib

    found = tomllib.loads((_WORDS / f"{lang}.toml").read_text(encoding="utf-8"))
    texts, rules, problems = (_table(found[name]) for name in ("texts", "rules", "problems"))
    return Words(texts, rules, problems, found["actions"], found["plurals"])


def speak(lang: str, *, titles: str | None = None) -> None:
    """Speak a language from now on, and show the titles of events in it, or in the one that is named for them."""
    global _spoken, _titled
    _spoken = load(lang)
    _titled = titles or (None if lang == "en" else lang)
    told.cache_clear()


def titled() -> str | None:
    """The language in which the titles of events and the names of actors are shown; None: as the timeline has them."""
    return _titled


def language(env: Mapping[str, str] = os.environ) -> str:
    """The language that the environment asks for, English when elshi does not speak it."""
    named = env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or ""
    return named[:2] if named[:2] in LANGUAGES and not named[2:3].isalpha() else "en"


@lru_cache(maxsize=512)
def told(text: str) -> str:
    """A text of the dashboard as it is shown."""
    return text if _spoken is ENGLISH else _told(text, _spoken.texts)


def told_problem(text: str) -> str:
    """What was wrong with a source, or what to do about it."""
    return text if _spoken is ENGLISH else _told(text, _spoken.problems)


def told_parts(text: str) -> str:
    """A text whose parts stand between dots."""
    return " · ".join(told(part) for part in text.split(" · ")) if _spoken is not ENGLISH else text


def help_of(action: str, english: str) -> str:
    """What an action does."""
    return _spoken.actions.get(action, english)


def counted(number: int, noun: str) -> str:
    """``1 event``, ``2 events``."""
    forms = _spoken.plurals.get(noun)
    if forms is None:
        return f"{number} {noun}" if number == 1 or noun == "new" else f"{number} {noun}s"
    return f"{number} {forms[min(_form(number), len(forms) - 1)]}"


def _told(text: str, table: Table) -> str:
    # A shape that ends with what changes would swallow the cure.
    return table.texts.get(text) or _with_cure(text, table) or _found(text, table) or _counted(text) or text


def _found(text: str, table: Table) -> str | None:
    """What is shown for a text that is there, with a capital letter if it has one; None when it is not there."""
    shown = table.texts.get(text) or _shaped(text, table)
    if shown is None and text[:1].isupper():
        lowered = text[0].lower() + text[1:]
        shown = table.texts.get(lowered) or _shaped(lowered, table)
        return shown and shown[0].upper() + shown[1:]
    return shown


def _with_cure(text: str, table: Table) -> str | None:
    """A message and what to do about it, as errors have them."""
    parts = text.split("; ")
    for at in range(1, len(parts)):
        message, cure = (_found("; ".join(each), table) for each in (parts[:at], parts[at:]))
        if message is not None and cure is not None:
            return f"{message}; {cure}"
    return None


def _shaped(text: str, table: Table) -> str | None:
    for shape in table.shapes:
        if (found := shape.found_in(text)) is not None:
            return shape.shown.format(*map(_in_turn, shape.kinds, found))
    return None


def _in_turn(kind: str, text: str) -> str:
    if kind == "list":
        return ", ".join(_told(word, _spoken.texts) for word in text.split(", "))
    table = {"words": _spoken.texts, "rule": _spoken.rules, "problem": _spoken.problems}.get(kind)
    return _told(text, table) if table else text


def _counted(text: str) -> str | None:
    """A number with a noun after it."""
    found = _COUNTED.fullmatch(text)
    if found is None:
        return None
    number, noun = found.groups()
    forms = _spoken.plurals.get(noun) or _spoken.plurals.get(noun.removesuffix("s"))
    if forms is None:
        return None
    form = _form(int(number)) if number.isdecimal() else 1
    return f"{number.replace('.', ',')} {forms[min(form, len(forms) - 1)]}"


def _form(number: int) -> int:
    """Which form a Slavic noun has after a number; a language with one form has but one."""
    tens, ones = number % 100, number % 10
    if ones == 1 and tens != 11:
        return 0
    return 1 if 2 <= ones <= 4 and not 12 <= tens <= 14 else 2


def _fits(kind: str, text: str) -> bool:
    return kind != "number" or text.isdecimal()


def _table(texts: Mapping[str, str]) -> Table:
    return Table(texts, [_shape(text, shown) for text, shown in texts.items() if "{" in text])


def _shape(text: str, shown: str) -> Shape:
    parts = _CHANGES.split(text)
    return Shape(parts[::2], parts[1::2], shown)
