"""JSON Lines: a bad line costs only itself."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.loading import Problem, load
from storage.loading.jsonl import LINE_LIMIT, pieces, read_lines
from storage.loading.problem import Found
from timeline.model import Article, Source

GOOD = {"id": "good", "published": "2025-03-04", "text": "Екі министр Венада кездесті."}


def lines(*rows: Any) -> bytes:
    return b"".join((row if isinstance(row, bytes) else json.dumps(row).encode()) + b"\n" for row in rows)


def load_bytes(tmp_path: Path, data: bytes) -> list[Article | Problem]:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    return list(load(str(path)))


def test_a_full_line_and_a_bare_one(tmp_path: Path) -> None:
    full = {
        **GOOD,
        "id": "full",
        "lang": "kk",
        "title": " Тақырып ",
        "url": "https://x.example/1",
        "source": {"name": "Үлгі", "kind": "wire", "country": "KZ", "more": 1},
        "date_guessed": True,
        "quotes": [{"anything": None}],
    }
    origin = str(tmp_path / "a.jsonl")
    assert load_bytes(tmp_path, lines(GOOD, b"", full)) == [
        Article(id="good", published="2025-03-04", text=GOOD["text"], origin=origin),
        Article(
            id="full",
            published="2025-03-04",
            text=GOOD["text"],
            lang="kk",
            title="Тақырып",
            url="https://x.example/1",
            source=Source(name="Үлгі", kind="wire", country="KZ"),
            date_guessed=True,
            origin=origin,
        ),
    ]


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ({"source": "Үлгі"}, "source", Source(name="Үлгі")),
        ({"source": None, "title": None, "lang": None, "url": "", "date_guessed": None}, "source", None),
        ({"id": 17}, "id", "17"),
        ({"id": " Бос орын "}, "id", " Бос орын "),
        ({"text": " екі\r\nжол \n"}, "text", " екі\nжол \n"),
        ({"published": "2025-03-04T09:00:00.5Z"}, "published", "2025-03-04T09:00:00.5Z"),
    ],
)
def test_what_a_line_may_say(row: dict[str, Any], field: str, value: object, tmp_path: Path) -> None:
    (found,) = load_bytes(tmp_path, lines({**GOOD, **row}))
    assert getattr(found, field) == value


BAD: dict[str, tuple[Any, str]] = {
    "cut": (b'{"id": "x",', "broken"),
    "no JSON": (b"hello", "broken"),
    "a list": (b"[1]", "not an article"),
    "deep": (b'{"x":' + b"[" * 100_000, "broken"),
    "half a character": (b'{"id":"x","published":"2025-03-04","text":"\\ud800"}', "broken"),
    "no text": ({"id": "x", "published": "2025-03-04"}, "`text`"),
    "no date": ({"id": "x", "text": "A"}, "`published`"),
    "text is a number": ({**GOOD, "text": 5}, "$.text"),
    "no id": ({"published": "2025-03-04", "text": "A"}, "neither id nor url"),
    "impossible date": ({**GOOD, "published": "2025-13-40"}, "'2025-13-40'"),
    "empty text": ({**GOOD, "text": " \n"}, "text is empty"),
    "escape in the id": ({**GOOD, "id": "a\x1b[2J"}, "control characters"),
    "kind of source": ({**GOOD, "source": {"name": "A", "kind": "blog"}}, "'blog'"),
    "address": ({**GOOD, "url": "file:///etc/passwd"}, "web address"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_line_is_explained_and_the_others_load(case: str, tmp_path: Path) -> None:
    bad, message = BAD[case]
    first, problem, last = load_bytes(tmp_path, lines({**GOOD, "id": 1}, bad, {**GOOD, "id": 3}))
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(problem, Problem)
    assert problem.origin == str(tmp_path / "a.jsonl")
    assert problem.line == 2
    assert message in problem.message
    assert problem.cure


def test_another_encoding_names_the_byte_in_the_file(tmp_path: Path) -> None:
    head = lines(GOOD)
    bad = '{"id":"x","published":"2025-03-04","text":"Мир"}\n'.encode("cp1251")
    found, problem, _ = load_bytes(tmp_path, head + bad + lines({**GOOD, "id": "y"}))
    assert isinstance(found, Article)
    assert isinstance(problem, Problem)
    assert problem.line == 2
    offset = len(head) + bad.index("Мир".encode("cp1251"))
    assert f"byte {offset}" in problem.message
    assert "iconv -f windows-1251" in problem.cure


@pytest.mark.parametrize(
    ("data", "word"), [(b"\x7fELF\0\0\n\0\n", "binary"), (lines(GOOD).decode().encode("utf-16"), "UTF-16")]
)
def test_a_file_that_is_no_text_is_one_problem(data: bytes, word: str, tmp_path: Path) -> None:
    (problem,) = load_bytes(tmp_path, data)
    assert isinstance(problem, Problem)
    assert word in problem.message


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    (found,) = load_bytes(tmp_path, b"\xef\xbb\xbf" + lines(GOOD))
    assert isinstance(found, Article)


def test_one_id_twice(tmp_path: Path) -> None:
    other = {**GOOD, "text": "Басқа мақала."}
    found, problem = load_bytes(tmp_path, lines(GOOD, GOOD, other))
    assert isinstance(found, Article)
    assert isinstance(problem, Problem)
    assert problem.line == 3
    assert "'good'" in problem.message
    assert "line 1" in problem.message


def test_an_empty_file_holds_no_articles(tmp_path: Path) -> None:
    (problem,) = load_bytes(tmp_path, b"\n\n")
    assert isinstance(problem, Problem)
    assert "empty" in problem.message


class Endless(io.RawIOBase):
    """A file that is made while it is read."""

    def __init__(self, made: Iterator[bytes]) -> None:
        self._made = made

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        piece = next(self._made, b"")
        room[: len(piece)] = piece
        return len(piece)


def test_a_line_without_end_is_passed_over_with_little_memory() -> None:
    def made() -> Iterator[bytes]:
        yield lines(GOOD)
        yield from (b"x" * 8192 for _ in range(3 * LINE_LIMIT // 8192))
        yield b"\n" + lines({**GOOD, "id": "after"})

    tracemalloc.start()
    try:
        stream = io.BufferedReader(Endless(made()))
        first, problem, last = read_lines(pieces(stream), name="a", origin="a")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(first, Found)
    assert isinstance(problem, Problem)
    assert "16 MB" in problem.message
    assert isinstance(last, Found)
    assert last.line == 3
    assert peak < 4 * LINE_LIMIT


def test_texts_stay_as_they_are_when_offsets_count_in_the_file() -> None:
    row = {**GOOD, "text": "a\r\nb\x1b\u202e "}
    (found,) = read_lines([lines(row)], name="a", origin="a", verbatim=True)
    assert isinstance(found, Found)
    assert found.article.text == "a\r\nb\x1b\u202e "
