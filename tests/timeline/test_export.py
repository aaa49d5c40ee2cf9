"""What is written for other programs."""

from __future__ import annotations

import json

from tests.timeline.factories import build, mention, quote, said, story
from timeline.export import FORMATS
from timeline.export.json import to_json
from timeline.export.reading import reading_to_json

TOLD = story(
    "a",
    "2025-03-04",
    mention("2025-03-04", "meeting", ("Ada", "Bek"), text="Ада Бекпен кездесті."),
    said("Ada", "2025-03-04", ("Bek",), start=100),
    quotes=[quote("a:1", "a", "Ada", ("Bek",), start=100)],
    lang="kk",
)


def test_timeline_as_json() -> None:
    content = to_json(build(TOLD))
    assert content.endswith(b"}\n")
    assert "Ада Бекпен кездесті.".encode() in content
    told = json.loads(content)
    assert list(told) == ["schema", "as_of", "query", "events", "actors", "quotes", "articles"]
    assert told["schema"] == "elshi.timeline/1"
    assert told["quotes"][0]["article"] == "a"


def test_indent_is_a_choice() -> None:
    timeline = build(TOLD)
    assert to_json(timeline, indent=None).count(b"\n") == 1
    assert json.loads(to_json(timeline, indent=None)) == json.loads(to_json(timeline, indent=4))


def test_the_same_timeline_is_written_the_same() -> None:
    assert to_json(build(TOLD)) == to_json(build(TOLD))


def test_formats() -> None:
    assert FORMATS["json"](build(TOLD)) == to_json(build(TOLD))


def test_a_reading_is_one_line_with_its_id_first() -> None:
    line = reading_to_json(TOLD[1])
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert list(json.loads(line))[:2] == ["id", "lang"]


def test_lone_surrogates_cannot_break_an_id() -> None:
    told = story("a", "2025-03-04", mention("2025-03-04", "call", ("Ada", "Bek"), text="bad \ud800 text"))
    assert len(build(told).events) == 1
