"""An article as a row of scenes: each sentence with the triggers, days, names and quotes that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Protocol, TypeVar

import msgspec

from timeline.model import DateMention, Quote
from timeline.reading.document import Document
from timeline.reading.events.days import Day, event_days
from timeline.reading.events.lexicon import Hit, find_phrases
from timeline.reading.mentions import Mention, Names

_BREAK = re.compile(r"[;:()（），；：、،؛]|,(?!\d)|\s[—–-]\s")
_STEP = {True: 6, False: 2}
"""Code points that a word takes on average, with its space: distances are told in words."""
_BESIDE = 2
"""Two mentions of one day so many words apart are one: "on Friday, 15 August"."""
_MOST = 100
"""No more triggers, days, names or quotes than this are looked at in one sentence, so that reading stays linear."""
_DATELINE = re.compile(r"[^.!?\n]*(?:\.[^.!?\n]*)??\s[—–-]\s")
_LONGEST_DATELINE = 80
OUTSIDE = -1
"""The level of what stands in no quote."""

_Item = TypeVar("_Item", Hit, Day, Mention)


class Placed(Protocol):
    """Whatever has a place in the text."""

    @property
    def start(self) -> int:
        """Its first code point."""
        ...

    @property
    def end(self) -> int:
        """The code point behind its last."""
        ...


class Scene(msgspec.Struct, frozen=True):
    """One sentence, laid out for reading events. Everything is in order of the text."""

    text: str
    """Of the whole document."""
    number: int
    start: int
    opens: int
    """Where the news begin: behind the dateline in the first sentence, else ``start``."""
    end: int
    paragraph: int
    step: int
    triggers: Sequence[Hit]
    markers: Sequence[Hit]
    days: Sequence[Day]
    mentions: Sequence[Mention]
    quotes: Sequence[Quote]
    """Those that overlap the sentence."""
    breaks: Sequence[int]
    """Where its clauses begin."""
    held: Mapping[Hit, Sequence[Hit]]
    """Noun -> the verbs of holding that are nearer to it than to any other noun."""

    def level(self, offset: int) -> int:
        """The index in ``quotes`` of the innermost quote around a code point, or `OUTSIDE`."""
        level, size = OUTSIDE, 0
        for index, quote in enumerate(self.quotes):
            if quote.start <= offset < quote.end and (level == OUTSIDE or quote.end - quote.start < size):
                level, size = index, quote.end - quote.start
        return level

    def is_spoken(self, offset: int) -> bool:
        """Whether a code point stands in somebody's own words."""
        return any(quote.kind == "direct" and quote.start <= offset < quote.end for quote in self.quotes)

    def breaks_between(self, left: int, right: int) -> int:
        """How many clauses begin after ``left`` and not after ``right``."""
        return bisect_right(self.breaks, right) - bisect_right(self.breaks, left)

    def clause(self, offset: int) -> tuple[int, int]:
        """The clause around a code point."""
        index = bisect_right(self.breaks, offset)
        start = self.breaks[index - 1] if index else self.start
        return start, self.breaks[index] if index < len(self.breaks) else self.end

    def words_between(self, one: Placed, other: Placed) -> float:
        """About how many words lie between two phrases; 0 when they touch or overlap."""
        gap = other.start - one.end if one.start <= other.start else one.start - other.end
        return max(0.0, gap / self.step)

    def held_by(self, trigger: Hit) -> Sequence[Hit]:
        """The verbs that say of a noun that it takes place."""
        return self.held.get(trigger, ())

    def near(self, kind: str, phrase: Hit, before: float, after: float) -> bool:
        """Whether a marker stands in the clause of a phrase, that many words before or after it, or inside it."""
        start, end = self.clause(phrase.start)
        return any(
            marker.kind == kind
            and start <= marker.start < end
            and self.words_between(marker, phrase) <= (before if marker.start < phrase.start else after)
            for marker in self.markers
        )


def lay_scenes(
    document: Document, names: Names, dates: Sequence[DateMention], quotes: Sequence[Quote]
) -> list[Scene]:
    """The scenes of an article, one for each sentence."""
    triggers, markers = find_phrases(document)
    mentions = sorted(names.mentions)
    named = _reach([(mention.start, mention.end) for mention in mentions])
    dated = _reach(sorted((date.start, date.end) for date in dates))
    triggers = [hit for hit in triggers if not _covered(hit, named) and not _covered(hit, dated)]
    markers = [hit for hit in markers if not _covered(hit, dated)]
    step = _STEP[document.pack.meta.spaces]
    days = _merged(event_days(dates), document, step)
    dateline = _dateline_end(document, triggers)
    days = [day for day in days if day.start >= dateline]
    spoken = sorted(quotes, key=lambda quote: (quote.start, quote.end))
    triggers = _with_cues(triggers, document, spoken)
    spans = _reach([(quote.start, quote.end) for quote in spoken])
    breaks = _breaks(document.text, markers)
    scenes = []
    for number, (start, end, paragraph) in enumerate(document.sentences):
        told = _cut(triggers, start, end)
        scenes.append(
            Scene(
                text=document.text,
                number=number,
                start=start,
                opens=max(start, dateline),
                end=end,
                paragraph=paragraph,
                step=step,
                triggers=told,
                markers=_cut(markers, start, end),
                days=_cut(days, start, end),
                mentions=_cut(mentions, start, end),
                quotes=_overlapping(spoken, spans, start, end)[:_MOST],
                breaks=breaks[bisect_right(breaks, start) : bisect_left(breaks, end)],
                held=_held(told) if len(told) > 1 else {},
            )
        )
    return scenes


