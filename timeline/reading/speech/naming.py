"""Marked strings that no quotation can be: names and titles by the noun beside them, and words mentioned."""

from __future__ import annotations

import re

from timeline.reading.document import Document, Word
from timeline.reading.speech.fragments import Fragment
from timeline.reading.speech.lexicon import Lexicon, Term

_NAME_WORDS = 5
_REACH = 60
_ADDRESS = re.compile(r"\S+\.[a-z]{2,4}(?:/\S*)?")
"""The name of a site: ``news.bbc.co.uk``."""
_ACRONYM = re.compile(r"[ \xa0]?\([^\W\d_]*[A-ZА-ЯЁ]{2}[^\W_]{0,6}\)")
"""The letters that stand for a name, in brackets behind it."""


def is_named(document: Document, lexicon: Lexicon, fragment: Fragment) -> bool:
    """Whether a noun beside it makes a marked string a name (``«Novatek» компаниясы``), or a particle a word mentioned."""
    if not (fragment.first and fragment.last):
        return False
    if _ADDRESS.fullmatch(document.text, fragment.inner_start, fragment.inner_end):
        return True
    behind = document.words_between(fragment.end, fragment.end + _REACH)[:2]
    if behind and _ACRONYM.match(document.text, fragment.end) and _short(document, fragment):
        return True
    if behind and not document.text[fragment.end : behind[0].start].strip(" \xa0"):
        if lexicon.naming_after and behind[0].folded.startswith(lexicon.naming_after):
            return True
        if behind[0].folded in lexicon.so_called:
            return len(behind) > 1 and not _speaks(document, lexicon, behind[0], behind[1])
    before = document.words_between(max(0, fragment.start - _REACH), fragment.start)[-1:]
    if not before or not lexicon.naming_before:
        return False
    if document.text[before[0].end : fragment.start].strip(" \xa0") or not _short(document, fragment):
        return False
    noun = before[0].folded
    return noun.startswith(lexicon.naming_before) or (
        lexicon.speech.compounds and noun.endswith(lexicon.naming_before)
    )


def _speaks(document: Document, lexicon: Lexicon, particle: Word, following: Word) -> bool:
    """Whether the particle is the verb after all: nothing, a pronoun or a name follows it."""
    if not document.text[particle.end : following.start].isspace() or following.text[0].isupper():
        return True
    tags = (tag for rest, tag in lexicon.phrases.get(following.folded, ()) if not rest)
    return any(isinstance(tag, Term) and tag.kind == "pronoun" for tag in tags)


def _short(document: Document, fragment: Fragment) -> bool:
    words = document.words_between(fragment.inner_start, fragment.inner_end)
    return len(words[: _NAME_WORDS + 1]) <= _NAME_WORDS
