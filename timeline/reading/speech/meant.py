"""What somebody means or speaks of, told without a clause: ``promised to …``, ``called for …``, ``urged Kyiv to …``, ``the claim that …``."""

from __future__ import annotations

from itertools import pairwise

from timeline.reading.document import Word
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.clauses import REACH, Content, is_carried, is_finite, is_passive, past_day
from timeline.reading.speech.following import content_end, speaker_before
from timeline.reading.speech.frames import Cue, Frame
from timeline.reading.speech.lexicon import Verb

_FEWEST_WORDS = 2
_MOST_ADVERBS = 2
_CLAUSE_WORDS = 4
_ASKED_WORDS = 10
_OWNER_REACH = 40
_STOPS = frozenset(";:!?()—―–")


def meant(frame: Frame, cue: Cue) -> Content | None:
    """What the infinitive or the thing behind a verb tells: ``vowed to leave``, ``warned of a war``."""
    tag = cue.tag
    if not isinstance(tag, Verb) or tag.takes == "clause" or is_passive(frame, cue):
        return None
    first = _first_word(frame, cue.end)
    if first is None:
        return None
    if first.folded in frame.lexicon.infinitives:
        end = _without_tail(frame, first.start, content_end(frame, first.start))
        return Content(first.start, end, speaker_before(frame, cue))
    if tag.takes != "object":
        return None
    if first.folded in frame.lexicon.object_prepositions:
        first = _first_word(frame, first.end)
    if first is None or first.folded in frame.lexicon.auxiliaries:
        return None
    if _is_blocked(frame, first) or _describes(frame, cue):
        return None
    end, speaker = _thing_end(frame, first.start), speaker_before(frame, cue)
    if tag.addressee and not _is_asked(frame, first.start):
        return None
    quoted = frame.fragments_between(first.start, end)
    if quoted or len(frame.words(first.start, end, _FEWEST_WORDS)) < _FEWEST_WORDS:
        return None
    told = speaker or _is_coordinated(frame, cue) or frame.mark_before(cue.start).isalnum()
    return Content(first.start, end, speaker) if told else None


def _describes(frame: Frame, cue: Cue) -> bool:
    """Whether a form of a verb stands before a noun: ``a confirmed case``."""
    before = frame.words(max(frame.sentence.start, cue.start - _OWNER_REACH), cue.start)[-1:]
    lexicon = frame.lexicon
    return bool(before) and (
        before[0].folded in lexicon.determiners
        or before[0].folded in lexicon.possessives
        or before[0].folded in lexicon.prepositions
    )


def _is_coordinated(frame: Frame, cue: Cue) -> bool:
    """Whether a verb shares the subject of the one before it: ``and criticised …``; a participle always does."""
    if isinstance(cue.tag, Verb) and not cue.tag.finite:
        return True
    before = frame.words(max(frame.sentence.start, cue.start - _OWNER_REACH), cue.start)[-_MOST_ADVERBS:]
    return any(word.folded in frame.lexicon.clause_breaks for word in before)


def _is_asked(frame: Frame, start: int) -> bool:
    """Whether somebody is asked to do something: an infinitive follows soon."""
    words = frame.words(start, frame.sentence.end, _ASKED_WORDS)
    return any(word.folded in frame.lexicon.infinitives for word in words)


def named_report(frame: Frame, cue: Cue) -> Content | None:
    """What a noun of speech introduces: ``Putin's claim that …``, ``the decision to …``. Only the owner of the noun is its speaker."""
    first = _first_word(frame, cue.end)
    if first is None or not isinstance(cue.tag, Verb):
        return None
    lexicon = frame.lexicon
    if first.folded in lexicon.complementisers:
        start = first.start if first.folded in lexicon.questions else first.end
    elif cue.tag.takes == "object" and first.folded in lexicon.object_prepositions:
        start, end = first.end, _thing_end(frame, first.end)
        if frame.fragments_between(start, end) or len(frame.words(start, end, _FEWEST_WORDS)) < _FEWEST_WORDS:
            return None
        return Content(start, end, _owner(frame, cue))
    elif first.folded in lexicon.infinitives and cue.tag.takes != "clause":
        start = first.start
    else:
        return None
    return Content(start, content_end(frame, start), _owner(frame, cue))


