"""What the shapes of reported clauses have in common: the clause itself, and what its words tell."""

from __future__ import annotations

from typing import NamedTuple

from timeline.reading.document import Word
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.frames import Cue, Frame
from timeline.reading.speech.lexicon import Verb

_PASSIVE_REACH = 40
REACH = 400
"""Code points that are looked at around a cue."""


class Content(NamedTuple):
    """A reported clause and where its speaker's words may be found."""

    start: int
    end: int
    speaker: Candidate | None


def is_passive(frame: Frame, cue: Cue) -> bool:
    """Whether the word before a verb form, adverbs aside, makes its subject the one spoken to or of."""
    return isinstance(cue.tag, Verb) and cue.tag.finite and is_carried(frame, cue)


def is_carried(frame: Frame, cue: Cue) -> bool:
    """Whether an auxiliary stands before a verb form, adverbs aside: ``was told``, ``is warning``."""
    for word in reversed(frame.words(max(frame.sentence.start, cue.start - _PASSIVE_REACH), cue.start)):
        if not is_adverb(frame, word):
            apart = frame.lexicon.speech.verb_second and "," in frame.text(word.end, cue.start)
            return word.folded in frame.lexicon.passives and not apart
    return False


def is_adverb(frame: Frame, word: Word) -> bool:
    """Whether a word is one that may stand between an auxiliary and its verb, as far as its end tells."""
    lexicon = frame.lexicon
    return bool(lexicon.adverb_endings) and (
        word.folded in lexicon.openers or word.folded.endswith(lexicon.adverb_endings)
    )


def is_finite(frame: Frame, word: Word) -> bool:
    """Whether a word is a finite verb, as far as its form tells."""
    lexicon = frame.lexicon
    return word.folded in lexicon.auxiliaries or (
        bool(lexicon.verb_endings) and word.folded.endswith(lexicon.verb_endings)
    )


def is_subjunctive(frame: Frame, word: Word) -> bool:
    """Whether a word is a verb form in which only what somebody else has said is told; a noun has a capital letter."""
    first = word.start <= frame.sentence.start
    return word.folded in frame.lexicon.subjunctives and (first or word.text[0].islower())


def has_verb(frame: Frame, start: int, end: int) -> bool:
    """Whether a stretch is a clause rather than a noun phrase, as far as its words tell."""
    words = frame.words(start, min(end, start + REACH))[1:]
    lexicon = frame.lexicon
    return any(
        word.folded in lexicon.auxiliaries or word.folded.endswith(lexicon.verb_endings) for word in words
    )


def is_clause(frame: Frame, word: Word) -> bool:
    """Whether a verb follows, where the pack tells verbs."""
    lexicon = frame.lexicon
    if not lexicon.pack.meta.spaces and word.folded in lexicon.auxiliaries:
        return True
    return not (lexicon.auxiliaries or lexicon.verb_endings) or has_verb(
        frame, word.start, frame.sentence.end
    )


def past_day(frame: Frame, position: int) -> int:
    """Behind the day that stands at a position, if one does."""
    for start, end in frame.days:
        if position <= start and not frame.words(position, start, 1):
            return end if not frame.text(position, start).strip() else position
    return position
