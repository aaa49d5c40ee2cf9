"""Whose verb it is: the subject of a cue among the candidates around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from timeline.languages.schema.speech import Agreement
from timeline.names.keys import fold
from timeline.reading.capitals import lexicon as names_of
from timeline.reading.document import Word
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.frames import Cue, Frame
from timeline.reading.speech.lexicon import Source, Verb

_ADDRESSEES = 3
_SLOT_REACH = 60
_SLOT_WORDS = 5
_SLOT_DATE = 2
_NOUN_WORDS = 4
_SHARED_WORDS = 3
_NAME_WORDS = 5
_ADVERBS = 3
_SHORT_TITLE = 4
_APPOSITION_REACH = 160
_BRACKETS = re.compile(r"[ \xa0]\([^()]{1,24}\)[ \xa0]?$")
_ADDRESS = re.compile(r"\.\w")
"""How the name of a site goes on: ``Akorda.kz``."""
_STOPS = frozenset(',.:;!?«»“”"()')


def speaker_of(frame: Frame, cue: Cue, start: int, end: int) -> Candidate | None:
    """The speaker whom a cue names within a stretch of the author's words; None when the subject is dropped."""
    if isinstance(cue.tag, Source):
        return _slot(frame, cue, cue.tag)
    agreeing = [
        candidate for candidate in frame.subjects(start, end) if agrees(cue.agreement, candidate.agreement)
    ]
    before = [candidate for candidate in agreeing if candidate.outer_end <= cue.start]
    inside = [candidate for candidate in agreeing if cue.start <= candidate.start < cue.verb_start]
    behind = _behind(frame, cue, cue.tag, agreeing)
    if frame.lexicon.speech.order == "SOV":
        if closes_report(frame, cue):
            return behind
        speaking = [candidate for candidate in before if candidate.actor_kind != "place"]
        found = _next_to(frame, before, cue.start) or _first(inside) or behind or _foremost(speaking)
    elif frame.lexicon.speech.order == "VSO":
        found = behind or _first_of_clause(frame, before, cue.start)
    elif frame.lexicon.speech.subject_first:
        found = _first_of_clause(frame, before, cue.start)
    else:
        nearest = _nearest(frame, before, cue.start) if cue.tag.finite else _foremost(before)
        set_off = frame.text(frame.sentence.start, cue.start).rstrip(" \xa0").endswith(",")
        beside = (
            (behind if behind and behind.human else _described(frame, cue, start, before))
            if set_off
            else None
        )
        if beside is None and behind and _is_inverted(frame, cue, nearest, behind):
            beside = behind
        found = beside or _shared(frame, cue, behind) or nearest or behind
    return found or _institution(frame, cue, start) or _unknown_name(frame, cue, start, end)


def _shared(frame: Frame, cue: Cue, behind: Candidate | None) -> Candidate | None:
    """The subject of the sentence's first cue, which a verb right behind a word for "and" shares: ``X said … and added``."""
    lexicon = frame.lexicon
    if behind and not frame.text(cue.end, behind.outer_start).strip(" \xa0"):
        return None
    before = frame.words(max(frame.sentence.start, cue.start - _SLOT_REACH), cue.start)[-_SHARED_WORDS:]
    for word in reversed(before):
        if word.folded in lexicon.joiners:
            break
        if word.folded not in lexicon.auxiliaries and word.folded not in lexicon.openers:
            return None
    else:
        return None
    finite = (other for other in frame.cues if isinstance(other.tag, Verb) and other.tag.finite)
    first = next(finite, None)
    if first is None or first.start >= cue.start:
        return None
    return speaker_of(frame, first, frame.sentence.start, first.end)


def _is_inverted(frame: Frame, cue: Cue, before: Candidate | None, behind: Candidate) -> bool:
    """Whether the subject stands right behind a verb that comes second in its clause, and not right before it."""
    if not frame.lexicon.speech.verb_second or frame.text(cue.end, behind.outer_start).strip(" \xa0"):
        return False
    return before is None or (behind.human and _next_to(frame, [before], cue.start) is None)


def closes_report(frame: Frame, cue: Cue) -> bool:
    """Whether a quotative tells where a whole sentence comes from: behind a comma, or before whoever reports: ``деп хабарлайды Ақорда``."""
    if not isinstance(cue.tag, Verb) or cue.verb_start == cue.start:
        return False
    before = frame.text(max(frame.sentence.start, cue.start - 4), cue.start).rstrip()
    if before[-1:] == "," and before[-2:-1].isalnum():
        return True
    behind = next(iter(frame.words(cue.end, frame.sentence.end, 1)), None)
    return behind is not None and behind.text[0].isupper() and frame.text(cue.end, behind.start).isspace()


