"""Full text over all languages: an SQLite FTS5 index beside the store, made from it and never the truth.

Both sides go through `storage.folding`. An article's row in the index is numbered by its time of publication, so that the
newest are found first and the rest need not be looked at. The index follows the journals from the place where it left off;
deleted, stale, spoilt or made from another store, it is brought in line with what is stored before it answers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from storage.folding import fold, folded_words
from storage.journal import Journal
from storage.matching import Condition, condition, holds, number_of
from storage.records import ARTICLES, READINGS, seconds_of
from storage.rows import Rows
from storage.snippets import snippet
from storage.state import Mark
from storage.store import Hit
from storage.syntax import Query
from timeline.model import Article, ArticleRef, Reading, publication_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.tiny import TinyStore

_VERSION = "1"
_BATCH = 1000
_SHARING = 1 << 23
"""Articles that one second can have."""
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE docs (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, hash INTEGER, stamp INTEGER, day INTEGER);
CREATE TABLE actors (actor TEXT NOT NULL, row INTEGER NOT NULL);
CREATE INDEX actors_by_name ON actors (actor);
CREATE INDEX actors_by_row ON actors (row);
CREATE VIRTUAL TABLE words USING fts5(
    text, source, speaker, actor, about, place, facet,
    content='', prefix='1 2 3', tokenize="ascii tokenchars '_'");
"""


