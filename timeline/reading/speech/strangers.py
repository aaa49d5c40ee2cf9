"""Somebody whom no list of names knows, by capital letters beside a verb: ``said Daryl Kimball``, ``Quina Jones, 25, said``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.names.keys import fold
from timeline.reading.capitals import lexicon as names_of
from timeline.reading.document import Word
from timeline.reading.morphology import stems
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.clauses import is_adverb, is_finite, past_day
from timeline.reading.speech.frames import Cue, Frame

_REACH = 60
_NAME_WORDS = 5
_NOUN_WORDS = 4
_AUXILIARIES = 2
_ADVERBS = 3
_SHORT_TITLE = 4
_MOST_HELPERS = 2
_LONGEST_RUN, _LONGEST_OWN = 8, 3
"""Characters of a foreign family name, and of a whole one that the language has itself."""
_APPOSITION_REACH = 160
_BRACKETS = re.compile(r"[ \xa0]\([^()]{1,24}\)[ \xa0]?$")
_SLOT_CASES = ("genitive", "dative")
_CLOSING = ("", ".", "—", "–", "-")
_ADDRESS = re.compile(r"\.\w")
"""How the name of a site goes on: ``Akorda.kz``."""


def stranger_behind(frame: Frame, cue: Cue, end: int) -> Candidate | None:
    """The unknown name right behind a verb."""
    position = cue.end
    for word in frame.words(cue.end, end, _ADVERBS):
        if frame.text(position, word.start).strip(" \xa0") or word.folded not in frame.lexicon.openers:
            break
        position = word.end
    behind = capitals_behind(frame, position, min(end, position + _REACH))
    if not behind and frame.lexicon.speech.order == "SOV":
        behind = _closing(frame, position, end)
    if not behind or behind[0].folded in frame.lexicon.infinitives:
        return None
    return labelled(frame, behind)


def _closing(frame: Frame, position: int, end: int) -> Sequence[Word]:
    """The full name behind a noun that no list has, when the two close what the author says: ``дейді босқын Самира Хамуд.``"""
    words = frame.words(position, min(end, position + _REACH), _NOUN_WORDS + _NAME_WORDS)
    nouns = next((number for number, word in enumerate(words) if word.text[0].isupper()), 0)
    if (
        not 0 < nouns <= _MOST_HELPERS
        or not frame.text(position, words[nouns].start).replace(" ", "").isalpha()
    ):
        return ()
    run = _capitals(frame, words[nouns:], words[nouns].start)
    last = run[-1].end if run else position
    closed = frame.text(last, last + 2).strip(" \xa0")[:1] in _CLOSING
    return run if len(run) > 1 and closed else ()


def stranger_at(frame: Frame, start: int) -> Candidate | None:
    """The unknown full name that a clause begins with."""
    words = frame.words(start, start + _REACH, _NAME_WORDS)
    run = _capitals(frame, words, words[0].start) if words else ()
    if len(run) > 1 and not may_be_name(frame, run[0]):
        run = run[1:]
    return labelled(frame, run) if len(run) > 1 else None


def apposed_person(frame: Frame, cue: Cue, start: int, before: Sequence[Candidate]) -> Candidate | None:
    """Whom an apposition before a verb describes: ``Quina Jones, 25, said``, ``Moore, the head of the Red Cross, said``."""
    lexicon = frame.lexicon
    if not lexicon.auxiliaries:
        return None
    people = {candidate.outer_end: candidate for candidate in before if candidate.actor_kind == "person"}
    first = max(start, cue.start - _APPOSITION_REACH)
    text, found = frame.text(first, cue.start), None
    position = text.rstrip(" \xa0")[:-1].rfind(",")
    while position > 0:
        comma = first + position
        if any(is_finite(frame, word) for word in frame.words(comma, cue.start)):
            break
        found = people.get(comma) or _capitals_up_to(frame, first, comma) or found
        position = text.rfind(",", 0, position)
    return found


def _capitals_up_to(frame: Frame, start: int, end: int) -> Candidate | None:
    """The unknown full name that ends at a place."""
    words = frame.words(max(start, end - _REACH), end)[-_NAME_WORDS:]
    for number in range(len(words) - 1):
        run = _capitals(frame, words[number:], words[number].start)
        if len(run) == len(words) - number > 1 and run[-1].end == end:
            run = run if may_be_name(frame, run[0]) else run[1:]
            return labelled(frame, run) if len(run) > 1 else None
    return None


def stranger_by_letters(frame: Frame, cue: Cue, start: int) -> Candidate | None:
    """The unknown name that is all a clause has before its verb, where capital letters tell nothing: ``科瓦尔说``, ``陈立说``."""
    names = frame.lexicon.pack.names
    words: list[Word] = []
    for word in reversed(frame.words(max(start, cue.start - _LONGEST_RUN), cue.start)):
        if word.end != (words[0].start if words else cue.start):
            break
        words.insert(0, word)
    label = "".join(word.text for word in words)
    foreign = all(letter in names.letters for letter in label)
    own = len(label) <= _LONGEST_OWN and label.startswith(tuple(names.families))
    if (
        not 1 < len(label) < _LONGEST_RUN
        or not (foreign or own)
        or any(word.folded in frame.lexicon.openers for word in words)
    ):
        return None
    return labelled(frame, words)


def stranger_in_slot(frame: Frame, cue: Cue) -> Candidate | None:
    """The unknown name right before a source phrase, under its bare form: ``Reuters жазуынша``, ``Bloomberg'in haberine göre``."""
    words = frame.words(max(frame.sentence.start, cue.start - _REACH), cue.start)[-_NAME_WORDS:]
    run: Sequence[Word] = ()
    for number in range(len(words)):
        run = _capitals(frame, words[number:], words[number].start)
        if len(run) == len(words) - number:
            break
    if not run or frame.text(run[-1].end, cue.start).strip(" \xa0") or not may_be_name(frame, run[0]):
        return None
    last = run[-1].text
    bare = (stem.text for stem in stems(last, frame.lexicon.pack)[1:] if stem.case in _SLOT_CASES)
    found = labelled(frame, run)
    return found._replace(label=found.label.removesuffix(last) + next(bare, last))


