"""What marked words are by themselves: a name, a term, or speech."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.reading.document import Word
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.fragments import Fragment
from timeline.reading.speech.frames import Cue, Frame
from timeline.reading.speech.lexicon import Source, Verb

SENTENCE_WORDS = 3
"""Fewer marked words are no sentence, unless one of them is a speaker's alone."""
_NAME_WORDS = 5
_NOUN_NAME = 3
_PARTICLE = 3


def is_term(frame: Frame, fragment: Fragment, cue: Cue) -> bool:
    """Whether marked words are too few to be more than a term, and no cue stands right before them or gives them as a name."""
    least = frame.lexicon.speech.least_words
    if len(frame.words(fragment.inner_start, fragment.inner_end, least)) >= least:
        return False
    if isinstance(cue.tag, Verb) and cue.tag.use == "call":
        return False
    return not 0 <= fragment.start - cue.end <= 1


def looks_like_name(frame: Frame, fragment: Fragment, cue: Cue) -> bool:
    """Whether marked words inside a sentence are a title or a name: few, with capital letters."""
    words = frame.words(fragment.inner_start, fragment.inner_end, _NAME_WORDS + 1)
    if not words or len(words) > _NAME_WORDS or not words[0].text[0].isupper():
        return False
    if len(words) > 1 and any(word.folded in frame.lexicon.first_person for word in words):
        return False
    if len(words) >= SENTENCE_WORDS and _stops_inside(frame, fragment):
        return False
    if frame.lexicon.pack.names.noun_capitals and not _all_capitals(words):
        return False
    return not (isinstance(cue.tag, Verb) and cue.tag.use == "call")


def names_noun(frame: Frame, fragment: Fragment, start: int) -> bool:
    """Whether marks hold the name of what the author's noun right before them tells, ``the tanker “Lenora”``, from where nothing else leads on."""
    words = frame.words(fragment.inner_start, fragment.inner_end, _NOUN_NAME + 1)
    before = frame.words(start, fragment.start)[-1:]
    if (
        not before
        or not 0 < len(words) <= _NOUN_NAME
        or frame.text(before[0].end, fragment.start).strip(" \xa0")
    ):
        return False
    if not frame.lexicon.speech.determined_nouns and not frame.lexicon.pack.names.noun_capitals:
        return False
    noun, lexicon = before[0], frame.lexicon
    if frame.reports_between(noun.start, noun.end) or noun.folded in lexicon.complementisers:
        return False
    if lexicon.pack.names.noun_capitals and not noun.text[0].isupper():
        return False
    long = [word for word in words if len(word.text) > _PARTICLE] or words
    return all(word.text[0].isupper() for word in long)


def _stops_inside(frame: Frame, fragment: Fragment) -> bool:
    """Whether marked words end with a full stop of their own, and the author goes on behind them: ``"Bu insanlar tanıktır." dedi``."""
    stop = frame.text(fragment.inner_end - 1, fragment.inner_end) == "."
    return stop and bool(frame.words(fragment.end, frame.sentence.end, 1))


def is_title(frame: Frame, fragment: Fragment) -> bool:
    """Whether marked words have the capital letters of a title: ``“The Morning Show”``."""
    words = frame.words(fragment.inner_start, fragment.inner_end, _NAME_WORDS + 1)
    return len(words) <= _NAME_WORDS and _all_capitals(words)


def _all_capitals(words: Sequence[Word]) -> bool:
    """Whether several words have capital letters, particles aside, as those of a name have where other nouns have them too."""
    long = [word for word in words if len(word.text) > _PARTICLE]
    return len(words) > 1 and all(word.text[0].isupper() or word.text[0].isdigit() for word in long)


def names_reporter(frame: Frame, fragment: Fragment, cue: Cue, speaker: Candidate | None) -> bool:
    """Whether marks hold the name of a paper that reports: ``laut „Reuters“``, ``Das berichtete die „Automobilwoche“``."""
    words = frame.words(fragment.inner_start, fragment.inner_end, SENTENCE_WORDS + 1)
    if len(words) > SENTENCE_WORDS or not all(word.text[0].isupper() for word in words):
        return False
    between = frame.words(cue.end, fragment.start)
    if isinstance(cue.tag, Source):
        return not between
    article = len(between) == 1 and between[0].folded in frame.lexicon.determiners
    return article and speaker is None and cue.tag.use == "say"


def speaks_for_itself(frame: Frame, fragment: Fragment) -> bool:
    """Whether marked words are speech without any cue: many, or with words that only a speaker uses."""
    least = frame.lexicon.speech.bare_words
    words = frame.words(fragment.inner_start, fragment.inner_end)
    if not least or len(words) < SENTENCE_WORDS:
        return False
    capitals = sum(word.text[0].isupper() for word in words)
    if capitals * 2 > len(words):
        return False
    return len(words) >= least or any(word.folded in frame.lexicon.first_person for word in words)


def is_sentence(frame: Frame, fragment: Fragment) -> bool:
    """Whether marked words can be a sentence by themselves."""
    words = frame.words(fragment.inner_start, fragment.inner_end)
    return len(words) >= SENTENCE_WORDS or any(word.folded in frame.lexicon.first_person for word in words)
