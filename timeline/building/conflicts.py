"""Where articles disagree: on the day of an event, on a number, on whether it happened at all, and on who said something."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from timeline.building.atoms import Atom
from timeline.building.when import When, moved_from
from timeline.model import Conflict, ConflictValue, Event, Quote

_LONG = 30
"""Letters of a quote that two people do not say by chance."""
_MARKS = re.compile(r"[\W_]+")
_AROUND = "«»“”„‟\"'‘’‹›「」『』—–- .,!?…"


def conflicts_of(atoms: Sequence[Atom], dated: When) -> list[Conflict]:
    """All disagreements, each value with the first sentence that tells it."""
    if len(atoms) == 1:
        return []
    found = [_days(atoms, dated), _outcomes(atoms), *_numbers(atoms)]
    return [conflict for conflict in found if conflict]


def _days(atoms: Sequence[Atom], dated: When) -> Conflict | None:
    """Another day than the event's, unless it was postponed or the day is one of its range."""
    span = dated.days
    if span is None or dated.grain != "day":
        return None
    moved = moved_from(atoms)
    days = [atom for atom in atoms if atom.is_day and atom.bucket not in moved]
    if all(atom.days and span.first <= atom.days.first <= span.last for atom in days):
        return None
    return _conflict("date", ((atom.bucket, atom) for atom in days))


def _outcomes(atoms: Sequence[Atom]) -> Conflict | None:
    """Told as happened by one and as denied, or called off, by another; what an article says before the day is no outcome."""
    told = [
        (atom.mention.status, atom)
        for atom in atoms
        if atom.mention.status == "denied"
        or (
            atom.mention.status in ("happened", "cancelled")
            and not (atom.days and atom.report.day < atom.days.first)
        )
    ]
    happened = {atom.report.ref.id for status, atom in told if status == "happened"}
    against = {atom.report.ref.id for status, atom in told if status != "happened"}
    return _conflict("status", told) if happened - against and against else None


def _numbers(atoms: Iterable[Atom]) -> Iterator[Conflict | None]:
    """One unit counted differently: two articles that have no value of it in common."""
    counted: dict[str, dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    told: dict[str, list[tuple[str, Atom]]] = defaultdict(list)
    for atom in atoms:
        for quantity in atom.mention.quantities:
            counted[quantity.unit][atom.report.ref.id].add(quantity.value)
            told[quantity.unit].append((f"{quantity.value:g} {quantity.unit}", atom))
    for unit in sorted(counted):
        values = list(counted[unit].values())
        if any(values[0].isdisjoint(others) for others in values[1:]):
            yield _conflict("quantity", told[unit])


def with_disputes(events: Iterable[Event], quotes: Iterable[Quote]) -> list[Event]:
    """The events with the conflicts on who said their quotes."""
    disputes = speakers_disputed(quotes)
    if not disputes:
        return list(events)
    return [_with(event, disputes) for event in events]


def _with(event: Event, disputes: Mapping[str, Conflict]) -> Event:
    own = {id(disputes[quote]): disputes[quote] for quote in event.quotes if quote in disputes}
    return replace(event, conflicts=[*event.conflicts, *own.values()]) if own else event


def speakers_disputed(quotes: Iterable[Quote]) -> dict[str, Conflict]:
    """By quote id, the conflict on its speaker: the same direct words in two articles, put in the mouths of two."""
    same: dict[str, list[Quote]] = defaultdict(list)
    for quote in _told_again(quotes):
        same[_words(quote)].append(quote)
    disputes: dict[str, Conflict] = {}
    for told in same.values():
        by_speaker = {quote.speaker.id: quote for quote in reversed(told) if quote.speaker}
        if len(by_speaker) > 1 and len({quote.article for quote in by_speaker.values()}) > 1:
            conflict = Conflict(
                field="speaker", values=[_said_by(quote) for quote in reversed(by_speaker.values())]
            )
            disputes |= {quote.id: conflict for quote in told}
    return disputes


def _told_again(quotes: Iterable[Quote]) -> list[Quote]:
    """The long direct quotes whose words come more than once; few do, so no words are kept of the others."""
    long = [
        quote
        for quote in quotes
        if quote.kind == "direct" and quote.speaker and quote.speaker.id and len(quote.text) >= _LONG
    ]
    keys = [hash(quote.text.strip(_AROUND)) for quote in long]
    times = Counter(keys)
    if len(times) == len(long):
        return []
    return [quote for quote, key in zip(long, keys, strict=True) if times[key] > 1]


def _words(quote: Quote) -> str:
    return _MARKS.sub("", quote.text.casefold())


def _said_by(quote: Quote) -> ConflictValue:
    name = quote.speaker.name if quote.speaker else ""
    return ConflictValue(value=name, article=quote.article, start=quote.start, end=quote.end)


def _conflict(field: str, told: Iterable[tuple[str, Atom]]) -> Conflict | None:
    first: dict[str, Atom] = {}
    for value, atom in told:
        first.setdefault(value, atom)
    if len(first) < 2:
        return None
    return Conflict(
        field=field,
        values=[
            ConflictValue(
                value=value,
                article=atom.report.ref.id,
                start=atom.mention.sentence.start,
                end=atom.mention.sentence.end,
            )
            for value, atom in first.items()
        ],
    )
