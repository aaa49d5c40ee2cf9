"""Reported clauses: what somebody said, in the author's words.

Four shapes, as the language has them. The verb before: ``X said (that) …``, ``X заявил, что …``. The verb behind a nominalised clause or a
quotative: ``X … екенін айтты``, ``X … деп санайды``. The verb in a tag: ``…, X said.`` A source phrase: ``according to X, …``,
``X-тың айтуынша, …``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from timeline.reading.document import Word
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.frames import Cue, Frame, Told
from timeline.reading.speech.lexicon import Source, Verb
from timeline.reading.speech.subjects import speaker_of

_REACH = 400
_LONGEST = 1200
_TAIL_REACH = 60
_LEADING_WORDS = 10
_TAIL_WORDS = 16
_BETWEEN_WORDS = 4
_PREAMBLE_WORDS = 16
_FEWEST_WORDS = 2
_MOST_QUOTED = 0.6
_EDGE = " \t\xa0\n\r,;:—–-"
_STOPS = ".!?…"
_HARD = frozenset('.;:!?«»“”„"')


class _Content(NamedTuple):
    """A reported clause and where its speaker's words may be found."""

    start: int
    end: int
    speaker: Candidate | None


_Shape: TypeAlias = Callable[[Frame, Cue], _Content | None]


def indirect_quotes(frame: Frame, direct: Sequence[Told]) -> list[Told]:
    """The reported clauses of a sentence, in order; none overlap. ``direct`` are the direct quotations found in it."""
    told: list[Told] = []
    tags = {one.cue for one in direct if one.tag}
    closing = _closing_tag(frame, tags)
    for cue in [closing] if closing else frame.cues:
        content = None if (cue.start, cue.end) in tags else _content(frame, cue)
        if content is None:
            continue
        one = _told(frame, cue, content, [*direct[:8], *told[-1:]])
        if one and not (told and one.start < told[-1].end) and not _mostly_quoted(one, direct):
            told.append(one)
    return told


def _closing_tag(frame: Frame, tags: set[tuple[int, int] | None]) -> Cue | None:
    """The cue of a tag that closes the sentence, when other cues stand before it: all of them are content."""
    if len(frame.cues) < 2 or frame.lexicon.speech.order == "SOV":
        return None
    cue = frame.cues[-1]
    if isinstance(cue.tag, Source) or cue.tag.use != "say" or (cue.start, cue.end) in tags:
        return None
    content = None if _following(frame, cue) else _tagged(frame, cue)
    if content is None or content.speaker is None:
        return None
    reports = not content.speaker.human and any(
        _after_complementiser(frame, other) for other in frame.cues[-4:-1]
    )
    return None if reports else cue


def _content(frame: Frame, cue: Cue) -> _Content | None:
    if isinstance(cue.tag, Source):
        return _by_source(frame, cue)
    if cue.tag.use != "say":
        return None
    shapes: tuple[_Shape, ...] = (
        (_nominalised,) if frame.lexicon.speech.order == "SOV" else (_following, _tagged)
    )
    return next((content for shape in shapes if (content := shape(frame, cue))), None)


def _told(frame: Frame, cue: Cue, content: _Content, others: Sequence[Told]) -> Told | None:
    start, end = _trimmed(frame, content.start, content.end)
    if end - start > _LONGEST or len(frame.words(start, end, _FEWEST_WORDS)) < _FEWEST_WORDS:
        return None
    speaker, dropped = content.speaker, isinstance(cue.tag, Verb)
    if isinstance(cue.tag, Verb) and not cue.tag.finite:
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
        dropped=dropped and speaker is None,
    )


def _trimmed(frame: Frame, start: int, end: int) -> tuple[int, int]:
    text = frame.document.text
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE + _STOPS:
        end -= 1
    return start, end


def _mostly_quoted(one: Told, direct: Sequence[Told]) -> bool:
    """Whether a clause is little more than very words."""
    quoted = sum(
        max(0, min(one.end, other.end) - max(one.start, other.start))
        for other in direct[: _BETWEEN_WORDS * 5]
    )
    return quoted > _MOST_QUOTED * (one.end - one.start)


# --- the verb before: "X said that …" ---------------------------------------------------------------------------------------------


def _following(frame: Frame, cue: Cue) -> _Content | None:
    """``X said (that) …``, and ``as X said, …``."""
    start = _after_complementiser(frame, cue)
    speaker = _speaker_before(frame, cue)
    if start is None:
        start = _bare_start(frame, cue, speaker)
    if start is None or _is_passive(frame, cue) or (speaker is None and _asks(frame, cue)):
        return None
    return _Content(start, _content_end(frame, start), speaker)


