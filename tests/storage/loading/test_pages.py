"""Web pages: the article, what the page says of itself, the feeds that it names."""

from __future__ import annotations

import asyncio
import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.loading import Problem, load
from storage.loading.http import Door
from storage.loading.pages import about, feed_links, read_page
from storage.loading.problem import Unfit
from storage.loading.web import full_text
from tests.storage.loading.hostile import hostile_server
from timeline.model import Article

NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
URL = "https://mfa.example/news/1"
PARAGRAPHS = [
    "The envoys of two states met in Vienna on Monday, the ministry said in a statement after the talks.",
    "They agreed to meet again in April & to invite a third state, according to the text of the statement.",
    "Both sides called the talks useful, and said that what was left open would be settled in writing.",
]
BODY = "".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in PARAGRAPHS)
JSON_LD = """<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
{"@type":["NewsArticle"],"headline":"Envoys &amp; ministers meet","datePublished":"2025-03-03T18:30:00+01:00","inLanguage":"en-GB",
"publisher":{"@type":"Organization","name":"Ministry"},"url":"https://mfa.example/news/1?a=b"}]}</script>"""


def page(head: str = "", body: str = BODY, lang: str = "en") -> bytes:
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/about'>About us</a></li></ul></nav>"
    foot = "<footer><p>All rights reserved. Cookies.</p></footer>"
    return (
        f"<!doctype html><html lang='{lang}'><head><title>Envoys meet - MFA</title>{head}</head>"
        f"<body>{menu}<article><h1>Envoys meet</h1>{body}</article>{foot}</body></html>"
    ).encode()


def read(
    data: bytes, content_type: str | None = "text/html; charset=utf-8", url: str | None = URL
) -> Article:
    return read_page(data, content_type, url, origin=url or "page.html", now=NOW)


def test_the_article_on_a_page() -> None:
    article = read(page(JSON_LD))
    assert article.title == "Envoys & ministers meet"
    assert article.published == "2025-03-03T18:30:00+01:00"
    assert not article.date_guessed
    assert article.lang == "en"
    assert article.url == "https://mfa.example/news/1?a=b"
    assert article.source is not None
    assert article.source.name == "Ministry"
    for paragraph in PARAGRAPHS:
        assert paragraph in article.text
    assert "Cookies" not in article.text


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<meta property="article:published_time" content="2025-03-03T10:00:00Z">',
            "2025-03-03T10:00:00+00:00",
        ),
        ('<meta content="2025-03-03" name="date">', "2025-03-03"),
        ('<meta itemprop="datePublished" content="3 марта 2025">', "2025-03-03"),
        ('<meta name="date" content="9999-01-01">', None),
        ("", None),
    ],
)
def test_the_date_of_a_page(head: str, published: str | None) -> None:
    article = read(page(head))
    assert article.date_guessed == (published is None)
    assert published is None or article.published == published


def test_a_time_element_is_a_date() -> None:
    assert (
        read(page(body=f"<time datetime='2025-03-03T10:00+05:00'>yesterday</time>{BODY}")).published
        == "2025-03-03T10:00:00+05:00"
    )


@pytest.mark.parametrize(
    "canonical", ["https://evil.example/x", "javascript:1", "file:///etc/passwd", "http://127.0.0.1/"]
)
def test_a_page_speaks_for_its_own_site_alone(canonical: str) -> None:
    assert read(page(f'<link rel="canonical" href="{canonical}">')).url == URL


def test_feeds_that_a_page_names() -> None:
    head = (
        '<base href="/en/"><link rel="alternate" type="application/rss+xml" title="Comments Feed" href="comments/feed">'
        '<link rel="alternate" type="application/rss+xml" title="News" href="feed">'
        '<LINK REL=ALTERNATE TYPE="application/feed+json" HREF="/feed.json"><link rel="alternate" type="application/rss+xml" href="javascript:x">'
        '<link rel="alternate" hreflang="kk" href="/kk"><!-- <link rel="alternate" type="application/rss+xml" href="no"> -->'
    )
    assert [feed.url for feed in feed_links(about(page(head).decode(), URL))] == [
        "https://mfa.example/en/feed",
        "https://mfa.example/feed.json",
        "https://mfa.example/en/comments/feed",
    ]


