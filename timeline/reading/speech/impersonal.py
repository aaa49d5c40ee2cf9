"""Which body speaks where nobody is said to: ``on assure à l’Élysée``, ``hieß es im Außenministerium``, ``apuntan desde la Cancillería``."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.names import registry
from timeline.names.keys import fold
from timeline.reading.document import Word
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.frames import Cue, Frame
from timeline.reading.speech.strangers import labelled

_REACH = 60
_STATEMENT_REACH = 400
_OWNER_WORDS = 5
_STOPS = frozenset(',.:;!?«»“”"()')
_LEADING_WORDS = 3
_BETWEEN_WORDS = 6


def is_nobody(candidate: Candidate) -> bool:
    """Whether a candidate is a pronoun for nobody in particular: ``on``."""
    return candidate.kind == "unnamed" and not candidate.label


def body_beside(frame: Frame, cue: Cue, start: int, end: int) -> Candidate | None:
    """The body, or the source, that a preposition leads to right behind a verb without a subject, or that its clause begins with."""
    return _behind(frame, cue, min(end, cue.end + _REACH)) or _before(frame, cue, start)


def of_statement(frame: Frame, cue: Cue) -> Candidate | None:
    """Whose statement a verb without a subject tells of: ``bakanlıktan yapılan açıklamada … denildi``, ``делінген министрлік хабарламасында``."""
    first, last = max(frame.sentence.start, cue.start - _STATEMENT_REACH), cue.end + _REACH
    statements = [
        word
        for word in frame.words(first, min(last, frame.sentence.end))
        if word.folded in frame.lexicon.statements
    ]
    for word in sorted(statements, key=lambda word: abs(word.start - cue.start)):
        near = frame.candidates_between(max(first, word.start - _REACH), word.start)[-1:]
        if not near or near[0].outer_end > word.start:
            continue
        between = frame.words(near[0].outer_end, word.start)
        if len(between) < _OWNER_WORDS and not _STOPS.intersection(frame.text(near[0].outer_end, word.start)):
            return near[0]
    opening = frame.words(frame.sentence.start, frame.sentence.end, 1)
    alone = [word for word in opening if word in statements and word.folded in frame.lexicon.nominals]
    return labelled(frame, alone) if alone else None


def _behind(frame: Frame, cue: Cue, end: int) -> Candidate | None:
    position = cue.end
    for candidate in frame.candidates_between(cue.start, end):
        if is_nobody(candidate):
            position = max(position, candidate.outer_end)
        elif candidate.outer_start >= position:
            led = _is_led(frame, frame.words(position, candidate.outer_start), position, candidate)
            return candidate if led and _speaks(frame, candidate) else None
    return None


def _before(frame: Frame, cue: Cue, start: int) -> Candidate | None:
    """``À l’Élysée, on souligne``, ``Im Außenministerium hieß es``: the body comes first, and nobody else stands before the verb."""
    told = frame.candidates_between(start, cue.start)
    near = [one for one in told if not is_nobody(one) and one.actor_kind != "place"]
    if len(near) != 1 or not _speaks(frame, near[0]):
        return None
    first = frame.words(start, near[0].outer_start)
    if not first or not _is_led(frame, first, first[0].start, near[0]):
        return None
    small = (frame.lexicon.auxiliaries, frame.lexicon.prepositions, frame.lexicon.speech.impersonal)
    places = [(one.outer_start, one.outer_end) for one in told if one.actor_kind == "place"]
    between = [
        word
        for word in frame.words(near[0].outer_end, cue.start, _BETWEEN_WORDS)
        if not any(word.folded in words for words in small)
        and not any(first <= word.start < last for first, last in places)
    ]
    return None if between else near[0]


def _is_led(frame: Frame, words: Sequence[Word], position: int, candidate: Candidate) -> bool:
    """Whether nothing but a preposition with its article leads to a candidate."""
    lexicon = frame.lexicon
    gap = frame.text(position, candidate.outer_start)
    return (
        0 < len(words) <= _LEADING_WORDS
        and words[0].folded in lexicon.prepositions
        and all(word.folded in lexicon.prepositions or word.folded in lexicon.determiners for word in words)
        and not any(mark in gap for mark in ",;:.(")
    )


def _speaks(frame: Frame, candidate: Candidate) -> bool:
    """Whether a candidate is a body that people speak for: an institution, a source, the seat of a government and not its country."""
    if candidate.kind == "organisation" or candidate.actor_kind == "organisation":
        return True
    if candidate.kind == "unnamed":
        circles = tuple(frame.lexicon.speech.circles)
        return bool(circles) and any(word.endswith(circles) for word in candidate.words)
    entry = registry().entries.get(candidate.actors[0]) if candidate.actor_kind == "state" else None
    seats = entry.seats.get(frame.lexicon.pack.meta.code, ()) if entry else ()
    return fold(frame.text(candidate.start, candidate.end)) in map(fold, seats)
