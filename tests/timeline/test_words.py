"""How a text is cut into words, and what may be a new name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.languages import load_pack
from timeline.reading.words import words_of

LANGUAGES = ("ar", "en", "kk", "zh")


def cut(lang: str, text: str) -> list[str]:
    return [word.text for word in words_of(text, load_pack(lang))[0]]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Talks, please.", ["Talks", "please"]),
        ("zh", "外长王毅表示", ["外长", "王毅", "表示"]),
        ("zh", "2025年9月，北约说", ["2025", "年", "9", "月", "北约", "说"]),
        ("zh", "使用方法和其他名称", ["使", "用", "方法", "和", "其他", "名称"]),
        ("ar", "وقال", ["و", "قال"]),
        ("ar", "للرئيس", ["ل", "لرئيس"]),
        ("ar", "وزير بين", ["وزير", "بين"]),
        ("ar", "ولروسيا", ["و", "ل", "روسيا"]),
    ],
)
def test_a_text_is_cut_into_words(lang: str, text: str, expected: list[str]) -> None:
    assert cut(lang, text) == expected


def test_a_particle_gives_the_article_its_letter_back() -> None:
    words, _ = words_of("للرئيس", load_pack("ar"))
    assert [word.folded for word in words] == ["ل", "الرئيس"]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh", "智利外长玛丽亚·索托说，索托还说", {"玛丽亚", "索托"}),
        ("zh", "特使周明远在北京", {"周明远"}),
        ("zh", "人民·和平", set()),
        ("ar", "قال المبعوث النرويجي أولاف ليندن إن الطريق مفتوح", {"اولاف", "ليندن"}),
        ("ar", "قال الرئيس إن الطريق مفتوح", set()),
        ("en", "Envoy Olaf Linden said", set()),
    ],
)
def test_parts_of_new_names_are_told_from_other_words(lang: str, text: str, expected: set[str]) -> None:
    assert words_of(text, load_pack(lang))[1] == expected


@given(
    lang=st.sampled_from(LANGUAGES), text=st.text(alphabet="外长王毅表示·，a9 وللرئيسقالنبـّ.\n", max_size=60)
)
def test_words_lie_in_the_text_in_order(lang: str, text: str) -> None:
    words, _ = words_of(text, load_pack(lang))
    assert all(text[word.start : word.end] == word.text and word.text for word in words)
    assert all(one.end <= two.start for one, two in pairwise(words))
