"""People whom the registry does not know: found by their titles, first names, family names, and by being named again.

A name that lacks such evidence is left alone: a null is better than a wrong name. A bare family name goes to whoever was named in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import cache
from typing import NamedTuple

import msgspec

from timeline.languages import Pack
from timeline.names import Index
from timeline.names.first import first_names
from timeline.names.keys import fold
from timeline.reading.capitals import Capitals, Run, lexicon
from timeline.reading.document import Document
from timeline.reading.lemmas import base_form, case_of
from timeline.reading.mentions import Gender
from timeline.reading.morphology import stems
from timeline.reading.titles import Title, Titles

_MOST_NAMESAKES = 8
"""So many people of one family name are told apart in one article; it keeps the time linear."""


class Person(NamedTuple):
    """Somebody new: words ``first`` to ``last`` of the document name them."""

    first: int
    last: int
    name: str
    """Their fullest bare name in this article."""
    case: str
    gender: Gender | None
    title: Title | None


class _Group(msgspec.Struct):
    """The runs that name one person."""

    full: list[Run]
    alone: list[Run] = []
    base: tuple[str, ...] = ()


def unknown_people(document: Document, titles: Titles, claimed: Set[int], index: Index) -> list[Person]:
    """The people whom no other reader has found; ``claimed`` are the words that belong to names already, ``index`` has all known ones."""
    pack = document.pack
    capitals = Capitals(document, titles, claimed)
    runs = list(capitals.runs())
    alone = Counter(key for run in runs if len(run.tokens) == 1 for key in _keys(run.tokens[0], pack))
    accepted = [run for run in runs if _is_person(run, capitals, titles, alone, pack)]
    accepted += _coordinated(runs, accepted, document)
    groups = _grouped(accepted, pack)
    for group in groups:
        bare = [run.tokens for run in group.full if _is_bare(run, document, titles)]
        group.base = base_form(
            bare or [run.tokens for run in group.full],
            [] if bare else [run.tokens[-1] for run in group.alone],
            pack,
            is_bare=bool(bare),
        )
    taken = set(accepted)
    _add_alone(
        [run for run in runs if run not in taken],
        [group for group in groups if not _is_shared(group, index)],
        pack,
    )
    return sorted(person for group in groups for person in _people(group, titles, pack))


def _is_bare(run: Run, document: Document, titles: Titles) -> bool:
    """Whether the noun of a title before a full name, which agrees with it, is in the nominative: ``Президент Ганы Кваме Ансах``."""
    pack = document.pack
    title = titles.of(run.first, run.last) if pack.morphology.strategy == "ending" else None
    if title is None or title.first > run.first or len(run.tokens) < 2:
        return False
    nouns = _nominatives(pack)
    for word in reversed(document.words[title.first : min(title.end, run.first)]):
        if any(stem.text in nouns for stem in stems(word.folded, pack)):
            return word.folded in nouns
    return False


@cache
def _nominatives(pack: Pack) -> frozenset[str]:
    """The nouns for somebody whose form tells that they are in the nominative, as that of ``замглавы`` does not."""
    governed = tuple(pack.names.governed_endings)
    return frozenset(
        noun for noun in pack.speech.nominals.person if not (governed and noun.endswith(governed))
    )


def _keys(token: str, pack: Pack) -> set[str]:
    return {fold(stem.text) for stem in stems(token, pack)}


def _is_person(run: Run, capitals: Capitals, titles: Titles, alone: Counter[str], pack: Pack) -> bool:
    """Whether there is enough evidence that a run names a person."""
    if capitals.after_article(run):
        return False
    words = lexicon(pack)
    family = any(stem.text.endswith(words.family) for stem in stems(run.tokens[-1], pack))
    again = max(alone[key] for key in _keys(run.tokens[-1], pack))
    if len(run.tokens) == 1:
        title = titles.of(run.first, run.last)
        before = title is not None and title.first < run.first
        polite = before and title is not None and title.role == "honorific"
        governed = run.tokens[0].endswith(tuple(pack.names.governed_endings))
        return polite or ((family or again > 1 or not governed) and titles.is_before(run.first))
    if capitals.in_heading(run):
        return False
    if not words.given.isdisjoint(_keys(run.tokens[0], pack)):
        return True
    if (family or again) and not pack.names.noun_capitals:
        return True
    return titles.of(run.first, run.last) is not None


def _coordinated(runs: Iterable[Run], accepted: Iterable[Run], document: Document) -> list[Run]:
    """The full names that a comma or a short word like "and" joins to somebody's."""
    ends = {run.last + offset for run in accepted for offset in (1, 2) if len(run.tokens) > 1}
    taken = set(accepted)
    return [
        run
        for run in runs
        if run.first in ends and run not in taken and len(run.tokens) > 1 and _is_joined(run, document)
    ]


