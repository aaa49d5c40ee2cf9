"""A query of the one language as conditions on the search index: an FTS5 expression, SQL, and what the text must confirm."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from storage.errors import QueryError
from storage.query import side_by_side
from storage.syntax import OF_EVENTS, All, Bound, Choice, Either, Node, Not, Words

Tagged = Callable[[Iterable[str]], list[str]]
"""The ids that carry one of some tags."""

_FIELDS = ("text", "source", "speaker", "actor", "about", "place")
_SPOKEN = f"{{{' '.join(_FIELDS)}}}"


@dataclass
class Condition:
    """All of these have to hold."""

    match: str = ""
    """For FTS5; empty: anything."""
    sql: str = ""
    given: list[Any] = field(default_factory=list)
    confirm: bool = False
    """Whether the index finds too much, because it does not know in which order words stand: `holds` is to be asked."""


def condition(root: Node, tagged: Tagged) -> Condition:
    """What a query asks of the index. What FTS5 can answer goes into one expression, so that it can stop early.

    Raises:
        QueryError: it asks something that only events can answer.
    """
    if _asks_of_events(root):
        asked = " and ".join(f"{name}:" for name in OF_EVENTS)
        raise QueryError(
            f"{asked} choose events, and articles are looked for here", "leave them out", position=0
        )
    parts = root.nodes if isinstance(root, All) else (root,)
    sure = [part for part in parts if not _has_phrase_excluded(part)]
    matches = [part for part in sure if _positive(part)]
    excluded = (
        [part.node for part in sure if isinstance(part, Not) and _positive(part.node)] if matches else []
    )
    rest = [
        part for part in sure if not _positive(part) and not (isinstance(part, Not) and part.node in excluded)
    ]
    found = Condition(confirm=_has_phrase(root))
    if matches:
        found.match = " AND ".join(f"({_match(part)})" for part in matches)
        found.match = " NOT ".join((f"({found.match})", *(f"({_match(part)})" for part in excluded)))
    pieces = [_sql(part, tagged) for part in rest]
    found.sql = " AND ".join(f"({piece})" for piece, _ in pieces)
    found.given = [value for _, given in pieces for value in given]
    return found


def holds(
    node: Node, texts: Mapping[str, str], day: dt.date, has_tag: Callable[[tuple[str, ...]], bool]
) -> bool:
    """Whether a query finds an article, given the folded words of its fields."""
    match node:
        case Words():
            fields = (node.field,) if node.field else _FIELDS
            return any(side_by_side(node.words).search(f" {texts[name].strip()}") for name in fields)
        case Choice():
            facets = texts["facet"].split()
            if node.field == "tag":
                return has_tag(node.values)
            return any(f"{node.field}_{value}" in facets for value in node.values)
        case Bound():
            return day >= node.day if node.field == "from" else day <= node.day
        case Not():
            return not holds(node.node, texts, day, has_tag)
        case All():
            return all(holds(part, texts, day, has_tag) for part in node.nodes)
        case Either():
            return any(holds(part, texts, day, has_tag) for part in node.nodes)


def number_of(day: dt.date) -> int:
    """A day as the index has it: 20250823."""
    return day.year * 10000 + day.month * 100 + day.day


def _any_leaf(node: Node, is_meant: Callable[[Node], bool]) -> bool:
    """Whether one of the leaves of a query, asked for or excluded, is meant."""
    if isinstance(node, All | Either):
        return any(_any_leaf(part, is_meant) for part in node.nodes)
    if isinstance(node, Not):
        return _any_leaf(node.node, is_meant)
    return is_meant(node)


def _asks_of_events(node: Node) -> bool:
    return _any_leaf(node, lambda leaf: isinstance(leaf, Choice) and leaf.field in OF_EVENTS)


def _has_phrase(node: Node) -> bool:
    """Whether words have to stand side by side somewhere in a query."""
    return _any_leaf(node, lambda leaf: isinstance(leaf, Words) and len(leaf.words) > 1)


def _has_phrase_excluded(node: Node) -> bool:
    """Whether the index, finding too much of something that must not be, would leave out what it should not."""
    if isinstance(node, All | Either):
        return any(map(_has_phrase_excluded, node.nodes))
    return isinstance(node, Not) and _has_phrase(node.node)


def _positive(node: Node) -> bool:
    """Whether FTS5 alone can tell what a node finds."""
    if isinstance(node, All | Either):
        return bool(node.nodes) and all(map(_positive, node.nodes))
    return isinstance(node, Words) or (isinstance(node, Choice) and node.field != "tag")


def _match(node: Node) -> str:
    match node:
        case Words():
            return f"{node.field or _SPOKEN} : {_near(node.words)}"
        case Choice():
            return "facet : (" + " OR ".join(f'"{node.field}_{value}"' for value in node.values) + ")"
        case All() | Either():
            word = " AND " if isinstance(node, All) else " OR "
            return word.join(f"({_match(part)})" for part in node.nodes)
    raise TypeError(f"{node} cannot be asked of FTS5")


def _near(words: tuple[str, ...]) -> str:
    begun = " ".join(f'"{word}" *' for word in words)
    return begun if len(words) == 1 else f"NEAR({begun}, {len(words) - 2})"


def _sql(node: Node, tagged: Tagged) -> tuple[str, list[Any]]:
    if _positive(node):
        return "docs.row IN (SELECT rowid FROM words WHERE words MATCH ?)", [_match(node)]
    match node:
        case Bound():
            return f"docs.day {'>=' if node.field == 'from' else '<='} ?", [number_of(node.day)]
        case Choice():
            return "docs.id IN (SELECT value FROM json_each(?))", [json.dumps(tagged(node.values))]
        case Not():
            piece, given = _sql(node.node, tagged)
            return f"NOT ({piece})", given
        case All() | Either():
            pieces = [_sql(part, tagged) for part in node.nodes]
            word = " AND " if isinstance(node, All) else " OR "
            joined = word.join(f"({piece})" for piece, _ in pieces) or "TRUE"
            return joined, [value for _, given in pieces for value in given]
    raise TypeError(f"{node} cannot be asked")
