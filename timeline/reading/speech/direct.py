"""Direct quotations: which marked strings are speech, and by which words of their sentence.

A marked string is speech when its frame says so: a tag behind it (``», — деп қосты``, ``,” she added``), a lead before it
(``ол журналистерге: «``), or a cue that governs it inside the author's sentence. Else it is a name, a title or a word mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.reading.document import Word
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.clauses import is_subjunctive
from timeline.reading.speech.fragments import Fragment
from timeline.reading.speech.frames import Cue, Frame, Told
from timeline.reading.speech.lexicon import Source, Verb
from timeline.reading.speech.strangers import capitals_behind, labelled
from timeline.reading.speech.subjects import agrees, past_aside, speaker_of
from timeline.reading.speech.wording import (
    SENTENCE_WORDS,
    is_sentence,
    is_term,
    is_title,
    looks_like_name,
    names_noun,
    names_reporter,
    speaks_for_itself,
)

_TAG = re.compile(r"[ \t\xa0\u202f]*([,.;]?)[ \t\xa0\u202f]*([—–―-]{0,2})[ \t\xa0]*")
_PAUSES = frozenset(",.!?…—–")
_STOPS = re.compile(r"[:;!?…«»“”]\s|[:;]$")
_SET_OFF = frozenset(",.;:!?…—–-")
_REACH = 400
_SOURCE_REACH = 40
_SHORTEST_VERB = 3
_ADVERBS = 2
_TITLE_WORDS = 4
_TAG_REACH = 120
_TAG_WORDS = 5
_LEAD_WORDS = 4


class _Place(NamedTuple):
    """A fragment with the author's words right before and behind it in its sentence."""

    fragment: Fragment
    before: int
    """Where the author's words before it begin."""
    tag: int
    """Where the author's words behind it begin, after comma and dash."""
    behind: int
    """Where they end."""
    comma: bool
    dash: bool
    """Whether a dash leads to them, as the language does it."""
    signed: bool
    """Whether any dash leads to them."""


def direct_quotes(frame: Frame) -> list[Told]:
    """The direct quotations of a sentence, in order."""
    told: list[Told] = []
    previous: Told | None = None
    alone = bool(frame.fragments) and not _author_speaks(frame)
    for place in _places(frame):
        previous = _alone(frame, place.fragment) if alone else _quotation(frame, place, previous, told)
        if previous:
            told.append(previous)
    return told


def _places(frame: Frame) -> Iterator[_Place]:
    fragments = frame.fragments
    for number, fragment in enumerate(fragments):
        before = fragments[number - 1].end if number else frame.sentence.start
        last = number + 1 == len(fragments)
        behind = max(frame.sentence.end, fragment.end) if last else fragments[number + 1].start
        behind = min(behind, fragment.end + _REACH)
        tag = _TAG.match(frame.document.text, fragment.end, behind)
        end = frame.text(fragment.inner_start, fragment.inner_end).rstrip()[-1:]
        yield _Place(
            fragment=fragment,
            before=max(before, fragment.start - _REACH),
            tag=tag.end() if tag else fragment.end,
            behind=behind,
            comma=end in _PAUSES or bool(tag and tag[1] == ","),
            signed=bool(tag and tag[2]),
            dash=bool(tag and tag[2]) and (frame.lexicon.speech.dash_tags or fragment.dialogue),
        )


def _quotation(frame: Frame, place: _Place, previous: Told | None, told: Sequence[Told]) -> Told | None:
    fragment = place.fragment
    if not fragment.first:
        return previous and previous._replace(start=fragment.start, end=fragment.end)
    owned = _owned(frame, place)
    if owned:
        return owned
    tagged = _tagged(frame, place, told)
    if tagged:
        return tagged._replace(tag=True, issued=_is_issued(frame, tagged, place))
    if previous and _goes_on(frame, place, previous):
        return previous._replace(start=fragment.start, end=fragment.end)
    return _heads(frame, place) or _led(frame, place) or _governed(frame, place, told)


