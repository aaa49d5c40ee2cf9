"""A timeline laid out so that opening it reads a head and some columns of numbers, and each noun only when it is asked for.

A start then costs the same for ten thousand events as for a hundred, and what nobody looks at takes no memory. The head and the columns are
checked when it is opened, each noun when it is read.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar, overload
from zlib import crc32

import msgspec

from timeline.building.calendar import days_of
from timeline.model import Actor, ArticleRef, Event, Quote, Timeline

UNDATED = 2**31 - 1
"""The day of an event without one, behind all others."""
_MAGIC = b"elshi.packed/1\n"
_PREFIX = struct.Struct("<III")
"""Length of the head, its checksum, and that of the columns."""
Code: TypeAlias = Literal["i", "I", "Q"]
_CODES: Mapping[str, Code] = {"i": "i", "I": "I", "Q": "Q"}
_MOST_KEPT = 512
"""Nouns that stay decoded."""


class Named(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> str:
        """The id."""


Noun = TypeVar("Noun", bound=Named)
T = TypeVar("T")


class SpoiltError(ValueError):
    """What was packed is not as it was written."""


class _Head(msgspec.Struct, array_like=True):
    """Where everything stands."""

    as_of: str | None
    query: str | None
    columns: dict[str, tuple[Code, int, int]]
    """Name -> type code of `array`, offset and bytes, from the end of the head."""
    nouns: dict[str, tuple[int, int]]
    """Name -> offset and bytes, from the end of the head."""
    columns_size: int


class Nouns(Sequence[Noun], Generic[Noun]):
    """The nouns of one kind, decoded when asked for."""

    def __init__(
        self,
        records: memoryview,
        columns: Mapping[str, memoryview[int]],
        type_: type[Noun],
        mended: Callable[[], Sequence[Noun]],
    ) -> None:
        """Point to the nouns.

        Args:
            records: one MessagePack document after the other.
            columns: ``ends`` and ``sums`` (checksums) of the records; ``hashes`` of ids, ascending, and their ``places``.
            type_: what they are.
            mended: gives all of them when one is not as it was written.
        """
        self._records = records
        self._ends, self._sums = columns["ends"], columns["sums"]
        self._hashes, self._places = columns["hashes"], columns["places"]
        self._decoder = msgspec.msgpack.Decoder(type_)
        self._mended = mended
        self._kept: dict[int, Noun] = {}

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> Noun: ...
    @overload
    def __getitem__(self, place: slice) -> list[Noun]: ...
    def __getitem__(self, place: int | slice) -> Noun | list[Noun]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        found = self._kept.get(place)
        if found is None:
            found = self._read(place)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[place] = found
        return found

    def __iter__(self) -> Iterator[Noun]:
        return map(self._read, range(len(self)))

    def place_of(self, id_: str) -> int | None:
        """Where the noun with an id stands; None when there is none."""
        wanted = _hash(id_)
        at = bisect_left(self._hashes, wanted)
        while at < len(self._hashes) and self._hashes[at] == wanted:
            place: int = self._places[at]
            if self[place].id == id_:
                return place
            at += 1
        return None

    def _read(self, place: int) -> Noun:
        if not 0 <= place < len(self):
            raise IndexError(place)
        start = self._ends[place - 1] if place else 0
        record = self._records[start : self._ends[place]]
        if crc32(record) != self._sums[place]:
            return self._mended()[place]
        return self._decoder.decode(record)


class ById(Mapping[str, T], Generic[T]):
    """Something looked up by the ids of nouns."""

    def __init__(self, nouns: Nouns[Any], give: Callable[[int], T]) -> None:
        """Look up by the ids of some nouns; ``give`` tells what belongs to the one at a place."""
        self._nouns, self._give = nouns, give

    def __getitem__(self, id_: str) -> T:
        place = self._nouns.place_of(id_)
        if place is None:
            raise KeyError(id_)
        return self._give(place)

    def __contains__(self, id_: object) -> bool:
        return isinstance(id_, str) and self._nouns.place_of(id_) is not None

    def __iter__(self) -> Iterator[str]:
        return (noun.id for noun in self._nouns)

    def __len__(self) -> int:
        return len(self._nouns)


class PackedTimeline:
    """A timeline in the layout of `pack`.

    Args:
        content: what `pack` gave.
        mend: makes the timeline anew, should a noun turn out not to be as it was written.

    Raises:
        SpoiltError: the content is something else, or not as it was written.
    """

    def __init__(self, content: memoryview, mend: Callable[[], Timeline]) -> None:
        head, body = _opened(content)
        self.as_of, self.query = head.as_of, head.query
        self._columns: dict[str, memoryview[int]] = {
            name: body[start : start + size].cast(code) for name, (code, start, size) in head.columns.items()
        }
        self._mend = mend
        self._whole: Timeline | None = None
        records = {name: body[start : start + size] for name, (start, size) in head.nouns.items()}

        def nouns(name: str, type_: type[Noun], mended: Callable[[], Sequence[Noun]]) -> Nouns[Noun]:
            columns = {part: self._columns[f"{name} {part}"] for part in ("ends", "sums", "hashes", "places")}
            return Nouns(records[name], columns, type_, mended)

        self.events = nouns("events", Event, lambda: self.mended().events)
        self.quotes = nouns("quotes", Quote, lambda: self.mended().quotes)
        self.articles = nouns("articles", ArticleRef, lambda: self.mended().articles)
        self.actors = nouns("actors", Actor, lambda: self.mended().actors)

    @property
    def days(self) -> Sequence[int]:
        """The first day of each event as a number (see `datetime.date.toordinal`), ascending; `UNDATED` for those without one."""
        return self._columns["days"]

    def quotes_of(self, article: str) -> list[Quote]:
        """The quotes of an article."""
        return [self.quotes[place] for place in self._related("quotes of", article)]

    def events_of(self, article: str) -> list[int]:
        """Places of the events that an article proves, or that one of its quotes belongs to, ascending."""
        return self._related("events of", article)

    def mended(self) -> Timeline:
        """The timeline made anew, once."""
        if self._whole is None:
            self._whole = self._mend()
        return self._whole

    def timeline(self) -> Timeline:
        """All of it, decoded."""
        return Timeline(
            as_of=self.as_of,
            query=self.query,
            events=list(self.events),
            actors=list(self.actors),
            quotes=list(self.quotes),
            articles=list(self.articles),
        )

    def _related(self, what: str, article: str) -> list[int]:
        place = self.articles.place_of(article)
        if place is None:
            return []
        ends, places = self._columns[f"{what} ends"], self._columns[f"{what} places"]
        return places[ends[place - 1] if place else 0 : ends[place]].tolist()


def pack(timeline: Timeline) -> bytes:
    """Lay a timeline out for `PackedTimeline`."""
    columns: dict[str, array[int]] = {}
    nouns: dict[str, bytes] = {}
    for name, told in (
        ("events", timeline.events),
        ("quotes", timeline.quotes),
        ("articles", timeline.articles),
        ("actors", timeline.actors),
    ):
        nouns[name] = _pack_nouns(name, told, columns)
    columns["days"] = array("i", map(first_day, timeline.events))
    place = {article.id: number for number, article in enumerate(timeline.articles)}
    article_of = {quote.id: quote.article for quote in timeline.quotes}
    _relate("quotes of", place, ([quote.article] for quote in timeline.quotes), columns)
    _relate("events of", place, (_told_in(event, article_of) for event in timeline.events), columns)
    return b"".join(_laid_out(timeline, columns, nouns))


def _pack_nouns(name: str, told: Iterable[Named], columns: dict[str, array[int]]) -> bytes:
    encoder = msgspec.msgpack.Encoder()
    ends, sums, hashes = array("Q"), array("I"), []
    records = bytearray()
    for place, noun in enumerate(told):
        record = encoder.encode(noun)
        records += record
        ends.append(len(records))
        sums.append(crc32(record))
        hashes.append((_hash(noun.id), place))
    hashes.sort()
    columns[f"{name} ends"], columns[f"{name} sums"] = ends, sums
    columns[f"{name} hashes"] = array("I", (hash_ for hash_, _ in hashes))
    columns[f"{name} places"] = array("I", (place for _, place in hashes))
    return bytes(records)


def _relate(
    what: str, place: Mapping[str, int], articles_of: Iterable[Iterable[str]], columns: dict[str, array[int]]
) -> None:
    """For each article, the places of what it belongs to."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, articles in enumerate(articles_of):
        for article in articles:
            if article in place:
                found[place[article]].append(number)
    ends, places = array("I"), array("I")
    for number in range(len(place)):
        places.extend(found.get(number, ()))
        ends.append(len(places))
    columns[f"{what} ends"], columns[f"{what} places"] = ends, places


