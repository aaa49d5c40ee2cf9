"""Who is in an event, in which role and where, the ones that most articles name first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import filterfalse
from typing import NamedTuple

from timeline.building.actors import Known
from timeline.building.atoms import Atom
from timeline.building.geography import is_wide
from timeline.building.kinds import BILATERAL, VERBAL
from timeline.model import ActorKind

_OFTEN = 10
_RANK: dict[ActorKind, int] = {"person": 0, "organisation": 1, "place": 2, "state": 3}


class Cast(NamedTuple):
    """Actor ids of the timeline, the most important first."""

    actors: list[str]
    """Those who take part; of speech the speakers alone, not those spoken about."""
    roles: dict[str, str]
    places: list[str]
    speakers: list[str]
    """Empty unless the event is speech."""
    topic: list[str]
    """What the speech is about, places included."""
    unknown: str | None
    """The name, as an article gives it, of a speaker who is nobody known."""
    main: list[str]
    """Those who take part as at least half as many articles tell as tell of the one whom most tell of; of an encounter, two."""


def cast_of(atoms: Sequence[Atom], known: Known) -> Cast:
    """The cast of an event out of its atoms, which are in their order."""
    roles = _roles(atoms, known)
    places = _ranked(_more_than_once_in(_votes(atoms, _places, known), _OFTEN), known)
    if atoms[0].kind not in VERBAL:
        votes = _votes(atoms, _actors, known)
        votes = _more_than_once_in(votes, _OFTEN)
        actors = _without_doubles(_without_states_of(_ranked(votes, known), votes, known), known)
        roles = {who: role for who, role in roles.items() if who in actors}
        return Cast(actors, roles, places, [], [], None, _main(atoms, actors, votes))
    speakers = _without_doubles(_by_weight(atoms, lambda atom: atom.speakers, known), known)
    about = _by_weight(atoms, lambda atom: (*atom.mention.actors, *atom.about, *atom.mention.places), known)
    topic = [subject for subject in about if subject not in speakers]
    spoken = {who: role for who, role in roles.items() if who in speakers}
    return Cast(speakers, spoken, places, speakers, topic, None if speakers else _unknown(atoms), speakers)


def _unknown(atoms: Iterable[Atom]) -> str | None:
    said = {quote for atom in atoms for quote in atom.mention.quotes}
    speakers = (quote.speaker for atom in atoms for quote in atom.report.quotes if quote.id in said)
    return next((speaker.name for speaker in speakers if speaker), None)


def _more_than_once_in(votes: dict[str, int], often: int) -> dict[str, int]:
    """Those whom more than one article in so many names with the event: a slip of one among many is no fact."""
    most = max(votes.values(), default=0)
    return {who: told for who, told in votes.items() if told * often > most}


def _places(atom: Atom) -> Iterable[str]:
    return atom.mention.places if atom.kind in VERBAL else filterfalse(is_wide, atom.mention.places)


def _actors(atom: Atom) -> Iterable[str]:
    return atom.mention.actors


def _by_weight(atoms: Sequence[Atom], ids: Callable[[Atom], Iterable[str]], known: Known) -> list[str]:
    """Ids told by most articles first; people before organisations before places before states."""
    return _ranked(_votes(atoms, ids, known), known)


def _ranked(votes: dict[str, int], known: Known) -> list[str]:
    if len(votes) < 2:
        return list(votes)
    return sorted(votes, key=lambda who: (_RANK[known.actors[who].kind], -votes[who]))


def _votes(atoms: Sequence[Atom], ids: Callable[[Atom], Iterable[str]], known: Known) -> dict[str, int]:
    """How many articles tell each id, in the order in which they are first told. The atoms of one article stand together."""
    votes: dict[str, int] = {}
    last: dict[str, str] = {}
    one_id = known.ids.get
    for atom in atoms:
        article = atom.report.ref.id
        for told in ids(atom):
            who = one_id(told, told)
            if last.get(who) != article:
                last[who] = article
                votes[who] = votes.get(who, 0) + 1
    return {who: articles for who, articles in votes.items() if who in known.actors}


def _without_doubles(actors: Sequence[str], known: Known) -> list[str]:
    """Of two who may be one, and are told of in the same event, the one whom more articles name."""
    kept: list[str] = []
    for who in actors:
        if known.actors[who].kind != "person" or _is_nobody_of(who, kept, known):
            kept.append(who)
    return kept


def _is_nobody_of(who: str, kept: Sequence[str], known: Known) -> bool:
    """Whether nobody kept may be the same person."""
    actor = known.actors[who]
    return not any(other in actor.possibly_same or who in known.actors[other].possibly_same for other in kept)


def _without_states_of(actors: list[str], votes: dict[str, int], known: Known) -> list[str]:
    """Where people met, a state that few name is one of them told by office: "the president of the United States"."""
    if sum(known.actors[who].kind == "person" for who in actors) < 2:
        return actors
    most = max(votes.values())
    return [who for who in actors if known.actors[who].kind != "state" or 2 * votes[who] >= most]


def _main(atoms: Sequence[Atom], actors: Sequence[str], votes: dict[str, int]) -> list[str]:
    most = max(votes.values(), default=0)
    main = [actor for actor in actors if 2 * votes[actor] >= most]
    return main if len(main) > 1 or atoms[0].kind not in BILATERAL else list(actors[:2])


def _roles(atoms: Iterable[Atom], known: Known) -> dict[str, str]:
    """The role that each actor has most often, the first one when equal."""
    told: dict[str, dict[str, int]] = {}
    one_id = known.ids.get
    for atom in atoms:
        for who, role in atom.mention.roles.items():
            roles = told.setdefault(one_id(who, who), {})
            roles[role] = roles.get(role, 0) + 1
    return {
        who: max(roles, key=roles.__getitem__) for who, roles in sorted(told.items()) if who in known.actors
    }
