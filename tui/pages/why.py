"""Why an event stands where it does: how its date was resolved, who reports it and when, what became of it, who disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.model import ArticleRef, Event
from tui.lookup import Lookup, date_text
from tui.widgets.lines import Piece

Paragraph = list[Piece]
_LEAD = 12


def why_text(event: Event, lookup: Lookup) -> list[Paragraph]:
    """Paragraphs about an event, each fact with the article that tells it."""
    return [
        [Piece(event.title, ("title",))],
        [Piece(f"{date_text(event)} · {event.type} · {event.status} · {event.id}", ("faint",))],
        *_section("How its date was resolved", _dates(event, lookup)),
        *_section("Who reports it, and when", _reports(event, lookup)),
        *_section("The sentences that prove it", _evidence(event, lookup)),
        *_section("Who and where", _cast(event, lookup)),
        *_section("What became of it", _history(event, lookup)),
        *_section("Where the sources disagree", _conflicts(event, lookup)),
        *_section("Set right by hand", _by_hand(event)),
    ]


def source_of(ref: ArticleRef | None) -> str:
    """Who answers for an article, with kind and country: ``Akorda (presidency, KZ)``."""
    if ref is None:
        return "an article that is no longer there"
    if ref.source is None:
        return ref.title or ref.id
    known = ", ".join(filter(None, (ref.source.kind, ref.source.country)))
    return f"{ref.source.name} ({known})" if known else ref.source.name


def _section(title: str, told: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """A section; nothing when there is nothing to tell."""
    paragraphs = list(told)
    if paragraphs:
        yield [Piece("")]
        yield [Piece(title, ("key",))]
        yield from paragraphs


def _beside(lead: str, text: str) -> Paragraph:
    return [Piece(f"{lead:<{_LEAD}}", ("faint",)), Piece(text)]


def _dates(event: Event, lookup: Lookup) -> Iterator[Paragraph]:
    """Each rule once, with those whose words it resolved."""
    told: dict[str, list[str]] = {}
    for proof in event.evidence:
        if proof.date_rule:
            told.setdefault(proof.date_rule, []).append(source_of(lookup.references.get(proof.article)))
    for rule, sources in told.items():
        yield _beside("", f"{rule} — {', '.join(dict.fromkeys(sources))}")
    if not told:
        yield _beside(
            "", "No expression of a date stands beside it." if event.date else "The articles give it no date."
        )


def _reports(event: Event, lookup: Lookup) -> Iterator[Paragraph]:
    refs = [ref for article in event.articles if (ref := lookup.references.get(article))]
    for ref in sorted(refs, key=lambda ref: (ref.published, ref.id)):
        title = f": {ref.title}" if ref.title and ref.source else ""
        yield _beside(ref.published[:10], f"{source_of(ref)}, {ref.lang or 'language not told'}{title}")


def _evidence(event: Event, lookup: Lookup) -> Iterator[Paragraph]:
    for proof in event.evidence:
        ref = lookup.references.get(proof.article)
        yield _beside(ref.published[:10] if ref else "", f"{' '.join(proof.text.split())} — {source_of(ref)}")


def _cast(event: Event, lookup: Lookup) -> Iterator[Paragraph]:
    for label, ids in (("", event.actors), ("at", event.places)):
        for actor_id in ids:
            actor = lookup.actor(actor_id)
            if actor:
                role = f" · {event.roles[actor_id]}" if actor_id in event.roles else ""
                maybe = [lookup.name(other) for same in actor.possibly_same if (other := lookup.actor(same))]
                doubt = f" · possibly the same as {', '.join(maybe)}" if maybe else ""
                yield _beside(label, f"{lookup.name(actor)} ({actor.kind}, {actor.id}){role}{doubt}")
    for quantity in event.quantities:
        yield _beside("counted", f"{quantity.value:g} {quantity.unit}")


def _history(event: Event, lookup: Lookup) -> Iterator[Paragraph]:
    for change in event.history:
        source = source_of(lookup.references.get(change.article))
        yield _beside(change.published[:10], f"{change.status}, {change.date or 'no day yet'} — {source}")


def _conflicts(event: Event, lookup: Lookup) -> Iterator[Paragraph]:
    for conflict in event.conflicts:
        for value in conflict.values:
            words = " ".join(lookup.text(value.article)[value.start : value.end].split())
            source = source_of(lookup.references.get(value.article))
            yield _beside(
                conflict.field, f"{value.value}: {words} — {source}" if words else f"{value.value} — {source}"
            )


def _by_hand(event: Event) -> Iterator[Paragraph]:
    for kind in event.corrected:
        yield _beside("", {"merge": "merged", "split": "split", "type": "type", "date": "date"}[kind])
    if event.pinned:
        yield _beside("", "pinned")
    for note in event.notes:
        yield _beside("note", note)
