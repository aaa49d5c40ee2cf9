"""The query language as text: how a query is written, and what it says once parsed.

Words all have to be there, ``OR`` gives a choice and binds weaker, ``-`` excludes, parentheses group, quotation marks keep
words together::

    putin alaska -call
    speaker:"Vladimir Putin" about:arctic (type:statement OR type:meeting)
    place:anchorage from:2025-08 to:2025-08-15

``#tag`` finds what the user has tagged so, ``is:bookmarked`` what he bookmarked, ``id:`` one event. A word finds every
word that begins with it, so that a name finds its inflected forms.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias, get_args

import msgspec

from storage.errors import QueryError
from storage.folding import fold, words
from timeline.building.calendar import days_of
from timeline.model import EventType, Status

TEXT_FIELDS = ("speaker", "actor", "about", "place", "source")
OF_EVENTS = ("is", "id")
"""Fields that articles do not have."""
FIELDS = (*TEXT_FIELDS, "type", "status", "lang", "from", "to", *OF_EVENTS)
MARKS = ("bookmarked", "unread", "pinned", "noted", "disputed")
"""What an event can be: by the person's hand, or since its sources disagree."""
ANYWHERE = ""

_CHOICES: dict[str, tuple[str, ...]] = {
    "type": get_args(EventType),
    "status": get_args(Status),
    "is": MARKS,
}
_DAYS = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_DEPTH = 50


class Words(msgspec.Struct, frozen=True):
    """Words that stand side by side, each the beginning of a word, in a field or (`ANYWHERE`) in anything told of an event."""

    field: str
    words: tuple[str, ...]


class Choice(msgspec.Struct, frozen=True):
    """``type``, ``status``, ``lang``, ``tag``, ``is`` or ``id`` is one of these values."""

    field: str
    values: tuple[str, ...]


class Bound(msgspec.Struct, frozen=True):
    """The event is not wholly before (``from``) or after (``to``) this day."""

    field: str
    day: dt.date


class Not(msgspec.Struct, frozen=True):
    """What must not be."""

    node: Node


class All(msgspec.Struct, frozen=True):
    """All of these."""

    nodes: tuple[Node, ...]


class Either(msgspec.Struct, frozen=True):
    """At least one of these."""

    nodes: tuple[Node, ...]


Node: TypeAlias = Words | Choice | Bound | Not | All | Either