def is_noun(frame: Frame, cue: Cue) -> bool:
    """Whether a form that may be a verb or a noun of speech is the noun here: behind its owner, a determiner, a preposition or a verb."""
    if not isinstance(cue.tag, Verb) or not cue.tag.nominal or is_carried(frame, cue):
        return False
    if cue.tag.use == "noun" or _owner(frame, cue):
        return True
    before = frame.words(max(frame.sentence.start, cue.start - _OWNER_REACH), cue.start)[-1:]
    if not before or frame.text(before[0].end, cue.start).strip(" \xa0"):
        return True
    lexicon, word = frame.lexicon, before[0]
    if (
        word.folded in lexicon.determiners
        or word.folded in lexicon.prepositions
        or word.folded in lexicon.possessives
    ):
        return True
    known = frame.candidates_between(word.start - _OWNER_REACH, word.end)
    return is_finite(frame, word) and not (known and known[-1].outer_end >= word.end)


def _owner(frame: Frame, cue: Cue) -> Candidate | None:
    """Whose a noun is: the name or pronoun right before it, or before its adjective."""
    near = frame.candidates_between(max(frame.sentence.start, cue.start - _OWNER_REACH), cue.start)
    owner = near[-1] if near else None
    if owner is None or owner.outer_end > cue.start or owner.subject:
        return None
    between = frame.text(owner.outer_end, cue.start)
    return owner if len(between.split()) <= 1 and not _STOPS.intersection(between) else None


def _first_word(frame: Frame, position: int) -> Word | None:
    """The word at a position, behind the day and the adverbs that may stand there."""
    for _ in range(_MOST_ADVERBS + 1):
        behind = past_day(frame, position)
        if frame.text(behind, behind + 1).isspace():
            position = behind
        word = next(iter(frame.words(position, frame.sentence.end, 1)), None)
        if word is None or frame.text(position, word.start).strip(" \xa0"):
            return None
        if word.folded not in frame.lexicon.openers:
            return word
        position = word.end
    return None


def _is_blocked(frame: Frame, word: Word) -> bool:
    lexicon = frame.lexicon
    return (
        word.folded in lexicon.prepositions
        or word.folded in lexicon.clause_breaks
        or word.folded in lexicon.object_ends
        or any(cue.start == word.start for cue in frame.cues_between(word.start, word.end))
    )


def _thing_end(frame: Frame, start: int) -> int:
    """Where the thing that begins at a place ends: at a stop, at a new clause, or at a word that goes on with the sentence."""
    lexicon, end = frame.lexicon, _without_tail(frame, start, content_end(frame, start))
    position = start
    for word in frame.words(start, min(end, start + REACH)):
        gap = frame.text(position, word.start)
        if _STOPS.intersection(gap) or (word.folded in lexicon.object_ends and word.start > start):
            return position
        if past_day(frame, position) >= word.end > start and position > start:
            return position
        position = word.end
    return end


def _without_tail(frame: Frame, start: int, end: int) -> int:
    """Where an author goes on, behind a comma, about what somebody means: ``, which …``, ``, but the talks had …``."""
    lexicon = frame.lexicon
    words = frame.words(start, min(end, start + REACH))
    for number, (before, word) in enumerate(pairwise(words)):
        if frame.document.text[before.end] != ",":
            continue
        clause = word.folded in lexicon.clause_breaks and any(
            is_finite(frame, other) for other in words[number + 2 : number + 2 + _CLAUSE_WORDS]
        )
        if clause or word.folded in lexicon.tails:
            return before.end
    return end
