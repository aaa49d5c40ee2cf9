"""Reported clauses behind their verb: ``X said (that) …``, ``X заявил, что …``."""

from __future__ import annotations

from timeline.reading.document import Word
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.clauses import (
    REACH,
    Content,
    has_verb,
    is_adverb,
    is_clause,
    is_finite,
    is_passive,
    past_day,
)
from timeline.reading.speech.frames import Cue, Frame
from timeline.reading.speech.lexicon import Source, Verb
from timeline.reading.speech.subjects import relative_head, speaker_of

_LONGEST = 1200
_TAIL_REACH = 60
_LEADING_WORDS = 18
_LEADING_ADDRESSEE = 10
_BESIDE = 2
_BETWEEN_WORDS = 4
_MOST_CUES = 8
_SUBJECT_WORDS = 6
_CLAUSE_WORDS = 5
_HARD = frozenset(".;:!?")
_OPENING = frozenset("«“„")
_CLOSING = frozenset("»”")


def following(frame: Frame, cue: Cue) -> Content | None:
    """``X said (that) …``, and ``as X said, …``."""
    start = after_complementiser(frame, cue)
    speaker = speaker_before(frame, cue)
    if start is None:
        start = _bare_start(frame, cue, speaker)
    if start is None or is_passive(frame, cue) or (speaker is None and _asks(frame, cue)):
        return None
    return Content(start, content_end(frame, start), speaker)


def _asks(frame: Frame, cue: Cue) -> bool:
    """Whether a verb that begins a clause tells what its subject was asked: ``Asked whether …, he said``."""
    before = frame.mark_before(cue.start)
    return isinstance(cue.tag, Verb) and cue.tag.addressee and before in ("", ",")


def speaker_before(frame: Frame, cue: Cue) -> Candidate | None:
    """The subject of a verb whose content stands behind it."""
    start = max(frame.sentence.start, cue.start - REACH)
    if frame.lexicon.speech.dash_tags and isinstance(cue.tag, Verb) and not cue.tag.finite:
        return speaker_of(frame, cue, start, cue.start)
    earlier = [other.end for other in frame.cues_between(start, cue.start) if isinstance(other.tag, Verb)]
    quoted = [fragment.end for fragment in frame.fragments_between(start, cue.start)]
    if (earlier or quoted) and (described := relative_head(frame, cue, frame.subjects(start, cue.start))):
        return described
    found = speaker_of(frame, cue, max([start, *earlier, *quoted]), min(frame.sentence.end, cue.end + 100))
    return found or _first_speaker(frame, cue, start)


def _first_speaker(frame: Frame, cue: Cue, start: int) -> Candidate | None:
    """The subject of the sentence's first cue, where later ones do without: ``毛宁回应提问，称…``."""
    first = next((other for other in frame.cues if isinstance(other.tag, Verb)), cue)
    if not frame.lexicon.speech.comma_that or first.start >= cue.start:
        return None
    return speaker_of(frame, first, start, first.end)


def after_complementiser(frame: Frame, cue: Cue) -> int | None:
    """The end of the word for "that" behind a verb, with at most an adverbial between: ``said on Friday that``."""
    end = min(frame.sentence.end, cue.end + REACH)
    following = frame.cues_between(cue.end, end)
    limit = following[0].start if following else end
    position, named = cue.end, False
    for number, word in enumerate(frame.words(cue.end, end, _LEADING_WORDS)):
        if any(mark in _HARD for mark in frame.text(position, word.start)) or word.start > limit:
            return None
        if frame.fragments_between(cue.end, word.start):
            return None
        named = _inside_marks(frame.text(position, word.start), inside=named)
        if number > _reach_of_that(cue):
            return None
        if word.folded in frame.lexicon.complementisers and not named:
            if number and not _belongs(frame, cue, word):
                return None
            return word.start if word.folded in frame.lexicon.questions else word.end
        position = word.end
    return None


