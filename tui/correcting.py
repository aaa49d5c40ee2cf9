"""What people set right, as records of the store: made from events, named by the sentences that prove them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from storage.errors import ElshiError

if TYPE_CHECKING:
    from timeline.model import CorrectionKind, Event, Timeline


class Kept(NamedTuple):
    """A correction as it is kept."""

    key: str
    record: dict[str, Any]
    about: str
    """The titles of the events that it is about."""


def correction(
    kind: CorrectionKind,
    events: Sequence[Event],
    timeline: Timeline,
    value: str | None = None,
    *,
    choose: Callable[[Event], list[str]] | None = None,
) -> Kept:
    """One correction of some events.

    Args:
        kind: what is set right.
        events: of ``timeline``; a merge makes one of them.
        timeline: tells which sentences prove these events alone.
        value: the type, the date or the note.
        choose: the sentences of an event that are meant; all that hold it when None.

    Raises:
        ElshiError: no event could take it.
    """
    import msgspec

    from timeline.building import CorrectionError, anchors, check
    from timeline.model import Correction

    told = (name for event in events for name in (choose(event) if choose else anchors(timeline, event)))
    made = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    found = Correction(kind=kind, evidence=list(dict.fromkeys(told)), value=value, made=made)
    try:
        check(found)
    except CorrectionError as error:
        raise ElshiError(str(error), "'elshi show ID' tells what proves the event") from None
    about = "; ".join(event.title for event in events)
    key = hashlib.sha256(msgspec.json.encode(found)).hexdigest()[:8]
    return Kept(key, {**msgspec.to_builtins(found), "about": about}, about)


def told_by(articles: Sequence[str]) -> Callable[[Event], list[str]]:
    """For ``choose``: the sentences of some articles alone."""
    from timeline.building import evidence_id

    return lambda event: [evidence_id(proof) for proof in event.evidence if proof.article in articles]
