"""Feeds: what arrives is right, and what is hostile does no harm."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.loading.cleaning import clean
from storage.loading.feeds import Feed, parse
from storage.loading.problem import Unfit
from tests.storage.loading.hostile import feed, item

NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
URL = "https://mfa.example/feed"


def read(data: bytes, content_type: str | None = "application/xml", url: str = URL) -> Feed:
    return parse(data, content_type, url, now=NOW)


def test_an_item_becomes_an_article() -> None:
    data = feed(
        item(
            1,
            title="Envoys &amp;amp; ministers meet",
            link="/news/1",
            description="&lt;p&gt;The envoys met.&lt;/p&gt;&lt;p&gt;They &lt;b&gt;agreed&lt;/b&gt;.&lt;/p&gt;",
        )
    )
    (article,) = read(data.encode()).articles
    assert article.title == "Envoys & ministers meet"
    assert article.url == "https://mfa.example/news/1"
    assert article.published == "2025-03-04T09:01:00+05:00"
    assert article.text == "The envoys met.\n\nThey agreed."
    assert article.source is not None
    assert article.source.name == "Ministry"
    assert not article.date_guessed


@pytest.mark.parametrize(
    "data", [b"", b"  ", b"hello", b"<html><body>x</body></html>", b"<x/>", b"{}", b"[1"]
)
def test_what_is_no_feed(data: bytes) -> None:
    with pytest.raises(Unfit) as caught:
        read(data)
    assert caught.value.cure


def titles(data: bytes | str, content_type: str | None = "application/xml") -> list[str | None]:
    return [
        article.title
        for article in read(data.encode() if isinstance(data, str) else data, content_type).articles
    ]


# Documents made to do harm

DOCTYPE = "<!DOCTYPE rss [%s]><rss"
LAUGHS = '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "entities",
    [
        LAUGHS,
        f'<!ENTITY l11 "{"a" * 1_000_000}">',
        '<!ENTITY l11 SYSTEM "file:///etc/passwd">',
        '<!ENTITY l11 SYSTEM "http://127.0.0.1:1/x">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;',
    ],
)
def test_entities_are_not_followed(entities: str) -> None:
    data = feed(item(1, title="a" + "&l11;" * 1000), item(2)).replace("<rss", DOCTYPE % entities, 1)
    first, second = read(data.encode()).articles
    assert first.title is not None
    assert len(first.title) < 2000
    assert "root:" not in first.title
    assert second.title == "Report 2"


def test_short_entities_of_its_own_are_text() -> None:
    doctype = DOCTYPE % '<!ENTITY mfa "Ministry of Foreign Affairs"><!ENTITY c \'"x>\'>'
    data = feed(item(1, title="&mfa;: &amp;c; &mfa")).replace("<rss", doctype, 1)
    assert titles(data) == ["Ministry of Foreign Affairs: &c; &mfa"]


@pytest.mark.parametrize(
    "data",
    [
        feed(item(1), "<a>" * 100_000 + "</a>" * 100_000),
        feed(item(1, description="<a>" * 100_000)),
        feed("<item><a " * 300_000),
        f"<rss><channel>{'<' * 3_000_000}",
        "<rss><channel " + "a='1' " * 300_000 + f">{item(1)}",
        feed("<x/>" * 1_100_000),
    ],
)
def test_what_is_built_to_break_a_reader_is_refused_in_time(data: str) -> None:
    began = time.monotonic()
    with pytest.raises(Unfit) as caught:
        read(data.encode())
    assert caught.value.cure
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "part",
    [
        "<!-- x -->" * 100_000,
        "<" + "a" * 1_000_000,
        "]]>" + "<![CDATA[" * 300_000 + "&",
        f"<description>&#{'9' * 100_000};</description>",
        "<description>" + "&lt;i&gt; &lt;/i&gt;" * 100_000 + "</description>",
        "<link>" + "/x" * 500_000 + "</link>",
        "<pubDate>" + "1 " * 500_000 + "</pubDate>",
        "&#x" * 500_000,
        "<?x " * 300_000,
        "<!DOCTYPE [" * 200_000,
    ],
    ids=lambda part: part[:20],
)
def test_no_part_takes_more_time_than_its_length_allows(part: str) -> None:
    for data in (part + feed(item(1)), feed(item(1), f"<item><title>x</title>{part}</item>", item(3))):
        began = time.monotonic()
        with contextlib.suppress(Unfit):
            read(data.encode())
        assert time.monotonic() - began < 15


def test_thousands_of_broken_items_take_no_time_to_speak_of() -> None:
    data = feed(*(f"<item><title>a<b>{number}</title></item>" for number in range(2_000)))
    began = time.monotonic()
    assert len(titles(data)) == 2_000
    assert time.monotonic() - began < 20


# Bad bytes

RUSSIAN = "Министры встретились в Вене"


@pytest.mark.parametrize(
    ("header", "declared", "actual"),
    [
        ("windows-1251", None, "cp1251"),
        (None, "windows-1251", "cp1251"),
        (None, None, "cp1251"),
        ("utf-8", "utf-8", "cp1251"),
        ("koi8-r", None, "koi8-r"),
        ("utf-8", "windows-1251", "utf-8"),
        ("windows-1251", "utf-8", "utf-8"),
        ("iso-8859-1", None, "utf-8"),
        (None, "x-klingon", "utf-8"),
        (None, "utf-16", "utf-8"),
        (None, "utf-16", "utf-16"),
        (None, "utf-16", "utf-16-be"),
        ("utf-8", "utf-16", "utf-16-le"),
        (None, None, "utf-32"),
        (None, "utf-8", "utf-8-sig"),
        ("base64", "hex", "utf-8"),
    ],
)
def test_the_text_is_right_whatever_is_said_of_its_encoding(
    header: str | None, declared: str | None, actual: str
) -> None:
    prolog = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    data = feed(item(1, title=RUSSIAN, description=f"{RUSSIAN}, " * 20), prolog=prolog).encode(actual)
    assert titles(data, f"text/xml; charset={header}" if header else "text/xml") == [RUSSIAN]


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("gb2312", "外交部长会谈"),
        ("big5", "外交部長會談"),
        ("iso-2022-jp", "外務大臣会談"),
        ("iso-8859-1", "Réunion à Genève"),
    ],
)
def test_declared_encodings(encoding: str, title: str) -> None:
    prolog = f'<?xml version="1.0" encoding="{encoding}"?>'
    assert titles(feed(item(1, title=title), prolog=prolog).encode(encoding)) == [title]


def test_a_bad_byte_costs_one_letter() -> None:
    data = feed(item(1), item(2, title=f"{RUSSIAN}@"), item(3)).encode().replace(b"@", b"\xff")
    assert titles(data) == ["Report 1", f"{RUSSIAN}\ufffd", "Report 3"]


@pytest.mark.parametrize(
    "start", ["\n\n  ", "\ufeff", "<br />\n<b>Warning</b>: in feed.php<br />\n", "<!-- x -->", "\0\0"]
)
def test_what_stands_before_a_feed(start: str) -> None:
    assert titles(start + feed(item(1))) == ["Report 1"]


# Broken XML

BROKEN = {
    "an entity of HTML": item(2, title="Caf&eacute;&nbsp;&mdash; &hellip;"),
    "a bare ampersand": item(2, title="R&D & more"),
    "a bare angle": item(2, title="a < b"),
    "an unclosed tag": "<item><title>Two</item>",
    "an unclosed item": "<item><title>Two</title><link>https://mfa.example/2",
    "a stray close": "</b>" + item(2),
    "a control character": item(2, title="a\x01b\x1b[31m"),
    "a reference to one": item(2, title="a&#1;b&#x1b;[31m&#xffff;&#99999999;"),
    "an unknown prefix": item(2, **{"dc:creator": "Somebody"}),
    "an unclosed CDATA": "<item><title><![CDATA[Two</title></item>",
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_xml_amid_good_items(name: str) -> None:
    found = titles(feed(item(1), BROKEN[name], item(3)))
    assert "Report 1" in found
    if name != "an unclosed CDATA":
        assert "Report 3" in found
    assert not any("\x1b" in (title or "") for title in found)


def test_what_is_broken_off_is_taken_as_far_as_it_goes() -> None:
    data = feed(item(1), item(2))
    for length in range(data.index("<item>") + 20, len(data), 7):
        try:
            found = titles(data[:length])
        except Unfit:
            continue
        assert found[: 1 + (length > len(data) - 20)] in (
            ["Report 1"],
            ["Report 1", "Report 2"],
            ["Report"],
            [],
        )


# Text that is not what it seems

EVIL = "\x1b]52;c;aGk=\x07\x1b[2J\x9b31m\u202e\u2066\U000e0041\ufeff\x00"


def test_no_field_brings_a_character_that_does_harm() -> None:
    evil = item(
        1,
        title=f"Ti{EVIL}tle",
        description=f"Te{EVIL}xt",
        guid=f"g{EVIL}",
        link=f"https://mfa.example/{EVIL}x",
        author=EVIL,
    )
    found = read(
        feed(evil, head=f"<language>{EVIL}</language>").replace("Ministry", f"Min{EVIL}istry").encode()
    )
    (article,) = found.articles
    assert (article.title, article.text, found.title) == ("Title", "Text", "Ministry")
    assert clean(repr(article)) == repr(article)


def test_escapes_in_json() -> None:
    data = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": EVIL,
            "items": [{"id": EVIL, "title": f"T{EVIL}", "content_text": f"x{EVIL}y"}],
        }
    )
    (article,) = read(data.encode(), "application/feed+json").articles
    assert (article.title, article.text) == ("T", "xy")


def test_joiners_stay() -> None:
    assert titles(feed(item(1, title="می‌خواهم 👨‍👩‍👧"))) == ["می‌خواهم 👨‍👩‍👧"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("[/nope] [bold]x[/]", "[/nope] [bold]x[/]"),
        ("a &lt;b&gt;bold&lt;/b&gt; move", "a bold move"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;News", "News"),
        ("5 &lt; 6 &amp; 7", "5 < 6 & 7"),
        ("AT&amp;amp;T", "AT&T"),
        ("&amp;amp;lt;b&amp;amp;gt;", "&lt;b&gt;"),
        ("<![CDATA[Tom & Jerry &amp; <i>co</i>]]>", "Tom & Jerry & co"),
        ("One\n   two\tthree", "One two three"),
        ("&#128;5 &#x2014; &apos;x&apos;", "€5 — 'x'"),
    ],
)
def test_markup_in_titles(written: str, title: str) -> None:
    assert titles(feed(item(1, title=written))) == [title]


def test_atom_says_what_is_markup() -> None:
    entry = '<entry><id>{0}</id><title type="{1}">{2}</title><link href="/{0}"/><updated>2025-03-04T10:00:00Z</updated></entry>'
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/"><title>A</title>%s</feed>'
        % (
            entry.format(1, "text", "1 &lt;b&gt;")
            + entry.format(2, "html", "2 &lt;b&gt;x&lt;/b&gt; &amp;amp; y")
            + entry.format(3, "xhtml", '<div xmlns="http://www.w3.org/1999/xhtml">3 <b>x</b></div>')
        )
    )
    found = read(data.encode()).articles
    assert [article.title for article in found] == ["1 <b>", "2 x & y", "3 x"]
    assert [article.url for article in found] == [f"https://a.example/{n}" for n in (1, 2, 3)]


# Links, identities, dates


def test_links_are_web_addresses_or_none() -> None:
    links = {
        "/1": "https://mfa.example/1",
        "?p=2": "https://mfa.example/feed?p=2",
        "//b.example/3": "https://b.example/3",
        "../x y": "https://mfa.example/x%20y",
        "HTTP://a.example/Z": "http://a.example/Z",
        "http://u:p@a.example/": "http://a.example/",
        "javascript:alert(1)": None,
        "data:text/html,x": None,
        "file:///etc/passwd": None,
        "http://[x/": None,
        "http://a.example:99999999/": None,
    }
    data = feed(*(item(n, link=link, guid=f"g{n}") for n, link in enumerate(links)))
    assert [article.url for article in read(data.encode()).articles] == list(links.values())


def test_one_guid_for_two_items_loses_none() -> None:
    data = feed(item(1), item(2, guid="https://mfa.example/?p=1"), item(1))
    assert titles(data) == ["Report 1", "Report 2"]


def test_items_without_guid_link_or_title() -> None:
    data = feed(item(1, guid=""), item(2, guid="", link=""), item(3, guid="", link="", title=""), "<item/>")
    found = read(data.encode()).articles
    assert len(found) == 3
    assert len({article.id for article in found}) == 3


def test_ids_stay_from_fetch_to_fetch_and_from_address_to_address() -> None:
    data = feed(item(1), item(2, guid="2"), item(3, guid=""), item(4, guid="", link="")).encode()
    first = [article.id for article in read(data).articles]
    moved = parse(data, None, "https://new.example/", identity=URL, now=NOW)
    changed = feed(item(1, title="New"), item(2, guid="2", link="https://mfa.example/other")).encode()
    assert [article.id for article in moved.articles] == first
    assert [article.id for article in read(changed).articles] == first[:2]


@pytest.mark.parametrize(
    "date",
    [
        "",
        "0000-00-00",
        "Mon, 01 Jan -001 00:00:00 GMT",
        "9999-12-31T23:59:59Z",
        "soon",
        "1970-01-01T00:00:00Z",
    ],
)
def test_without_a_date_the_time_of_the_fetch_is_a_guess(date: str) -> None:
    (article,) = read(feed(item(1, pubDate=date)).encode()).articles
    assert article.date_guessed
    assert article.published == "2026-03-04T12:00:00+00:00"


def test_json_feed() -> None:
    data = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Ministry",
            "home_page_url": "https://mfa.example/",
            "next_url": "?page=2",
            "language": "kk",
            "items": [
                {
                    "id": 1,
                    "url": "/1",
                    "title": "One <b>",
                    "content_html": "<p>a &amp; b</p><p>c</p>",
                    "date_published": "2025-03-04T10:00:00+05:00",
                },
                {
                    "id": "2",
                    "content_text": "plain <b>",
                    "url": "javascript:1",
                    "date_modified": "2025-03-05",
                },
                "junk",
                {"id": {"a": 1}, "title": ["x"]},
                {"title": "lone \ud83d", "n": float("nan")},
            ],
        }
    )
    found = read(data.encode(), "application/feed+json")
    assert [(each.title, each.text, each.url) for each in found.articles] == [
        ("One <b>", "a & b\n\nc", "https://mfa.example/1"),
        (None, "plain <b>", None),
        ("lone", "lone", None),
    ]
    assert [each.published for each in found.articles][:2] == ["2025-03-04T10:00:00+05:00", "2025-03-05"]
    assert (found.next, found.link) == ("https://mfa.example/feed?page=2", "https://mfa.example/")


def test_ten_thousand_items_in_little_memory() -> None:
    code = (
        "import resource, sys\n"
        "from storage.loading.feeds import parse\n"
        "parse(b'<rss><channel><item><title>x</title></item></channel></rss>', None, 'http://a.example/')\n"
        "data = sys.stdin.buffer.read()\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "found = parse(data, None, 'http://a.example/').articles\n"
        "print(len(found), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)\n"
    )
    items = "".join(f"<item><title>T{n}</title><link>http://a.b/{n}</link></item>" for n in range(10_000))
    done = subprocess.run(
        [sys.executable, "-c", code], input=feed(items).encode(), capture_output=True, check=True
    )
    count, megabytes = map(int, done.stdout.split())
    assert count == 10_000
    assert megabytes < 30


@settings(deadline=None)  # the first example also loads a library
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [
            "",
            "<rss><channel><item>",
            "<feed><entry>",
            '{"version":"https://jsonfeed.org/version/1","items":[{',
        ]
    ),
)
def test_no_bytes_make_it_fail_in_another_way(data: bytes, start: str) -> None:
    try:
        found = read(start.encode() + data)
    except Unfit:
        return
    for article in found.articles:
        assert article.text
        assert clean(article.text) == article.text
