"""Who said a quote, where people set it right: done again to every reading before it is built from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from timeline.model import Actor, Correction, EventMention, Quote, Reading, Speaker


def respoken(reading: Reading, corrections: Sequence[Correction], actors: Mapping[str, Actor]) -> Reading:
    """A reading with the speakers that people gave to its quotes; the statements made of them are then theirs.

    Args:
        reading: of one article.
        corrections: of any kind, in any order; those of ``speaker`` name quotes by their ids.
        actors: whom a correction may name, by id.
    """
    wanted = sorted((each for each in corrections if each.kind == "speaker"), key=_made)
    said = {name: each.value for each in wanted for name in each.evidence}
    if said.keys().isdisjoint(quote.id for quote in reading.quotes):
        return reading
    spoken = {quote.id: quote for quote in reading.quotes}
    instead = {name: actors.get(who or "") for name, who in said.items() if name in spoken}
    quotes = [
        _said_by(quote, instead[quote.id], reading.lang) if quote.id in instead else quote
        for quote in reading.quotes
    ]
    events = [_restated(mention, spoken, instead) for mention in reading.events]
    known = {actor.id for actor in reading.actors}
    new = {actor.id: actor for actor in instead.values() if actor and actor.id not in known}
    return replace(reading, quotes=quotes, events=events, actors=[*reading.actors, *new.values()])


def _made(correction: Correction) -> tuple[str, list[str]]:
    return correction.made, correction.evidence


def _said_by(quote: Quote, actor: Actor | None, lang: str | None) -> Quote:
    who = Speaker(id=actor.id, name=actor.names.get(lang or "", actor.name)) if actor else None
    return replace(quote, speaker=who)


def _restated(
    mention: EventMention, spoken: Mapping[str, Quote], instead: Mapping[str, Actor | None]
) -> EventMention:
    """A statement with its speaker in the place of the former one."""
    for name in mention.quotes:
        former = spoken[name].speaker if name in spoken else None
        before = former.id if former else None
        if name not in instead or mention.type != "statement":
            continue
        actor = instead[name]
        new = {actor.id: "speaker"} if actor else {}
        others = [who for who in mention.actors if who != before and who not in new]
        roles = {who: role for who, role in mention.roles.items() if who != before}
        mention = replace(mention, actors=[*new, *others], roles={**roles, **new})
    return mention
