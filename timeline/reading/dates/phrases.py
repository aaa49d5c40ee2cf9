"""The phrases of a language pack, as a graph that is walked token by token.

A graph and not regular expressions, because it costs next to nothing to build, a token can belong to several classes at once, and all
phrases are followed side by side: the walk from one token takes at most as many steps as the longest phrase has items, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

import msgspec

_ITEM = re.compile(r"\{[^}]*\}|\[[^\]]*\]|[()|?]|@\w+|[^\s()|?\[\]{}]+")


class PhraseError(ValueError):
    """A phrase of a pack that cannot be read."""


class Guard(NamedTuple):
    """What must, or must not, stand beside a phrase."""

    names: frozenset[str]
    forbidden: bool


class Ending(NamedTuple):
    """A phrase that is complete at a node of the graph."""

    order: int
    rule: str
    options: Mapping[str, str]
    before: Guard | None
    after: Guard | None


class Node:
    """A node of the graph: where each class or word leads, and the phrases that end here."""

    __slots__ = ("endings", "following")

    def __init__(self) -> None:
        self.following: dict[str, list[Node]] = {}
        self.endings: list[Ending] = []


class State:
    """All the nodes that one way through the graph can be at. What follows is worked out when a text first goes there, and kept."""

    __slots__ = ("_after", "_nodes", "endings")

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = tuple(dict.fromkeys(nodes))
        self._after: dict[str, State | None] = {}
        self.endings = tuple(
            sorted((ending for node in self._nodes for ending in node.endings), key=_place_in_pack)
        )
        """The phrases that are complete here, in the order of the pack."""

    def after(self, name: str) -> State | None:
        """Where a class or word leads; None when nowhere."""
        if name not in self._after:
            nodes = [child for node in self._nodes for child in node.following.get(name, ())]
            self._after[name] = State(nodes) if nodes else None
        return self._after[name]


def _place_in_pack(ending: Ending) -> int:
    return ending.order


class _Row(msgspec.Struct, frozen=True):
    """Items one after the other."""

    items: tuple[_Item, ...]


class _Choice(msgspec.Struct, frozen=True):
    """One of several items."""

    items: tuple[_Item, ...]


class _Maybe(msgspec.Struct, frozen=True):
    """An item that may be left out."""

    item: _Item


_Item: TypeAlias = str | _Row | _Choice | _Maybe


def plant(phrases: Iterator[tuple[str, str]], macros: Mapping[str, str]) -> Node:
    """The graph of all ``(rule, phrase)`` of a language.

    Raises:
        PhraseError: a phrase has a syntax error or names a macro that is not there.
    """
    root = Node()
    read: dict[str, _Item] = {}
    for order, (rule, phrase) in enumerate(phrases):
        item, ending = _read(order, rule, phrase, macros, read)
        for node in _grow([root], item):
            if node is root:
                raise PhraseError(f"{phrase!r}: may be empty")
            node.endings.append(ending)
    return root


def _grow(ends: list[Node], item: _Item) -> list[Node]:
    """Add an item behind some nodes; the nodes it ends at."""
    if isinstance(item, str):
        return _lead(ends, (item,))
    if isinstance(item, _Maybe):
        return ends + _grow(ends, item.item)
    if isinstance(item, _Choice):
        words = tuple(choice for choice in item.items if isinstance(choice, str))
        grown = _lead(ends, words) if words else []
        return grown + [
            node for choice in item.items if not isinstance(choice, str) for node in _grow(ends, choice)
        ]
    for part in item.items:
        ends = _grow(ends, part)
    return ends


def _lead(ends: list[Node], words: tuple[str, ...]) -> list[Node]:
    node = Node()
    for end in ends:
        for word in words:
            end.following.setdefault(word, []).append(node)
    return [node]


def names_in(root: Node) -> set[str]:
    """All classes and words that some phrase or guard asks for."""
    names: set[str] = set()
    seen = {root}
    nodes = [root]
    while nodes:
        node = nodes.pop()
        for name, following in node.following.items():
            names.add(name)
            new = [child for child in following if child not in seen]
            seen.update(new)
            nodes += new
        for ending in node.endings:
            for guard in (ending.before, ending.after):
                names.update(guard.names if guard else ())
    return names


def _read(
    order: int, rule: str, phrase: str, macros: Mapping[str, str], read: dict[str, _Item]
) -> tuple[_Item, Ending]:
    items = _ITEM.findall(phrase)
    options = _options(items.pop()) if items and items[-1].startswith("{") else {}
    before = _guard(items.pop(0)) if items and items[0].startswith("[") else None
    after = _guard(items.pop()) if items and items[-1].startswith("[") else None
    return _Reader(phrase, items, macros, read).whole(), Ending(order, rule, options, before, after)


def _options(item: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in item.strip("{}").split())
    return {key: value for key, _, value in pairs}


def _guard(item: str) -> Guard:
    inner = item.strip("[]")
    return Guard(frozenset(inner.removeprefix("!").split("|")), inner.startswith("!"))


class _Reader:
    """Reads one phrase, item by item."""

    def __init__(
        self, phrase: str, items: list[str], macros: Mapping[str, str], read: dict[str, _Item]
    ) -> None:
        self._phrase = phrase
        self._items = items[::-1]
        self._macros = macros
        self._read = read
        """Macros that have been read before."""

    def whole(self) -> _Item:
        item = self._choice()
        if self._items:
            raise self._error(f"unexpected {self._items[-1]!r}")
        return item

    def _choice(self) -> _Item:
        choices = [self._row()]
        while self._next_is("|"):
            self._items.pop()
            choices.append(self._row())
        return choices[0] if len(choices) == 1 else _Choice(tuple(choices))

    def _row(self) -> _Item:
        row: list[_Item] = []
        while self._items and self._items[-1] not in (")", "|"):
            item = self._single()
            if self._next_is("?"):
                self._items.pop()
                item = _Maybe(item)
            row.append(item)
        if not row:
            raise self._error("a choice is empty")
        return row[0] if len(row) == 1 else _Row(tuple(row))

    def _single(self) -> _Item:
        item = self._items.pop()
        if item == "(":
            choice = self._choice()
            if not self._next_is(")"):
                raise self._error("a bracket is not closed")
            self._items.pop()
            return choice
        if item.startswith("@"):
            return self._macro(item[1:])
        if item[0] in "?[{":
            raise self._error(f"unexpected {item!r}")
        return item

    def _macro(self, name: str) -> _Item:
        if name not in self._macros:
            raise self._error(
                f"there is no phrase @{name}; there are: {', '.join(sorted(self._macros)) or 'none'}"
            )
        if name not in self._read:
            others = {other: text for other, text in self._macros.items() if other != name}
            self._read[name] = _Reader(
                f"@{name}", _ITEM.findall(self._macros[name]), others, self._read
            ).whole()
        return self._read[name]

    def _next_is(self, item: str) -> bool:
        return bool(self._items) and self._items[-1] == item

    def _error(self, problem: str) -> PhraseError:
        return PhraseError(f"{self._phrase!r}: {problem}")
