"""Articles for tests of the reading of events, with their names, dates and quotes marked by hand.

``[15 тамызда](2025-08-15)`` is a date, ``[Путин](putin)`` a name (``/locative`` tells its case, ``/president`` the title beside it),
``[«…»](says:putin)`` a direct quote and ``[that …](tells:putin)`` an indirect one; marks may hold others. So the reading of events is
tested by itself, whatever the finders of names, dates and quotes do.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple, get_args

from timeline.languages import load_pack
from timeline.model import Actor, ActorKind, DateMention, EventMention, Grain, Quote, Speaker, TimexType
from timeline.reading.document import Document, lay_out
from timeline.reading.events import find_events
from timeline.reading.mentions import Mention, Names

PUBLISHED = dt.date(2025, 8, 23)
_ORGANISATIONS = frozenset({"un", "eu", "nato", "osce"})
_STATES = frozenset({"us", "russia", "ukraine", "iran", "china", "turkey"})
_PLACES = frozenset({"alaska", "geneva", "astana", "vienna", "baku", "washington", "istanbul", "sarov"})
_ROLES = frozenset({"president", "minister", "monarch"})
_MARK = re.compile(r"\[|\]\(([^)]*)\)")


class Marked(NamedTuple):
    """A text and what is marked in it."""

    document: Document
    names: Names
    dates: list[DateMention]
    quotes: list[Quote]


def marked(lang: str, source: str, published: dt.date = PUBLISHED) -> Marked:
    """An article out of a text with marks."""
    text, spans = _unmark(source)
    names = Names()
    dates: list[DateMention] = []
    quotes: list[Quote] = []
    for start, end, target in spans:
        if re.match(r"\d{4}|P\d|[A-Z]+_REF", target):
            dates.append(_date(start, end, text[start:end], target))
        elif ":" in target:
            quotes.append(_quote(len(quotes), start, end, text[start:end], target))
        else:
            _name(names, start, end, text[start:end], target)
    names.mentions.sort()
    return Marked(
        lay_out("article", text, load_pack(lang), published), names, sorted(dates, key=_start), quotes
    )


def events_of(lang: str, source: str, published: dt.date = PUBLISHED) -> list[EventMention]:
    """The events of a text with marks."""
    return find_events(*marked(lang, source, published))


def told(lang: str, source: str, published: dt.date = PUBLISHED) -> list[tuple[str, str | None, str]]:
    """Type, date and status of each event of a text with marks, without its statements."""
    found = events_of(lang, source, published)
    return [(event.type, event.date, event.status) for event in found if event.type != "statement"]


def _unmark(source: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, last = "", 0
    open_at: list[int] = []
    spans = []
    for mark in _MARK.finditer(source):
        text += source[last : mark.start()]
        last = mark.end()
        if mark[1] is None:
            open_at.append(len(text))
        else:
            spans.append((open_at.pop(), len(text), mark[1]))
    return text + source[last:], spans


def _date(start: int, end: int, text: str, value: str) -> DateMention:
    kind: TimexType = "DURATION" if re.match(r"P\d", value) else "DATE"
    grain = (
        "duration"
        if kind == "DURATION"
        else "ref"
        if value.endswith("_REF")
        else _GRAINS[len(value.partition("/")[0])]
    )
    if grain not in get_args(Grain):
        raise ValueError(value)
    return DateMention(
        start=start, end=end, text=text, value=value, grain=grain, type=kind, rule=f"{text} -> {value}"
    )


_GRAINS: dict[int, Grain] = {4: "year", 7: "month", 8: "week", 10: "day"}


def _quote(number: int, start: int, end: int, text: str, target: str) -> Quote:
    verb, _, who = target.partition(":")
    ids = who.split("+")
    speaker = Speaker(id=ids[0] if len(ids) == 1 else None, name=who, members=ids if len(ids) > 1 else [])
    return Quote(
        id=f"q{number}",
        article="article",
        start=start,
        end=end,
        text=text,
        kind="direct" if verb == "says" else "indirect",
        speaker=speaker if who else None,
    )


def _name(names: Names, start: int, end: int, text: str, target: str) -> None:
    actor, *features = target.split("/")
    role = next((feature for feature in features if feature in _ROLES), None)
    case = next((feature for feature in features if feature not in _ROLES), "")
    kind = _kind(actor)
    names.mentions.append(Mention(start, end, start, end, actor, kind, text, case, role))
    names.actors[actor] = Actor(id=actor, kind=kind, name=actor)


def _kind(actor: str) -> ActorKind:
    if actor in _PLACES:
        return "place"
    if actor in _STATES:
        return "state"
    return "organisation" if actor in _ORGANISATIONS else "person"


def _start(date: DateMention) -> int:
    return date.start
