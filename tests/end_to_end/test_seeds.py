"""The sample corpus, read from the files to the exported timeline."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.end_to_end.command import ELSHI, SEEDS, elshi, environment

ARTICLE = SEEDS / "2025-08-23-kk-arktika.txt"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@cache
def _timeline(home: Path, *args: str | Path) -> dict[str, Any]:
    done = elshi("timeline", *args, "--json", home=home)
    assert done.code == 0, done.err
    told: dict[str, Any] = json.loads(done.out)
    return told


@pytest.fixture
def corpus(home: Path) -> dict[str, Any]:
    return _timeline(home, SEEDS)


@pytest.fixture
def article(home: Path) -> dict[str, Any]:
    return _timeline(home, ARTICLE)


def on(timeline: dict[str, Any], day: str) -> list[dict[str, Any]]:
    return [event for event in timeline["events"] if event["date"] == day]


def names(timeline: dict[str, Any], ids: list[str]) -> set[str]:
    english = {actor["id"]: actor["names"].get("en", actor["name"]) for actor in timeline["actors"]}
    return {english[id] for id in ids}  # noqa: A001


def test_the_timeline_validates_against_its_schema(corpus: dict[str, Any], home: Path) -> None:
    schema = json.loads(elshi("schema", "timeline", home=home).out)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(corpus)


def test_the_alaska_summit_is_one_event_in_three_languages(corpus: dict[str, Any]) -> None:
    [summit] = [
        event
        for event in on(corpus, "2025-08-15")
        if event["type"] in ("summit", "meeting", "negotiation", "visit")
    ]
    assert (summit["type"], summit["status"], summit["grain"]) == ("summit", "happened", "day")
    assert summit["languages"] == ["en", "kk", "ru"]
    assert {"Vladimir Putin", "Donald Trump"} <= names(corpus, summit["actors"])
    assert "Alaska" in names(corpus, summit["places"])
    assert summit["title"] == "Summit: Putin, Trump, Alaska"
    assert "Саммит" in summit["titles"]["ru"]


def test_its_announcement_is_in_its_history(corpus: dict[str, Any]) -> None:
    [summit] = [event for event in on(corpus, "2025-08-15") if event["type"] == "summit"]
    first = summit["history"][0]
    assert (first["status"], first["published"][:10]) == ("planned", "2025-08-08")
    assert summit["history"][-1]["status"] == "happened"


def test_the_eighteenth_is_another_event(corpus: dict[str, Any]) -> None:
    meetings = [
        event
        for event in on(corpus, "2025-08-18")
        if event["type"] in ("summit", "meeting", "visit", "negotiation")
    ]
    assert len(meetings) == 1
    assert {"Donald Trump", "Volodymyr Zelensky"} <= names(corpus, meetings[0]["actors"])
    assert "Vladimir Putin" not in names(corpus, meetings[0]["actors"])


def test_no_day_is_invented(corpus: dict[str, Any]) -> None:
    told = {f"2025-08-{day:02}" for day in (8, 13, 15, 16, 18, 22)}
    assert {event["date"] for event in corpus["events"] if event["date"] is not None} <= told


def test_every_event_has_the_sentence_that_proves_it(corpus: dict[str, Any], home: Path) -> None:
    texts = {
        found["id"]: found["text"] for found in json.loads(elshi("articles", SEEDS, "--json", home=home).out)
    }
    for event in corpus["events"]:
        assert event["evidence"]
        for proof in event["evidence"]:
            assert texts[proof["article"]][proof["start"] : proof["end"]] == proof["text"]


def test_the_article_of_the_user_tells_three_things(article: dict[str, Any]) -> None:
    [summit] = on(article, "2025-08-15")
    assert (summit["type"], summit["status"]) == ("summit", "happened")
    told = on(article, "2025-08-22")
    assert any("Vladimir Putin" in names(article, event["actors"]) for event in told)
    assert any(
        "Donald Trump" in names(article, event["actors"]) and event["type"] == "statement" for event in told
    )
    assert {event["date"] for event in article["events"]} <= {"2025-08-15", "2025-08-22", None}


def test_a_doubted_meeting_did_not_happen(article: dict[str, Any]) -> None:
    for event in on(article, "2025-08-22"):
        met = {"Vladimir Putin", "Volodymyr Zelensky"} <= names(article, event["actors"])
        assert not (met and event["type"] in ("summit", "meeting") and event["status"] == "happened")


def test_the_quotes_of_the_article_have_their_speakers(article: dict[str, Any]) -> None:
    direct = [quote for quote in article["quotes"] if quote["kind"] == "direct"]
    assert [quote["speaker"]["name"] for quote in direct] == ["Владимир Путин"] * 5 + ["Дональд Трамп"] * 2
    assert not any("Novatek" in quote["text"] and len(quote["text"]) < 12 for quote in article["quotes"])


def test_the_store_and_the_files_tell_the_same(corpus: dict[str, Any], home: Path) -> None:
    assert elshi("add", SEEDS, "--store", "corpus.json", home=home).code == 0
    assert _timeline(home, "--store", "corpus.json") == corpus
    again = elshi("add", SEEDS, "--store", "corpus.json", home=home)
    assert "0 added, 0 updated, 17 unchanged" in again.err


def test_a_changed_article_is_updated(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("date: 2025-08-16\nlang: en\n\nPutin met Trump in Alaska on Friday.")
    assert "1 added" in elshi("add", "note.txt", home=tmp_path).err
    note.write_text("date: 2025-08-16\nlang: en\n\nPutin met Trump in Anchorage on Friday.")
    assert "1 updated" in elshi("add", "note.txt", home=tmp_path).err
    listed = json.loads(elshi("articles", "--json", home=tmp_path).out)
    assert [found["text"] for found in listed] == ["Putin met Trump in Anchorage on Friday."]


def test_events_can_be_chosen(home: Path) -> None:
    for args, wanted in (
        (("--since", "2025-08-16", "--until", "2025-08-18"), {"2025-08-16", "2025-08-18"}),
        (("--type", "summit"), {"2025-08-15"}),
        (("--query", "place:alaska type:summit"), {"2025-08-15"}),
    ):
        told = _timeline(home, SEEDS, *args)
        assert {event["date"] for event in told["events"]} == wanted


def test_an_earlier_day_sees_the_summit_as_planned(home: Path) -> None:
    told = _timeline(home, SEEDS, "--as-of", "2025-08-10")
    [summit] = on(told, "2025-08-15")
    assert summit["status"] == "planned"
    assert told["as_of"] == "2025-08-10"


def test_export_writes_what_timeline_prints(home: Path) -> None:
    printed = elshi("timeline", SEEDS, "--json", home=home).out
    assert elshi("export", SEEDS, "-f", "json", "-o", "out.json", home=home).code == 0
    assert (home / "out.json").read_text(encoding="utf-8") == printed


def test_extract_keeps_order_and_offsets(home: Path) -> None:
    text = ARTICLE.read_text(encoding="utf-8").removeprefix(" date 2025-08-23 ")
    line = json.dumps(
        {"id": "a", "published": "2025-08-23", "lang": None, "title": None, "text": text}, ensure_ascii=False
    )
    other = json.dumps({"id": "b", "published": "2025-08-23", "text": ""})
    done = elshi("extract", home=home, stdin=f"{line}\nno json\n{other}\n")
    assert done.code == 3
    assert "-:2: " in done.err
    first, second = map(json.loads, done.out.splitlines())
    assert (first["id"], first["lang"], second["id"]) == ("a", "kk", "b")
    assert [
        found["value"] for found in first["dates"] if found["type"] == "DATE" and found["value"][0] == "2"
    ] == [
        "2025-08-22",
        "2025-08-15",
        "2025-08-22",
        "2025-08-22",
    ]
    for found in (*first["dates"], *first["quotes"]):
        assert text[found["start"] : found["end"]] == found["text"]


def test_show_finds_an_event_by_the_beginning_of_its_id(corpus: dict[str, Any], home: Path) -> None:
    [summit] = [event for event in on(corpus, "2025-08-15") if event["type"] == "summit"]
    done = elshi("show", summit["id"], SEEDS, home=home)
    assert done.code == 0
    assert "Summit: Putin, Trump, Alaska" in done.out
    assert "planned, 2025-08-15" in done.out


def test_quotes_can_be_asked_for_by_speaker(home: Path) -> None:
    told = json.loads(
        elshi("quotes", ARTICLE, "--speaker", "trump", "--kind", "direct", "--json", home=home).out
    )
    assert [quote["text"] for quote in told][-1] == "«көреміз»"
    assert all(quote["speaker"]["name"] == "Дональд Трамп" for quote in told)


def test_a_closed_pipe_is_quiet(home: Path) -> None:
    with subprocess.Popen(
        [ELSHI, "timeline", SEEDS, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home),
    ) as command:
        assert command.stdout
        assert command.stderr
        assert command.stdout.read(10)
        command.stdout.close()
        assert command.stderr.read() == b""


def test_extract_gives_the_same_in_several_processes(home: Path) -> None:
    articles = json.loads(elshi("articles", SEEDS, "--json", home=home).out)
    keys = ("id", "published", "lang", "title", "text")
    lines = [json.dumps({key: found[key] for key in keys}, ensure_ascii=False) for found in articles] * 5
    lines.insert(40, "no json")
    one = elshi("extract", home=home, stdin="\n".join(lines))
    two = elshi("extract", "--jobs", "2", home=home, stdin="\n".join(lines))
    assert (one.code, len(one.out.splitlines())) == (3, 85)
    assert (two.code, two.out, two.err) == (one.code, one.out, one.err)
    assert "-:41: " in one.err
