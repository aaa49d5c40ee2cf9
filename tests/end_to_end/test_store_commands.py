"""The commands about the store, as a shell runs them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.end_to_end.command import SEEDS, elshi


def filled(home: Path) -> Path:
    path = home / "store.json"
    assert elshi("add", SEEDS, "--store", path, home=home).code == 0
    return path


def test_search_prints_what_it_found(tmp_path: Path) -> None:
    path = filled(tmp_path)
    done = elshi("search", "аляска", "lang:kk", "--store", path, home=tmp_path)
    assert done.code == 0, done.err
    assert "[Аляска" in done.out
    listed = json.loads(
        elshi("search", "speaker:putin", "--json", "--limit", "2", "--store", path, home=tmp_path).out
    )
    assert len(listed) == 2
    assert {"article", "snippet", "marks"} <= set(listed[0])
    wrong = elshi("search", "plase:x", "--store", path, home=tmp_path)
    assert wrong.code == 1
    assert "plase" in wrong.err
    assert elshi("search", "жоқнәрсе", "--store", path, home=tmp_path).out == ""


def test_the_doctor_finds_and_saves(tmp_path: Path) -> None:
    path = filled(tmp_path)
    done = elshi("doctor", "--store", path, home=tmp_path)
    assert done.code == 0, done.err
    assert done.out.endswith("healthy\n")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    opened = elshi("timeline", "--store", path, home=tmp_path)
    assert opened.code == 1
    assert "doctor --salvage" in opened.err
    done = elshi("doctor", "--store", path, home=tmp_path)
    assert done.code == 1
    assert "damaged" in done.out
    assert json.loads(elshi("doctor", "--json", "--store", path, home=tmp_path).out)["wounds"]
    saved = tmp_path / "saved.json"
    assert elshi("doctor", "--salvage", saved, "--store", path, home=tmp_path).code == 0
    assert path.read_bytes() == data
    assert elshi("doctor", "--store", saved, home=tmp_path).code == 0
    assert len(json.loads(elshi("articles", "--json", "--store", saved, home=tmp_path).out)) >= 15


def test_a_change_that_a_power_cut_spoilt_is_told_until_the_next(tmp_path: Path) -> None:
    path = filled(tmp_path)
    path.write_bytes(path.read_bytes() + bytes(1000))
    for args in (("timeline",), ("store", "info"), ("add", str(SEEDS))):
        done = elshi(*args, "--store", path, home=tmp_path)
        assert "not written whole" in done.err, args
    assert elshi("timeline", "--store", path, home=tmp_path).code == 3
    note = tmp_path / "2025-09-01-note.txt"
    note.write_text("date: 2025-09-01\n\nЖаңа кездесу туралы айтылды.", encoding="utf-8")
    assert "1 added" in elshi("add", note, "--store", path, home=tmp_path).err
    assert elshi("timeline", "--store", path, home=tmp_path).code == 0
    assert path.with_name("store.json.torn").read_bytes() == bytes(1000)


def test_compact_store_and_reread(tmp_path: Path) -> None:
    path = filled(tmp_path)
    info = json.loads(elshi("store", "info", "--json", "--store", path, home=tmp_path).out)
    assert info["articles"] == info["readings"] == 17
    assert "17 articles" in elshi("store", "info", "--store", path, home=tmp_path).out
    assert elshi("compact", "--store", path, home=tmp_path).code == 0
    done = elshi("reread", "--store", path, home=tmp_path)
    assert "0 read" in done.err
    assert "17 read" in elshi("reread", "--all", "--store", path, home=tmp_path).err
    copy = tmp_path / "copy.json"
    assert "17 added" in elshi("store", "copy", path, copy, home=tmp_path).err
    assert (
        elshi("articles", "--store", copy, home=tmp_path).out
        == elshi("articles", "--store", path, home=tmp_path).out
    )


def test_there_is_no_file_to_examine(tmp_path: Path) -> None:
    for args in (
        ("doctor", "--store", "memory:"),
        ("doctor", "--store", "none.json"),
        ("store", "copy", "none.json", "x.json"),
    ):
        done = elshi(*args, home=tmp_path)
        assert done.code == 1
        assert "elshi: " in done.err
        assert "Traceback" not in done.err
    assert not (tmp_path / "none.json").exists()
