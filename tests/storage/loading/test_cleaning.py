"""What is taken out of text from outside, and what must stay in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.loading.cleaning import clean, clean_line

ANYTHING = st.text(st.characters())
HARMFUL = [
    *range(0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xE0000, 0xE0080),
    0xFEFF,
    0xD800,
    0xDFFF,
]


def test_harmful_characters_go() -> None:
    for point in HARMFUL:
        if chr(point) != "\r":
            assert clean(f"a{chr(point)}b") == "ab", hex(point)


@pytest.mark.parametrize(
    "text",
    [
        "екі\nжол\tкесте",
        "қ\u0306 é e\u0301 й и\u0306",  # composed and decomposed alike
        "می\u200cخواهم",
        "👩\u200d🚀",
        "12\u00a0000",
        "\u200fعربي\u200e",
        "«тырнақша» — сызықша…",
        "峰会",
    ],
)
def test_what_people_write_stays(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("raw", ["a\r\nb", "a\rb", "a\nb"])
def test_newlines_become_one_kind(raw: str) -> None:
    assert clean(raw) == "a\nb"


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANYTHING)
def test_clean_text_can_be_written_and_drives_no_terminal(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert not any(unicodedata.category(each) == "Cc" and each not in "\n\t" for each in cleaned)


def test_a_line_is_one_line() -> None:
    assert clean_line("  Екі\r\n жолды\t\ttaқырып\x1b ") == "Екі жолды taқырып"
    assert clean_line("12\u00a0000") == "12\u00a0000"