def _owned(frame: Frame, place: _Place) -> Told | None:
    """The quotation that a noun behind it gives to the name in the genitive before it: ``X’in “…” sözlerine yanıt``."""
    nouns = tuple(frame.lexicon.speech.owned_words)
    following = frame.words(place.tag, place.behind, 1)
    if not nouns or not following or not following[0].folded.startswith(nouns):
        return None
    if place.comma and place.fragment.inner_end == place.fragment.end:
        return None
    before = frame.candidates_between(place.before, place.fragment.start)
    owners = [one for one in before if one.kind == "name" and one.human and not one.subject]
    if not owners or "," in frame.text(owners[-1].outer_end, place.fragment.start):
        return None
    return _told(place.fragment, None, owners[-1])


def _told(fragment: Fragment, cue: Cue | None, speaker: Candidate | None) -> Told:
    return Told(
        start=fragment.start,
        end=fragment.end,
        kind="direct",
        cue=(cue.start, cue.end) if cue else None,
        speaker=speaker,
        agreement=cue.agreement if cue else "any",
        dropped=speaker is None and not (cue and (isinstance(cue.tag, Source) or cue.tag.impersonal)),
        stated=cue is not None and isinstance(cue.tag, Verb) and cue.tag.impersonal,
    )


def _tagged(frame: Frame, place: _Place, told: Sequence[Told]) -> Told | None:
    """The quotation by the author's words behind it."""
    if place.tag >= place.behind:
        return None
    cue = _tag_cue(frame, place)
    if cue is None:
        return _tagged_without_cue(frame, place)
    if (
        _is_subject(frame, place, cue)
        or _tells_source(frame, place, cue)
        or names_noun(frame, place.fragment, place.before)
    ):
        return None
    if isinstance(cue.tag, Verb) and cue.start == place.tag:
        cue = cue._replace(tag=cue.tag._replace(addressee=False))
    speaker = speaker_of(frame, cue, place.tag, min(place.behind, cue.end + _TAG_REACH))
    if speaker is None and frame.lexicon.speech.order == "SOV":
        before = place.before if told else max(frame.sentence.start, place.fragment.start - _REACH)
        speaker = speaker_of(frame, cue, before, place.fragment.start)
    if _is_embedded(frame, place) and (speaker is None or is_title(frame, place.fragment)):
        return None
    return _told(place.fragment, cue, speaker)


def _is_embedded(frame: Frame, place: _Place) -> bool:
    """Whether the author's words lead right into a fragment, in a language that leaves no subject out: ``the “Bridge,” a plan agreed in``."""
    lexicon = frame.lexicon
    before = frame.words(place.before, place.fragment.start)
    mark = frame.mark_before(place.fragment.start)
    if not lexicon.clause_subjects or not before or not (mark.isalnum() or (mark == "," and not place.comma)):
        return False
    return before[-1].folded not in lexicon.clause_breaks


def _is_issued(frame: Frame, told: Told, place: _Place) -> bool:
    """Whether a source phrase in a tag leaves its slot empty: ``», — говорится в заявлении.``"""
    if told.speaker or told.dropped or told.cue is None:
        return False
    end = told.cue[1]
    words = frame.words(end, place.behind, 1)
    return not words or bool(frame.text(end, words[0].start).strip(" \xa0"))


def _tag_cue(frame: Frame, place: _Place) -> Cue | None:
    """The cue of the tag behind a quotation: near, and set off by a comma, a dash or nothing but its subject."""
    cues = frame.cues_between(place.tag, min(place.behind, place.tag + _TAG_REACH))
    cue = next(
        (cue for cue in cues if not (isinstance(cue.tag, Source) and cue.tag.right and not cue.tag.left)),
        None,
    )
    if (
        cue is None
        or _STOPS.search(frame.text(place.tag, cue.start))
        or _leads_on(frame, cue)
        or _names_next(frame, cue)
        or _reports_on(frame, cue)
        or _has_object(frame, cue)
    ):
        return None
    if (
        frame.lexicon.speech.dash_tags
        and not place.dash
        and cue.verb_start == cue.start
        and _is_inner(frame, place)
    ):
        return None
    if (
        cue.start > place.tag
        and place.comma
        and not place.dash
        and place.fragment.last
        and place.fragment.inner_end == place.fragment.end
    ):
        return None
    if place.comma or place.dash:
        return cue if _uncovered(frame, place.tag, cue.start) <= _TAG_WORDS else None
    return cue if _uncovered(frame, place.tag, cue.start) == 0 else None


