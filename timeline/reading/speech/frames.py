"""Sentences as frames of speech: the author's words of each, with the cues and candidates in them, around the marked fragments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

import msgspec

from timeline.languages.schema.speech import Agreement
from timeline.model import DateMention, QuoteKind
from timeline.reading.document import Document, Word
from timeline.reading.mentions import Mention
from timeline.reading.sentences import Sentence
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.fragments import Fragment
from timeline.reading.speech.lexicon import Hit, Lexicon, Source, Verb

_QUOTATIVE_REACH = 3
_TAG_REACH = 80
_FEW_SPACES = 8
_VIEW_WORDS = 3
_REFERRING_WORDS = 3


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_T = TypeVar("_T", bound=_Placed)


class Cue(NamedTuple):
    """A cue in the author's words: a verb with its quotative (``деп қосты``), or a source phrase."""

    start: int
    end: int
    verb_start: int
    """Where the verb begins, behind its quotative."""
    tag: Verb | Source

    @property
    def agreement(self) -> Agreement:
        """What its form says of the subject."""
        return self.tag.agreement if isinstance(self.tag, Verb) else "any"


class Told(NamedTuple):
    """A quotation and the words that tell its speaker, before anybody is identified."""

    start: int
    end: int
    kind: QuoteKind
    cue: tuple[int, int] | None
    speaker: Candidate | None
    """The mention beside the quotation; None when the subject is dropped."""
    agreement: Agreement = "any"
    dropped: bool = False
    """Whether the speaker is left to the reader to know, rather than not told."""
    alone: bool = False
    """Whether the author says nothing in the sentence."""
    closed: bool = True
    stated: bool = False
    """Whether it stands in somebody's statement that is not told of here: ``делінген хабарламада``."""
    issued: bool = False
    """Whether a statement is named without whose it is: ``говорится в заявлении``."""
    tag: bool = False
    """Whether the cue serves this quotation alone, in a tag behind it."""


class Frame(msgspec.Struct, frozen=True):
    """One sentence."""

    document: Document
    lexicon: Lexicon
    sentence: Sentence
    fragments: Sequence[Fragment]
    cues: Sequence[Cue]
    """Those that may govern marks as well as a clause."""
    reports: Sequence[Cue]
    """All of them, with the verbs and nouns that tell what somebody means in no words of their own."""
    candidates: Sequence[Candidate]
    days: Sequence[tuple[int, int]]
    """Spans of the dates on which something may have been said, in order."""
    all_words: Sequence[Word]
    word_starts: Sequence[int]

    def words(self, start: int, end: int, most: int | None = None) -> Sequence[Word]:
        """The words that lie within a stretch of the sentence, at most so many."""
        words, starts = self.all_words, self.word_starts
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first) if most is None else first + most
        while last > first and (last > len(words) or words[last - 1].end > end):
            last = min(last - 1, len(words))
        return words[first:last]

    def text(self, start: int, end: int) -> str:
        """The text of a stretch."""
        return self.document.text[start:end]

    def mark_before(self, position: int) -> str:
        """The last character of the sentence before a position, spaces aside; empty at its start."""
        return self.text(max(self.sentence.start, position - _FEW_SPACES), position).rstrip()[-1:]

    def candidates_between(self, start: int, end: int) -> Sequence[Candidate]:
        """The candidates that begin in a stretch."""
        return _within(self.candidates, start, end)

    def subjects(self, start: int, end: int) -> list[Candidate]:
        """Those of them that may be subjects."""
        return [candidate for candidate in _within(self.candidates, start, end) if candidate.subject]

    def cues_between(self, start: int, end: int) -> Sequence[Cue]:
        """The cues that begin in a stretch."""
        return _within(self.cues, start, end)

    def reports_between(self, start: int, end: int) -> Sequence[Cue]:
        """The cues of all kinds that begin in a stretch."""
        return _within(self.reports, start, end)

    def fragments_between(self, start: int, end: int) -> Sequence[Fragment]:
        """The fragments that begin in a stretch."""
        return _within(self.fragments, start, end)


def _start(item: _Placed) -> int:
    return item.start


def _within(items: Sequence[_T], start: int, end: int) -> Sequence[_T]:
    return items[bisect_left(items, start, key=_start) : bisect_left(items, end, key=_start)]


