"""Reading a text's speech in order: each sentence's quotations, their speakers out of the text so far, and the day they were said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from timeline.model import DateMention, QuoteKind, Speaker
from timeline.reading.document import Document
from timeline.reading.mentions import Names
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.cast import Cast
from timeline.reading.speech.days import Days
from timeline.reading.speech.direct import direct_quotes
from timeline.reading.speech.frames import Frame, Told, refers_back
from timeline.reading.speech.indirect import indirect_quotes
from timeline.reading.speech.lexicon import Lexicon, Source, Verb
from timeline.reading.speech.retold import retold, tells_speech
from timeline.reading.speech.speakers import Bearer, Discourse
from timeline.reading.speech.strangers import stranger_at
from timeline.reading.speech.subjects import speaker_of

_BACK_REACH = 30
_MOST_REPORTS = 4
_SIGNATURE_WORDS = 8
_SIGNING = frozenset(("name", "unnamed"))
_DASHES = frozenset(("-", "–", "—", "―", "--"))


class Utterance(msgspec.Struct, frozen=True):
    """A quotation with its speaker."""

    start: int
    end: int
    kind: QuoteKind
    cue: tuple[int, int] | None
    speaker: Speaker | None
    said: str | None
    paragraph: int
    waits_until: int = -1
    """The last paragraph in which the speaker of a quotation without author's words may still be told."""


class _Before(NamedTuple):
    """The sentence before."""

    paragraph: int = -1
    """Where it stands, if it has a quotation."""
    subjunctive: bool = False
    """Whether the form of a verb in it tells that it is somebody else's."""


