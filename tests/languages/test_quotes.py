"""Who says what in sentences of our own, language by language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from timeline.model import Article
from timeline.reading import read

FOLDER = Path(__file__).parent
FRIDAY = "2025-05-16"
"""When the sentences were published."""


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("quotes_*.jsonl")):
        lang = path.stem.removeprefix("quotes_")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            case = json.loads(line)
            yield pytest.param(lang, case["text"], case["quotes"], id=f"{lang}:{number}")


@pytest.mark.parametrize(("lang", "text", "expected"), [*cases()])
def test_a_sentence_tells_who_says_what(lang: str, text: str, expected: list[list[str]]) -> None:
    """Expected are kind, words and speaker of each quotation."""
    found = read(Article(id="x", lang=lang, published=FRIDAY, text=text)).quotes
    told = [[quote.kind, quote.text, quote.speaker.name if quote.speaker else None] for quote in found]
    assert told == expected
