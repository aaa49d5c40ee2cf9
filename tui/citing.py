"""A citation: the words, whose they are, who reports them, where and when; and an article as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.model import Article, ArticleRef, Event, Quote
from tui.clipboard import harmless
from tui.pages.why import source_of

_MARKS = "«»“”„\"'「」『』‹›‘’‚"


def cite_quote(quote: Quote, ref: ArticleRef | None) -> str:
    """``“Next time in Moscow.” — Vladimir Putin, 2025-08-15. Harbour Wire (wire), “Leaders leave …”, 2025-08-16. https://…``."""
    words = " ".join(quote.text.split())
    if quote.kind == "direct" and words[:1] not in _MARKS:
        words = f"“{words}”"
    said = ", ".join(filter(None, (quote.speaker.name if quote.speaker else None, (quote.said or "")[:10])))
    return _line(words, said, ref)


def cite_event(event: Event, ref: ArticleRef | None) -> str:
    """The sentence of an article that proves an event, with the article it stands in."""
    article = ref.id if ref else None
    told = next((proof.text for proof in event.evidence if proof.article == article), event.summary)
    return _line(f"“{' '.join(told.split())}”", "", ref)


def _line(words: str, said: str, ref: ArticleRef | None) -> str:
    head = f"{words} — {said}." if said else f"{words} —"
    if ref is None:
        return harmless(head)
    title = f"“{' '.join(ref.title.split())}”" if ref.title and ref.source else None
    facts = ", ".join(filter(None, (source_of(ref), title, ref.published[:10])))
    return harmless(" ".join(filter(None, (head, f"{facts}.", ref.url))))


def plain_text(article: Article) -> str:
    """An article for a pager, an editor or another program: its head, a blank line, its text; no control characters."""
    return harmless("\n".join([*_head(article), "", article.text])) + "\n"


def _head(article: Article) -> Iterator[str]:
    if article.title:
        yield article.title
    ref = ArticleRef(
        id=article.id, title=None, source=article.source, published=article.published, lang=article.lang
    )
    yield ", ".join(filter(None, (source_of(ref), article.published, article.lang)))
    if article.url:
        yield article.url
