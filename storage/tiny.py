"""The embedded store: TinyDB tables of articles on a journal, and beside it what is derived and may be deleted at any time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial, wraps
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import msgspec

from storage import snapshot
from storage.arrivals import Twins, plan
from storage.disk import Source as Bytes
from storage.disk import explained
from storage.errors import NotOurs, ReadOnly, StoreError
from storage.framing import HEADER_LENGTH, encode, prefix
from storage.identity import content, named_by_file
from storage.journal import Journal
from storage.legacy import read_whole_file
from storage.memory import MemoryJournal
from storage.readings import Readings, decoded
from storage.records import (
    ARTICLE_INDEXES,
    ARTICLES,
    BODIES,
    FORMER,
    READING_INDEXES,
    READINGS,
    REMOVED,
    converted,
    day_code,
    hash_code,
    short_hash,
    stored,
)
from storage.rows import UNKNOWN, text_code
from storage.state import Place
from storage.store import AddResult, Change, ChangeKind, Hit, Info, Record, RecordKind
from storage.table import JournalDB
from timeline.model import Article, ArticleRef, Reading, publication_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.search import Search
    from storage.syntax import Query

P = ParamSpec("P")
T = TypeVar("T")

_ARTICLE = msgspec.json.Decoder(Article)
_REF = msgspec.json.Decoder(ArticleRef)
_HEAD_SIZE = 1536
_TEXT = b',"text":'
_LAST = 10**15


def open_file(path: Path, *, read_only: bool = False) -> TinyStore:
    """Open the store in a file; see `storage.store.open_store`."""
    named = path.expanduser()
    with explained(named, "read", "it was left as it is"):
        if named.is_symlink() and not named.exists():
            raise NotOurs(
                f"{named} is a link to nowhere", "mend the link, or choose another path with --store"
            )
        real = named.resolve()
    beside = real.with_name(f"{real.name}.readings")
    articles = Journal(
        real, "articles", indexes=ARTICLE_INDEXES, bodies=BODIES, read_only=read_only, former=_earlier
    )
    lock = real.with_name(f"{real.name}.lock")
    readings = Journal(
        beside, "readings", indexes=READING_INDEXES, read_only=read_only, derived=True, lock=lock
    )
    articles.state()
    return TinyStore(articles, readings, url=str(named.absolute()), read_only=read_only)


def open_memory(*, read_only: bool = False) -> TinyStore:
    """A store that ends with the process."""
    articles = MemoryJournal(kind="articles", indexes=ARTICLE_INDEXES, bodies=BODIES, read_only=read_only)
    readings = MemoryJournal(kind="readings", indexes=READING_INDEXES, read_only=read_only)
    return TinyStore(articles, readings, url="memory:", read_only=read_only)


def _in_turn(method: Callable[P, T]) -> Callable[P, T]:
    """Keep other threads from changing what is known of the journals while a method looks through it."""

    @wraps(method)
    def waiting(*args: P.args, **kwargs: P.kwargs) -> T:
        store: TinyStore = args[0]  # type: ignore[assignment]  # a method's first argument
        with store.journal.turn, store.read_journal.turn:
            return method(*args, **kwargs)

    return waiting


class TinyStore:
    """`storage.store.Store` on TinyDB."""

    def __init__(self, articles: Journal, readings: Journal, *, url: str, read_only: bool) -> None:
        self._url = url
        self._read_only = read_only
        self.journal = articles
        self.read_journal = readings
        self._readings = Readings(readings, articles)
        self._search: Search | None = None
        self._snapshot: tuple[str, bytes] | None = None
        self.db = JournalDB(storage=lambda: articles)
        """The articles as a TinyDB database, for its own queries; the tables are those of `storage.records`."""

    @property
    def url(self) -> str:
        """The address that opens this store again."""
        return self._url

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self._read_only

    @property
    def last_change(self) -> int:
        """The number of the latest change."""
        tables = self.journal.state().tables
        return max((tables[name].peaks["seq"] for name in (ARTICLES, REMOVED) if name in tables), default=0)

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person ought to be told."""
        return self.journal.notices

    # --- articles ---

    def add(self, articles: Iterable[Article], *, update: bool = False) -> AddResult:
        """Store one batch: all of it, or nothing. See `storage.store.Store.add`."""
        batch = list(articles)
        if not batch:
            return AddResult()
        with self.journal.batch():
            made = plan(batch, self.get, self._twin, update=update)
            seq = self.last_change
            seq = self._stage(made.added, "added", seq)
            self._keep_former(made.former, seq)
            self._stage(made.updated, "updated", seq)
        return made.result

    def remove(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Forget articles with their former texts and readings."""
        wanted = list(dict.fromkeys(ids))
        present = self.journal.documents(ARTICLES)
        if not any(id_ in present for id_ in wanted):
            return ()
        with self.journal.batch():
            gone = tuple(id_ for id_ in wanted if id_ in present)
            for seq, id_ in enumerate(gone, self.last_change + 1):
                self.journal.stage(ARTICLES, id_, None)
                for key, _ in self._former_of(id_):
                    self.journal.stage(FORMER, key, None)
                self.journal.stage(REMOVED, id_, encode({"seq": seq}))
        self._readings.forget(gone)
        return gone

    def get(self, id: str) -> Article | None:  # noqa: A002
        """One article, or None."""
        found = self.journal.documents(ARTICLES).raw(id)
        return None if found is None else decoded(_ARTICLE, self._url, found)

    def find_url(self, url: str) -> Article | None:
        """The article of an address, or None."""
        code = text_code(url) or 0
        rows = self.journal.rows(ARTICLES).between("url", code, code)
        return next((found for found in self._decoded(rows) if found.url == url), None)

    def articles(
        self,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        lang: str | None = None,
        source: str | None = None,
        actor: str | None = None,
    ) -> Iterator[Article]:
        """Articles in order of publication. See `storage.store.Store.articles`."""
        fits = partial(_fits, since=since, until=until, lang=lang, source=source)
        return filter(fits, self._decoded(self._chosen(since, until, lang, source, actor)))

    def refs(
        self,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        lang: str | None = None,
        source: str | None = None,
        actor: str | None = None,
    ) -> Iterator[ArticleRef]:
        """Articles without their texts. See `storage.store.Store.refs`."""
        origin, places = self.journal.places(ARTICLES, self._chosen(since, until, lang, source, actor))
        found = (self._ref(place, origin) for place in places)
        return filter(partial(_fits, since=since, until=until, lang=lang, source=source), found)

    def former(self, id: str) -> list[Article]:  # noqa: A002
        """What the article was before each of its updates, oldest first."""
        return [decoded(_ARTICLE, self._url, encode(found["article"])) for _, found in self._former_of(id)]

    def count(self) -> int:
        """How many articles there are."""
        return len(self.journal.documents(ARTICLES))

    @_in_turn
    def changes(self, since: int = 0) -> Iterator[Change]:
        """Each article that changed after ``since``. See `storage.store.Store.changes`."""
        found = []
        for table in (ARTICLES, REMOVED):
            rows = self.journal.rows(table)
            if rows.rows and rows.peaks["seq"] > since:
                for row in rows.between("seq", since + 1, _LAST):
                    kind: ChangeKind = "removed"
                    if table == ARTICLES:
                        kind = "updated" if rows.codes("updated")[row] else "added"
                    found.append(Change(rows.codes("seq")[row], kind, rows.names[row] or ""))
        return iter(sorted(found, key=lambda change: change.seq))

    def search(self, query: Query, *, limit: int = 50) -> list[Hit]:
        """The newest articles that a query finds. See `storage.store.Store.search`."""
        return self._index().search(query, limit)

    # --- readings ---

    def put_readings(self, read: Iterable[tuple[Article, Reading]], version: str) -> None:
        """Keep readings of articles. See `storage.store.Store.put_readings`."""
        present = self.journal.documents(ARTICLES)
        self._readings.put((each for each in read if each[0].id in present), version)

    @_in_turn
    def readings(self, ids: Iterable[str] | None = None, *, version: str) -> Iterator[Reading]:
        """The readings that fit. See `storage.store.Store.readings`."""
        rows = self.journal.rows(ARTICLES)
        if ids is None:
            ids = [name for row in self._ordered(rows.rows.values()) if (name := rows.names[row]) is not None]
        return self._readings.of(ids, version)

    def reading(self, id: str) -> Reading | None:  # noqa: A002
        """The reading of an article by whatever version, if it fits the present text."""
        return next(self._readings.of([id], None), None)

    @_in_turn
    def unread(self, *, version: str) -> Iterator[Article]:
        """The articles without a reading of this version. See `storage.store.Store.unread`."""
        rows = self.journal.rows(ARTICLES)
        read = self._readings.read(rows.rows, version)
        return self._decoded([row for row in self._chosen() if rows.names[row] not in read])

    def drop_readings(self) -> None:
        """Forget all readings."""
        self._readings.drop()

    # --- what the user made, and what is kept for the next start ---

    def keep(self, kind: RecordKind, records: Mapping[str, Record | None]) -> None:
        """Keep what the user made. See `storage.store.Store.keep`."""
        with self.journal.batch():
            present = self.journal.documents(kind)
            for key, record in records.items():
                if record is not None or key in present:
                    self.journal.stage(kind, key, None if record is None else encode(dict(record)))

    def kept(self, kind: RecordKind) -> dict[str, dict[str, Any]]:
        """All records of a kind."""
        return dict(self.journal.documents(kind).items())

    def put_snapshot(self, key: str, content: bytes) -> None:
        """Keep something derived for the next start."""
        if self._read_only:
            raise ReadOnly(f"the store {self._url} was opened for reading only", "open it for writing")
        if isinstance(self.journal, MemoryJournal):
            self._snapshot = (key, content)
        else:
            snapshot.save(self.journal.path, key, content)

    def snapshot(self, key: str) -> memoryview | None:
        """What was kept under this very key, or None."""
        kept = self.last_snapshot()
        return kept[1] if kept and kept[0] == key else None

    def last_snapshot(self) -> tuple[str, memoryview] | None:
        """What was kept last, and under which key."""
        if isinstance(self.journal, MemoryJournal):
            return (self._snapshot[0], memoryview(self._snapshot[1])) if self._snapshot else None
        return snapshot.load(self.journal.path)

    # --- upkeep ---

    def info(self) -> Info:
        """How large the store is."""
        state = self.journal.state()
        live = sum(rows.live for rows in state.tables.values())
        return Info(
            url=self._url,
            articles=self.count(),
            last_change=self.last_change,
            size=state.end,
            waste=max(0, state.end - live - HEADER_LENGTH),
            readings=len(self.read_journal.documents(READINGS)),
            indexed=self._index(follow=False).count(),
        )

    def compact(self) -> tuple[int, int]:
        """Give back the room of what is no longer there."""
        if len(self.read_journal.documents(READINGS)):
            self.read_journal.compact()
        return self.journal.compact()

    def close(self) -> None:
        """Let go of the store."""
        if self._search is not None:
            self._search.close()
            self._search = None
        self.journal.close()
        self.read_journal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- how ---

    def _stage(self, articles: Mapping[str, Article], kind: ChangeKind, seq: int) -> int:
        """Write articles with the batch that is open; returns the number of the last change."""
        removed = self.journal.rows(REMOVED).rows
        for number, (id_, article) in enumerate(articles.items(), seq + 1):
            self.journal.stage(ARTICLES, id_, _speaking(stored, article, number, kind))
            if id_ in removed:
                self.journal.stage(REMOVED, id_, None)
        return seq + len(articles)

    def _keep_former(self, articles: Mapping[str, Article], seq: int) -> None:
        first = max(seq, self.journal.rows(FORMER).highest) + 1
        for number, (id_, article) in enumerate(articles.items(), first):
            former = encode({"of": id_, "article": msgspec.to_builtins(article)})
            self.journal.stage(FORMER, str(number), former)

    def _former_of(self, id_: str) -> list[tuple[str, dict[str, Any]]]:
        code = text_code(id_) or 0
        rows = self.journal.rows(FORMER)
        if not rows.rows:
            return []
        found = self.journal.documents(FORMER).at(rows.between("of", code, code))
        return sorted(
            ((key, each) for key, each in found if each["of"] == id_), key=lambda each: int(each[0])
        )

    @property
    def _twin(self) -> Twins:
        """Finds copies of stored files."""

        def twin(article: Article) -> str | None:
            code = hash_code(_speaking(short_hash, article)) or 0
            for other in self._decoded(self.journal.rows(ARTICLES).between("hash", code, code)):
                if named_by_file(other) and content(other) == content(article):
                    return other.id
            return None

        return twin

    @_in_turn
    def _chosen(
        self,
        since: dt.date | None = None,
        until: dt.date | None = None,
        lang: str | None = None,
        source: str | None = None,
        actor: str | None = None,
    ) -> list[int]:
        """The rows of the articles that may fit, in order of publication."""
        rows = self.journal.rows(ARTICLES)
        if not rows.rows:
            return []
        chosen: list[int] = list(rows.rows.values())
        if since is not None or until is not None:
            low = (day_code(since.isoformat()) or 0) if since else UNKNOWN + 1
            high = (day_code(until.isoformat()) or 0) if until else _LAST
            chosen = rows.between("day", low, high)
        for name, wanted in (("lang", lang), ("source", source)):
            if wanted is not None:
                codes, code = rows.codes(name), text_code(wanted)
                chosen = [row for row in chosen if codes[row] == code]
        if actor is not None:
            found = {rows.rows.get(id_) for id_ in self._index().of_actor(actor)}
            chosen = [row for row in chosen if row in found]
        return self._ordered(chosen)

    @_in_turn
    def _ordered(self, chosen: Iterable[int]) -> list[int]:
        """Rows in order of publication, and of id on the same instant."""
        rows = self.journal.rows(ARTICLES)
        if not rows.rows:
            return []
        codes, names = rows.codes("order"), rows.names
        return sorted(chosen, key=lambda row: (codes[row], names[row]))

    def _decoded(self, rows: Iterable[int]) -> Iterator[Article]:
        origin, places = self.journal.places(ARTICLES, rows)
        return (decoded(_ARTICLE, self._url, self.journal.fetch(ARTICLES, place, origin)) for place in places)

    def _ref(self, place: Place, origin: Bytes) -> ArticleRef:
        """The head of an article, without its text, once all of it was found sound."""
        self.journal.check(ARTICLES, place, origin)
        line = origin.read(min(_HEAD_SIZE, place.size), place.start)
        head, found, _ = line.partition(_TEXT)
        if not found:
            return decoded(_REF, self._url, self.journal.fetch(ARTICLES, place, origin))
        return decoded(_REF, self._url, head[len(prefix(ARTICLES, place.key)) :] + b"}")

    def _index(self, *, follow: bool = True) -> Search:
        if self._search is None:
            from storage.search import Search

            beside = None
            if not isinstance(self.journal, MemoryJournal):
                beside = self.journal.path.with_name(f"{self.journal.path.name}.search")
            self._search = Search(self, beside, read_only=self._read_only)
        if follow:
            self._search.follow()
        return self._search


def _speaking(
    encode_: Callable[Concatenate[Article, P], T], article: Article, *rest: P.args, **named: P.kwargs
) -> T:
    """Encode an article, or say why that cannot be."""
    try:
        return encode_(article, *rest, **named)
    except UnicodeEncodeError as error:
        raise StoreError(
            f"the article {article.id!r} holds half a character, which no file can", "clean its text"
        ) from error


def _earlier(path: Path, head: bytes) -> dict[str, dict[str, Any]] | None:
    tables = read_whole_file(path, head)
    return None if tables is None else converted(tables)


def _fits(
    article: Article | ArticleRef,
    *,
    since: dt.date | None,
    until: dt.date | None,
    lang: str | None,
    source: str | None,
) -> bool:
    """Whether an article that an index proposed is one that was meant."""
    if lang is not None and article.lang != lang:
        return False
    if source is not None and (article.source is None or article.source.name.casefold() != source.casefold()):
        return False
    if since is None and until is None:
        return True
    day = publication_day(article.published)
    return (since is None or day >= since) and (until is None or day <= until)
