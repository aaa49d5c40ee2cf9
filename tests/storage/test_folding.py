"""One spelling for many: what is the same to a search, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.folding import fold, folded_words, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ёлка", "ЕЛКА"),
        ("Қазақстан", "ҚАЗАҚСТАН"),
        ("Mérida", "merida"),
        ("Me\u0301rida", "MERIDA"),
        ("Erdoğan", "ERDOGAN"),
        ("İstanbul", "istanbul"),
        ("Iğdır", "IGDIR"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("об’єднання", "об'ЄДНАННЯ"),
        ("об\u02bcєднання", "обєднання"),
        ("за\u0301мок", "замок"),
        ("أحمد", "احمد"),
        ("مُدَرِّسَة", "مدرسه"),
        ("علـــى", "علي"),
        ("می\u200cخواهم", "ميخواهم"),
        ("ﬁnance", "finance"),
        ("２０２５", "2025"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("йод", "иод"), ("її", "іі"), ("қала", "кала"), ("ұн", "ун"), ("мәтін", "матін"), ("ўзбек", "узбек")],
)
def test_letters_of_their_own(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ресей–АҚШ қатынасы", ("ресей", "ақш", "қатынасы")),
        ("峰会2025年", ("峰", "会", "2025", "年")),
        ("«Jean-Luc», 1,5%", ("jean", "luc", "1", "5")),
        (" — … ", ()),
        ("", ()),
    ],
)
def test_words(text: str, found: tuple[str, ...]) -> None:
    assert words(text) == found


@given(st.text(st.characters()))
def test_words_are_separated_by_one_space_each(text: str) -> None:
    folded = folded_words(text)
    assert folded == "".join(f" {word}" for word in words(text)) or folded == " "