def _asks(frame: Frame, cue: Cue) -> bool:
    """Whether a verb that begins a clause tells what its subject was asked: ``Asked whether …, he said``."""
    before = frame.text(frame.sentence.start, cue.start).rstrip()[-1:]
    return isinstance(cue.tag, Verb) and cue.tag.addressee and before in ("", ",")


def _speaker_before(frame: Frame, cue: Cue) -> Candidate | None:
    start = max(frame.sentence.start, cue.start - _REACH)
    earlier = [other.end for other in frame.cues_between(start, cue.start) if isinstance(other.tag, Verb)]
    quoted = [fragment.end for fragment in frame.fragments_between(start, cue.start)]
    return speaker_of(frame, cue, max([start, *earlier, *quoted]), min(frame.sentence.end, cue.end + 100))


def _is_passive(frame: Frame, cue: Cue) -> bool:
    before = frame.words(max(frame.sentence.start, cue.start - 20), cue.start)[-1:]
    return bool(before) and before[0].folded in frame.lexicon.passives


def _after_complementiser(frame: Frame, cue: Cue) -> int | None:
    """The end of the word for "that" behind a verb, with at most an adverbial between: ``said on Friday that``."""
    end = min(frame.sentence.end, cue.end + _REACH)
    following = frame.cues_between(cue.end, end)
    limit = following[0].start if following else end
    position = cue.end
    for number, word in enumerate(frame.words(cue.end, end, _LEADING_WORDS)):
        if any(mark in _HARD for mark in frame.text(position, word.start)) or word.start > limit:
            return None
        if word.folded in frame.lexicon.complementisers:
            relative = number and word.folded in frame.lexicon.relatives
            return None if relative and not _adverbial(frame, cue) else word.end
        position = word.end
    return None


def _adverbial(frame: Frame, cue: Cue) -> bool:
    """Whether what stands right behind a verb is no object, which a relative clause could follow."""
    word = next(iter(frame.words(cue.end, frame.sentence.end, 1)), None)
    if word is None or (isinstance(cue.tag, Verb) and cue.tag.addressee):
        return word is not None
    if word.folded in frame.lexicon.prepositions or word.folded in frame.lexicon.openers:
        return True
    return (
        any(start == word.start for start, _ in frame.days) or frame.text(cue.end, word.start).strip() == ","
    )


def _bare_start(frame: Frame, cue: Cue, speaker: Candidate | None) -> int | None:
    """Where a clause without "that" begins: ``said prices fell``, ``told reporters on Friday prices fell``."""
    if not isinstance(cue.tag, Verb) or (speaker and speaker.start >= cue.end):
        return None
    comma = frame.lexicon.speech.comma_that and _past_comma(frame, cue.end)
    if not (cue.tag.bare or comma):
        return None
    position = comma or cue.end
    if comma:
        return position
    if cue.tag.addressee:
        addressee = next(iter(frame.candidates_between(cue.end, cue.end + _REACH)), None)
        if addressee and not frame.text(cue.end, addressee.outer_start).strip():
            position = addressee.outer_end
    for _ in range(_BETWEEN_WORDS):
        position = _past_day(frame, position)
        word = next(iter(frame.words(position, min(frame.sentence.end, position + 60), 1)), None)
        if word is None or frame.text(position, word.start).strip(" \xa0"):
            return None
        if word.folded not in frame.lexicon.openers:
            blocked = word.folded in frame.lexicon.prepositions or not _is_clause(frame, word)
            return None if blocked else word.start
        position = word.end
    return None


def _is_clause(frame: Frame, word: Word) -> bool:
    """Whether a verb follows, where the pack tells verbs."""
    lexicon = frame.lexicon
    return not (lexicon.auxiliaries or lexicon.verb_endings) or _has_verb(
        frame, word.start, frame.sentence.end
    )


def _past_comma(frame: Frame, position: int) -> int | None:
    """Behind the comma or colon at a position, if words of the author follow it."""
    if frame.text(position, position + 1) not in (",", ":"):
        return None
    word = next(iter(frame.words(position + 1, frame.sentence.end, 1)), None)
    quoted = frame.fragments_between(position, word.start + 1) if word else ()
    return position + 1 if word and not quoted else None


def _has_verb(frame: Frame, start: int, end: int) -> bool:
    """Whether a stretch is a clause rather than a noun phrase, as far as its words tell."""
    words = frame.words(start, min(end, start + _REACH))[1:]
    lexicon = frame.lexicon
    return any(
        word.folded in lexicon.auxiliaries or word.folded.endswith(lexicon.verb_endings) for word in words
    )


