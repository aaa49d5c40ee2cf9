"""The speech data of a language pack, compiled into look-ups. Built once per pack."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from timeline.languages import Pack
from timeline.languages.schema.speech import Agreement, Speech
from timeline.reading.document import Document, Word
from timeline.reading.morphology import stems
from timeline.reading.speech.marks import MarkFinder

Use: TypeAlias = Literal["say", "quote", "call", "mean", "noun"]
Takes: TypeAlias = Literal["clause", "infinitive", "object"]
TermKind: TypeAlias = Literal["pronoun", "person", "organisation", "group", "unnamed"]

_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOT = "_"
_PARTICLE_REACH = 16
_SHORTEST_NOUN = 4
_MARK_REACH = 3
_OPENING = re.compile(r"^[ \xa0]?[„“”«»\"‚‘]")
_CLAUSE_END = re.compile(r"[,;:.!?()„“”«»\"]")


class Verb(NamedTuple):
    """A cue: a verb that tells of speech."""

    use: Use
    agreement: Agreement = "any"
    bare: bool = False
    addressee: bool = False
    finite: bool = True
    takes: Takes = "clause"
    nominal: bool = False
    """Whether the form is a noun of speech as well: ``claims``."""
    impersonal: bool = False
    owned: bool = False


class Source(NamedTuple):
    """A cue with a slot for the speaker: the words of the phrase before and after the slot."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    view: bool = False
    """Whether it is one only before a name where a clause begins."""


class Term(NamedTuple):
    """A word or phrase that may stand for a speaker."""

    kind: TermKind
    agreement: Agreement = "any"
    oblique: bool = False
    """True for the forms that only stand in source phrases."""


class Statement(NamedTuple):
    """A word for what somebody says something in."""


Tag: TypeAlias = Verb | Term | Source | Statement
Phrases: TypeAlias = dict[str, list[tuple[tuple[str, ...], Tag]]]
"""First word -> the words after it and what the whole means, longest first."""


class Hit(NamedTuple):
    """A phrase of the lexicon in a text."""

    start: int
    end: int
    tag: Tag