class Search:
    """The index of one store."""

    def __init__(self, store: TinyStore, path: Path | None, *, read_only: bool) -> None:
        """Point to an index; it is opened when it is needed.

        Args:
            store: what is indexed.
            path: the index; None for one in memory.
            read_only: leave the file as it is, and bring a copy in memory up to date instead.
        """
        self._store = store
        self._path = path
        self._read_only = read_only
        self._opened: sqlite3.Connection | None = None
        self._copied = False
        self._seen: tuple[int, int] | None = None

    def search(self, query: Query, limit: int) -> list[Hit]:
        """The newest articles that a query finds; the index has to have followed."""
        try:
            return list(islice(self._hits(query), limit))
        except sqlite3.DatabaseError:
            self._start_over()
            self._follow()
            return list(islice(self._hits(query), limit))

    def _hits(self, query: Query) -> Iterator[Hit]:
        wanted = condition(query.root, self._tagged)
        for id_ in self._matching(wanted):
            article = self._store.get(id_)
            if article is not None and (not wanted.confirm or self._confirmed(query, article)):
                yield _hit(article, query)

    def _confirmed(self, query: Query, article: Article) -> bool:
        columns = dict(zip(_FIELDS, _columns(article, self._store.reading(article.id)), strict=True))
        return holds(
            query.root,
            columns,
            publication_day(article.published),
            lambda tags: article.id in self._tagged(tags),
        )

    def of_actor(self, actor: str) -> list[str]:
        """The ids of the articles that a person, state, organisation or place is in."""
        asked = "SELECT id FROM docs JOIN actors USING (row) WHERE actor = ?"
        return [id_ for (id_,) in self._connection().execute(asked, (actor,))]

    def count(self) -> int:
        """How many articles the index has."""
        if self._opened is None and (self._path is None or not self._path.exists()):
            return 0
        found: int = self._connection().execute("SELECT count(*) FROM docs").fetchone()[0]
        return found

    def follow(self) -> int:
        """Take in what has changed since the last time; returns how many articles that were."""
        self._store.journal.state()
        self._store.read_journal.state()
        versions = (self._store.journal.version, self._store.read_journal.version)
        if versions == self._seen and self._opened is not None:
            return 0
        try:
            changed = self._follow()
        except sqlite3.DatabaseError as error:
            self._leave_file() if _refused(error) else self._start_over()
            changed = self._follow()
        self._seen = versions
        return changed

    def close(self) -> None:
        """Let go of the file."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    # --- the file ---

    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            try:
                self._opened = self._open()
            except sqlite3.DatabaseError:
                self._start_over()
        if self._opened is None:
            self._opened = _made(":memory:")
        return self._opened

    def _open(self) -> sqlite3.Connection:
        path = self._path
        if path is None or (self._read_only and not path.exists()):
            return _made(":memory:")
        mode = "ro" if self._read_only else "rwc"
        try:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}", uri=True, check_same_thread=False, timeout=30
            )
            if self._read_only:
                return connection
            path.chmod(0o600)
            return _prepared(connection)
        except (sqlite3.OperationalError, OSError) as error:
            if isinstance(error, sqlite3.OperationalError) and not _refused(error):
                raise
            return _made(":memory:")  # it is derived: where there can be no file there is one in memory

    def _leave_file(self) -> None:
        """Go on in memory with a copy of a file that cannot be written."""
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        if self._opened is not None:
            with suppress(sqlite3.DatabaseError):
                self._opened.backup(copy)
        self.close()
        try:
            self._opened = _prepared(copy)
        except sqlite3.DatabaseError:
            self._opened = _made(":memory:")

    def _start_over(self) -> None:
        """A file that is no index of ours, or no longer, makes room for a new one."""
        self.close()
        if self._path is not None and not self._read_only:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            with suppress(sqlite3.DatabaseError):
                self._opened = self._open()
        if self._opened is None:
            self._opened = _made(":memory:")

    # --- following the store ---

    def _follow(self) -> int:
        connection = self._connection()
        marks = (self._store.journal.mark(), self._store.read_journal.mark())
        known = dict(connection.execute("SELECT name, value FROM meta"))
        told = "\n".join(map(_told, marks))
        if known.get("marks") == told:
            return 0
        wanted, gone = self._differing(connection, known.get("marks"))
        if self._read_only and connection is self._opened and self._path is not None and not self._copied:
            self._leave_file()
            self._copied = True
            connection = self._connection()
        for start in range(0, len(wanted), _BATCH):
            self._take_in(connection, wanted[start : start + _BATCH])
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            _forget(connection, gone)
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('marks', ?)", (told,))
        return len(wanted) + len(gone)

    def _differing(self, connection: sqlite3.Connection, marks: str | None) -> tuple[list[str], list[str]]:
        """The ids to take in and to forget: those written since the marks, or else all, compared with the index."""
        touched = self._touched(marks)
        rows, read = self._store.journal.rows(ARTICLES), self._store.read_journal.rows(READINGS)
        if touched is None:
            kept = {
                id_: (hash_, stamp)
                for id_, hash_, stamp in connection.execute("SELECT id, hash, stamp FROM docs")
            }
            touched = {*rows.rows, *kept}
        else:
            asked = "SELECT hash, stamp FROM docs WHERE id = ?"
            kept = {id_: found for id_ in touched if (found := connection.execute(asked, (id_,)).fetchone())}
        wanted = [id_ for id_ in touched if id_ in rows.rows and kept.get(id_) != _state(id_, rows, read)]
        wanted.sort(key=rows.rows.__getitem__)
        return wanted, [id_ for id_ in kept if id_ not in rows.rows]

    def _touched(self, marks: str | None) -> set[str] | None:
        """The ids written since the marks; None when that cannot be told."""
        if marks is None:
            return None
        touched: set[str] = set()
        for journal, told in zip(
            (self._store.journal, self._store.read_journal), marks.split("\n"), strict=True
        ):
            since = journal.since(_mark(told))
            if since is None:
                return None
            touched |= _written_since(journal, since)
        return touched

    def _take_in(self, connection: sqlite3.Connection, ids: list[str]) -> None:
        rows, read = self._store.journal.rows(ARTICLES), self._store.read_journal.rows(READINGS)
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            _forget(connection, ids)
            for id_ in ids:
                article = self._store.get(id_)
                if article is None or id_ not in rows.rows:
                    continue
                reading = self._store.reading(id_)
                order = rows.codes("order")[rows.rows[id_]]
                place = _free(connection, seconds_of(order) * _SHARING)
                state = _state(id_, rows, read)
                connection.execute(
                    "INSERT INTO docs VALUES (?, ?, ?, ?, ?)",
                    (place, id_, *state, number_of(publication_day(article.published))),
                )
                connection.execute(
                    "INSERT INTO words (rowid, text, source, speaker, actor, about, place, facet) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (place, *_columns(article, reading)),
                )
                if reading:
                    found = {(actor.id, place) for actor in reading.actors}
                    connection.executemany("INSERT INTO actors VALUES (?, ?)", found)

    # --- asking ---

    def _matching(self, wanted: Condition) -> Iterator[str]:
        asked = "SELECT docs.id FROM docs"
        given: list[Any] = []
        conditions = []
        if wanted.match:
            asked = "SELECT docs.id FROM words CROSS JOIN docs ON docs.row = words.rowid"
            conditions.append("words MATCH ?")
            given.append(wanted.match)
        if wanted.sql:
            conditions.append(wanted.sql)
            given += wanted.given
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        order = "words.rowid" if wanted.match else "docs.row"
        cursor = self._connection().execute(f"{asked}{where} ORDER BY {order} DESC", given)
        return (id_ for (id_,) in cursor)

    def _tagged(self, tags: Iterable[str]) -> list[str]:
        """The ids of what carries one of these tags."""
        wanted = set(tags)
        return [
            id_
            for id_, record in self._store.kept("tags").items()
            if wanted & {fold(str(tag)) for tag in record.get("tags", ())}
        ]


_FIELDS = ("text", "source", "speaker", "actor", "about", "place", "facet")


def _made(path: str) -> sqlite3.Connection:
    return _prepared(sqlite3.connect(path, check_same_thread=False))


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Make the tables of a new index; another version's is dropped."""
    connection.isolation_level = None
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if str(version) != _VERSION:
        connection.execute("BEGIN IMMEDIATE")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if str(version) != _VERSION:
            for name in ("meta", "docs", "actors", "words"):
                connection.execute(f"DROP TABLE IF EXISTS {name}")
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={_VERSION}")
        connection.execute("COMMIT")
    return connection