def agrees(verb: Agreement, subject: Agreement) -> bool:
    """Whether a verb form may go with a subject; ``any`` goes with everything."""
    if "any" in (verb, subject) or verb == subject:
        return True
    return "f or many" in (verb, subject) and not {verb, subject}.isdisjoint(("f", "many"))


def _first(candidates: Iterable[Candidate]) -> Candidate | None:
    return next(iter(candidates), None)


def _foremost(candidates: Sequence[Candidate]) -> Candidate | None:
    """The first human being, else the first of all."""
    return _first(candidate for candidate in candidates if candidate.human) or _first(candidates)


def _first_of_clause(frame: Frame, before: Sequence[Candidate], position: int) -> Candidate | None:
    """The foremost candidate of the last clause before a verb, else of the clauses before it."""
    speaking = [candidate for candidate in before if candidate.actor_kind != "place"]
    if not speaking:
        return None
    told = frame.text(speaking[0].outer_start, position)
    clause = speaking[0].outer_start + max(map(told.rfind, ",;:"))
    return _foremost([candidate for candidate in speaking if candidate.outer_start > clause]) or _foremost(
        speaking
    )


def _next_to(frame: Frame, before: Sequence[Candidate], position: int) -> Candidate | None:
    """The candidate that ends right before a position."""
    last = before[-1] if before else None
    return last if last and not frame.text(last.outer_end, position).strip(" \xa0") else None


def _nearest(frame: Frame, before: Sequence[Candidate], position: int) -> Candidate | None:
    """The last candidate before a verb; a mere place only right before it, as a mere thing where somebody is named."""
    named = any(candidate.human for candidate in before)
    for candidate in reversed(before):
        thing = candidate.actor_kind == "place" or (named and candidate.kind == "unnamed")
        if not thing or _next_to(frame, [candidate], position):
            return candidate
    return None


def _behind(frame: Frame, cue: Cue, verb: Verb, agreeing: Sequence[Candidate]) -> Candidate | None:
    """The subject behind a verb: right behind it, or behind whom it was said to (``заявила журналистам министр``)."""
    if not frame.lexicon.speech.inversion or verb.addressee or not verb.finite:
        return None
    following = [
        candidate
        for candidate in agreeing
        if candidate.outer_start >= cue.end and candidate.actor_kind != "place"
    ]
    candidate = _head_of(frame, following)
    if candidate and candidate.kind == "unnamed" and _is_object(frame, cue):
        return None
    if candidate is None or candidate.outer_start - cue.end > _SLOT_REACH:
        return None
    words = frame.words(cue.end, candidate.outer_start)
    first = frame.words(candidate.outer_start, candidate.outer_end, 1)
    position = cue.end
    if words and first and _is_short_title(frame, words[-1], first[0]):
        words, position = words[:-1], first[0].start
    gap = frame.text(position, candidate.outer_start)
    if (
        any(mark in _STOPS for mark in gap)
        or len(words) - _told_when_and_where(frame, words) > _ADDRESSEES
        or _has_verb(frame, cue, candidate.outer_end)
    ):
        return None
    return None if any(word.folded in frame.lexicon.complementisers for word in words) else candidate


def _is_object(frame: Frame, cue: Cue) -> bool:
    """Whether the author's words lead right up to a verb, so that a thing behind it is no subject: ``X juge le texte « équilibré »``."""
    if frame.lexicon.speech.order != "SVO":
        return False
    return frame.text(frame.sentence.start, cue.start).rstrip(" \xa0")[-1:].isalnum()


def _told_when_and_where(frame: Frame, words: Sequence[Word]) -> int:
    """How many words between a verb and its subject only tell the day or the place: ``declaró el lunes en Riga el ministro``."""
    if not words:
        return 0
    places = frame.candidates_between(words[0].start, words[-1].end)
    spans = [*frame.days, *((place.outer_start, place.outer_end) for place in places)]
    covered = sum(any(start <= word.start < end for start, end in spans) for word in words)
    return covered + sum(word.folded in frame.lexicon.prepositions for word in words if covered)


