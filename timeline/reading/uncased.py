"""People whom the registry does not know, in a script without capital letters: runs of the parts that `timeline.reading.coining` found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

import msgspec

from timeline.languages import Pack
from timeline.names import Index
from timeline.reading.capitals import Run
from timeline.reading.document import Document
from timeline.reading.mentions import Gender
from timeline.reading.people import Person
from timeline.reading.titles import Titles
from timeline.reading.words import separators

_LONGEST_NAME = 6
_MOST_NAMESAKES = 8


class _Group(msgspec.Struct):
    """The runs that name one person; the fullest comes first."""

    runs: list[Run]


def people_without_capitals(
    document: Document, titles: Titles, claimed: Set[int], index: Index
) -> list[Person]:
    """The people whom no other reader has found; ``claimed`` are the words that belong to names already."""
    if not document.coined:
        return []
    runs = list(_runs(document, claimed))
    found = [
        person
        for group in _grouped(document, runs, titles)
        if index.find(_name(document, group.runs[0])) is None
        for person in _people(document, group, titles)
    ]
    return sorted(found)


def _runs(document: Document, claimed: Set[int]) -> Iterator[Run]:
    """The parts of names that stand together, in order."""
    words = document.words
    position = 0
    while position < len(words):
        if not _is_part(document, position, claimed, inside=False):
            position += 1
            continue
        last = position
        while (
            last + 1 < len(words)
            and last - position + 1 < _LONGEST_NAME
            and _joined(document, last)
            and _is_part(document, last + 1, claimed, inside=True)
        ):
            last += 1
        end = last
        while end > position and words[end].folded in document.pack.names.particles:
            end -= 1
        yield Run(position, end, tuple(word.folded for word in words[position : end + 1]))
        position = last + 1


def _is_part(document: Document, number: int, claimed: Set[int], *, inside: bool) -> bool:
    folded = document.words[number].folded
    if number in claimed:
        return False
    if folded in document.coined:
        return True
    return inside and (
        folded in document.pack.names.particles or (len(folded) == 1 and _dotted(document, number))
    )


def _dotted(document: Document, number: int) -> bool:
    """Whether a word without spaces around it is joined by a dot to the one before: ``乔·博``."""
    return not document.pack.meta.spaces and _joined(document, number - 1)


def _joined(document: Document, number: int) -> bool:
    words = document.words
    gap = document.text[words[number].end : words[number + 1].start]
    if document.pack.meta.spaces:
        return gap in separators(document.pack)
    return len(gap) == 1 and gap in document.pack.names.separators


def _grouped(document: Document, runs: Iterable[Run], titles: Titles) -> list[_Group]:
    groups: list[_Group] = []
    bearers: dict[str, list[_Group]] = {}
    for run in sorted(runs, key=lambda run: (-len(run.tokens), run.first)):
        near = bearers.get(run.tokens[-1], ())[-_MOST_NAMESAKES:]
        same = [group for group in near if _agree(run, group.runs[0])]
        if len(same) == 1:
            same[0].runs.append(run)
        elif not same and (
            len(run.tokens) > 1 or not document.pack.meta.spaces or titles.is_before(run.first)
        ):
            group = _Group([run])
            groups.append(group)
            bearers.setdefault(run.tokens[-1], []).append(group)
    return groups


def _agree(run: Run, other: Run) -> bool:
    """Whether one name is part of the other: its end, or its first and last words."""
    size = len(run.tokens)
    return other.tokens[-size:] == run.tokens or (size > 1 and run.tokens[0] == other.tokens[0])


def _name(document: Document, run: Run) -> str:
    return document.text[document.words[run.first].start : document.words[run.last].end]


def _people(document: Document, group: _Group, titles: Titles) -> Iterator[Person]:
    full = group.runs[0]
    name, gender = _name(document, full), _gender(full, document.pack)
    for run in group.runs:
        title = titles.of(run.first, run.last)
        yield Person(run.first, run.last, name, "", gender, title)


def _gender(run: Run, pack: Pack) -> Gender | None:
    """What the first name or the end of the family name tells of the bearer."""
    given, endings = pack.names.given, pack.names.family_endings
    if run.tokens[0] in given.m or run.tokens[0] in given.f:
        return "m" if run.tokens[0] in given.m else "f"
    if run.tokens[-1].endswith(tuple(endings.f)):
        return "f"
    return "m" if run.tokens[-1].endswith(tuple(endings.m)) else None
