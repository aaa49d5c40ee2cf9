"""Where an article names its actors: what the reader of names hands to those of quotes and events."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

import msgspec

from timeline.model import Actor, ActorKind

Gender: TypeAlias = Literal["m", "f"]


class Mention(NamedTuple):
    """One place of the text where an actor is named; offsets are code points into the text."""

    start: int
    end: int
    """``text[start:end]`` is the name itself with its ending, without a title: ``Владимир Путин``."""
    outer_start: int
    """Where the titles and adjectives before it begin: ``Ресей Президенті Владимир Путин``; may equal ``start``."""
    outer_end: int
    """Where a title behind it ends: ``Dilnoza Yusupova, the transport minister``; may equal ``end``."""
    actor: str
    """Id of the actor."""
    kind: ActorKind
    name: str
    """Canonical, in the language of the article."""
    case: str
    """``""`` when bare, else ``genitive``, ``dative``, … as `[morphology]` calls them; ``?`` when it may be more than one."""
    role: str | None = None
    """``president``, ``minister``, ``spokesperson``, … when a title stands beside it; of a place, the title of those it has: ``leaders of Europe``."""
    gender: Gender | None = None


class Names(msgspec.Struct, frozen=True):
    """All that an article names. The words of a title before a name belong to its mention and make none of their own."""

    mentions: list[Mention] = []
    """In the order of the text; ``[start, end)`` of no two overlap."""
    actors: dict[str, Actor] = {}
    """By id; every mention's actor is here."""
