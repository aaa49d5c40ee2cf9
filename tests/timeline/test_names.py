from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.languages import available, load_pack
from timeline.reading.document import lay_out
from timeline.reading.mentions import Mention, Names
from timeline.reading.names import find_names


def names(code: str, text: str) -> Names:
    return find_names(lay_out("x", text, load_pack(code), None))


def told(code: str, text: str) -> list[tuple[str, str, str]]:
    """What is named, by whom it is meant, in which case."""
    return [(text[m.start : m.end], m.name, m.case) for m in names(code, text).mentions]


def only(code: str, text: str) -> Mention:
    (mention,) = [m for m in names(code, text).mentions if m.kind == "person"]
    return mention


def people(code: str, text: str) -> list[str]:
    return [m.name for m in names(code, text).mentions if m.kind == "person"]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "kk",
            "Макронның Мерцпен әңгімесі",
            [("Макронның", "Эммануэль Макрон", "genitive"), ("Мерцпен", "Фридрих Мерц", "instrumental")],
        ),
        ("kk", "Макрон мен Мерц", [("Макрон", "Эммануэль Макрон", ""), ("Мерц", "Фридрих Мерц", "")]),
        ("kk", "НАТО-ның БҰҰ-ға хаты", [("НАТО-ның", "НАТО", "genitive"), ("БҰҰ-ға", "БҰҰ", "dative")]),
        (
            "kk",
            "Шанхай ынтымақтастық ұйымына Беларусьтің өтініші",
            [("Шанхай ынтымақтастық ұйымына", "ШЫҰ", "dative"), ("Беларусьтің", "Беларусь", "genitive")],
        ),
        ("kk", "Франция–Германия, Иран-Ирак", [(n, n, "") for n in ("Франция", "Германия", "Иран", "Ирак")]),
        (
            "ru",
            "Макрона с Мерцем",
            [("Макрона", "Эммануэль Макрон", "?"), ("Мерцем", "Фридрих Мерц", "instrumental")],
        ),
        ("ru", "Владимиру Зеленскому", [("Владимиру Зеленскому", "Владимир Зеленский", "dative")]),
        ("ru", "у Соединённых Штатов", [("Соединённых Штатов", "США", "genitive")]),
        (
            "en",
            "the U.S. and Japan’s envoys",
            [("U.S.", "United States", ""), ("Japan’s", "Japan", "genitive")],
        ),
        (
            "en",
            "Zelenskyy and Erdogan",
            [("Zelenskyy", "Volodymyr Zelensky", ""), ("Erdogan", "Recep Tayyip Erdoğan", "")],
        ),
    ],
)
def test_names_of_the_registry_are_found_in_any_case(
    code: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "WHO KNOWS? Who told us?"),
        ("ru", "Того требует закон. Перу он не брал."),
        ("ru", "Газета «Казахстан» вышла."),
        ("kk", "Қатар тұрған үйлер."),
        ("en", "Trump Tower is closed."),
        ("en", "The Abbas family left."),
    ],
)
def test_what_only_looks_like_a_name_is_none(code: str, text: str) -> None:
    assert told(code, text) == []


def test_a_first_name_before_a_country_makes_it_a_family_name() -> None:
    assert people("en", "Michael Chad spoke. Chad was tired.") == ["Michael Chad"]


def test_letters_of_another_alphabet_do_not_hide_a_name() -> None:
    assert told("kk", "Қазақcтанның") == [("Қазақcтанның", "Қазақстан", "genitive")]
    assert told("kk", "Aлматыда") == [("Aлматыда", "Алматы", "locative")]
    assert told("kk", "Кремльдiң") == [("Кремльдiң", "Ресей", "genitive")]
    assert told("ru", "Мaкрон") == [("Мaкрон", "Эммануэль Макрон", "")]


@pytest.mark.parametrize(
    ("code", "text", "kind", "name"),
    [
        ("kk", "Токиода жиын өтті", "place", "Токио"),
        ("kk", "Токио саммиті аяқталды", "place", "Токио"),
        ("kk", "Токио бұған қарсы", "state", "Жапония"),
        ("kk", "Токионың ұсынысы", "state", "Жапония"),
        ("ru", "Совещание прошло в Токио", "place", "Токио"),
        ("ru", "Токио возражает", "state", "Япония"),
        ("en", "They met in Tokyo", "place", "Tokyo"),
        ("en", "He will travel to Tokyo", "place", "Tokyo"),
        ("en", "Tokyo objected", "state", "Japan"),
        ("en", "TOKYO (Agency) — Talks began", "place", "Tokyo"),
    ],
)
def test_a_capital_is_the_city_or_the_state(code: str, text: str, kind: str, name: str) -> None:
    (mention,) = names(code, text).mentions
    assert (mention.kind, mention.name) == (kind, name)


