"""The promise of `Store`, kept in memory and on disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from storage.errors import Conflict, ReadOnly, StoreError
from storage.store import AddResult, Change, Store, open_store
from tests.storage.samples import article, reading
from timeline.model import Actor, Source

edit = msgspec.structs.replace


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = "memory:" if request.param == "memory" else tmp_path / "data" / "store.json"
    with open_store(url) as opened:
        yield opened


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.count() == 0
    assert list(store.articles()) == []
    assert list(store.changes()) == []
    assert store.last_change == 0
    assert store.get("vienna") is None
    assert store.former("vienna") == []
    assert list(store.readings(version="1")) == []
    assert store.remove(["vienna"]) == ()
    assert store.add([]) == AddResult()


def test_an_article_comes_back_as_it_went_in(store: Store) -> None:
    full = article(
        text='Қазақ, қытай 峰会, عربي, \u200dжәне тырнақша " \\ \n',
        title="Тақырып",
        lang="kk",
        url="https://example.org/1",
        published="2025-03-04T23:30:00+05:00",
        source=Source(name="Үлгі", kind="state media", country="KZ"),
        date_guessed=True,
    )
    assert store.add([full]) == AddResult(added=("vienna",))
    assert store.get("vienna") == full
    assert list(store.articles()) == [full]


def test_the_same_article_twice_is_one(store: Store) -> None:
    store.add([article()])
    assert store.add([article(origin="/elsewhere/vienna.txt")]) == AddResult(unchanged=("vienna",))
    assert store.count() == 1
    assert store.last_change == 1


def test_a_copied_file_is_the_article_it_copies(store: Store) -> None:
    copy = article("vienna (copy)")
    assert store.add([article(), copy]) == AddResult(added=("vienna",))
    assert store.add([copy]) == AddResult(unchanged=("vienna",))
    assert store.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        article("other", url="https://example.org/other"),
        article("other", origin="/news/many.jsonl"),
        article("other", origin="/news/file.txt"),
        article("other", origin=None),
        article("other", published="2025-03-05"),
        article("other", source=Source(name="Another wire")),
    ],
    ids=["url", "line", "id of its own", "nameless", "another day", "another source"],
)
def test_the_same_text_is_another_article_when_anything_says_so(store: Store, other: object) -> None:
    store.add([article()])
    assert store.add([msgspec.convert(msgspec.to_builtins(other), type(article()))]).added == ("other",)


def test_a_copy_of_what_an_article_was_is_kept_when_the_batch_changes_the_article(store: Store) -> None:
    store.add([article()])
    result = store.add([article("copy"), article(text="Жаңа мәтін.")])
    assert result == AddResult(added=("copy",), updated=("vienna",))


def test_a_changed_file_is_updated_and_its_former_texts_kept(store: Store) -> None:
    versions = [article(text=f"Нұсқа {n}.", title=f"№{n}", published=f"2025-03-0{n}") for n in (1, 2, 3)]
    for version in versions:
        store.add([version])
    assert store.get("vienna") == versions[2]
    assert store.former("vienna") == versions[:2]
    assert store.count() == 1


@pytest.mark.parametrize(
    ("stored", "new"), [(None, "/news/x.txt"), ("/news/x.txt", "-"), ("-", "-"), (None, None)]
)
def test_an_article_without_a_place_is_taken_for_an_edit(
    store: Store, stored: str | None, new: str | None
) -> None:
    store.add([article(origin=stored)])
    assert store.add([article(text="Жаңа.", origin=new)]).updated == ("vienna",)


def test_one_id_for_two_files_is_a_conflict_that_names_both(store: Store) -> None:
    store.add([article()])
    clash = article(text="Басқа мақала.", origin="/other/vienna.txt")
    with pytest.raises(Conflict) as caught:
        store.add([article("fresh", "Жаңа мақала."), clash])
    assert caught.value.origins == ("/news/vienna.txt", "/other/vienna.txt")
    assert caught.value.article == "vienna"
    for word in ("vienna", "/news/vienna.txt", "/other/vienna.txt", "--update"):
        assert word in str(caught.value)
    assert [found.id for found in store.articles()] == ["vienna"]
    assert store.add([clash], update=True).updated == ("vienna",)
    assert store.former("vienna") == [article()]


@pytest.mark.parametrize("update", [False, True])
def test_one_id_for_two_articles_of_a_batch_is_a_conflict(store: Store, update: bool) -> None:
    with pytest.raises(Conflict, match="vienna"):
        store.add([article("a"), article(), article(text="Басқа.")], update=update)
    assert store.count() == 0
    assert store.last_change == 0


def test_a_batch_that_breaks_off_leaves_nothing(store: Store) -> None:
    def broken() -> Iterator[object]:
        yield article()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add(broken())  # type: ignore[arg-type]
    assert store.count() == 0


@pytest.mark.parametrize(
    "bad",
    [
        article(published="2025-13-40"),
        article(published="yesterday"),
        article(""),
        article(text="\ud800"),
    ],
)
def test_an_article_that_no_store_can_hold(store: Store, bad: object) -> None:
    with pytest.raises(StoreError):
        store.add([article("good"), bad])  # type: ignore[list-item]
    assert store.count() == 0


def test_articles_come_in_order_of_publication(store: Store) -> None:
    days = {
        "late": "2025-03-05T01:00:00+09:00",
        "day": "2025-03-04",
        "early": "2025-03-04T10:00:00+05:00",
        "last": "2025-03-06",
        "first": "2024-12-31",
    }
    store.add(article(id_, id_, published=day) for id_, day in days.items())
    assert [found.id for found in store.articles()] == ["first", "day", "early", "late", "last"]


def test_articles_are_chosen_by_the_publishers_day_language_and_source(store: Store) -> None:
    store.add(
        [
            article("a", "a", published="2025-03-04T23:30:00-08:00", lang="en", source=Source(name="Wire")),
            article("b", "b", published="2025-03-05", lang="kk", source=Source(name="Хабар")),
            article("c", "c", published="2025-03-06"),
        ]
    )
    fourth, fifth = dt.date(2025, 3, 4), dt.date(2025, 3, 5)
    assert [found.id for found in store.articles(until=fourth)] == ["a"]
    assert [found.id for found in store.articles(since=fifth)] == ["b", "c"]
    assert [found.id for found in store.articles(since=fifth, until=fifth)] == ["b"]
    assert [found.id for found in store.articles(lang="kk")] == ["b"]
    assert [found.id for found in store.articles(source="WIRE")] == ["a"]
    assert [found.id for found in store.articles(source="ХАБАР", lang="en")] == []


def test_articles_are_those_of_the_moment_of_the_call(store: Store) -> None:
    store.add([article("a", "a"), article("b", "b")])
    found = store.articles()
    store.remove(["b"])
    assert [each.id for each in found] == ["a", "b"]


def test_the_change_feed_tells_the_latest_of_each_article(store: Store) -> None:
    store.add([article("a", "a"), article("b", "b"), article("c", "c")])
    seen = store.last_change
    store.add([article("a", "жаңа")])
    assert store.remove(["b", "nobody", "b"]) == ("b",)
    assert list(store.changes(seen)) == [Change(4, "updated", "a"), Change(5, "removed", "b")]
    assert [change.id for change in store.changes()] == ["c", "a", "b"]
    store.add([article("b", "қайта")])
    assert list(store.changes(5)) == [Change(6, "added", "b")]
    assert store.last_change == 6


def test_what_is_removed_is_gone_with_its_past(store: Store) -> None:
    store.add([article()])
    store.add([article(text="Жаңа.")])
    store.put_readings([(article(text="Жаңа."), reading(article()))], "1")
    store.remove(["vienna"])
    assert store.get("vienna") is None
    assert store.former("vienna") == []
    store.add([article(text="Жаңа.")])
    assert list(store.readings(version="1")) == []
    assert store.former("vienna") == []


def test_readings_fit_text_and_version_or_are_not_given(store: Store) -> None:
    a, b = article("a", "a", published="2025-03-09"), article("b", "b")
    store.add([a, b])
    store.put_readings([(a, reading(a)), (b, reading(b))], "1")
    assert list(store.readings(version="1")) == [reading(b), reading(a)]
    assert list(store.readings(["a", "nobody"], version="1")) == [reading(a)]
    assert list(store.readings(version="2")) == []
    store.add([edit(a, title="Жаңа тақырып")])
    assert list(store.readings(version="1")) == [reading(b)]
    store.drop_readings()
    assert list(store.readings(version="1")) == []
    assert store.count() == 2


def test_a_reading_of_a_text_that_changed_meanwhile_is_not_taken_for_one_of_the_new(store: Store) -> None:
    store.add([article()])
    old = store.get("vienna")
    assert old is not None
    store.add([article(text="Жаңа.")])
    store.put_readings([(old, reading(old))], "1")
    assert list(store.readings(version="1")) == []


def test_readings_of_strangers_are_not_kept(store: Store) -> None:
    store.put_readings([(article(), reading(article()))], "1")
    store.add([article()])
    assert list(store.readings(version="1")) == []


def test_a_store_opened_for_reading_refuses_changes() -> None:
    store = open_store("memory:", read_only=True)
    assert store.read_only
    with pytest.raises(ReadOnly):
        store.add([article()])


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("postgres://host/db", "postgres"),
        ("http://x", "http"),
        ("memory:x", "memory"),
        ("tinydb:", "empty"),
        ("", "empty"),
    ],
)
def test_an_address_that_is_no_store(url: str, word: str) -> None:
    with pytest.raises(StoreError, match=word) as caught:
        open_store(url)
    assert caught.value.cure


def test_a_store_is_found_by_path_and_by_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_store(tmp_path / "store.json").add([article()])
    for url in ("store.json", "./store.json", f"tinydb:{tmp_path}/store.json", "TINYDB:store.json"):
        assert open_store(url).count() == 1
    open_store(Path("odd:name.json")).add([article()])
    assert open_store(open_store(Path("odd:name.json")).url).count() == 1


def test_a_list_of_articles_is_the_articles_without_their_texts(store: Store) -> None:
    long = article("b", "Мәтін. " * 1000, title="Ұзын тақырып " * 200, published="2025-03-05T10:00:00Z")
    full = article("a", 'мәтін,"text":"x"', title='Тақырып ","text":"', lang="kk", source=Source(name="Wire"))
    odd = article('odd":{"text":', "мәтін", url="https://example.org/x")
    store.add([long, full, odd])
    found = list(store.refs())
    assert found == [msgspec.convert(msgspec.to_builtins(each), type(found[0])) for each in store.articles()]
    assert [ref.id for ref in store.refs(since=dt.date(2025, 3, 5))] == ["b"]
    assert [ref.id for ref in store.refs(lang="kk", source="wire")] == ["a"]


def test_an_article_is_found_by_its_address(store: Store) -> None:
    store.add(
        [article("a", "a", url="https://example.org/A"), article("b", "b", url="https://example.org/a")]
    )
    found = store.find_url("https://example.org/a")
    assert found is not None
    assert found.id == "b"
    assert store.find_url("https://example.org/none") is None


def test_articles_are_found_by_who_is_in_them(store: Store) -> None:
    a, b = article("a", "a"), article("b", "b")
    store.add([a, b])
    actor = Actor(id="Q1", kind="person", name="Ayla Demir")
    store.put_readings([(a, edit(reading(a), actors=[actor])), (b, reading(b))], "1")
    assert [found.id for found in store.articles(actor="Q1")] == ["a"]
    assert list(store.articles(actor="Q2")) == []


def test_what_has_not_been_read_is_told(store: Store) -> None:
    a, b = article("a", "a"), article("b", "b")
    store.add([a, b])
    store.put_readings([(a, reading(a))], "1")
    assert [each.id for each in store.unread(version="1")] == ["b"]
    assert [each.id for each in store.unread(version="2")] == ["a", "b"]
    store.add([edit(a, text="жаңа")])
    assert [each.id for each in store.unread(version="1")] == ["a", "b"]


def test_what_the_user_made_is_kept(store: Store) -> None:
    store.add([article()])
    store.keep("notes", {"vienna#1": {"text": "Тексеру керек"}, "x": {"n": 1}})
    store.keep("bookmarks", {"x": {}})
    store.keep("notes", {"x": None, "nobody": None})
    assert store.kept("notes") == {"vienna#1": {"text": "Тексеру керек"}}
    assert store.kept("bookmarks") == {"x": {}}
    assert store.kept("tags") == {}
    store.remove(["vienna"])
    assert store.kept("notes") == {"vienna#1": {"text": "Тексеру керек"}}
    assert store.last_change == 2


def test_a_snapshot_is_given_back_for_its_key_alone(store: Store) -> None:
    store.add([article()])
    assert store.snapshot("1 reader 2") is None
    store.put_snapshot("1 reader 2", b"timeline\n\x00")
    kept = store.snapshot("1 reader 2")
    assert kept is not None
    assert kept.tobytes() == b"timeline\n\x00"
    assert store.snapshot("2 reader 2") is None


def test_compaction_changes_nothing_but_the_size(store: Store) -> None:
    store.add([article("a", "a"), article("b", "b"), article("c", "c")])
    store.add([article("b", "жаңа")])
    store.remove(["a"])
    waste = store.info().waste
    before = (list(store.articles()), list(store.changes()), store.former("b"), store.last_change)
    larger, smaller = store.compact()
    assert (
        abs(larger - smaller - waste) <= 4
    )  # the mark that ends a change may be longer than the one that goes on
    assert (list(store.articles()), list(store.changes()), store.former("b"), store.last_change) == before
    assert store.info().waste == 0