class Lexicon(msgspec.Struct, frozen=True):
    """All that the engine asks a language."""

    pack: Pack
    speech: Speech
    marks: MarkFinder
    phrases: Phrases
    nominals: dict[str, Term]
    """Nouns that stand for a speaker."""
    separable: dict[str, list[tuple[str, Verb]]]
    """Verb form -> the particles that may follow it at a distance, and what the two mean."""
    complements: frozenset[str]
    """Words between such a noun and the name of the institution that it belongs to: ``министр иностранных дел``."""
    quotatives: frozenset[str]
    complementisers: frozenset[str]
    questions: frozenset[str]
    openers: frozenset[str]
    clause_breaks: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    postpositions: frozenset[str]
    determiners: frozenset[str]
    indefinite: frozenset[str]
    modifiers: frozenset[str]
    joiners: frozenset[str]
    first_person: frozenset[str]
    relatives: frozenset[str]
    relative_pronouns: frozenset[str]
    pronouns: frozenset[str]
    possessives: frozenset[str]
    infinitives: frozenset[str]
    clause_subjects: frozenset[str]
    subordinators: frozenset[str]
    object_prepositions: frozenset[str]
    tails: frozenset[str]
    object_ends: frozenset[str]
    auxiliaries: frozenset[str]
    subjunctives: frozenset[str]
    plural_subjunctives: frozenset[str]
    as_words: frozenset[str]
    passives: frozenset[str]
    so_called: frozenset[str]
    outlet_leads: frozenset[tuple[str, ...]]
    statements: frozenset[str]
    naming_before: tuple[str, ...]
    naming_after: tuple[str, ...]
    verb_endings: tuple[str, ...]
    clause_endings: tuple[str, ...]
    passive_clause_endings: tuple[str, ...]
    converb_endings: tuple[str, ...]
    relative_endings: tuple[str, ...]
    occasions: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    modifier_endings: tuple[str, ...]

    def scan(self, document: Document, stretches: Iterable[tuple[int, int]]) -> list[Hit]:
        """The phrases of the lexicon within stretches of a text, in order, none overlapping."""
        hits: list[Hit] = []
        told = [document.words_between(start, end) for start, end in stretches]
        for words, following in zip_longest(told, told[1:], fillvalue=()):
            hits += self._by_words(document.text, words, following[:1])
        return hits

    def _by_words(self, text: str, words: Sequence[Word], following: Sequence[Word]) -> Iterator[Hit]:
        covered = -1
        phrases = self.phrases
        for number, word in enumerate(words):
            options = phrases.get(word.folded)
            if word.start < covered:
                continue
            if word.folded in self.separable and (verb := self._separated(text, words, number, following)):
                yield Hit(word.start, word.end, verb)
                continue
            if options is None:
                if self.speech.compounds and (term := self._compound(word)):
                    yield Hit(word.start, word.end, term)
                continue
            for rest, tag in options:
                if not rest or _follow(text, words[number : number + len(rest) + 1], rest):
                    covered = words[number + len(rest)].end
                    yield Hit(word.start, covered, tag)
                    break

    def _separated(
        self, text: str, words: Sequence[Word], number: int, following: Sequence[Word]
    ) -> Verb | None:
        """What a verb means with its particle, which closes its clause, maybe behind words in marks: ``räumte die Sprecherin „Fehler“ ein``."""
        position = words[number].end
        for word in words[number + 1 : number + 1 + _PARTICLE_REACH]:
            if _CLAUSE_END.search(text, position, word.start):
                return None
            for particle, verb in self.separable[words[number].folded]:
                if word.folded == particle:
                    return verb
            position = word.end
        behind = following[0] if following and len(words) - number <= _PARTICLE_REACH else None
        if behind is None or _CLAUSE_END.search(_OPENING.sub("", text[position : position + _MARK_REACH])):
            return None
        options = self.separable[words[number].folded]
        return next((verb for particle, verb in options if particle == behind.folded), None)

    def _compound(self, word: Word) -> Term | None:
        """What the noun that ends a compound stands for: ``Verkehrsministerin``."""
        if not word.text[0].isupper():
            return None
        longest = len(word.folded) - _SHORTEST_NOUN
        return next(
            (
                self.nominals[end]
                for at in range(2, longest + 1)
                if (end := word.folded[at:]) in self.nominals
            ),
            None,
        )

    def oblique(self, word: str) -> Iterator[str]:
        """The nouns for a speaker that a folded word is a form of, in a case that no subject is in: ``министрдің``, ``bakanlığından``."""
        yield from (stem.text for stem in stems(word, self.pack)[1:] if stem.text in self.nominals)
        if self.pack.morphology.strategy == "apostrophe":
            forms = (form for case in self.pack.morphology.cases for form in case.forms)
            yield from (
                bare
                for form in forms
                if word.endswith(form) and (bare := word.removesuffix(form)) in self.nominals
            )

    def gender(self, words: Iterable[Word]) -> Agreement:
        """What a noun phrase tells of the gender of what it stands for: its last noun, else its first article; ``any`` when none tells."""
        words = list(words)
        for word in reversed(words if self.speech.noun_genders else ()):
            for ending, gender in self.speech.noun_genders.items():
                if word.folded.endswith(ending) and word.folded not in self.determiners:
                    return gender
        return next((told for word in words if (told := self.speech.genders.get(word.folded))), "any")

    def joined(self, names: Sequence[str]) -> str:
        """The names as the language strings them together: ``A, B and C``."""
        if len(names) < 2 or not self.speech.joiners:
            return ", ".join(names)
        head = ", ".join(names[:-1])
        return f"{head} {self._joiner(head)} {names[-1]}"

    def _joiner(self, before: str) -> str:
        classes = self.pack.morphology.letters
        last = before[-1:].casefold()
        for joiner in self.speech.joiners:
            if not joiner.after or any(last in classes.get(name, "") for name in joiner.after.split()):
                return joiner.word
        return self.speech.joiners[-1].word


def _follow(text: str, words: Sequence[Word], rest: tuple[str, ...]) -> bool:
    """Whether the words after the first are those of the phrase, with nothing but spaces between them."""
    if len(words) <= len(rest):
        return False
    pairs = zip(words, words[1:], rest, strict=False)
    return all(two.folded == wanted and not text[one.end : two.start].strip() for one, two, wanted in pairs)


_built: dict[int, Lexicon] = {}


def lexicon_of(pack: Pack) -> Lexicon:
    """The look-ups of a language pack; built when they are first asked for. They hold the pack, so that its id stays its own."""
    known = _built.get(id(pack))
    if known is None:
        known = _built[id(pack)] = build(pack)
    return known


