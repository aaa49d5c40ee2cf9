"""What the panes make of the state, line by line."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import ElshiError
from tests.tui.desks import EN, SUMMIT, HandMade, large, small
from tests.tui.driving import driving
from timeline.model import Article, Event, Evidence, Timeline
from tui.actions import ACTIONS
from tui.keymap import DEFAULT, Keymap, shown
from tui.lookup import EventRows, Lookup, Mark, date_text
from tui.screens.help import ASCII, SIGNS, help_text
from tui.state import opening
from tui.widgets.article import heading, runs
from tui.widgets.prompt import LONGEST, Line, Prompt
from tui.widgets.timeline import TimelinePane, columns, languages_text
from tui.wrap import cells


def dated(date: str | None, end: str | None = None) -> Event:
    return Event(
        id="e",
        date=date,
        end=end,
        grain="day",
        type="visit",
        status="happened",
        title="A visit",
        summary="A visit.",
    )


@pytest.mark.parametrize(
    ("date", "end", "text"),
    [
        (None, None, "undated"),
        ("2025-08-15", None, "2025-08-15"),
        ("2025-08-15", "2025-08-15", "2025-08-15"),
        ("2025-08-12", "2025-08-14", "2025-08-12…14"),
        ("2025-08-30", "2025-09-02", "2025-08-30…09-02"),
        ("2025-12-30", "2026-01-02", "2025-12-30…2026-01-02"),
        ("2025-W34", None, "2025-W34"),
        ("2025-08", "2025-10", "2025-08…2025-10"),
    ],
)
def test_dates_are_told_at_their_grain(date: str | None, end: str | None, text: str) -> None:
    assert date_text(dated(date, end)) == text


@pytest.mark.parametrize(
    ("languages", "text"),
    [([], ""), (["kk"], "kk"), (["en", "kk", "ru"], "en kk ru"), (["ar", "en", "kk", "ru"], "ar en +2")],
)
def test_languages_fit_their_column(languages: list[str], text: str) -> None:
    assert languages_text(languages) == text


@given(st.integers(20, 300))
def test_a_row_is_as_wide_as_the_pane_and_the_title_is_not_starved(width: int) -> None:
    at = columns(width)
    assert at.title >= min(24, width - 19)
    facts = sum(size + 1 for size in (at.type, at.languages, at.counts) if size)
    assert at.date + 5 + at.title + facts + 1 == width


def test_rows_are_made_one_by_one() -> None:
    rows = EventRows(small().timeline.events, [0, 2])
    assert len(rows) == 2
    assert (rows.row(1).title, rows.row(1).status) == ("Second round of talks", "planned")
    assert (rows.row(0).sources, rows.row(0).quotes) == (3, 3)


def test_the_runs_of_an_article_add_up() -> None:
    marks = [
        Mark(10, 50, "evidence", ("a",)),
        Mark(20, 30, "date", ("a",)),
        Mark(40, 60, "quote", (), "q"),
        Mark(70, 80, "evidence", ("b",)),
    ]
    cut = [(run.start, run.styles) for run in runs(marks, "a", marks[2])]
    assert cut == [
        (0, ()),
        (10, ("evidence",)),
        (20, ("evidence", "date")),
        (30, ("evidence",)),
        (40, ("evidence", "quote", "current")),
        (50, ("quote", "current")),
        (60, ()),
    ]


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(1, 20), st.sampled_from(["evidence", "date", "quote"]))
    )
)
def test_runs_are_in_order_and_start_at_the_start(spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(start, start + size, kind, ("a",)) for start, size, kind in spans]  # type: ignore[arg-type]
    starts = [run.start for run in runs(marks, "a", None)]
    assert starts[0] == 0
    assert starts == sorted(set(starts))


def test_the_heading_tells_which_article_it_is() -> None:
    assert heading(EN, 1, 5) == "Article 2/5 · Harbour Wire · 2025-08-16 · en"
    assert heading(None, None, 0) == "Article"


def test_the_tour_starts_where_the_best_evidence_is() -> None:
    assert Lookup(small()).tour(SUMMIT) == ("en", "kk", "ru")


def test_a_key_means_what_its_pane_makes_of_it() -> None:
    meanings = [DEFAULT.action_for("enter", "\r", pane) for pane in ("timeline", "article", "quotes")]
    assert [action.name for action in meanings if action] == ["read", "follow_mark", "follow_quote"]
    assert DEFAULT.action_for("f12", None, "timeline") is None


def test_every_action_has_a_key_that_works_everywhere() -> None:
    for action in ACTIONS.values():
        assert any(not key.startswith("F") and key != "Esc" for key in DEFAULT.keys_of(action))


def test_keys_are_shown_as_people_read_them() -> None:
    assert [shown(key) for key in ("ctrl+d", "pagedown", "down", "G", "]")] == [
        "Ctrl+D",
        "PgDn",
        "↓",
        "G",
        "]",
    ]


@pytest.mark.parametrize("pane", ["timeline", "article", "quotes"])
def test_help_tells_of_every_action_and_of_the_pane_first(pane: str) -> None:
    for signs in (SIGNS, ASCII):
        paragraphs = help_text(pane, signs)  # type: ignore[arg-type]
        text = "\n".join(piece.text for paragraph in paragraphs for piece in paragraph)
        assert all(action.help in text for action in ACTIONS.values())
        assert text.startswith(f"In the {pane}")


@given(st.text(), st.integers(0, 30), st.text())
def test_editing_keeps_the_cursor_in_the_line(text: str, at: int, more: str) -> None:
    line = Line(text).go(at).insert(more)
    assert 0 <= line.at <= len(line.text)
    assert line.cut(line.word_start(), line.at).at <= len(line.text)


def test_a_line_has_an_end() -> None:
    assert len(Line().insert("x" * 5000).text) == LONGEST


def test_a_prompt_takes_what_can_be_typed() -> None:
    prompt = Prompt()
    prompt.ask("filter", "x" * 50_000)
    assert len(prompt.line.text) == LONGEST
    prompt.ask("filter", "")
    prompt.insert("a\x00\x1b[2J\tб\x9b\u200c\ud800\nnext line")
    assert prompt.line.text == "a[2J б\u200c"


async def test_what_a_key_means_to_the_prompt() -> None:
    from tests.tui.driving import driving

    async with driving(small()) as desk:
        prompt: Prompt = desk.main.prompt
        prompt.ask("filter", "")
        assert [
            prompt.take(*key)
            for key in (("a", "a"), ("left", None), ("enter", "\r"), ("escape", None), ("f5", None))
        ] == [
            "typed",
            None,
            "entered",
            "cancelled",
            None,
        ]


def test_a_row_is_drawn_in_the_width_of_the_pane() -> None:
    pane = TimelinePane(opening(Lookup(large(10))))
    row = "".join(piece.text for piece in pane._row(pane._rows.row(3), columns(80)))
    assert cells(row) == 80


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        ({"x": "downn"}, "did you mean down"),
        ({"x": "zzzz"}, "lists all actions"),
        ({"No Key": "down"}, "there is no key 'No Key'"),
        ({"q": "", "ctrl+c": ""}, "no key leads out"),
    ],
)
def test_wrong_keys_are_named_with_a_cure(wishes: dict[str, str], told: str) -> None:
    with pytest.raises(ElshiError) as error:
        Keymap(wishes)
    assert told in str(error.value)


async def test_what_is_read_from_the_right_stands_at_the_right() -> None:
    text = "التقى الرئيسان في ألاسكا في 15 أغسطس.\n\nMixed: Putin قال."
    told = Article(id="ar", text=text, published="2025-08-16", lang="ar", title="قمة ألاسكا")
    proof = Evidence(article="ar", start=0, end=20, text=text[:20])
    event = msgspec.structs.replace(SUMMIT, evidence=[proof], articles=["ar"], quotes=[])
    desk = HandMade(Timeline(events=[event]), {"ar": told})
    async with driving(desk, (80, 24)) as driver:
        title, line, mixed = (
            next(line for line in driver.lines if words in line) for words in ("قمة", "التقى", "Mixed")
        )
    assert title.rstrip().endswith("قمة ألاسكا")
    assert len(title) - len(title.rstrip()) == 1
    assert line.startswith("┃   ")
    assert mixed.startswith("  Mixed")
