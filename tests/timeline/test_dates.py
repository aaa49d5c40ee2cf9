"""What the date reader finds and what it means; the sentences are in tests/languages."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.languages import available, load_pack
from timeline.model import DateMention
from timeline.reading.dates import find_dates
from timeline.reading.dates.lexicon import lexicon_of
from timeline.reading.document import lay_out

FIXTURES = Path(__file__).parents[1] / "languages"


def fixtures() -> list[Any]:
    cases = []
    for path in sorted(FIXTURES.glob("dates_*.jsonl")):
        code = path.stem.removeprefix("dates_")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            cases.append(pytest.param(code, json.loads(line), id=f"{code}:{number}"))
    return cases


def read(code: str, text: str, published: str | None) -> list[DateMention]:
    created = dt.date.fromisoformat(published) if published else None
    return find_dates(lay_out("article", text, load_pack(code), created))


def values(code: str, text: str, published: str | None = "2025-08-23") -> list[tuple[str, str]]:
    return [(mention.text, mention.value) for mention in read(code, text, published)]


@pytest.mark.parametrize(("code", "case"), fixtures())
def test_a_sentence_has_these_dates_and_no_others(code: str, case: dict[str, Any]) -> None:
    found = [
        {"text": mention.text, "value": mention.value, "type": mention.type, "mod": mention.mod}
        for mention in read(code, case["text"], case["published"])
    ]
    assert found == [{"type": "DATE", "mod": None, **expected} for expected in case["dates"]]


def test_a_rule_tells_people_where_the_value_comes_from() -> None:
    (mention,) = read("kk", "Ол жұма күні келді.", "2025-08-23")
    assert mention.rule == "жұма күні -> 2025-08-22: last Friday before publication 2025-08-23"
    assert (mention.grain, mention.type) == ("day", "DATE")


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "They met on Aug. 15.", [("Aug. 15", "XXXX-08-15")]),
        (
            "en",
            "They met on Friday and left yesterday.",
            [("Friday", "XXXX-WXX-5"), ("yesterday", "XXXX-XX-XX")],
        ),
        (
            "en",
            "They met last week, two days ago.",
            [("last week", "XXXX-WXX"), ("two days ago", "XXXX-XX-XX")],
        ),
        ("kk", "Өткен жылғы 18 желтоқсанда.", [("Өткен жылғы 18 желтоқсанда", "XXXX-12-18")]),
        ("ru", "15 августа 2025 года.", [("15 августа 2025 года", "2025-08-15")]),
    ],
)
def test_without_a_publication_day_what_depends_on_it_stays_open(
    code: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert values(code, text, None) == expected


def test_without_a_publication_day_a_full_date_gives_the_year_of_the_next() -> None:
    assert values("en", "On 8 May 2019 they met. On 10 May they signed.", None)[1] == ("10 May", "2019-05-10")


def test_the_same_day_is_the_day_told_last_and_not_the_week() -> None:
    text = "He spoke on Monday. Referring to last week, she answered the same day."
    assert values("en", text)[-1] == ("the same day", "2025-08-18")


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2025-01-10", "20 December", "2024-12-20"),
        ("2025-01-10", "1 March", "2025-03-01"),
        ("2025-01-10", "11 April", "2024-04-11"),
        ("2025-01-10", "10 April", "2025-04-10"),
        ("2024-11-15", "2 February", "2025-02-02"),
        ("2025-03-01", "29 February", "2024-02-29"),
    ],
)
def test_a_day_without_a_year_is_the_near_one(published: str, text: str, expected: str) -> None:
    assert values("en", f"It was dated {text}.", published) == [(text, expected)]


@pytest.mark.parametrize("text", ["30 February", "31 June 2025", "2025-13-40", "99.99.2025", "45 тамыз"])
def test_a_day_that_no_calendar_has_is_no_day(text: str) -> None:
    for code in available():
        assert all(mention.grain != "day" for mention in read(code, text, "2025-08-23"))


@pytest.mark.parametrize(
    ("published", "text"),
    [
        ("0001-01-01", "yesterday and a year ago and last week"),
        ("9999-12-31", "tomorrow and next year and a week later"),
    ],
)
def test_no_date_lies_beyond_the_calendar(published: str, text: str) -> None:
    assert [mention for mention in read("en", text, published) if mention.type == "DATE"] == []


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2025-08-23", "他15日抵达", "2025-08-15"),
        ("2025-08-01", "他31日抵达", "2025-07-31"),
        ("2025-08-30", "他将于2日抵达", "2025-09-02"),
        ("2025-08-23", "他7日说", "2025-08-07"),
        ("2025-08-16", "他将于30日访问", "2025-08-30"),
        ("2025-12-30", "下月9日", "2026-01-09"),
        (None, "他15日抵达", "XXXX-XX-15"),
    ],
)
def test_a_day_of_an_unnamed_month_is_the_near_one(published: str | None, text: str, expected: str) -> None:
    assert [value for _, value in values("zh", text, published)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年9月的第一个星期一", "2025-09-01"),
        ("2025年9月的最后一个星期五", "2025-09-26"),
        ("2025年9月第二周", "2025-W37"),
        ("2024年2月最后一天", "2024-02-29"),
        ("本月的最后一天", "2025-08-31"),
    ],
)
def test_the_nth_is_counted_within_its_month(text: str, expected: str) -> None:
    assert values("zh", text) == [(text, expected)]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("fr", "mardi en huit", "2025-09-02"),
        ("fr", "samedi en huit", "2025-08-30"),
        ("fr", "lundi en quinze", "2025-09-08"),
        ("de", "Mittwoch in zwei Wochen", "2025-09-10"),
        ("de", "Mittwoch vor zwei Wochen", "2025-08-13"),
        ("de", "übernächsten Freitag", "2025-09-05"),
        ("de", "vorletzten Freitag", "2025-08-15"),
    ],
)
def test_a_day_of_the_week_may_be_counted_in_weeks(code: str, text: str, expected: str) -> None:
    assert values(code, text) == [(text, expected)]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2025-08-23", "2025-08-25"),
        ("2025-08-26", "2025-08-25"),
        ("2025-08-28", "2025-08-25"),
        ("2025-08-29", "2025-09-01"),
    ],
)
def test_this_monday_is_the_nearest_where_no_verb_tells(published: str, expected: str) -> None:
    assert values("fr", "Ce lundi, sommet à Rome", published) == [("Ce lundi", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Karfreitag 2024", "2024-03-29"), ("Ostern 2025", "2025-04-20"), ("Pfingstmontag 2026", "2026-05-25")],
)
def test_feasts_move_with_easter(text: str, expected: str) -> None:
    assert values("de", text) == [(text, expected)]


@pytest.mark.parametrize(
    ("published", "expected"), [("2025-08-23", "2025-08-15"), ("2025-09-10", "2025-08-15")]
)
def test_a_day_of_an_unnamed_month_falls_on_its_day_of_the_week(published: str, expected: str) -> None:
    assert values("fr", "vendredi 15, à Rome", published) == [("vendredi 15", expected)]


def test_a_month_has_no_sixth_monday() -> None:
    assert values("zh", "2025年9月第六个星期一")[0] == ("2025年9月", "2025-09")


def test_a_line_break_ends_a_date() -> None:
    assert values("en", "August\n15 people came.") == [("August", "2025-08")]


WORDS = sorted({form for code in available() for form in lexicon_of(load_pack(code)).titled})
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from([word.title() for word in WORDS]),
    st.integers(0, 10**6).map(str),
    st.sampled_from(
        [
            "12-14",
            "15.08.2025",
            "2025-02-30",
            "15:30",
            "-",
            "–",
            ",",
            ".",
            "'",
            "\n",
            "«",
            "»",
            "15-інде",
            "%",
            "$5",
        ]
    ),
    st.text(max_size=8),
)
TEXTS = st.one_of(
    st.text(), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=12).map("".join)
)


@given(code=st.sampled_from(available()), text=TEXTS, created=st.one_of(st.none(), st.dates()))
def test_any_text_of_any_day_gives_mentions_in_order_that_hold(
    code: str, text: str, created: dt.date | None
) -> None:
    end = 0
    for mention in find_dates(lay_out("article", text, load_pack(code), created)):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.rule.startswith(f"{mention.text} -> {mention.value}: ")
        end = mention.end


def calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls, which no other program on the machine can change."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


HOSTILE = [
    "8",
    "2025-",
    "8月15日",
    "一",
    "周五将",
    "كانون ",
    "أَـ",
    "و15 ",
    "March ",
    "twenty ",
    "between the last two weeks of ",
    "zwanzigund",
    "am 5. ",
    "quatre-vingt-",
    "début de la fin du mois de ",
    "treinta y ",
    "a finales del mes de ",
]


@settings(max_examples=40)
@given(
    code=st.sampled_from(available()),
    text=st.one_of(st.sampled_from(HOSTILE), st.lists(PIECES, min_size=1, max_size=4).map(" ".join)),
)
def test_the_work_grows_with_the_length_alone(code: str, text: str) -> None:
    def work(times: int) -> int:
        document = lay_out("article", f"{text} " * times, load_pack(code), dt.date(2025, 8, 23))
        return calls(lambda: find_dates(document))

    work(3)
    assert work(400) < 5 * work(100) + 1000
