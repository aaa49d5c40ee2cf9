"""What alert rules find in a timeline, and what makes two findings the same thing.

A finding is known by the evidence it stands on (article and sentence), and where a sentence was edited, by what the article tells:
so the same thing is found once only, after more articles, a restart and a rebuild.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import msgspec

from storage.query import View, matches, view_of
from storage.watching.rules import Rule, Trigger
from timeline.building import evidence_id
from timeline.model import ArticleRef, Conflict, Event, Quote, StatusChange, Timeline


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a rule tells of."""

    rule: str
    on: Trigger
    keys: tuple[str, ...]
    """Hashes; two findings of a rule that have one in common are the same thing."""
    message: str
    """One line."""
    event: Event
    quotes: list[Quote] = []
    """The statement, when it is one."""
    change: list[StatusChange] = []
    """Before and after, when a date changed."""
    conflict: Conflict | None = None
    articles: list[ArticleRef] = []

    def payload(self, at: str) -> dict[str, Any]:
        """What programs get."""
        return {
            "schema": "elshi.alert/1",
            "alert": self.rule,
            "on": self.on,
            "at": at,
            "message": self.message,
            "event": msgspec.to_builtins(self.event),
            "quotes": msgspec.to_builtins(self.quotes),
            "change": msgspec.to_builtins(self.change),
            "conflict": msgspec.to_builtins(self.conflict),
            "articles": msgspec.to_builtins(self.articles),
        }


def find(rules: Iterable[Rule], timeline: Timeline, new: Collection[str]) -> Iterator[Finding]:
    """What the rules find that new articles tell, the same thing once for each rule.

    Args:
        rules: in the order in which they tell.
        timeline: of the new articles and of what there was before, in the order of the timeline.
        new: ids of articles.
    """
    view = view_of(timeline)
    told = [event for event in timeline.events if any(id_ in new for id_ in event.articles)]
    for rule in rules:
        search = _SEARCHES[rule.on]
        seen: set[str] = set()
        for finding in (found for event in told for found in search(rule, event, view, new)):
            if seen.isdisjoint(finding.keys):
                yield finding
            seen.update(finding.keys)


def _statements(rule: Rule, event: Event, view: View, new: Collection[str]) -> Iterator[Finding]:
    """What each speaker says in an event is one statement, in however many quotes and articles."""
    by_speaker: dict[str, list[Quote]] = {}
    for quote in (view.quotes[id_] for id_ in event.quotes if id_ in view.quotes):
        alone = msgspec.structs.replace(event, id=f"{event.id} {quote.id}", quotes=[quote.id])
        if matches(rule.asked, alone, view):
            by_speaker.setdefault(_speaker(quote), []).append(quote)
    for speaker, quotes in by_speaker.items():
        first = next((quote for quote in quotes if quote.article in new), None)
        if first is None:
            continue
        keys = [_key(name, speaker) for name in _names(event)]
        keys += [_key(quote.article, quote.text) for quote in quotes]
        who = first.speaker.name if first.speaker else "somebody"
        message = f"{first.said or event.date or 'undated'}  {who}: {first.text}"
        yield _finding(rule, event, view, keys, message, first.article, quotes=quotes)


def _events(rule: Rule, event: Event, view: View, new: Collection[str]) -> Iterator[Finding]:
    if matches(rule.asked, event, view) and all(id_ in new for id_ in event.articles):
        message = f"{event.date or 'undated'}  {event.title} ({event.type}, {event.status})"
        yield _finding(rule, event, view, [*_names(event), *_description(event)], message, event.articles[0])


def _dates(rule: Rule, event: Event, view: View, new: Collection[str]) -> Iterator[Finding]:
    """That a planned event has another day, or none any more."""
    if not any(step.status == "planned" for step in event.history) or not matches(rule.asked, event, view):
        return
    steps = event.history
    for before, after in pairwise(steps):
        moved = after.date != before.date and after.date is not None
        called_off = after.status == "cancelled" and before.status == "planned"
        if after.article not in new or before.status == "happened" or not (moved or called_off):
            continue
        said = f"{after.status}, {after.date or 'no day'}"
        keys = [_key(name, said) for name in _names(event)]
        message = f"{event.title}: {before.status}, {before.date or 'no day'} -> {said}"
        yield _finding(rule, event, view, keys, message, after.article, change=[before, after])


def _conflicts(rule: Rule, event: Event, view: View, new: Collection[str]) -> Iterator[Finding]:
    if not event.conflicts or not matches(rule.asked, event, view):
        return
    for conflict in event.conflicts:
        fresh = next((value for value in conflict.values if value.article in new), None)
        if fresh is None:
            continue
        sides = sorted({value.value for value in conflict.values})
        keys = [_key(name, conflict.field, *sides) for name in _names(event)]
        message = f"{event.date or 'undated'}  {event.title}: sources disagree on {conflict.field}: {' / '.join(sides)}"
        yield _finding(rule, event, view, keys, message, fresh.article, conflict=conflict)


_SEARCHES = {"statement": _statements, "event": _events, "date": _dates, "conflict": _conflicts}


def _finding(
    rule: Rule,
    event: Event,
    view: View,
    keys: list[str],
    message: str,
    article: str,
    *,
    quotes: Iterable[Quote] = (),
    change: Iterable[StatusChange] = (),
    conflict: Conflict | None = None,
) -> Finding:
    refs = [view.articles[id_] for id_ in event.articles if id_ in view.articles]
    source = view.articles[article].source if article in view.articles else None
    return Finding(
        rule=rule.name,
        on=rule.on,
        keys=tuple(dict.fromkeys(keys)),
        message=f"{message} [{source.name if source else article}]",
        event=event,
        quotes=list(quotes),
        change=list(change),
        conflict=conflict,
        articles=refs,
    )


def _names(event: Event) -> Iterator[str]:
    """What an event is known by: the sentences that prove it, and the day and kind that each article tells."""
    for evidence in event.evidence:
        yield evidence_id(evidence)
    for article in event.articles:
        yield _key(article, event.type, event.date or "")


def _description(event: Event) -> Iterator[str]:
    """The same parties doing the same on the same day are the same event, even where its first article is no longer looked at."""
    if event.type != "statement" and event.grain == "day" and len(event.actors) > 1:
        yield _key(event.type, event.date or "", *sorted(event.actors))


def _speaker(quote: Quote) -> str:
    if quote.speaker is None:
        return ""
    return quote.speaker.id or " ".join(sorted(quote.speaker.members)) or quote.speaker.name


def _key(*parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=6).hexdigest()