def _belongs(frame: Frame, cue: Cue, that: Word) -> bool:
    """Whether a word for "that" some way behind a verb opens what is said, and no clause about a noun or with a verb of its own."""
    lexicon = frame.lexicon
    if that.folded in lexicon.relatives:
        following = next(iter(frame.words(that.end, frame.sentence.end, 1)), None)
        verb = following and lexicon.auxiliaries and is_finite(frame, following)
        if not _adverbial(frame, cue) or (following and verb and following.text.isalpha()):
            return False
    if not (lexicon.auxiliaries and isinstance(cue.tag, Verb) and cue.tag.bare):
        return True
    between = frame.words(cue.end, that.start)
    if any(word.folded in lexicon.infinitives for word in between[1:]):
        return False
    return "," in frame.text(cue.end, that.start) or not any(is_finite(frame, word) for word in between)


def _inside_marks(gap: str, *, inside: bool) -> bool:
    """Whether a word stands in the marks of a name, after a gap: ``in an interview with “Face the Nation” that``."""
    for mark in gap:
        if mark in _OPENING:
            inside = True
        elif mark in _CLOSING:
            inside = False
        elif mark == '"':
            inside = not inside
    return inside


def _reach_of_that(cue: Cue) -> int:
    """How many words may stand between a verb and its "that": few behind a participle, fewer where an addressee may have a clause of its own."""
    if not isinstance(cue.tag, Verb):
        return 0
    if not cue.tag.finite:
        return _BESIDE
    return _LEADING_ADDRESSEE if cue.tag.addressee else _LEADING_WORDS


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
    if not isinstance(cue.tag, Verb):
        return None
    if frame.lexicon.speech.comma_clauses:
        return _behind_comma(frame, cue)
    if speaker and speaker.start >= cue.end:
        return None
    comma = frame.lexicon.speech.comma_that and _past_comma(frame, _past_addressee(frame, cue, cue.tag))
    if not (cue.tag.bare or comma):
        return None
    position = comma or cue.end
    if comma:
        first = frame.words(position, frame.sentence.end, 1)
        reports = bool(first) and bool(frame.cues_between(first[0].start, first[0].end))
        return None if reports else position
    if cue.tag.addressee:
        addressee = next(iter(frame.candidates_between(cue.end, cue.end + REACH)), None)
        if addressee and not frame.text(cue.end, addressee.outer_start).strip():
            position = addressee.outer_end
    for _ in range(_BETWEEN_WORDS):
        position = past_day(frame, position)
        word = next(iter(frame.words(position, min(frame.sentence.end, position + 60), 1)), None)
        if word is None or frame.text(position, word.start).strip(" \xa0"):
            return None
        if word.folded not in frame.lexicon.openers:
            blocked = not _begins_clause(frame, word) and (
                word.folded in frame.lexicon.prepositions or not is_clause(frame, word)
            )
            return None if blocked else word.start
        position = word.end
    return None


def _past_addressee(frame: Frame, cue: Cue, verb: Verb) -> int:
    """Behind whom something was said to, in a language whose comma opens what is said: ``告诉法新社记者，…``."""
    position = cue.end
    for candidate in frame.candidates_between(cue.end, cue.end + _TAIL_REACH)[:1] if verb.addressee else ():
        if candidate.outer_start == position:
            position = candidate.outer_end
    for word in frame.words(position, frame.sentence.end, _BESIDE) if position > cue.end else ():
        if word.start != position or word.folded not in frame.lexicon.openers:
            break
        position = word.end
    return position


