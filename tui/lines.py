"""Article JSON Lines as ``elshi extract`` takes them: the text stays as it is, so that offsets into it hold."""

from __future__ import annotations

import msgspec

from timeline.model import Article, publication_day


class Line(msgspec.Struct, frozen=True):
    """One line; other keys are let pass."""

    id: str
    published: str
    text: str
    lang: str | None = None
    title: str | None = None


def parse_line(line: bytes) -> Article:
    """The article that one line tells.

    Raises:
        ValueError: it tells none; the message says why.
    """
    try:
        told = msgspec.json.decode(line, type=Line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(
            f"not an article: {error}; a line is a JSON object with id, published and text"
        ) from None
    try:
        publication_day(told.published)
    except ValueError:
        example = "write it as 2025-08-15 or 2025-08-15T09:00:00+05:00"
        raise ValueError(f"published {told.published!r} is no date; {example}") from None
    return Article(id=told.id, text=told.text, published=told.published, title=told.title, lang=told.lang)
