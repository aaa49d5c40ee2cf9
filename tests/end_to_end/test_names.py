"""``elshi names refresh`` against a server on loopback that answers as Wikidata does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.end_to_end.command import elshi
from tests.storage.loading.hostile import HostileServer, Visit, hostile_server

LOCAL = {"ELSHI_ALLOW_PRIVATE": "127.0.0.1"}
TEXT = "Republic of the Great Steppe and Turkey signed an agreement in Astana on 15 August 2025."


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        running.pages["/api"] = answer
        yield running


def answer(visit: Visit) -> None:
    ids = parse_qs(urlsplit(visit.path).query)["ids"][0].split("|")
    labels: dict[str, object] = {"Q232": {"en": {"language": "en", "value": "Republic of the Great Steppe"}}}
    found = {id_: {"id": id_, "labels": labels.get(id_, [])} for id_ in ids}
    visit.answer(json.dumps({"entities": found}), "Content-Type: application/json")


def actors(home: Path) -> set[str]:
    done = elshi("timeline", "--json", home=home)
    return {id_ for event in json.loads(done.out)["events"] for id_ in event["actors"]}


def test_new_names_are_read_from_then_on(server: HostileServer, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": "a", "published": "2025-08-16", "lang": "en", "text": TEXT}) + "\n"
    )
    assert elshi("add", "a.jsonl", home=tmp_path).code == 0
    assert "Q232" not in actors(tmp_path)
    done = elshi("names", "refresh", "--from", server.url("api"), home=tmp_path, env=LOCAL)
    assert done.code == 0, done.err
    assert "1 names that are new" in done.err
    assert 1 < len(server.visits) < 30
    assert "Q232" in actors(tmp_path)
    again = elshi("names", "refresh", "--from", server.url("api"), home=tmp_path, env=LOCAL)
    assert "0 names that are new" in again.err
    kept = tmp_path / "data" / "elshi" / "names.json"
    assert kept.stat().st_mode & 0o777 == 0o600


def test_without_a_network_it_says_so(tmp_path: Path) -> None:
    done = elshi("names", "refresh", "--from", "https://wikidata.invalid/api", home=tmp_path)
    assert done.code == 1
    assert "online" in done.err
    assert "the names stay as they are" in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "data" / "elshi" / "names.json").exists()


def test_a_spoilt_file_of_names_is_told_of(tmp_path: Path) -> None:
    kept = tmp_path / "data" / "elshi" / "names.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("[{")
    (tmp_path / "a.txt").write_text("date: 2025-08-16\n\n" + TEXT)
    done = elshi("timeline", "a.txt", home=tmp_path)
    assert done.code == 1
    assert done.err.startswith(f"elshi: {kept} holds no names")
    assert "elshi names refresh" in done.err
    assert "Traceback" not in done.err
