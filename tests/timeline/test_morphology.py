from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.languages import available, load_pack
from timeline.reading.morphology import stems


def readings(code: str, word: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for stem in stems(word, load_pack(code)):
        found.setdefault(stem.text, set()).add(stem.case)
    return found


@pytest.mark.parametrize(
    ("code", "form", "bare", "case"),
    [
        ("kk", "Сәрсеновтің", "Сәрсенов", "genitive"),
        ("kk", "Дубайдың", "Дубай", "genitive"),
        ("kk", "Баймұқанның", "Баймұқан", "genitive"),
        ("kk", "Смитпен", "Смит", "instrumental"),
        ("kk", "Әлиевамен", "Әлиева", "instrumental"),
        ("kk", "Қуанышбен", "Қуаныш", None),
        ("kk", "Парижде", "Париж", "locative"),
        ("kk", "Ақтөбеге", "Ақтөбе", "dative"),
        ("kk", "Лондоннан", "Лондон", "ablative"),
        ("kk", "Астанадағы", "Астана", "attributive"),
        ("kk", "Ұйымының", "Ұйымы", "genitive"),
        ("kk", "Ұйымында", "Ұйымы", "locative"),
        ("kk", "БҰҰ-ның", "БҰҰ", "genitive"),
        ("kk", "Airbus-пен", "Airbus", "instrumental"),
        ("kk", "ПАРИЖДЕ", "ПАРИЖ", "locative"),
        ("kk", "Гельмен", "Гель", "instrumental"),
        ("kk", "Шоуды", "Шоу", "accusative"),
        ("ru", "Смирновым", "Смирнов", "instrumental"),
        ("ru", "Смирновой", "Смирнова", "dative"),
        ("ru", "Достоевского", "Достоевский", "genitive"),
        ("ru", "Варшавы", "Варшава", "genitive"),
        ("ru", "Австрии", "Австрия", "locative"),
        ("ru", "Уругвая", "Уругвай", "genitive"),
        ("ru", "Ярославлем", "Ярославль", "instrumental"),
        ("ru", "Нидерландах", "Нидерланды", "locative"),
        ("en", "Norway’s", "Norway", "genitive"),
        ("en", "Norway's", "Norway", "genitive"),
    ],
)
def test_an_ending_is_taken_off(code: str, form: str, bare: str, case: str | None) -> None:
    assert case in readings(code, form).get(bare, {None})


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("kk", "Қазақстан"),
        ("kk", "Рютте"),
        ("kk", "мен"),
        ("kk", "Дубайтың"),  # a voiced end takes no voiceless ending
        ("kk", "Лондонге"),  # nor a back vowel a front one
        ("en", "James"),
        ("en", "Paris"),
        ("ru", "Токио"),
    ],
)
def test_what_the_grammar_forbids_is_left_alone(code: str, word: str) -> None:
    assert set(readings(code, word)) == {word}


@given(
    code=st.sampled_from(available()), word=st.text(min_size=1) | st.text("абАБтыңдіпен-'’sıİß", min_size=1)
)
def test_the_word_itself_comes_first(code: str, word: str) -> None:
    found = stems(word, load_pack(code))
    assert (found[0].text, found[0].case) == (word, "")
    assert all(stem.text and stem.case for stem in found[1:])