def _behind_comma(frame: Frame, cue: Cue) -> int | None:
    """Where a main clause begins behind a verb and a comma: ``erklärte am Freitag, am Übergang stünden …``."""
    end = min(frame.sentence.end, cue.end + REACH)
    comma = frame.text(cue.end, end).find(",")
    if comma < 0 or not isinstance(cue.tag, Verb) or cue.tag.addressee:
        return None
    start = cue.end + comma + 1
    between = frame.words(cue.end, start)
    word = next(iter(frame.words(start, end, 1)), None)
    blocked = (
        any(mark in _HARD for mark in frame.text(cue.end, start))
        or len(between) > _LEADING_ADDRESSEE
        or bool(frame.fragments_between(cue.end, (word.start if word else end) + 1))
        or any(other.start < start for other in frame.cues_between(cue.end, start))
    )
    relative = bool(between) and between[-1].text[0].isupper() and _ends_with_verb(frame, start, end)
    if word is None or blocked:
        return None
    if word.folded in frame.lexicon.subordinators and (
        relative or word.folded not in frame.lexicon.determiners
    ):
        return None
    if word.folded in frame.lexicon.clause_breaks | frame.lexicon.complementisers:
        return None
    return start if has_verb(frame, word.start, end) else None


def _ends_with_verb(frame: Frame, start: int, end: int) -> bool:
    """Whether the finite verb of the clause at ``start`` is its last word, as in one about the noun before it."""
    comma = frame.text(start, end).find(",")
    words = frame.words(start, start + comma if comma >= 0 else end)
    finite = next((number for number, word in enumerate(words) if number and is_finite(frame, word)), None)
    return finite is None or finite == len(words) - 1


def _begins_clause(frame: Frame, word: Word) -> bool:
    """Whether a word begins a clause, where the pack tells such words: a pronoun; or the subject of one long enough."""
    lexicon = frame.lexicon
    if word.folded.replace("’", "'").split("'")[0] in lexicon.clause_subjects:
        return True
    if not lexicon.clause_subjects or word.folded in lexicon.prepositions:
        return False
    subject = word.folded in lexicon.determiners or any(
        candidate.outer_start == word.start
        for candidate in frame.candidates_between(word.start, word.start + _TAIL_REACH)[:1]
    )
    return bool(subject) and len(frame.words(word.start, frame.sentence.end, _CLAUSE_WORDS)) == _CLAUSE_WORDS


def _past_comma(frame: Frame, position: int) -> int | None:
    """Behind the comma or colon at a position, if words of the author follow it."""
    if frame.text(position, position + 1) not in (",", ":"):
        return None
    word = next(iter(frame.words(position + 1, frame.sentence.end, 1)), None)
    if word is None or word.folded in frame.lexicon.clause_breaks:
        return None
    return None if frame.fragments_between(position, word.start + 1) else position + 1


def content_end(frame: Frame, start: int) -> int:
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
    end = start + colon if colon >= 0 and frame.fragments_between(start + colon, start + colon + 4) else end
    end = _another_clause(frame, start, end)
    return min(
        _author_goes_on(frame, start, end), _main_clause(frame, start, end), _quoted(frame, start, end)
    )


def _another_clause(frame: Frame, start: int, end: int) -> int:
    """Where the author goes on about somebody else behind a semicolon: ``X says two died; Y puts the toll at five``."""
    semicolon = frame.text(start, end).find("; ")
    if semicolon < 0:
        return end
    position = start + semicolon
    subject = next(iter(frame.subjects(position, end)), None)
    names = subject is not None and subject.kind == "name" and not frame.words(position, subject.outer_start)
    return position if names else end


def _quoted(frame: Frame, start: int, end: int) -> int:
    """Where the clause begins that leads to a quotation with a cue of its own: ``said prices fell, and when pressed replied: “…”``."""
    fragment = next(iter(frame.fragments_between(start, end)), None)
    cues = frame.cues_between(start, fragment.start) if fragment and frame.lexicon.clause_subjects else ()
    if (
        fragment is None
        or not cues
        or not frame.text(cues[-1].end, fragment.start).rstrip().endswith((",", ":"))
    ):
        return end
    comma = frame.text(start, cues[-1].start).rfind(", ")
    for word in reversed(frame.words(start, cues[-1].start)):
        if word.folded in frame.lexicon.clause_breaks and frame.document.text[word.start - 2] == ",":
            return word.start
    return start + comma if comma > 0 else end


