"""When two articles are the same: by content, and by the file they are named after."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import PurePath

import msgspec

from timeline.model import Article

LINE_FORMATS = (".jsonl", ".ndjson")
"""Endings of files that hold many articles, each with an id of its own."""


def content(article: Article) -> Article:
    """All that an article says, without the id it goes by and the place it was loaded from."""
    return msgspec.structs.replace(article, id="", origin=None)


def content_hash(article: Article) -> str:
    """32 hexadecimal digits that change with anything the article says."""
    return blake2b(msgspec.json.encode(content(article)), digest_size=16).hexdigest()


def named_by_file(article: Article) -> bool:
    """Whether the id is only the name of the text file, so that a copied file carries another id for the same article."""
    if article.url is not None or article.origin in (None, "-"):
        return False
    origin = PurePath(article.origin)
    return origin.suffix.lower() not in LINE_FORMATS and origin.stem == article.id
