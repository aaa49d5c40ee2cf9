"""Which of the registry's names in a text are really meant: not a thing named after them, not a namesake."""

from __future__ import annotations

from timeline.names import Index
from timeline.names.keys import fold
from timeline.reading.capitals import begins_sentence, is_quoted, lexicon
from timeline.reading.document import Document
from timeline.reading.lemmas import is_closed
from timeline.reading.morphology import stems
from timeline.reading.places import tells_where
from timeline.reading.registered import Found, registered_names
from timeline.reading.titles import Titles

_SPACES = (" ", "\u00a0")
_INITIAL_GAPS = (".", ". ", ".\u00a0")
_LONGEST_INITIAL = 2
_MANY_LETTERS = 6
"""Shorter first names that differ by a letter are other names."""


class KnownNames:
    """The registry's names in one document."""

    def __init__(self, document: Document, index: Index) -> None:
        self._text, self._words, self._pack = document.text, document.words, document.pack
        self._index, self._lexicon = index, lexicon(document.pack)
        self._found = [
            hit for hit in registered_names(self._text, self._words, self._pack, index) if self._is_meant(hit)
        ]
        self._owned = {word for hit in self._found for word in range(hit.first, hit.last + 1)}
        impersonal = [hit for hit in self._found if hit.entry.kind != "person"]
        self.spans = {
            word: (hit.first, hit.last) for hit in impersonal for word in range(hit.first, hit.last + 1)
        }
        """Word index -> first and last word of the state, organisation or place that it belongs to."""
        self.scenes = {hit.last for hit in impersonal if tells_where(document, hit)}
        """Indexes of the last words of those that tell where something happens."""

    def accepted(self, titles: Titles) -> list[Found]:
        """The names, without the family names that may be anybody's."""
        whole = {hit.entry.id for hit in self._found if not hit.surname}
        own = (
            self._with_initials(self._with_first(hit), titles) if hit.surname else hit for hit in self._found
        )
        theirs = [hit for hit in own if hit is not None and not self._is_namesake(hit, titles)]
        kept = {hit.end for hit in theirs}
        strangers = {hit.entry.id for hit in self._found if hit.end not in kept}
        whole |= {
            hit.entry.id
            for hit in theirs
            if hit.entry.id not in strangers and (hit.last > hit.first or titles.is_before(hit.first))
        }
        return [
            hit
            for hit in theirs
            if not hit.surname or hit.entry.id in whole or self._is_known(hit, strangers, titles)
        ]

    def _is_known(self, hit: Found, strangers: set[str], titles: Titles) -> bool:
        """Whether a family name tells enough of its bearer: by fame, by more than one word, by a title."""
        if hit.last > hit.first or titles.is_before(hit.first):
            return True
        return hit.entry.famous and hit.entry.id not in strangers

    def _is_meant(self, hit: Found) -> bool:
        word = self._words[hit.first]
        if (
            hit.first == hit.last
            and word.folded in self._lexicon.starters
            and begins_sentence(self._text, hit.start)
        ):
            return False
        if hit.entry.kind == "person":
            return True
        after_first_name = (
            self._joined(hit.first - 1) and fold(self._words[hit.first - 1].text) in self._lexicon.given
        )
        return not after_first_name and not is_quoted(self._text, hit.start, hit.end)

    def _with_first(self, hit: Found) -> Found:
        """A family name with the first name before it, if it is the bearer's: ``马尔科·卢比奥``, or spelt in another way: ``Емманюель Макрон``."""
        before, usual = hit.first - 1, hit.entry.name(self._index.language)
        if self._is_marked(before):
            is_own = usual.startswith(self._words[before].text)
        else:
            is_own = self._joined(before) and self._is_spelt_like(self._words[before].text, usual.split()[0])
        return hit._replace(first=before, start=self._words[before].start) if is_own else hit

    def _is_spelt_like(self, word: str, first_name: str) -> bool:
        return any(_all_but_one_letter(fold(stem.text), fold(first_name)) for stem in stems(word, self._pack))

    def _is_marked(self, index: int) -> bool:
        """Whether a mark stands between a word and the next that only the parts of one name have."""
        if index < 0:
            return False
        gap = self._text[self._words[index].end : self._words[index + 1].start]
        return bool(gap) and gap in self._pack.names.separators

    def _with_initials(self, hit: Found, titles: Titles) -> Found | None:
        """A family name with the initials before it; None when they are somebody else's."""
        first = hit.first
        while first > 0 and self._is_initial(first - 1, titles):
            first -= 1
        if first == hit.first:
            return hit
        usual = hit.entry.name(self._index.language)
        return (
            hit._replace(first=first, start=self._words[first].start)
            if usual.startswith(self._words[first].text[0])
            else None
        )

    def _is_initial(self, index: int, titles: Titles) -> bool:
        word = self._words[index]
        gap = self._text[word.end : self._words[index + 1].start]
        if len(word.text) > _LONGEST_INITIAL or titles.is_title_word(word.folded):
            return False
        return word.text[0].isupper() and gap in _INITIAL_GAPS

    def _is_namesake(self, hit: Found, titles: Titles) -> bool:
        """Whether a family name follows somebody else's first name, or begins the name of a thing: ``Trump Tower``."""
        if not hit.surname:
            return False
        last, before = self._words[hit.last].text, hit.first - 1
        if self._is_marked(before) and hit.first == hit.last:
            return True
        names_thing = self._joined(hit.last) and self._is_common(hit.last + 1)
        if names_thing and not self._words[hit.last + 1].text.isupper() and not is_closed(last, self._pack):
            return True
        if self._begins_name(hit):
            return True
        if not self._joined(before) or before in self._owned or not self._words[before].text[0].isupper():
            return False
        folded = fold(self._words[before].text)
        if begins_sentence(self._text, self._words[before].start):
            return folded in self._lexicon.given
        described = (
            titles.is_title_word(folded) or self._index.is_adjective(folded) or folded in self._lexicon.common
        )
        return not described and not is_closed(self._words[before].text, self._pack)

    def _begins_name(self, hit: Found) -> bool:
        """Whether a family name that is a first name too has the family name of somebody else behind it: ``Аббас Арақчи``."""
        following = hit.last + 1
        if not self._pack.meta.cased or hit.last > hit.first or not self._joined(hit.last):
            return False
        text, name = self._words[following].text, fold(self._words[hit.first].text)
        borne = (alias for alias in self._index.starting(name) if alias.entry.kind == "person")
        return (
            (name in self._lexicon.given or any(len(alias.tokens) > 1 for alias in borne))
            and text[0].isupper()
            and not text.isupper()
            and following not in self._owned
            and fold(text) not in self._lexicon.common
        )

    def _is_common(self, index: int) -> bool:
        text = self._words[index].text
        return text[0].isupper() and fold(text) in self._lexicon.common

    def _joined(self, index: int) -> bool:
        """Whether only a space is between a word and the next."""
        if index < 0 or index + 1 >= len(self._words):
            return False
        return self._text[self._words[index].end : self._words[index + 1].start] in _SPACES


def _all_but_one_letter(one: str, other: str) -> bool:
    """Whether two words differ by a letter within: replaced, or left out of one. At either end it would make another name of it."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _MANY_LETTERS or len(longer) - len(shorter) > 1:
        return False
    same = next((place for place, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), 0)
    rest = longer[same + 1 :]
    return same > 0 and bool(rest) and shorter.endswith(rest) and len(shorter) - same - len(rest) in (0, 1)
