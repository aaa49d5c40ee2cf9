"""The names that elshi knows before it reads: states, organisations, places and people, in every language that has a pack.

Each is one line of a JSON file of this folder. Stable identity is kept here, never an office: who was president when is not a name.
Ids are Wikidata's where they are known for certain, else ``local:…``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from timeline.languages import available, load_pack
from timeline.model import Actor, ActorKind
from timeline.names.keys import fold, slug

__all__ = ["OWN", "Alias", "Entry", "Index", "NamesError", "Registry", "joined", "parse_entries", "registry"]

OWN = "ELSHI_NAMES"
"""Names files with more names, with the system's separator of paths between them: JSON in the form of those of this folder, or TOML
in tables ``[[name]]`` with the same keys, where ``id`` may be left out and ``replace = true`` drops what is known under it."""

_FOLDER = Path(__file__).parent
_FILES = ("states.json", "organisations.json", "places.json", "people.json")
_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ‑-][^\W_]+)*")
_LONGEST_ACRONYM = 6


class NamesError(ValueError):
    """A file of names that is not as it should be; the message names it and the cure."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody or something that has a name. ``names`` is language -> names, the usual one first."""

    id: str
    kind: ActorKind
    names: dict[str, list[str]]
    gender: Literal["m", "f"] | None = None
    famous: bool = False
    """Whether the family name alone, without a first name or title anywhere near, means this person."""
    iso: str | None = None
    """ISO 3166-1 alpha-2 of a state."""
    seats: dict[str, list[str]] = {}
    """Houses and ministries that stand for a state: ``Kremlin``."""
    adjectives: dict[str, list[str]] = {}
    """What describes a state's people: ``Kazakh``; ``казахск*`` with any ending."""
    state: str | None = None
    """ISO 3166-1 alpha-2 of the state that a place is in."""
    wide: bool = False
    """Whether a place is a part of the world in which nothing can be said to be held: ``Central Asia``."""
    capital: bool = False
    """Whether the place stands for its state, as Moscow for Russia."""

    def name(self, language: str) -> str:
        """The usual name in a language, else in English, else in any."""
        names = self.names.get(language) or self.names.get("en") or next(iter(self.names.values()))
        return names[0]


class Alias(NamedTuple):
    """One name of an entry, cut into folded words."""

    tokens: tuple[str, ...]
    entry: Entry
    acronym: bool
    """Written in capital letters alone, so that ``who`` is not WHO."""
    surname: bool
    """A part of a person's name that others may share."""
    dotted: bool
    """Written with a full stop at its end: ``U.S.``."""


class Index:
    """The names of one language, by their first word."""

    def __init__(self, entries: Iterable[Entry], language: str) -> None:
        self.language = language
        self._elided = frozenset(load_pack(language).spelling.elided if language in available() else ())
        self._starts: dict[str, list[Alias]] = {}
        self._adjectives: set[str] = set()
        self._peoples: dict[str, set[str]] = {}
        self._adjective_stems: set[str] = set()
        for entry in entries:
            for name in (*entry.names.get(language, ()), *entry.seats.get(language, ())):
                alias = self._alias(name, entry)
                self._starts.setdefault(alias.tokens[0], []).append(alias)
            for adjective in entry.adjectives.get(language, ()):
                stem, folded = adjective.endswith("*"), fold(adjective.rstrip("*"))
                (self._adjective_stems if stem else self._adjectives).add(folded)
                self._peoples.setdefault(folded, set()).add(entry.id)
        for aliases in self._starts.values():
            aliases.sort(key=_length, reverse=True)
        self._stem_lengths = sorted({len(stem) for stem in self._adjective_stems})

    def starting(self, token: str) -> Sequence[Alias]:
        """The names that begin with a folded word, those of most words first."""
        return self._starts.get(token, ())

    def find(self, name: str) -> Entry | None:
        """Who has exactly this name, in its bare form."""
        tokens = self._tokens(name)
        return (
            next((alias.entry for alias in self.starting(tokens[0]) if alias.tokens == tokens), None)
            if tokens
            else None
        )

    def _alias(self, name: str, entry: Entry) -> Alias:
        tokens, usual = self._tokens(name), entry.name(self.language)
        acronym = len(name) <= _LONGEST_ACRONYM and name.isupper()
        surname = entry.kind == "person" and tokens[0] != self._tokens(usual)[0]
        alone = entry.kind == "person" and len(tokens) == 1 and name != usual
        return Alias(tokens, entry, acronym, surname or alone, name.endswith("."))

    def _tokens(self, name: str) -> tuple[str, ...]:
        """The folded words of a name, cut where the reader cuts them: ``d'``, ``Orsay``."""
        return tuple(part for word in _TOKEN.findall(name) for part in self._apart(fold(word)))

    def _apart(self, word: str) -> Iterator[str]:
        before, mark, rest = word.partition("'")
        if mark and before in self._elided:
            yield before + mark
            yield from self._apart(rest)
        else:
            yield word

    def tokens(self, kind: ActorKind | None = None) -> set[str]:
        """The folded words of all names and adjectives, or of the names of one kind."""
        aliases = (alias for group in self._starts.values() for alias in group)
        named = {token for alias in aliases if kind in (None, alias.entry.kind) for token in alias.tokens}
        return named if kind else named | self._adjectives

    def adjective_stems(self) -> frozenset[str]:
        """The folded beginnings of adjectives."""
        return frozenset(self._adjective_stems)

    def is_adjective(self, folded: str) -> bool:
        """Whether a folded word describes the people of a state."""
        return folded in self._adjectives or any(
            folded[:length] in self._adjective_stems for length in self._stem_lengths
        )

    def peoples(self, folded: str) -> Set[str]:
        """Ids of the states whose people a folded word describes: ``ukrainian``."""
        if folded in self._adjectives:
            return self._peoples[folded]
        length = next(
            (length for length in self._stem_lengths if folded[:length] in self._adjective_stems), 0
        )
        return self._peoples.get(folded[:length], frozenset())


