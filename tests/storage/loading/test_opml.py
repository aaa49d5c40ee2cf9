"""Lists of feeds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.loading.opml import Outline, read_opml, write_opml
from storage.loading.problem import Unfit

LIST = """<?xml version="1.0"?><!DOCTYPE opml><opml version="1.0"><head><title>My & feeds</title></head><body>
<outline text="Ministries" title="Ministries"><outline text="MFA &amp; co" type="rss" xmlUrl="https://mfa.example/feed?a=1&b=2" htmlUrl="https://mfa.example"/>
  <outline text="Deep"><outline title="UN" xmlurl="feed://un.example/rss" category="/world/un,news"/></outline></outline>
<outline text="bad" xmlUrl="javascript:x"/><outline text="bad" xmlUrl="file:///etc/passwd"/>
<outline text="again" xmlUrl="https://mfa.example/feed?a=1&amp;b=2"/></body></opml>"""


def test_a_list_of_another_reader() -> None:
    assert read_opml(LIST.encode()) == [
        Outline(
            url="https://mfa.example/feed?a=1&b=2",
            title="MFA & co",
            site="https://mfa.example",
            folders=("Ministries",),
        ),
        Outline(
            url="http://un.example/rss", title="UN", folders=("Ministries", "Deep", "world", "un", "news")
        ),
    ]


def test_a_list_that_is_not_well_formed() -> None:
    data = '<opml><body><b></i><outline title="a & b" xmlUrl=https://a.example/?a&b><outline type="RSS" text="2" url="https://b.example/">'
    assert [(each.title, each.url) for each in read_opml(data.encode())] == [
        ("a & b", "https://a.example/?a&b"),
        ("2", "https://b.example/"),
    ]


@pytest.mark.parametrize("data", ["", "x", "<opml>", "<rss/>", "<opml><body/></opml>", "<a>" * 100_000])
def test_what_is_no_list(data: str) -> None:
    with pytest.raises(Unfit) as caught:
        read_opml(data.encode())
    assert caught.value.cure


def test_entities_are_not_followed() -> None:
    data = LIST.replace(
        "<!DOCTYPE opml>", '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    ).replace("UN", "&x;")
    assert read_opml(data.encode())[1].title == "&x;"


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
OUTLINES = st.builds(
    Outline,
    url=st.integers(0, 10**6).map(lambda n: f"https://a.example/{n}?x=1&y=<2>"),
    title=NAMES,
    site=st.none() | st.just("https://a.example/"),
    folders=st.lists(NAMES.filter(lambda name: not set(name) & set("/,")), max_size=2, unique=True).map(
        tuple
    ),
)


@settings(deadline=None)  # the first example also loads a library
@given(st.lists(OUTLINES, min_size=1, max_size=8, unique_by=lambda outline: outline.url))
def test_what_is_written_is_read(outlines: list[Outline]) -> None:
    again = read_opml(write_opml(outlines, title="elshi").encode())
    assert sorted(again, key=lambda outline: outline.url) == sorted(outlines, key=lambda outline: outline.url)