def _told_in(event: Event, article_of: Mapping[str, str]) -> dict[str, None]:
    proving = [evidence.article for evidence in event.evidence]
    return dict.fromkeys([*proving, *(article_of[quote] for quote in event.quotes if quote in article_of)])


def first_day(event: Event) -> int:
    """The first day of an event as a number; `UNDATED` when it has no date."""
    days = days_of(event.date) if event.date else None
    return days.first.toordinal() if days else UNDATED


def _laid_out(
    timeline: Timeline, columns: Mapping[str, array[int]], nouns: Mapping[str, bytes]
) -> Iterator[bytes]:
    at = 0
    head = _Head(timeline.as_of, timeline.query, {}, {}, 0)
    for name, column in columns.items():
        size = len(column) * column.itemsize
        head.columns[name] = (_CODES[column.typecode], at, size)
        at += size
    head.columns_size = at
    for name, records in nouns.items():
        head.nouns[name] = (at, len(records))
        at += len(records)
    encoded = msgspec.msgpack.encode(head)
    bodies = b"".join(column.tobytes() for column in columns.values())
    yield _MAGIC
    yield _PREFIX.pack(len(encoded), crc32(encoded), crc32(bodies))
    yield encoded
    yield bodies
    yield from nouns.values()


def _opened(content: memoryview) -> tuple[_Head, memoryview]:
    """The head, checked together with the columns, and what follows it."""
    start = len(_MAGIC) + _PREFIX.size
    if content[: len(_MAGIC)] != _MAGIC or len(content) < start:
        raise SpoiltError("no packed timeline")
    length, head_sum, columns_sum = _PREFIX.unpack(content[len(_MAGIC) : start])
    encoded, body = content[start : start + length], content[start + length :]
    if crc32(encoded) != head_sum:
        raise SpoiltError("the head is not as it was written")
    head = msgspec.msgpack.decode(encoded, type=_Head)
    if crc32(body[: head.columns_size]) != columns_sum:
        raise SpoiltError("the columns are not as they were written")
    if len(body) != sum(size for _, size in head.nouns.values()) + head.columns_size:
        raise SpoiltError("it is not as long as it was")
    return head, body


def _hash(id_: str) -> int:
    return crc32(id_.encode("utf-8", "surrogatepass"))