class Registry:
    """All entries, by id and by name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self._states = {entry.iso: entry for entry in self.entries.values() if entry.iso}
        self._indexes: dict[str, Index] = {}

    def state(self, iso: str) -> Entry | None:
        """A state by its ISO 3166-1 alpha-2 code."""
        return self._states.get(iso)

    def index(self, language: str) -> Index:
        """The names of one language, made once."""
        if language not in self._indexes:
            self._indexes[language] = Index(self.entries.values(), language)
        return self._indexes[language]

    def actor(self, entry: Entry, language: str) -> Actor:
        """An entry as the noun, named in a language and in all others."""
        names = {code: names[0] for code, names in entry.names.items()}
        return Actor(id=entry.id, kind=entry.kind, name=entry.name(language), names=names)


@cache
def registry() -> Registry:
    """The names that come with elshi, and those of the file that the environment names (`OWN`). Loaded once.

    Raises:
        NamesError: that file is not as it should be.
    """
    entries = {entry.id: entry for file in _FILES for entry in parse_entries((_FOLDER / file).read_bytes())}
    for path in filter(None, os.environ.get(OWN, "").split(os.pathsep)):
        for entry, replaces in _own(Path(path)):
            known = None if replaces else entries.get(entry.id)
            entries[entry.id] = joined(known, entry) if known else entry
    return Registry(entries.values())


class _Table(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry as people write it by hand."""

    id: str = ""
    replace: bool = False


class _Tables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: list[_Table] = []


def _own(path: Path) -> list[tuple[Entry, bool]]:
    """The entries of a file of the user's, and whether each takes the place of what is known; none when there is no file."""
    by_hand = path.suffix == ".toml"
    try:
        content = path.read_bytes()
        return _by_hand(content) if by_hand else [(entry, False) for entry in parse_entries(content)]
    except FileNotFoundError:
        return []
    except (msgspec.MsgspecError, ValueError, OSError) as error:
        cure = "mend it" if by_hand else "delete it, and let 'elshi names refresh' write it anew"
        raise NamesError(f"{path} holds no names ({error}); {cure}") from None


def _by_hand(content: bytes) -> list[tuple[Entry, bool]]:
    import tomllib

    tables = msgspec.convert(tomllib.loads(content.decode("utf-8")), _Tables).name
    found = []
    for number, table in enumerate(tables, 1):
        fields = {name: getattr(table, name) for name in Entry.__struct_fields__}
        names = [name for told in table.names.values() for name in told]
        if not names or not all(map(slug, names)):
            raise ValueError(f"the table [[name]] number {number} has a name without words, or none")
        fields["id"] = table.id or f"local:{slug(names[0])}"
        found.append((Entry(**fields), table.replace))
    return found


def joined(known: Entry, more: Entry) -> Entry:
    """An entry with more names, behind those it has."""
    names = {
        code: list(dict.fromkeys((*known.names.get(code, ()), *more.names.get(code, ()))))
        for code in (*known.names, *more.names)
    }
    return msgspec.structs.replace(known, names=names)


def parse_entries(data: bytes) -> list[Entry]:
    """Entries from the bytes of a file.

    Raises:
        msgspec.ValidationError: an entry has a wrong or unknown field.
        msgspec.DecodeError: the bytes are no JSON.
    """
    return msgspec.json.decode(data, type=list[Entry])


def _length(alias: Alias) -> int:
    return len(alias.tokens)
