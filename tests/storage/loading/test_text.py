"""Text files: the two forms, and every way in which a file can fail to be one of them."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from storage.loading import Problem, load
from storage.loading.text import SIZE_LIMIT
from timeline.model import Article, Source

HEADER = """\
title: Венадағы кездесу
date: 2025-03-04T09:30:00+05:00
source: Үлгі министрлігі
kind: ministry
country: kz
url: https://ministry.example/news/1
lang: kk-KZ
id: vienna-talks

Бірінші жол.

Екінші жол: екі нүктемен.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "2025-03-04-vienna.txt"


def one(path: Path, content: str | bytes) -> Article | Problem:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (found,) = load(str(path))
    return found


def test_a_file_with_a_header(file: Path) -> None:
    assert one(file, HEADER) == Article(
        id="vienna-talks",
        text="Бірінші жол.\n\nЕкінші жол: екі нүктемен.",
        published="2025-03-04T09:30:00+05:00",
        title="Венадағы кездесу",
        lang="kk",
        url="https://ministry.example/news/1",
        source=Source(name="Үлгі министрлігі", kind="ministry", country="KZ"),
        origin=str(file),
    )


def test_a_file_of_the_seed_form(file: Path) -> None:
    text = "Министр кеше келді.\n«Біз дайынбыз», - деді ол. date: 2020-01-01\n\n  Соңы"
    assert one(file, f" date 2025-03-04 {text}") == Article(
        id="2025-03-04-vienna", text=text, published="2025-03-04", origin=str(file)
    )


@pytest.mark.parametrize("before", ["", " ", "\n\n\t", "\ufeff", "\ufeff "])
@pytest.mark.parametrize("after", [" ", "\n"])
def test_white_space_around_the_date_of_the_seed_form(before: str, after: str, file: Path) -> None:
    found = one(file, f"{before}date 2025-03-04{after} екі бос орын")
    assert isinstance(found, Article)
    assert found.text == " екі бос орын"


def test_the_article_of_the_user_is_read_to_the_letter() -> None:
    path = Path(__file__).parents[3] / "seeds" / "2025-08-23-kk-arktika.txt"
    raw = path.read_bytes().decode()
    (found,) = load(str(path))
    assert isinstance(found, Article)
    assert " date 2025-08-23 " + found.text == raw
    assert found.published == "2025-08-23"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_newlines_and_marks_of_other_systems(newline: str, encoding: str, file: Path) -> None:
    found = one(file, HEADER.replace("\n", newline).encode(encoding))
    assert isinstance(found, Article)
    assert found.text == "Бірінші жол.\n\nЕкінші жол: екі нүктемен."


def test_keys_in_any_case_and_empty_values(file: Path) -> None:
    found = one(file, "\n\nDATE : 2025-03-04\nTitle:\nsource:  \n\n\n\nМәтін\n\n\n")
    assert found == Article(id=file.stem, text="Мәтін", published="2025-03-04", origin=str(file))


def test_the_id_comes_from_the_address_when_there_is_one(file: Path) -> None:
    def id_of(url: str) -> str:
        found = one(file, f"date: 2025-03-04\nurl: {url}\n\nМәтін")
        assert isinstance(found, Article)
        return found.id

    first = id_of("https://www.Ministry.example:8080/news/1")
    assert first.startswith("ministry.example-")
    assert first == id_of("https://www.Ministry.example:8080/news/1")
    assert first != id_of("https://www.Ministry.example:8080/news/2")


def test_text_from_outside_is_cleaned(file: Path) -> None:
    found = one(
        file, "title: A\x1b]52;c;x\x07\u202eB\ndate: 2025-03-04\nsource: W\x9bire\n\nM\u0085ә\u2066тін"
    )
    assert isinstance(found, Article)
    assert found.title == "AB"
    assert found.source == Source(name="Wire")
    assert found.text == "Mәтін"