@pytest.mark.parametrize(
    ("code", "text", "name", "outer", "role"),
    [
        (
            "kk",
            "Кеше Жапония Сыртқы істер министрі Кента Мориямен кездесу өтті.",
            "Кента Мория",
            "Жапония Сыртқы істер министрі Кента Мориямен",
            "foreign minister",
        ),
        (
            "kk",
            "ЕҚЫҰ-ның арнайы елшісі Пол Гринвуд келді.",
            "Пол Гринвуд",
            "ЕҚЫҰ-ның арнайы елшісі Пол Гринвуд",
            "envoy",
        ),
        (
            "ru",
            "Об этом сообщил министр транспорта Чехии Ян Горак.",
            "Ян Горак",
            "министр транспорта Чехии Ян Горак",
            "minister",
        ),
        (
            "ru",
            "Он говорил с послом Индии в Казахстане Раджем Капуром.",
            "Радж Капур",
            "послом Индии в Казахстане Раджем Капуром",
            "ambassador",
        ),
        (
            "en",
            "Latvia’s defence minister, Anna Ozola, agreed.",
            "Anna Ozola",
            "Latvia’s defence minister, Anna Ozola",
            "minister",
        ),
        (
            "en",
            "“No,” said Kwame Boateng, the special envoy of the African Union.",
            "Kwame Boateng",
            "Kwame Boateng, the special envoy of the African Union",
            "envoy",
        ),
        (
            "en",
            "Finnish Prime Minister Aino Salonen left.",
            "Aino Salonen",
            "Finnish Prime Minister Aino Salonen",
            "prime minister",
        ),
    ],
)
def test_a_title_makes_a_person_and_belongs_to_them(
    code: str, text: str, name: str, outer: str, role: str
) -> None:
    mention = only(code, text)
    assert (mention.name, text[mention.outer_start : mention.outer_end], mention.role) == (name, outer, role)
    assert not any(
        m.kind == "state"
        for m in names(code, text).mentions
        if mention.outer_start <= m.start < mention.outer_end
    )


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "kk",
            "Сарапшы Ермек Садуақасов келді. Садуақасовтың айтуынша, жол жабық. Кейін Садуақасов кетті.",
            ["Ермек Садуақасов"] * 3,
        ),
        (
            "ru",
            "Он встретился с министром Бегенчем Курбановым. Курбанова ждали. Курбанов молчал.",
            ["Бегенч Курбанов"] * 3,
        ),
        ("ru", "Пресс-секретарь Лейла Мамедова ответила. Мамедовой возразили.", ["Лейла Мамедова"] * 2),
        (
            "en",
            "Envoy Rosa Delgado spoke. Delgado’s aides listened. Then Delgado left.",
            ["Rosa Delgado"] * 3,
        ),
        (
            "ru",
            "Министр Олег Дроздов и министр Павел Дроздов вышли. Дроздов молчал.",
            ["Олег Дроздов", "Павел Дроздов"],
        ),
    ],
)
def test_a_family_name_goes_to_whoever_was_named_in_full(code: str, text: str, expected: list[str]) -> None:
    assert people(code, text) == expected


def test_the_name_is_the_bare_one_even_when_the_text_never_uses_it() -> None:
    assert people("ru", "Сообщено послом Тимуром Ахметовым.") == ["Тимур Ахметов"]
    assert people("kk", "Елші Марат Ахметовпен сөйлесті.") == ["Марат Ахметов"]


@pytest.mark.parametrize(
    ("code", "text", "place", "outer"),
    [
        (
            "kk",
            "Ол кеше Венада Жапония Президенті Кента Морияны қабылдады.",
            "Вена",
            "Жапония Президенті Кента Морияны",
        ),
        (
            "ru",
            "Он принял в Вене президента Японии Кенту Морию.",
            "Вена",
            "президента Японии Кенту Морию",
        ),
        ("en", "In Vienna President Kenta Moriya spoke.", "Vienna", "President Kenta Moriya"),
    ],
)
def test_the_place_before_a_title_is_no_part_of_it(code: str, text: str, place: str, outer: str) -> None:
    found = names(code, text).mentions
    assert [mention.name for mention in found if mention.kind == "place"] == [place]
    (person,) = [mention for mention in found if mention.kind == "person"]
    assert text[person.outer_start : person.outer_end] == outer


