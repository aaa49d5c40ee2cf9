"""More names for those whom elshi knows: what Wikidata calls them that elshi does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from storage.loading.wikidata import is_known_there
from timeline.names import Entry

_SHORTEST = 4
"""Of a name in letters, in code points; a shorter one means too many things."""
_DENSE = ("zh",)


def askable(entries: Iterable[Entry]) -> list[str]:
    """The ids that can be asked for."""
    return [entry.id for entry in entries if is_known_there(entry.id)]


def additions(known: Iterable[Entry], found: Mapping[str, Mapping[str, Iterable[str]]]) -> list[Entry]:
    """Entries with only the names that are not known yet; without those that have none."""
    more = []
    for entry in known:
        names = {
            language: new
            for language, told in found.get(entry.id, {}).items()
            if (new := _new(entry, language, told))
        }
        if names:
            more.append(Entry(id=entry.id, kind=entry.kind, names=names))
    return more


def _new(entry: Entry, language: str, told: Iterable[str]) -> list[str]:
    had = {name.casefold() for name in entry.names.get(language, ())}
    straight = (_straight(name) if entry.kind == "person" else name for name in told)
    long = (name for name in straight if len(name) >= _SHORTEST or language in _DENSE)
    return [name for name in dict.fromkeys(long) if name.casefold() not in had]


def _straight(name: str) -> str:
    """``Трамп, Дональд`` as it is said."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and "," not in first else name
