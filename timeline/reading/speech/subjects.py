"""Whose verb it is: the subject of a cue among the candidates around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from timeline.languages.schema.speech import Agreement
from timeline.names.keys import fold
from timeline.reading.capitals import lexicon as names_of
from timeline.reading.document import Word
from timeline.reading.morphology import stems
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.clauses import is_adverb, is_finite
from timeline.reading.speech.frames import Cue, Frame
from timeline.reading.speech.impersonal import body_beside, is_nobody, of_statement
from timeline.reading.speech.lexicon import Source, Verb
from timeline.reading.speech.strangers import (
    apposed_person,
    is_short_title,
    labelled,
    named_behind_comma,
    stranger_at,
    stranger_before,
    stranger_behind,
    stranger_belonging,
    stranger_by_letters,
    stranger_in_slot,
    stranger_noun,
)

_ADDRESSEES = 3
_SLOT_REACH = 60
_SLOT_WORDS = 5
_SLOT_DATE = 2
_SHARED_WORDS = 3
_NAME_WORDS = 5
_ADVERBS = 3
_SHORT_TITLE = 4
_ASIDE_WORDS = 6
_APPOSITION_REACH = 160
_BRACKETS = re.compile(r"[ \xa0]\([^()]{1,24}\)[ \xa0]?$")
_ADDRESS = re.compile(r"\.\w")
"""How the name of a site goes on: ``Akorda.kz``."""
_RELATIVE_WORDS = 2
_OBJECT_WORDS = 3
_STOPS = frozenset(',.:;!?«»“”"()')


def speaker_of(frame: Frame, cue: Cue, start: int, end: int) -> Candidate | None:
    """The speaker whom a cue names within a stretch of the author's words; None when the subject is dropped."""
    if isinstance(cue.tag, Source):
        return _slot(frame, cue, cue.tag)
    if cue.tag.impersonal:
        return of_statement(frame, cue) if frame.lexicon.statements else body_beside(frame, cue, start, end)
    if cue.tag.owned:
        return _owner(frame, cue, start)
    found = _subject(frame, cue, cue.tag, start, end)
    if found is None or is_nobody(found):
        alone = found is not None or (cue.tag.finite and cue.agreement == "many")
        return (
            body_beside(frame, cue, start, end) or _source_behind(frame, cue, end) if alone else None
        ) or found
    return found


def _source_behind(frame: Frame, cue: Cue, end: int) -> Candidate | None:
    """Who stands in the source phrase right behind a verb with nobody for its subject: ``indique-t-on de source policière``."""
    behind = next(iter(frame.cues_between(cue.end, min(end, cue.end + _SLOT_REACH))), None)
    if behind is None or not isinstance(behind.tag, Source) or behind.tag.right:
        return None
    return None if len(frame.words(cue.end, behind.start, 2)) > 1 else _slot(frame, behind, behind.tag)


def _subject(frame: Frame, cue: Cue, verb: Verb, start: int, end: int) -> Candidate | None:
    agreeing = [
        candidate for candidate in frame.subjects(start, end) if agrees(cue.agreement, candidate.agreement)
    ]
    before = [candidate for candidate in agreeing if candidate.outer_end <= cue.start]
    inside = [candidate for candidate in agreeing if cue.start <= candidate.start < cue.verb_start]
    behind = _behind(frame, cue, verb, agreeing)
    if verb.finite and (described := relative_head(frame, cue, before)):
        return described
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
        nearest = _nearest(frame, before, cue.start) if verb.finite else _foremost(before)
        set_off = frame.mark_before(cue.start) == ","
        beside = (
            (behind if behind and behind.human else apposed_person(frame, cue, start, before))
            if set_off
            else None
        )
        if beside is None and behind and _is_inverted(frame, cue, nearest, behind):
            beside = behind
        found = (
            beside or _shared(frame, cue, behind) or _closer(frame, cue, start, nearest) or nearest or behind
        )
    return found or _institution(frame, cue, start) or _stranger(frame, cue, start, end)


