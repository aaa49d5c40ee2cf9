"""``elshi dates``: the date reader as a small command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.command import elshi


def test_each_date_says_its_value_and_why(tmp_path: Path) -> None:
    done = elshi("dates", "--on", "2025-08-23", "Олар 15 тамызда кездесті, кеше де сөйлесті", home=tmp_path)
    assert done.code == 0
    first, second = done.out.splitlines()
    assert first.startswith("2025-08-15 ")
    assert "15 тамызда -> 2025-08-15: " in first
    assert second.startswith("2025-08-22 ")
    assert second.endswith("1 day before publication 2025-08-23")


def test_words_need_no_quotes_and_standard_input_is_a_dash(tmp_path: Path) -> None:
    words = elshi("dates", "--on", "2025-08-23", "--json", "They", "met", "last", "Friday", home=tmp_path)
    piped = elshi("dates", "--on", "2025-08-23", "--json", "-", home=tmp_path, stdin="They met last Friday\n")
    assert words.out == piped.out
    [mention] = json.loads(words.out)
    assert (mention["text"], mention["value"], mention["type"]) == ("last Friday", "2025-08-22", "DATE")


def test_the_language_can_be_named(tmp_path: Path) -> None:
    assert "2025-05-03" in elshi("dates", "--on", "2025-08-23", "--lang", "ru", "3 мая", home=tmp_path).out


def test_a_text_without_dates_is_no_failure(tmp_path: Path) -> None:
    done = elshi("dates", "We may march with them, she said", home=tmp_path)
    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.parametrize(
    ("args", "stdin", "code", "said"),
    [
        (("--lang", "xx", "today"), b"", 2, "there is no pack for 'xx'"),
        (("--on", "2025-13-40", "today"), b"", 2, "--on '2025-13-40'"),
        (("--on", "2025-08", "today"), b"", 2, "'2025-08' is no day"),
        ((), b"", 2, "TEXT|-"),
        (("-",), b"good\n\xff\xfe", 1, "-:2: the text is not UTF-8"),
        (("03/04/2025",), b"", 1, "name it with --lang"),
    ],
)
def test_what_is_wrong_is_said(
    args: tuple[str, ...], stdin: bytes, code: int, said: str, tmp_path: Path
) -> None:
    done = elshi("dates", *args, home=tmp_path, stdin=stdin)
    assert done.code == code
    assert said in done.err
    assert "Traceback" not in done.err
