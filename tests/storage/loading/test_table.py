"""CSV files."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.loading import Problem, load
from timeline.model import Article


def read(tmp_path: Path, content: str | bytes, name: str = "a.csv") -> list[Article | Problem]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(load(str(path)))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_are_articles(delimiter: str, tmp_path: Path) -> None:
    rows = [
        ["\ufeffURL", "Headline", "Date", "Body", "Source", "Kind", "extra"],
        [
            "https://a.example/1",
            '"Talks, ""held"""',
            "4 марта 2025",
            '"One\nTwo; three,\tfour"',
            "MFA",
            "ministry",
            "x",
        ],
        ["https://a.example/2", "Second", "2025-03-05T10:00:00+05:00", "Text", "", "", ""],
    ]
    first, second = read(tmp_path, "\r\n".join(delimiter.join(row) for row in rows))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, first.text, first.published) == (
        'Talks, "held"',
        "One\nTwo; three,\tfour",
        "2025-03-04",
    )
    assert first.source is not None
    assert first.source.kind == "ministry"
    assert second.published == "2025-03-05T10:00:00+05:00"


def test_a_bad_row_costs_only_itself(tmp_path: Path) -> None:
    content = "id,date,text\n1,2025-03-04,a\n2,soon,b\n3,2025-03-04,\n4,,d\n\n5,2025-03-04,e\n"
    found = read(tmp_path, content)
    assert [each.id if isinstance(each, Article) else each.line for each in found] == ["1", 3, 4, 5, "5"]
    assert all(each.cure for each in found if isinstance(each, Problem))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "a,b,c\n1,2,3\n",
        "id,date\n1,2025-03-04\n",
        "date,text\n2025-03-04,x\n",
        b"id,date,text\n1,2025-03-04,\xff\n",
    ],
)
def test_what_is_no_table_of_articles(content: str | bytes, tmp_path: Path) -> None:
    (problem,) = read(tmp_path, content)
    assert isinstance(problem, Problem)
    assert problem.cure
