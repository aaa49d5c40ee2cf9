"""One event in two articles, side by side: what both say, and what they say differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.building.kinds import kind_of
from timeline.model import Event, EventMention, Quote, Reading
from tui.lookup import Lookup
from tui.pages.why import source_of, told_value
from tui.widgets.lines import Piece
from tui.wording import told

AGREE, DIFFER, ONLY = "=", "≠", " "


class Fact(NamedTuple):
    """A row: what one article says and what the other does."""

    sign: str
    """`AGREE`, `DIFFER`, or `ONLY` where one of them is silent or words are not compared."""
    label: str
    left: Sequence[str]
    right: Sequence[str]


def compare(event: Event, left: str, right: str, lookup: Lookup) -> list[Fact]:
    """The facts of an event as two articles tell them."""
    one, other = _Telling(event, left, lookup), _Telling(event, right, lookup)
    return [
        Fact(ONLY, "", [one.heading], [other.heading]),
        Fact(ONLY, "", [one.title], [other.title]),
        _fact("date", one.dates, other.dates),
        _fact("status", one.statuses, other.statuses),
        _fact("type", one.types, other.types),
        _fact("who", one.actors, other.actors),
        _fact("where", one.places, other.places),
        *_counted(one, other),
        Fact(ONLY, "told", one.sentences, other.sentences),
        Fact(ONLY, "quotes", one.quotes, other.quotes),
        *_conflicts(event, left, right),
    ]


def pieces_of(facts: Sequence[Fact], *, ascii_only: bool = False) -> list[tuple[Piece, Piece, Piece]]:
    """The facts as rows of three cells: sign and label, left, right."""
    signs = {AGREE: "=", DIFFER: "!" if ascii_only else DIFFER, ONLY: " "}
    rows: list[tuple[Piece, Piece, Piece]] = []
    for fact in facts:
        style = ("denied",) if fact.sign == DIFFER else ("faint",)
        for number in range(max(len(fact.left), len(fact.right), 1)):
            lead = f"{signs[fact.sign]} {told(fact.label)}" if number == 0 else ""
            cells = (side[number] if number < len(side) else "" for side in (fact.left, fact.right))
            words = ("denied",) if fact.sign == DIFFER else ()
            left, right = (Piece(" ".join(cell.split()), words) for cell in cells)
            rows.append((Piece(lead, style), left, right))
    return rows


class _Telling:
    """What one article says of an event."""

    def __init__(self, event: Event, article: str, lookup: Lookup) -> None:
        self._lookup = lookup
        ref = lookup.references.get(article)
        reading = lookup.desk.readings.get(article)
        self._own = reading.actors if reading else []
        spans = {(proof.start, proof.end) for proof in event.evidence if proof.article == article}
        self.heading = f"{ref.published[:10] if ref else ''}  {source_of(ref)}, {ref.lang if ref else ''}"
        self.title = (ref.title if ref else None) or ""
        self.sentences = [proof.text for proof in event.evidence if proof.article == article]
        self.quotes = [
            _said(lookup.quotes[quote]) for quote in event.quotes if _is_of(lookup, quote, article)
        ]
        mentions = _mentions(reading, spans, event)
        self.dates = _each(mention.date or told("undated") for mention in mentions)
        self.statuses = _each(told(mention.status) for mention in mentions)
        self.types = _each(told(mention.type) for mention in mentions)
        self.actors = self._names(event, (who for mention in mentions for who in mention.actors))
        self.places = self._names(event, (where for mention in mentions for where in mention.places))
        self.numbers = {
            quantity.unit: f"{quantity.value:.12g}" for mention in mentions for quantity in mention.quantities
        }

    def _names(self, event: Event, ids: Iterator[str]) -> list[str]:
        """Names as the timeline has them, so that two spellings of one person are one."""
        return sorted({self._name(event, who) for who in ids})

    def _name(self, event: Event, named: str) -> str:
        actor = self._lookup.actor(named)
        if actor:
            return self._lookup.name(actor)
        own = next((name for name in self._own if name.id == named), None)
        known = (self._lookup.actor(who) for who in (*event.actors, *event.places))
        same = (actor for actor in known if own and actor and own.name in actor.names.values())
        return next((self._lookup.name(actor) for actor in same), own.name if own else named)


def _mentions(reading: Reading | None, spans: set[tuple[int, int]], event: Event) -> list[EventMention]:
    """What the sentences that prove the event tell of it; a sentence may tell of other events besides."""
    found = reading.events if reading else []
    here = [mention for mention in found if (mention.sentence.start, mention.sentence.end) in spans]
    return [mention for mention in here if kind_of(mention.type) == kind_of(event.type)] or here


def _is_of(lookup: Lookup, quote: str, article: str) -> bool:
    found = lookup.quotes.get(quote)
    return found is not None and found.article == article


def _said(quote: Quote) -> str:
    return f"{quote.speaker.name if quote.speaker else told('Unknown speaker')}: {quote.text}"


def _each(values: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _fact(label: str, left: list[str], right: list[str]) -> Fact:
    if not (left and right):
        return Fact(ONLY, label, left, right)
    return Fact(AGREE if set(left) == set(right) else DIFFER, label, left, right)


def _counted(one: _Telling, other: _Telling) -> Iterator[Fact]:
    for unit in sorted({*one.numbers, *other.numbers}):
        left, right = ([side.numbers[unit]] if unit in side.numbers else [] for side in (one, other))
        yield _fact(unit, left, right)


def _conflicts(event: Event, left: str, right: str) -> Iterator[Fact]:
    for conflict in event.conflicts:
        said = {value.article: told_value(conflict.field, value.value) for value in conflict.values}
        if left in said and right in said and said[left] != said[right]:
            yield Fact(DIFFER, conflict.field, [said[left]], [said[right]])