def _is_joined(run: Run, document: Document) -> bool:
    """Whether a comma or a function word is all that stands between a run and the capital letters before it."""
    words, text = document.words, document.text
    before = words[run.first - 1]
    gap = text[before.end : words[run.first].start]
    if before.text != before.folded:
        return gap == ", "
    return (
        gap == " "
        and before.folded in document.pack.identify.function_words
        and text[words[run.first - 2].end : before.start] == " "
    )


def _grouped(runs: Iterable[Run], pack: Pack) -> list[_Group]:
    groups: list[_Group] = []
    by_key: dict[str, list[_Group]] = {}
    for run in sorted(runs, key=lambda run: len(run.tokens) == 1):
        keys = _keys(run.tokens[-1], pack)
        near = {id(group): group for key in keys for group in by_key.get(key, ())[-_MOST_NAMESAKES:]}
        known = [group for group in near.values() if _agree(run, group.full[0], pack)]
        if known:
            if len(run.tokens) > 1:
                known[0].full.append(run)
            elif len(known) == 1:
                known[0].alone.append(run)
            continue
        group = _Group([run])
        groups.append(group)
        for key in keys:
            by_key.setdefault(key, []).append(group)
    return groups


def _agree(run: Run, other: Run, pack: Pack) -> bool:
    """Whether two names with one family name have first names that agree; an initial agrees with what begins with it."""
    if len(run.tokens) == 1 or len(other.tokens) == 1:
        return True
    first, second = run.tokens[0], other.tokens[0]
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return not _keys(first, pack).isdisjoint(_keys(second, pack))


def _add_alone(runs: Iterable[Run], groups: Iterable[_Group], pack: Pack) -> None:
    """Give each bare family name to the one person who bears it, and to nobody where two do."""
    bearers: dict[str, list[_Group]] = {}
    for group in groups:
        bearers.setdefault(fold(group.base[-1]), []).append(group)
    for run in runs:
        for index, token in {run.last: run.tokens[-1], run.first: run.tokens[0]}.items():
            found = [group for key in _keys(token, pack) for group in bearers.get(key, ())]
            if len(found) == 1:
                found[0].alone.append(Run(index, index, (token,)))
                break


def _is_shared(group: _Group, index: Index) -> bool:
    """Whether a family name by itself would rather mean somebody famous."""
    known = index.find(group.base[-1])
    return known is not None and known.famous


def _people(group: _Group, titles: Titles, pack: Pack) -> Iterator[Person]:
    name, gender = " ".join(map(_dotted, group.base)), _gender(group.base, pack)
    for run in (*group.full, *group.alone):
        title = titles.of(run.first, run.last)
        yield Person(run.first, run.last, name, case_of(run.tokens[-1], group.base[-1], pack), gender, title)


def _dotted(token: str) -> str:
    return f"{token}." if len(token) == 1 else token


def _gender(base: tuple[str, ...], pack: Pack) -> Gender | None:
    """What the first name, a patronymic or the family name tells of the bearer."""
    section = pack.names
    for given in (section.given, first_names(pack.meta.script)):
        if base[0] in given.m or base[0] in given.f:
            return "m" if base[0] in given.m else "f"
    for endings in (section.patronymic_endings, section.family_endings):
        for token in base[1:]:
            if token.endswith(tuple(endings.f)):
                return "f"
            if token.endswith(tuple(endings.m)):
                return "m"
    return None
