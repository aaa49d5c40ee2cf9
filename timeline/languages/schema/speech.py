"""Section ``[speech]`` of a language pack: how a language marks who says what."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

Agreement: TypeAlias = Literal["any", "m", "f", "n", "many", "f or many"]
"""What a verb form or a pronoun says of its subject: masculine, feminine, neuter, more than one; ``any`` tells nothing. ``f or many`` is
one woman unless the verb tells of more: ``sie``."""

Order: TypeAlias = Literal["SVO", "SOV", "VSO"]
Pair = Annotated[str, msgspec.Meta(min_length=2, max_length=2)]


class Cues(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[speech.cues]]``: verbs of one kind, as stems that all take the same endings."""

    use: Literal["say", "quote", "call", "mean", "noun"]
    """``say`` reports in marks or in a clause; ``quote`` only beside marks (smiled, went on); ``call`` gives things a name (called);
    ``mean`` and ``noun`` never govern marks: verbs that tell what somebody wants (wants to), nouns of speech (the claim that)."""
    stems: list[str]
    """With ``_`` where other words may stand, up to the next comma: ``räumte _ ein``."""
    endings: str = ""
    """A name of ``[speech.endings]``; empty when the stems are whole forms."""
    bare: bool = False
    """Whether a clause may follow without a word for "that": ``said prices fell``."""
    addressee: bool = False
    """Whether the noun behind it is who was spoken to: ``told Putin``."""
    finite: bool = True
    """False for a participle that leans on another verb: ``adding that``."""
    impersonal: bool = False
    """Whether nobody is its subject, as what is said stands in somebody's statement: ``hieß es``, ``делінген``, ``denildi``."""
    owned: bool = False
    """Whether its subject stands in the genitive before it: ``X'in söylediği``."""
    takes: Literal["clause", "infinitive", "object"] = "clause"
    """What it may report beside a clause: ``infinitive`` what somebody means to do (promised to), ``object`` also a thing or somebody
    who is to do it (called for, urged Kyiv to)."""


class Nominals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[speech.nominals]``: nouns that stand for a speaker, in the forms of a subject."""

    person: list[str] = []
    """One human being: ``diplomat``, ``minister``."""
    organisation: list[str] = []
    """``ministry``, ``government``, ``company``."""
    group: list[str] = []
    """Several at once, whole phrases: ``both leaders``, ``the two sides``."""
    unnamed: list[str] = []
    """Never anybody in particular: ``sources``, ``officials``, ``poll``."""


class Joiner(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word for "and" between two names."""

    word: str
    after: str = ""
    """Names of ``[morphology.letters]`` classes, separated by spaces, one of which must end the name before it; empty for any."""


