"""Reported clauses before a tag: ``…, X said.``, and behind one: ``As X said, …``."""

from __future__ import annotations

from timeline.reading.document import Word
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.clauses import REACH, Content, has_verb, is_finite, is_passive
from timeline.reading.speech.frames import Cue, Frame
from timeline.reading.speech.lexicon import Verb
from timeline.reading.speech.subjects import speaker_of

_TAIL_WORDS = 24
_FEWEST_WORDS = 2
_AS_WORDS = 3
_MODIFIERS = 3


def tagged(frame: Frame, cue: Cue) -> Content | None:
    """``Prices fell, X said.``; with ``as X said`` the content may also follow."""
    start = max(frame.sentence.start, cue.start - REACH)
    comma = frame.text(start, cue.start).rfind(",")
    if isinstance(cue.tag, Verb) and cue.tag.addressee and frame.mark_before(cue.start) == ",":
        cue = cue._replace(tag=cue.tag._replace(addressee=False))
    speaker = _tag_speaker(frame, cue, start, start + comma + 1 if comma >= 0 else start)
    if is_passive(frame, cue) or (speaker is None and not _is_bare(frame, cue, start + comma + 1)):
        return None
    tag = min(cue.start, speaker.outer_start) if speaker else cue.start
    if comma >= 0 and (
        _only_modifies(frame, start + comma + 1, tag) or _only_helps(frame, start + comma + 1, tag)
    ):
        tag = start + comma + 1
    as_word = _as_word(frame, start, tag)
    is_as = as_word is not None
    if as_word:
        tag = as_word.start
    rest = max(cue.end, speaker.outer_end) if speaker else cue.end
    if tag - frame.sentence.start <= 2 and is_as:
        comma = frame.text(rest, rest + REACH).find(",")
        return Content(rest + comma + 1, frame.sentence.end, speaker) if comma >= 0 else None
    if not frame.text(start, tag).rstrip(" \xa0—–-").endswith(",") or not _closes(frame, rest):
        return None
    first = next(iter(frame.words(frame.sentence.start, tag, 1)), None)
    inner_comma = "," in frame.text(start, tag).rstrip(" ,\xa0")
    fronted = first is not None and first.folded in frame.lexicon.prepositions and not inner_comma
    if first is None or (fronted and not frame.lexicon.speech.verb_second):
        return None
    parenthetical = _parenthetical(frame, rest) and not (rest > cue.end and _describes(frame, rest))
    end = frame.sentence.end if parenthetical else tag
    if frame.lexicon.auxiliaries and not (
        has_verb(frame, frame.sentence.start, tag)
        or (parenthetical and any(is_finite(frame, word) for word in frame.words(rest, end)))
    ):
        return None
    return Content(frame.sentence.start, end, speaker)


def _as_word(frame: Frame, start: int, tag: int) -> Word | None:
    """The word for "as" before a tag, with at most an object and an auxiliary between: ``comme l’a rappelé X``."""
    for word in reversed(frame.words(max(start, tag - 20), tag)[-_AS_WORDS:]):
        if word.folded in frame.lexicon.as_words:
            return word
        if word.folded not in frame.lexicon.auxiliaries and word.folded not in frame.lexicon.determiners:
            return None
    return None


def _parenthetical(frame: Frame, rest: int) -> bool:
    """Whether the content goes on behind its tag: ``Though it went well, he said, the next would be harder``."""
    if frame.text(rest, rest + 1) != ",":
        return False
    following = frame.words(rest, frame.sentence.end, _FEWEST_WORDS + 1)
    joined = bool(following) and following[0].folded in frame.lexicon.clause_breaks
    last = following[min(joined, len(following) - 1)] if following else None
    adds = last and frame.cues_between(following[0].start, last.end)
    return len(following) > _FEWEST_WORDS and not adds


def _only_modifies(frame: Frame, start: int, end: int) -> bool:
    """Whether the few words between a comma and a speaker can only describe the speaker: ``, labour experts say``."""
    words = frame.words(start, end, _MODIFIERS + 1)
    return (
        bool(frame.lexicon.auxiliaries)
        and 0 < len(words) <= _MODIFIERS
        and not any(is_finite(frame, word) or _opens_clause(frame, word) for word in words)
    )


def _opens_clause(frame: Frame, word: Word) -> bool:
    """Whether a word opens a clause of its own: ``, ce que dément X``."""
    lexicon = frame.lexicon
    return (
        word.folded in lexicon.as_words
        or word.folded in lexicon.relatives
        or word.folded in lexicon.complementisers
    )


def _only_helps(frame: Frame, start: int, end: int) -> bool:
    """Whether nothing but the auxiliary of a verb stands between a comma and a tag: ``, a indiqué X``, ``, a-t-il dit``."""
    words = frame.words(start, end, _AS_WORDS)
    lexicon = frame.lexicon
    helps = (lexicon.auxiliaries, lexicon.pronouns, lexicon.speech.impersonal)
    return 0 < len(words) < _AS_WORDS and all(any(word.folded in group for group in helps) for word in words)


def _is_bare(frame: Frame, cue: Cue, start: int) -> bool:
    """Whether a verb alone is the tag, in a language that may leave its subject out: ``, precisó.``; or has none."""
    if isinstance(cue.tag, Verb) and cue.tag.impersonal:
        return True
    alone = not frame.words(start, cue.start, 1) or _only_helps(frame, start, cue.start)
    return (
        frame.lexicon.speech.drops_subjects and alone and frame.text(cue.end, cue.end + 1) in (",", ".", "")
    )


def _describes(frame: Frame, rest: int) -> bool:
    """Whether what follows the name of a speaker and a comma tells who that is: ``, said Novak, a negotiator``."""
    word = next(iter(frame.words(rest, frame.sentence.end, 1)), None)
    lexicon = frame.lexicon
    return word is not None and (
        word.folded in lexicon.determiners
        or word.folded in lexicon.relatives
        or any(candidate.start == word.start for candidate in frame.candidates_between(word.start, word.end))
    )


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
    led = next(iter(frame.fragments_between(rest, frame.sentence.end)), None)
    if led and frame.mark_before(led.start) == ":":
        return False
    if not words or gap:
        return True
    first = words[0].folded
    day = any(start == words[0].start for start, _ in frame.days)
    return len(words) <= _TAIL_WORDS and (
        day or first in frame.lexicon.prepositions or first in frame.lexicon.openers
    )
