"""Parts of names that no list has, where capital letters tell nothing: by titles, by what is left between known words, by their letters.

``副外长别根奇·阿塔耶夫坚称`` has two, ``وزير الخارجية بيغينش أتاييف إن`` as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from timeline.languages import Pack
from timeline.reading.vocabulary import Vocabulary
from timeline.reading.words import Word, separators

_LONGEST_PART = 9
_LONG_FOREIGN = 4
"""So many characters of foreign names are no family name of the language with a first name."""
_MOST_WORDS = 4
_SHORTEST_WORD = 2


class _Lists(NamedTuple):
    letters: frozenset[str]
    """The characters that foreign names are written with."""
    families: frozenset[str]
    titles: frozenset[str]
    """Last words of titles."""
    inside: frozenset[str]
    prepositions: frozenset[str]
    given: frozenset[str]
    endings: tuple[str, ...]
    particles: frozenset[str]
    verbs: tuple[str, ...]
    cues: frozenset[str]
    openers: frozenset[str]
    article: str
    feminine: tuple[str, ...]
    """Ends of nouns that no new name is looked for in."""


_Words: TypeAlias = Sequence[Word]


@cache
def _lists(pack: Pack) -> _Lists:
    names = pack.names
    titles = [phrase for phrases in names.titles.values() for phrase in phrases]
    family = names.family_endings
    return _Lists(
        frozenset(names.letters),
        frozenset(names.families),
        frozenset(phrase.split()[-1] for phrase in titles),
        frozenset(word for phrase in (*names.title_of, *names.before_title) for word in phrase.split()),
        frozenset(names.place_words),
        frozenset((*names.given.m, *names.given.f, *names.given.any)),
        (*family.m, *family.f, *family.any),
        frozenset(names.particles),
        tuple(names.verb_beginnings),
        frozenset(stem for cue in pack.speech.cues for stem in cue.stems),
        frozenset((*pack.speech.openers, *pack.speech.auxiliaries, *pack.speech.prepositions)),
        names.article,
        tuple(names.noun_endings),
    )


def coined(text: str, words: _Words, pack: Pack, known: Vocabulary) -> frozenset[str]:
    """The folded parts of new names in a text."""
    lists = _lists(pack)
    if pack.meta.spaces:
        return frozenset(_spaced(text, words, lists, known))
    found = {*_dotted(text, words, pack, lists, known), *_titled(text, words, lists, known)}
    return frozenset(part for part in found if len(part) > 1)


# --- writing without spaces -------------------------------------------------------------------------------------------------------


def _dotted(text: str, words: _Words, pack: Pack, lists: _Lists, known: Vocabulary) -> Iterator[str]:
    """The parts on both sides of a dot between two names: ``别根奇·阿塔耶夫``."""
    dots = separators(pack) - {" ", "\u00a0"}
    for number in range(len(words) - 1):
        one, two = words[number], words[number + 1]
        if two.start - one.end == 1 and text[one.end] in dots:
            yield _before(words, number, lists, known)
            yield _behind(words, number + 1, lists, known)


def _behind_title(words: _Words, number: int, lists: _Lists, known: Vocabulary) -> str:
    """All that stands between a title and a dot, whatever words its characters are too: ``外长多明戈斯·``."""
    first = number
    while first > 0 and number - first < _LONGEST_PART and words[first - 1].end == words[first].start:
        if words[first - 1].folded in lists.titles:
            return "".join(word.folded for word in words[first : number + 1])
        if not _is_of_letters(words[first - 1], lists, known):
            return ""
        first -= 1
    return ""


def _is_of_letters(word: Word, lists: _Lists, known: Vocabulary) -> bool:
    """Whether a word is a character of foreign names, or part of one and nothing else."""
    single = len(word.folded) == 1 or word.folded in known.people
    return single and all(letter in lists.letters for letter in word.folded)


def _before(words: _Words, number: int, lists: _Lists, known: Vocabulary) -> str:
    if _is_of_letters(words[number], lists, known) and (name := _behind_title(words, number, lists, known)):
        return name
    if _is_own(words[number], lists, known):
        return ""
    if len(words[number].folded) > 2 and words[number].folded in known.words:
        return words[number].folded if words[number].folded in known.people else ""
    first = number
    while (
        first > 0
        and number - first < _LONGEST_PART
        and words[first - 1].end == words[first].start
        and (
            _transliterates(words[first - 1], lists, known)
            or _is_amid(words, first - 1, first - 2, lists, known)
        )
    ):
        first -= 1
    return "".join(word.folded for word in words[first : number + 1])


def _is_own(word: Word, lists: _Lists, known: Vocabulary) -> bool:
    """Whether a word is one of the language, and no character of a name by chance."""
    return word.folded in known.own and word.folded not in lists.letters


def _behind(words: _Words, number: int, lists: _Lists, known: Vocabulary) -> str:
    if _is_own(words[number], lists, known):
        return ""
    last = number
    while (
        last + 1 < len(words)
        and last - number < _LONGEST_PART
        and words[last].end == words[last + 1].start
        and (
            _transliterates(words[last + 1], lists, known)
            or _is_amid(words, last + 1, last + 2, lists, known)
        )
    ):
        last += 1
    return "".join(word.folded for word in words[number : last + 1])


def _transliterates(word: Word, lists: _Lists, known: Vocabulary) -> bool:
    """Whether a word may be a part of a foreign name: a character of such names, or a short name that is part of it by chance."""
    if len(word.folded) > 2 or word.folded in known.own:
        return False
    return all(letter in lists.letters for letter in word.folded)


def _is_amid(words: _Words, number: int, beyond: int, lists: _Lists, known: Vocabulary) -> bool:
    """Whether a character that is also a word of the language is part of a name, for the name goes on beyond it: 多 in ``艾多斯``."""
    if not 0 <= beyond < len(words) or words[number].folded not in lists.letters:
        return False
    one, other = sorted((number, beyond))
    return words[one].end == words[other].start and _transliterates(words[beyond], lists, known)


def _titled(text: str, words: _Words, lists: _Lists, known: Vocabulary) -> Iterator[str]:
    """Names behind a title: a family name with one or two characters (``特使陈立群``), else a foreign name (``总理索贝尔``)."""
    for number in range(1, len(words)):
        before, word = words[number - 1], words[number]
        behind_title = before.folded in lists.titles and before.end == word.start
        is_word = _is_word(word, lists, known)
        if is_word and not (behind_title and word.folded in lists.families):
            continue
        opens = before.end < word.start and text[word.start - 1] in "，。；：\n"
        if not (behind_title or opens):
            continue
        rest = list(_loose(words, number, lists, known))
        foreign = rest[: _length_of_letters(rest, lists)]
        if behind_title and len(foreign) >= _LONG_FOREIGN:
            yield "".join(part.folded for part in foreign)
        elif word.folded in lists.families and _is_character(words, number + 1):
            given = list(_given(words, number, lists, known))
            following = number + 1 + len(given)
            if behind_title or (
                len(rest) > 1 and following < len(words) and words[following].folded in lists.cues
            ):
                yield "".join(part.folded for part in (word, *given))
        elif behind_title and len(foreign) > 1:
            yield "".join(part.folded for part in foreign)


def _given(words: _Words, family: int, lists: _Lists, known: Vocabulary) -> Iterator[Word]:
    """The first name behind a family name: the next character, whatever it is, and one more that belongs to no known word, or stands right before a verb of speech."""
    yield words[family + 1]
    last = family + 2
    if not _is_character(words, last):
        return
    follows = last + 1 < len(words) and words[last + 1].start == words[last].end
    verb = follows and words[last + 1].folded in lists.cues and words[last].folded not in lists.openers
    if words[last].folded not in known.words or verb:
        yield words[last]


def _is_character(words: _Words, number: int) -> bool:
    """Whether a single character is written right behind the word before."""
    if number >= len(words) or words[number - 1].end < words[number].start:
        return False
    return len(words[number].folded) == 1 and "\u3400" <= words[number].folded <= "\u9fff"


def _is_word(word: Word, lists: _Lists, known: Vocabulary) -> bool:
    """Whether a word is one of the language or a name of its own, and no character that foreign names are written with."""
    if len(word.folded) > 1 or _is_own(word, lists, known):
        return True
    return word.folded in known.words and (word.folded in known.own or word.folded not in lists.letters)


def _loose(words: _Words, first: int, lists: _Lists, known: Vocabulary) -> Iterator[Word]:
    """The characters from a place on that belong to no known word."""
    for number in range(first, min(len(words), first + _LONGEST_PART)):
        word = words[number]
        if number > first and (words[number - 1].end < word.start or _is_word(word, lists, known)):
            return
        if not "\u3400" <= word.folded[0] <= "\u9fff":
            return
        yield word


def _length_of_letters(words: _Words, lists: _Lists) -> int:
    return next((count for count, word in enumerate(words) if word.folded not in lists.letters), len(words))


# --- writing with spaces ----------------------------------------------------------------------------------------------------------


def _spaced(text: str, words: _Words, lists: _Lists, known: Vocabulary) -> Iterator[str]:
    """Names behind a title and all that belongs to it, and those that begin with a first name."""
    counts = Counter(word.folded for word in words)
    for number, word in enumerate(words):
        if word.folded in lists.titles:
            first = _past_title(text, words, number + 1, lists, known)
            if first > number + 1 and words[first - 1].folded in lists.prepositions:
                continue
            name = _run(text, words, first, lists, known)
            yield from _parts(name, counts, lists)
        elif word.folded in lists.given:
            name = _run(text, words, number, lists, known)
            if len(name) > 1 and (number == 0 or words[number - 1].folded not in lists.titles):
                yield from (part.folded for part in name[:2])


def _past_title(text: str, words: _Words, number: int, lists: _Lists, known: Vocabulary) -> int:
    """The first word behind a title, its ministry, its country and its adjectives."""
    while number < len(words) and _is_joined(text, words, number):
        folded = words[number].folded
        if folded in lists.given or not (
            folded in lists.inside
            or folded in lists.titles
            or folded in known.named
            or (known.has(folded) and folded not in known.own)
        ):
            break
        number += 1
    return number


def _is_joined(text: str, words: _Words, number: int) -> bool:
    return number > 0 and text[words[number - 1].end : words[number].start] in ("", " ", "\u00a0")


def _run(text: str, words: _Words, first: int, lists: _Lists, known: Vocabulary) -> list[Word]:
    """The unknown words from a place on that may be one name, with its particles."""
    name: list[Word] = []
    for number in range(first, min(len(words), first + _MOST_WORDS + 1)):
        word = words[number]
        if not _is_joined(text, words, number) or (name and words[number - 1].end == word.start):
            break
        if not _may_name(word, lists, known, first=not name):
            break
        name.append(word)
    while name and name[-1].folded in lists.particles:
        name.pop()
    return name[:_MOST_WORDS]


def _may_name(word: Word, lists: _Lists, known: Vocabulary, *, first: bool) -> bool:
    folded = word.folded
    if folded in lists.particles or folded in lists.given:
        return True
    if folded in known.people:
        return not first
    if len(folded) < _SHORTEST_WORD or not folded.isalpha() or word.text.endswith(("ًا", "اً")):
        return False
    if known.has(folded) or folded.endswith(lists.feminine) or _is_joined_on(folded, lists, known):
        return False
    return not (first and lists.article and folded.startswith(lists.article))


def _is_joined_on(folded: str, lists: _Lists, known: Vocabulary) -> bool:
    """Whether a word begins with a particle and the article: ``والقادة``."""
    if not lists.article:
        return False
    return any(
        folded.startswith((particle + lists.article, particle + lists.article[1:] * 2))
        for particle in known.particles
    )


def _parts(name: Sequence[Word], counts: Counter[str], lists: _Lists) -> Iterator[str]:
    """As much of a run behind a title as the evidence allows."""
    if not name:
        return
    ends = [number for number, word in enumerate(name, 1) if word.folded.endswith(lists.endings)]
    if ends:
        yield from (word.folded for word in name[: ends[-1]])
    elif name[0].folded in lists.given or len(name) > 1:
        length = 2 + sum(word.folded in lists.particles for word in name[:3])
        kept = list(name[:length])
        if len(kept) > 1 and kept[-1].folded.startswith(lists.verbs) and counts[kept[-1].folded] == 1:
            kept.pop()
        if len(kept) > 1 or counts[kept[0].folded] > 1:
            yield from (word.folded for word in kept)
    elif counts[name[0].folded] > 1 and not name[0].folded.startswith(lists.verbs):
        yield name[0].folded
