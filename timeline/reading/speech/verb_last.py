"""Reported clauses before their verb, closed by a suffix or a quotative: ``X … екенін айтты``, ``X … деп санайды``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from timeline.reading.document import Word
from timeline.reading.speech.clauses import Content, past_day
from timeline.reading.speech.frames import Cue, Frame
from timeline.reading.speech.lexicon import Verb
from timeline.reading.speech.subjects import closes_report, speaker_of

_LONGEST = 1200
_LEADING_WORDS = 10
_BETWEEN_WORDS = 4
_PREAMBLE_WORDS = 16
_HARD = frozenset('.;:!?«»“”„"')


def nominalised(frame: Frame, cue: Cue) -> Content | None:
    """A clause that a suffix turns into the object of the verb behind it, or that a quotative closes."""
    start = max(frame.sentence.start, cue.start - _LONGEST)
    earlier = [other.end for other in frame.cues_between(start, cue.start) if _is_finite(frame, other)]
    headed = [
        fragment.end
        for fragment in frame.fragments_between(start, cue.start)
        if frame.text(fragment.end, fragment.end + 1) == ":"
    ]
    start = max([start, *earlier[-1:], *headed[-1:]])
    end = _clause_end(frame, cue, start)
    if end is None:
        return None
    speaker = speaker_of(frame, cue, start, min(frame.sentence.end, cue.end + 100))
    if speaker is None and closes_report(frame, cue):
        return None
    begin = speaker.outer_end if speaker and speaker.outer_end <= end else start
    return Content(_past_preamble(frame, begin, end), end, speaker)


def _is_finite(frame: Frame, cue: Cue) -> bool:
    """Whether a cue ends a clause: a comma or a conjunction follows."""
    following = frame.text(cue.end, cue.end + 2).strip()
    return isinstance(cue.tag, Verb) and following[:1] in (",", ";", ".")


def _clause_end(frame: Frame, cue: Cue, start: int) -> int | None:
    """The end of the word that closes the clause before a verb, with at most a few words between."""
    if cue.verb_start > cue.start:
        quoted = any(
            fragment.end + 4 >= cue.start for fragment in frame.fragments_between(start, cue.start)[-1:]
        )
        return None if quoted else cue.start
    passive = isinstance(cue.tag, Verb) and cue.tag.impersonal
    endings = frame.lexicon.passive_clause_endings if passive else frame.lexicon.clause_endings
    for word in reversed(frame.words(start, cue.start)[-_BETWEEN_WORDS:]):
        if any(mark in _HARD or mark == "," for mark in frame.text(word.end, cue.start)):
            return None
        if endings and word.folded.endswith(endings):
            told = any(other.end >= word.end for other in frame.cues_between(start, word.end))
            return None if told or _is_governed(frame, word, cue) else word.end
    bare = isinstance(cue.tag, Verb) and cue.tag.bare and frame.mark_before(cue.start).isalnum()
    return cue.start if bare else None


def _is_governed(frame: Frame, word: Word, cue: Cue) -> bool:
    """Whether a postposition follows a clause, which then is no object: ``екеніне қарамастан``."""
    behind = frame.words(word.end, cue.start, 1)
    return bool(behind) and behind[0].folded in frame.lexicon.postpositions


def _past_preamble(frame: Frame, start: int, end: int) -> int:
    """Behind particles, addressees, the day of speaking, and a clause that only introduces: ``сілтеме жасап,``, ``берген сұхбатында``."""
    position = _past_openers(frame, start, end)
    words: Sequence[Word] = frame.words(position, end, _PREAMBLE_WORDS)
    for word in words:
        introduces = len(word.text) > 3 and word.folded.endswith(frame.lexicon.converb_endings)
        if introduces and frame.text(word.end, word.end + 1) == ",":
            return _past_openers(frame, word.end + 1, end)
    occasion = _occasion(frame, words)
    return _past_openers(frame, occasion.end, end) if occasion else position


def _occasion(frame: Frame, words: Sequence[Word]) -> Word | None:
    """The word for what somebody speaks in, unless a clause that describes something goes on behind it: ``сұхбатында айтылған шарттар``."""
    occasions, relative = frame.lexicon.occasions, frame.lexicon.relative_endings
    before = ""
    for word, following in pairwise(words):
        if occasions and f"{before} {word.folded}".endswith(occasions):
            return None if relative and following.folded.endswith(relative) else word
        before = word.folded
    return None


def _past_openers(frame: Frame, start: int, end: int) -> int:
    position = past_day(frame, start)
    words = frame.words(position, end, _LEADING_WORDS)
    for word, following in zip_longest(words, words[1:]):
        if word.start < position:
            continue
        if following and f"{word.folded} {following.folded}" in frame.lexicon.openers:
            position = past_day(frame, following.end)
        elif word.folded in frame.lexicon.openers:
            position = past_day(frame, word.end)
        else:
            return position
    return position
