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


def test_no_name_is_two_entries_of_one_kind() -> None:
    for language in ("kk", "ru", "en"):
        owners: dict[str, set[str]] = {}
        for entry in entries():
            for name in entry.names.get(language, ()):
                if " " in name or entry.famous or entry.kind != "person":
                    owners.setdefault(fold(name), set()).add(entry.id)
        assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_names_are_composed_and_start_with_a_capital() -> None:
    names = [name for entry in entries() for values in entry.names.values() for name in values]
    assert [name for name in names if unicodedata.normalize("NFC", name) != name] == []
    assert [name for name in names if name == name.lower() and name != name.upper()] == []


def test_every_state_of_the_united_nations_is_there() -> None:
    states = [entry for entry in entries() if entry.kind == "state"]
    assert len(states) >= 193
    assert [state.id for state in states if not {"kk", "ru", "en"} <= set(state.names)] == []


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
