"""Sentences as a ranking of days sees them: which day each tells of, and which of them only open an article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from timeline.building.calendar import days_of
from timeline.building.copies import Copies, compact
from timeline.model import (
    Article,
    DateMention,
    Reading,
    Timeline,
    publication_day,
    publication_order,
)

OPENING = 6
"""Sentences at the head of an article that tell its news, with or without a date."""


class Telling(NamedTuple):
    """One sentence of one article."""

    article: str
    text: str
    """Its article, or the first of which that one is a copy."""
    published: dt.date
    lang: str | None
    start: int
    end: int
    sentence: str
    day: dt.date | None
    """The first date in it, if that is a day; None in a sentence that only opens its article."""
    rule: str | None


def from_articles(articles: Iterable[Article], readings: Mapping[str, Reading]) -> list[Telling]:
    """The sentences of some articles that tell of a day or open an article, in order of publication."""
    known = sorted(
        (article for article in articles if article.id in readings),
        key=lambda article: (publication_order(article.published), article.id),
    )
    copies = Copies()
    for article in known:
        copies.add(article.id, compact(readings[article.id].fingerprint))
    first = copies.first_of(article.id for article in known)
    return [
        telling
        for article in known
        for telling in _of_article(article, readings[article.id], first.get(article.id, article.id))
    ]


def _of_article(article: Article, reading: Reading, text: str) -> Iterator[Telling]:
    published = publication_day(article.published)
    dates = sorted(
        (date for date in reading.dates if date.type in ("DATE", "TIME")), key=lambda date: date.start
    )
    place = 0
    for number, (start, end) in enumerate(_sentences(article, reading)):
        while place < len(dates) and dates[place].start < start:
            place += 1
        first = dates[place] if place < len(dates) and dates[place].start < end else None
        day = _day(first)
        if day or number < OPENING:
            rule = first.rule if first and day else None
            sentence = article.text[start:end]
            yield Telling(article.id, text, published, reading.lang, start, end, sentence, day, rule)


def _sentences(article: Article, reading: Reading) -> Sequence[tuple[int, int]]:
    from timeline.languages import available, load_pack
    from timeline.reading.sentences import split

    if reading.lang is None or reading.lang not in available():
        return []
    return [(start, end) for start, end, _ in split(article.text, load_pack(reading.lang))]


def _day(date: DateMention | None) -> dt.date | None:
    """The day of a date, of a range its first one."""
    days = days_of(date.value.partition("/")[0]) if date else None
    return days.first if days and days.first == days.last else None


def from_events(timeline: Timeline) -> list[Telling]:
    """The evidence of the events of a timeline, each sentence under the day of its event."""
    refs = {ref.id: ref for ref in timeline.articles}
    tellings = []
    for event in timeline.events:
        days = days_of(event.date) if event.date and event.grain == "day" else None
        for proof in event.evidence if days else ():
            ref = refs[proof.article]
            tellings.append(
                Telling(
                    proof.article,
                    proof.article,
                    publication_day(ref.published),
                    ref.lang,
                    proof.start,
                    proof.end,
                    proof.text,
                    days.first if days else None,
                    proof.date_rule,
                )
            )
    return tellings