def build(pack: Pack) -> Lexicon:
    """Compile the speech data of a language pack."""
    speech = pack.speech
    phrases = _phrases(speech)
    return Lexicon(
        pack=pack,
        speech=speech,
        marks=MarkFinder(speech.marks),
        phrases=phrases,
        nominals=dict(_nominals(speech)),
        separable=_separable(speech),
        complements=frozenset(word for phrase in pack.names.title_of for word in phrase.split())
        - frozenset(pack.names.place_words)
        - frozenset(joiner.word for joiner in speech.joiners),
        conjunctions=_folded(speech.conjunctions),
        quotatives=_folded(speech.quotatives),
        complementisers=_folded(speech.complementisers),
        questions=_folded(speech.questions),
        openers=_folded(speech.openers),
        clause_breaks=_folded(speech.clause_breaks),
        prepositions=_folded(speech.prepositions),
        postpositions=_folded(speech.postpositions),
        determiners=_folded(speech.determiners + speech.indefinite),
        indefinite=_folded(speech.indefinite),
        modifiers=_folded(speech.modifiers),
        joiners=frozenset(joiner.word for joiner in speech.joiners),
        first_person=_folded(speech.first_person),
        relatives=_folded(speech.relatives),
        relative_pronouns=_folded(speech.relative_pronouns),
        pronouns=_folded(speech.pronouns),
        possessives=_folded(speech.oblique_pronouns),
        infinitives=_folded(speech.infinitives),
        clause_subjects=_folded(speech.clause_subjects),
        subordinators=_folded(speech.subordinators),
        object_prepositions=_folded(speech.object_prepositions),
        tails=_folded(speech.tails),
        object_ends=_folded(speech.object_ends),
        auxiliaries=_folded(speech.auxiliaries),
        subjunctives=_folded(speech.subjunctives),
        plural_subjunctives=_folded(speech.plural_subjunctives),
        as_words=_folded(speech.as_words),
        passives=_folded(speech.passives),
        so_called=_folded(speech.so_called),
        outlet_leads=frozenset(tuple(lead.split()) for lead in speech.outlet_leads),
        statements=_folded(speech.statements),
        naming_before=tuple(speech.naming_before),
        naming_after=tuple(speech.naming_after),
        verb_endings=tuple(speech.verb_endings),
        clause_endings=tuple(speech.clause_endings),
        passive_clause_endings=tuple(speech.passive_clause_endings),
        converb_endings=tuple(speech.converb_endings),
        relative_endings=tuple(speech.relative_endings),
        occasions=tuple(speech.occasions),
        adverb_endings=tuple(speech.adverb_endings),
        modifier_endings=tuple(speech.modifier_endings),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    """Words as they are compared: ``hieß`` is ``hiess`` there."""
    return frozenset(word.casefold() for word in words)


def _phrases(speech: Speech) -> Phrases:
    tags: dict[tuple[str, ...], Tag] = {}
    for form, agreement in speech.oblique_pronouns.items():
        tags[tuple(form.split())] = Term("pronoun", agreement, oblique=True)
    tags.update((tuple(form.split()), term) for form, term in _nominals(speech))
    tags.update((tuple(form.split()), Term("pronoun", told)) for form, told in speech.pronouns.items())
    tags.update((tuple(form.split()), Statement()) for form in speech.statements)
    for form, verb in _verbs(speech):
        if _SLOT not in form.split():
            tags[tuple(form.split())] = verb
    phrases: Phrases = {}
    for words in sorted(tags, key=len, reverse=True):
        phrases.setdefault(words[0], []).append((words[1:], tags[words]))
    for source in _sources(speech):
        anchor = source.right or source.left
        phrases.setdefault(anchor[0], []).insert(0, (anchor[1:], source))
    for options in phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    return phrases


def _nominals(speech: Speech) -> Iterator[tuple[str, Term]]:
    nominals = speech.nominals
    several = (form + ending for form in nominals.person for ending in speech.plurals)
    kinds: tuple[tuple[TermKind, Iterable[str]], ...] = (
        ("unnamed", (*several, *nominals.unnamed, *speech.impersonal)),
        ("organisation", nominals.organisation),
        ("person", nominals.person),
    )
    for kind, forms in kinds:
        yield from ((form.casefold(), Term(kind)) for form in forms)
    yield from ((form.casefold(), Term("group", "many")) for form in nominals.group)


def _verbs(speech: Speech) -> Iterator[tuple[str, Verb]]:
    """Every form of every cue; of two readings of a form the one listed first comes last, and stays."""
    nouns = {stem for group in speech.cues if group.use == "noun" for stem in group.stems}
    for group in reversed(speech.cues):
        whole: dict[str, Agreement] = {"": "any"}
        endings = speech.endings[group.endings] if group.endings else whole
        for ending, agreement in endings.items():
            verb = Verb(
                group.use,
                agreement,
                group.bare,
                group.addressee,
                group.finite,
                group.takes,
                impersonal=group.impersonal,
                owned=group.owned,
            )
            stems = itertools.chain.from_iterable(map(_spelled_out, group.stems))
            for form in (stem + ending for stem in stems):
                yield form.casefold(), verb._replace(nominal=form in nouns)


def _separable(speech: Speech) -> dict[str, list[tuple[str, Verb]]]:
    found: dict[str, list[tuple[str, Verb]]] = {}
    for form, verb in _verbs(speech):
        stem, slot, particle = form.partition(f" {_SLOT} ")
        if slot:
            found.setdefault(stem, []).append((particle, verb))
    return found


def _spelled_out(phrase: str) -> Iterator[str]:
    """A phrase with each of its choices: ``(уверены|считают) (в|во) _``."""
    parts = _CHOICE.split(phrase)
    choices = [part.split("|") if number % 2 else [part] for number, part in enumerate(parts)]
    return ("".join(chosen) for chosen in itertools.product(*choices))


def _sources(speech: Speech) -> Iterator[Source]:
    for phrase in itertools.chain.from_iterable(map(_spelled_out, speech.sources)):
        left, _, right = phrase.partition(_SLOT)
        yield Source(tuple(left.split()), tuple(right.split()))
    for phrase in speech.views:
        left, _, right = phrase.partition(_SLOT)
        yield Source(tuple(left.split()), tuple(right.split()), view=True)
