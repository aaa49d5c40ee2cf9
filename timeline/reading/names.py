"""Who and what an article names: states, organisations, places and people, with their titles and cases. The door is `find_names`.

Names of the registry come first, then people whom it does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.model import Actor
from timeline.names import Entry, Index, registry
from timeline.names.keys import fold, slug
from timeline.names.sounds import are_one, hear, spoken
from timeline.reading.document import Document
from timeline.reading.known import KnownNames
from timeline.reading.mentions import Gender, Mention, Names
from timeline.reading.people import unknown_people
from timeline.reading.places import with_states
from timeline.reading.registered import Found
from timeline.reading.titles import Title, Titles
from timeline.reading.uncased import people_without_capitals


class _Person(NamedTuple):
    """Words of the document that name a person."""

    first: int
    last: int
    actor: Actor
    case: str
    gender: Gender | None
    title: Title | None


def find_names(document: Document) -> Names:
    """All that a document names, in order, and the actors it is about."""
    index = registry().index(document.pack.meta.code)
    known = KnownNames(document, index)
    titles = Titles(document.text, document.words, document.pack, index, known.spans, known.scenes)
    found = known.accepted(titles)
    claimed = {word for hit in found for word in range(hit.first, hit.last + 1)}
    people = [*_known_people(document, found, titles), *_new_people(document, titles, claimed, index)]
    borne = {
        word for person in people if person.title for word in range(person.title.first, person.title.end)
    }
    others = [hit for hit in found if hit.entry.kind != "person" and hit.first not in borne]
    mentions = [_mention(document, person) for person in people]
    mentions += [
        _impersonal(hit, entry, document, titles) for hit, entry in with_states(document, others, registry())
    ]
    entries = {mention.actor: registry().entries.get(mention.actor) for mention in mentions}
    actors = {person.actor.id: person.actor for person in people}
    actors |= {id_: registry().actor(entry, index.language) for id_, entry in entries.items() if entry}
    return Names(sorted(mentions), actors)


def _known_people(document: Document, found: Iterable[Found], titles: Titles) -> Iterator[_Person]:
    language = document.pack.meta.code
    for hit in found:
        if hit.entry.kind == "person":
            title = titles.of(hit.first, hit.last)
            yield _Person(
                hit.first, hit.last, registry().actor(hit.entry, language), hit.case, hit.entry.gender, title
            )


def _new_people(document: Document, titles: Titles, claimed: set[int], index: Index) -> Iterator[_Person]:
    language = document.pack.meta.code
    find = unknown_people if document.pack.meta.cased else people_without_capitals
    for person in find(document, titles, claimed, index):
        name = person.name
        sound = _sound(name, document)
        actor = _known_by_sound(name, sound, index, document)
        if actor is None:
            actor = Actor(
                id=f"local:{slug(name) or fold(name)}",
                kind="person",
                name=name,
                names={language: name},
                sound=sound,
            )
        yield _Person(person.first, person.last, actor, person.case, person.gender, person.title)


def _sound(name: str, document: Document) -> str:
    section = document.pack.names
    return spoken(name, section.sounds, section.romanized, tuple(section.families), section.article)


def _known_by_sound(name: str, sound: str, index: Index, document: Document) -> Actor | None:
    """The person of the registry whose name is spelt in another way here: ``Александер Стубб``."""
    entry, heard = index.find(name.split()[-1]), hear(sound)
    if entry is None or entry.kind != "person" or heard is None:
        return None
    usual = hear(_sound(entry.name(index.language), document))
    return registry().actor(entry, index.language) if usual and are_one(heard, usual) else None


def _mention(document: Document, person: _Person) -> Mention:
    words, title = document.words, person.title
    start, end = words[person.first].start, words[person.last].end
    outer_start = min(start, words[title.first].start) if title else start
    outer_end = max(end, words[title.end - 1].end) if title else end
    role = title.role if title else None
    actor = person.actor
    return Mention(
        start, end, outer_start, outer_end, actor.id, actor.kind, actor.name, person.case, role, person.gender
    )


def _impersonal(hit: Found, entry: Entry, document: Document, titles: Titles) -> Mention:
    name = entry.name(document.pack.meta.code)
    title = titles.over(hit.first, hit.last, hit.case) if entry.kind == "place" else None
    role = title.role if title else None
    return Mention(hit.start, hit.end, hit.start, hit.end, entry.id, entry.kind, name, hit.case, role)