def stranger_before(frame: Frame, cue: Cue, start: int) -> Candidate | None:
    """The name that ends right before a verb, a party in brackets aside: ``Gwen Moore (D-Wis.) said``."""
    first, verb = max(start, cue.start - _REACH), cue.start
    for word in reversed(frame.words(first, cue.start)[-_AUXILIARIES:]):
        if word.folded not in frame.lexicon.auxiliaries:
            break
        verb = word.start
    stretch = _BRACKETS.sub("", frame.text(first, verb)).rstrip(" \xa0")
    end = first + len(stretch)
    before = list(frame.words(max(start, end - _REACH), end)[-_NAME_WORDS - _MOST_HELPERS :])
    for _ in range(_MOST_HELPERS):
        if before and (before[-1].folded in frame.lexicon.auxiliaries or is_adverb(frame, before[-1])):
            end = before.pop().start
    before = before[-_NAME_WORDS:]
    if not before or frame.text(before[-1].end, end).strip(" \xa0"):
        return None
    runs = (_capitals(frame, before[number:], before[number].start) for number in range(len(before)))
    run = next((run for number, run in enumerate(runs) if len(run) == len(before) - number), ())
    if len(run) > 1 and not may_be_name(frame, run[0]):
        run = run[1:]
    if not run:
        return None
    if len(run) == 1 and (place := _place_before(frame, run[0])):
        return labelled(frame, [*frame.words(place.start, run[0].start), run[0]])
    single = frame.lexicon.auxiliaries and may_be_name(frame, run[0])
    return labelled(frame, run) if len(run) > 1 or single else None


def _place_before(frame: Frame, word: Word) -> Candidate | None:
    """The place whose name the name of a paper begins with: ``The New York Times``."""
    near = frame.candidates_between(max(frame.sentence.start, word.start - _REACH), word.start)
    if not near or near[-1].outer_end > word.start or near[-1].actor_kind not in ("place", "state"):
        return None
    return None if frame.text(near[-1].outer_end, word.start).strip(" \xa0") else near[-1]


def may_be_name(frame: Frame, word: Word) -> bool:
    """Whether a single capital word may be somebody's name, and is no small word that begins its sentence."""
    lexicon = frame.lexicon
    return not (
        word.folded in names_of(lexicon.pack).starters
        or any(
            word.folded in words
            for words in (
                lexicon.determiners,
                lexicon.clause_subjects,
                lexicon.prepositions,
                lexicon.auxiliaries,
                lexicon.openers,
                lexicon.complementisers,
                lexicon.subordinators,
            )
        )
    )


