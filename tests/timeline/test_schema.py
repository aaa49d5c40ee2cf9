"""The JSON Schemas: what is written validates, and what is wrong does not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.timeline.factories import build, mention, story
from tests.timeline.test_export import TOLD
from timeline.building import Builder
from timeline.export.json import to_json
from timeline.export.reading import reading_to_json
from timeline.export.schema import schema


def written() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        to_json(
            build(
                TOLD,
                story(
                    "b",
                    "2025-03-05",
                    mention("2025-03", "vote", ("League",), quantities={"votes": 3}, grain="month"),
                ),
                story(
                    "c",
                    "2025-03-05",
                    mention("2025-03", "vote", ("League",), quantities={"votes": 4}, grain="month"),
                ),
            )
        )
    )
    assert any(event["conflicts"] for event in told["events"])
    return told


@pytest.mark.parametrize("name", ["timeline", "reading"])
def test_a_schema_is_one(name: str) -> None:
    made = schema(name)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["$id"] == f"urn:elshi:{name}:1"
    assert made["title"] == f"elshi {name}"


def test_timelines_validate() -> None:
    validator = Draft202012Validator(schema("timeline"))
    validator.validate(written())
    validator.validate(json.loads(to_json(Builder().timeline())))


def test_readings_validate() -> None:
    Draft202012Validator(schema("reading")).validate(json.loads(reading_to_json(TOLD[1])))


def test_new_fields_are_allowed() -> None:
    told = written()
    told["new"] = told["events"][0]["new"] = 1
    Draft202012Validator(schema("timeline")).validate(told)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "other/1"),
        (("events", 0, "status"), "maybe"),
        (("events", 0, "type"), "party"),
        (("events", 0, "evidence", 0, "start"), -1),
        (("events", 0, "articles"), "a"),
        (("articles", 0, "published"), None),
    ],
)
def test_wrong_values_do_not_validate(path: tuple[str | int, ...], value: object) -> None:
    told: Any = written()
    inner = told
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert not Draft202012Validator(schema("timeline")).is_valid(told)


def test_a_missing_field_does_not_validate() -> None:
    told = written()
    del told["events"][0]["status"]
    assert not Draft202012Validator(schema("timeline")).is_valid(told)


def test_an_unknown_schema_is_an_error() -> None:
    with pytest.raises(KeyError):
        schema("other")