def _tells_source(frame: Frame, place: _Place, cue: Cue) -> bool:
    """Whether a tag only tells who reports a sentence that names its speaker itself: ``X said that “…”, DPA reported``."""
    first, start = max(frame.sentence.start, place.fragment.start - _REACH), place.fragment.start
    if not isinstance(cue.tag, Verb) or not frame.cues_between(first, start):
        return False
    told = frame.candidates_between(cue.end, cue.end + _SOURCE_REACH)[:1]
    body = bool(told) and told[0].kind == "name" and told[0].actor_kind == "organisation"
    named = any(candidate.human for candidate in frame.subjects(first, start))
    return (body or _is_acronym(frame, cue)) and named


def _is_acronym(frame: Frame, cue: Cue) -> bool:
    """Whether a name in capital letters alone closes the sentence behind a verb: ``, destacó DPA.``"""
    words = frame.words(cue.end, frame.sentence.end, 2)
    return len(words) == 1 and words[0].text.isupper() and len(words[0].text) > 1


def _is_subject(frame: Frame, place: _Place, cue: Cue) -> bool:
    """Whether marked words are the name of whoever speaks, where a comma or dash sets off what is said: ``«Новая газета» сообщила``."""
    if not frame.lexicon.speech.set_off_tags or place.comma or place.dash or cue.verb_start > cue.start:
        return False
    return looks_like_name(frame, place.fragment, cue)


def _reports_on(frame: Frame, cue: Cue) -> bool:
    """Whether a participle reports a clause of its own behind a quotation: ``«…»، موضحا أن``."""
    following = frame.words(cue.end, frame.sentence.end, 1)
    if not isinstance(cue.tag, Verb) or cue.tag.finite or not following:
        return False
    return following[0].folded in frame.lexicon.complementisers


def _has_object(frame: Frame, cue: Cue) -> bool:
    """Whether words of the author go on right behind a verb, in a language that never ends a tag so: ``“A”，要求安理会…``."""
    if not frame.lexicon.speech.comma_that:
        return False
    word = next(iter(frame.words(cue.end, frame.sentence.end, 1)), None)
    return word is not None and word.start == cue.end


def _leads_on(frame: Frame, cue: Cue) -> bool:
    """Whether a cue leads to the quotation that follows, in a language that never tells both by one: ``“A。”他说：“B。”``."""
    return frame.lexicon.speech.comma_that and frame.text(cue.end, cue.end + 2).startswith(":")


def _names_next(frame: Frame, cue: Cue) -> bool:
    """Whether a cue gives something the name that follows in marks, and tells nothing of the quotation before it."""
    following = frame.fragments_between(cue.end, cue.end + _SOURCE_REACH)
    return isinstance(cue.tag, Verb) and cue.tag.use == "call" and bool(following)


def _is_inner(frame: Frame, place: _Place) -> bool:
    """Whether words of the author with a cue come before a fragment, so that what follows it may be their own clause."""
    return bool(frame.cues_between(place.before, place.fragment.start))


def _uncovered(frame: Frame, start: int, end: int) -> int:
    """The words of a stretch that belong to no candidate."""
    covered = [
        (candidate.outer_start, candidate.outer_end) for candidate in frame.candidates_between(start, end)
    ]
    return sum(
        not any(first <= word.start < last for first, last in covered) for word in frame.words(start, end)
    )


