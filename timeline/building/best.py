"""The days that matter most, one event for each, told in a few sentences: a long story on one page.

A day counts as much as articles remember it: each article that tells of it on the day or afterwards is one, and one more when it still
does so more than a week later; copies that come out on one day are one article. What was written before the day announced it, and counts only while the day is to come.
Neighbouring days are days of their own.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from timeline.building.actors import Known
from timeline.building.calendar import Days
from timeline.building.cast import Cast
from timeline.building.central import Weights, central
from timeline.building.evidence import sentence_id
from timeline.building.telling import Telling
from timeline.building.titles import titles_of
from timeline.model import Event, Evidence, StatusChange, Timeline

_STILL = dt.timedelta(days=7)
_AFTER = 2
"""The news of a day opens the articles of that day and of so many after it."""
_ENOUGH = 400
"""So many sentences show what a day is about."""

ByDay: TypeAlias = Mapping[dt.date, Sequence[Telling]]


def best_days(
    timeline: Timeline,
    tellings: Iterable[Telling],
    *,
    dates: int,
    sentences: int = 1,
    span: Days | None = None,
    title_lang: str = "en",
) -> Timeline:
    """The timeline with one event for each of the days that count most.

    Args:
        timeline: all events, from which that of a day is taken.
        tellings: the sentences by which days are ranked and told, in order of publication.
        dates: how many days.
        sentences: how many sentences tell a day, verbatim, in ``title_lang`` if there are any.
        span: only days of this stretch.
        title_lang: the reader's language.
    """
    told = list(tellings)
    by_day = _by_day(told)
    as_of = dt.date.fromisoformat(timeline.as_of) if timeline.as_of else dt.date.max
    days = [day for day in by_day if span is None or span.first <= day <= span.last]
    days.sort(key=lambda day: (*_weight(day, by_day[day], as_of), dt.date.max - day), reverse=True)
    opening = _opening(told)
    weights = Weights(telling.sentence for telling in told)
    events = []
    for day in sorted(days[:dates]):
        chosen = _chosen(by_day[day], opening.get(day, ()), sentences, title_lang, weights)
        events.append(_event(timeline, day, chosen, by_day[day], as_of, title_lang))
    return replace(timeline, events=events)


def with_sentences(timeline: Timeline, most: int, title_lang: str = "en") -> Timeline:
    """The timeline with so many sentences in each event: its summary, then those that say best what all of them say."""
    langs = {ref.id: ref.lang for ref in timeline.articles}
    events = []
    for event in timeline.events:
        texts = [proof.text for proof in event.evidence]
        own = [proof.text for proof in event.evidence if langs.get(proof.article) == title_lang]
        others = [text for text in dict.fromkeys(own or texts) if text != event.summary]
        more = central(others, (), most - 1, Weights(texts)) if others and most > 1 else []
        events.append(replace(event, sentences=[event.summary, *more]))
    return replace(timeline, events=events)


def _by_day(told: Iterable[Telling]) -> dict[dt.date, list[Telling]]:
    by_day: dict[dt.date, list[Telling]] = defaultdict(list)
    for telling in told:
        if telling.day:
            by_day[telling.day].append(telling)
    return dict(by_day)


def _opening(told: Iterable[Telling]) -> dict[dt.date, list[Telling]]:
    """The undated sentences that open articles, under each of the days that they may be the news of."""
    opening: dict[dt.date, list[Telling]] = defaultdict(list)
    for telling in told:
        if telling.day is None:
            for before in range(_AFTER + 1):
                if telling.published.toordinal() > before:
                    opening[telling.published - dt.timedelta(days=before)].append(telling)
    return dict(opening)


def _weight(day: dt.date, told: Sequence[Telling], as_of: dt.date) -> tuple[int, int]:
    """How many remember a day, on how many days."""
    after = [telling for telling in told if telling.published >= day]
    since = {(telling.text, telling.published) for telling in (after if day <= as_of else told)}
    still = {(telling.text, telling.published) for telling in after if telling.published - day > _STILL}
    return len(since) + len(still), len({telling.published for telling in told})


def _chosen(
    told: Sequence[Telling], opening: Sequence[Telling], most: int, lang: str, weights: Weights
) -> list[Telling]:
    told, opening = _in_language(told[:_ENOUGH], lang), _in_language(opening[:_ENOUGH], lang)
    first = {telling.sentence: telling for telling in (*reversed(opening), *reversed(told))}
    picked = central(
        [telling.sentence for telling in told], [telling.sentence for telling in opening], most, weights
    )
    return [first[sentence] for sentence in picked]


def _in_language(told: Sequence[Telling], lang: str) -> Sequence[Telling]:
    return [telling for telling in told if telling.lang == lang] or told


def _event(
    timeline: Timeline,
    day: dt.date,
    chosen: Sequence[Telling],
    told: Sequence[Telling],
    as_of: dt.date,
    title_lang: str,
) -> Event:
    """The event of a day that the chosen sentences tell most of, and those sentences as evidence too."""
    places = {(telling.article, telling.start) for telling in chosen}
    candidates = [event for event in timeline.events if event.date == day.isoformat()]
    event = max(
        candidates,
        key=lambda event: (
            sum((proof.article, proof.start) in places for proof in event.evidence),
            event.score,
            event.id,
        ),
        default=None,
    )
    if event is None:
        event = _unnamed(day, chosen[0], told, as_of, title_lang)
    known = {(proof.article, proof.start) for proof in event.evidence}
    evidence = [
        *event.evidence,
        *(_proof(telling) for telling in chosen if (telling.article, telling.start) not in known),
    ]
    return replace(
        event,
        sentences=[telling.sentence for telling in chosen],
        evidence=evidence,
        articles=list(dict.fromkeys(proof.article for proof in evidence)),
    )


def _unnamed(day: dt.date, first: Telling, told: Sequence[Telling], as_of: dt.date, title_lang: str) -> Event:
    """What a day brought when nothing of any type is told of it: a sentence, and who tells."""
    titles = titles_of("other", Cast([], {}, [], [], [], None, []), Known({}, {}), lambda _: first.sentence)
    texts = {telling.text for telling in told}
    status = StatusChange(
        status="happened" if day <= as_of else "planned",
        date=day.isoformat(),
        article=first.article,
        published=first.published.isoformat(),
    )
    return Event(
        id=sentence_id(first.article, first.sentence),
        date=day.isoformat(),
        grain="day",
        type="other",
        status=status.status,
        history=[status],
        title=titles.get(title_lang) or next(iter(titles.values())),
        titles=titles,
        summary=first.sentence,
        sources=len(texts),
        languages=sorted({telling.lang for telling in told if telling.lang}),
        evidence=[_proof(first)],
        score=float(len(texts)),
    )


def _proof(telling: Telling) -> Evidence:
    return Evidence(
        article=telling.article,
        start=telling.start,
        end=telling.end,
        text=telling.sentence,
        date_rule=telling.rule,
    )