BAD: dict[str, tuple[str | bytes, int | None, str, str]] = {
    "empty file": ("", 1, "empty", "date"),
    "blank file": (" \n\n \n", 1, "empty", "date"),
    "no date": ("Министр кеше келді.\nЕртең кетеді.", 1, "no date", "date: 2025-08-23"),
    "no date, and a colon": ("Astana: the minister left.\n", 1, "no date", "date: 2025-08-23"),
    "the word date": ("date palms were planted", 1, "no date", "date: 2025-08-23"),
    "no date in the header": ("\ntitle: A\n\nМәтін", 2, "no date", "2025-08-23"),
    "empty date in the header": ("title: A\ndate:\n\nМәтін", 2, "no date", "2025-08-23"),
    "impossible date": (" date 2025-13-40 Мәтін", 1, "'2025-13-40' does not exist", "2025-08-23"),
    "impossible date below blank lines": (
        "\n\n date 2025-02-30 Мәтін",
        3,
        "'2025-02-30' does not exist",
        "2025-08-23",
    ),
    "impossible date in the header": (
        "title: A\ndate: 2025-13-40\n\nМәтін",
        2,
        "'2025-13-40' does not exist",
        "2025",
    ),
    "impossible hour": ("date: 2025-03-04T25:00:00Z\n\nМәтін", 1, "does not exist", "2025-08-23"),
    "another form of date": ("date: 04.03.2025\n\nМәтін", 1, "'04.03.2025' is not a date", "2025-08-23"),
    "basic form of date": ("date: 20250304\n\nМәтін", 1, "'20250304' is not a date", "2025-08-23"),
    "unknown key": ("date: 2025-03-04\nautor: X\n\nМәтін", 2, "'autor'", "title, date, source"),
    "no header line": ("date: 2025-03-04\nМәтін осында.\n", 2, "'Мәтін осында.'", "key: value"),
    "a key twice": (
        "date: 2025-03-04\ntitle: A\ndate: 2025-03-05\n\nМәтін",
        3,
        "twice, first on line 1",
        "one",
    ),
    "no text": ("title: A\ndate: 2025-03-04\n", 3, "text is empty", "text"),
    "blank text": (" date 2025-03-04 \n \n", 1, "text is empty", "text"),
    "only control characters": (" date 2025-03-04 \x1b\x07", 1, "text is empty", "text"),
    "unknown kind": ("date: 2025-03-04\nsource: A\nkind: blog\n\nМәтін", 3, "'blog'", "ministry, presidency"),
    "no country": (
        "date: 2025-03-04\nsource: A\ncountry: Kazakhstan\n\nМәтін",
        3,
        "'KAZAKHSTAN'",
        "two letters",
    ),
    "kind without a source": ("date: 2025-03-04\nkind: wire\n\nМәтін", 2, "source without a name", "name"),
    "no address": (
        "date: 2025-03-04\nurl: javascript:alert(1)\n\nМәтін",
        2,
        "'javascript:alert(1)'",
        "https://",
    ),
    "half an address": ("date: 2025-03-04\nurl: https://[::1\n\nМәтін", 2, "web address", "https://"),
    "no language": ("date: 2025-03-04\nlang: Kazakh language\n\nМәтін", 2, "'Kazakh language'", "kk"),
    "cp1251": (
        " date 2025-03-04 Мәтін".replace("ә", "а").encode("cp1251"),
        1,
        "byte 17",
        "iconv -f windows-1251",
    ),
    "cp1251 further down": (
        "date: 2025-03-04\n\nМiр\n".encode("cp1251"),
        3,
        "byte 18",
        "iconv -f windows-1251",
    ),
    "binary": (b"date: 2025-03-04\n\nab\0\x01", 3, "binary", "UTF-8"),
    "broken UTF-16": (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", None, "UTF-16", "iconv -f utf-16"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_explained(case: str, file: Path) -> None:
    content, line, message, cure = BAD[case]
    found = one(file, content)
    assert isinstance(found, Problem), found
    assert found.origin == str(file)
    assert found.line == line
    assert message in found.message
    assert cure in found.cure
    assert "\n" not in str(found)


def test_a_file_that_is_too_large(file: Path) -> None:
    with file.open("wb") as stream:
        stream.write(b" date 2025-03-04 text")
        stream.truncate(SIZE_LIMIT + 1)
    (found,) = load(str(file))
    assert isinstance(found, Problem)
    assert "64 MB" in found.message