def _told(mark: Mark) -> str:
    return f"{mark.generation} {mark.end} {mark.seal}"


def _mark(told: str) -> Mark:
    generation, _, rest = told.partition(" ")
    end, _, seal = rest.partition(" ")
    return Mark(generation, int(end), seal)


def _written_since(journal: Journal, since: int) -> set[str]:
    """All that may have changed. What was removed counts too, for that is written into a table of its own."""
    return {name for rows in journal.state().tables.values() for name in rows.after(since)}


def _refused(error: sqlite3.DatabaseError) -> bool:
    """Whether the system did not let us write or open, as against a file that is not what it should be."""
    return any(word in str(error) for word in ("readonly", "unable to open", "full", "locked", "disk I/O"))


def _state(id_: str, rows: Rows, read: Rows) -> tuple[int, int]:
    """What an index row is made from: the content of the article, and the reading, if one fits."""
    hash_ = rows.codes("hash")[rows.rows[id_]]
    row = read.rows.get(id_)
    fits = row is not None and read.codes("hash")[row] == hash_
    return hash_, read.codes("stamp")[row] if row is not None and fits else 0


def _forget(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Rows of a contentless index cannot be deleted; without their entry in ``docs`` they are no longer found."""
    for id_ in ids:
        connection.execute("DELETE FROM actors WHERE row = (SELECT row FROM docs WHERE id = ?)", (id_,))
        connection.execute("DELETE FROM docs WHERE id = ?", (id_,))


def _free(connection: sqlite3.Connection, first: int) -> int:
    """The first row of a second that was never used: the words of a forgotten row are still there."""
    asked = "SELECT max(id) FROM words_docsize WHERE id >= ? AND id < ?"
    last = connection.execute(asked, (first, first + _SHARING)).fetchone()[0]
    return first if last is None else last + 1


def _columns(article: Article, reading: Reading | None) -> tuple[str, ...]:
    """The folded words of an article, field by field."""
    source = (article.source.name, article.source.kind or "") if article.source else ()
    text = folded_words(f"{article.title or ''}\n{article.text}")
    lang = article.lang or (reading.lang if reading else None)
    facets = [f"lang_{fold(lang)}"] if lang else []
    if reading is None:
        return (text, _folded(source), "", "", "", "", " ".join(facets))
    names = {actor.id: (actor.id, actor.name, *actor.names.values()) for actor in reading.actors}
    places = {actor.id for actor in reading.actors if actor.kind in ("place", "state")}
    speakers = [quote.speaker for quote in reading.quotes if quote.speaker]
    spoken = [speaker.name for speaker in speakers]
    speaking = [id_ for speaker in speakers for id_ in (speaker.id, *speaker.members) if id_]
    facets += [f"type_{event.type}" for event in reading.events]
    facets += [f"status_{event.status}" for event in reading.events]
    return (
        text,
        _folded(source),
        _folded((*spoken, *_named(names, speaking))),
        _folded(_named(names, names)),
        _folded(_named(names, (id_ for quote in reading.quotes for id_ in quote.about))),
        _folded(_named(names, places)),
        " ".join(dict.fromkeys(facets)),
    )


def _named(names: dict[str, tuple[str, ...]], ids: Iterable[str]) -> Iterator[str]:
    for id_ in dict.fromkeys(ids):
        yield from names.get(id_, (id_,))


def _folded(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(map(folded_words, texts)))


def _hit(article: Article, query: Query) -> Hit:
    text, marks = snippet(article, query)
    ref = ArticleRef(
        id=article.id,
        title=article.title,
        url=article.url,
        source=article.source,
        published=article.published,
        lang=article.lang,
    )
    return Hit(ref, text, marks)
