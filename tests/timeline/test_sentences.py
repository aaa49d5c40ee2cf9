from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.languages import available, load_pack
from timeline.reading.sentences import split


def sentences(code: str, text: str) -> list[str]:
    return [text[start:end] for start, end, _ in split(text, load_pack(code))]


def test_a_line_break_ends_a_sentence_and_counts_paragraphs() -> None:
    text = "Бірінші жол\nЕкінші жол. Үшінші сөйлем.\r\n\r\nСоңғы"
    found = split(text, load_pack("kk"))
    assert [text[s.start : s.end] for s in found] == ["Бірінші жол", "Екінші жол.", "Үшінші сөйлем.", "Соңғы"]
    assert [s.paragraph for s in found] == [0, 1, 1, 3]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("kk", "Қ. К. Әлиев келді. Ол сөйледі.", ["Қ. К. Әлиев келді.", "Ол сөйледі."]),
        ("kk", "Астық, мұнай т. б. тауарлар бар. Иә.", ["Астық, мұнай т. б. тауарлар бар.", "Иә."]),
        ("kk", "Астық, мұнай т.б. Олар қымбат.", ["Астық, мұнай т.б.", "Олар қымбат."]),
        (
            "kk",
            "«Барамыз ба?» — деп сұрады ол. Ешкім үндемеді.",
            ["«Барамыз ба?» — деп сұрады ол.", "Ешкім үндемеді."],
        ),
        ("ru", "Он родился в 1990 г. Она младше.", ["Он родился в 1990 г.", "Она младше."]),
        (
            "ru",
            "Дом стоит в г. Павлодаре на ул. Мира. Он старый.",
            ["Дом стоит в г. Павлодаре на ул. Мира.", "Он старый."],
        ),
        (
            "ru",
            "«Что дальше?» — спросил он. Никто не ответил.",
            ["«Что дальше?» — спросил он.", "Никто не ответил."],
        ),
        ("ru", "«Хорошо!» Потом все ушли.", ["«Хорошо!»", "Потом все ушли."]),
        ("ru", "— Идём. — Куда?", ["— Идём.", "— Куда?"]),
        (
            "en",
            "U.S. President Ada Marlowe spoke. U.S. Government officials listened.",
            ["U.S. President Ada Marlowe spoke.", "U.S. Government officials listened."],
        ),
        (
            "en",
            "The U.S. Senate met at 5 p.m. The vote failed.",
            ["The U.S. Senate met at 5 p.m.", "The vote failed."],
        ),
        (
            "en",
            "Mr. J. B. Stone paid $3.5 million. No. 7 left.",
            ["Mr. J. B. Stone paid $3.5 million.", "No. 7 left."],
        ),
        ("en", "“We go. We stay.” She left.", ["“We go. We stay.”", "She left."]),
        ("en", "“Why?” he asked. Nobody knew.", ["“Why?” he asked.", "Nobody knew."]),
        ("en", "Wait... what? Really?! Yes.", ["Wait... what?", "Really?!", "Yes."]),
        ("en", "1. First point. 2. Second point.", ["1. First point.", "2. Second point."]),
        ("en", "See example.com/a.b for more. Done.", ["See example.com/a.b for more.", "Done."]),
    ],
)
def test_full_stops(code: str, text: str, expected: list[str]) -> None:
    assert sentences(code, text) == expected


def test_no_sentence_ends_inside_a_quotation() -> None:
    text = "«Біз келдік. Біз көрдік. Енді не істейміз?», - деді ол. «Күтеміз», - деп қосты."
    assert sentences("kk", text) == [
        "«Біз келдік. Біз көрдік. Енді не істейміз?», - деді ол.",
        "«Күтеміз», - деп қосты.",
    ]


@pytest.mark.parametrize("stray", ["«", "»", "“", "”", '"', "(", ")", "["])
def test_a_stray_mark_swallows_nothing(stray: str) -> None:
    assert len(sentences("ru", f"Один {stray}два. Три четыре. Пять шесть.")) == 3


def test_straight_marks_pair_from_left_to_right() -> None:
    assert sentences("en", 'He said "Go. Now." and left. "Stay," she said.') == [
        'He said "Go. Now." and left.',
        '"Stay," she said.',
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n", "\u2028"])
def test_nothing_but_white_space_has_no_sentence(text: str) -> None:
    assert sentences("en", text) == []


@pytest.mark.parametrize("piece", ["а", "(", "«", '" ', "A. ", "т. б. ", "»"])
def test_a_megabyte_of_anything_is_split_in_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    split(text, load_pack("kk"))
    assert time.process_time() - began < 10


_PIECES = st.sampled_from(
    [
        "Ол келді",
        "г",
        "А",
        " ",
        ".",
        "!",
        "?",
        "…",
        "«",
        "»",
        '"',
        "“",
        "”",
        "(",
        ")",
        "\n",
        "\r",
        "—",
        "12",
        "。",
        ",",
        "т. б",
    ]
)


@given(code=st.sampled_from(available()), text=st.lists(_PIECES).map("".join) | st.text())
def test_sentences_cover_all_that_is_visible_in_order(code: str, text: str) -> None:
    found = split(text, load_pack(code))
    end = 0
    for sentence in found:
        assert text[end : sentence.start].strip() == ""
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end] != ""
        end = sentence.end
    assert text[end:].strip() == ""
    assert [s.paragraph for s in found] == sorted(s.paragraph for s in found)
