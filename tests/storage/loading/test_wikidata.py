"""Names from Wikidata, by a server on loopback that answers as it does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from storage.loading.http import Door, FetchError
from storage.loading.problem import Unfit
from storage.loading.wikidata import fetch_names
from tests.storage.loading.hostile import HostileServer, Visit, hostile_server

LANGUAGES = ("kk", "ru", "en", "zh")
LABELS = {
    "Q22686": {
        "en": "Donald Trump",
        "ru": "Трамп, Дональд",
        "kk": "Дональд Трамп",
        "zh": "唐納·川普",
        "zh-hans": "唐纳德·特朗普",
    },
    "Q7747": {"en": "Vladimir\x1b[31m Putin\u202e", "ru": "", "zh-hans": "Q7747"},
}


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


def answer(visit: Visit) -> None:
    asked = parse_qs(urlsplit(visit.path).query)
    assert asked["action"] == ["wbgetentities"]
    codes = asked["languages"][0].split("|")
    entities: dict[str, object] = {}
    for id_ in asked["ids"][0].split("|"):
        labels = {
            code: {"language": code, "value": name}
            for code, name in LABELS.get(id_, {}).items()
            if code in codes
        }
        entities[id_] = {"id": id_, "labels": labels or []} if id_ in LABELS else {"id": id_, "missing": ""}
    visit.answer(json.dumps({"entities": entities, "success": 1}), "Content-Type: application/json")


async def names(server: HostileServer, *ids: str) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    async with Door(allow_private=frozenset(("127.0.0.1",))) as door:
        async for some in fetch_names(door, ids, LANGUAGES, server.url("api")):
            found |= some
    return found


async def test_names_come_in_all_languages_and_clean(server: HostileServer) -> None:
    server.pages["/api"] = answer
    assert await names(server, "Q22686", "local:x", "Q7747", "Q999999999", "Q22686") == {
        "Q22686": {
            "en": ["Donald Trump"],
            "ru": ["Трамп, Дональд"],
            "kk": ["Дональд Трамп"],
            "zh": ["唐纳德·特朗普", "唐納·川普"],
        },
        "Q7747": {"en": ["Vladimir Putin"]},
    }


async def test_fifty_are_asked_at_a_time(server: HostileServer) -> None:
    server.pages["/api"] = answer
    await names(server, *(f"Q{number}" for number in range(1, 121)))
    assert len(server.visits) == 3


@pytest.mark.parametrize("body", ["", "<html>", '{"entities": 7}', '{"error": {"info": "too many"}}', "[1]"])
async def test_what_is_no_answer_is_refused(body: str, server: HostileServer) -> None:
    server.serve("api", body, "Content-Type: application/json")
    with pytest.raises(Unfit):
        await names(server, "Q1")


async def test_an_empty_answer_is_none(server: HostileServer) -> None:
    server.serve("api", '{"entities": []}')
    assert await names(server, "Q1") == {}


async def test_a_server_that_fails_is_told(server: HostileServer) -> None:
    server.serve("api", "", status="500 Broken")
    with pytest.raises(FetchError):
        await names(server, "Q1")
