"""Lines fit their width, and every code point has its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text import printable
from tui.wrap import cells, clip, pad, wrap

WIDTHS = st.integers(2, 40)
TEXTS = st.text(
    st.sampled_from("ab қж中国、（）「」é\u0301\u0301\n\t —“”") | st.characters(codec=None), max_size=200
)


@given(st.text(st.characters(codec=None)))
@example("".join(map(chr, range(0x20, 0x3000))))
def test_cells_are_what_rich_counts(text: str) -> None:
    assert cells(text) == cell_len(printable(text))


@given(TEXTS, WIDTHS)
@example("", 10)
@example("\n\n", 10)
@example("x" * 100, 7)
@example("中" * 100, 7)
def test_every_code_point_belongs_to_one_line(text: str, width: int) -> None:
    wrapped = wrap(text, width)
    assert wrapped.starts[0] == 0
    assert list(wrapped.starts) == sorted(wrapped.starts)
    newlines = [at + 1 for at, character in enumerate(text) if character == "\n"]
    assert set(newlines) <= set(wrapped.starts)


@given(TEXTS, WIDTHS)
def test_lines_fit(text: str, width: int) -> None:
    wrapped = wrap(text, width)
    for line in range(len(wrapped)):
        start, end = wrapped.span(line)
        assert cells(text[start:end]) <= width


@given(TEXTS, WIDTHS)
def test_the_map_is_a_bijection(text: str, width: int) -> None:
    wrapped = wrap(text, width)
    seen = [at for at, character in enumerate(text) if cells(character)]
    places = [wrapped.place(at) for at in seen]
    assert len(set(places)) == len(places)
    assert [wrapped.offset(*place) for place in places] == seen


@given(TEXTS, WIDTHS)
def test_nothing_but_blanks_hangs_over(text: str, width: int) -> None:
    wrapped = wrap(text, width)
    shown = "".join(text[slice(*wrapped.span(line))] for line in range(len(wrapped)))
    assert "".join(shown.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("one\n\ntwo", 8, ["one", "", "two"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("an abcdefghij", 4, ["an", "abcd", "efgh", "ij"]),
        ("他们在北京会谈。", 8, ["他们在北", "京会谈。"]),
        ("他们在北京。会谈", 10, ["他们在北", "京。会谈"]),
        ("他说：「好」", 8, ["他说：", "「好」"]),
    ],
)
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    wrapped = wrap(text, width)
    assert [text[slice(*wrapped.span(line))] for line in range(len(wrapped))] == lines


@given(TEXTS.filter(lambda text: "\n" not in text), st.integers(0, 40))
def test_padding_fills_exactly(text: str, width: int) -> None:
    assert cells(clip(text, width)) <= width
    assert cells(pad(text, width)) == width


def test_a_word_of_ten_thousand_letters() -> None:
    wrapped = wrap("ж" * 10_000, 50)
    assert len(wrapped) == 200