def _tagged_without_cue(frame: Frame, place: _Place) -> Told | None:
    """The quotation by a tag whose verb no list has: ``», — пожал плечами министр``, ``» деп күрсінді``."""
    words = frame.words(place.tag, min(place.behind, place.tag + _TAG_REACH), _TAG_WORDS)
    if not words or words[0].start > place.tag:
        return None
    if (shown := _unknown_verb(frame, place, words)) is not None:
        return shown
    if place.signed and (signature := _signature(frame, place)):
        return _told(place.fragment, None, signature)
    quotative = words[0].folded in frame.lexicon.quotatives
    if not quotative and not (place.comma and (place.dash or not frame.lexicon.speech.dash_tags)):
        return None
    for word in words[quotative:]:
        if _STOPS.search(frame.text(place.tag, word.start)):
            return None
        if word.folded.endswith(frame.lexicon.verb_endings) and not word.text[0].isupper():
            cue = Cue(place.tag if quotative else word.start, word.end, word.start, Verb("quote"))
            speaker = speaker_of(frame, cue, place.tag, min(place.behind, cue.end + _TAG_REACH))
            if speaker or quotative:
                return _told(place.fragment, cue, speaker or _fallback(frame, cue, place))
    return None


def _unknown_verb(frame: Frame, place: _Place, words: Sequence[Word]) -> Told | None:
    """The quotation by a tag of any verb with somebody's name right behind it: ``», peste en revanche X``."""
    lexicon, verb = frame.lexicon, words[0]
    if verb.folded in lexicon.speech.reflexives and len(words) > 1:
        verb = words[1]
    if (
        not (lexicon.speech.genders and place.comma)
        or verb.text[0].isupper()
        or len(verb.text) < _SHORTEST_VERB
    ):
        return None
    small = (lexicon.prepositions, lexicon.determiners, lexicon.clause_breaks, lexicon.complementisers)
    if any(verb.folded in group for group in (*small, lexicon.relatives, lexicon.subordinators)):
        return None
    cue = Cue(words[0].start, verb.end, words[0].start, Verb("quote"))
    start = past_aside(frame, cue)
    behind = frame.candidates_between(start, start + _SOURCE_REACH)[:1]
    if not behind or not (behind[0].kind == "person" or behind[0].actor_kind == "person"):
        return None
    between = frame.words(start, behind[0].outer_start)
    titled = bool(between) and between[0].folded in lexicon.determiners
    most = 0 if start > cue.end else _TITLE_WORDS if titled else _ADVERBS
    if "," in frame.text(start, behind[0].outer_start) or len(between) > most:
        return None
    if behind[0].kind == "person" and (between or not behind[0].subject):
        return None
    return _told(place.fragment, cue, behind[0])


def _signature(frame: Frame, place: _Place) -> Candidate | None:
    """The name that alone stands behind a quotation and a dash: ``“…” — Pamela Padilla``."""
    behind = next(iter(frame.candidates_between(place.tag, place.tag + _TAG_REACH)), None)
    if behind is None or behind.outer_start > place.tag:
        capitals = capitals_behind(frame, place.tag, place.behind)
        behind = labelled(frame, capitals) if len(capitals) > 1 else None
    elif behind.kind != "name":
        return None
    return None if behind is None or frame.words(behind.outer_end, place.behind, 1) else behind


def _fallback(frame: Frame, cue: Cue, place: _Place) -> Candidate | None:
    return speaker_of(frame, cue, place.before, place.fragment.start)


def _goes_on(frame: Frame, place: _Place, previous: Told) -> bool:
    """Whether nothing but the tag of the quotation before stands between: ``“A,” he said, “B”``."""
    if previous.cue is None or previous.cue[0] < previous.end:
        return False
    if frame.text(place.before, place.fragment.start).rstrip()[-1:] not in _SET_OFF:
        return False
    between = frame.cues_between(previous.end, place.fragment.start)
    return len(between) == 1 and between[0].start == previous.cue[0]