class Telling:
    """What a text tells of speech, read sentence by sentence."""

    def __init__(
        self, document: Document, lexicon: Lexicon, names: Names, cast: Cast, days: Sequence[DateMention]
    ) -> None:
        self._document, self._lexicon = document, lexicon
        self._names: dict[str, str] = {}
        for mention in names.mentions:
            self._names.setdefault(mention.actor, mention.name)
        self._discourse = Discourse(cast)
        self._days = Days(days)
        self._found: list[Utterance] = []
        self._before = _Before()

    def read(self, frame: Frame) -> None:
        """Read the next sentence."""
        self._discourse.begin(frame)
        known = len(self._found)
        direct = direct_quotes(frame)
        told = sorted([*direct, *indirect_quotes(frame, direct)], key=lambda one: (one.start, -one.end))
        for one in told:
            self._found.append(self._alone(frame, one) if one.alone else self._attributed(frame, one, told))
        if not told and not self._retold(frame):
            self._tell_back(frame)
            self._report(frame)
            self._signed(frame)
        quoted = len(self._found) > known
        self._before = _Before(self._discourse.paragraph if quoted else -1, tells_speech(frame))
        self._discourse.end(frame)
        self._days.go_on(frame, told, self._discourse.topic())

    def _retold(self, frame: Frame) -> bool:
        """Give a sentence that its verb tells to be somebody else's to the speaker of the sentence before."""
        last = self._found[-1] if self._before.paragraph == self._discourse.paragraph else None
        span = retold(frame, before=self._before.subjunctive) if last and last.speaker else None
        if last is None or last.speaker is None or span is None:
            return False
        speaker = msgspec.structs.replace(last.speaker, start=None, end=None)
        one = msgspec.structs.replace(
            last, start=span[0], end=span[1], kind="indirect", cue=None, speaker=speaker
        )
        self._found.append(one)
        return True

    def _report(self, frame: Frame) -> None:
        """Remember who spoke in a sentence that tells of speech and not of what was said: ``Об этом сообщил Песков``."""
        for cue in frame.cues[:_MOST_REPORTS]:
            if isinstance(cue.tag, Source) or (cue.tag.use == "say" and cue.tag.finite):
                speaker = speaker_of(frame, cue, frame.sentence.start, frame.sentence.end)
                bearer = self._discourse.identify(speaker, cue.agreement) if speaker else None
                body = speaker and "organisation" in (speaker.kind, speaker.actor_kind)
                if bearer and (body or (bearer.human and bearer.actors)):
                    self._discourse.spoke(bearer)

    def _signed(self, frame: Frame) -> None:
        """Give the quotation of the paragraph before to the name that stands by itself behind a dash."""
        last = self._found[-1] if self._found else None
        if (
            last is None
            or last.speaker
            or last.kind != "direct"
            or last.paragraph != self._discourse.paragraph - 1
        ):
            return
        words = frame.words(frame.sentence.start, frame.sentence.end, _SIGNATURE_WORDS)
        if not words:
            return
        name = next(iter(frame.candidates), None) or stranger_at(frame, words[0].start)
        if name is None or (name.kind == "name" and name.actor_kind != "person") or name.kind not in _SIGNING:
            return
        dash = frame.text(last.end, words[0].start).strip() in _DASHES
        if (
            dash
            and name.outer_start <= words[0].start
            and not frame.words(name.outer_end, frame.sentence.end, 1)
        ):
            bearer = self._discourse.identify(name)
            self._found[-1] = msgspec.structs.replace(last, speaker=self._speaker(name, bearer))

    def _tell_back(self, frame: Frame) -> None:
        """Give the quotation right before a sentence to whom the sentence says it is from: ``„…“ Das sagte X.``"""
        behind = refers_back(frame)
        if not (self._found and behind is not None and frame.cues):
            return
        cue, last = frame.cues[0], self._found[-1]
        near = last.paragraph >= self._discourse.paragraph - 1 and last.cue is None and last.kind == "direct"
        if not near or not isinstance(cue.tag, Verb) or cue.start - behind > _BACK_REACH:
            return
        candidate = speaker_of(frame, cue, behind, frame.sentence.end)
        bearer = self._discourse.identify(candidate, cue.agreement) if candidate else None
        if bearer:
            self._discourse.spoke(bearer)
            self._found[-1] = msgspec.structs.replace(
                last, speaker=self._speaker(candidate, bearer), waits_until=-1
            )

    def finished(self) -> list[Utterance]:
        """All quotations, in order. One that waits takes the speaker of the next one; one without a day that of the lead or of publication."""
        found = self._found
        for number in range(len(found) - 2, -1, -1):
            one, following = found[number], found[number + 1]
            if following.paragraph <= one.waits_until and following.speaker:
                found[number] = msgspec.structs.replace(one, speaker=following.speaker, said=following.said)
        dated = [
            one if one.said else msgspec.structs.replace(one, said=self._day(one.speaker)) for one in found
        ]
        return sorted(dated, key=lambda one: (one.start, -one.end))

    def _day(self, speaker: Speaker | None) -> str | None:
        actors = () if speaker is None else (speaker.id,) if speaker.id else tuple(speaker.members)
        created = self._document.created
        return self._days.of_lead(actors) or (created.isoformat() if created else None)

    def _attributed(self, frame: Frame, told: Told, contents: Sequence[Told]) -> Utterance:
        bearer = self._bearer(told)
        if bearer:
            self._discourse.spoke(bearer)
        said = self._days.said(frame, told, contents, bearer.actors if bearer else ())
        return self._utterance(told, self._speaker(told.speaker, bearer), said)

    def _bearer(self, told: Told) -> Bearer | None:
        if (
            told.stated
            and self._lexicon.statements
            and (told.speaker is None or told.speaker.kind == "unnamed")
        ):
            body = self._discourse.body()
            if body or not told.speaker:
                return body
        if told.speaker:
            return self._discourse.identify(told.speaker, told.agreement)
        if told.issued:
            return self._discourse.issuer()
        return self._discourse.recall(told.agreement, here=told.cue is None) if told.dropped else None

    def _alone(self, frame: Frame, told: Told) -> Utterance:
        """A quotation that is a sentence by itself.

        Its speaker is the one of a lead before it, of the quotation before it in the paragraph, the topic of the paragraph; else of the
        quotation behind it, else of the paragraph before.
        """
        paragraph = self._discourse.paragraph
        before = self._found[-1] if self._found and self._found[-1].paragraph >= paragraph - 1 else None
        led = self._document.text[max(0, frame.sentence.start - 40) : frame.sentence.start].rstrip()
        if not led.endswith(":") and before and before.paragraph == paragraph:
            return msgspec.structs.replace(before, start=told.start, end=told.end, kind="direct", cue=None)
        bearer = self._discourse.recall("any", here=not led.endswith(":")) or (
            not before and self._discourse.led()
        )
        if bearer:
            self._discourse.spoke(bearer)
            said = self._days.said(frame, told, (told,), bearer.actors)
            return self._utterance(told, self._speaker(None, bearer), said)
        said = self._days.said(frame, told, (told,), ())
        found = self._utterance(told, before.speaker if before else None, said)
        return msgspec.structs.replace(found, waits_until=paragraph + (not told.closed))

    def _utterance(self, told: Told, speaker: Speaker | None, said: str | None) -> Utterance:
        return Utterance(told.start, told.end, told.kind, told.cue, speaker, said, self._discourse.paragraph)

    def _speaker(self, mention: Candidate | None, bearer: Bearer | None) -> Speaker | None:
        """A speaker under the canonical name; under the words of the text when nobody in particular is told."""
        if bearer is None:
            return None
        start, end = (mention.start, mention.end) if mention else (None, None)
        if not bearer.actors:
            return Speaker(name=bearer.label, start=start, end=end) if bearer.label else None
        name = self._lexicon.joined([self._names[actor] for actor in bearer.actors])
        if len(bearer.actors) > 1:
            return Speaker(name=name, start=start, end=end, members=list(bearer.actors))
        return Speaker(id=bearer.actors[0], name=name, start=start, end=end)
