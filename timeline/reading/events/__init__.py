"""Events within one article: what happened, or is to happen, on which day, with whom. `find_events` is the door."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import DateMention, EventMention, Quote, Span
from timeline.reading.document import Document
from timeline.reading.events.continuing import join
from timeline.reading.events.happenings import Happening, Told, setting_of, tell
from timeline.reading.events.participants import Cast, quantities
from timeline.reading.events.scenes import Scene, lay_scenes
from timeline.reading.events.statements import Statement, hang, statements
from timeline.reading.mentions import Names

__all__ = ["find_events"]


def find_events(
    document: Document, names: Names, dates: Sequence[DateMention], quotes: Sequence[Quote]
) -> list[EventMention]:
    """The events that an article tells, in order of the sentences that tell them.

    An event has the day that its sentence, or the one it goes on with, gives it, never the day of publication. One without a
    day is told only when it is something said.
    """
    setting = setting_of(document, names)
    told: list[Told] = []
    stage = Cast()
    for scene in lay_scenes(document, names, dates, quotes):
        sentence, stage = tell(setting, scene, stage)
        told.append(sentence)
    happenings = join(told, setting.events, setting.created)
    said = statements(document, told, quotes)
    found = [
        _happened(document, one, ids) for one, ids in zip(happenings, hang(said, happenings), strict=True)
    ]
    found += [_said(document, one) for one in said]
    return sorted(
        found, key=lambda event: (event.sentence.start, event.type == "statement", event.date or "")
    )


def _happened(document: Document, happening: Happening, quotes: list[str]) -> EventMention:
    day = happening.day
    return EventMention(
        date=day.date if day else None,
        end=day.finish if day else None,
        grain=day.grain if day else None,
        type=happening.type,
        status=happening.status,
        summary=_words(document, happening.scene),
        actors=happening.company.actors,
        roles=happening.company.roles,
        places=happening.company.places,
        quantities=quantities(document, happening.scene),
        sentence=Span(start=happening.scene.start, end=happening.scene.end),
        date_rule=day.rule if day else None,
        quotes=quotes,
    )


def _said(document: Document, statement: Statement) -> EventMention:
    day = statement.day
    return EventMention(
        date=day.date if day else None,
        end=day.finish if day else None,
        grain=day.grain if day else None,
        type="statement",
        status="happened",
        summary=_words(document, statement.scene),
        actors=statement.speakers,
        roles=dict.fromkeys(statement.speakers, "speaker"),
        sentence=Span(start=statement.scene.start, end=statement.scene.end),
        date_rule=day.rule if day else None,
        quotes=statement.quotes,
    )


def _words(document: Document, scene: Scene) -> str:
    return document.text[scene.start : scene.end]
