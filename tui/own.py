"""What a person made of the timeline for himself: what was read, bookmarked, tagged. It hangs on sentences and articles, not on events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, TypeAlias

from timeline.model import Event
from tui.lookup import Flag, Flags

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.store import RecordKind
    from timeline.building.kinds import Kind

Records: TypeAlias = dict[str, dict[str, Any] | None]
"""Records of one kind to keep, by key; None forgets one."""
Kept: TypeAlias = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Own:
    """Plain data. A sentence is named together with what kind of event it proves, since it may prove several."""

    read: frozenset[str] = frozenset()
    """Sentences of events that were read; an event is read when one of its sentences is."""
    bookmarks: frozenset[str] = frozenset()
    """Sentences of events that are bookmarked."""
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Article id -> tags."""
    keeps_read: bool = False
    """Whether it is told apart what was read; without a store nothing is."""

    def flags(self, event: Event) -> Flags:
        """What the list shows of an event."""
        if not self.bookmarks and not self.keeps_read:
            return frozenset()
        names = evidence_of(event)
        found: set[Flag] = set()
        if _holds(self.bookmarks, names, event):
            found.add("bookmarked")
        if self.keeps_read and not _holds(self.read, names, event):
            found.add("unread")
        return frozenset(found)


NOTHING = Own()


def evidence_of(event: Event) -> frozenset[str]:
    """The names of the sentences that prove an event."""
    from timeline.building.kinds import kind_of

    return frozenset(_name(proof.article, proof.text, kind_of(event.type)) for proof in event.evidence)


@lru_cache(maxsize=4096)
def _name(article: str, sentence: str, kind: Kind) -> str:
    from timeline.building.evidence import anchor, sentence_id

    return anchor(sentence_id(article, sentence), kind)


def _holds(kept: frozenset[str], names: frozenset[str], event: Event) -> bool:
    """Whether marks hang on an event; when it was given another type, they may have been made before that."""
    if not kept.isdisjoint(names):
        return True
    sentences = {_sentence(name) for name in names} if "type" in event.corrected else frozenset()
    return bool(sentences) and not sentences.isdisjoint(map(_sentence, kept))


def _sentence(name: str) -> str:
    return name.partition(":")[0]


def own_of(read: Kept, bookmarks: Kept, tags: Kept) -> Own:
    """What the records of a store say; what makes no sense is passed over."""
    return Own(
        read=frozenset(key for key, record in read.items() if record.get("read") is True),
        bookmarks=frozenset(bookmarks),
        tags={key: tuple(map(str, record.get("tags") or ())) for key, record in tags.items()},
        keeps_read=True,
    )


def marked_read(own: Own, event: Event, *, read: bool) -> tuple[Own, Records]:
    """Mark an event as read or as unread; returns what to keep."""
    names = evidence_of(event)
    now = own.read | names if read else own.read - names
    changed = now ^ own.read
    return replace(own, read=now), {name: {"read": True} if read else None for name in sorted(changed)}


def toggled_bookmark(own: Own, event: Event) -> tuple[Own, Records]:
    """Bookmark an event, or take its bookmark away; returns what to keep."""
    names = evidence_of(event)
    gone = frozenset(name for name in own.bookmarks if _holds(frozenset((name,)), names, event))
    if gone:
        return replace(own, bookmarks=own.bookmarks - gone), dict.fromkeys(sorted(gone))
    records: Records = {name: {"title": event.title} for name in sorted(names)}
    return replace(own, bookmarks=own.bookmarks | names), records


def retagged(own: Own, article: str, tags: Iterable[str]) -> tuple[Own, Records]:
    """Give an article these tags and no others; returns what to keep."""
    told = tuple(dict.fromkeys(tag for each in tags if (tag := each.strip().lstrip("#"))))
    others = {key: value for key, value in own.tags.items() if key != article}
    now = {**others, article: told} if told else others
    return replace(own, tags=now), {article: {"tags": list(told)} if told else None}


def before(own: Own, kind: RecordKind, records: Records) -> Records:
    """The records that stand now under the keys of others: what takes a change back."""
    match kind:
        case "read":
            return {key: {"read": True} if key in own.read else None for key in records}
        case "bookmarks":
            return {key: {} if key in own.bookmarks else None for key in records}
        case "tags":
            return {key: {"tags": list(own.tags[key])} if key in own.tags else None for key in records}
    return dict.fromkeys(records)


def with_records(own: Own, kind: RecordKind, records: Records) -> Own:
    """With records of one kind put in the place of those that stand."""
    match kind:
        case "read":
            return replace(own, read=_put(own.read, records))
        case "bookmarks":
            return replace(own, bookmarks=_put(own.bookmarks, records))
        case "tags":
            gone = {key for key, record in records.items() if record is None}
            put = {key: tuple(record["tags"]) for key, record in records.items() if record is not None}
            return replace(
                own, tags={key: tags for key, tags in {**own.tags, **put}.items() if key not in gone}
            )
    return own


def _put(names: frozenset[str], records: Records) -> frozenset[str]:
    return (names | {key for key, record in records.items() if record is not None}) - {
        key for key, record in records.items() if record is None
    }
