"""What reaches a terminal is harmless, and offsets hold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.text import FILLER, is_right_to_left, printable, visible

ANY_TEXT = st.text(st.characters(codec=None))
CONTROLS = st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]))


@given(ANY_TEXT | CONTROLS)
def test_length_is_kept(text: str) -> None:
    assert len(printable(text)) == len(text)


@given(ANY_TEXT | CONTROLS)
@example("\x1b]52;c;aGk=\x1b\\")
@example("\u202eevil\u2066")
@example("\ud800")
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    for character in printable(text):
        category = unicodedata.category(character)
        assert category not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in (
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        )


@given(ANY_TEXT)
def test_it_does_nothing_twice(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("a\tb\nc\rd", "a b c d"),
        ("\x00\x7f", "␀␡"),
        ("\x9b31m", "\ufffd31m"),
        ("\u2028", "␤"),
        ("Қазақстан 中国 العربية", "Қазақстан 中国 العربية"),
        ("[/][@click=app.quit]", "[/][@click=app.quit]"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\u0e49", "\u20dd", "\u0651", "\U0001d167"])
def test_a_letter_carries_few_marks(mark: str) -> None:
    zalgo = f"H{mark * 50}e{(mark + chr(0x200D)) * 50}y"
    assert visible(zalgo) == f"H{mark * 4}e{mark * 4}y"
    assert len(printable(zalgo)) == len(zalgo)


@pytest.mark.parametrize(
    "text", ["Việt", "שָׁ֣לוֹם", "مُحَمَّدٌ", "กี้", "e\u0302\u0301", "─" * 20 + "…»—“" * 3, "क्षत्रियों"]
)
def test_what_people_write_keeps_its_marks(text: str) -> None:
    assert printable(text) == text


def test_what_takes_no_cell_is_left_out_when_drawn() -> None:
    assert printable("со\xadюз") == f"со{FILLER}юз"
    assert visible("со\xadюз\u200f") == "союз"


def test_the_zero_width_non_joiner_of_persian_stays() -> None:
    assert visible("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize(
    ("text", "at", "right"),
    [
        ("Putin met Trump", 3, False),
        ("التقى بوتين", 2, True),
        ("«التقى» Putin", 0, True),
        ("123 التقى", 0, True),
        ("Putin\nالتقى", 7, True),
        ("Putin\nالتقى", 2, False),
        ("פגישה", 0, True),
        ("12\n34", 1, False),
        ("", 0, False),
    ],
)
def test_the_first_letter_of_a_paragraph_tells_where_it_is_read_from(text: str, at: int, right: bool) -> None:
    assert is_right_to_left(text, at) is right
