"""HTML as text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.loading.markup import Tag, to_text, tokens


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
        ("a\n  b\t<b>c</b>d", "a b cd"),
        ("a &amp;amp; b &lt;c&gt; &nbsp; &#8212;", "a &amp; b <c> \xa0 —"),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
        ("<script>if (a < b) { '</p>' }</script>x<style>p{}</style>", "x"),
        ("a<script>b", "a"),
        ("<!-- a > b -->c<!-- d", "c"),
        ("<img alt='a > b'>c", "c"),
        ('<a title="x>y" href=z>c</a>', "c"),
        ('<a title="x>c</a>d', "cd"),
        ("<svg><text>x</text></svg>y<svg/>z", "yz"),
        ("<![CDATA[x < y]]>", "x < y"),
        ("<a", "<a"),
        (f"a&#{'9' * 5000};b", "ab"),
        ("</>x", "x"),
        ("<p>" * 3, ""),
    ],
)
def test_what_a_person_would_see(markup: str, text: str) -> None:
    assert to_text(markup) == text


def test_attributes() -> None:
    (tag,) = tokens("<LINK rel=alternate Type='a/b' href=\"?a&amp;b\" rel=other checked>")
    assert isinstance(tag, Tag)
    assert tag.attributes() == {"rel": "alternate", "type": "a/b", "href": "?a&b", "checked": ""}


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        '<a "',
        "<!--",
        "<script>",
        "</",
        "<![CDATA[",
        "<a '\">",
        "<svg>",
        "<p",
        "&",
        "<a b=",
        "]]>",
        "<title>",
        "<i> </i>",
        "&#9",
        "\n ",
    ],
)
def test_nothing_takes_more_time_than_its_length_allows(piece: str) -> None:
    began = time.monotonic()
    to_text(piece * (1_000_000 // len(piece)))
    assert time.monotonic() - began < 20


@settings(deadline=None)  # the first example also loads a library
@given(st.text("<>/!-&;ap \"'=[]", max_size=60))
def test_no_text_is_lost_or_made(markup: str) -> None:
    assert to_text(markup).count("a") <= markup.count("a") + markup.count("&")