@pytest.mark.parametrize(
    ("code", "text", "gender"),
    [
        ("ru", "Посол Лейла Мамедова", "f"),
        ("ru", "Посол Анар Мамедов", "m"),
        ("kk", "Елші Сәуле Тасқызы", "f"),
        ("kk", "Елші Дана Есенова", "f"),
        ("en", "Ambassador Kwame Boateng", None),
    ],
)
def test_gender_is_told_by_first_and_family_names(code: str, text: str, gender: str | None) -> None:
    assert only(code, text).gender == gender


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "fr",
            "Giorgui Lomidze est arrivé. M. Lomidze a parlé à M. Guterres.",
            ["Giorgui Lomidze", "Giorgui Lomidze", "António Guterres"],
        ),
        (
            "es",
            "El ministro Aidós Bektúrov y Guiorgui Lomidze firmaron. Bektúrov y Lomidze volverán.",
            ["Aidós Bektúrov", "Guiorgui Lomidze", "Aidós Bektúrov", "Guiorgui Lomidze"],
        ),
        ("tr", "Genel Sekreteri Sayın Guterres ile görüştük.", ["Antonio Guterres"]),
        ("ru", "Министр встретился с Георгием Ломидзе в Вене.", ["Георгий Ломидзе"]),
        ("ru", "Акт подписан министром Йоханной Хаглехнер.", ["Йоханна Хаглехнер"]),
        ("uk", "Міністр Айдос Бектуров прибув. Поїздка Бектурова тривала добу.", ["Айдос Бектуров"] * 2),
        (
            "kk",
            "Министр Айдос Бектұров Сигрид Осхейммен кездесті. Осхейм сөз алды.",
            ["Айдос Бектұров", "Сигрид Осхейм", "Сигрид Осхейм"],
        ),
    ],
)
def test_names_end_where_the_language_ends_them(code: str, text: str, expected: list[str]) -> None:
    assert people(code, text) == expected


def test_a_bare_title_and_name_between_two_namesakes_is_nobody() -> None:
    text = "Министр Олег Дроздов и посол Павел Дроздов вышли. Позже министр Дроздов вернулся."
    assert people("ru", text) == ["Олег Дроздов", "Павел Дроздов"]


def test_an_initial_may_be_somebody_else() -> None:
    assert people("ru", "С. Лавров ответил.") == ["Сергей Лавров"]
    assert people("ru", "Инженер К. Лавров ответил.") != ["Сергей Лавров"]
    assert "Donald Trump" not in people("en", "Yesterday Rupert Trump sang.")


def test_a_bare_family_name_that_many_bear_needs_its_bearer() -> None:
    assert people("ru", "Аббас вышел на поле.") == []
    assert people("ru", "Махмуд Аббас прибыл. Аббас сказал.") == ["Махмуд Аббас"] * 2
    assert people("ru", "Президент Аббас сказал.") == ["Махмуд Аббас"]


def test_every_mention_has_its_actor() -> None:
    found = names(
        "ru",
        "Президент Франции Эммануэль Макрон принял в Париже посла Ивана Рощина и главу МАГАТЭ Рафаэля Гросси.",
    )
    assert {mention.actor for mention in found.mentions} == set(found.actors)
    assert found.actors["Q3052772"].names["kk"] == "Эммануэль Макрон"
    assert found.actors["local:roshchin-ivan"].names == {"ru": "Иван Рощин"}


@pytest.mark.parametrize("piece", ["Эрик Трамп, ", "И. ", "Иван Петров. ", "президент ", "А-", "США "])
def test_a_long_text_of_anything_is_read_in_linear_time(piece: str) -> None:
    document = lay_out("x", piece * (300_000 // len(piece)), load_pack("ru"), None)
    began = time.process_time()
    find_names(document)
    assert time.process_time() - began < 10


_PIECES = st.sampled_from(
    ["Путин", "Трамптың", "президент", "Президенті", "США", "U.S.", "Мәскеуде", "Москвы", "министр", "Ян", "Ахметов", "Ахметовым", "К.", "в", "мен", "the", "Envoy",
     "Rosa", "Delgado’s", "«", "»", ",", ".", " ", " ", " ", "\n", "-", "–", "ас-Сувайдан", "ΑΒΓ", "1", "İ", "ß", "\u0301"]
)  # fmt: skip


@given(code=st.sampled_from(available()), text=st.lists(_PIECES, max_size=40).map("".join) | st.text())
def test_mentions_of_any_text_are_in_order_apart_and_within_it(code: str, text: str) -> None:
    found = names(code, text)
    end = 0
    for mention in found.mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert 0 <= mention.outer_start <= mention.start
        assert mention.end <= mention.outer_end <= len(text)
        assert mention.actor in found.actors
        assert mention.name
        end = mention.end
