"""Names that nobody knows, of stations, ships and firms, in a form that languages share.

Where a script has capital letters, they tell a name within a sentence. Where it has none, any stretch may be a name: it is one when it
sounds like what an article in another language writes with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from timeline.model import Actor, DateMention, EventMention
from timeline.names.keys import slug
from timeline.names.sounds import skeleton

_CAPITALISED = re.compile(r"(?<=[^\W_] )[^\W\d_]{4,}")
"""Words that go on with a sentence: after another word and a space."""
_FIRST = re.compile(r"[^\W\d_]{4,}")
_ARABIC = re.compile(r"[\u0620-\u064a]{4,}")
_HAN = re.compile(r"[\u3400-\u9fff]{3,}")
_SYLLABLES = 3
"""Characters of a Chinese name of that kind, at least."""
_LETTERS = 5
"""So many first letters of a name stay the same in all cases."""
_FEWEST = 4
_CONSONANTS = 3
SOUND, ANY = "~", "?"
"""What keys begin with that tell a sound: of a name, and of what may or may not be one."""


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
    names = frozenset(_keys(words)) - known
    return names.union(_sounds(SOUND, names), _sounds(ANY, _stretches(mention.summary)))


def _keys(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        key = slug(word).replace("-", "")[:_LETTERS]
        if len(key) >= _FEWEST:
            yield key


def _stretches(text: str) -> Iterator[str]:
    """What could be a name where no capital letter tells: in scripts that have none, and at the beginning; in Latin letters."""
    first = _FIRST.match(text)
    if first:
        yield slug(first[0]).replace("-", "")[:_LETTERS]
    for match in _ARABIC.finditer(text):
        yield slug(match[0]).replace("-", "")[:_LETTERS]
    for match in _HAN.finditer(text):
        for place in range(len(match[0]) - _SYLLABLES + 1):
            yield slug(match[0][place : place + _SYLLABLES + 1]).replace("-", "")


def _sounds(sign: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        sound = skeleton(name)
        if len(sound) >= _CONSONANTS:
            yield sign + sound[:_CONSONANTS]
