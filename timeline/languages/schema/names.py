"""Section ``[names]`` of a language pack: titles, and what else tells who is a person.

Lists that hold phrases: a phrase is one or more words in small letters; a word that ends in ``*`` stands for every word that begins
like it (``министр*``), one that begins with ``*`` at the end of a phrase for every word that ends like it (``*minister``), any other for
itself alone.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

Phrase = Annotated[str, msgspec.Meta(pattern=r"^\*?[^\s*]+\*?( \*?[^\s*]+\*?)*$")]


class Gendered(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words or endings, by the gender of the person who bears them."""

    m: list[str] = []
    f: list[str] = []
    any: list[str] = []


class Names(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[names]``: how the language names people."""

    titles: dict[str, list[Phrase]] = {}
    """Role -> what it is called: ``president`` -> ``президент*``. The roles are the same words in every pack."""
    title_of: list[Phrase] = []
    """Words that may stand between a title and the name of its bearer, beside the names of states: ``иностранных дел``, ``of``."""
    before_title: list[Phrase] = []
    """Words before a title that belong to it: ``former``, ``transport``."""
    belonging: list[str] = []
    """Words by which one title belongs to another before it, whose bearer is named: ``المبعوثة الخاصة ل-الأمين العام``."""
    governed_endings: list[str] = []
    """How a name ends that may be what the title right before it is of: ``глава Роснефти``. Others name a person: ``министр Левшин``."""
    title_after: bool = False
    """Whether a title may follow its bearer, set off by a comma: ``Dilnoza Yusupova, the transport minister``."""
    articles: list[str] = []
    """Words that never stand before the name of a person: ``the``."""
    article: str = ""
    """The article where it is written onto the word: ``ال``. No name that follows a title begins with it."""
    separators: list[str] = []
    """Marks between the parts of one name, beside spaces: ``·``."""
    letters: str = ""
    """Where words are written together: the characters that foreign names are written with."""
    families: list[str] = []
    """Family names that come first and are written together with the first name: ``陈``."""
    noun_endings: list[str] = []
    """How common nouns end and new names are not taken to: ``ة``."""
    verb_beginnings: list[str] = []
    """How verbs begin and names seldom do; a word that begins so ends a new name."""
    particles: list[str] = []
    """Small words inside names: ``bin``, ``von``, ``von der``; also before a hyphen: ``ас-``."""
    noun_capitals: bool = False
    """Whether all nouns are written with a capital letter, so that it takes a first name or a title to tell a person."""
    sounds: dict[str, str] = {}
    """What letters stand for, as English would spell it, where it is not the romanization: ``sch`` -> ``sh``. For telling names again."""
    romanized: dict[str, str] = {}
    """The same for the letters of the romanization, of a script that is no alphabet: ``x`` -> ``sh``."""
    given: Gendered = Gendered()
    """First names, in their bare form."""
    inflected_given: list[str] = []
    """How first names end in some case and never in their bare form: ``ием`` of ``Георгием``."""
    family_endings: Gendered = Gendered()
    """Ends of family names: ``енко``."""
    patronymic_endings: Gendered = Gendered()
    common: list[Phrase] = []
    """Words that are written with a capital letter and name no person: ``Ассамблея``, ``Street``, months."""
    starters: list[str] = []
    """Words, beside ``[identify] function_words``, that often begin a sentence right before a name: ``Бүгін``, ``Meanwhile``."""
    place_words: list[Phrase] = []
    """Words before a capital that make it the city and not the state: ``в``, ``in``."""
    place_words_after: list[Phrase] = []
    """Words right behind it that do so: ``summit``."""
    place_cases: list[str] = []
    """Cases that do the same: ``locative``."""
