"""What people set right, as records of the store: made from events, named by the sentences that prove them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from storage.errors import ElshiError

if TYPE_CHECKING:
    from timeline.model import Actor, CorrectionKind, Event, Quote, Timeline


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


def speaker(quote: Quote, name: str, timeline: Timeline) -> Kept:
    """Who said a quote.

    Args:
        quote: what was said.
        name: of an actor of the timeline, in any language; empty or "none" for nobody.
        timeline: knows the actors.

    Raises:
        ElshiError: no actor, or more than one, has this name.
    """
    import msgspec

    from timeline.model import Correction

    who = None if name.strip() in ("", "none") else _actor(name.strip(), timeline)
    made = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    found = Correction(kind="speaker", evidence=[quote.id], value=who.id if who else None, made=made)
    about = f"{who.name if who else 'nobody known'}: {' '.join(quote.text.split())}"
    key = hashlib.sha256(msgspec.json.encode(found)).hexdigest()[:8]
    return Kept(key, {**msgspec.to_builtins(found), "about": about}, about)


def _actor(name: str, timeline: Timeline) -> Actor:
    """The actor that a name means: the whole name, else a part of it that only one has.

    Raises:
        ElshiError: there is none, or more than one.
    """
    wanted = name.casefold()
    names = {
        actor.id: [each.casefold() for each in (actor.name, *actor.names.values())]
        for actor in timeline.actors
    }
    found = [actor for actor in timeline.actors if wanted == actor.id.casefold() or wanted in names[actor.id]]
    found = found or [actor for actor in timeline.actors if any(wanted in each for each in names[actor.id])]
    if not found:
        raise ElshiError(
            f"nobody in the timeline is called {name!r}", "write the name as some article has it"
        )
    if len(found) > 1:
        raise ElshiError(
            f"{name!r} may be {', '.join(actor.name for actor in found[:4])}", "write more of the name"
        )
    return found[0]


def told_by(articles: Sequence[str]) -> Callable[[Event], list[str]]:
    """For ``choose``: the sentences of some articles alone."""
    from timeline.building import evidence_id

    return lambda event: [evidence_id(proof) for proof in event.evidence if proof.article in articles]
