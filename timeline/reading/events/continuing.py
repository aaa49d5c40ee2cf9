"""What sentences of one article tell of the same event: its day, its type, whether it came about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from timeline.languages.schema import Events
from timeline.model import EventType
from timeline.reading.events.certainty import status_of
from timeline.reading.events.days import tense
from timeline.reading.events.happenings import UNTRIGGERED, Happening, Told
from timeline.reading.events.scenes import Scene

_TALKS: frozenset[EventType] = frozenset({"summit", "meeting", "negotiation"})
_ACTS: frozenset[EventType] = frozenset({"rejection", "demand", "criticism", "threat"})
"""What somebody does by speaking; like a statement it is told without a day too."""
_ANOTHER = 2.5
"""Words between a happening and what says that it is another one."""
_AT_THE_START = 2.0
"""Words before a pronoun, or a verb without a subject, that opens a sentence."""
_GOES_ON = 2
"""So many sentences on, what is told without a day still goes on with what was told last."""


def join(told: Sequence[Told], events: Events, created: dt.date | None) -> list[Happening]:
    """The happenings of an article, in order; those without a day of their own take that of the event they go on with."""
    joined: list[Happening] = []
    former: Told | None = None
    for sentence in told:
        dated = [_named_before(one, former) for one in sentence.happenings]
        joined += dated or _without_day(sentence, joined, events, created)
        former = sentence
    _agree(joined, created)
    return joined


def _named_before(happening: Happening, former: Told | None) -> Happening:
    """ "It will take place on 18 August" tells the day of what the sentence before told without one."""
    if happening.trigger.kind != UNTRIGGERED or former is None or not former.loose:
        return happening
    if not _begins_with_it(happening.scene):
        return happening
    named = former.loose[0]
    company = msgspec.structs.replace(named.company, places=happening.company.places or named.company.places)
    return msgspec.structs.replace(happening, type=named.type, company=company)


def _begins_with_it(scene: Scene) -> bool:
    """Whether a sentence has a verb of holding, and for its subject a pronoun or nothing."""
    held = [hit for hit in scene.triggers if hit.kind == "holding"]
    subjects = [marker for marker in scene.markers if marker.kind in ("pronoun", "plural pronoun")]
    return bool(held) and any(
        hit.start - scene.start <= _AT_THE_START * scene.step for hit in (*held, *subjects)
    )


def _without_day(
    sentence: Told, joined: Sequence[Happening], events: Events, created: dt.date | None
) -> list[Happening]:
    for loose in sentence.loose:
        former = _former(loose, joined)
        if former:
            return [_continued(loose, former, events, created)]
    for loose in sentence.loose[:1]:
        if (
            loose.type in _ACTS
            and loose.company.actors
            and not sentence.scene.quotes
            and loose.trigger.kind == "verb"
        ):
            return [loose]
    return []


def _former(loose: Happening, joined: Sequence[Happening]) -> Happening | None:
    """The dated event told before that a sentence without a day goes on with."""
    same = [one for one in joined if one.day and _same_family(one, loose) and _may_be_same(one, loose)]
    if not same:
        return None
    last = same[-1]
    if loose.scene.number - last.scene.number <= _GOES_ON and last is _last_dated(joined):
        return last
    return next((one for one in reversed(same) if _is_same(one, loose)), None)


def _last_dated(joined: Sequence[Happening]) -> Happening | None:
    return next((one for one in reversed(joined) if one.day), None)


def _same_family(one: Happening, other: Happening) -> bool:
    return one.type == other.type or (one.type in _TALKS and other.type in _TALKS)


def _may_be_same(former: Happening, loose: Happening) -> bool:
    """Whether nothing that is told of them speaks against it; a verb with people of its own tells of another meeting."""
    one, other = set(former.company.actors), set(loose.company.actors)
    if former.status != loose.status and "planned" in (former.status, loose.status):
        return False
    if former.status == "happened" and loose.status == "unconfirmed":
        return False
    if loose.scene.near("another", loose.trigger, _ANOTHER, _ANOTHER):
        return False
    if former.type not in _TALKS and loose.trigger.kind != "noun":
        return bool(one & other)
    if not one:
        return not other or loose.trigger.kind == "noun"
    return not other or len(one & other) > 1 or one <= other or other <= one


def _is_same(former: Happening, loose: Happening) -> bool:
    """Whether they have a place or two actors in common, and no two different places."""
    places, other_places = set(former.company.places), set(loose.company.places)
    if places & other_places:
        return True
    shared = set(former.company.actors) & set(loose.company.actors)
    return len(shared) > 1 and not (places and other_places)


def _continued(loose: Happening, former: Happening, events: Events, created: dt.date | None) -> Happening:
    kind = former.type if former.type in _TALKS else loose.type
    status = status_of(loose.scene, loose.trigger, kind, former.day, events, created)
    actors = loose.company.actors or former.company.actors
    roles = {
        actor: role
        for actor, role in {**former.company.roles, **loose.company.roles}.items()
        if actor in actors
    }
    company = msgspec.structs.replace(
        loose.company, actors=actors, roles=roles, places=loose.company.places or former.company.places
    )
    return msgspec.structs.replace(loose, type=kind, day=former.day, status=status, company=company)


def _agree(joined: Iterable[Happening], created: dt.date | None) -> None:
    """One event of one day is a summit, and has happened, wherever in the article that is told of it."""
    by_day: dict[str, list[Happening]] = {}
    for one in joined:
        if one.day and one.type in _TALKS:
            by_day.setdefault(one.day.date, []).append(one)
    for talks in by_day.values():
        summits = [one for one in talks if one.type == "summit"]
        for one in talks:
            if any(_may_be_same(summit, one) or summit.day == one.day for summit in summits):
                one.type = "summit"
            if (
                one.status == "planned"
                and one.day
                and tense(one.day, created) != "future"
                and _held(one, talks)
            ):
                one.status = "happened"


def _held(planned: Happening, talks: Iterable[Happening]) -> bool:
    actors = set(planned.company.actors)
    return any(
        one.status == "happened"
        and (not actors or not one.company.actors or actors.intersection(one.company.actors))
        for one in talks
    )