def _past_day(frame: Frame, position: int) -> int:
    """Behind the day that stands at a position, if one does."""
    for start, end in frame.days:
        if position <= start and not frame.words(position, start, 1):
            return end if not frame.text(position, start).strip() else position
    return position


def _content_end(frame: Frame, start: int) -> int:
    """The end of a content clause: of the sentence, or before the clause of the next cue."""
    end = min(frame.sentence.end, start + _LONGEST)
    for cue in frame.cues_between(start, end)[:_BETWEEN_WORDS]:
        if _reports_all(frame, cue):
            return (
                frame.document.text.rindex(",", start, cue.start)
                if "," in frame.text(start, cue.start)
                else end
            )
        if isinstance(cue.tag, Source) or not (cue.tag.finite is False or _opens_clause(frame, cue)):
            continue
        if frame.lexicon.speech.comma_that:
            return _last_stop(frame, start, cue.start)
        words = frame.words(max(start, cue.start - 80), cue.start)[-_BETWEEN_WORDS:]
        for word in reversed([*words, *frame.words(cue.start, cue.end)[:1]]):
            if frame.text(word.start - 2, word.start).rstrip(" \xa0").endswith(",") and word.start > start:
                return word.start - 2
            if word.folded in frame.lexicon.clause_breaks and word.start < cue.start:
                return word.start
    colon = frame.text(start, end).find(": ")
    return start + colon if colon >= 0 and frame.fragments_between(start + colon, start + colon + 4) else end


def _opens_clause(frame: Frame, cue: Cue) -> bool:
    if _after_complementiser(frame, cue) is not None:
        return True
    return frame.lexicon.speech.comma_that and frame.text(cue.end, cue.end + 1) in (",", ":")


def _last_stop(frame: Frame, start: int, end: int) -> int:
    """The last comma or semicolon of a stretch, else its end."""
    told = frame.text(start, end)
    stop = max(told.rfind(","), told.rfind(";"))
    return start + stop if stop > 0 else end


def _reports_all(frame: Frame, cue: Cue) -> bool:
    """Whether a cue behind a comma tells in a few words where the whole sentence comes from: ``, сообщает ТАСС``."""
    comma = frame.text(max(frame.sentence.start, cue.start - _TAIL_REACH), cue.start).rfind(",")
    if comma < 0 or len(frame.words(cue.end, frame.sentence.end, _BETWEEN_WORDS + 1)) > _BETWEEN_WORDS:
        return False
    between = frame.words(
        max(frame.sentence.start, cue.start - _TAIL_REACH) + comma, cue.start, _BETWEEN_WORDS
    )
    return len(between) < _BETWEEN_WORDS and all(word.text[0].isupper() for word in between)


# --- the verb in a tag: "…, X said." ----------------------------------------------------------------------------------------------


def _tagged(frame: Frame, cue: Cue) -> _Content | None:
    """``Prices fell, X said.``; with ``as X said`` the content may also follow."""
    start = max(frame.sentence.start, cue.start - _REACH)
    comma = frame.text(start, cue.start).rfind(",")
    speaker = _tag_speaker(frame, cue, start, start + comma + 1 if comma >= 0 else start)
    if speaker is None or _is_passive(frame, cue):
        return None
    tag = min(cue.start, speaker.outer_start)
    as_word = frame.words(max(start, tag - 12), tag)[-1:]
    if as_word and as_word[0].folded in frame.lexicon.as_words:
        tag = as_word[0].start
    rest = max(cue.end, speaker.outer_end)
    if tag - frame.sentence.start <= 2 and as_word:
        comma = frame.text(rest, rest + _REACH).find(",")
        return _Content(rest + comma + 1, frame.sentence.end, speaker) if comma >= 0 else None
    if not frame.text(start, tag).rstrip(" \xa0—–-").endswith(",") or not _closes(frame, rest):
        return None
    first = next(iter(frame.words(frame.sentence.start, tag, 1)), None)
    inner_comma = "," in frame.text(start, tag).rstrip(" ,\xa0")
    if first is None or (first.folded in frame.lexicon.prepositions and not inner_comma):
        return None
    if frame.lexicon.auxiliaries and not _has_verb(frame, frame.sentence.start, tag):
        return None
    return _Content(
        frame.sentence.start, frame.sentence.end if _parenthetical(frame, cue, rest) else tag, speaker
    )