def relative_head(frame: Frame, cue: Cue, before: Sequence[Candidate]) -> Candidate | None:
    """Whom a relative clause between commas tells of, before the verb: ``The envoy, who met X on Monday, said``."""
    lexicon = frame.lexicon
    if not lexicon.relative_pronouns or frame.mark_before(_verb_begins(frame, cue)) != ",":
        return None
    for one in reversed(before):
        if not agrees(cue.agreement, one.agreement):
            continue
        following = frame.words(one.outer_end, cue.start, _RELATIVE_WORDS)
        if frame.text(one.outer_end, one.outer_end + 1) != "," or not following:
            continue
        if any(word.folded in lexicon.relative_pronouns for word in following):
            return one
    return None


def _verb_begins(frame: Frame, cue: Cue) -> int:
    """Where what belongs to a verb begins: its auxiliaries and adverbs, the very words between: ``, has “warmly” welcomed``."""
    position = cue.start
    quoted = frame.fragments_between(max(frame.sentence.start, position - _SLOT_REACH), position)
    if quoted and not frame.words(quoted[-1].end, position, 1):
        position = quoted[-1].start
    for word in reversed(
        frame.words(max(frame.sentence.start, position - _SLOT_REACH), position)[-_ADVERBS:]
    ):
        if word.folded not in frame.lexicon.auxiliaries and not is_adverb(frame, word):
            break
        position = word.start
    return position


def _closer(frame: Frame, cue: Cue, start: int, nearest: Candidate | None) -> Candidate | None:
    """The unknown full name between a title and its verb: ``Министр рыболовства Норвегии Ингрид Сульхейм заявила``."""
    if nearest is None or nearest.kind != "person" or _next_to(frame, [nearest], cue.start):
        return None
    found = stranger_before(frame, cue, max(start, nearest.outer_end))
    if found is None or " " not in found.label:
        return None
    between = frame.words(nearest.outer_end, found.start)
    lexicon = frame.lexicon
    addressed = any(
        word.folded in lexicon.prepositions and word.folded not in lexicon.complements for word in between
    )
    return None if addressed else found


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
    """The first human being, else the first of all; a group behind a body may be anybody's: ``министрлігі екі ел шекарасындағы``."""
    human = _first(candidate for candidate in candidates if candidate.human)
    first = _first(candidates)
    body = first is not None and first.kind == "organisation"
    return first if human is None or (body and human.kind == "group") else human


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
    start = past_aside(frame, cue)
    following = [
        candidate
        for candidate in agreeing
        if candidate.outer_start >= start
        and (candidate.actor_kind != "place" or _closes(frame, cue, candidate))
    ]
    candidate, head = _first(following), _head_of(frame, following)
    if head is None or (head.kind == "unnamed" and _is_object(frame, cue)):
        return None
    if candidate is None or candidate.outer_start - start > _SLOT_REACH:
        return None
    words = frame.words(start, candidate.outer_start)
    first = frame.words(candidate.outer_start, candidate.outer_end, 1)
    position = start
    if words and start > cue.end:
        return None
    if words and first and is_short_title(frame, words[-1], first[0]):
        words, position = words[:-1], first[0].start
    gap = frame.text(position, candidate.outer_start)
    if (
        any(mark in _STOPS for mark in gap)
        or len(words) - _told_when_and_where(frame, words) > _ADDRESSEES
        or _has_verb(frame, cue, head.outer_end)
    ):
        return None
    return None if any(word.folded in frame.lexicon.complementisers for word in words) else head


def past_aside(frame: Frame, cue: Cue) -> int:
    """Behind the few words between commas that may stand before the subject of a verb: ``note, de son côté, X``, ``résume, lapidaire, X``."""
    if frame.text(cue.end, cue.end + 1) != ",":
        return cue.end
    behind = cue.end + 1
    comma = frame.text(behind, behind + _SLOT_REACH).find(",")
    words = frame.words(behind, behind + comma) if comma > 0 else ()
    lexicon = frame.lexicon
    if not 0 < len(words) <= _ASIDE_WORDS or words[0].text[0].isupper():
        return cue.end
    if any(is_finite(frame, word) or word.folded in lexicon.clause_breaks for word in words):
        return cue.end
    if words[0].folded in lexicon.complementisers or words[0].folded in lexicon.relatives:
        return cue.end
    aside = frame.reports_between(behind, behind + comma) or frame.fragments_between(behind, behind + comma)
    return cue.end if aside else behind + comma + 1


