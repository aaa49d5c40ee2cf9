"""Section ``[events]`` of a language pack: the words that tell of a happening, and those that say how certain it is.

All lists hold phrases. A phrase is one or more words; a word that ends in ``*`` stands for every word that begins like it
(``кездес*``; in the first word of a phrase at least three letters come before it), any other word for itself alone. In a language that is written without spaces a phrase is one word.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from timeline.model import EventType

Phrase = Annotated[str, msgspec.Meta(pattern=r"^([^\s*]+|[^\s*]{3,}\*)( [^\s*]+\*?)*$")]
Phrases = list[Phrase]
Triggers = dict[EventType, Phrases]


class Certainty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[events.status]``: the words beside a happening that say whether it came, or will come, about."""

    planned: Phrases = []
    """``will``, ``намерен*``, ``жоспарлан*``; future forms of the verbs as well, where the language has them."""
    planned_endings: list[str] = []
    """What the rest of a verb begins with, after the stem that a trigger gives, when the verb looks ahead: ``пек``, ``етін``."""
    cancelled: Phrases = []
    postponed: Phrases = []
    denied: Phrases = []
    unconfirmed: Phrases = []


class Negation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[events.negation]``: how a clause says that something did not come about."""

    before: Phrases = []
    """Right before what they negate: ``not``, ``without``, ``без``."""
    after: Phrases = []
    """Later in the same clause: ``жоқ``, ``алмады``, ``не достигли``."""
    endings: list[str] = []
    """What the rest of a negative verb begins with: ``пе``, ``ме``."""


class Topics(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[events.topics]``: how a happening is made a mere topic, told of rather than told."""

    before: Phrases = []
    """``about``, ``ahead of``, ``о``: the happening follows."""
    after: Phrases = []
    """``туралы``, ``сілтеме``: the happening comes before."""
    questions: Phrases = []
    """``whether``: what follows in the clause is only asked."""
    meanwhile: Phrases = []
    """``while``, ``during``, ``кезде``: what stands beside it happened on the day of the rest of the sentence."""
    another: Phrases = []
    """``trilateral``, ``next``, ``следующ*``: what stands beside it is not the happening told last, even of the same people."""
    sources: Phrases = []
    """Right before a document that tells of something: ``according to``."""
    since_before: Phrases = []
    """``since``, ``впервые с``: a date that follows only opens a stretch of time."""
    since_after: Phrases = []
    """``бері``, ``以来``: the same behind the date."""
    first: Phrases = []
    """``first``, ``впервые``: with it, even a day told as a beginning is not that of what is told."""


class Places(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[events.places]``: how a name is made the place of a happening."""

    before: Phrases = []
    """Prepositions: ``in``, ``at``, ``в``."""
    cases: list[str] = []
    """Cases of ``[morphology]``: ``locative``."""


class Events(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[events]``: the triggers of each event type and the words around them."""

    verbs: Triggers = {}
    """Tell of the happening by themselves: ``met``, ``подписал*``."""
    nouns: Triggers = {}
    """Name it: ``summit*``, ``переговор*``."""
    hints: Triggers = {}
    """Tell of it only where nothing better does: ``discuss*``."""
    receiving: Phrases = []
    """Verbs that make a meeting when one person does them to another: ``received``, ``қабылдады``."""
    holding: Phrases = []
    """Verbs that say of a noun that it takes place: ``held``, ``состоял*``."""
    reporting: Phrases = []
    """Verbs and nouns of speech: a date beside one is the day of the speech."""
    ignore: Phrases = []
    """Phrases that only look like triggers: ``барған сайын``."""
    clauses: Phrases = []
    """Words that open a clause: ``that``, ``which``, ``что``."""
    pronouns: Phrases = []
    """``he``, ``ол``: one person told of before."""
    plural_pronouns: Phrases = []
    """``they``, ``the two leaders``, ``стороны``: those told of before."""
    unnamed: Phrases = []
    """Those who take part without their names: ``leaders of the two countries``. Whoever tells of it is none of them."""
    mediators: Phrases = []
    weapons: Phrases = []
    """``drone*``, ``ракет*``: where one does it, to hit is to attack, and nobody is met."""
    hitting: Phrases = []
    """Verbs that tell of an attack when a weapon does it: ``hit``, ``попал*``."""
    status: Certainty = Certainty()
    negation: Negation = Negation()
    topics: Topics = Topics()
    places: Places = Places()
    units: dict[str, Phrases] = {}
    """What numbers count, by English name: ``votes = ["дауыс*"]``."""
