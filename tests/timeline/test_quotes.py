"""Who says what, sentence by sentence."""

from __future__ import annotations

import datetime as dt
import string
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.languages import available
from timeline.model import Article, Quote
from timeline.reading import read

FRIDAY = "2025-05-16"
"""When the texts of these tests were published."""


def quotes(lang: str, text: str) -> list[Quote]:
    return read(Article(id="x", lang=lang, published=FRIDAY, text=text)).quotes


def told(lang: str, text: str) -> list[tuple[str, str | None]]:
    """Who says what, quotation by quotation."""
    return [(quote.text, quote.speaker.name if quote.speaker else None) for quote in quotes(lang, text)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", '"We are not done," said Helen Marlowe.', [('"We are not done,"', "Helen Marlowe")]),
        (
            "en",
            'Helen Marlowe arrived on Monday. "We are not done," she said.',
            [('"We are not done,"', "Helen Marlowe")],
        ),
        (
            "en",
            'Helen Marlowe met Pavel Novak. "We are not done," Novak told reporters.',
            [('"We are not done,"', "Pavel Novak")],
        ),
        (
            "en",
            '"The road is open," Helen Marlowe said, "and it will stay so."',
            [('"The road is open,"', "Helen Marlowe"), ('"and it will stay so."', "Helen Marlowe")],
        ),
        (
            "en",
            "The minister's spokesman, Pavel Novak, said the road would stay open.",
            [("the road would stay open", "Pavel Novak")],
        ),
        (
            "en",
            "The road will stay open, according to Helen Marlowe.",
            [("The road will stay open", "Helen Marlowe")],
        ),
        (
            "ru",
            "«Мы ещё не закончили», — сказала Елена Маркова.",
            [("«Мы ещё не закончили»", "Елена Маркова")],
        ),
        (
            "ru",
            "Павел Новак прибыл в понедельник. «Мы ещё не закончили», — добавил он.",
            [("«Мы ещё не закончили»", "Павел Новак")],
        ),
        (
            "ru",
            "Министр Павел Новак заявил, что дорога останется открытой.",
            [("дорога останется открытой", "Павел Новак")],
        ),
        (
            "ru",
            "По словам Елены Марковой, дорога останется открытой.",
            [("дорога останется открытой", "Елена Маркова")],
        ),
        (
            "kk",
            "«Біз әлі аяқтаған жоқпыз», — деді министр Ерлан Сәтбаев.",
            [("«Біз әлі аяқтаған жоқпыз»", "Ерлан Сәтбаев")],
        ),
        (
            "kk",
            "Ерлан Сәтбаев дүйсенбіде келді. «Жол ашық», — деді ол. «Солай бола береді», - деп қосты.",
            [("«Жол ашық»", "Ерлан Сәтбаев"), ("«Солай бола береді»", "Ерлан Сәтбаев")],
        ),
        (
            "kk",
            "Министр Ерлан Сәтбаев жолдың ашық қалатынын айтты.",
            [("жолдың ашық қалатынын", "Ерлан Сәтбаев")],
        ),
        (
            "kk",
            "Ерлан Сәтбаевтың айтуынша, жол ашық қалады.",
            [("жол ашық қалады", "Ерлан Сәтбаев")],
        ),
    ],
)
def test_words_and_their_speaker(lang: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(lang, text) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", 'The ship "Northern Star" left the port.'),
        ("en", "They read the weekly 'Envoy' on the way."),
        ("ru", "Компания «Северная звезда» построила порт."),
        ("ru", "Газета «Посланник» вышла в понедельник."),
        ("kk", "«Солтүстік жұлдызы» компаниясы порт салды."),
        ("kk", "«Елші» газеті дүйсенбіде шықты."),
    ],
)
def test_the_name_of_a_thing_is_no_quotation(lang: str, text: str) -> None:
    assert told(lang, text) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", '"Helen Marlowe will come," a source said.'),
        ("ru", "«Елена Маркова приедет», — сообщил источник."),
        ("kk", "«Ерлан Сәтбаев келеді», — деді дереккөз."),
    ],
)
def test_nobody_speaks_who_is_only_named_in_the_quotation(lang: str, text: str) -> None:
    [quote] = quotes(lang, text)
    assert quote.speaker is None or quote.speaker.id is None
    assert quote.speaker is None or not any(
        name in quote.speaker.name for name in ("Marlowe", "Маркова", "Сәтбаев")
    )


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        (
            "en",
            "Helen Marlowe met Pavel Novak. Both leaders said the road would stay open.",
            "Helen Marlowe and Pavel Novak",
        ),
        (
            "ru",
            "Елена Маркова и Павел Новак встретились в Вене. Оба лидера заявили, что дорога останется открытой.",
            "Елена Маркова и Павел Новак",
        ),
        (
            "kk",
            "Ерлан Сәтбаев пен Павел Новак Венада кездесті. Екі көшбасшы да жолдың ашық қалатынын мәлімдеді.",
            "Ерлан Сәтбаев пен Павел Новак",
        ),
    ],
)
def test_a_group_speaks_with_all_its_members(lang: str, text: str, names: str) -> None:
    [quote] = quotes(lang, text)
    assert quote.speaker
    assert (quote.speaker.id, quote.speaker.name, len(quote.speaker.members)) == (None, names, 2)


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("en", 'On Wednesday Helen Marlowe said: "The road is open."', "2025-05-14"),
        ("en", "Helen Marlowe said the road would open on May 30.", FRIDAY),
        ("ru", "В среду Павел Новак заявил, что дорога откроется 30 мая.", "2025-05-14"),
        ("kk", "Сәрсенбі күні Ерлан Сәтбаев жолдың 5 мамырдан бері ашық екенін айтты.", "2025-05-14"),
        ("kk", "Ерлан Сәтбаев жолдың 30 мамырда ашылатынын айтты.", FRIDAY),
    ],
)
def test_the_day_of_the_words_is_not_a_day_in_the_words(lang: str, text: str, said: str) -> None:
    [quote] = quotes(lang, text)
    assert quote.said == said