def _with_cues(triggers: Sequence[Hit], document: Document, quotes: Sequence[Quote]) -> list[Hit]:
    """The triggers, and the verbs that direct quotes were found by, which report whether or not any list of events knows them."""
    reach = _reach([(hit.start, hit.end) for hit in triggers])
    found: dict[int, Hit] = {}
    for quote in quotes if document.sentences else ():
        cue = _cue_of(quote, document)
        if cue and not _covered(cue, reach) and not _covers_any(cue, reach):
            found[cue.start] = cue
    return sorted([*triggers, *found.values()], key=_start) if found else list(triggers)


def _cue_of(quote: Quote, document: Document) -> Hit | None:
    """Where the verb of a quote stands: behind it in its sentence, else before it."""
    if not quote.cue or quote.kind != "direct":
        return None
    sentence = document.sentences[document.sentence_number(quote.start)]
    start = document.text.find(quote.cue, quote.end, sentence.end)
    if start < 0:
        start = document.text.rfind(quote.cue, sentence.start, quote.start)
    return Hit(start, start + len(quote.cue), "reporting", "", "") if start >= 0 else None


def _covers_any(hit: Hit, spans: tuple[list[int], list[int]]) -> bool:
    """Whether one of some spans begins within a hit."""
    starts, _ = spans
    index = bisect_left(starts, hit.start)
    return index < len(starts) and starts[index] < hit.end


def _held(triggers: Sequence[Hit]) -> dict[Hit, list[Hit]]:
    held: dict[Hit, list[Hit]] = {}
    nouns = [hit for hit in triggers if hit.kind == "noun"]
    for holding in triggers:
        if nouns and holding.kind == "holding":
            nearest = min(nouns, key=lambda noun: max(noun.start - holding.end, holding.start - noun.end))
            held.setdefault(nearest, []).append(holding)
    return held


def _start(item: Hit | Day | Mention) -> int:
    return item.start


def _cut(items: Sequence[_Item], start: int, end: int) -> Sequence[_Item]:
    """Those of a row that begin in ``[start, end)``; not more than any sentence of prose has."""
    first = bisect_left(items, start, key=_start)
    return items[first : min(first + _MOST, bisect_left(items, end, lo=first, key=_start))]


def _reach(spans: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Of spans in order: where each begins, and how far it or any before it goes."""
    return [start for start, _ in spans], list(accumulate((end for _, end in spans), max))


def _covered(hit: Hit, spans: tuple[list[int], list[int]]) -> bool:
    starts, reach = spans
    index = bisect_right(starts, hit.start) - 1
    return index >= 0 and hit.start < reach[index]


def _overlapping(
    quotes: Sequence[Quote], spans: tuple[list[int], list[int]], start: int, end: int
) -> list[Quote]:
    starts, reach = spans
    return [
        quote for quote in quotes[bisect_right(reach, start) : bisect_left(starts, end)] if quote.end > start
    ]


def _merged(days: Sequence[Day], document: Document, step: int) -> list[Day]:
    """Days that stand side by side in one sentence are one: "on Friday, 15 August"."""
    merged: list[Day] = []
    for day in days:
        last = merged[-1] if merged else None
        beside = last and last.date == day.date and day.start - last.end <= _BESIDE * step
        if last and (
            day.start < last.end
            or (beside and document.sentence_number(last.start) == document.sentence_number(day.start))
        ):
            merged[-1] = msgspec.structs.replace(last, end=max(last.end, day.end))
        else:
            merged.append(day)
    return merged


def _dateline_end(document: Document, triggers: Sequence[Hit]) -> int:
    """Where the words before the news begin: "ANCHORAGE, Aug. 15 (Wire) - …". Their date is that of the report."""
    start, end, _ = document.sentences[0] if document.sentences else (0, 0, 0)
    dash = _DATELINE.match(document.text, start, min(end, start + _LONGEST_DATELINE))
    return dash.end() if dash and not (triggers and triggers[0].start < dash.end()) else 0


def _breaks(text: str, markers: Sequence[Hit]) -> list[int]:
    """Where the clauses of a text begin: after a mark of punctuation, or with a word that opens one."""
    openers = {marker.start for marker in markers if marker.kind == "clause"}
    marks = {match.end() for match in _BREAK.finditer(text)}
    return sorted(openers.union(mark for mark in marks if mark not in openers and mark + 1 not in openers))
