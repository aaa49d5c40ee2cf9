"""The bare form of a name that is seen for the first time, and the case that each of its forms is in.

The registry's names have their bare form on record. Of others the text has only some forms, and the grammar allows several readings
of each: the reading wins that explains most of the forms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from timeline.languages import Pack
from timeline.reading.morphology import Stem, stems


def base_form(
    names: Sequence[tuple[str, ...]], alone: Sequence[str], pack: Pack, *, is_bare: bool = False
) -> tuple[str, ...]:
    """The bare form of a name.

    Args:
        names: its full forms in the text, as words; at least one.
        alone: the forms of its last word where that stands by itself.
        pack: the language.
        is_bare: whether the words around tell that the full forms are bare.
    """
    if is_bare:
        return Counter(names).most_common(1)[0][0]
    last = _likeliest([*(name[-1] for name in names), *alone], names, pack)
    bare = [name for name in names if name[-1] == last]
    if bare:
        return _with_bare_first_name(Counter(bare).most_common(1)[0][0], pack)
    name = max(names, key=len)
    cases = {stem.case for stem in stems(name[-1], pack) if stem.text == last}
    return (*(_in_case(word, cases, pack) for word in name[:-1]), last)


def _with_bare_first_name(name: tuple[str, ...], pack: Pack) -> tuple[str, ...]:
    """A name whose family name is bare, with its first name in the nominative: ``Еліни Віртанен``, ``Георгием Ломидзе``."""
    given = _given_names(pack)
    if pack.morphology.strategy != "ending" or len(name) < 2 or name[0] in given:
        return name
    options = stems(name[0], pack)[1:]
    inflected = name[0].endswith(tuple(pack.names.inflected_given))
    first = next((stem.text for stem in options if stem.text in given), None) or next(
        (stem.text for stem in options if inflected or stem.bare == "never"), name[0]
    )
    return (first, *name[1:])


def case_of(form: str, base: str, pack: Pack) -> str:
    """The case that a form of ``base`` is in: ``""`` when bare, ``?`` when the grammar allows several."""
    cases = {stem.case for stem in stems(form, pack) if stem.text == base}
    if not cases or "" in cases:
        return ""
    return cases.pop() if len(cases) == 1 else "?"


def is_closed(word: str, pack: Pack) -> bool:
    """Whether a word ends in a case ending for certain; where only the last word of a name is inflected, the name ends with it."""
    if pack.morphology.strategy == "ending":
        return False
    return any(stem.bare == "never" for stem in stems(word, pack)[1:])


def _likeliest(forms: Sequence[str], names: Sequence[tuple[str, ...]], pack: Pack) -> str:
    """The bare word that explains most forms; among equals the one that is itself attested, then the one the grammar gives first."""
    agreed = {name[-1]: _agreement(name, pack) for name in names if len(name) > 1}
    votes: Counter[str] = Counter()
    for form, count in Counter(forms).items():
        for text in dict.fromkeys(stem.text for stem in _readings(form, agreed.get(form, frozenset()), pack)):
            votes[text] += count
    attested = set(forms)
    return max(votes, key=lambda text: (votes[text], text in attested))


def _readings(form: str, agreed: frozenset[str], pack: Pack) -> list[Stem]:
    """What a form may be a form of. The bare reading falls when the ending, or an ending that the first name shares, speaks against it."""
    found, endings = stems(form, pack), _family_endings(pack)
    if form.endswith(endings):
        found = (found[0], *(stem for stem in found[1:] if stem.text.endswith(endings)))
        return [stem for stem in found[1:] if stem.bare == "never" or stem.case in agreed] or list(found)
    inflected = [
        stem
        for stem in found[1:]
        if stem.bare == "never" or stem.case in agreed or stem.text.endswith(endings)
    ]
    return inflected or list(found)


def _agreement(name: tuple[str, ...], pack: Pack) -> frozenset[str]:
    """The cases that all words of a name may be in, if at least one of them hardly can be bare."""
    if pack.morphology.strategy != "ending":
        return frozenset()
    options = [stems(word, pack)[1:] for word in (name[0], name[-1])]
    shared = frozenset(stem.case for stem in options[0]) & frozenset(stem.case for stem in options[1])
    given = _given_names(pack)
    if name[0] in given:
        return frozenset()
    known = frozenset(stem.case for stem in options[0] if stem.text in given)
    if shared & known:
        return shared & known
    return (
        shared
        if any(stem.bare != "often" and stem.case in shared for option in options for stem in option)
        else frozenset()
    )


@cache
def _given_names(pack: Pack) -> frozenset[str]:
    section = pack.names.given
    return frozenset((*section.m, *section.f, *section.any))


@cache
def _family_endings(pack: Pack) -> tuple[str, ...]:
    section = pack.names.family_endings
    return (*section.m, *section.f, *section.any)


def _in_case(word: str, cases: set[str], pack: Pack) -> str:
    """A first name without the ending of one of these cases, where it has one; foreign first names have none."""
    if pack.morphology.strategy != "ending":
        return word
    return next((stem.text for stem in stems(word, pack)[1:] if stem.case in cases), word)
