"""One person or body over time: all that they said, by whom or what it is about, the earliest beside the latest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from timeline.model import Event, Quote
from tui.lookup import Lookup
from tui.pages.why import source_of
from tui.widgets.lines import Piece
from tui.wording import told


class Topic(NamedTuple):
    """What somebody said about one actor or place, in order of time."""

    subject: str
    quotes: Sequence[Quote]


def speaker_of(quote: Quote | None, event: Event | None) -> str | None:
    """Whose statements to show: the speaker of the quote at hand, else the first who takes part in the event."""
    if quote and quote.speaker and quote.speaker.id:
        return quote.speaker.id
    return event.actors[0] if event and event.actors else None


def said_by(actor_id: str, lookup: Lookup) -> list[Quote]:
    """All quotes of a speaker or of a group that the speaker is in, in order of the days on which they were said."""
    found = [
        quote
        for quote in lookup.quotes.values()
        if quote.speaker and actor_id in (quote.speaker.id, *quote.speaker.members)
    ]
    return sorted(found, key=lambda quote: (quote.said or "9999", quote.article, quote.start))


def topics_of(quotes: Sequence[Quote], lookup: Lookup) -> list[Topic]:
    """Quotes by what they are about, the subjects of most quotes first; those about nobody named come last."""
    about: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        for subject in quote.about or ("",):
            about[subject].append(quote)
    named = {subject: lookup.actor(subject) for subject in about if subject}
    order = sorted(about, key=lambda subject: (not subject, -len(about[subject]), subject))
    return [
        Topic(
            lookup.name(actor) if (actor := named.get(subject)) else told("Other statements"), about[subject]
        )
        for subject in order
    ]


def rows_of(topics: Sequence[Topic], lookup: Lookup) -> list[tuple[Piece, Piece, Piece]]:
    """Rows of three cells: the first statement on a topic stands at the left of the latest, those between them follow."""
    rows: list[tuple[Piece, Piece, Piece]] = []
    for topic in topics:
        rows.append((Piece(""), Piece(f"{topic.subject} · {len(topic.quotes)}", ("title",)), Piece("")))
        first, *rest = topic.quotes
        latest = rest.pop() if rest else None
        days = f"{_day(first)}" + (f" | {_day(latest)}" if latest and _day(latest) != _day(first) else "")
        rows.append(
            (Piece(days, ("date",)), _cell(first, lookup), _cell(latest, lookup) if latest else Piece(""))
        )
        rows += [(Piece(_day(quote), ("date",)), _cell(quote, lookup), Piece("")) for quote in rest]
        rows.append((Piece(""), Piece(""), Piece("")))
    return rows


def _day(quote: Quote) -> str:
    return quote.said[:10] if quote.said else told("undated")


def _cell(quote: Quote, lookup: Lookup) -> Piece:
    ref = lookup.references.get(quote.article)
    return Piece(
        f"{' '.join(quote.text.split())} — {source_of(ref)}, {ref.lang if ref and ref.lang else '--'}"
    )
