"""More names for those whom elshi knows."""

from __future__ import annotations

from storage.naming import additions, askable
from timeline.names import Entry, joined

PERSON = Entry(id="Q1", kind="person", names={"en": ["John Smith"], "zh": ["史密斯"]})
LOCAL = Entry(id="local:x", kind="person", names={"en": ["Jane Doe"]})


def test_only_what_is_new_comes_and_as_it_is_said() -> None:
    found = {
        "Q1": {"en": ["JOHN SMITH"], "ru": ["Смит, Джон"], "zh": ["约翰"], "kk": ["ДС"]},
        "Q2": {"en": ["X Y"]},
    }
    (more,) = additions([PERSON, LOCAL], found)
    assert more == Entry(id="Q1", kind="person", names={"ru": ["Джон Смит"], "zh": ["约翰"]})
    assert joined(PERSON, more).names == {"en": ["John Smith"], "zh": ["史密斯", "约翰"], "ru": ["Джон Смит"]}
    assert additions([joined(PERSON, more)], found) == []


def test_only_ids_of_wikidata_are_asked() -> None:
    assert askable([PERSON, LOCAL]) == ["Q1"]
