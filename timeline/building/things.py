"""Names that nobody knows, of stations, ships and firms: capital letters within a sentence, in a form that languages share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from timeline.model import Actor, DateMention, EventMention
from timeline.names.keys import slug

_CAPITALISED = re.compile(r"(?<=[^\W_] )[^\W\d_]{4,}")
"""Words that go on with a sentence: after another word and a space."""
_LETTERS = 5
"""So many first letters of a name stay the same in all cases."""
_FEWEST = 4


def things_of(mention: EventMention, actors: Iterable[Actor], dates: Iterable[DateMention]) -> frozenset[str]:
    """Keys of the names in a sentence that are neither those of known actors nor part of a date."""
    known = {
        key for actor in actors for name in (actor.name, *actor.names.values()) for key in _keys(name.split())
    }
    start = mention.sentence.start
    taken = [(date.start - start, date.end - start) for date in dates]
    words = (
        match[0]
        for match in _CAPITALISED.finditer(mention.summary)
        if match[0][0].isupper() and not any(first <= match.start() < last for first, last in taken)
    )
    return frozenset(_keys(words)) - known


def _keys(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        key = slug(word).replace("-", "")[:_LETTERS]
        if len(key) >= _FEWEST:
            yield key
