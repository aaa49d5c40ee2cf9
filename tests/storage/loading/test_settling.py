"""Articles that come again."""

from __future__ import annotations

from msgspec.structs import replace

from storage.loading.settling import settle
from storage.store import Store, open_store
from timeline.model import Article

FEED = Article(
    id="a",
    text="Short text",
    title="T",
    published="2025-03-04",
    url="https://a.example/1",
    origin="https://a.example/feed",
)


def shelf(*articles: Article) -> Store:
    store = open_store("memory:")
    store.add(articles)
    return store


def test_first_seen_stays_first_seen() -> None:
    stored = replace(FEED, date_guessed=True)
    again = replace(stored, published="2025-03-09T10:00:00+00:00", text="Short text, mended")
    (settled,) = settle([again], shelf(stored))
    assert settled == replace(stored, text="Short text, mended")


def test_a_date_that_a_feed_no_longer_gives_is_kept() -> None:
    (settled,) = settle([replace(FEED, published="2025-03-09", date_guessed=True)], shelf(FEED))
    assert settled == FEED


def test_a_date_that_comes_later_is_taken() -> None:
    (settled,) = settle([FEED], shelf(replace(FEED, published="2025-03-09", date_guessed=True)))
    assert settled == FEED


def test_of_two_feeds_the_longer_text_stays() -> None:
    other = replace(FEED, origin="https://a.example/all", text="Short text and much more of it")
    store = shelf(FEED)
    for _ in range(2):
        store.add(settle([other], store), update=True)
        store.add(settle([FEED], store), update=True)
    assert [article.text for article in store.articles()] == [other.text]
    assert len(store.former("a")) == 1


def test_the_same_address_and_title_is_the_same_article() -> None:
    (settled,) = settle([replace(FEED, id="b", origin="https://b.example/feed")], shelf(FEED))
    assert settled.id == "a"
    (settled,) = settle([replace(FEED, id="b", title="Another")], shelf(FEED))
    assert settled.id == "b"
