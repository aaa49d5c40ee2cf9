"""Whose words are in another language than the article says so; short ones and those in its own say nothing."""

from __future__ import annotations

import pytest

from timeline.model import Article
from timeline.reading import read


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "kk",
            "Павел Новак журналистерге: «Мы готовы ко всему и ждём ответа от наших соседей», - деді.",
            "ru",
        ),
        ("kk", "Ерлан Сәтбаев: «Көршілерімізден жауап күтеміз және бәріне дайынбыз», - деді.", None),
        ("kk", "Павел Новак: «Мы готовы», - деді.", None),
        ("uk", "«Мы готовы ко всему и ждём ответа от наших соседей», — сказав Павло Новак.", "ru"),
        ("en", "“Estamos listos y esperamos la respuesta de nuestros vecinos,” said Pavel Novak.", "es"),
        ("en", "“We are ready and we wait for the answer of our neighbours,” said Pavel Novak.", None),
        ("ru", "Министр Павел Новак сказал: «Біз бәріне дайынбыз және көршілерімізден жауап күтеміз».", "kk"),
        ("en", "Transport Minister Pavel Novak said: “我们准备好了，正在等待邻国的答复。”", "zh"),
        ("zh", "帕维尔·诺瓦克说：“我们准备好了，正在等待邻国的答复。”", None),
    ],
)
def test_the_language_of_words_that_are_not_in_that_of_the_article(
    lang: str, text: str, expected: str | None
) -> None:
    [quote] = [
        quote
        for quote in read(Article(id="x", lang=lang, published="2025-05-16", text=text)).quotes
        if quote.kind == "direct"
    ]
    assert quote.lang == expected
