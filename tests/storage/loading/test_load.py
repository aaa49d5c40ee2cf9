"""The door: what a source is, and that nothing behind it ever raises."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.loading import Problem, load
from timeline.model import Article

TEXT = "date: 2025-03-04\n\nМәтін."
LINE = '{"id":"%s","published":"2025-03-04","text":"Мәтін."}\n'


def fill(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


def names(source: Path | str) -> list[str]:
    return [found.id if isinstance(found, Article) else f"! {found}" for found in load(str(source))]


def test_a_folder_gives_its_articles_in_order(tmp_path: Path) -> None:
    fill(
        tmp_path,
        {
            "b.txt": TEXT,
            "a.jsonl": LINE % "a1" + LINE % "a2",
            "sub/d.TXT": TEXT,
            "sub/c.ndjson": LINE % "c1",
            "README.txt": "no article",
            "readme.md": "no article",
            ".hidden.txt": "no article",
            ".git/x.txt": "no article",
            "picture.png": "no article",
            "notes": "no article",
        },
    )
    assert names(tmp_path) == ["a1", "a2", "b", "c1", "d"]


def test_a_broken_file_in_a_folder_costs_only_itself(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": TEXT, "b.txt": "күні жоқ", "c.txt": TEXT})
    first, problem, last = load(str(tmp_path))
    assert isinstance(first, Article)
    assert isinstance(problem, Problem)
    assert problem.origin == str(tmp_path / "b.txt")
    assert isinstance(last, Article)


def test_one_id_in_two_files_of_a_folder(tmp_path: Path) -> None:
    fill(tmp_path, {"a.jsonl": LINE % "x", "same.jsonl": LINE % "x", "x.txt": "date: 2025-03-05\n\nБасқа."})
    found, problem = load(str(tmp_path))
    assert isinstance(found, Article)
    assert isinstance(problem, Problem)
    assert problem.origin == str(tmp_path / "x.txt")
    assert f"{tmp_path / 'a.jsonl'}, line 1" in problem.message


@pytest.mark.parametrize("files", [{}, {"picture.png": "x"}, {"sub/README.txt": "x"}])
def test_a_folder_without_articles(files: dict[str, str], tmp_path: Path) -> None:
    fill(tmp_path, files)
    (problem,) = load(str(tmp_path))
    assert isinstance(problem, Problem)
    assert "no articles" in problem.message
    assert ".txt" in problem.cure


def test_a_folder_with_a_loop_and_a_pipe_ends(tmp_path: Path) -> None:
    fill(tmp_path, {"sub/a.txt": TEXT})
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(tmp_path) == ["a"]


def test_a_dangling_link_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (problem,) = load(str(tmp_path))
    assert isinstance(problem, Problem)
    assert "no such file" in problem.message


def test_origins_are_the_same_from_wherever_a_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, {"sub/a.txt": TEXT})
    monkeypatch.chdir(tmp_path)
    origins = [found.origin for source in ("sub", "sub/a.txt", ".", str(tmp_path)) for found in load(source)]
    assert origins == [str(tmp_path / "sub" / "a.txt")] * 4


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/\xff\x1b.txt", "w") as stream:  # noqa: PTH123
        stream.write(TEXT)
    (found,) = load(str(tmp_path))
    assert isinstance(found, Article)
    assert found.id == "�"
    found.origin.encode() if found.origin else None


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (LINE % "x" + LINE % "y", ["x", "y"]),
        ("\n\n  " + LINE % "x", ["x"]),
        ("\ufeff" + LINE % "x", ["x"]),
        ("date: 2025-03-04\nid: text\n\nМәтін.", ["text"]),
        ("\n date 2025-03-04 {мәтін}", None),
    ],
)
def test_standard_input_is_lines_or_a_text(content: str, ids: list[str] | None) -> None:
    found = list(load("-", stdin=io.BytesIO(content.encode())))
    assert all(isinstance(each, Article) and each.origin == "-" for each in found)
    if ids is not None:
        assert [each.id for each in found if isinstance(each, Article)] == ids


def test_two_texts_from_standard_input_are_two_articles() -> None:
    one, other, again = (
        next(load("-", stdin=io.BytesIO(f"date: 2025-03-04\n\n{text}".encode()))) for text in ("a", "b", "a")
    )
    assert isinstance(one, Article)
    assert isinstance(other, Article)
    assert one == again
    assert one.id != other.id


def test_a_pipe_with_a_path_is_like_standard_input(tmp_path: Path) -> None:
    pipe = tmp_path / "63"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(TEXT,))
    writer.start()
    (found,) = load(str(pipe))
    writer.join()
    assert isinstance(found, Article)
    assert found.origin == "-"
    assert found.id.startswith("stdin-")


@pytest.mark.parametrize(("name", "content"), [("a.json", LINE % "x"), ("a", LINE % "x"), ("x.md", TEXT)])
def test_files_of_other_endings_are_known_by_how_they_begin(name: str, content: str, tmp_path: Path) -> None:
    fill(tmp_path, {name: content})
    assert names(tmp_path / name) == ["x"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nowhere.txt", "no such file"),
        ("nowhere/", "no such file"),
        ("", "no path"),
        ("https://nowhere.invalid/feed", "cannot be found"),
        ("HTTP://127.0.0.1:1/", "private address"),
        ("http://", "not a web address"),
        ("a\0b", "no path"),
        ("x" * 5000, "cannot be read"),
        ("-", "standard input"),
    ],
)
def test_sources_that_are_none(
    source: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (problem,) = load(source)
    assert isinstance(problem, Problem)
    assert message in problem.message
    assert problem.cure


def test_what_may_not_be_read(unprivileged: Path) -> None:
    fill(unprivileged, {"a.txt": TEXT, "b.txt": TEXT, "sub/c.txt": TEXT})
    (unprivileged / "a.txt").chmod(0)
    (unprivileged / "sub").chmod(0)
    found = list(load(str(unprivileged)))
    (unprivileged / "sub").chmod(0o700)
    assert [isinstance(each, Problem) and "denied" in each.message for each in found] == [True, False, True]


@given(
    st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_no_bytes_make_it_raise(data: bytes) -> None:
    for prefix in (b"", b"{", b"date: 2025-03-04\n", b" date 2025-03-04 "):
        for found in load("-", stdin=io.BytesIO(prefix + data)):
            assert isinstance(found, Article | Problem)
