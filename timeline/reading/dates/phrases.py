"""The phrases of a language pack, as a tree that is walked token by token.

A tree and not regular expressions, because it costs next to nothing to build, a token can belong to several classes at once, and a
walk from one token never takes more steps than the longest phrase has items: no text can make it backtrack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

Sequences: TypeAlias = list[tuple[str, ...]]
_ITEM = re.compile(r"\{[^}]*\}|\[[^\]]*\]|[()|?]|@\w+|[^\s()|?\[\]{}]+")
_MOST_SEQUENCES = 4000
"""More readings than this of one phrase are a mistake in the pack."""


class PhraseError(ValueError):
    """A phrase of a pack that cannot be read."""


class Guard(NamedTuple):
    """What must, or must not, stand beside a phrase."""

    names: frozenset[str]
    forbidden: bool


class Ending(NamedTuple):
    """A phrase that is complete at a node of the tree."""

    order: int
    rule: str
    names: tuple[str, ...]
    """The class or word of each token of the phrase."""
    options: Mapping[str, str]
    before: Guard | None
    after: Guard | None


class Node:
    """A node of the tree: where each class or word leads, and the phrases that end here."""

    __slots__ = ("endings", "following")

    def __init__(self) -> None:
        self.following: dict[str, Node] = {}
        self.endings: list[Ending] = []


def plant(phrases: Iterator[tuple[str, str]], macros: Mapping[str, str]) -> Node:
    """The tree of all ``(rule, phrase)`` of a language.

    Raises:
        PhraseError: a phrase has a syntax error or names a macro that is not there.
    """
    root = Node()
    for order, (rule, phrase) in enumerate(phrases):
        for names, ending in _read(order, rule, phrase, macros):
            node = root
            for name in names:
                node = node.following.setdefault(name, Node())
            node.endings.append(ending)
    return root


def names_in(root: Node) -> set[str]:
    """All classes and words that some phrase or guard asks for."""
    names: set[str] = set()
    nodes = [root]
    while nodes:
        node = nodes.pop()
        names.update(node.following)
        nodes.extend(node.following.values())
        for ending in node.endings:
            for guard in (ending.before, ending.after):
                names.update(guard.names if guard else ())
    return names


def _read(
    order: int, rule: str, phrase: str, macros: Mapping[str, str]
) -> Iterator[tuple[tuple[str, ...], Ending]]:
    items = _ITEM.findall(phrase)
    options = _options(items.pop()) if items and items[-1].startswith("{") else {}
    before = _guard(items.pop(0)) if items and items[0].startswith("[") else None
    after = _guard(items.pop()) if items and items[-1].startswith("[") else None
    try:
        sequences, rest = _choices(items, 0, macros)
    except (IndexError, RecursionError):
        raise PhraseError(f"{phrase!r}: not a phrase") from None
    if rest != len(items) or () in sequences:
        raise PhraseError(
            f"{phrase!r}: " + ("may be empty" if () in sequences else f"unexpected {items[rest]!r}")
        )
    for names in dict.fromkeys(sequences):
        yield names, Ending(order, rule, names, options, before, after)


def _options(item: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in item.strip("{}").split())
    return {key: value for key, _, value in pairs}


def _guard(item: str) -> Guard:
    inner = item.strip("[]")
    return Guard(frozenset(inner.lstrip("!").split("|")), inner.startswith("!"))


def _choices(items: Sequence[str], at: int, macros: Mapping[str, str]) -> tuple[Sequences, int]:
    """``a b|c`` up to a closing bracket or the end."""
    choices: Sequences = []
    while True:
        sequences, at = _run(items, at, macros)
        choices += sequences
        if at == len(items) or items[at] != "|":
            return choices, at
        at += 1


def _run(items: Sequence[str], at: int, macros: Mapping[str, str]) -> tuple[Sequences, int]:
    """``a b? (c|d)``."""
    sequences: Sequences = [()]
    while at < len(items) and items[at] not in ")|":
        item, at = _item(items, at, macros)
        sequences = [head + tail for head in sequences for tail in item]
        if len(sequences) > _MOST_SEQUENCES:
            raise PhraseError(f"{' '.join(items)!r}: more than {_MOST_SEQUENCES} readings")
    return sequences, at


def _item(items: Sequence[str], at: int, macros: Mapping[str, str]) -> tuple[Sequences, int]:
    item = items[at]
    if item == "(":
        choices, at = _choices(items, at + 1, macros)
        if items[at] != ")":
            raise PhraseError(f"{' '.join(items)!r}: a bracket is not closed")
    elif item.startswith("@"):
        choices = _macro(item[1:], macros)
    elif item[0] in "?[{":
        raise PhraseError(f"{' '.join(items)!r}: unexpected {item!r}")
    else:
        choices = [(item,)]
    at += 1
    if at < len(items) and items[at] == "?":
        return [(), *choices], at + 1
    return choices, at


def _macro(name: str, macros: Mapping[str, str]) -> Sequences:
    if name not in macros:
        raise PhraseError(
            f"@{name}: there is no such phrase; there are: {', '.join(sorted(macros)) or 'none'}"
        )
    items = _ITEM.findall(macros[name])
    sequences, rest = _choices(items, 0, macros)
    if rest != len(items):
        raise PhraseError(f"@{name}: unexpected {items[rest]!r}")
    return sequences
