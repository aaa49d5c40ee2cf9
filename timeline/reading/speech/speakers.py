"""Who spoke: the candidates beside quotations resolved to actors, with the text before as memory.

The order of tries: the name beside the quotation; for a noun, the person whom the text describes so; for a pronoun or a dropped
subject, the speaker before in the paragraph, the subjects before, then whoever else the paragraph names, then earlier paragraphs. What
stays unsure has no speaker: none is better than a wrong one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

import msgspec

from timeline.languages.schema.speech import Agreement
from timeline.names import registry
from timeline.names.keys import fold
from timeline.reading.morphology import stems
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.cast import Cast
from timeline.reading.speech.frames import Frame
from timeline.reading.speech.subjects import agrees
from timeline.reading.titles import lexicon as titles_of

_MEMORY = 12
_GROUP_MEMORY = 5
"""Sentences that a pronoun may look back."""
_MOST_REMEMBERED = 40
"""Candidates of one sentence that are remembered."""
_SHARED_LETTERS = 4
_SHARED_PART = 0.55
_GENERAL = frozenset(
    (
        "honorific",
        "leader",
        "diplomat",
        "adviser",
        "negotiator",
        "mediator",
        "envoy",
        "counterpart",
        "expert",
        "official",
    )
)
"""Roles that somebody may have beside any office."""
_DIPLOMATS = frozenset(("ambassador", "envoy", "diplomat"))
"""Whom "the diplomat" means before any minister."""
_DENSE = "\u2e80"
"""From here on one character of a script says as much as several letters."""


class Bearer(NamedTuple):
    """One actor, several together, or somebody without a name, that a sentence brought up."""

    actors: tuple[str, ...]
    agreement: Agreement
    human: bool
    label: str = ""
    """The words of the text for somebody without a name: ``a senior official``."""


class _Remembered(msgspec.Struct):
    """What one sentence leaves in memory."""

    paragraph: int
    speaks: bool = False
    """Whether the sentence tells of speech."""
    speakers: list[Bearer] = []
    subjects: list[Bearer] = []
    others: list[Bearer] = []


class Discourse:
    """The memory of a text as it is read from the start, sentence by sentence."""

    def __init__(self, cast: Cast) -> None:
        self._descriptions: Mapping[str, set[str]] = cast.descriptions
        self._genders, self._kinds, self._roles = cast.genders, cast.kinds, cast.roles
        self._past: deque[_Remembered] = deque([_Remembered(0)], maxlen=_MEMORY)
        self._line = -1
        self._states: dict[str, Set[str]] = {}
        self._frame: Frame | None = None

    def begin(self, frame: Frame) -> None:
        """Go on to the next sentence."""
        paragraph = self._past[-1].paragraph + (frame.sentence.paragraph != self._line)
        self._line = frame.sentence.paragraph
        self._frame = frame
        self._past.append(_Remembered(paragraph, speaks=bool(frame.cues)))

    def end(self, frame: Frame) -> None:
        """Remember whom the sentence brought up, for those after it."""
        resolved = [
            (candidate, self.identify(candidate)) for candidate in frame.candidates[:_MOST_REMEMBERED]
        ]
        now = self._past[-1]
        for candidate, bearer in resolved:
            if bearer is not None:
                (now.subjects if candidate.subject else now.others).append(bearer)
                now.others += self._members(bearer)

    def _members(self, bearer: Bearer) -> list[Bearer]:
        """Each of several together, whom "he" may mean as well."""
        if len(bearer.actors) < 2:
            return []
        return [Bearer((actor,), self._genders.get(actor, "any"), bearer.human) for actor in bearer.actors]

    def spoke(self, bearer: Bearer) -> None:
        """Remember a speaker in the sentence being read."""
        speakers = self._past[-1].speakers
        if bearer in speakers:
            speakers.remove(bearer)
        speakers.append(bearer)
        del speakers[:-_MOST_REMEMBERED]

    def identify(self, candidate: Candidate, agreement: Agreement = "any") -> Bearer | None:
        """Who a candidate is; ``agreement`` is what the verb says of it."""
        if candidate.actors:
            return self._bearer(candidate)
        told = candidate.agreement if candidate.agreement != "any" else agreement
        if told == "f or many":
            told = "many" if agreement == "many" else "f"
        if candidate.kind == "pronoun":
            first = self._subject_first and self._before_pronoun(candidate, told)
            return first or self.recall(told, pronoun=True) or self._before_pronoun(candidate, told)
        if candidate.kind == "group":
            found = next((bearer for bearer in self._ranked() if len(bearer.actors) > 1), None) or self._two()
        elif candidate.kind == "unnamed" or not candidate.definite:
            found = None
        else:
            found = self._described(candidate, told)
        return found or Bearer((), told, candidate.kind != "organisation", candidate.label)

    @property
    def _subject_first(self) -> bool:
        return self._frame is not None and self._frame.lexicon.speech.subject_first

    def _before_pronoun(self, pronoun: Candidate, agreement: Agreement) -> Bearer | None:
        """Whom the same sentence told of before a pronoun: ``尼姆拒绝了提议，他说``, ``X a rejeté l’accusation, selon elle``."""
        frame = self._frame
        if frame is None or agreement == "many":
            return None
        named = (
            self._bearer(candidate)
            for candidate in frame.subjects(frame.sentence.start, pronoun.start)
            if candidate.kind == "name" and candidate.human
        )
        return next((bearer for bearer in named if agrees(agreement, bearer.agreement)), None)

    @property
    def paragraph(self) -> int:
        """The number of the paragraph being read; blank lines do not count."""
        return self._past[-1].paragraph

    def led(self) -> Bearer | None:
        """Who a sentence that tells of speech, right before this one, is about."""
        before = self._past[-2]
        if not before.speaks:
            return None
        return next(
            (bearer for bearer in (*reversed(before.speakers), *before.subjects) if bearer.human), None
        )

    def _going_on(self) -> list[Bearer]:
        """The body that spoke last in the paragraph, and may speak on without being named: ``أكدت الرئاسة … وأضافت``."""
        for sentence in reversed(self._past):
            if sentence.speakers:
                return sentence.speakers[-1:] if sentence.paragraph == self.paragraph else []
        return []

    def body(self) -> Bearer | None:
        """The ministry, agency or other body that spoke last, in this paragraph or the one before, and nobody after it."""
        for sentence in reversed(self._past):
            if sentence.paragraph < self.paragraph - 1:
                return None
            told = sentence.speakers[-1:] or (sentence.subjects[:1] if sentence.speaks else [])
            if told:
                return None if told[0].human else told[0]
        return None

    def topic(self) -> tuple[str, ...]:
        """Whom the sentence being read is about: its first human subject, else its last speaker."""
        now = self._past[-1]
        subject = next((bearer for bearer in now.subjects if bearer.human), None)
        topic = subject or (now.speakers[-1] if now.speakers else None)
        return topic.actors if topic else ()

    def _has_spoken(self, bearer: Bearer) -> bool:
        return any(bearer in sentence.speakers for sentence in self._past)

    def _was_subject(self, bearer: Bearer) -> bool:
        return any(bearer in sentence.subjects for sentence in self._past)

    def recall(self, agreement: Agreement, *, here: bool = False, pronoun: bool = False) -> Bearer | None:
        """Who a dropped subject or a pronoun means; with ``here`` only somebody from the same paragraph.

        Somebody without a name is dropped only after having spoken.
        """
        going_on = self._going_on()
        for bearer in self._ranked(here=here):
            if not (bearer.actors or self._has_spoken(bearer) or (pronoun and self._was_subject(bearer))):
                continue
            if agreement == "many":
                fits = len(bearer.actors) != 1
            else:
                told = bearer.human == (agreement != "n") or (not pronoun and bearer in going_on)
                fits = len(bearer.actors) < 2 and told
            if fits and agrees(agreement, bearer.agreement):
                return bearer
        return None

    def issuer(self) -> Bearer | None:
        """Whose words "it is said in the statement" tells of: whoever spoke last, or the body that the last sentences are about."""
        for sentence in (self._past[-1], self._past[-2]):
            if sentence.speakers:
                return sentence.speakers[-1]
            body = next((one for one in sentence.subjects if self._is_office(one)), None)
            if body:
                return body
        return None

    def _is_office(self, bearer: Bearer) -> bool:
        return self._is_body(bearer) if bearer.actors else not bearer.human

    def _bearer(self, candidate: Candidate) -> Bearer:
        if len(candidate.actors) > 1:
            return Bearer(candidate.actors, "many", candidate.human)
        gender = self._genders.get(candidate.actors[0], "any")
        return Bearer(candidate.actors, gender, candidate.actor_kind == "person")

    def _ranked(self, *, here: bool = False) -> Iterator[Bearer]:
        """Whom the text brought up, the likeliest first."""
        paragraph = self.paragraph
        near = [sentence for sentence in reversed(self._past) if sentence.paragraph == paragraph]
        far = [sentence for sentence in reversed(self._past) if sentence.paragraph != paragraph]
        for sentences in [near] if here else [near, far]:
            for sentence in sentences:
                yield from reversed(sentence.speakers)
                yield from sentence.subjects
            for sentence in sentences:
                yield from reversed(sentence.others)

    def _two(self) -> Bearer | None:
        """The two people, and no third, whom the last sentences with people in them name: ``X met Y. Both leaders said``."""
        people: dict[str, None] = {}
        for sentence in list(reversed(self._past))[:_GROUP_MEMORY]:
            named = (*sentence.speakers, *sentence.subjects, *sentence.others)
            earlier = dict.fromkeys(bearer.actors[0] for bearer in named if bearer.human and bearer.actors)
            people = earlier | people
            if len(people) > 1:
                return Bearer(tuple(people), "many", human=True) if len(people) == 2 else None
        return None

    def _described(self, candidate: Candidate, agreement: Agreement) -> Bearer | None:
        """Whom a noun phrase describes: the one whom most of its words fit, else the topic of the paragraph.

        A body of a state is not the state, nor is one that more words than its noun tell the topic; whoever belongs to an institution that
        no title of the topic names is somebody else, and so is a minister where the topic is a president.
        """
        human = candidate.kind == "person"
        fitting = [
            (self._likeness(candidate.words, bearer), bearer)
            for bearer in dict.fromkeys(self._ranked())
            if len(bearer.actors) < 2 and bearer.human == human and agrees(agreement, bearer.agreement)
            if candidate.owners == () or bearer.actors != candidate.owners[:1]
            if human or not self._is_state(bearer)
        ]
        fitting = [
            (likeness, bearer) for likeness, bearer in fitting if not self._is_foreign(candidate, bearer)
        ]
        best = max((likeness for likeness, _ in fitting), default=0)
        if self._tells_apart(candidate) and best < len(candidate.words):
            return None
        if best:
            found = next(bearer for likeness, bearer in fitting if likeness == best)
            told_more = len(candidate.label.split()) > len(found.label.split())
            return None if told_more and not found.actors else found
        body = candidate.kind == "organisation" and len(candidate.words) > 1
        if candidate.owners or body or self._is_counterpart(candidate):
            return None
        told = self._told_roles(candidate)
        offices = told - _GENERAL
        meant = [
            bearer
            for _, bearer in fitting
            if bearer.actors and (human or self._is_body(bearer)) and not self._holds_another(bearer, offices)
        ]
        envoys = [bearer for bearer in meant if _DIPLOMATS & self._roles.get(bearer.actors[0], set())]
        if envoys and "diplomat" in told:
            return self._topic(envoys) or (envoys[0] if len(envoys) == 1 else None)
        return self._topic(meant)

    def _told_roles(self, candidate: Candidate) -> set[str]:
        """The roles that the words of a noun phrase name."""
        if self._frame is None or candidate.kind != "person":
            return set()
        pack = self._frame.lexicon.pack
        titles, article = titles_of(pack).titles, pack.names.article
        words = {fold(word) for word in candidate.words}
        words |= {word.removeprefix(article) for word in words if article}
        return {role for word in words for role in titles.roles_of(word)}

    def _holds_another(self, bearer: Bearer, offices: set[str]) -> bool:
        """Whether the titles of somebody tell of offices that are none of some others."""
        held = self._roles.get(bearer.actors[0], set()) - _GENERAL
        parts = {word for role in held for word in role.split()}
        return bool(offices and held) and parts.isdisjoint(word for role in offices for word in role.split())

    def _nouns(self, words: list[str]) -> list[str]:
        """The nouns for somebody among words, else the last one."""
        nominals = self._frame.lexicon.nominals if self._frame else {}
        return [word for word in words if word in nominals] or words[-1:]

    def _is_foreign(self, candidate: Candidate, bearer: Bearer) -> bool:
        """Whether the words of a noun phrase name another state than all those that the text describes somebody by."""
        nations = self._nations(candidate.words)
        if not nations or not bearer.actors:
            return False
        told = self._nations(self._descriptions.get(bearer.actors[0], ()))
        return bool(told) and nations.isdisjoint(told)

    def _nations(self, words: Iterable[str]) -> set[str]:
        """Ids of the states that words name."""
        found: set[str] = set()
        for word in words:
            if word not in self._states:
                self._states[word] = self._states_of(word)
            found |= self._states[word]
        return found

    def _states_of(self, word: str) -> Set[str]:
        if self._frame is None:
            return frozenset()
        pack = self._frame.lexicon.pack
        index = registry().index(pack.meta.code)
        if peoples := index.peoples(fold(word)):
            return peoples
        entries = (index.find(fold(stem.text)) for stem in stems(word, pack))
        return {entry.id for entry in entries if entry is not None and entry.kind == "state"}

    def _is_counterpart(self, candidate: Candidate) -> bool:
        """Whether somebody is told of only as like somebody else: ``his counterpart``."""
        if self._frame is None:
            return False
        titles = titles_of(self._frame.lexicon.pack).titles
        return any("counterpart" in titles.roles_of(fold(word)) for word in candidate.words)

    def _is_body(self, bearer: Bearer) -> bool:
        return self._kinds.get(bearer.actors[0]) == "organisation"

    def _is_state(self, bearer: Bearer) -> bool:
        return bool(bearer.actors) and self._kinds.get(bearer.actors[0]) == "state"

    def _tells_apart(self, candidate: Candidate) -> bool:
        """Whether what belongs to a noun says whom of several it means: ``الرئيس الأوكراني``, ``以色列总理办公室``."""
        if self._frame is None or len(candidate.words) < 2:
            return False
        lexicon = self._frame.lexicon
        return bool(lexicon.speech.adjective_endings) or not lexicon.pack.meta.spaces

    def _topic(self, fitting: Iterable[Bearer]) -> Bearer | None:
        """The first of those who fit that the last sentences of the paragraph are about."""
        near = {
            bearer.actors
            for sentence in self._past
            if sentence.paragraph >= self.paragraph - 1
            for bearer in (*sentence.speakers, *sentence.subjects, *sentence.others)
        }
        return next((bearer for bearer in fitting if bearer.actors in near), None)

    def _likeness(self, words: Iterable[str], bearer: Bearer) -> int:
        words = list(words)
        if not bearer.actors:
            labelled = self._nouns(bearer.label.casefold().split())
            return int(any(_akin(word, other) for word in self._nouns(words) for other in labelled))
        described = self._descriptions.get(bearer.actors[0], ())
        return sum(any(_akin(word, other) for other in described) for word in words)


def _akin(one: str, two: str) -> bool:
    """Whether two words share their stem, as far as their first letters tell: ``өзбек`` and ``Өзбекстанның``."""
    if one == two and one[0] >= _DENSE:
        return len(one) > 1
    shorter = min(len(one), len(two))
    shared = next((place for place in range(shorter) if one[place] != two[place]), shorter)
    return shared >= min(_SHARED_LETTERS, shorter) and shared >= _SHARED_PART * shorter and shared > 2