def _closes(frame: Frame, cue: Cue, place: Candidate) -> bool:
    """Whether a place alone closes a clause right behind its verb, and stands for those who rule there: ``prévient Bruxelles.``"""
    if frame.text(cue.end, place.outer_start).strip(" \xa0"):
        return False
    return frame.text(place.outer_end, frame.sentence.end).lstrip(" \xa0")[:1] in (
        "",
        ",",
        ".",
        ";",
        ":",
        "–",
        "—",
    )


def _is_object(frame: Frame, cue: Cue) -> bool:
    """Whether the author's words lead right up to a verb, so that a thing behind it is no subject: ``X juge le texte « équilibré »``."""
    if frame.lexicon.speech.order != "SVO":
        return False
    verb = cue.start
    for word in reversed(frame.words(max(frame.sentence.start, verb - _SLOT_REACH), verb)[-_ADVERBS:]):
        if word.folded not in frame.lexicon.auxiliaries:
            break
        verb = word.start
    return frame.mark_before(verb).isalnum()


def _told_when_and_where(frame: Frame, words: Sequence[Word]) -> int:
    """How many words between a verb and its subject only tell the day or the place: ``declaró el lunes en Riga el ministro``."""
    if not words:
        return 0
    lexicon, common = frame.lexicon, names_of(frame.lexicon.pack).common
    places = frame.candidates_between(words[0].start, words[-1].end)
    spans = [*frame.days, *((place.outer_start, place.outer_end) for place in places)]
    covered = [word.start for word in words if any(start <= word.start < end for start, end in spans)]
    small = [
        word.start
        for word in words
        if word.folded in lexicon.prepositions
        or word.folded in lexicon.determiners
        or fold(word.folded) in common
    ]
    return len({*covered, *small}) if covered or len(small) > 1 else 0


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
        if not one.human and two.human and len(between.split()) <= _ADDRESSEES:
            return two
        body = not one.human and two.kind == "organisation" and not between.strip(" \xa0")
        return labelled(frame, frame.words(one.outer_start, two.outer_end)) if body else one
    words = frame.words(one.outer_end, two.outer_start)
    titled = one.kind == "person" and two.kind == "name" and two.human and 0 < len(words) <= _ADDRESSEES
    lexicon = frame.lexicon
    agreeing = lexicon.pack.morphology.strategy == "ending" or lexicon.speech.determined_nouns
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
    if last is None or last.human:
        return None
    gap = frame.text(last.outer_end, cue.start).strip(" \xa0")
    return None if gap and not _opens_with(frame, last, cue) else last


def _opens_with(frame: Frame, institution: Candidate, cue: Cue) -> bool:
    """Whether a clause begins with an institution and a preposition, and has but an object before its verb: ``В Осло обвинения отвергают``."""
    words = frame.words(frame.sentence.start, institution.outer_start)[-1:]
    if not words or words[0].folded not in frame.lexicon.prepositions:
        return False
    if frame.mark_before(words[0].start).isalnum():
        return False
    gap = frame.words(institution.outer_end, cue.start)
    stops = _STOPS.intersection(frame.text(institution.outer_end, cue.start))
    return len(gap) <= _OBJECT_WORDS and not stops and all(word.text[0].islower() for word in gap)


def _stranger(frame: Frame, cue: Cue, start: int, end: int) -> Candidate | None:
    """Whoever stands beside a verb and is known by capital letters alone."""
    lexicon = frame.lexicon
    if not lexicon.pack.meta.spaces:
        return stranger_by_letters(frame, cue, start)
    if not lexicon.pack.meta.cased or lexicon.speech.order == "VSO":
        return None
    behind = stranger_behind(frame, cue, end) if lexicon.speech.inversion else None
    if lexicon.speech.order == "SOV":
        full = behind and " " in behind.label
        return behind if full else stranger_at(frame, start) if not closes_report(frame, cue) else None
    if cue.verb_start > cue.start:
        return None
    if behind and not _has_verb(frame, cue, behind.end):
        return behind
    noun = (
        None
        if _is_object(frame, cue)
        else named_behind_comma(frame, cue, end) or stranger_noun(frame, cue, end)
    )
    return stranger_before(frame, cue, start) or stranger_belonging(frame, cue, start) or noun


