"""Why an event stands where it does: how its date was resolved, who reports it and when, what became of it, who disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.model import ArticleRef, Event
from tui.lookup import Lookup, date_text, title_of
from tui.widgets.lines import Piece
from tui.wording import told
from tui.wrap import pad

Paragraph = list[Piece]
_LEAD = 12
_DONE = {"merge": "merged", "split": "split", "type": "another type", "date": "another date"}


def why_text(event: Event, lookup: Lookup) -> list[Paragraph]:
    """Paragraphs about an event, each fact with the article that tells it."""
    return [
        [Piece(title_of(event), ("title",))],
        [Piece(" · ".join([*map(told, (date_text(event), event.type, event.status)), event.id]), ("faint",))],
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
        return told("an article that is no longer there")
    if ref.source is None:
        return ref.title or ref.id
    known = ", ".join(filter(None, (told(ref.source.kind or ""), ref.source.country)))
    return f"{ref.source.name} ({known})" if known else ref.source.name


def _section(title: str, facts: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """A section; nothing when there is nothing to tell."""
    paragraphs = list(facts)
    if paragraphs:
        yield [Piece("")]
        yield [Piece(told(title), ("key",))]
        yield from paragraphs


def _beside(lead: str, text: str) -> Paragraph:
    return [Piece(pad(told(lead), _LEAD), ("faint",)), Piece(text)]


def _dates(event: Event, lookup: Lookup) -> Iterator[Paragraph]:
    """Each rule once, with those whose words it resolved."""
    rules: dict[str, list[str]] = {}
    for proof in event.evidence:
        if proof.date_rule:
            rules.setdefault(proof.date_rule, []).append(source_of(lookup.references.get(proof.article)))
    for rule, sources in rules.items():
        yield _beside("", f"{told(rule)} — {', '.join(dict.fromkeys(sources))}")
    if not rules:
        why = "No expression of a date stands beside it." if event.date else "The articles give it no date."
        yield _beside("", told(why))


def _reports(event: Event, lookup: Lookup) -> Iterator[Paragraph]:
    refs = [ref for article in event.articles if (ref := lookup.references.get(article))]
    for ref in sorted(refs, key=lambda ref: (ref.published, ref.id)):
        title = f": {ref.title}" if ref.title and ref.source else ""
        yield _beside(ref.published[:10], f"{source_of(ref)}, {ref.lang or told('language not told')}{title}")


def _evidence(event: Event, lookup: Lookup) -> Iterator[Paragraph]:
    for proof in event.evidence:
        ref = lookup.references.get(proof.article)
        yield _beside(ref.published[:10] if ref else "", f"{' '.join(proof.text.split())} — {source_of(ref)}")


def _cast(event: Event, lookup: Lookup) -> Iterator[Paragraph]:
    for label, ids in (("", event.actors), ("at", event.places)):
        for actor_id in ids:
            actor = lookup.actor(actor_id)
            if actor:
                role = f" · {told(event.roles[actor_id])}" if actor_id in event.roles else ""
                maybe = [lookup.name(other) for same in actor.possibly_same if (other := lookup.actor(same))]
                doubt = f" · {told('possibly the same as')} {', '.join(maybe)}" if maybe else ""
                yield _beside(label, f"{lookup.name(actor)} ({told(actor.kind)}, {actor.id}){role}{doubt}")
    for quantity in event.quantities:
        yield _beside("counted", told(f"{quantity.value:.12g} {quantity.unit}"))


def _history(event: Event, lookup: Lookup) -> Iterator[Paragraph]:
    for change in event.history:
        source = source_of(lookup.references.get(change.article))
        yield _beside(
            change.published[:10], f"{told(change.status)}, {change.date or told('no day yet')} — {source}"
        )


def _conflicts(event: Event, lookup: Lookup) -> Iterator[Paragraph]:
    for conflict in event.conflicts:
        for value in conflict.values:
            words = " ".join(lookup.text(value.article)[value.start : value.end].split())
            source = source_of(lookup.references.get(value.article))
            said = told_value(conflict.field, value.value)
            yield _beside(conflict.field, f"{said}: {words} — {source}" if words else f"{said} — {source}")


def told_value(field: str, value: str) -> str:
    """A value of a conflict as it is shown: of outcomes and numbers the words are told, names and days stand as they are."""
    return told(value) if field in ("status", "quantity") else value


def _by_hand(event: Event) -> Iterator[Paragraph]:
    for kind in event.corrected:
        yield _beside("", told(_DONE[kind]))
    if event.pinned:
        yield _beside("", told("pinned"))
    for note in event.notes:
        yield _beside("note", note)