class Speech(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[speech]``: marks, cues, clauses and the words that stand for speakers. All words in any case of letters."""

    marks: list[Pair] = []
    """Opening and closing mark of each pair, also those of neighbours and typists: ``«»``, ``""``."""
    order: Order = "SVO"
    inversion: bool = False
    """Whether the subject may stand behind the verb: ``said Putin``."""
    drops_subjects: bool = False
    """Whether a verb may be a tag without any subject: ``, precisó.``"""
    dash_tags: bool = False
    """Whether a dash after a quotation opens the author's words: ``», — said he``."""
    comma_insertions: bool = False
    """Whether commas alone may set off the author's words inside marks: ``« A, a-t-il dit, B »``."""
    set_off_tags: bool = False
    """Whether a comma, a dash or a quotative always stands between a quotation and the tag behind it."""
    dialogue_dash: bool = False
    """Whether a paragraph that begins with a dash may be speech without marks."""

    endings: dict[str, dict[str, Agreement]] = {}
    """Name -> ending -> what it says of the subject."""
    cues: list[Cues] = []
    verb_endings: list[str] = []
    """Endings of finite verbs; such a word in a speech tag is its cue although no list has it: ``», — shrugged he``."""
    sources: list[str] = []
    """Phrases with ``_`` where the speaker stands: ``according to _``, ``по _ словам``, ``_ айтуынша``."""
    views: list[str] = []
    """The same for phrases that give somebody's view only before a name, where a clause begins: ``pour _``."""
    papers: list[str] = []
    """What nouns for papers and agencies, and for what they print, begin with; the name behind one is that of the speaker: ``газета «…»``."""
    as_words: list[str] = []
    """Before a cue they make the rest of the sentence the content: ``as X said``."""

    determined_nouns: bool = False
    """Whether a form right behind a determiner is a noun and no cue: ``la demande``."""
    verb_second: bool = False
    """Whether the verb of a main clause comes second, so that what stands right behind it may be its subject whatever comes first."""
    comma_clauses: bool = False
    """Whether a main clause behind a comma may be what was said: ``erklärte, am Übergang stünden …``."""
    comma_that: bool = False
    """Whether a comma behind a verb opens what is said, as "that" does: ``表示，…``."""
    subject_first: bool = False
    """Whether the subject of a cue is the first name of its clause, whatever stands between: ``特朗普会见普京后表示``."""
    tag_words: int = 4
    """Among so many words behind a quotation that is a sentence a cue makes them its tag."""
    least_words: int = 0
    """Fewer marked words inside a sentence are a name or a term, unless the cue stands right before them or names things."""
    complementisers: list[str] = []
    """Words for "that" between a verb and what is said."""
    questions: list[str] = []
    """Those of them that are part of what is said: ``how``."""
    quotatives: list[str] = []
    """Words that close what is said, before the verb: ``деп``, ``diye``."""
    clause_endings: list[str] = []
    """Endings of the word that closes a nominalised clause, right before the verb: ``-ғанын``, ``-dığını``."""
    passive_clause_endings: list[str] = []
    """Those before a verb without a subject: ``екені айтылған``, ``yapılacağı bildirildi``."""
    converb_endings: list[str] = []
    """Endings of a verb that closes an introductory clause before a comma: ``-ып,``."""
    relative_endings: list[str] = []
    """Endings of a verb that makes the clause before it describe the noun behind it: ``өткіз-ген саммит``."""
    openers: list[str] = []
    """Words between subject and content that belong to neither, two at most: particles, adverbs, addressees."""
    occasions: list[str] = []
    """How words end for what somebody speaks in or at; what stands before them introduces what was said: ``берген сұхбатында``."""
    statements: list[str] = []
    """Words for what somebody says something in, behind whose it is: ``министрліктің мәлімдемесінде``, ``bakanlıktan yapılan açıklamada``."""
    clause_breaks: list[str] = []
    """Words that end a content clause when a new cue follows: ``and``, ``but``."""

    pronouns: dict[str, Agreement] = {}
    oblique_pronouns: dict[str, Agreement] = {}
    """The forms that stand in ``sources``: ``his``, ``them``."""
    owning: dict[str, Agreement] = {}
    """Determiners that stand for a speaker in the slot of ``sources``: ``nach ihren Worten``."""
    impersonal: list[str] = []
    """Pronouns for nobody in particular: ``on``."""
    circles: list[str] = []
    """How nouns end for sources that speak without a name where nobody is said to: ``hieß es aus Regierungs-kreisen``."""
    back_references: list[str] = []
    """Words that stand for a quotation in the sentence behind it: ``Das sagte X``."""
    passives: list[str] = []
    """Words before a verb form that make its subject the one spoken to or of: ``was told``."""
    owned_words: list[str] = []
    """Nouns for words behind marks, which make them those of whose name stands before in the genitive: ``X’in “…” sözleri``."""
    relatives: list[str] = []
    """Words that may also begin a clause about the noun before them: ``that``."""
    relative_pronouns: list[str] = []
    """Words that, behind a comma and at most a preposition, begin a clause about the noun before it and nothing else: ``who``."""
    infinitives: list[str] = []
    """Words that open what somebody means to do: ``to``."""
    clause_subjects: list[str] = []
    """Words that begin a clause when they follow a cue that may do without "that": ``he``, ``there``."""
    subordinators: list[str] = []
    """Words that open a sentence whose main clause comes behind a comma: ``although X said …, Y …``."""
    object_prepositions: list[str] = []
    """Words between a cue and the thing it reports: ``spoke of``."""
    tails: list[str] = []
    """Words behind a comma that go on about it in the author's name: ``which``."""
    object_ends: list[str] = []
    """Words that end such a thing and go on with the author's sentence: ``during``."""
    adverb_endings: list[str] = []
    """How words end that may stand between an auxiliary or "and" and a verb: ``-ly``."""
    subjunctives: list[str] = []
    """Verb forms that only what somebody else has said is told in: ``sei``, ``habe``."""
    plural_subjunctives: list[str] = []
    """Forms that go on with it, and that an author may also use himself: ``müssten``."""
    auxiliaries: list[str] = []
    """Verb forms of which a clause without a word for "that" has one, or else a word with one of ``verb_endings``."""
    nominals: Nominals = Nominals()
    plurals: list[str] = []
    """Endings that make several unnamed people of those nouns for a person: ``balıkçı-lar``."""
    possessed: dict[str, str] = {}
    """Ending of a noun that belongs to the one before it -> what the bare noun ends with instead: ``Meclis Başkan-ı``."""
    compounds: bool = False
    """Whether a noun may be written together with one before it, so that its end tells what it is: ``Verkehrsministerin``."""
    noun_genders: dict[str, Literal["m", "f", "n"]] = {}
    """Endings of nouns that tell their gender: ``in``, ``ung``."""
    genders: dict[str, Literal["m", "f"]] = {}
    """Words before a noun or a name that tell it: ``la``, ``Frau``."""
    oblique_determiners: list[str] = []
    """Those of the ``determiners`` that no subject has: ``dem``."""
    determiners: list[str] = []
    indefinite: list[str] = []
    """Determiners of somebody not told before: ``a``, ``another``."""
    adjective_beginning: str = ""
    adjective_endings: list[str] = []
    """How a word begins and ends that describes the nominal before it: ``الرئيس الأوكراني``."""
    modifiers: list[str] = []
    modifier_endings: list[str] = []
    """What tells the adjectives that may stand before a nominal where the language has no article."""
    prepositions: list[str] = []
    """A name behind one is no subject: ``with Putin``."""
    reflexives: list[str] = []
    """Pronouns before a verb that belong to it: ``se défend``."""
    conjunctions: list[str] = []
    """Those that may also open a clause: a name behind one is a subject when a cue follows it: ``after Putin said``."""
    postpositions: list[str] = []
    """The same for words behind a name or pronoun: ``Путин туралы``."""
    joiners: list[Joiner] = []

    naming_before: list[str] = []
    """Stems of nouns that make the marked words behind them a name: ``company "…"``."""
    outlet_leads: list[str] = []
    """Words, one or two, before the name in marks of a paper that somebody speaks to: ``im Gespräch mit dem „Tagblatt“``."""
    naming_after: list[str] = []
    """The same for nouns behind the marked words: ``«…» компаниясы``."""
    so_called: list[str] = []
    """Words behind marked words that make them a word mentioned: ``«…» деген``."""
    first_person: list[str] = []
    """Words that only speech has in the news: ``I``, ``we``, ``our``."""
    bare_words: int = 0
    """Marked strings of at least so many words are speech even when no cue is near; 0: never."""

    def __post_init__(self) -> None:
        """Refuse cues with unknown endings, sources without a slot."""
        for group in self.cues:
            if group.endings and group.endings not in self.endings:
                known = ", ".join(sorted(self.endings)) or "none"
                raise ValueError(f"cues name the endings {group.endings!r}; known: {known}")
        for phrase in (*self.sources, *self.views):
            if phrase.split().count("_") != 1:
                raise ValueError(f"source {phrase!r} must have one slot _, set off by spaces")
