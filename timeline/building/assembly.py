"""A cluster of atoms -> the event that the reader sees, with all its evidence."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from timeline.building.atoms import Atom, Report
from timeline.building.conflicts import conflicts_of
from timeline.building.grouping import Groups
from timeline.building.kinds import type_of
from timeline.building.status import claims_of, history_of, judge
from timeline.building.titles import titles_of
from timeline.building.when import standing, when
from timeline.model import PLOVER, Actor, Event, Evidence, Quantity, Status

_KIND_ORDER = {"person": 0, "organisation": 1, "state": 2, "place": 3}
_COPIED = 40
"""Characters of a sentence that nobody writes twice by chance."""
_T = TypeVar("_T")


class Setting(NamedTuple):
    """What the whole timeline is judged and titled by."""

    as_of: dt.date
    title_lang: str
    actors: Mapping[str, Actor]


def event_of(atoms: Sequence[Atom], setting: Setting) -> Event:
    """Put an event together out of atoms in their order. Its id is that of the first; `number` makes ids unique."""
    dated = when(atoms)
    claims = claims_of(standing(atoms), dated.days)
    status = judge(claims, dated.days, setting.as_of)
    event_type = type_of(
        {(atom.report.ref.id, atom.mention.type): atom.mention.type for atom in atoms}.values()
    )
    actors = _by_weight(atoms, lambda atom: atom.mention.actors, setting.actors)
    places = _by_weight(atoms, lambda atom: atom.mention.places, setting.actors)
    titles = titles_of(event_type, actors, places, _agents(atoms), setting.actors)
    summary = _summary(atoms, status, setting.title_lang)
    articles = list(dict.fromkeys(atom.report.ref.id for atom in atoms))
    told_by = independent(atoms)
    return Event(
        id=atoms[0].id,
        date=dated.date,
        end=dated.end,
        grain=dated.grain,
        type=event_type,
        plover=PLOVER[event_type],
        status=status,
        history=history_of(claims),
        title=titles.get(setting.title_lang) or next(iter(titles.values())),
        titles=titles,
        summary=summary,
        sentences=[summary],
        actors=actors,
        roles=_roles(atoms),
        places=places,
        quantities=_quantities(atoms),
        articles=articles,
        sources=told_by.sources,
        languages=sorted({atom.report.ref.lang for atom in atoms if atom.report.ref.lang}),
        evidence=_evidence(atoms),
        quotes=list(dict.fromkeys(quote for atom in atoms for quote in atom.mention.quotes)),
        conflicts=conflicts_of(atoms, dated),
        score=_score(atoms, told_by.articles),
    )


class Independent(NamedTuple):
    """How many tell of an event without copying one another."""

    articles: int
    sources: int


def independent(atoms: Sequence[Atom]) -> Independent:
    """Count reports: those that tell it in the same words are one (a wire and its copies), and so is one source's coverage."""
    reports = list({atom.report.ref.id: atom.report for atom in atoms}.values())
    if len(reports) == 1:
        return Independent(1, 1)
    place = {report.ref.id: number for number, report in enumerate(reports)}
    same_words = Groups(len(reports))
    for copies in _gather(atoms, _wording).values():
        for atom in copies[1:]:
            same_words.join(place[copies[0].report.ref.id], place[atom.report.ref.id])
    articles = len(same_words.all())
    for same_source in _gather(reports, _source).values():
        for report in same_source[1:]:
            same_words.join(place[same_source[0].ref.id], place[report.ref.id])
    return Independent(articles, len(same_words.all()))


def _wording(atom: Atom) -> str:
    """What copies of one text have in common; a short sentence may be written twice without copying."""
    words = " ".join(atom.mention.summary.casefold().split())
    return words if len(words) >= _COPIED else atom.id


def _source(report: Report) -> str:
    return report.source


def _score(atoms: Sequence[Atom], articles: int) -> float:
    """Independent articles; days on which it is told, and then sentences, break ties and never outweigh an article."""
    days = len({atom.report.day for atom in atoms})
    return round(articles + min(days, 99) / 1e3 + min(len(atoms), 99) / 1e5, 5)


def _summary(atoms: Sequence[Atom], status: Status, lang: str) -> str:
    """A sentence in the reader's language that tells the event as it stands and names its day, the earliest of those."""
    return min(
        atoms,
        key=lambda a: (a.report.ref.lang != lang, a.mention.status != status, a.days is None, a.order),
    ).mention.summary


def _by_weight(
    atoms: Sequence[Atom], ids: Callable[[Atom], Sequence[str]], actors: Mapping[str, Actor]
) -> list[str]:
    """Ids told by most articles first; people before organisations before states."""
    told = Counter(who for _, who in {(atom.report.ref.id, who) for atom in atoms for who in ids(atom)})
    first: dict[str, int] = {}
    for atom in atoms:
        for who in ids(atom):
            first.setdefault(who, len(first))

    def weight(who: str) -> tuple[int, int, int]:
        kind = actors[who].kind if who in actors else "organisation"
        return _KIND_ORDER[kind], -told[who], first[who]

    return sorted(told, key=weight)


def _roles(atoms: Iterable[Atom]) -> dict[str, str]:
    """The role that each actor has most often, the first one when equal."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for atom in atoms:
        for who, role in atom.mention.roles.items():
            told[who][role] += 1
    return {who: roles.most_common(1)[0][0] for who, roles in sorted(told.items())}


def _agents(atoms: Iterable[Atom]) -> frozenset[str]:
    return frozenset(who for atom in atoms for who in atom.agents)


def _quantities(atoms: Iterable[Atom]) -> list[Quantity]:
    """Each number of each unit once, where it is told first."""
    first: dict[tuple[float, str], Quantity] = {}
    for atom in atoms:
        for quantity in atom.mention.quantities:
            first.setdefault((quantity.value, quantity.unit), quantity)
    return list(first.values())


def _evidence(atoms: Iterable[Atom]) -> list[Evidence]:
    """Every sentence once, with the rule that dated it where there is one."""
    found: dict[tuple[str, int, int], Evidence] = {}
    for atom in atoms:
        span = atom.mention.sentence
        key = (atom.report.ref.id, span.start, span.end)
        if key not in found or (found[key].date_rule is None and atom.mention.date_rule):
            found[key] = Evidence(
                article=atom.report.ref.id,
                start=span.start,
                end=span.end,
                text=atom.mention.summary,
                date_rule=atom.mention.date_rule,
            )
    return list(found.values())


def _gather(things: Iterable[_T], key: Callable[[_T], str]) -> dict[str, list[_T]]:
    groups: dict[str, list[_T]] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return groups
