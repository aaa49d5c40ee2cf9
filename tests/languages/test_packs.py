from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from timeline.languages import PackError, available, load_pack, parse_pack

META = '[meta]\ncode = "xx"\nname = "x"\nenglish = "X"\nscript = "Latn"\n'


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(key)
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


def test_there_are_packs() -> None:
    assert {"en", "kk", "ru"} <= set(available())


@pytest.mark.parametrize("code", available())
def test_a_pack_loads_and_its_words_are_composed(code: str) -> None:
    pack = load_pack(code)
    assert pack.meta.code == code
    assert [
        text for text in strings(msgspec.to_builtins(pack)) if unicodedata.normalize("NFC", text) != text
    ] == []


@pytest.mark.parametrize("code", available())
def test_no_word_mixes_scripts(code: str) -> None:
    """Sections [numbers] and [dates] have a notation of their own, with Latin names for Cyrillic endings."""
    sections = msgspec.to_builtins(load_pack(code))
    del sections["numbers"], sections["dates"]
    words = (word for text in strings(sections) for word in re.split(r"[\s-]+", text))
    assert [word for word in words if _mixes(word)] == []


def _mixes(word: str) -> bool:
    scripts = {unicodedata.name(letter, "").split()[0] for letter in word if letter.isalpha()}
    return len(scripts & {"LATIN", "CYRILLIC", "ARABIC"}) > 1


@pytest.mark.parametrize("code", available())
def test_lists_of_names_say_nothing_twice(code: str) -> None:
    section = load_pack(code).names
    for words in (
        section.title_of,
        section.before_title,
        section.starters,
        section.particles,
        section.articles,
        *section.titles.values(),
    ):
        assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize("code", available())
def test_every_role_is_one_that_other_packs_know_or_english_does(code: str) -> None:
    assert set(load_pack(code).names.titles) <= set(load_pack("en").names.titles)


@pytest.mark.parametrize("code", available())
def test_cases_of_places_are_cases_of_the_language(code: str) -> None:
    pack = load_pack(code)
    assert set(pack.names.place_cases) <= {case.case for case in pack.morphology.cases}


@pytest.mark.parametrize(
    ("toml", "parts"),
    [
        ("[meta", ["xx.toml", "not valid TOML"]),
        ("[identify]", ["xx.toml", "meta"]),
        (META + "[sentence]\nabreviations = []\n", ["xx.toml", "[sentence]", "abreviations"]),
        (META + "[sentence]\nordinal_dot = 3\n", ["xx.toml", "[sentence]", "ordinal_dot", "bool"]),
        (META.replace("Latn", "latin"), ["xx.toml", "[meta]", "script"]),
        (
            META + '[[morphology.cases]]\ncase = "dative"\nforms = ["ga"]\nafter = "vowl"\n',
            ["xx.toml", "[morphology]", "vowl", "known: none"],
        ),
        (META + '[names.titles]\nking = ["* of"]\n', ["xx.toml", "[names]", "titles"]),
        (META + "[nams]\n", ["xx.toml", "nams"]),
    ],
)
def test_a_bad_pack_is_refused_by_file_section_and_key(toml: str, parts: list[str]) -> None:
    with pytest.raises(PackError) as error:
        parse_pack(toml, "xx.toml")
    assert [part for part in parts if part not in str(error.value)] == []


def test_a_language_without_a_pack_is_refused_with_those_that_have_one() -> None:
    with pytest.raises(PackError, match=r"xx\.toml: no language pack for 'xx'; there are: .*kk"):
        load_pack("xx")
