"""A capital is a city (``in Moscow``) or its state (``Moscow rejected``): the words and endings around it tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from timeline.languages import Pack
from timeline.names import Entry, Registry
from timeline.reading.document import Document
from timeline.reading.registered import Found
from timeline.reading.titles import Phrases, joined

_BETWEEN = ' .\u00a0«“"'
_DATELINE = re.compile(
    r"(?:,[^\n]{1,30}?)?[ \u00a0]?(?:\([^()\n]{1,40}\)[ \u00a0]?)?[—–-]{1,2}[ \u00a0]|\. \d{1,2}\b"
)
_DESCRIBING = "attributive"
"""The case of a place that describes what follows: the embassy *in Kabul*."""
_JOINED = re.compile(r",? ?[^\W\d_]{0,3} ?")
"""A comma or a short word like "and" between two names."""


def with_states(document: Document, found: Iterable[Found], known: Registry) -> Iterator[tuple[Found, Entry]]:
    """Each state, organisation and place of a document in order, with the entry that it stands for there."""
    previous: Found | None = None
    for hit in found:
        state = known.state(hit.entry.state) if hit.entry.capital and hit.entry.state else None
        beside = (
            previous is not None
            and previous.case == hit.case
            and _JOINED.fullmatch(document.text, previous.end, hit.start)
        )
        if state is None or beside or _is_city(document, hit):
            previous = hit if hit.entry.kind == "place" else None
            yield hit, hit.entry
        else:
            previous = None
            yield hit, state


def tells_where(document: Document, hit: Found) -> bool:
    """Whether a name stands by its own as the place where something happens, and describes no word that follows it."""
    if hit.case in document.pack.names.place_cases:
        return hit.case != _DESCRIBING
    return _follows_place_word(document, hit)


def _follows_place_word(document: Document, hit: Found) -> bool:
    words, text = document.words, document.text
    before, _ = _phrases(document.pack)
    close = hit.first > 0 and not text[words[hit.first - 1].end : hit.start].strip(_BETWEEN)
    return close and before.ending_at(text, words, hit.first - 1) is not None


def _is_city(document: Document, hit: Found) -> bool:
    if hit.case in document.pack.names.place_cases or _opens_dateline(document, hit):
        return True
    if _follows_place_word(document, hit):
        return True
    words, text = document.words, document.text
    _, after = _phrases(document.pack)
    return joined(text, words, hit.last) and words[hit.last + 1].folded in after


@cache
def _phrases(pack: Pack) -> tuple[Phrases, Phrases]:
    section = pack.names
    return Phrases((phrase, "") for phrase in section.place_words), Phrases(
        (phrase, "") for phrase in section.place_words_after
    )


def _opens_dateline(document: Document, hit: Found) -> bool:
    """``VIENNA (Agency) — Talks ended``."""
    at_start = hit.start == 0 or document.text[hit.start - 1] == "\n"
    return at_start and _DATELINE.match(document.text, hit.end) is not None
