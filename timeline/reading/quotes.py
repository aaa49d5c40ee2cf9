"""Quotations in a text: very words in marks and reported clauses, who spoke, on which day, and about whom.

Where a quotation is, and which words tell its speaker, is a matter of its sentence (``speech.direct``, ``speech.indirect``). Who "he", "the
minister" or a dropped subject stands for is a matter of the text before it (``speech.speakers``).
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from timeline.languages import Pack
from timeline.model import DateMention, Quote
from timeline.reading.document import Document
from timeline.reading.language import identify
from timeline.reading.mentions import Mention, Names
from timeline.reading.speech.cast import cast_of
from timeline.reading.speech.days import past_days
from timeline.reading.speech.fragments import Fragment, find_fragments
from timeline.reading.speech.frames import cues_of, frames_of
from timeline.reading.speech.lexicon import lexicon_of
from timeline.reading.speech.naming import is_named
from timeline.reading.speech.telling import Telling, Utterance

__all__ = ["find_quotes"]

_ENOUGH_WORDS = 5
_ENOUGH_CHARACTERS = 8
_STOPS = str.maketrans("，：；。！？،؛؟", ",:;.!?,;?")


def find_quotes(document: Document, names: Names, dates: Sequence[DateMention]) -> list[Quote]:
    """The quotations of a document, in order of their starts.

    A direct quotation holds its marks. Direct quotations do not overlap each other; one may lie inside an indirect one.

    Args:
        document: the article, laid out.
        names: where it names its actors.
        dates: its date expressions, in order.

    Returns:
        Quotes whose ids depend on nothing but the article's id and the place.
    """
    text = document.text
    document = _plain(document)
    lexicon = lexicon_of(document.pack)
    fragments: list[Fragment] = []
    named: list[Fragment] = []
    for fragment in find_fragments(document, lexicon):
        (named if is_named(document, lexicon, fragment) else fragments).append(fragment)
    mentions = _outside(names.mentions, fragments)
    hits = lexicon.scan(document, _between(fragments, len(document.text)))
    cast = cast_of(document, lexicon, mentions, hits, named)
    cues = cues_of(document, lexicon, hits, mentions)
    days = past_days(dates, document.created)
    telling = Telling(document, lexicon, names, cast, days)
    for frame in frames_of(document, lexicon, fragments, cues, cast.candidates, days):
        telling.read(frame)
    return [_quote(document, text, names.mentions, utterance) for utterance in telling.finished()]


def _plain(document: Document) -> Document:
    """The document with the stops and commas of other scripts as Latin ones, each in its place."""
    if document.pack.meta.cased:
        return document
    return msgspec.structs.replace(document, text=document.text.translate(_STOPS))


def _between(fragments: Sequence[Fragment], end: int) -> Iterator[tuple[int, int]]:
    """The stretches outside fragments: the author's words."""
    position = 0
    for fragment in fragments:
        yield position, fragment.start
        position = fragment.end
    yield position, end


def _outside(mentions: Sequence[Mention], fragments: Sequence[Fragment]) -> list[Mention]:
    """The mentions in the author's words: a speaker is never named inside the own quotation."""
    kept, number = [], 0
    for mention in mentions:
        while number < len(fragments) and fragments[number].end <= mention.start:
            number += 1
        if number == len(fragments) or mention.end <= fragments[number].start:
            kept.append(mention)
    return kept


def _quote(document: Document, text: str, mentions: Sequence[Mention], utterance: Utterance) -> Quote:
    start, end = utterance.start, utterance.end
    first = bisect_left(mentions, start, key=_start)
    last = bisect_left(mentions, end, key=_start)
    return Quote(
        id=_quote_id(document.id, start, end),
        article=document.id,
        start=start,
        end=end,
        text=text[start:end],
        kind=utterance.kind,
        speaker=utterance.speaker,
        cue=text[utterance.cue[0] : utterance.cue[1]] if utterance.cue else None,
        said=utterance.said,
        about=list(dict.fromkeys(mention.actor for mention in mentions[first:last])),
        lang=_other_language(text[start:end], document.pack) if utterance.kind == "direct" else None,
    )


def _other_language(words: str, pack: Pack) -> str | None:
    """The language of very words, when there are enough of them to tell that it is not the one of the article."""
    if len(words.split()) < _ENOUGH_WORDS and sum(map(_is_han, words)) < _ENOUGH_CHARACTERS:
        return None
    found = identify(words)
    return None if found == pack.meta.code else found


def _is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


def _quote_id(article: str, start: int, end: int) -> str:
    key = f"{article}\0{start}\0{end}".encode("utf-8", "surrogatepass")
    return f"q-{hashlib.blake2b(key, digest_size=4).hexdigest()}"


def _start(mention: Mention) -> int:
    return mention.start
