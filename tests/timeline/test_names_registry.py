from __future__ import annotations

import re
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.names import Entry, parse_entries, registry
from timeline.names.keys import fold, slug


def entries() -> list[Entry]:
    return list(registry().entries.values())


def test_ids_are_wikidata_s_or_local() -> None:
    assert [
        entry.id
        for entry in entries()
        if not re.fullmatch(r"Q[1-9]\d*|local:[a-z0-9]+(-[a-z0-9]+)*", entry.id)
    ] == []


LANGUAGES = ("kk", "ru", "en", "uk", "zh", "ar", "tr", "fr", "de", "es")


def test_no_name_is_two_entries_of_one_kind() -> None:
    for language in LANGUAGES:
        owners: dict[str, set[str]] = {}
        for entry in entries():
            for name in entry.names.get(language, ()):
                if " " in name or entry.famous or entry.kind != "person":
                    owners.setdefault(fold(name), set()).add(entry.id)
        shared = {name for name, ids in owners.items() if len(ids) > 1}
        assert shared == ({"عمان"} if language == "ar" else set())  # Oman and Amman are written alike


def test_names_are_composed_and_start_with_a_capital() -> None:
    names = [name for entry in entries() for values in entry.names.values() for name in values]
    assert [name for name in names if unicodedata.normalize("NFC", name) != name] == []
    assert [name for name in names if name == name.lower() and name != name.upper()] == []


def test_every_state_of_the_united_nations_is_there() -> None:
    states = [entry for entry in entries() if entry.kind == "state"]
    assert len(states) >= 193
    assert [state.id for state in states if not set(LANGUAGES) <= set(state.names)] == []


def test_every_state_has_a_capital_that_stands_for_it_or_bears_its_name() -> None:
    states = {entry.iso: entry for entry in entries() if entry.kind == "state"}
    seated = {entry.state for entry in entries() if entry.capital}
    assert sorted(iso for iso in states.keys() - seated if iso) == [
        "BE",  # Brussels is the European Union's as well
        "DJ",
        "GT",
        "LU",
        "MC",
        "PA",
        "SC",
        "SG",
        "SM",
        "ST",
        "VA",
        "VC",
    ]


def test_places_are_in_states_that_are_there() -> None:
    assert [entry.id for entry in entries() if entry.state and registry().state(entry.state) is None] == []
    assert [entry.id for entry in entries() if entry.capital and not entry.state] == []


def test_a_name_is_looked_up_in_its_language() -> None:
    index = registry().index("kk")
    found = index.find("америка құрама штаттары")
    assert found is not None
    assert found.iso == "US"
    assert index.find("United States") is None
    assert index.find("") is None


def test_a_name_is_cut_at_its_elisions() -> None:
    found = registry().index("fr").find("côte d’ivoire")
    assert found is not None
    assert found.iso == "CI"
    assert [alias.tokens for alias in registry().index("fr").starting("quai")] == [("quai", "d'", "orsay")]


def test_an_entry_with_an_unknown_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="office"):
        parse_entries(b'[{"id": "Q1", "kind": "person", "names": {"en": ["A B"]}, "office": "king"}]')


def test_a_slug_has_the_family_name_first() -> None:
    assert slug("Жан Пьер Дюбуа") == "dyubua-zhan-per"
    assert slug("§ …") == ""


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Қaзақ", "қазақ"),
        ("İnés", "ines"),
        ("Ёлка", "елка"),
        ("Boeing-ке", "boeing-ке"),
        ("O’Neill", "o'neill"),
    ],
)
def test_folding(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text())
def test_keys_of_any_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert re.fullmatch(r"[a-z0-9-]*", slug(text))