def capitals_behind(frame: Frame, position: int, end: int) -> Sequence[Word]:
    """The words of an unknown name right behind a position, without the titles that a full stop cuts short: ``said Rep. Moore``."""
    words = frame.words(position, end, _NAME_WORDS + 1)
    while len(words) > 1 and is_short_title(frame, words[0], words[1]):
        position, words = words[1].start, words[1:]
    return _capitals(frame, words[:_NAME_WORDS], position)


def is_short_title(frame: Frame, word: Word, following: Word) -> bool:
    """Whether a word is a title cut short, before a name: ``Rev. Wherry``."""
    return (
        1 < len(word.text) <= _SHORT_TITLE
        and word.text[0].isupper()
        and following.text[0].isupper()
        and frame.text(word.end, following.start).strip(" \xa0") == "."
    )


def _capitals(frame: Frame, words: Sequence[Word], position: int) -> Sequence[Word]:
    """The words from a position on that are written with capital letters, belong to nobody known, and are no days or titles."""
    common = names_of(frame.lexicon.pack).common
    run: list[Word] = []
    for word in words:
        gap = frame.text(position, word.start)
        known = frame.candidates_between(position, word.end) or fold(word.text) in common
        initial = run and len(run[-1].text) == 1 and gap.strip(" \xa0") == "."
        if known or not word.text[0].isupper() or (gap.strip(" \xa0") and not initial):
            break
        run.append(word)
        position = word.end
    return () if _ADDRESS.match(frame.document.text, position) else run


def labelled(frame: Frame, words: Sequence[Word]) -> Candidate:
    """Somebody who is known by nothing but the words of the text."""
    start, end = words[0].start, words[-1].end
    label = " ".join(frame.text(start, end).split())
    return Candidate(start, end, start, end, "unnamed", label=label)


def stranger_belonging(frame: Frame, cue: Cue, start: int) -> Candidate | None:
    """The unknown full name before a verb and whom its bearer works for: ``Гелен Марлоу з ООН очікує``."""
    near = frame.candidates_between(max(start, cue.start - _REACH), cue.start)[-1:]
    if not near or near[0].human or frame.text(near[0].outer_end, cue.start).strip(" \xa0"):
        return None
    before = frame.words(max(start, near[0].outer_start - 20), near[0].outer_start)[-1:]
    if not before or before[0].folded not in frame.lexicon.prepositions:
        return None
    name = frame.words(start, before[0].start)[-1:]
    return _capitals_up_to(frame, start, name[0].end) if name else None


def named_behind_comma(frame: Frame, cue: Cue, end: int) -> Candidate | None:
    """The name that a comma sets off from the unknown noun right behind a verb: ``a lancé l’ancien du village, Momoun Aliev``."""
    lexicon = frame.lexicon
    start = past_day(frame, cue.end)
    words = frame.words(start, min(end, start + _REACH), _NOUN_WORDS + _ADVERBS)
    if not words or words[0].folded not in lexicon.determiners or not lexicon.speech.inversion:
        return None
    comma = frame.text(start, end).find(",")
    if comma < 0 or comma > _REACH or frame.text(start, words[0].start).strip(" \xa0"):
        return None
    behind = frame.candidates_between(start + comma, start + comma + _REACH)[:1]
    gap = behind and frame.text(start + comma + 1, behind[0].outer_start).strip(" \xa0")
    named = bool(behind) and behind[0].kind == "name" and behind[0].human and not gap
    return behind[0] if named else None


def stranger_noun(frame: Frame, cue: Cue, end: int) -> Candidate | None:
    """Somebody whom no list of nouns knows, by the article right behind a verb that closes a tag: ``soupire un pêcheur.``"""
    lexicon = frame.lexicon
    if not (lexicon.speech.inversion and lexicon.speech.genders):
        return None
    words = frame.words(cue.end, min(end, cue.end + _REACH), _NOUN_WORDS)
    if len(words) < 2 or words[0].folded not in lexicon.speech.genders:
        return None
    if words[1].text[0].isdigit() or fold(words[1].folded) in names_of(lexicon.pack).common:
        return None
    phrase: list[Word] = []
    position = cue.end
    for word in words:
        if frame.text(position, word.start).strip(" \xa0") or word.folded in lexicon.prepositions:
            break
        phrase.append(word)
        position = word.end
    return labelled(frame, phrase) if len(phrase) > 1 else None
