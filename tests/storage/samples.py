"""Articles for tests."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from timeline.model import Article, Reading


def article(id_: str = "vienna", text: str = "Кеше Венада екі министр кездесті.", **fields: Any) -> Article:
    """An article named after its file, unless told otherwise."""
    return msgspec.structs.replace(
        Article(id=id_, text=text, published="2025-03-04", origin=f"/news/{id_}.txt"), **fields
    )


def reading(of: Article, lang: str = "kk") -> Reading:
    return Reading(id=of.id, lang=lang)


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder, but for locks, and what is in it."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }
