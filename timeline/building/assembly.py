"""A cluster of atoms -> the event that the reader sees, with all its evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.building.actors import Known
from timeline.building.atoms import Atom
from timeline.building.cast import cast_of
from timeline.building.conflicts import conflicts_of
from timeline.building.counting import independent, score_of
from timeline.building.kinds import type_of
from timeline.building.status import claims_of, history_of, judge, moves_of
from timeline.building.titles import titles_of
from timeline.building.when import standing, when
from timeline.model import PLOVER, Event, Evidence, Quantity, Status


class Setting(NamedTuple):
    """What the whole timeline is judged and titled by."""

    as_of: dt.date
    title_lang: str
    known: Known
    copies: Mapping[str, str]
    """Article -> the first article of which it is a copy, itself included; articles that share their text with none are left out."""


def event_of(atoms: Sequence[Atom], setting: Setting) -> Event:
    """Put an event together out of atoms in their order. Its id is that of the first; `number` makes ids unique."""
    dated = when(atoms)
    claims = claims_of(standing(atoms), dated.days)
    status = judge(claims, dated.days, setting.as_of)
    event_type = type_of((atom.report.ref.id, atom.mention.type) for atom in atoms)
    cast = cast_of(atoms, setting.known)
    titles = titles_of(event_type, cast, setting.known, lambda lang: _summary(atoms, status, lang))
    summary = _summary(atoms, status, setting.title_lang)
    articles = list(dict.fromkeys(atom.report.ref.id for atom in atoms))
    told_by = independent(atoms, setting.copies)
    return Event(
        id=atoms[0].id,
        date=dated.date,
        end=dated.end,
        grain=dated.grain,
        type=event_type,
        plover=PLOVER[event_type],
        status=status,
        history=history_of([*moves_of(atoms, claims), *claims], dated),
        title=titles.get(setting.title_lang) or next(iter(titles.values())),
        titles=titles,
        summary=summary,
        sentences=[summary],
        actors=cast.actors,
        roles=cast.roles,
        places=cast.places,
        quantities=_quantities(atoms),
        articles=articles,
        sources=told_by.sources,
        languages=sorted({atom.report.ref.lang for atom in atoms if atom.report.ref.lang}),
        evidence=_evidence(atoms),
        quotes=list(dict.fromkeys(quote for atom in atoms for quote in atom.mention.quotes)),
        conflicts=conflicts_of(atoms, dated),
        score=score_of(atoms, told_by.articles),
    )


def _summary(atoms: Sequence[Atom], status: Status, lang: str) -> str:
    """A sentence in the reader's language that tells the event as it stands and names its day, the earliest of those."""
    return min(
        atoms,
        key=lambda a: (a.report.ref.lang != lang, a.mention.status != status, a.days is None, a.order),
    ).mention.summary


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
