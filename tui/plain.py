"""Timelines, articles and quotes as plain lines, for terminals without a dashboard, pipes and screen readers."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from timeline.building.digest import Digest
from timeline.model import (
    Actor,
    Article,
    ArticleRef,
    DateMention,
    Event,
    Quote,
    Source,
    StatusChange,
    Timeline,
)
from tui.text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.store import Hit
    from tui.arriving import Arrival

STATUS_MARKS = {"happened": "●", "planned": "○", "cancelled": "×", "denied": "⊘", "unconfirmed": "?"}
_WIDEST = 110


def print_timeline(timeline: Timeline) -> None:
    """One event after the other, each with the sentence that proves it."""
    if not timeline.events:
        _line("No events. 'elshi add' puts articles into the store; 'elshi demo' shows the samples.")
        return
    sources = reporters(timeline.articles)
    for event in timeline.events:
        _line(f"{event.date or 'undated':<10}  {STATUS_MARKS[event.status]} {event.title}")
        _line(f"{'':12}{_counts(event)} · {event.id}", indent=12)
        _line(f"{'':12}{event.summary} — {_told_by(event, sources)}", indent=12)
        _line("")
    _line(
        f"{_number(len(timeline.events), 'event')} from {_number(len(timeline.articles), 'article')}, as of {timeline.as_of}"
    )


def print_arrivals(arrivals: Iterable[Arrival]) -> None:
    """One event a line: whether it is new, or how many articles tell of it now."""
    for event, is_new in arrivals:
        told = "new" if is_new else f"now told by {_number(len(event.articles), 'article')}"
        _line(
            f"{event.date or 'undated':<10}  {STATUS_MARKS[event.status]} {event.title} · {told} [{event.id}]",
            indent=12,
        )


def print_articles(articles: Iterable[Article]) -> None:
    """One article a line: day, language, source, title or first words, id."""
    for article in articles:
        source = reporter(article.source) if article.source else "-"
        _line(
            f"{article.published[:10]}  {article.lang or '--'}  {source}  {headline(article)}  [{article.id}]",
            indent=12,
        )


def print_hits(hits: Iterable[Hit]) -> None:
    """One article a line as in `print_articles`, and below it the words that were found."""
    for hit in hits:
        article = hit.article
        source = reporter(article.source) if article.source else "-"
        title = article.title or textwrap.shorten(hit.snippet, 70, placeholder="…")
        _line(
            f"{article.published[:10]}  {article.lang or '--'}  {source}  {title}  [{article.id}]", indent=12
        )
        if hit.marks:
            _line(f"{'':12}{_marked(hit)}", indent=12)


def _marked(hit: Hit) -> str:
    """The snippet with brackets around what was found."""
    pieces, done = [], 0
    for start, end in hit.marks:
        pieces += [hit.snippet[done:start], "[", hit.snippet[start:end], "]"]
        done = end
    return "".join((*pieces, hit.snippet[done:]))


def print_text(text: str) -> None:
    """One line."""
    _line(text)


def print_article(article: Article) -> None:
    """One article with its text."""
    _line(headline(article))
    source = f"{reporter(article.source)} · " if article.source else ""
    _line(f"{source}{article.published} · {article.lang or 'language not told'} · {article.id}")
    if article.url:
        _line(article.url)
    for paragraph in article.text.splitlines():
        _line("")
        _line(paragraph)


def print_dates(mentions: Iterable[DateMention]) -> None:
    """Each date with its value, its type and the rule that resolved it."""
    for mention in mentions:
        kind = mention.type.lower() if mention.type != "DATE" else mention.grain
        value = f"{mention.value}{f' {mention.mod.lower()}' if mention.mod else ''}"
        _line(f"{value:<21} {kind:<8} {mention.rule}", indent=31)


def print_quotes(quotes: Iterable[Quote], sources: Mapping[str, str]) -> None:
    """Each quote with speaker, cue, the day it was said, and who reports it; ``sources`` as `reporters` gives them."""
    for quote in quotes:
        speaker = quote.speaker.name if quote.speaker else "(not told who)"
        cue = f" [{quote.cue}]" if quote.cue else ""
        _line(f"{quote.said or 'undated':<10}  {speaker}{cue}: {quote.text}", indent=12)
        source = sources.get(quote.article, quote.article)
        where = quote.article if source == quote.article else f"{source} · {quote.article}"
        kind = f"{quote.kind}, in {quote.lang}" if quote.lang else quote.kind
        _line(f"{'':12}{kind} · {where} · {quote.id}", indent=12)


def reporter(source: Source) -> str:
    """Who reports: a name, and of what kind and country it is, as far as that is known."""
    behind = ", ".join(filter(None, (source.kind, source.country)))
    return f"{source.name} ({behind})" if behind else source.name


def reporters(articles: Iterable[ArticleRef]) -> dict[str, str]:
    """Who reports, by article."""
    return {ref.id: reporter(ref.source) if ref.source else ref.id for ref in articles}


def print_event(event: Event, timeline: Timeline) -> None:
    """One event with all that proves it: evidence, how its date was resolved, sources, history, conflicts."""
    actors = {actor.id: actor for actor in timeline.actors}
    articles = {ref.id: ref for ref in timeline.articles}
    _line(f"{event.date or 'undated'}{f' to {event.end}' if event.end else ''}  {event.title}")
    _line(f"{event.type} · {event.status} · {_counts(event)} · {event.id}")
    lang = next((lang for lang, title in event.titles.items() if title == event.title), "en")
    _named("Actors", event.actors, actors, event.roles, lang)
    _named("Places", event.places, actors, {}, lang)
    _line("")
    for number, evidence in enumerate(event.evidence, 1):
        ref = articles[evidence.article]
        _line(f"{number}. {evidence.text}", indent=3)
        source = f"{reporter(ref.source)} · " if ref.source else ""
        _line(f"   {source}{ref.published} · {evidence.article}:{evidence.start}-{evidence.end}", indent=3)
        if evidence.date_rule:
            _line(f"   {evidence.date_rule}", indent=3)
    if event.quotes:
        _line("")
        wanted = set(event.quotes)
        print_quotes((quote for quote in timeline.quotes if quote.id in wanted), reporters(timeline.articles))
    _print_history(event)


def print_digest(digest: Digest, timeline: Timeline) -> None:
    """What is new, part by part; a part with nothing in it is left out."""
    sources = reporters(timeline.articles)
    quotes = {quote.id: quote for quote in timeline.quotes}
    _line(f"{_number(digest.articles, 'new article')}, as of {digest.as_of or 'no day'}")
    for title, events in (
        ("What happened", digest.happened),
        ("Who said what", digest.said),
        ("Announced", digest.ahead),
        ("Announced for a day gone by", digest.overdue),
    ):
        _part(title, events)
        for event in events:
            _entry(event, sources)
            for quote in [quotes[told] for told in event.quotes if told in quotes][:1] * (
                events is digest.said
            ):
                speaker = quote.speaker.name if quote.speaker else "(not told who)"
                _line(f"{'':12}{speaker}: {quote.text}", indent=12)
    _part("Changed", digest.changed)
    for event in digest.changed:
        _line(f"{event.date or 'undated':<10}  {event.title} [{event.id}]", indent=12)
        _line(f"{'':12}{' -> '.join(_step(change) for change in event.history)}", indent=12)
    _part("Disputed", digest.disputed)
    for event in digest.disputed:
        _line(f"{event.date or 'undated':<10}  {event.title} [{event.id}]", indent=12)
        for conflict in event.conflicts:
            told = "; ".join(
                f"{value.value} ({sources.get(value.article, value.article)})" for value in conflict.values
            )
            _line(f"{'':12}{conflict.field}: {told}", indent=12)


def _part(title: str, events: Sequence[Event]) -> None:
    if events:
        _line("")
        _line(title)


def _step(change: StatusChange) -> str:
    return f"{change.status}, {change.date or 'no day yet'} ({change.published[:10]})"


def _entry(event: Event, sources: Mapping[str, str]) -> None:
    _line(
        f"{event.date or 'undated':<10}  {STATUS_MARKS[event.status]} {event.title}  [{event.id}]", indent=12
    )
    _line(f"{'':12}{event.summary} — {_told_by(event, sources)}", indent=12)


def headline(article: Article) -> str:
    """The title, or the beginning of a text without one."""
    return article.title or textwrap.shorten(article.text, 70, placeholder="…")


def _print_history(event: Event) -> None:
    if event.history:
        _line("")
    for change in event.history:
        _line(f"{change.published[:10]}  {change.status}, {change.date or 'no day yet'}: {change.article}")
    for conflict in event.conflicts:
        _line("")
        _line(f"The sources do not agree on {conflict.field}:")
        for value in conflict.values:
            _line(f"   {value.value}: {value.article}:{value.start}-{value.end}")


def _named(
    label: str, ids: Iterable[str], actors: Mapping[str, Actor], roles: Mapping[str, str], lang: str
) -> None:
    named = [actors[one] for one in ids if one in actors]
    names = [
        actor.names.get(lang, actor.name) + (f" ({roles[actor.id]})" if actor.id in roles else "")
        for actor in named
    ]
    if names:
        _line(f"{label}: {', '.join(names)}")


def _counts(event: Event) -> str:
    parts = [
        _number(len(event.articles), "article"),
        _number(event.sources, "source"),
        " ".join(event.languages),
    ]
    if event.quotes:
        parts.append(_number(len(event.quotes), "quote"))
    if event.conflicts:
        parts.append("sources disagree")
    return " · ".join(filter(None, parts))


def _told_by(event: Event, sources: Mapping[str, str]) -> str:
    proof = next((evidence for evidence in event.evidence if evidence.text == event.summary), None)
    return sources.get(proof.article, proof.article) if proof else ""


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _line(text: str, indent: int = 0) -> None:
    """Print one logical line; on a terminal it is wrapped, in a pipe it stays whole."""
    safe = printable(text)
    if sys.stdout.isatty() and safe.strip():
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        lead = safe[: len(safe) - len(safe.lstrip())]
        safe = textwrap.fill(
            safe.strip(), width, initial_indent=lead, subsequent_indent=" " * indent, break_on_hyphens=False
        )
    sys.stdout.write(f"{safe}\n")
