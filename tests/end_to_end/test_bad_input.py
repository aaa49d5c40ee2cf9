"""Bad input: a message that names file, line and cure, an exit code that is not 0, and a store that is as it was."""

from __future__ import annotations

import hashlib
import json
import os
import re
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.command import ELSHI, SEEDS, elshi, environment

GOOD = {
    "id": "good",
    "published": "2025-08-16",
    "lang": "en",
    "text": "Donald Trump met Vladimir Putin in Alaska on Friday.",
}


def lines(*articles: object) -> str:
    return "".join(
        (article if isinstance(article, str) else json.dumps(article)) + "\n" for article in articles
    )


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A home with a store of one article."""
    (tmp_path / "first.jsonl").write_text(lines(GOOD))
    assert elshi("add", "first.jsonl", home=tmp_path).code == 0
    return tmp_path


def write(name: str, content: bytes | str) -> Callable[[Path], str]:
    def make(home: Path) -> str:
        (home / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    return make


def empty_folder(home: Path) -> str:
    (home / "hollow").mkdir()
    (home / "hollow" / "picture.png").write_bytes(b"\x89PNG")
    return "hollow"


BAD: dict[str, tuple[Callable[[Path], str], str]] = {
    "no such file": (lambda _: "nowhere.txt", r"nowhere.txt: .*no such file"),
    "a folder without articles": (empty_folder, r"hollow: .*no articles"),
    "a binary file": (write("a.txt", b" date 2025-08-23 x\x00\x01\x02"), r"a.txt:?\d*: .*binary"),
    "a wrong encoding": (
        write("a.txt", "date 2025-08-23 Путин".encode("cp1251")),
        r"a.txt:1: .*UTF-8.*iconv",
    ),
    "no date": (write("a.txt", "Путин Аляскаға барды.\n"), r"a.txt:1: .*date"),
    "an impossible date": (
        write("a.txt", " date 2025-13-40 Путин Аляскаға барды."),
        r"a.txt:1: .*2025-13-40",
    ),
    "an impossible date in a header": (
        write("a.txt", "title: A\ndate: 2025-13-40\n\nText."),
        r"a.txt:2: .*2025-13-40",
    ),
    "an empty text": (write("a.txt", " date 2025-08-23 \n  "), r"a.txt:?\d*: .*empty|no text"),
    "an empty file": (write("a.txt", ""), r"a.txt:?\d*: .*empty"),
    "a broken line": (write("a.jsonl", '{"id": "x", \n'), r"a.jsonl:1: "),
    "a line without a text": (
        write("a.jsonl", lines({"id": "x", "published": "2025-08-16"})),
        r"a.jsonl:1: .*text",
    ),
    "an impossible date in a line": (
        write("a.jsonl", lines({"id": "x", "published": "2025-13-40", "text": "A."})),
        r"a.jsonl:1: .*2025-13-40",
    ),
    "the same id with other content": (
        write("a.jsonl", lines({**GOOD, "text": "Something else."})),
        r"good.*first.jsonl",
    ),
    "the same id twice in one file": (
        write("a.jsonl", lines({**GOOD, "id": "x"}, {**GOOD, "id": "x", "text": "Something else."})),
        r"a.jsonl:2: .*'x'",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_explained_and_the_store_untouched(case: str, filled: Path) -> None:
    make, pattern = BAD[case]
    source = make(filled)
    before = digest(filled / "data")
    done = elshi("add", source, home=filled)
    assert done.code in (1, 3), done
    assert done.out == ""
    assert re.search(pattern, done.err, re.IGNORECASE | re.DOTALL), done.err
    assert "Traceback" not in done.err
    assert digest(filled / "data") == before


def test_the_lines_beside_a_broken_one_still_load(filled: Path) -> None:
    (filled / "a.jsonl").write_text(
        lines({**GOOD, "id": "one"}, '{"id": "two",', {**GOOD, "id": "three", "text": "Other."})
    )
    done = elshi("add", "a.jsonl", home=filled)
    assert done.code == 3
    assert "a.jsonl:2: " in done.err
    listed = json.loads(elshi("articles", "--json", home=filled).out)
    assert {article["id"] for article in listed} == {"good", "one", "three"}


def test_docs_with_one_id_for_two_articles_names_both_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(GOOD, {**GOOD, "text": "Something else."}))
    done = elshi("timeline", "--docs", "a.jsonl", "--json", home=tmp_path)
    assert done.code == 3
    assert "a.jsonl:2" in done.err
    assert "'good'" in done.err
    assert [article["id"] for article in json.loads(done.out)["articles"]] == ["good"]


@pytest.mark.parametrize(
    "content",
    [b"{}", b"[]", b"\x00\x01\x02", b"hello", b'{"_default": {"1": {"name": "John"}}}', b'{"articles": {'],
    ids=["empty object", "list", "binary", "text", "plain tinydb", "cut"],
)
def test_a_store_that_is_not_ours_is_left_alone(content: bytes, tmp_path: Path) -> None:
    store = tmp_path / "theirs.json"
    store.write_bytes(content)
    for args in (["add", SEEDS], ["timeline"], ["articles"]):
        done = elshi(*args, "--store", store, home=tmp_path)
        assert done.code == 1, done
        assert "theirs.json" in done.err
        assert "Traceback" not in done.err
    assert store.read_bytes() == content
    assert [path.name for path in tmp_path.glob("theirs*") if not path.name.endswith(".lock")] == [
        "theirs.json"
    ]


def test_a_directory_is_no_store(tmp_path: Path) -> None:
    done = elshi("add", SEEDS, "--store", tmp_path, home=tmp_path)
    assert done.code == 1
    assert "Traceback" not in done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    done = elshi("add", SEEDS, "--store", locked / "store.json", home=tmp_path)
    assert done.code == 1
    assert "locked" in done.err
    assert "Traceback" not in done.err


def test_a_store_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = elshi("add", SEEDS, "--store", tmp_path / "file" / "store.json", home=tmp_path)
    assert done.code == 1
    assert "Traceback" not in done.err


def test_a_full_disk_leaves_the_store_as_it_was(filled: Path) -> None:
    before = digest(filled / "data")
    size = max(path.stat().st_size for path in (filled / "data").rglob("*") if path.is_file())
    done = subprocess.run(
        [ELSHI, "add", str(SEEDS)],
        capture_output=True,
        cwd=filled,
        env={**environment(filled), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size + 500, size + 500)),
        check=False,
        timeout=60,
    )
    assert done.returncode == 1, done
    assert b"Traceback" not in done.stderr
    assert digest(filled / "data") == before
    assert elshi("add", SEEDS, home=filled).code == 0


def test_an_export_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    done = elshi("export", SEEDS, "-o", tmp_path / "missing" / "timeline.json", home=tmp_path)
    assert done.code == 1
    assert "missing" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["timeline", SEEDS, "--since", "nonsense"], "--since"),
        (["timeline", SEEDS, "--as-of", "2025-13-40"], "--as-of"),
        (["timeline", SEEDS, "--frobnicate"], "--frobnicate"),
        (["export", SEEDS, "-f", "pdf"], "pdf"),
        (["tiemline"], "timeline"),
        (["add"], "SOURCE"),
    ],
)
def test_a_wrong_call_is_a_usage_error(args: list[str | Path], word: str, tmp_path: Path) -> None:
    done = elshi(*args, home=tmp_path)
    assert done.code == 2, done
    assert word in done.err


def test_a_wrong_query_says_where(tmp_path: Path) -> None:
    done = elshi("timeline", SEEDS, "--query", 'putin "unclosed', home=tmp_path)
    assert done.code in (1, 2)
    assert "Traceback" not in done.err
    assert "unclosed" in done.err or '"' in done.err


def test_wrong_settings_name_file_and_key(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "elshi"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('title_lang = "tlh"\n')
    done = elshi("timeline", SEEDS, home=tmp_path)
    assert done.code == 1
    assert "config.toml" in done.err
    assert "title_lang" in done.err


def test_a_line_without_an_end_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    good = b'{"id": "a", "published": "2025-08-23", "text": "They met on Friday."}\n'
    done = elshi("extract", home=tmp_path, stdin=b"x" * (64 * 1024 * 1024 + 10) + b"\n" + good)
    assert done.code == 3
    assert "-:1: the line is longer than 64 MB" in done.err
    assert json.loads(done.out)["id"] == "a"
