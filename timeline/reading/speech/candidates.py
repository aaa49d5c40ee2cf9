"""Somebody who may be speaking: a name, a pronoun or a noun of the author's words, with what it says of its bearer."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from timeline.languages.schema.speech import Agreement
from timeline.model import ActorKind

Kind: TypeAlias = Literal["name", "pair", "pronoun", "person", "organisation", "group", "unnamed"]


class Candidate(NamedTuple):
    """Somebody in the author's words; ``text[start:end]`` is the name or phrase itself, the outer span has its titles."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    kind: Kind
    actors: tuple[str, ...] = ()
    actor_kind: ActorKind | None = None
    agreement: Agreement = "any"
    subject: bool = True
    """Whether it may be a subject: in the plain case, and not behind a preposition."""
    definite: bool = True
    words: tuple[str, ...] = ()
    """The folded content words of a nominal."""
    label: str = ""
    """A nominal as the text has it."""
    owners: tuple[str, ...] = ()
    """Ids of the states and institutions that a nominal names itself to belong to: ``NATO chief``."""

    @property
    def human(self) -> bool:
        """Whether it stands for one or more people, as far as it tells."""
        return self.actor_kind == "person" or self.kind in ("pronoun", "person", "group")
