"""Whole sentences that the form of their verb tells to be somebody else's: ``Er erwarte eine Antwort.``, ``Das müssten sie selbst tun.``"""

from __future__ import annotations

from timeline.reading.speech.clauses import is_subjunctive
from timeline.reading.speech.frames import Frame

_CLAUSE_WORDS = 30
_STOPS = " \t\xa0\n\r.!?…"


def tells_speech(frame: Frame) -> bool:
    """Whether any verb of a sentence has that form."""
    return bool(frame.lexicon.subjunctives) and any(is_subjunctive(frame, word) for word in frame.all_words)


def retold(frame: Frame, *, before: bool) -> tuple[int, int] | None:
    """The span of a sentence whose main verb has that form; ``before`` tells whether the sentence before is told in it."""
    lexicon = frame.lexicon
    start, end = frame.sentence.start, frame.sentence.end
    words = frame.words(start, end, _CLAUSE_WORDS)
    if not lexicon.subjunctives or not words or frame.reports:
        return None
    first = words[0].folded
    opens = first in lexicon.complementisers or first in lexicon.subordinators
    if opens and first not in lexicon.determiners:
        return None
    comma = frame.text(words[0].start, end).find(",")
    clause = frame.words(start, words[0].start + comma if comma >= 0 else end, _CLAUSE_WORDS)
    plural = before and any(word.folded in lexicon.plural_subjunctives for word in clause)
    if not plural and not any(is_subjunctive(frame, word) for word in clause):
        return None
    told = frame.text(words[0].start, end).rstrip(_STOPS)
    return words[0].start, words[0].start + len(told)
