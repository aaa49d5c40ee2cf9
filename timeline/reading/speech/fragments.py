"""Which stretches of a text may be somebody's very words: marked strings and dialogue behind a dash, without the author's words inside.

``«A, — said X, — B»`` gives two fragments, A and B, and leaves ``said X`` to the author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.reading.document import Document, Word
from timeline.reading.speech.lexicon import Hit, Lexicon, Term, Verb
from timeline.reading.speech.marks import Marked

_DASH = re.compile(r"(?:(?<=\s)|(?<=[,.!?…»”\"]))[—–―-]{1,2}(?=\s|[^\W\d_])|(?<=[^\W\d_])[—―](?=[.,;:!?…])")
_DIALOGUE = re.compile(r"^[ \t\xa0]*[—–―-]{1,2}[ \xa0]?(?=[\w«“„\"¿¡(])", re.MULTILINE)
_BREAK = re.compile(r"[,!?…][ \xa0]")
_COMMA = re.compile(r",[ \xa0]")
_INSERTION_ENDS = re.compile(r",[ \xa0]|[.!?…](?=\s|[»”\"]|$)")
_NOT_INSERTED = re.compile(r"[:;«»“”\"()]")
_BEHIND_INSERTION = frozenset(".,;:!?…")
_BEFORE_INSERTION = frozenset(',.!?…»”"')
_EDGE = " \t\xa0\u202f\u2009\n\r"
_LEADING = _EDGE + ",.;:—–―-"
_LONGEST_INSERTION = 240
_INVERTED_WORDS = 4
_SUBJECT_WORDS = 6


class Fragment(NamedTuple):
    """A stretch that may be a quotation, with its marks."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    first: bool
    """Whether the marked string begins with it."""
    last: bool
    """Whether the marked string ends with it."""
    closed: bool
    dialogue: bool


def find_fragments(document: Document, lexicon: Lexicon) -> list[Fragment]:
    """The stretches of a document that may be quotations, in order; none overlap."""
    found = [_without_author(document, lexicon, string) for string in lexicon.marks.find(document.text)]
    found += [
        pieces
        for string in _dialogues(document.text, lexicon)
        if (pieces := _dialogue(document, lexicon, string))
    ]
    fragments: list[Fragment] = []
    for pieces in sorted((pieces for pieces in found if pieces), key=lambda pieces: pieces[0].start):
        if not fragments or pieces[0].start >= fragments[-1].end:
            fragments += pieces
    return fragments


def _dialogues(text: str, lexicon: Lexicon) -> Iterator[Marked]:
    """The paragraphs that begin with a dash."""
    for match in _DIALOGUE.finditer(text) if lexicon.speech.dialogue_dash else ():
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        start = match.end() - len(match[0].lstrip(_EDGE))
        yield Marked(start, end, match.end(), end, closed=False)


def _dialogue(document: Document, lexicon: Lexicon, string: Marked) -> list[Fragment]:
    """The speaker's words of a paragraph that begins with a dash; none when the author has no word in it (it may be a list)."""
    insertions = list(_insertions(document, lexicon, string, dialogue=True))
    if not insertions and lexicon.speech.comma_insertions:
        insertions = list(_between_commas(document, lexicon, string, breaks=_BREAK))
    return _around(document.text, string, insertions, dialogue=True) if insertions else []


def _without_author(document: Document, lexicon: Lexicon, string: Marked) -> list[Fragment]:
    insertions = list(_insertions(document, lexicon, string))
    if not insertions and lexicon.speech.comma_insertions:
        insertions = list(_between_commas(document, lexicon, string))
    return _around(document.text, string, insertions)


