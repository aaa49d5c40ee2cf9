"""Reported clauses: what somebody said, in the author's words.

Four shapes, as the language has them. The verb before: ``X said (that) …``, ``X заявил, что …``. The verb behind a nominalised clause or a
quotative: ``X … екенін айтты``, ``X … деп санайды``. The verb in a tag: ``…, X said.`` A source phrase: ``according to X, …``,
``X-тың айтуынша, …``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias

from timeline.reading.speech.clauses import Content, is_adverb, is_carried
from timeline.reading.speech.following import after_complementiser, following
from timeline.reading.speech.frames import Cue, Frame, Told
from timeline.reading.speech.lexicon import Source, Use, Verb
from timeline.reading.speech.meant import is_noun, meant, named_report
from timeline.reading.speech.sourced import by_source
from timeline.reading.speech.trailing import tagged
from timeline.reading.speech.verb_last import nominalised

_LONGEST = 1200
_LONGEST_DATELINE = 60
_DATELINE = re.compile(r"[^\W\d_][^.!?;:«»“”\n]*(?:\.[^.!?;:«»“”\n]*)?(?:[ \xa0][—–-]|\.[—–-])[ \xa0]")
_FEWEST_WORDS = 2
_BESIDE = 40
_MOST_OTHERS = 20
_MOST_QUOTED = 0.6
_PART_QUOTED = 0.15
_MANY_QUOTED = 4
_OWN_WORDS = 4
_EDGE = " \t\xa0\n\r,;:—–-"
_STOPS = ".!?…"

_Shape: TypeAlias = Callable[[Frame, Cue], Content | None]
_SHAPES: dict[Use, tuple[_Shape, ...]] = {
    "say": (following, meant, tagged),
    "quote": (tagged,),
    "mean": (following, meant),
    "call": (meant,),
    "noun": (named_report,),
}


def indirect_quotes(frame: Frame, direct: Sequence[Told]) -> list[Told]:
    """The reported clauses of a sentence, in order; none overlap. ``direct`` are the direct quotations found in it."""
    told: list[Told] = []
    tags = {one.cue for one in direct if one.tag or _is_adverbial(frame, one)}
    closing = _closing_tag(frame, tags)
    for cue in [closing] if closing else frame.reports:
        content = None if (cue.start, cue.end) in tags else _content(frame, cue)
        if content is None or (isinstance(cue.tag, Source) and _tells_tag(content, tags)):
            continue
        for part in _parts(frame, content):
            one = _told(frame, cue, part, [*direct[:8], *told[-1:]])
            if one and not (told and one.start < told[-1].end) and not _mostly_quoted(frame, one, direct):
                told.append(one)
    return told


def _parts(frame: Frame, content: Content) -> list[Content]:
    """What is reported, cut where a comma, "and" and a second "that" begin another clause: ``recordó que A, y que B``."""
    lexicon = frame.lexicon
    parts = [content]
    # English, which may do without "that", repeats it within one report.
    if not lexicon.complementisers or lexicon.clause_subjects:
        return parts
    if "," not in frame.text(content.start, content.end):
        return parts
    words = frame.words(content.start, content.end)
    for joiner, that in pairwise(words):
        again = joiner.folded in lexicon.joiners and that.folded in lexicon.complementisers
        if again and frame.mark_before(joiner.start) == "," and that.folded not in lexicon.questions:
            parts[-1:] = [
                parts[-1]._replace(end=joiner.start),
                parts[-1]._replace(start=that.end),
            ]
    return parts


def _tells_tag(content: Content, tags: set[tuple[int, int] | None]) -> bool:
    """Whether what a source phrase reports is a quotation with its tag: ``“…”, said X, according to Y``."""
    return any(tag is not None and content.start <= tag[0] < content.end for tag in tags)


def _is_adverbial(frame: Frame, one: Told) -> bool:
    """Whether very words only tell how something was said: ``“warmly” welcomed``."""
    return bool(frame.lexicon.clause_subjects) and one.cue is not None and one.end <= one.cue[0]


def _closing_tag(frame: Frame, tags: set[tuple[int, int] | None]) -> Cue | None:
    """The cue of a tag that closes the sentence, when other cues stand before it: all of them are content."""
    if len(frame.reports) < 2 or not frame.cues or frame.lexicon.speech.order == "SOV":
        return None
    cue = frame.cues[-1]
    if isinstance(cue.tag, Source) or cue.tag.use != "say" or (cue.start, cue.end) in tags:
        return None
    content = None if following(frame, cue) or meant(frame, cue) else tagged(frame, cue)
    if content is None or content.speaker is None:
        return None
    body = not content.speaker.human and content.speaker.kind != "unnamed"
    reports = body and any(after_complementiser(frame, other) for other in frame.cues[-4:-1])
    return None if reports else cue


def _content(frame: Frame, cue: Cue) -> Content | None:
    if isinstance(cue.tag, Source):
        return by_source(frame, cue)
    shapes = _SHAPES.get("noun" if is_noun(frame, cue) else cue.tag.use, ())
    if frame.lexicon.speech.order == "SOV":
        shapes = (nominalised,) if following in shapes else ()
    return next((content for shape in shapes if (content := shape(frame, cue))), None)


def _told(frame: Frame, cue: Cue, content: Content, others: Sequence[Told]) -> Told | None:
    start, end = _trimmed(frame, max(content.start, _dateline(frame)), content.end)
    if end - start > _LONGEST or len(frame.words(start, end, _FEWEST_WORDS)) < _FEWEST_WORDS:
        return None
    if _is_day(frame, start, end):
        return None
    speaker, dropped = content.speaker, isinstance(cue.tag, Verb) and not _has_other_subject(frame, cue)
    if isinstance(cue.tag, Verb) and not cue.tag.finite and not is_carried(frame, cue):
        host = next((one for one in reversed(others) if one.start < cue.start), None)
        if host:
            speaker, dropped = host.speaker, host.dropped
    return Told(
        start=start,
        end=end,
        kind="indirect",
        cue=(cue.start, cue.end),
        speaker=speaker,
        agreement=cue.agreement,
        dropped=dropped and speaker is None and not (isinstance(cue.tag, Verb) and cue.tag.impersonal),
        stated=isinstance(cue.tag, Verb) and cue.tag.impersonal,
    )


def _has_other_subject(frame: Frame, cue: Cue) -> bool:
    """Whether somebody whom nothing tells stands right before a verb, in a language that leaves no subject out: ``two crews refused``."""
    lexicon = frame.lexicon
    before = frame.words(max(frame.sentence.start, cue.start - _BESIDE), cue.start)[-1:]
    if not lexicon.clause_subjects or not before or frame.text(before[0].end, cue.start).strip(" \xa0"):
        return False
    word = before[0].folded
    return not (
        word in lexicon.clause_breaks
        or word in lexicon.auxiliaries
        or word in lexicon.relatives
        or word in lexicon.pronouns
        or is_adverb(frame, before[0])
    )


def _is_day(frame: Frame, start: int, end: int) -> bool:
    """Whether a stretch tells nothing but when something was said."""
    days = [day for day in frame.days if start <= day[0] < end]
    return bool(days) and all(
        word.folded in frame.lexicon.prepositions or any(first <= word.start < last for first, last in days)
        for word in frame.words(start, end)
    )


def _dateline(frame: Frame) -> int:
    """Where the news begin in the first sentence, behind place, day and agency: ``DAKAR, 20 mai (AFM) – ``."""
    start = frame.sentence.start
    if start > frame.document.sentences[0].start:
        return start
    dash = _DATELINE.match(frame.document.text, start, min(frame.sentence.end, start + _LONGEST_DATELINE))
    if dash is None or frame.reports_between(start, dash.end()):
        return start
    first = frame.words(start, dash.end(), 1)
    place = next(iter(frame.candidates_between(start, dash.end())), None)
    told = place is not None and place.actor_kind in ("place", "state") and place.outer_start == start
    dotted = dash[0].rstrip()[:-1].endswith(".")
    return dash.end() if told or dotted or (first and first[0].text.isupper()) else start


def _trimmed(frame: Frame, start: int, end: int) -> tuple[int, int]:
    text = frame.document.text
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE + _STOPS:
        end -= 1
    return start, end


def _has_own_clause(frame: Frame, start: int, end: int) -> bool:
    """Whether what is reported begins with a clause in the author's words: ``said they welcomed it, but “…”``."""
    comma = frame.text(start, end).rfind(",")
    if comma <= 0 or len(frame.words(start, start + comma, _OWN_WORDS)) < _OWN_WORDS:
        return False
    following = frame.words(start + comma, end, 1)
    breaks = bool(following) and following[0].folded in frame.lexicon.clause_breaks
    return breaks or frame.lexicon.speech.comma_that


def _mostly_quoted(frame: Frame, one: Told, direct: Sequence[Told]) -> bool:
    """Whether very words that make a clause of their own are the better part of what is reported, or few words nearly all of it."""
    within = [other for other in direct[:_MOST_OTHERS] if other.start < one.end and one.start < other.end]
    quoted = sum(min(one.end, other.end) - max(one.start, other.start) for other in within)
    least = frame.lexicon.speech.bare_words or _MANY_QUOTED
    if within and _has_own_clause(frame, one.start, within[0].start):
        return False
    many = any(len(frame.words(other.start, other.end, least)) == least for other in within)
    return quoted > (_PART_QUOTED if many else _MOST_QUOTED) * (one.end - one.start)
