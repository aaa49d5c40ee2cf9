"""The language-pack schema: what one TOML file of this folder may say, section by section.

A pack is data alone. Every section may be left out; the reader then simply finds nothing of that kind in the language.
Unknown keys are errors, so that a misspelt key cannot go unnoticed.
"""

from __future__ import annotations

import msgspec

from timeline.languages.schema.dates import Dates, Numbers
from timeline.languages.schema.events import Events
from timeline.languages.schema.identity import CaseEnding, Identify, Meta, Morphology, Sentence, Spelling
from timeline.languages.schema.names import Names
from timeline.languages.schema.speech import Speech

__all__ = [
    "CaseEnding",
    "Dates",
    "Events",
    "Identify",
    "Meta",
    "Morphology",
    "Names",
    "Numbers",
    "Pack",
    "Sentence",
    "Speech",
    "Spelling",
]


class Pack(msgspec.Struct, frozen=True, eq=False, kw_only=True, forbid_unknown_fields=True):
    """One language, as ``timeline/languages/<code>.toml`` tells it.

    Compared and hashed by identity, so that what is compiled out of a pack can be cached by the pack.
    """

    meta: Meta
    identify: Identify = Identify()
    spelling: Spelling = Spelling()
    sentence: Sentence = Sentence()
    morphology: Morphology = Morphology()
    numbers: Numbers = Numbers()
    dates: Dates = Dates()
    names: Names = Names()
    speech: Speech = Speech()
    events: Events = Events()
