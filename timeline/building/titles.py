"""Titles of events in the reader's languages, out of type, actors and place. The words are data: ``titles.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from timeline.building.actors import Known
from timeline.building.cast import Cast
from timeline.building.kinds import BILATERAL, kind_of
from timeline.model import Actor, Event, EventType

_MOST_NAMES = 3
_LONGEST = 60
"""Characters of a sentence in a title."""
_REGNAL = re.compile(r"[IVXL]+")


class Surnames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to shorten the name of a person."""

    particles: frozenset[str]
    family_first: frozenset[str]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The title words of one language."""

    event: str
    said_on: str
    more: str
    types: dict[EventType, str]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    surnames: Surnames
    languages: dict[str, Words]


@cache
def _data() -> _File:
    path = Path(__file__).with_name("titles.toml")
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)


def languages() -> tuple[str, ...]:
    """The languages in which every event has a title."""
    return tuple(_data().languages)


def titles_of(
    event_type: EventType, cast: Cast, known: Known, summary: Callable[[str], str]
) -> dict[str, str]:
    """The title of an event by language: what it is, who takes part and where; of speech, who speaks about whom.

    What names nobody and nothing known has the beginning of its summary, which is asked for by language.
    """
    parties = [known.actors[actor] for actor in cast.main]
    if kind_of(event_type) in BILATERAL - {"visit"}:
        parties[:_MOST_NAMES] = sorted(parties[:_MOST_NAMES], key=_protocol)
    topic = [known.actors[subject] for subject in cast.topic]
    placeless = cast.speakers or event_type == "call"
    where = [] if placeless else [known.actors[place] for place in cast.places[:1]]
    named = parties or topic or where
    main, about = _main(parties), _main(topic)
    return {
        lang: _title(
            words,
            lang,
            event_type,
            main,
            about,
            where,
            cast.unknown or ("" if named else _opening(summary(lang))),
        )
        for lang, words in _data().languages.items()
    }


def _opening(sentence: str) -> str:
    """As much of a sentence as a title takes, cut between words where there are spaces."""
    text = " ".join(sentence.split()).strip(" .。")
    if len(text) <= _LONGEST:
        return text
    return (
        text[: _LONGEST + 1].rpartition(" ")[0].rstrip(",;:") + "…"
        if " " in text[:_LONGEST]
        else text[:_LONGEST] + "…"
    )


def retitled(event: Event, event_type: EventType) -> Event:
    """An event with the word for another type in its titles, as far as they begin with that for its own."""
    titles = dict(event.titles)
    for lang, words in _data().languages.items():
        old = words.types[event.type]
        if titles.get(lang, "").startswith(old):
            titles[lang] = words.types[event_type] + titles[lang].removeprefix(old)
    own = next((lang for lang, title in event.titles.items() if title == event.title), None)
    return msgspec.structs.replace(event, titles=titles, title=titles[own] if own else event.title)


def _title(
    words: Words,
    lang: str,
    event_type: EventType,
    parties: Sequence[Actor],
    topic: Sequence[Actor],
    where: Sequence[Actor],
    unknown: str,
) -> str:
    who = _names(parties, lang, words.more, where) or unknown
    about = _names(topic, lang, words.more)
    if who and about and event_type == "statement":
        return words.said_on.format(speaker=who, topic=about)
    if about:
        who = f"{who} — {about}" if who else about
    return words.event.format(type=words.types[event_type], who=who) if who else words.types[event_type]


def _protocol(actor: Actor) -> tuple[bool, str]:
    """The alphabet ranks equals, as at any conference table: the order says nothing of who matters, in no language."""
    return actor.kind == "state", short_name(actor, "en").casefold()


def _main(actors: Sequence[Actor]) -> Sequence[Actor]:
    """States stand behind their people: with two people named, who they are is known."""
    named = [actor for actor in actors if actor.kind != "state"]
    return named if len(named) > 1 else actors


def _names(actors: Sequence[Actor], lang: str, more: str, where: Sequence[Actor] = ()) -> str:
    shown = [short_name(actor, lang) for actor in actors[:_MOST_NAMES]]
    if len(actors) > _MOST_NAMES:
        shown.append(more)
    shown += [short_name(place, lang) for place in where if place not in actors]
    return ", ".join(dict.fromkeys(shown))


def short_name(actor: Actor, lang: str) -> str:
    """The name as a headline has it: people by surname, in a language if the actor has a name in it."""
    name = actor.names.get(lang) or actor.name
    return _surname(name) if actor.kind == "person" else name


@lru_cache(maxsize=8192)
def _surname(name: str) -> str:
    words = name.split()
    data = _data().surnames
    if len(words) < 2 or words[0] in data.family_first or _REGNAL.fullmatch(words[-1]):
        return name
    first = len(words) - 1
    while first > 1 and words[first - 1] in data.particles:
        first -= 1
    return " ".join(words[first:])
