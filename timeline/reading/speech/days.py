"""On which day something was said: by a date beside the words of speech, or one that the text set for the same speaker before."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence

from timeline.model import DateMention
from timeline.reading.speech.frames import Frame, Told

_OPENING_WORDS = 2
_WORDS_BETWEEN = 2
_MOST_DATES = 20
_CLAUSE_WORDS = 20
_LEAD_SENTENCES = 3


class Days:
    """The days of a text's speech, as it is read from the start."""

    def __init__(self, days: Sequence[DateMention]) -> None:
        self._dates = days
        self._starts = [date.start for date in self._dates]
        self._context: tuple[tuple[str, ...], str] | None = None
        self._sentences = 0
        self._lead: tuple[tuple[str, ...], str] | None = None
        """Of whom the article tells first, and the day that the sentences after its lead give for it."""

    def said(
        self, frame: Frame, told: Told, contents: Sequence[Told], speaker: tuple[str, ...]
    ) -> str | None:
        """The day of a quotation: of its sentence, else of what was told of the speaker before."""
        own = next(
            (
                date
                for date in self._of_author(frame, contents)
                if self._beside(frame, date, told) and not self._refers_back(frame, date, speaker, contents)
            ),
            None,
        )
        if own is not None:
            return own.value
        if speaker and self._context and self._context[0] == speaker:
            return self._context[1]
        return None

    def go_on(self, frame: Frame, contents: Sequence[Told], topic: tuple[str, ...]) -> None:
        """Keep the day that a sentence sets for the person it is about, until the text turns to somebody else.

        The first sentence sets it wherever its day stands: ``X visited Y on Friday. There he said …``.
        """
        self._sentences += 1
        if not topic:
            return
        dates = self._of_author(frame, contents)
        lead = self._sentences == 1 and not contents and len(dates) == 1
        day = next(
            (
                date.value
                for date in dates
                if (
                    lead
                    or self._opens(frame, date)
                    or any(self._beside(frame, date, told) for told in contents)
                )
                and not self._refers_back(frame, date, topic, contents)
            ),
            None,
        )
        if day:
            self._context = (topic, day)
            if self._sentences <= _LEAD_SENTENCES and self._lead is None:
                self._lead = self._context
        elif self._context and self._context[0] != topic:
            self._context = None

    def of_lead(self, speaker: tuple[str, ...]) -> str | None:
        """The day of what the first sentences tell of a speaker without a day of its own."""
        return self._lead[1] if self._lead and speaker and self._lead[0] == speaker else None

    def _of_author(self, frame: Frame, contents: Sequence[Told]) -> list[DateMention]:
        """The dates of a sentence outside what is quoted in it."""
        first = bisect_left(self._starts, frame.sentence.start)
        last = bisect_left(self._starts, frame.sentence.end)
        return [
            date
            for date in self._dates[first:last][:_MOST_DATES]
            if not any(told.start <= date.start < told.end for told in contents[:_MOST_DATES])
        ]

    def _refers_back(
        self, frame: Frame, date: DateMention, speaker: tuple[str, ...], contents: Sequence[Told]
    ) -> bool:
        """Whether somebody whose words of one day are being told now looks back to an earlier one: ``the summit held on the 15th``."""
        endings = frame.lexicon.relative_endings
        if not endings or not self._context or self._context[0] != speaker or date.value >= self._context[1]:
            return False
        end = min((told.start for told in contents if told.start > date.end), default=frame.sentence.end)
        return any(word.folded.endswith(endings) for word in frame.words(date.end, end)[:_CLAUSE_WORDS])

    def _opens(self, frame: Frame, date: DateMention) -> bool:
        return len(frame.words(frame.sentence.start, date.start, _OPENING_WORDS + 1)) <= _OPENING_WORDS

    def _beside(self, frame: Frame, date: DateMention, told: Told) -> bool:
        """Whether a date opens the sentence, touches the words of speech, or stands between the speaker and the content."""
        if self._opens(frame, date):
            return True
        if told.cue and (
            self._near(frame, told.cue[1], date.start) or self._near(frame, date.end, told.cue[0])
        ):
            return True
        return told.speaker is not None and self._near(frame, date.end, told.start, most=0)

    def _near(self, frame: Frame, start: int, end: int, most: int = _WORDS_BETWEEN) -> bool:
        if start > end:
            return False
        gap = frame.text(start, min(end, start + 60))
        return (
            not any(mark in gap for mark in '.;:!?«»“”"') and len(frame.words(start, end, most + 1)) <= most
        )


def past_days(dates: Sequence[DateMention], created: dt.date | None) -> list[DateMention]:
    """The dates that are one known day, and not yet to come on publication: nobody has spoken tomorrow."""
    return [date for date in dates if _is_past_day(date, created)]


def _is_past_day(date: DateMention, created: dt.date | None) -> bool:
    if date.type != "DATE" or date.grain != "day" or len(date.value) != 10 or "X" in date.value:
        return False
    return created is None or date.value <= created.isoformat()