def _has_verb(frame: Frame, cue: Cue, position: int) -> bool:
    """Whether a name behind a verb begins what is said rather than says it: ``and said Novak …``, ``said Novak has left``.

    Only a language whose clauses may do without "that" has the two to tell apart.
    """
    lexicon = frame.lexicon
    if not lexicon.clause_subjects or not isinstance(cue.tag, Verb):
        return False
    if not cue.tag.bare and cue.tag.takes == "clause":
        return False
    if frame.mark_before(cue.start).isalnum():
        return True
    for word in frame.words(position, frame.sentence.end, _ADVERBS):
        if frame.text(position, word.start).strip(" \xa0"):
            return False
        if is_finite(frame, word) or word.folded in lexicon.infinitives:
            return True
        if frame.reports_between(word.start, word.end):
            return True
        if word.folded not in lexicon.openers:
            return False
        position = word.end
    return False


def _owner(frame: Frame, cue: Cue, start: int) -> Candidate | None:
    """The human being in the genitive before a verb: ``Abanda’nın, "…" ifadesini kullandığı``."""
    return next(
        (
            candidate
            for candidate in frame.candidates_between(start, cue.start)
            if candidate.human
            and any(
                stem.case == "genitive"
                for word in frame.words(candidate.start, candidate.end)[-1:]
                for stem in stems(word.text, frame.lexicon.pack)[1:]
            )
        ),
        None,
    )


def _slot(frame: Frame, cue: Cue, source: Source) -> Candidate | None:
    """Who stands in the slot of a source phrase, in whatever case."""
    if source.right:
        before = frame.candidates_between(max(frame.sentence.start, cue.start - _SLOT_REACH * 2), cue.start)
        found = _next_to(frame, before, cue.start) or _owning(frame, cue)
        if found is None and not source.left:
            return stranger_in_slot(frame, cue)
        return found if found and _stands_behind(frame, found, source.left) else None
    behind = frame.candidates_between(cue.end, min(frame.sentence.end, cue.end + _SLOT_REACH))
    candidate = _first(behind)
    if candidate and not any(mark in _STOPS for mark in frame.text(cue.end, candidate.outer_start)):
        return candidate
    return _phrase_in_slot(frame, cue)


def _owning(frame: Frame, cue: Cue) -> Candidate | None:
    """Whom a determiner in the slot stands for: ``nach ihren Worten``."""
    owning = frame.lexicon.speech.owning
    word = next(iter(frame.words(max(frame.sentence.start, cue.start - _SLOT_REACH), cue.start)[-1:]), None)
    if word is None or word.folded not in owning or frame.text(word.end, cue.start).strip(" \xa0"):
        return None
    span = (word.start, word.end, word.start, word.end)
    return Candidate(*span, "pronoun", agreement=owning[word.folded], subject=False)


def _stands_behind(frame: Frame, candidate: Candidate, left: Sequence[str]) -> bool:
    """Whether the words of a source phrase that come before its slot are there: ``in X's view``."""
    if not left:
        return True
    words = frame.words(max(frame.sentence.start, candidate.outer_start - _SLOT_REACH), candidate.outer_start)
    return [word.folded for word in words[-len(left) :]] == list(left)


def _phrase_in_slot(frame: Frame, cue: Cue) -> Candidate | None:
    """Whoever the words up to the next stop tell of: ``according to exit polls``."""
    last = frame.words(cue.start, cue.end)[-1:]
    named = isinstance(cue.tag, Source) and bool(last) and last[0].folded in frame.lexicon.nominals
    words: list[Word] = [*last] if named else []
    for word in frame.words(cue.end, min(frame.sentence.end, cue.end + _SLOT_REACH))[:_SLOT_WORDS]:
        if any(mark in _STOPS for mark in frame.text(words[-1].end if words else cue.end, word.start)):
            break
        if words and not word.text[0].isupper() and is_finite(frame, word):
            break
        words.append(word)
    if not words or any(word.text[0].isdigit() for word in words[:_SLOT_DATE]):
        return None
    if any(isinstance(other.tag, Verb) for other in frame.cues_between(words[0].start, words[0].end)):
        return None
    return labelled(frame, words)
