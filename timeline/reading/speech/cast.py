"""Who may be speaking in a text: its names, pronouns and nouns outside quotations, and how the text describes people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from timeline.languages.schema.speech import Agreement
from timeline.model import ActorKind
from timeline.reading.document import Document
from timeline.reading.mentions import Mention
from timeline.reading.speech.candidates import Candidate
from timeline.reading.speech.fragments import Fragment
from timeline.reading.speech.lexicon import Hit, Lexicon, Source, Statement, Term
from timeline.reading.speech.surroundings import Surroundings


class Cast(msgspec.Struct, frozen=True):
    """The candidates of a document, and how its text describes the persons in it."""

    candidates: Sequence[Candidate]
    descriptions: dict[str, set[str]]
    """Actor id -> folded words of the titles and nouns that stand beside its name, and of an institution's name."""
    genders: dict[str, Agreement]
    """Actor id -> gender, where a name or a title tells."""
    kinds: dict[str, ActorKind]
    roles: dict[str, set[str]]
    """Actor id -> the roles that titles beside its name tell."""


def cast_of(
    document: Document,
    lexicon: Lexicon,
    mentions: Sequence[Mention],
    hits: Iterable[Hit],
    named: Iterable[Fragment] = (),
) -> Cast:
    """The candidates of the author's words, given the mentions, the phrases of the lexicon in them, and the names in marks beside nouns."""
    hits = list(hits)
    surroundings = Surroundings(document, lexicon, mentions, hits, named)
    descriptions: dict[str, set[str]] = {}
    told: dict[str, Agreement] = {}
    for mention in mentions:
        descriptions.setdefault(mention.actor, set()).update(_description(document, mention))
        if mention.kind == "person" and (gender := surroundings.gender_of(mention)) != "any":
            told.setdefault(mention.actor, gender)
    found: list[Candidate] = list(_named(surroundings))
    led: dict[int, int] = {}
    for hit in hits:
        if isinstance(hit.tag, Term):
            candidate, bearer = surroundings.candidate(hit, hit.tag)
            if bearer is not None:
                described = surroundings.apposition(hit, bearer)
                descriptions.setdefault(bearer.actor, set()).update(described)
                if hit.start < bearer.outer_start:
                    led.setdefault(bearer.start, surroundings.begins(hit))
                if (gender := surroundings.gender(hit)) != "any":
                    told.setdefault(bearer.actor, gender)
            elif candidate is not None:
                found.append(candidate)
        elif isinstance(hit.tag, Source) and (slotted := surroundings.in_slot(hit, hit.tag)):
            found.append(slotted)
        elif isinstance(hit.tag, Statement) and (owner := surroundings.whose(hit)):
            found.append(owner)
    found = [
        one._replace(outer_start=min(one.outer_start, led.get(one.start, one.outer_start))) for one in found
    ]
    genders: dict[str, Agreement] = {mention.actor: mention.gender for mention in mentions if mention.gender}
    for actor, gender in told.items():
        genders.setdefault(actor, gender)
    kinds = {mention.actor: mention.kind for mention in mentions}
    roles: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.role:
            roles.setdefault(mention.actor, set()).add(mention.role)
    return Cast(_apart(found), descriptions, genders, kinds, roles)


def _description(document: Document, mention: Mention) -> Iterator[str]:
    """The words of the titles beside a person's name; all the words of an institution's."""
    spans = [(mention.outer_start, mention.start), (mention.end, mention.outer_end)]
    if mention.kind != "person":
        spans.append((mention.start, mention.end))
    for start, end in spans:
        yield from (word.folded for word in document.words_between(start, end))


def _named(surroundings: Surroundings) -> Iterator[Candidate]:
    """Each mention, or where several are strung together ("A and B") all of them as one."""
    chain: list[Mention] = []
    for mention in surroundings.mentions:
        if chain and not _joined(surroundings, chain[-1], mention):
            yield from _unchained(surroundings, chain)
            chain = []
        chain.append(mention)
    yield from _unchained(surroundings, chain)


def _joined(surroundings: Surroundings, one: Mention, two: Mention) -> bool:
    gap = surroundings.document.text[one.outer_end : two.outer_start]
    return len(gap) < 12 and one.kind == two.kind and gap.strip().casefold() in surroundings.lexicon.joiners


def _unchained(surroundings: Surroundings, chain: list[Mention]) -> Iterator[Candidate]:
    if len(chain) < 2 or len({mention.actor for mention in chain}) < 2:
        yield from (_name(surroundings, mention) for mention in chain)
        return
    first, last = chain[0], chain[-1]
    plain = all(map(surroundings.is_plain, chain))
    yield Candidate(
        start=first.start,
        end=last.end,
        outer_start=first.outer_start,
        outer_end=last.outer_end,
        kind="pair",
        actors=tuple(dict.fromkeys(mention.actor for mention in chain)),
        actor_kind=first.kind,
        agreement="many",
        subject=plain and surroundings.is_subject(first.outer_start, last.outer_end),
    )


def _name(surroundings: Surroundings, mention: Mention) -> Candidate:
    other = surroundings.borne_by_another(mention) if mention.kind == "person" else None
    return other or Candidate(
        start=mention.start,
        end=mention.end,
        outer_start=mention.outer_start,
        outer_end=mention.outer_end,
        kind="name",
        actors=(mention.actor,),
        actor_kind=mention.kind,
        agreement=mention.gender or "any",
        subject=surroundings.is_plain(mention)
        and not surroundings.tells_where(mention)
        and not surroundings.is_owner(mention.start, mention.end)
        and surroundings.is_subject(mention.outer_start, mention.outer_end),
    )


def _apart(found: list[Candidate]) -> list[Candidate]:
    """In order of the text; of two that overlap, the longer: ``Ресей президенті`` is no Russia."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda candidate: (candidate.outer_start, -candidate.outer_end)):
        if not kept or candidate.outer_start >= kept[-1].outer_end:
            kept.append(candidate)
    return kept