def test_encodings_of_pages() -> None:
    body = "".join(
        f"<p>{text}</p>"
        for text in (
            "Министры двух стран встретились в Вене и договорились о новой встрече в апреле.",
            "Стороны обсудили торговлю, безопасность и положение беженцев, говорится в заявлении.",
            "После переговоров министры ответили на вопросы журналистов и подписали соглашение.",
        )
    )
    data = page('<meta charset="windows-1251">', body).decode().encode("cp1251")
    assert "Министры двух стран" in read(data, "text/html").text
    assert read(data, "text/html").lang == "ru"


def test_a_saved_page_knows_its_address(tmp_path: Path) -> None:
    path = tmp_path / "saved.html"
    path.write_bytes(b"<!-- saved from url=(0026)https://mfa.example/news/1 -->" + page(JSON_LD))
    (article,) = load(str(path))
    assert isinstance(article, Article)
    assert article.url == "https://mfa.example/news/1?a=b"
    assert article.origin == str(path)
    bare = tmp_path / "bare.htm"
    bare.write_bytes(page())
    (article,) = load(str(bare))
    assert isinstance(article, Article)
    assert (article.id, article.url) == ("bare", None)


@pytest.mark.parametrize("body", ["", "<p>Under repair</p>", "<script>x</script>"])
def test_pages_without_an_article(body: str) -> None:
    with pytest.raises(Unfit) as caught:
        read(page(body=body))
    assert caught.value.cure


def test_harm_stays_outside() -> None:
    article = read(page(body=BODY.replace("Vienna", "Vi&#27;[31me\u202enna<script>evil()</script>")))
    assert "\x1b" not in article.text
    assert "\u202e" not in article.text
    assert "evil()" not in article.text


@pytest.mark.parametrize(
    "bad",
    ["<div>" * 100_000, "<" * 500_000, "<a '" * 200_000, "<!--" * 200_000, "&" * 500_000, "<p" * 300_000],
)
def test_pages_that_are_made_to_break_a_reader(bad: str) -> None:
    try:
        read(page(body=bad))
    except Unfit:
        return


@settings(deadline=None)  # the first example also loads a library
@given(st.text(max_size=300))
def test_no_page_makes_it_fail_in_another_way(text: str) -> None:
    try:
        read(f"<html>{text}".encode("utf-8", "replace"))
    except Unfit:
        return


def test_without_the_extra_the_cure_is_named(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page())
    code = (
        "import sys; sys.modules['trafilatura'] = None\n"
        "from storage.loading import load\n"
        f"print(*load({str(path)!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "elshi[web]" in done.stdout


def test_an_entry_fetches_the_text_of_its_page() -> None:
    async def filled(article: Article) -> Article:
        async with Door(allow_private={"127.0.0.1"}) as door:
            return await full_text(door, article)

    with hostile_server() as server:
        url = server.serve("news", page(JSON_LD), "Content-Type: text/html")
        short = Article(id="a", text="The envoys …", published="2025-03-04", url=url, date_guessed=True)
        long = asyncio.run(filled(short))
    assert PARAGRAPHS[2] in long.text
    assert (long.id, long.url) == ("a", url)
    assert long.published == "2025-03-03T18:30:00+01:00"


def test_a_page_at_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELSHI_ALLOW_PRIVATE", "127.0.0.1")
    feeds = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    with hostile_server() as server:
        url = server.serve("news", page(JSON_LD + feeds), "Content-Type: text/html")
        (article,) = load(url)
        assert isinstance(article, Article)
        assert article.title == "Envoys & ministers meet"
        server.serve("front", page(feeds), "Content-Type: text/html")
        (problem,) = load(server.url("front"))
        assert isinstance(problem, Problem)
        assert problem.origin == server.url("feed")
