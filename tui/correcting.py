"""What people set right, as records of the store: made from events, named by the sentences that prove them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from storage.errors import ElshiError
from tui.lookup import title_of

if TYPE_CHECKING:
    from timeline.model import Actor, CorrectionKind, Event, Quote, Timeline
    from tui.lookup import Desk


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
    from timeline.building import anchors

    told = (name for event in events for name in (choose(event) if choose else anchors(timeline, event)))
    return _kept(kind, told, value, "; ".join(map(title_of, events)))


def speaker(quote: Quote, name: str, timeline: Timeline) -> Kept:
    """Who said a quote.

    Args:
        quote: what was said.
        name: of an actor of the timeline, in any language; empty or "none" for nobody.
        timeline: knows the actors.

    Raises:
        ElshiError: no actor, or more than one, has this name.
    """
    who = None if name.strip() in ("", "none") else _actor(name.strip(), timeline)
    about = f"{who.name if who else 'nobody known'}: {' '.join(quote.text.split())}"
    return _kept("speaker", [quote.id], who.id if who else None, about)


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


def naming(kind: CorrectionKind, told: Sequence[str], desk: Desk) -> Kept:
    """What a person says about who is who.

    Args:
        kind: ``same`` or ``apart``.
        told: ids of actors, or names that only one actor bears; for ``apart`` one is enough, and means all that were taken for it.
        desk: where they are named.

    Raises:
        ElshiError: somebody is not found, or there are too few.
    """
    actors = {actor.id: actor for actor in desk.timeline.actors}
    meant = [name if name in actors else _meant(name, desk) for name in told]
    if kind == "apart" and len(meant) == 1:
        meant = _spellings(meant[0], desk)
        if len(meant) < 2:
            raise ElshiError(f"{told[0]!r} stands for one id alone", "there is nothing to take apart")
    about = " / ".join(actors[who].name if who in actors else who for who in meant)
    return _kept(kind, meant, None, about)


def _meant(name: str, desk: Desk) -> str:
    """The id that a name means: that of a reading as it is, else of the one actor who bears the name."""
    told = {actor.id for reading in desk.readings.values() for actor in reading.actors}
    return name if name in told else _actor(name, desk.timeline).id


def _spellings(actor_id: str, desk: Desk) -> list[str]:
    """The ids that readings give to whom the timeline has under one."""
    actor = next((actor for actor in desk.timeline.actors if actor.id == actor_id), None)
    names = set(actor.names.values()) if actor else set()
    told = {
        own.id
        for reading in desk.readings.values()
        for own in reading.actors
        if actor and own.kind == actor.kind and names & set(own.names.values())
    }
    return sorted(told, key=lambda own: (own != actor_id, own))


def told_by(articles: Sequence[str]) -> Callable[[Event], list[str]]:
    """For ``choose``: the sentences of some articles alone."""
    from timeline.building import evidence_id

    return lambda event: [evidence_id(proof) for proof in event.evidence if proof.article in articles]


def _kept(kind: CorrectionKind, evidence: Iterable[str], value: str | None, about: str) -> Kept:
    import msgspec

    from timeline.building import CorrectionError, check
    from timeline.model import Correction

    made = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    found = Correction(kind=kind, evidence=list(dict.fromkeys(evidence)), value=value, made=made)
    try:
        check(found)
    except CorrectionError as error:
        raise ElshiError(str(error), "'elshi show ID' tells what proves the event") from None
    key = hashlib.sha256(msgspec.json.encode(found)).hexdigest()[:8]
    return Kept(key, {**msgspec.to_builtins(found), "about": about}, about)