def test_the_day_of_a_speech_is_not_the_day_it_looks_back_to() -> None:
    text = (
        "Сәрсенбі күні орталыққа барған кезде сөйлеген сөзінде Ерлан Сәтбаев келісімге оң баға берді. "
        "Ол 5 мамырда Венада өткізген келіссөзге сілтеме жасап, тараптардың ынтымақтастыққа дайын екенін атап өтті. "
        "«Жол ашық», — деді ол."
    )
    assert {quote.said for quote in quotes("kk", text)} == {"2025-05-14"}


MARKS = "«»„“”‟‘’‚‹›「」『』\"'`—–-,.:;!?…()\n "
PIECES = st.sampled_from(
    [
        "said",
        "he added",
        "деді ол",
        "деп қосты",
        "сказал он",
        "по словам",
        "Helen Marlowe",
        "Ерлан Сәтбаев",
        "Павел Новак",
        *MARKS,
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.text(alphabet=MARKS + string.ascii_letters + "қәдеп", max_size=200),
)


@pytest.fixture(scope="module")
def packs() -> None:
    """All packs loaded, so that no example is charged for the first reading in a language."""
    for lang in available():
        read(Article(id="x", lang=lang, published="2025-05-16", text="«A»"))


@pytest.mark.usefixtures("packs")
@given(lang=st.sampled_from(available()), text=TEXTS, day=st.dates())
def test_whatever_the_marks_quotations_hold(lang: str, text: str, day: dt.date) -> None:
    found = read(Article(id="x", lang=lang, published=day.isoformat(), text=text)).quotes
    assert [quote.start for quote in found] == sorted(quote.start for quote in found)
    direct = [quote for quote in found if quote.kind == "direct"]
    assert all(one.end <= other.start for one, other in pairwise(direct))
    for quote in found:
        assert text[quote.start : quote.end] == quote.text != ""
        if quote.speaker and quote.speaker.start is not None and quote.speaker.end is not None:
            assert 0 <= quote.speaker.start < quote.speaker.end <= len(text)
            inside = quote.kind == "direct" and quote.start <= quote.speaker.start < quote.end
            assert not inside


@given(lang=st.sampled_from(available()), text=st.text(max_size=300))
def test_any_text_is_read(lang: str, text: str) -> None:
    for quote in read(Article(id="x", lang=lang, published=FRIDAY, text=text)).quotes:
        assert text[quote.start : quote.end] == quote.text != ""


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("kk", ["Жол ашық", "- деді Ерлан Сәтбаев.", "Көпір дайын", "- деп қосты."]),
        ("ru", ["Дорога открыта", "- сказал Павел Новак.", "Мост готов", "- добавил он."]),
        ("en", ["The road is open", "said Helen Marlowe.", "The bridge is ready", "she added."]),
    ],
)
def test_marks_may_be_lost_or_doubled_anywhere(lang: str, words: list[str]) -> None:
    for marks in product(["", "«", "»", '"', "“"], repeat=len(words)):
        text = " ".join(mark + word for mark, word in zip(marks, words, strict=True))
        found = read(Article(id="x", lang=lang, published=FRIDAY, text=text)).quotes
        direct = [quote for quote in found if quote.kind == "direct"]
        assert all(text[quote.start : quote.end] == quote.text != "" for quote in found)
        assert all(one.end <= other.start for one, other in pairwise(direct))


@pytest.mark.parametrize(
    ("lang", "piece"),
    [
        ("kk", "«иә», - деді ол, Ерлан Сәтбаев жолдың ашық екенін айтты, "),
        ("ru", "«да», — сказал он, Павел Новак заявил, что дорога открыта, и "),
        ("en", "“yes,” he said, Helen Marlowe urged them to wait and said the road was open, "),
    ],
)
def test_a_text_without_a_full_stop_is_read_with_all_its_quotations(lang: str, piece: str) -> None:
    text = piece * 1000
    found = read(Article(id="x", lang=lang, published=FRIDAY, text=text)).quotes
    assert sum(quote.kind == "direct" for quote in found) == 1000
    assert all(text[quote.start : quote.end] == quote.text for quote in found)