def _around(
    text: str, string: Marked, insertions: list[tuple[int, int]], *, dialogue: bool = False
) -> list[Fragment]:
    """What the author's words leave of a string."""
    edges = [string.start, *(edge for insertion in insertions for edge in insertion), string.end]
    trimmed = [_trimmed(text, start, end, string) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    pieces = [(start, end) for start, end in trimmed if any(map(str.isalnum, text[start:end]))]
    return [
        Fragment(
            start=start,
            end=end,
            inner_start=max(start, string.inner_start),
            inner_end=min(end, string.inner_end),
            first=number == 0,
            last=number == len(pieces) - 1,
            closed=string.closed,
            dialogue=dialogue,
        )
        for number, (start, end) in enumerate(pieces)
    ]


def _trimmed(text: str, start: int, end: int, string: Marked) -> tuple[int, int]:
    """Without white space, and without the punctuation that sets off the author's words."""
    while start < end and text[start] in (_LEADING if start > string.start else _EDGE):
        start += 1
    while end > start and text[end - 1] in (_EDGE + "," if end < string.end else _EDGE):
        end -= 1
    return start, end


def _insertions(
    document: Document, lexicon: Lexicon, string: Marked, *, dialogue: bool = False
) -> Iterator[tuple[int, int]]:
    """The author's words inside a marked string, from dash to dash (or to the end of an unclosed one)."""
    if not (lexicon.speech.dash_tags or dialogue):
        return
    text = document.text
    dashes = [
        match.start()
        for match in _DASH.finditer(text, string.inner_start, string.inner_end)
        if _sets_off(text, match.start(), string, attached=dialogue or lexicon.speech.comma_insertions)
    ]
    end = string.inner_start
    for number, dash in enumerate(dashes):
        if dash < end:
            continue
        closing = dashes[number + 1] if number + 1 < len(dashes) else None
        if closing is None and string.closed:
            return
        stop = string.end if closing is None else closing
        if stop - dash <= _LONGEST_INSERTION and _is_author(document, lexicon, dash, stop):
            yield dash, stop
            end = stop + 1


def _sets_off(text: str, dash: int, string: Marked, *, attached: bool) -> bool:
    """Whether a dash may begin or end the author's words; ``attached`` where it is written onto them: ``—dijo X—.``"""
    before = text[max(string.inner_start, dash - 3) : dash].rstrip(_EDGE)
    behind = text[dash + 1 : dash + 2]
    return before[-1:] in _BEFORE_INSERTION or (
        attached and bool(before) and (behind.isalpha() or behind in _BEHIND_INSERTION)
    )


def _is_author(document: Document, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether a stretch between dashes begins with a small letter and soon has a cue."""
    words = document.words_between(start, end)[:8]
    if not words or words[0].text[0].isupper():
        return False
    hits = lexicon.scan(document, [(words[0].start, words[-1].end)])
    return any(isinstance(hit.tag, Verb) for hit in hits)


def _between_commas(
    document: Document, lexicon: Lexicon, string: Marked, *, breaks: re.Pattern[str] = _COMMA
) -> Iterator[tuple[int, int]]:
    """The author's words that commas set off: a verb of speech with its subject behind it, ``, raconte X, envoyée de l’OSCE,``."""
    text, end = document.text, string.inner_start
    for comma in breaks.finditer(text, string.inner_start, string.inner_end):
        if comma.start() < end:
            continue
        stop = _inverted_end(document, lexicon, comma.end(), string.inner_end)
        if stop is not None and stop - comma.start() <= _LONGEST_INSERTION:
            yield (comma.start() if comma[0][0] == "," else comma.end() - 1), stop
            end = stop


def _inverted_end(document: Document, lexicon: Lexicon, start: int, end: int) -> int | None:
    """Where a verb of speech at ``start`` and its subject end; None when there are none."""
    words = document.words_between(start, min(end, start + _LONGEST_INSERTION))
    if not words or words[0].start > start or words[0].text[0].isupper():
        return None
    hits = lexicon.scan(document, [(start, words[:_INVERTED_WORDS][-1].end)])
    cue = next((hit for hit in hits if isinstance(hit.tag, Verb)), None)
    if cue is None or not isinstance(cue.tag, Verb) or cue.tag.use == "call" or not cue.tag.finite:
        return None
    before = [word for word in words if word.start < cue.start]
    pronouns = {hit.start for hit in hits if isinstance(hit.tag, Term) and hit.tag.kind == "pronoun"}
    if not all(word.folded in lexicon.auxiliaries or word.start in pronouns for word in before):
        return None
    behind = [word for word in words if word.start >= cue.end]
    told = pronouns and min(pronouns) <= cue.end + 3
    if not told and not _is_subject(document, lexicon, cue, behind):
        return None
    stop = _INSERTION_ENDS.search(document.text, cue.end, end)
    stop_at = stop.start() if stop else end
    if stop and stop[0][0] == "," and _is_apposition(document, lexicon, stop.end(), end):
        further = _INSERTION_ENDS.search(document.text, stop.end(), end)
        stop_at = further.start() if further else end
    return None if _NOT_INSERTED.search(document.text, start, stop_at) else stop_at


def _is_subject(document: Document, lexicon: Lexicon, cue: Hit, behind: list[Word]) -> bool:
    """Whether what follows a verb may be its subject: nothing up to the comma, a name, or a noun with its article."""
    if not behind or _COMMA.match(document.text, cue.end):
        return True
    if behind[0].text[0].isupper():
        return True
    if behind[0].folded not in lexicon.determiners:
        return False
    hits = lexicon.scan(document, [(behind[0].start, behind[:_SUBJECT_WORDS][-1].end)])
    return any(isinstance(hit.tag, Term) and hit.tag.kind != "pronoun" for hit in hits) or any(
        word.text[0].isupper() for word in behind[1:_SUBJECT_WORDS]
    )


def _is_apposition(document: Document, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether the words behind a comma go on telling of the subject: its name, or what it is."""
    words = document.words_between(start, end)[:2]
    if not words or words[0].start > start:
        return False
    hits = lexicon.scan(document, [(start, words[-1].end)])
    return words[0].text[0].isupper() or any(
        isinstance(hit.tag, Term) and hit.tag.kind == "person" for hit in hits
    )