class Query(msgspec.Struct, frozen=True):
    """A query: as it was typed, and what it means. An empty one finds everything."""

    text: str
    root: All | Either


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        QueryError: it cannot be understood; ``position`` is the offset where.
    """
    tokens = _Tokens(_scan(text), len(text))
    root = _either(tokens, 0) if tokens.kind != "end" else All(())
    if tokens.kind == "close":
        raise QueryError("this parenthesis was never opened", "leave it out", position=tokens.position)
    return Query(text, root)


class _Token(NamedTuple):
    kind: str
    """term, or, open, close, end."""
    position: int
    negated: bool = False
    field: str = ANYWHERE
    value: str = ""


_TOKEN = re.compile(
    r"""\s*(?: (?P<minus>-)? (?: (?P<open>\() | (?P<close>\))
      | (?:(?P<field>[A-Za-z]+):(?!//))? (?: "(?P<quoted>[^"]*)(?P<end>"?) | (?P<bare>[^\s()"]*) ) ) )""",
    re.VERBOSE,
)


class _Tokens:
    """A cursor over the tokens; past the last there is always an ``end``."""

    def __init__(self, tokens: list[_Token], length: int) -> None:
        self._tokens = [*tokens, _Token("end", length)]
        self._next = 0

    @property
    def kind(self) -> str:
        return self._tokens[self._next].kind

    @property
    def position(self) -> int:
        return self._tokens[self._next].position

    def take(self) -> _Token:
        token = self._tokens[self._next]
        self._next += 1
        return token


def _scan(text: str) -> list[_Token]:
    tokens = []
    position = 0
    while text[position:].strip():
        found = _TOKEN.match(text, position)
        if found is None or found.end() == position:
            raise QueryError(f"{text[position]!r} has no meaning here", "leave it out", position=position)
        tokens.append(_token(found, position + len(found[0]) - len(found[0].lstrip())))
        position = found.end()
    return tokens


def _token(found: re.Match[str], position: int) -> _Token:
    negated = found["minus"] is not None
    for kind in ("open", "close"):
        if found[kind]:
            return _Token(kind, position, negated)
    if found["quoted"] is not None and not found["end"]:
        raise QueryError(
            'a quotation mark " is open', 'close it with another "', position=found.start("quoted") - 1
        )
    if found["bare"] in ("OR", "AND") and not negated and not found["field"]:
        return _Token(found["bare"].lower(), position)
    value = found["bare"] if found["quoted"] is None else found["quoted"]
    return _Token("term", position, negated, (found["field"] or ANYWHERE).lower(), value)


def _either(tokens: _Tokens, depth: int) -> All | Either:
    nodes = [_all(tokens, depth)]
    while tokens.kind == "or":
        tokens.take()
        nodes.append(_all(tokens, depth))
    return nodes[0] if len(nodes) == 1 else Either(tuple(nodes))


def _all(tokens: _Tokens, depth: int) -> All:
    start = tokens.position
    nodes: list[Node] = []
    seen = False
    while tokens.kind in ("term", "open", "and"):
        token = tokens.take()
        seen = seen or token.kind != "and"
        node = _group(tokens, token, depth) if token.kind == "open" else _term(token)
        if node is not None:
            nodes.append(Not(node) if token.negated else node)
    if not seen:
        raise QueryError(
            "there is nothing to look for here",
            "add a word, or leave out the OR or the parenthesis",
            position=start,
        )
    return All(tuple(nodes))


def _group(tokens: _Tokens, opened: _Token, depth: int) -> Node:
    if depth >= _DEPTH:
        raise QueryError("the parentheses are nested too deep", "leave some out", position=opened.position)
    node = _either(tokens, depth + 1)
    if tokens.kind != "close":
        raise QueryError("this parenthesis is never closed", "add a )", position=opened.position)
    tokens.take()
    return node


def _term(token: _Token) -> Node | None:
    """What a term says; None when it is only punctuation."""
    if token.kind == "and":
        return None
    if token.field == ANYWHERE:
        if token.value.startswith("#") and (tag := fold(token.value[1:])):
            return Choice("tag", (tag,))
        found = words(token.value)
        return Words(ANYWHERE, found) if found else None
    if token.field not in FIELDS:
        known = ", ".join(f"{field}:" for field in FIELDS)
        raise QueryError(f"there is no field {token.field}:", f"known are {known}", position=token.position)
    if not token.value.strip():
        raise QueryError(
            f"{token.field}: has no value", "write one right after the colon", position=token.position
        )
    return _FIELD_NODES.get(token.field, _text)(token)


def _text(token: _Token) -> Node | None:
    found = words(token.value)
    return Words(token.field, found) if found else None


def _lang(token: _Token) -> Node:
    return Choice("lang", (fold(token.value.strip()),))


def _id(token: _Token) -> Node:
    return Choice("id", (token.value.strip().lower(),))


def _choice(token: _Token) -> Node:
    known = _CHOICES[token.field]
    wanted = fold(token.value.strip())
    values = tuple(value for value in known if value.startswith(wanted))
    if not values:
        raise QueryError(
            f"there is no {token.field} {token.value!r}",
            f"known are {', '.join(known)}",
            position=token.position,
        )
    return Choice(token.field, values)


def _bound(token: _Token) -> Node:
    value = token.value.strip()
    days = days_of(value) if _DAYS.fullmatch(value) else None
    if days is None:
        raise QueryError(
            f"{token.field}: takes no {token.value!r}",
            "write a year, a month or a day: 2025-08-15",
            position=token.position,
        )
    return Bound(token.field, days.first if token.field == "from" else days.last)


_FIELD_NODES: dict[str, Callable[[_Token], Node | None]] = {
    "type": _choice,
    "status": _choice,
    "lang": _lang,
    "is": _choice,
    "id": _id,
    "from": _bound,
    "to": _bound,
}