def _head_of(frame: Frame, candidates: Sequence[Candidate]) -> Candidate | None:
    """The first candidate, or whom it only leads to.

    Where owners stand before what they own, whom the first one owns: ``Украина жетекшісінің кеңесшісі``. Where titles agree with their
    bearer, the bearer behind a title of many words: ``представитель Службы центральных коммуникаций Болат Садыков``.
    """
    if len(candidates) < 2:
        return _first(candidates)
    one, two = candidates[:2]
    between = frame.text(one.outer_end, two.outer_start)
    if _STOPS.intersection(between):
        return one
    if frame.lexicon.speech.order == "SOV":
        owned = not one.human and two.human and len(between.split()) <= _ADDRESSEES
        return two if owned else one
    words = frame.words(one.outer_end, two.outer_start)
    titled = one.kind == "person" and two.kind == "name" and two.human and 0 < len(words) <= _ADDRESSEES
    agreeing = frame.lexicon.pack.morphology.strategy == "ending"
    plain = not any(word.folded in frame.lexicon.prepositions or is_finite(frame, word) for word in words)
    return two if titled and agreeing and plain else one


def _institution(frame: Frame, cue: Cue, start: int) -> Candidate | None:
    """Behind a preposition, before a verb in the plural that has no subject: ``в МИД заявили``."""
    if cue.agreement != "many":
        return None
    last = _first(
        candidate
        for candidate in reversed(frame.candidates_between(start, cue.start))
        if candidate.outer_end <= cue.start
    )
    if last is None or last.human or frame.text(last.outer_end, cue.start).strip(" \xa0"):
        return None
    return last


def _unknown_name(frame: Frame, cue: Cue, start: int, end: int) -> Candidate | None:
    """Somebody whom no list of names knows, by the capital letters right beside a verb: ``said Daryl Kimball``."""
    lexicon = frame.lexicon
    if not lexicon.pack.meta.cased or lexicon.speech.order != "SVO" or cue.verb_start > cue.start:
        return None
    behind = capitals_behind(frame, cue.end, min(end, cue.end + _SLOT_REACH))
    if behind and behind[0].folded in lexicon.infinitives:
        behind = ()
    if behind and lexicon.speech.inversion and not _has_verb(frame, cue, behind[-1].end):
        return labelled(frame, behind)
    return (
        _capitals_before(frame, cue, start)
        or _capitals_belonging(frame, cue, start)
        or _unknown_noun(frame, cue, end)
    )


def _capitals_belonging(frame: Frame, cue: Cue, start: int) -> Candidate | None:
    """The unknown full name before a verb and whom its bearer works for: ``Гелен Марлоу з ООН очікує``."""
    near = frame.candidates_between(max(start, cue.start - _SLOT_REACH), cue.start)[-1:]
    if not near or near[0].human or frame.text(near[0].outer_end, cue.start).strip(" \xa0"):
        return None
    before = frame.words(max(start, near[0].outer_start - 20), near[0].outer_start)[-1:]
    if not before or before[0].folded not in frame.lexicon.prepositions:
        return None
    return _capitals_up_to(frame, start, len(frame.text(0, before[0].start).rstrip(" \xa0")))


def _unknown_noun(frame: Frame, cue: Cue, end: int) -> Candidate | None:
    """Somebody whom no list of nouns knows, by the article right behind a verb that closes a tag: ``soupire un pêcheur.``"""
    lexicon = frame.lexicon
    if not (lexicon.speech.inversion and lexicon.speech.genders) or not isinstance(cue.tag, Verb):
        return None
    words = frame.words(cue.end, min(end, cue.end + _SLOT_REACH), _NOUN_WORDS)
    if len(words) < 2 or words[0].folded not in lexicon.speech.genders or _is_object(frame, cue):
        return None
    phrase: list[Word] = []
    position = cue.end
    for word in words:
        if frame.text(position, word.start).strip(" \xa0") or word.folded in lexicon.prepositions:
            break
        phrase.append(word)
        position = word.end
    return labelled(frame, phrase) if len(phrase) > 1 else None


def _described(frame: Frame, cue: Cue, start: int, before: Sequence[Candidate]) -> Candidate | None:
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
    words = frame.words(max(start, end - _SLOT_REACH), end)[-_NAME_WORDS:]
    for number in range(len(words) - 1):
        run = _capitals(frame, words[number:], words[number].start)
        if len(run) == len(words) - number > 1 and run[-1].end == end:
            return labelled(frame, run) if _may_be_name(frame, run[0]) else None
    return None


def _capitals_before(frame: Frame, cue: Cue, start: int) -> Candidate | None:
    """The name that ends right before a verb, a party in brackets aside: ``Gwen Moore (D-Wis.) said``."""
    first = max(start, cue.start - _SLOT_REACH)
    stretch = _BRACKETS.sub("", frame.text(first, cue.start)).rstrip(" \xa0")
    end = first + len(stretch)
    before = frame.words(max(start, end - _SLOT_REACH), end)[-_NAME_WORDS:]
    if not before or frame.text(before[-1].end, end).strip(" \xa0"):
        return None
    run = next(
        (
            run
            for number in range(len(before))
            if len(run := _capitals(frame, before[number:], before[number].start)) == len(before) - number
        ),
        (),
    )
    if not run:
        return None
    if len(run) == 1 and (place := _place_before(frame, run[0])):
        return labelled(frame, [*frame.words(place.start, run[0].start), run[0]])
    return labelled(frame, run) if len(run) > 1 or _may_be_name(frame, run[0]) else None


