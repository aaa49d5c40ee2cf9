"""Clauses with a source phrase: ``according to X, …``, ``…, по словам X``, ``X-тың айтуынша, …``."""

from __future__ import annotations

from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.clauses import REACH, Content, has_verb
from timeline.reading.speech.following import after_complementiser, content_end
from timeline.reading.speech.frames import Cue, Frame, refers_back
from timeline.reading.speech.lexicon import Source, Verb
from timeline.reading.speech.subjects import speaker_of

_LONGEST = 1200
_REST_WORDS = 2


def by_source(frame: Frame, cue: Cue) -> Content | None:
    """``According to X, …``, ``…, по словам X``, ``X-тың айтуынша, …``; up to the colon that very words follow."""
    content = _sourced(frame, cue)
    if content is None or _tells_of_another(frame, content):
        return None
    if content.start == frame.sentence.start and refers_back(frame) is not None:
        return None
    content = content._replace(start=_past_that(frame, content.start, content.end))
    for fragment in frame.fragments_between(content.start, content.end)[:1]:
        lead = frame.text(content.start, fragment.start).rstrip()
        if lead.endswith(":"):
            return content._replace(end=content.start + len(lead) - 1)
    return content


def _tells_of_another(frame: Frame, content: Content) -> bool:
    """Whether what a source reports is somebody else's speech, told with a verb of its own: ``据塔斯社报道，国防部宣布，…``."""
    if not frame.lexicon.speech.comma_that:
        return False
    for cue in frame.cues_between(content.start, content.end)[:1]:
        told = isinstance(cue.tag, Verb) and frame.text(cue.end, cue.end + 1) == ","
        return told and speaker_of(frame, cue, content.start, cue.start) is not None
    return False


def _past_that(frame: Frame, start: int, end: int) -> int:
    """Behind the word for "that" with a particle before it, which a clause behind a source begins with: ``بحسب مصدر، فإن``."""
    words = frame.words(start, end, 2)
    glued = len(words) > 1 and words[0].end == words[1].start
    return words[1].end if glued and words[1].folded in frame.lexicon.complementisers else start


def _sourced(frame: Frame, cue: Cue) -> Content | None:
    if not isinstance(cue.tag, Source):
        return None
    speaker = speaker_of(frame, cue, frame.sentence.start, frame.sentence.end)
    if speaker is None and cue.tag.left and cue.tag.right:
        return None
    that = after_complementiser(frame, cue) if cue.tag.right else None
    if that is not None:
        return Content(that, content_end(frame, that), speaker)
    start, end = _phrase(frame, cue, cue.tag, speaker)
    led = _past_complementiser(frame, end) if frame.mark_before(start) == "," else None
    if led is not None:
        return Content(led, content_end(frame, led), speaker)
    before = frame.words(max(frame.sentence.start, start - REACH), start)
    if any(fragment.end + 6 >= start for fragment in frame.fragments_between(start - _LONGEST, start)[-1:]):
        return None
    behind_clause = frame.mark_before(start) == ","
    if behind_clause and before and before[-1].folded in frame.lexicon.pack.events.clauses:
        return Content(end, frame.sentence.end, speaker)
    verb = bool(frame.lexicon.auxiliaries) and has_verb(frame, frame.sentence.start, start)
    if behind_clause and verb:
        last = frame.sentence.end if _goes_on(frame, end) else start
        return Content(frame.sentence.start, last, speaker)
    apart = frame.mark_before(start) in ("", ",")
    if not apart and verb and frame.lexicon.speech.verb_second:
        return Content(frame.sentence.start, frame.sentence.end, speaker)
    if not apart and frame.text(end, end + 1) == ",":
        return Content(end + 1, frame.sentence.end, speaker)
    if len(before) > 2 and len(frame.words(end, frame.sentence.end, 4)) <= 3:
        return Content(frame.sentence.start, start, speaker)
    if len(before) <= 3:
        reach = end + 1 if frame.lexicon.speech.verb_second else end + 80
        comma = frame.text(end, min(reach, frame.sentence.end)).find(",")
        begin = _past_relative(frame, end + comma + 1) if comma >= 0 else end
        return Content(begin, frame.sentence.end, speaker)
    return Content(frame.sentence.start, frame.sentence.end, speaker)


def _goes_on(frame: Frame, end: int) -> bool:
    """Whether the clause before a source phrase goes on behind it: ``L’accord devrait, selon lui, entrer en vigueur``."""
    lexicon = frame.lexicon
    words = frame.words(end, frame.sentence.end, _REST_WORDS)
    if frame.text(end, end + 1) != "," or len(words) < _REST_WORDS or frame.cues_between(end, words[-1].end):
        return False
    first = words[0].folded
    new = first in lexicon.clause_breaks or first in lexicon.relatives or first in lexicon.complementisers
    return not (new or first in lexicon.pack.events.clauses)


def _past_relative(frame: Frame, start: int) -> int:
    """Behind a clause about the source: ``Selon X, qui dirige la délégation, …``."""
    word = next(iter(frame.words(start, frame.sentence.end, 1)), None)
    if word is None or word.folded not in frame.lexicon.relatives:
        return start
    comma = frame.text(start, frame.sentence.end).find(",")
    about = comma >= 0 and has_verb(frame, start, start + comma)
    return start + comma + 1 if about else start


def _past_complementiser(frame: Frame, end: int) -> int | None:
    """Behind the word for "that" that follows a source between commas, and belongs to the verb before it: ``ذكرت الوكالة، نقلا عن X، أن``."""
    word = next(iter(frame.words(end, frame.sentence.end, 1)), None)
    if word is None or frame.text(end, word.start).strip(" \xa0") != ",":
        return None
    return word.end if word.folded in frame.lexicon.complementisers else None


def _phrase(frame: Frame, cue: Cue, source: Source, speaker: Candidate | None) -> tuple[int, int]:
    """The span of a source phrase with its speaker."""
    start, end = cue.start, cue.end
    if speaker and source.right:
        start = speaker.outer_start
        if source.left:
            before = frame.words(max(frame.sentence.start, start - 40), start)[-len(source.left) :]
            start = before[0].start if before else start
    elif speaker:
        end = speaker.outer_end
    return start, end
