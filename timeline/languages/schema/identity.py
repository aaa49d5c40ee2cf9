"""Sections ``[meta]``, ``[identify]``, ``[spelling]``, ``[sentence]`` and ``[morphology]`` of a language pack."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Code = Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}$")]


class Meta(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[meta]``: which language this is."""

    code: Code
    """ISO 639-1 where there is one."""
    name: str
    """Its name in itself: ``қазақша``."""
    english: str
    script: Annotated[str, msgspec.Meta(pattern="^[A-Z][a-z]{3}$")]
    """ISO 15924: ``Cyrl``, ``Latn``, ``Arab``, ``Hans``."""
    direction: Literal["ltr", "rtl"] = "ltr"
    spaces: bool = True
    """Whether words are written apart."""
    cased: bool = True
    """Whether the script has capital letters."""


class Identify(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[identify]``: what tells this language from its siblings in the same script."""

    letters: str = ""
    """Letters that its siblings hardly use; they are strong evidence."""
    foreign_letters: str = ""
    """Letters that it never or hardly uses itself but a sibling does; a few are evidence against."""
    foreign_pairs: list[str] = []
    """Letters that it never has one after the other, and a sibling does."""
    function_words: list[str] = []
    news_words: list[str] = []
    """Words beside them that are frequent in headlines, for telling the language alone: ``ceasefire``."""
    endings: list[str] = []
    """Word endings that are frequent here and rare in its siblings."""
    beginnings: list[str] = []
    """The same for beginnings: ``ال``."""


class Sentence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[sentence]``: where sentences do not end."""

    abbreviations: list[str] = []
    """Written without their last full stop, any case: ``обл``, ``т. б``."""
    ordinal_dot: bool = False
    """``3.`` is "third" here, so that a number and a full stop end no sentence."""
    final_abbreviations: list[str] = []
    """Abbreviations that end a phrase, so that a capital letter after them starts a sentence: ``т. б``, ``etc``. One that is in both
    lists may do either, and ends a sentence only after a number or before one of ``[identify] function_words``: ``г``, ``a.m``."""
    continuing: list[str] = []
    """Words with a capital letter that go on after an abbreviation which is in both lists: ``ET`` in *3 p.m. ET*. Small letters here."""


class Spelling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[spelling]``: what is written in more than one way. Words are compared without these differences."""

    same: dict[str, str] = {}
    """One letter -> the letters that are written for it: ``ا = "أإآ"``, ``后 = "後"``."""
    silent: str = ""
    """Signs that may stand within a word or be left out: vowel marks, tatweel."""
    elided: list[str] = []
    """Words that lose their vowel before another and are written onto it with an apostrophe: ``l``, ``qu``."""
    enclitics: list[str] = []
    """Pronouns that are written onto a verb, with the hyphens: ``-t-il``, ``-elle``."""

    def __post_init__(self) -> None:
        """Refuse more than one letter for others."""
        for letter in self.same:
            if len(letter) != 1:
                raise ValueError(f"same: {letter!r} must be one letter")


class CaseEnding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One grammatical case: its endings and the letters they may follow."""

    case: str
    """``genitive``, ``dative``, ``accusative``, ``locative``, ``ablative``, ``instrumental``, ``plural``, …"""
    forms: list[str]
    after: str = ""
    """Names of ``[morphology.letters]`` classes, separated by spaces; empty for any letter."""
    harmony: bool = True
    """Whether a form with a front vowel wants a stem with front vowels, and a back one a back."""
    restore: list[str] = msgspec.field(default_factory=lambda: [""])
    """What the bare word may have had in the ending's place: ``Москв-ы`` is ``Москв-а``."""
    bare: Literal["never", "seldom", "often"] = "seldom"
    """How often a bare name ends so. ``never`` is evidence enough to take the ending off a name that is seen for the first time."""


class Morphology(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[morphology]``: how the language inflects nouns and names."""

    strategy: Literal["none", "suffix", "ending", "apostrophe", "prefix"] = "none"
    """``suffix``: glued to an unchanged stem (kk, tr); ``ending``: replaces the stem's own ending (ru, uk); ``apostrophe``: set off by
    an apostrophe (tr names, en possessive); ``prefix``: particles before the word (ar)."""
    letters: dict[str, str] = {}
    """Letter classes that ``after`` names; the last letter of the stem is looked up in them."""
    back_vowels: str = ""
    front_vowels: str = ""
    cases: list[CaseEnding] = []
    hyphen: bool = False
    """Whether endings are set off by a hyphen after acronyms and numbers: ``АҚШ-тың``."""
    apostrophe: bool = False
    """Whether endings are set off by an apostrophe: ``Putin's``."""
    silent_letters: str = ""
    """Letters that ``after`` looks past: the soft sign."""
    neutral_vowels: str = ""
    """Vowels after which harmony is not kept."""
    neutral_endings: list[str] = []
    """Ends of stems after which harmony is not kept: ``ов``, ``ский``."""
    prefixes: list[str] = []
    """Particles that are written onto the word behind them, one by one: ``و``, ``ل``."""
    contracted: dict[str, str] = {}
    """A particle -> the article that loses its first letter behind it: ``ل`` and ``ال`` make ``لل``."""
    protected: list[str] = []
    """Words that look inflected and are not: ``Қазақстан``. Where words are cut out of a text, also words that hold others by chance: ``其他``."""

    def __post_init__(self) -> None:
        """Refuse a case that names a letter class which is not there."""
        for ending in self.cases:
            unknown = [name for name in ending.after.split() if name not in self.letters]
            if unknown:
                known = ", ".join(sorted(self.letters)) or "none"
                raise ValueError(
                    f"case {ending.case!r} names the letter class {unknown[0]!r}; known: {known}"
                )