def _heads(frame: Frame, place: _Place) -> Told | None:
    """The quotation that a headline begins with: ``«Не будем этого делать»: Песков о переговорах``."""
    fragment = place.fragment
    colon = frame.text(fragment.end, fragment.end + 3).lstrip()[:1] == ":"
    if not colon or fragment.start > frame.sentence.start or not is_sentence(frame, fragment):
        return None
    speaker = next(
        (candidate for candidate in frame.subjects(fragment.end, place.behind) if candidate.human), None
    )
    return _told(fragment, None, speaker) if speaker else None


def _led(frame: Frame, place: _Place) -> Told | None:
    """The quotation by the author's words before it: ``X said: “``, ``X said, “``."""
    fragment = place.fragment
    lead = frame.text(place.before, fragment.start).rstrip()
    cues = frame.cues_between(place.before, fragment.start)
    cue = cues[-1] if cues else None
    if lead.endswith(":"):
        speaker = speaker_of(frame, cue, place.before, fragment.start) if cue else None
        humans = [candidate for candidate in frame.subjects(place.before, fragment.start) if candidate.human]
        if speaker is None and humans:
            speaker = humans[0] if frame.lexicon.speech.order == "SOV" else humans[-1]
        speaker = speaker or (None if cue else _heading(frame, place))
        return _told(fragment, cue, speaker) if cue or speaker else None
    if cue is None or frame.lexicon.speech.order == "SOV" or isinstance(cue.tag, Source):
        return None
    gap = frame.text(cue.end, fragment.start)
    near = len(frame.words(cue.end, fragment.start)) <= _LEAD_WORDS and not _STOPS.search(gap)
    if not near or (not gap.rstrip().endswith(",") and looks_like_name(frame, place.fragment, cue)):
        return None
    return _told(fragment, cue, speaker_of(frame, cue, place.before, fragment.start))


def _heading(frame: Frame, place: _Place) -> Candidate | None:
    """The body whose name is all that stands before a colon: ``Минобороны: «…»``."""
    body = next(iter(frame.subjects(place.before, place.fragment.start)), None)
    if body is None or body.kind not in ("name", "organisation") or body.actor_kind == "place":
        return None
    outside = (
        *frame.words(place.before, body.outer_start),
        *frame.words(body.outer_end, place.fragment.start),
    )
    return None if outside or not is_sentence(frame, place.fragment) else body


def _alone(frame: Frame, fragment: Fragment) -> Told | None:
    """A quotation that is a sentence by itself; its speaker is told around it."""
    if fragment.first and not is_sentence(frame, fragment):
        return None
    return _told(fragment, None, None)._replace(alone=True, closed=fragment.closed)


def _author_speaks(frame: Frame) -> bool:
    """Whether a sentence has any word outside its fragments."""
    position = frame.sentence.start
    for fragment in frame.fragments:
        if frame.words(position, fragment.start, 1):
            return True
        position = fragment.end
    return bool(frame.words(position, frame.sentence.end, 1))


def _governed(frame: Frame, place: _Place, told: Sequence[Told]) -> Told | None:
    """Quoted words inside the author's sentence, by the cue that governs them; a term behind the tag of another quotation is none."""
    cue = _governor(frame, place)
    words = frame.words(place.fragment.inner_start, place.fragment.inner_end, SENTENCE_WORDS)
    if (
        cue
        and len(words) < SENTENCE_WORDS
        and any(one.tag and one.cue == (cue.start, cue.end) for one in told)
    ):
        return None
    if (
        cue is not None
        and not looks_like_name(frame, place.fragment, cue)
        and not is_term(frame, place.fragment, cue)
        and not (_is_tag(cue, place) and names_noun(frame, place.fragment, place.before))
    ):
        start = max(frame.sentence.start, cue.start - _REACH)
        end = min(frame.sentence.end, cue.end + _TAG_REACH)
        speaker = _gapped(frame, place, cue) or speaker_of(frame, cue, start, end)
        named = names_reporter(frame, place.fragment, cue, speaker)
        return None if named else _told(place.fragment, cue, speaker)
    if cue is None and _is_retold(frame, place):
        return _told(place.fragment, None, None)
    if cue is None and speaks_for_itself(frame, place.fragment):
        start = max(frame.sentence.start, place.fragment.start - _REACH)
        subjects = frame.subjects(start, place.fragment.start)
        humans = [candidate for candidate in subjects if candidate.human]
        bodies = [one for one in subjects if one.actor_kind == "organisation" or one.kind == "organisation"]
        alone = bodies[0] if len(subjects) == len(bodies) == 1 else None
        return _told(place.fragment, None, humans[0] if humans else alone)
    if cue is None and (subject := _predicated(frame, place)):
        return _told(place.fragment, None, subject)
    return None