def _parenthetical(frame: Frame, cue: Cue, rest: int) -> bool:
    """Whether the content goes on behind its tag: ``Though it went well, he said, the next would be harder``."""
    if rest != cue.end or frame.text(rest, rest + 1) != ",":
        return False
    following = frame.words(rest, frame.sentence.end, _FEWEST_WORDS + 1)
    adds = following and frame.cues_between(following[0].start, following[0].end)
    return len(following) > _FEWEST_WORDS and not adds


def _tag_speaker(frame: Frame, cue: Cue, start: int, comma: int) -> Candidate | None:
    """The subject of a tag: in it, or set off by commas itself (``, the negotiator, X, said``)."""
    end = min(frame.sentence.end, cue.end + 100)
    speaker = speaker_of(frame, cue, comma, end)
    if speaker or not frame.lexicon.speech.determiners:
        return speaker
    return (
        speaker_of(frame, cue, start, cue.start)
        if frame.text(start, cue.start).rstrip().endswith(",")
        else None
    )


def _closes(frame: Frame, rest: int) -> bool:
    """Whether what stands behind a tag is no content of its own: nothing, an adverbial, or a further clause."""
    words = frame.words(rest, frame.sentence.end, _TAIL_WORDS + 1)
    gap = frame.text(rest, words[0].start if words else frame.sentence.end).strip(" \xa0")
    if frame.fragments_between(rest, words[0].start if words else frame.sentence.end) or ":" in gap:
        return False
    if not words or gap:
        return True
    first = words[0].folded
    day = any(start == words[0].start for start, _ in frame.days)
    return len(words) <= _TAIL_WORDS and (
        day or first in frame.lexicon.prepositions or first in frame.lexicon.openers
    )


# --- the verb behind: "X … екенін айтты" ------------------------------------------------------------------------------------------


def _nominalised(frame: Frame, cue: Cue) -> _Content | None:
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
    begin = speaker.outer_end if speaker and speaker.outer_end <= end else start
    return _Content(_past_preamble(frame, begin, end), end, speaker)


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
    for word in reversed(frame.words(start, cue.start)[-_BETWEEN_WORDS:]):
        if any(mark in _HARD or mark == "," for mark in frame.text(word.end, cue.start)):
            return None
        if word.folded.endswith(frame.lexicon.clause_endings) and frame.lexicon.clause_endings:
            return word.end
    return None


def _past_preamble(frame: Frame, start: int, end: int) -> int:
    """Behind particles, addressees, the day of speaking, and a clause that only introduces: ``сілтеме жасап,``."""
    position = _past_openers(frame, start, end)
    words: Sequence[Word] = frame.words(position, end, _PREAMBLE_WORDS)
    for word in words:
        introduces = len(word.text) > 3 and word.folded.endswith(frame.lexicon.converb_endings)
        if introduces and frame.text(word.end, word.end + 1) == ",":
            return _past_openers(frame, word.end + 1, end)
    return position


def _past_openers(frame: Frame, start: int, end: int) -> int:
    position = _past_day(frame, start)
    for word in frame.words(position, end, _LEADING_WORDS):
        if word.start < position:
            continue
        if word.folded not in frame.lexicon.openers:
            return position
        position = _past_day(frame, word.end)
    return position


# --- a source phrase: "according to X, …" -----------------------------------------------------------------------------------------


def _by_source(frame: Frame, cue: Cue) -> _Content | None:
    """``According to X, …``, ``…, по словам X``, ``X-тың айтуынша, …``."""
    if not isinstance(cue.tag, Source):
        return None
    speaker = speaker_of(frame, cue, frame.sentence.start, frame.sentence.end)
    start, end = _phrase(frame, cue, cue.tag, speaker)
    before = frame.words(max(frame.sentence.start, start - _REACH), start)
    if any(fragment.end + 6 >= start for fragment in frame.fragments_between(start - _LONGEST, start)[-1:]):
        return None
    apart = frame.text(frame.sentence.start, start).rstrip()[-1:] in ("", ",")
    if not apart and frame.text(end, end + 1) == ",":
        return _Content(end + 1, frame.sentence.end, speaker)
    if len(before) > 2 and len(frame.words(end, frame.sentence.end, 4)) <= 3:
        return _Content(frame.sentence.start, start, speaker)
    if len(before) <= 3:
        comma = frame.text(end, min(end + 80, frame.sentence.end)).find(",")
        return _Content(end + comma + 1 if comma >= 0 else end, frame.sentence.end, speaker)
    return _Content(frame.sentence.start, frame.sentence.end, speaker)


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
