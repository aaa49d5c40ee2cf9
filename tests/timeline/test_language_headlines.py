"""Headlines and mixed texts, invented: one a line, its language, ``-`` for one without a pack, and the text behind a tab."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from timeline.reading.language import identify

HEADLINES = Path(__file__).parent.parent / "languages" / "headlines.tsv"
LEAST = 0.97
MOST_WRONG = 1


def told() -> list[tuple[str, str]]:
    """What is right and what `identify` says of each."""
    lines = [line.split("\t") for line in HEADLINES.read_text(encoding="utf-8").splitlines()]
    return [(language, identify(text) or "-") for language, text in lines]


def test_most_headlines_are_in_the_right_language() -> None:
    pairs = told()
    assert len(pairs) >= 500
    missed = Counter(right for right, found in pairs if right != found)
    assert missed.total() <= (1 - LEAST) * len(pairs), missed


def test_no_headline_is_in_a_wrong_language() -> None:
    """Unknown is better than wrong: of all headlines one short one is."""
    wrong = [(right, found) for right, found in told() if found not in (right, "-")]
    assert len(wrong) <= MOST_WRONG, wrong
