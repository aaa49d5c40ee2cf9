"""Hand-made articles and readings: short to write, whole as far as the builder looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.building import Builder
from timeline.model import (
    Actor,
    ActorKind,
    Article,
    DateMention,
    EventMention,
    EventType,
    Grain,
    Quantity,
    Quote,
    Reading,
    Source,
    Span,
    Speaker,
    Status,
    Timeline,
)

KINDS: dict[str, ActorKind] = {
    "Ada": "person",
    "Bek": "person",
    "Cem": "person",
    "Dana": "person",
    "Emil": "person",
    "Northland": "state",
    "Southland": "state",
    "League": "organisation",
    "Lakeside": "place",
    "Harbour": "place",
    "Hilltop": "place",
}


def actor(name: str, **names: str) -> Actor:
    return Actor(id=name, kind=KINDS.get(name, "person"), name=name, names=names)


def mention(
    date: str | None = None,
    event_type: EventType = "meeting",
    actors: Sequence[str] = (),
    places: Sequence[str] = (),
    *,
    status: Status = "happened",
    text: str | None = None,
    start: int = 0,
    end: str | None = None,
    grain: Grain | None = None,
    roles: dict[str, str] | None = None,
    quantities: Mapping[str, float] | None = None,
    quotes: Sequence[str] = (),
    rule: str | None = None,
) -> EventMention:
    summary = text or f"{event_type} {date} {' '.join((*actors, *places))} {status} @{start}"
    return EventMention(
        date=date,
        end=end,
        grain=grain or ("day" if date else None),
        type=event_type,
        status=status,
        summary=summary,
        actors=list(actors),
        roles=roles or {},
        places=list(places),
        quantities=[
            Quantity(value=value, unit=unit, start=start, end=start + 1)
            for unit, value in (quantities or {}).items()
        ],
        sentence=Span(start=start, end=start + len(summary)),
        quotes=list(quotes),
        date_rule=rule,
    )


def said(
    speaker: str,
    date: str | None = None,
    about: Sequence[str] = (),
    *,
    start: int = 0,
    text: str | None = None,
) -> EventMention:
    return mention(
        date,
        "statement",
        (speaker, *about),
        roles={speaker: "speaker"},
        start=start,
        text=text or f"{speaker} spoke @{start}",
    )


def quote(
    quote_id: str, article: str, speaker: str | None, about: Sequence[str] = (), start: int = 0
) -> Quote:
    return Quote(
        id=quote_id,
        article=article,
        start=start,
        end=start + 5,
        text="words",
        kind="direct",
        speaker=Speaker(id=speaker, name=speaker) if speaker else None,
        about=list(about),
    )


def day_mention(text: str, value: str, start: int) -> DateMention:
    return DateMention(
        start=start,
        end=start + len(text),
        text=text,
        value=value,
        grain="day",
        type="DATE",
        rule=f"{text} -> {value}",
    )


def story(
    article_id: str,
    published: str,
    *events: EventMention,
    lang: str = "en",
    source: str | None = None,
    quotes: Sequence[Quote] = (),
    dates: Sequence[DateMention] = (),
    actors: Sequence[Actor] | None = None,
    fingerprint: Sequence[int] = (),
) -> tuple[Article, Reading]:
    article = Article(
        id=article_id,
        text="not looked at",
        published=published,
        lang=lang,
        source=Source(name=source) if source else None,
    )
    named = {name for event in events for name in (*event.actors, *event.places)}
    named |= {
        name for q in quotes for name in (*q.about, *([q.speaker.id] if q.speaker and q.speaker.id else []))
    }
    reading = Reading(
        id=article_id,
        lang=lang,
        events=list(events),
        quotes=list(quotes),
        dates=list(dates),
        actors=list(actors) if actors is not None else [actor(name) for name in sorted(named)],
        fingerprint=list(fingerprint),
    )
    return article, reading


def build(*stories: tuple[Article, Reading], as_of: str | None = None, title_lang: str = "en") -> Timeline:
    builder = Builder()
    for article, reading in stories:
        builder.add(article, reading)
    return builder.timeline(as_of=as_of, title_lang=title_lang)
