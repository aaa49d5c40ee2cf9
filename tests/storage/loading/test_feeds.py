"""Feeds: what arrives is right, and what is hostile does no harm."""

from __future__ import annotations

import datetime as dt

import pytest

from storage.loading.feeds import Feed, parse
from storage.loading.problem import Unfit

NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
URL = "https://mfa.example/feed"


def rss(*items: str, head: str = "<title>Ministry</title><link>https://mfa.example/</link>") -> bytes:
    listed = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{listed}</channel></rss>'.encode()


def read(data: bytes, content_type: str | None = "application/xml", url: str = URL) -> Feed:
    return parse(data, content_type, url, now=NOW)


def test_an_item_becomes_an_article() -> None:
    (article,) = read(
        rss(
            "<title>Envoys &amp;amp; ministers meet</title><link>/news/1</link><guid isPermaLink='false'>1</guid>"
            "<pubDate>Tue, 04 Mar 2025 09:30:00 +0500</pubDate>"
            "<description>&lt;p&gt;The envoys met.&lt;/p&gt;&lt;p&gt;They &lt;b&gt;agreed&lt;/b&gt;.&lt;/p&gt;</description>"
        )
    ).articles
    assert article.title == "Envoys & ministers meet"
    assert article.url == "https://mfa.example/news/1"
    assert article.published == "2025-03-04T09:30:00+05:00"
    assert article.text == "The envoys met.\n\nThey agreed."
    assert article.source is not None
    assert article.source.name == "Ministry"
    assert not article.date_guessed


def test_broken_items_cost_only_themselves() -> None:
    feed = read(rss("<title>One</title>", "<title>Two<b></title>", "<title>Three &nbsp; &</title>"))
    assert {"One", "Three \xa0 &"} <= {article.title for article in feed.articles}


@pytest.mark.parametrize(
    "data", [b"", b"  ", b"hello", b"<html><body>x</body></html>", b"<x/>", b"{}", b"[1"]
)
def test_what_is_no_feed(data: bytes) -> None:
    with pytest.raises(Unfit) as caught:
        read(data)
    assert caught.value.cure
