"""Statements: the quotes of one speaker on one day are one event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from timeline.model import Quote, Speaker
from timeline.reading.document import Document
from timeline.reading.events.days import Day
from timeline.reading.events.happenings import Happening, Told
from timeline.reading.events.participants import ENCOUNTERS
from timeline.reading.events.scenes import Scene

Who = tuple[str, ...]
"""A speaker: an actor's id, the ids of a group, or the bare name of one without id."""


class Statement(msgspec.Struct):
    """What one speaker said on one day, or on a day that the article does not tell."""

    scene: Scene
    """The sentence that tells the day; without one, that of the first quote."""
    day: Day | None
    speakers: list[str]
    quotes: list[str] = []


class _Occasion(msgspec.Struct, frozen=True):
    """A sentence that tells on which day somebody spoke."""

    scene: Scene
    day: Day


def statements(document: Document, told: Sequence[Told], quotes: Iterable[Quote]) -> list[Statement]:
    """The statements of an article, in order of their first quotes."""
    occasions = _occasions(told)
    found: dict[tuple[Who, str | None], Statement] = {}
    for quote in sorted(quotes, key=lambda quote: (quote.start, quote.end)):
        if quote.speaker is None or not told:
            continue
        who = _who(quote.speaker)
        sentence = told[document.sentence_number(quote.start)]
        occasion = _occasion_of(who, sentence, told, occasions.setdefault(who, []))
        day = occasion.day if occasion else None
        statement = found.get((who, day.date if day else None))
        if statement is None:
            scene = occasion.scene if occasion else sentence.scene
            statement = Statement(scene, day, list(who) if quote.speaker.id or quote.speaker.members else [])
            found[who, day.date if day else None] = statement
        statement.quotes.append(quote.id)
    return list(found.values())


def _who(speaker: Speaker) -> Who:
    if speaker.id:
        return (speaker.id,)
    return tuple(sorted(speaker.members)) or (speaker.name,)


def _occasions(told: Iterable[Told]) -> dict[Who, list[_Occasion]]:
    """The dated speech of each speaker, in order of the text."""
    occasions: dict[Who, list[_Occasion]] = {}
    for sentence in told:
        if sentence.speech is None:
            continue
        speakers = {_who(quote.speaker) for quote in sentence.scene.quotes if quote.speaker}
        if not speakers:
            speakers = {
                (part.actor,)
                for part in sentence.parts
                if part.bare and part.kind != "place" and not part.spoken
            }
        for who in speakers:
            occasions.setdefault(who, []).append(_Occasion(sentence.scene, sentence.speech))
    return occasions


def _occasion_of(
    who: Who, sentence: Told, told: Sequence[Told], occasions: list[_Occasion]
) -> _Occasion | None:
    """When a quote was said: its own sentence tells it, else the last one before that does, else one that follows the opening.

    A visit that carries one quote carries those after it too, so it is put with the ``occasions``.
    """
    number = sentence.scene.number
    before = [occasion for occasion in occasions if occasion.scene.number <= number]
    if before:
        return before[-1]
    carried = _carried_by(who, told[number - 1]) if number else None
    if carried:
        occasions.insert(0, carried)
        return carried
    later = [occasion for occasion in occasions if number == 0 or occasion.scene.number == number + 1]
    return later[0] if later else None


def _carried_by(who: Who, former: Told) -> _Occasion | None:
    """The visit or meeting told right before, if the speaker was there: "… visited Sarov on Friday. There he said …"."""
    for happening in former.happenings:
        went_there = happening.type in ENCOUNTERS and happening.status == "happened" and not happening.topic
        if happening.day and went_there and happening.company.actors[:1] == list(who):
            return _Occasion(former.scene, happening.day)
    return None


def hang(statements: Iterable[Statement], happenings: Iterable[Happening]) -> list[list[str]]:
    """For each happening the ids of its quotes: those in its sentence, and what those who met or travelled said that day."""
    said = list(statements)
    hung = []
    for happening in happenings:
        ids = [quote.id for quote in happening.scene.quotes]
        if happening.type in ENCOUNTERS and happening.status == "happened" and happening.day:
            for statement in said:
                same_day = statement.day and statement.day.date == happening.day.date
                if same_day and set(statement.speakers) & set(happening.company.actors):
                    ids += statement.quotes
        hung.append(list(dict.fromkeys(ids)))
    return hung