def frames_of(
    document: Document,
    lexicon: Lexicon,
    fragments: Sequence[Fragment],
    cues: Sequence[Cue],
    candidates: Sequence[Candidate],
    days: Sequence[DateMention],
) -> Iterator[Frame]:
    """The sentences of a document in order, each with what begins in it.

    A sentence that ends inside a quotation, or with a question whose tag has a capital letter (``“Why?” Putin asked.``), makes one
    frame with the next.
    """
    number, sentences = 0, document.sentences
    while number < len(sentences):
        first = last = sentences[number]
        within = _within(fragments, first.start, first.end)
        number += 1
        while (
            number < len(sentences)
            and within
            and _reaches(document, cues, within[-1], last, sentences[number])
        ):
            last = sentences[number]
            within = _within(fragments, first.start, last.end)
            number += 1
        whole = Sentence(first.start, last.end, first.paragraph)
        reports = _within(cues, whole.start, whole.end)
        words = document.words_between(whole.start, whole.end)
        yield Frame(
            document,
            lexicon,
            whole,
            within,
            [cue for cue in reports if governs(cue)],
            reports,
            _within(candidates, whole.start, whole.end),
            [(day.start, day.end) for day in _within(days, whole.start, whole.end)],
            words,
            [word.start for word in words],
        )


def _reaches(
    document: Document, cues: Sequence[Cue], fragment: Fragment, last: Sentence, following: Sentence
) -> bool:
    """Whether a fragment, or the question of its quotation, runs on into the following sentence."""
    if fragment.end > following.start:
        return True
    if following.paragraph != last.paragraph or (fragment.start, fragment.end) != last[:2]:
        return False
    stops = ("?", "!") if document.pack.meta.spaces else ("?", "!", ".")
    if document.text[fragment.inner_end - 1 : fragment.inner_end] not in stops:
        return False
    words = document.words_between(following.start, min(following.end, following.start + _TAG_REACH))
    near = words[: document.pack.speech.tag_words]
    return bool(near) and any(map(governs, _within(cues, near[0].start, near[-1].end)))


def refers_back(frame: Frame) -> int | None:
    """Where the words end with which a sentence refers to what was said before it, if it begins so: ``Об этом сообщил X``."""
    words = frame.words(frame.sentence.start, frame.sentence.end, _REFERRING_WORDS)
    for number in range(len(words), 0, -1):
        if " ".join(word.folded for word in words[:number]) in frame.lexicon.speech.back_references:
            return words[number - 1].end
    return None


def governs(cue: Cue) -> bool:
    """Whether a cue may have words in marks for its object, and somebody for its speaker."""
    return isinstance(cue.tag, Source) or cue.tag.use not in ("mean", "noun")


def cues_of(
    document: Document, lexicon: Lexicon, hits: Sequence[Hit], mentions: Sequence[Mention]
) -> list[Cue]:
    """The cues among the phrases found; a verb takes the quotative before it along. The words of a name are none: ``United States``."""
    starts = [mention.outer_start for mention in mentions]
    cues = []
    for hit in hits:
        if isinstance(hit.tag, Verb | Source):
            number = bisect_right(starts, hit.start) - 1
            if number >= 0 and mentions[number].outer_end > hit.start:
                continue
            following = mentions[number + 1] if number + 1 < len(mentions) else None
            if lexicon.speech.determined_nouns and _is_determined(document, lexicon, hit):
                continue
            if not (isinstance(hit.tag, Source) and hit.tag.view) or _is_view(document, hit, following):
                cues.append(Cue(_quotative_start(document, lexicon, hit), hit.end, hit.start, hit.tag))
    return cues


def _is_determined(document: Document, lexicon: Lexicon, hit: Hit) -> bool:
    """Whether a determiner right before a form makes it a noun: ``la demande``."""
    before = document.words_between(max(0, hit.start - 20), hit.start)[-1:]
    if not isinstance(hit.tag, Verb) or not before or before[0].folded not in lexicon.determiners:
        return False
    return not document.text[before[0].end : hit.start].strip(" \xa0")


def _is_view(document: Document, hit: Hit, following: Mention | None) -> bool:
    """Whether a preposition gives a view: at the start of a clause, before somebody's name with at most an article between."""
    before = document.text[max(0, hit.start - 3) : hit.start].rstrip(" \xa0")
    if before[-1:].isalnum() or following is None or following.kind not in ("person", "organisation"):
        return False
    gap = document.text[hit.end : following.outer_start]
    return "," not in gap and len(gap.split()) <= _VIEW_WORDS


def _quotative_start(document: Document, lexicon: Lexicon, hit: Hit) -> int:
    """Where the quotative of a verb begins, with at most a few words between: ``деп қысқа жауап қайтарды``."""
    if not lexicon.quotatives or not isinstance(hit.tag, Verb):
        return hit.start
    words = document.words_between(max(0, hit.start - 60), hit.start)[-_QUOTATIVE_REACH:]
    for word in reversed(words):
        if document.text[word.end : hit.start].strip(" \xa0")[:1] in (",", ".", ":", "«", "»"):
            break
        if word.folded in lexicon.quotatives:
            return word.start
    return hit.start