def _gapped(frame: Frame, place: _Place, cue: Cue) -> Candidate | None:
    """Whoever shares the verb of the quotation before: ``X sprach von „A“, sein Kollege von „B“``."""
    between = frame.text(place.before, place.fragment.start)
    if cue.end > place.before or not between.startswith((",", ";")):
        return None
    first = next(iter(frame.words(place.before, place.fragment.start, 1)), None)
    near = frame.subjects(place.before, place.fragment.start)
    begins = bool(near) and first is not None and near[0].outer_start == first.start and near[0].human
    return near[0] if begins and agrees(cue.agreement, near[0].agreement) else None


def _predicated(frame: Frame, place: _Place) -> Candidate | None:
    """Whoever stands right before marked words that begin with what he does in them: ``Le Conseil « condamne fermement » l’attaque``."""
    first = next(iter(frame.words(place.fragment.inner_start, place.fragment.inner_end, 1)), None)
    near = frame.subjects(place.before, place.fragment.start)[-1:]
    if first is None or not near or frame.text(near[0].outer_end, place.fragment.start).strip(" \xa0"):
        return None
    tags = (tag for rest, tag in frame.lexicon.phrases.get(first.folded, ()) if not rest)
    speaks = any(isinstance(tag, Verb) and tag.finite for tag in tags)
    return near[0] if speaks and near[0].actor_kind != "place" else None


def _is_tag(cue: Cue, place: _Place) -> bool:
    """Whether a cue stands behind a fragment."""
    return cue.start >= place.fragment.end


def _is_retold(frame: Frame, place: _Place) -> bool:
    """Whether the form of a verb tells that the whole sentence is somebody else's: ``Es gebe eine „enge Abstimmung“``."""
    words = (*frame.words(place.before, place.fragment.start), *frame.words(place.fragment.end, place.behind))
    return any(is_subjunctive(frame, word) for word in words)


def _governor(frame: Frame, place: _Place) -> Cue | None:
    """The cue whose content holds a fragment: behind it where the verb comes last, else the nearest before it, or a tag behind."""
    fragment = place.fragment
    behind = frame.cues_between(fragment.end, fragment.end + _REACH)
    if frame.lexicon.speech.order == "SOV":
        return next((cue for cue in behind if isinstance(cue.tag, Verb)), None)
    before = frame.cues_between(max(frame.sentence.start, fragment.start - _REACH), fragment.start)
    usable = [
        cue
        for cue in before
        if (not _is_aside(frame, cue) if isinstance(cue.tag, Source) else cue.tag.use != "quote")
    ]
    if usable:
        return usable[-1]
    if place.comma and _is_embedded(frame, place):
        return None
    return next((cue for cue in behind if not frame.fragments_between(cue.end, frame.sentence.end)), None)


def _is_aside(frame: Frame, cue: Cue) -> bool:
    """Whether a source phrase stands between commas in the middle of a sentence, so that marks further on are not its own."""
    before = frame.text(frame.sentence.start, cue.start).rstrip(" \xa0")
    return before.endswith(",") and "," in frame.text(cue.end, cue.end + _SOURCE_REACH)
