"""Marked strings that no quotation can be: names and titles by the noun beside them, and words mentioned."""

from __future__ import annotations

import re

from timeline.reading.document import Document, Word
from timeline.reading.speech.fragments import Fragment
from timeline.reading.speech.lexicon import Lexicon, Term, Verb

_NAME_WORDS = 5
_OUTLET_WORDS = 4
_PARTICLE = 3
_REACH = 60
_CALLED_WORDS = 3
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
    before = document.words_between(max(0, fragment.start - _REACH), fragment.start)[-2:]
    if not before or not lexicon.naming_before:
        return False
    if document.text[before[-1].end : fragment.start].strip(" \xa0") or not _short(document, fragment):
        return False
    noun = before[-1].folded
    leads = ((noun,), tuple(word.folded for word in before))
    if any(lead in lexicon.outlet_leads for lead in leads) and _is_outlet(document, fragment):
        return True
    if len(before) > 1 and before[0].folded in lexicon.auxiliaries and _says(lexicon, noun):
        return False
    if _is_called(document, lexicon, fragment, before[-1]):
        return False
    return noun.startswith(lexicon.naming_before) or (
        lexicon.speech.compounds and noun.endswith(lexicon.naming_before)
    )


def _says(lexicon: Lexicon, word: str) -> bool:
    """Whether a word that may make a name of the marked ones behind it is a verb of speech as well: ``s’est dit « confiant »``."""
    tags = (tag for rest, tag in lexicon.phrases.get(word, ()) if not rest)
    return any(isinstance(tag, Verb) and tag.use == "say" for tag in tags)


def _is_outlet(document: Document, fragment: Fragment) -> bool:
    """Whether marked words may be the name of a paper: few, each with a capital letter or small."""
    words = document.words_between(fragment.inner_start, fragment.inner_end)
    long = [word for word in words[: _OUTLET_WORDS + 1] if len(word.text) > _PARTICLE]
    return 0 < len(words) <= _OUTLET_WORDS and bool(long) and all(word.text[0].isupper() for word in long)


def _is_called(document: Document, lexicon: Lexicon, fragment: Fragment, noun: Word) -> bool:
    """Whether small letters tell what somebody calls a thing, and no name of it: ``назвал закон «позорным»``."""
    if not document.text[fragment.inner_start].islower():
        return False
    words = document.words_between(max(0, noun.start - _REACH), noun.start)[-_CALLED_WORDS:]
    tags = (tag for word in words for rest, tag in lexicon.phrases.get(word.folded, ()) if not rest)
    return any(isinstance(tag, Verb) and tag.use == "call" for tag in tags)


def _speaks(document: Document, lexicon: Lexicon, particle: Word, following: Word) -> bool:
    """Whether the particle is the verb after all: nothing, a pronoun or a name follows it."""
    if not document.text[particle.end : following.start].isspace() or following.text[0].isupper():
        return True
    tags = (tag for rest, tag in lexicon.phrases.get(following.folded, ()) if not rest)
    return any(isinstance(tag, Term) and tag.kind == "pronoun" for tag in tags)


def _short(document: Document, fragment: Fragment) -> bool:
    words = document.words_between(fragment.inner_start, fragment.inner_end)
    return len(words[: _NAME_WORDS + 1]) <= _NAME_WORDS