def _author_goes_on(frame: Frame, start: int, end: int) -> int:
    """Where the author reports on with the next cue: ``and said …``, ``, though she admitted …``."""
    lexicon = frame.lexicon
    for cue in frame.reports_between(start, end)[:_MOST_CUES]:
        if isinstance(cue.tag, Source) or not cue.tag.finite:
            continue
        words = list(frame.words(max(start, cue.start - 80), cue.start)[-_SUBJECT_WORDS:])
        while words and is_adverb(frame, words[-1]):
            words.pop()
        if not words:
            continue
        says = isinstance(cue.tag, Verb) and cue.tag.use in ("say", "call")
        set_off = lexicon.auxiliaries or frame.text(start, words[-1].start).rstrip().endswith(",")
        if words[-1].folded in lexicon.clause_breaks and says and set_off:
            return words[-1].start
        if not lexicon.auxiliaries:
            continue
        for word in reversed(words):
            if word.folded in lexicon.clause_breaks or word.folded in lexicon.subordinators:
                comma = frame.text(start, word.start).rstrip().endswith(",")
                subject = frame.candidates_between(word.end, cue.start)
                if comma and subject and subject[-1].outer_end <= cue.start:
                    return word.start
                break
    return end


def _main_clause(frame: Frame, start: int, end: int) -> int:
    """Where the main clause begins, when what is said belongs to a clause before it: ``Although X said …, Y …``; ``X, who said …, did``."""
    lexicon = frame.lexicon
    first = next(iter(frame.words(frame.sentence.start, start, 1)), None)
    if first is None or first.folded not in lexicon.subordinators or "," in frame.text(first.start, start):
        return end
    position = frame.document.text.find(",", start, end)
    while position >= 0:
        if has_verb(frame, start, position):
            return position
        position = frame.document.text.find(",", position + 1, end)
    return end


def _opens_clause(frame: Frame, cue: Cue) -> bool:
    if after_complementiser(frame, cue) is not None:
        return True
    if not frame.lexicon.speech.comma_that:
        return False
    return frame.text(cue.end, cue.end + 1) in (",", ":") or _goes_on(frame, cue)


def _goes_on(frame: Frame, cue: Cue) -> bool:
    """Whether a verb that needs no comma reports on behind one, with a word for "and" at most between: ``，并称…``."""
    if not isinstance(cue.tag, Verb) or not cue.tag.bare or cue.tag.use != "say":
        return False
    before = frame.words(max(frame.sentence.start, cue.start - _BESIDE), cue.start)[-1:]
    lexicon, start = frame.lexicon, cue.start
    if before and (before[0].folded in lexicon.clause_breaks or before[0].folded in lexicon.openers):
        start = before[0].start
    return frame.mark_before(start) == ","


def _last_stop(frame: Frame, start: int, end: int) -> int:
    """The last comma or semicolon of a stretch, else its start: all that it tells is told by the next cue."""
    told = frame.text(start, end)
    return start + max(0, told.rfind(","), told.rfind(";"))


def _reports_all(frame: Frame, cue: Cue) -> bool:
    """Whether a cue behind a comma tells in a few words where the whole sentence comes from: ``, сообщает ТАСС``."""
    comma = frame.text(max(frame.sentence.start, cue.start - _TAIL_REACH), cue.start).rfind(",")
    if comma < 0 or len(frame.words(cue.end, frame.sentence.end, _BETWEEN_WORDS + 1)) > _BETWEEN_WORDS:
        return False
    between = frame.words(
        max(frame.sentence.start, cue.start - _TAIL_REACH) + comma, cue.start, _BETWEEN_WORDS
    )
    return len(between) < _BETWEEN_WORDS and all(word.text[0].isupper() for word in between)
