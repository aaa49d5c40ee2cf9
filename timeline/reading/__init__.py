"""One article -> `Reading`: language, sentences, dates, names, quotes, events. `read` is the door."""

from __future__ import annotations

from timeline.model import Article, DateMention, Reading, publication_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.reading.document import Document

__all__ = ["READER_VERSION", "prepare", "read", "read_dates"]

READER_VERSION = "5"
"""Changes whenever the same article may read differently; older readings are then made again."""


def prepare() -> None:
    """Load the code that `read` loads at its first call."""
    import timeline.reading.dates
    import timeline.reading.document
    import timeline.reading.events
    import timeline.reading.fingerprint
    import timeline.reading.language
    import timeline.reading.names
    import timeline.reading.quotes  # noqa: F401


def read(article: Article) -> Reading:
    """Read an article. Offsets are code points into ``article.text``, which is taken as it is.

    An article in a language without a pack, or in none that can be told, gives a reading without finds.

    Raises:
        ValueError: ``article.published`` is neither an ISO 8601 day nor an instant.
    """
    from timeline.reading.dates import find_dates
    from timeline.reading.events import find_events
    from timeline.reading.fingerprint import fingerprint
    from timeline.reading.names import find_names
    from timeline.reading.quotes import find_quotes

    lang, document = _open(article)
    if document is None:
        return Reading(id=article.id, lang=lang)
    dates = find_dates(document)
    names = find_names(document)
    quotes = find_quotes(document, names, dates)
    events = find_events(document, names, dates, quotes)
    return Reading(
        id=article.id,
        lang=lang,
        dates=dates,
        quotes=quotes,
        events=events,
        actors=list(names.actors.values()),
        fingerprint=fingerprint(document),
    )


def read_dates(article: Article) -> tuple[str | None, list[DateMention]]:
    """The language of an article and the dates in it, as `read` finds them, without the rest.

    Raises:
        ValueError: ``article.published`` is neither an ISO 8601 day nor an instant.
    """
    from timeline.reading.dates import find_dates

    lang, document = _open(article)
    return lang, find_dates(document) if document else []


def read_names(article: Article) -> list[tuple[int, int, str]]:
    """Where an article names people, states, organisations and places, as `read` finds them: start, end, canonical name.

    Raises:
        ValueError: ``article.published`` is neither an ISO 8601 day nor an instant.
    """
    from timeline.reading.names import find_names

    _, document = _open(article)
    if document is None:
        return []
    names = find_names(document)
    return [(found.start, found.end, found.name) for found in names.mentions]


def _open(article: Article) -> tuple[str | None, Document | None]:
    """The language of an article, and its text laid out; None when there is no pack for it."""
    from timeline.languages import available, load_pack
    from timeline.reading.document import lay_out
    from timeline.reading.language import identify

    created = publication_day(article.published)
    lang = article.lang or identify(article.text)
    if lang not in available():
        return lang, None
    return lang, lay_out(article.id, article.text, load_pack(lang), None if article.date_guessed else created)
