"""Who "he", "the minister", a dropped subject or a group stands for, and who is nobody's guess."""

from __future__ import annotations

import pytest

from timeline.model import Article, Quote
from timeline.reading import read

FRIDAY = "2025-05-16"
"""When the texts of these tests were published."""


def quotes(lang: str, text: str) -> list[Quote]:
    return read(Article(id="x", lang=lang, published=FRIDAY, text=text)).quotes


def speakers(lang: str, text: str) -> list[str | None]:
    """The speaker of each quotation, in order."""
    return [quote.speaker.name if quote.speaker else None for quote in quotes(lang, text)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "kk",
            "Ерлан Сәтбаев Павел Новакпен кездесті. «Жол ашық», — деді ол. «Көпір де дайын», - деп қосты.",
            ["Ерлан Сәтбаев", "Ерлан Сәтбаев"],
        ),
        (
            "kk",
            "Ерлан Сәтбаев портқа барды. «Кемелер жолға дайын тұр», - деді. Бұл арада Павел Новак келісім туралы айтты. "
            "Ол журналистерге: «Қол қоюға асықпаймыз», - деді.",
            ["Ерлан Сәтбаев", "Павел Новак"],
        ),
        (
            "ru",
            "Елена Маркова встретилась с Павлом Новаком. «Дорога открыта», — сказала она. Он ответил: «Мост тоже готов».",
            ["Елена Маркова", "Павел Новак"],
        ),
        (
            "ru",
            "Павел Новак осмотрел порт. По его словам, корабли готовы к выходу.",
            ["Павел Новак"],
        ),
        (
            "en",
            'Helen Marlowe met Pavel Novak. "The road is open," she said. He replied: "So is the bridge."',
            ["Helen Marlowe", "Pavel Novak"],
        ),
        (
            "en",
            'The road reopened after Helen Marlowe told reporters that the talks were over. "We are glad," she added.',
            ["Helen Marlowe", "Helen Marlowe"],
        ),
    ],
)
def test_pronouns_and_dropped_subjects_stand_for_whom_the_text_is_about(
    lang: str, text: str, expected: list[str | None]
) -> None:
    assert speakers(lang, text) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "kk",
            "Ресей көлік министрі Павел Новак портқа барды. Министрдің айтуынша, кемелер жолға дайын.",
            "Павел Новак",
        ),
        (
            "ru",
            "Министр транспорта России Павел Новак осмотрел порт. По словам министра, корабли готовы к выходу.",
            "Павел Новак",
        ),
        (
            "ru",
            "Министр иностранных дел России Павел Новак осмотрел порт. Министр иностранных дел РФ отметил, что корабли готовы.",
            "Павел Новак",
        ),
        (
            "ru",
            "Павел Новак, министр транспорта, осмотрел порт. По словам Новака, министры готовят договор, который откроет путь.",
            "Павел Новак",
        ),
        (
            "en",
            "Transport Minister Pavel Novak saw the port. According to the minister, the ships are ready to leave.",
            "Pavel Novak",
        ),
    ],
)
def test_a_noun_in_any_case_is_whom_the_text_calls_so(lang: str, text: str, expected: str) -> None:
    assert speakers(lang, text) == [expected]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "kk",
            "Ерлан Сәтбаев портты ашты. Ресей бас прокуратурасы істің қаралатынын мәлімдеді.",
            "Ресей бас прокуратурасы",
        ),
        (
            "ru",
            "Павел Новак дал интервью газете. Журналист отметил, что дорога была закрыта год.",
            "Журналист",
        ),
        (
            "en",
            "Transport Minister Helen Marlowe saw the port. The NATO chief said that the ships were ready.",
            "The NATO chief",
        ),
        (
            "en",
            'Helen Marlowe saw the port. "Ships must wait their turn," said Ottilie Quandrant, who keeps the lighthouse.',
            "Ottilie Quandrant",
        ),
    ],
)
def test_somebody_else_keeps_the_words_of_the_text_for_a_name(lang: str, text: str, expected: str) -> None:
    [quote] = quotes(lang, text)
    assert quote.speaker
    assert (quote.speaker.id, quote.speaker.name) == (None, expected)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("kk", "Ерлан Сәтбаев Павел Новакпен кездесті, деп хабарлайды Tilshi.kz."),
        ("kk", "Бұл туралы «Жаңа хабар» хабарлады."),
        ("ru", "Об этом «Новая Волна» сообщила в понедельник."),
        ("en", "Helen Marlowe, maintaining good relations with the port, went home."),
    ],
)
def test_a_report_of_a_paper_is_nobodys_word(lang: str, text: str) -> None:
    assert quotes(lang, text) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", 'Reporters gathered at the port. "The road is open and will stay so."'),
        ("ru", "Журналисты собрались в порту. «Дорога открыта и останется открытой»."),
        ("kk", "Журналистер портқа жиналды. «Жол ашық және солай қала береді»."),
    ],
)
def test_nobody_is_better_than_somebody_wrong(lang: str, text: str) -> None:
    assert speakers(lang, text) == [None]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", 'Helen Marlowe and Pavel Novak met in Vienna. "We agree on the road," they said.'),
        ("ru", "Елена Маркова и Павел Новак встретились в Вене. По их словам, дорога останется открытой."),
    ],
)
def test_they_are_both_of_two(lang: str, text: str) -> None:
    [quote] = quotes(lang, text)
    assert quote.speaker
    assert (quote.speaker.id, len(quote.speaker.members)) == (None, 2)


def test_the_mention_beside_the_words_is_kept_apart_from_the_name() -> None:
    text = 'Helen Marlowe saw the port. "It is open," she said. "Ships may leave."'
    beside, alone = quotes("en", text)
    assert beside.speaker
    assert beside.speaker.start is not None
    assert text[beside.speaker.start : beside.speaker.end] == "she"
    assert alone.speaker
    assert alone.speaker.name == beside.speaker.name == "Helen Marlowe"