def _place_before(frame: Frame, word: Word) -> Candidate | None:
    """The place whose name the name of a paper begins with: ``The New York Times``."""
    near = frame.candidates_between(max(frame.sentence.start, word.start - _SLOT_REACH), word.start)
    if not near or near[-1].outer_end > word.start or near[-1].actor_kind not in ("place", "state"):
        return None
    return None if frame.text(near[-1].outer_end, word.start).strip(" \xa0") else near[-1]


def _may_be_name(frame: Frame, word: Word) -> bool:
    """Whether a single capital word may be somebody's name, and is no small word that begins its sentence."""
    lexicon = frame.lexicon
    return not (
        not lexicon.auxiliaries
        or word.folded in names_of(lexicon.pack).starters
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


def _has_verb(frame: Frame, cue: Cue, position: int) -> bool:
    """Whether a name behind a verb begins what is said rather than says it: ``and said Novak …``, ``said Novak has left``.

    Only a language whose clauses may do without "that" has the two to tell apart.
    """
    lexicon = frame.lexicon
    if not lexicon.auxiliaries or not isinstance(cue.tag, Verb) or not cue.tag.bare:
        return False
    if frame.text(frame.sentence.start, cue.start).rstrip(" \xa0")[-1:].isalnum():
        return True
    for word in frame.words(position, frame.sentence.end, _ADVERBS):
        if frame.text(position, word.start).strip(" \xa0"):
            return False
        if is_finite(frame, word):
            return True
        if frame.reports_between(word.start, word.end):
            return True
        if word.folded not in lexicon.openers:
            return False
        position = word.end
    return False


def capitals_behind(frame: Frame, position: int, end: int) -> Sequence[Word]:
    """The words of an unknown name right behind a position, without the titles that a full stop cuts short: ``said Rep. Moore``."""
    words = frame.words(position, end, _NAME_WORDS + 1)
    while len(words) > 1 and _is_short_title(frame, words[0], words[1]):
        position, words = words[1].start, words[1:]
    return _capitals(frame, words[:_NAME_WORDS], position)


def _is_short_title(frame: Frame, word: Word, following: Word) -> bool:
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


def is_finite(frame: Frame, word: Word) -> bool:
    """Whether a word is a finite verb, as far as its form tells."""
    lexicon = frame.lexicon
    return word.folded in lexicon.auxiliaries or (
        bool(lexicon.verb_endings) and word.folded.endswith(lexicon.verb_endings)
    )


def _slot(frame: Frame, cue: Cue, source: Source) -> Candidate | None:
    """Who stands in the slot of a source phrase, in whatever case."""
    if source.right:
        before = frame.candidates_between(max(frame.sentence.start, cue.start - _SLOT_REACH * 2), cue.start)
        found = _next_to(frame, before, cue.start)
        return found if found and _stands_behind(frame, found, source.left) else None
    behind = frame.candidates_between(cue.end, min(frame.sentence.end, cue.end + _SLOT_REACH))
    candidate = _first(behind)
    if candidate and not any(mark in _STOPS for mark in frame.text(cue.end, candidate.outer_start)):
        return candidate
    return _phrase_in_slot(frame, cue)


def _stands_behind(frame: Frame, candidate: Candidate, left: Sequence[str]) -> bool:
    """Whether the words of a source phrase that come before its slot are there: ``in X's view``."""
    if not left:
        return True
    words = frame.words(max(frame.sentence.start, candidate.outer_start - _SLOT_REACH), candidate.outer_start)
    return [word.folded for word in words[-len(left) :]] == list(left)


def _phrase_in_slot(frame: Frame, cue: Cue) -> Candidate | None:
    """Whoever the words up to the next stop tell of: ``according to exit polls``."""
    words: list[Word] = []
    for word in frame.words(cue.end, min(frame.sentence.end, cue.end + _SLOT_REACH))[:_SLOT_WORDS]:
        if any(mark in _STOPS for mark in frame.text(words[-1].end if words else cue.end, word.start)):
            break
        if words and word.folded in frame.lexicon.auxiliaries:
            break
        words.append(word)
    if not words or any(word.text[0].isdigit() for word in words[:_SLOT_DATE]):
        return None
    return labelled(frame, words)
