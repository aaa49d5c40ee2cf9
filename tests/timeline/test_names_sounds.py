"""One name in ten languages is one, and two names are two."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.languages import load_pack
from timeline.names import registry
from timeline.names.sounds import Heard, are_one, hear, spoken


def sound(language: str, name: str) -> str:
    section = load_pack(language).names
    return spoken(name, section.sounds, section.romanized, tuple(section.families), section.article)


def heard(language: str, name: str) -> Heard:
    found = hear(sound(language, name))
    assert found, name
    return found


SPELLINGS = [
    {
        "kk": "Ерлан Қожабаев",
        "ru": "Ерлан Кожабаев",
        "en": "Yerlan Kozhabayev",
        "uk": "Єрлан Кожабаєв",
        "de": "Jerlan Koschabajew",
        "fr": "Ierlan Kojabaïev",
        "tr": "Yerlan Kojabayev",
        "zh": "叶尔兰·科扎巴耶夫",
        "ar": "يرلان كوجاباييف",
    },
    {
        "ru": "Вера Жданович",
        "en": "Vera Zhdanovich",
        "uk": "Віра Жданович",
        "de": "Wera Schdanowitsch",
        "fr": "Vera Jdanovitch",
        "tr": "Vera Jdanoviç",
        "es": "Vera Zhdanóvich",
        "kk": "Вера Жданович",
        "ar": "فيرا جدانوفيتش",
    },
    {
        "ru": "Юхан Линдберг",
        "en": "Johan Lindberg",
        "uk": "Юган Ліндберг",
        "de": "Johan Lindberg",
        "tr": "Johan Lindberg",
        "kk": "Юхан Линдберг",
        "zh": "约翰·林德贝里",
        "ar": "يوهان ليندبرغ",
    },
    {
        "es": "Joaquín Hermosilla",
        "en": "Joaquín Hermosilla",
        "ru": "Хоакин Эрмосилья",
        "uk": "Хоакін Ермосілья",
        "kk": "Хоакин Эрмосилья",
    },
    {
        "es": "Ignacio Barroso",
        "en": "Ignacio Barroso",
        "ru": "Игнасио Барросо",
        "uk": "Ігнасіо Барросо",
        "zh": "伊格纳西奥·巴罗索",
        "ar": "إغناسيو باروسو",
    },
    {
        "en": "Song Weiping",
        "ru": "Сун Вэйпин",
        "uk": "Сун Вейпін",
        "kk": "Сун Вэйпин",
        "de": "Song Weiping",
        "zh": "宋卫平",
    },
    {
        "en": "Khalid al-Mansouri",
        "ru": "Халид аль-Мансури",
        "fr": "Khalid al-Mansouri",
        "de": "Chalid al-Mansuri",
        "tr": "Halid el-Mansuri",
        "es": "Jalid al Mansuri",
        "ar": "خالد المنصوري",
        "zh": "哈立德·曼苏里",
    },
]
WITHOUT_ALL_LETTERS = {"zh", "ar"}


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda spellings: spellings["en"])
def test_spellings_of_one_name_may_be_one_in_ten_languages(spellings: dict[str, str]) -> None:
    loose = {language: heard(language, name).loose for language, name in spellings.items()}
    assert len(set(loose.values())) == 1, loose


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda spellings: spellings["en"])
def test_spellings_of_one_name_are_one_where_writing_has_all_letters(spellings: dict[str, str]) -> None:
    told = {
        language: heard(language, name)
        for language, name in spellings.items()
        if language not in WITHOUT_ALL_LETTERS
    }
    first, *others = told
    one = {first}
    for _ in told:
        one |= {language for language in others if any(are_one(told[language], told[known]) for known in one)}
    assert one == set(told)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ru", "Нурлан Ахметов", "Марат Ахметов"),
        ("ru", "Нурлан Ахметов", "Нурлан Ахмедов"),
        ("en", "Zhanna Bekova", "Anna Bekova"),
        ("en", "Laura Perkins", "Rolan Perkins"),
        ("de", "Peter Baumann", "Dieter Baumann"),
    ],
)
def test_two_people_with_one_family_name_are_two(language: str, one: str, other: str) -> None:
    assert not are_one(heard(language, one), heard(language, other))


@pytest.mark.parametrize("name", ["Трамп", "Ли Ю", "", "Ai Yo"])
def test_too_little_of_a_name_tells_nobody(name: str) -> None:
    assert hear(sound("en", name)) is None


def test_no_two_people_of_the_registry_are_one() -> None:
    people = [
        (entry.id, language, hear(sound(language, names[0])))
        for entry in registry().entries.values()
        if entry.kind == "person"
        for language, names in entry.names.items()
        if language not in WITHOUT_ALL_LETTERS
    ]
    told = [(who, language, name) for who, language, name in people if name and name.close]
    by_sound: dict[object, list[tuple[str, Heard]]] = {}
    for who, _, name in told:
        by_sound.setdefault(name.close, []).append((who, name))
    mistaken = {
        frozenset((one, other))
        for alike in by_sound.values()
        for (one, mine), (other, theirs) in combinations(alike, 2)
        if one != other and are_one(mine, theirs)
    }
    assert mistaken == set()


@given(st.text(), st.sampled_from(["kk", "en", "de", "zh", "ar", "tr"]))
def test_any_text_sounds_alike_whatever_stands_around_it(text: str, language: str) -> None:
    assert hear(sound(language, text)) == hear(sound(language, f" {text} "))
