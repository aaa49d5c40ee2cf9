"""Search over the store: the one query language, in all writings, the newest first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.errors import QueryError
from storage.matching import holds
from storage.search import _FIELDS, _columns
from storage.store import Hit, Store, open_store
from storage.syntax import parse
from tests.storage.samples import article, digests, reading
from timeline.model import (
    Actor,
    Article,
    EventMention,
    Quote,
    Reading,
    Source,
    Span,
    Speaker,
    publication_day,
)

AYLA = Actor(id="Q1", kind="person", name="Айла Демир", names={"en": "Ayla Demir", "kk": "Айла Демир"})
OSLO = Actor(id="Q585", kind="place", name="Oslo", names={"ru": "Осло"})
WIRE = Source(name="Солтүстік Wire", kind="wire", country="NO")


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = "memory:" if request.param == "memory" else tmp_path / "store.json"
    with open_store(url) as opened:
        yield opened


def found(store: Store, query: str, limit: int = 50) -> list[str]:
    return [hit.article.id for hit in store.search(parse(query), limit=limit)]


def full_reading(of: Article) -> Reading:
    return msgspec.structs.replace(
        reading(of),
        actors=[AYLA, OSLO],
        quotes=[
            Quote(
                id="q1",
                article=of.id,
                start=0,
                end=5,
                text="«…»",
                kind="direct",
                speaker=Speaker(id="Q1", name="Айла Демир"),
                about=["Q585"],
            )
        ],
        events=[
            EventMention(
                date="2025-03-04",
                grain="day",
                type="summit",
                status="planned",
                summary="x",
                actors=["Q1"],
                sentence=Span(start=0, end=1),
            )
        ],
    )


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Кеше министр Венаға келді.", "вена"),
        ("Ёлка в Орёл", "елка орел"),
        ("Ұлттық ҚАУІПСІЗДІК", "қауіпсіздік"),
        ("Le président à Élysée", "president elysee"),
        ("قال الرئيس في الإمارات", "الامارات"),
        ("中国外长在峰会上表示", "峰会"),
        ("中国外长在峰会上表示", "外长 表示"),
        ("об'єднання", "обєднання"),
        ("İstanbul", "istanbul"),
        ("snake_case word", "snake_case"),
        ('a "quoted" word*', "quoted word"),
    ],
)
def test_words_are_found_however_they_are_spelt(store: Store, text: str, query: str) -> None:
    store.add([article("right", text), article("wrong", "Мүлде басқа нәрсе.")])
    assert found(store, query) == ["right"]


def test_the_newest_come_first_and_no_more_than_asked_for(store: Store) -> None:
    store.add(
        [article(f"a{n}", f"мәтін {n}", published=f"2025-03-{n:02}T10:00:00+05:00") for n in range(1, 29)]
    )
    store.add([article("late", "мәтін", published="2025-03-28T10:30:00+05:00")])
    assert found(store, "мәтін", limit=3) == ["late", "a28", "a27"]
    assert len(found(store, "мәтін")) == 29
    assert len(found(store, "")) == 29


def test_every_field_is_asked(store: Store) -> None:
    first = article(
        "first", "Елшілер жиналды.", lang="kk", source=WIRE, published="2025-03-01", title="Кеңес"
    )
    second = article("second", "Talks went on.", lang="en", published="2025-03-09T23:30:00-08:00")
    store.add([first, second])
    store.put_readings([(first, full_reading(first)), (second, reading(second, "en"))], "1")
    for query in (
        "speaker:demir",
        "actor:айла",
        "actor:Q1",
        "about:осло",
        "place:oslo",
        "source:солтүстік",
        "source:wire",
        "type:summit",
        "status:plan",
        "lang:kk",
        "to:2025-03-08",
        "ayla",
        "кеңес",
        "-talks",
        "NOTHING OR (lang:kk -talks)",
        "from:2025-03 -from:2025-03-02",
    ):
        assert found(store, query) == ["first"], query
    for query in ("from:2025-03-09 to:2025-03-09", "lang:en", "-actor:айла", "talks OR from:2025-04"):
        assert found(store, query) == ["second"], query
    assert found(store, "place:айла") == []
    assert found(store, "type:call") == []
    assert [each.id for each in store.articles(actor="Q585")] == ["first"]


def test_words_side_by_side_stand_in_their_order(store: Store) -> None:
    store.add(
        [
            article("a", "Солтүстік Арктика кеңесі"),
            article("b", "Арктика солтүстік"),
            article("c", "Солтүстік пен Арктика"),
        ]
    )
    assert found(store, '"солтүстік арктика"') == ["a"]
    assert found(store, 'солтүстік -"солтүстік арк"') == ["c", "b"]
    assert found(store, '"арктика солтүстік" OR "солтүстік арктика кеңес"') == ["b", "a"]
    assert sorted(found(store, '-(("солтүстік арктика"))')) == ["b", "c"]


def test_tags_are_those_of_the_moment(store: Store) -> None:
    store.add([article("a", "бір"), article("b", "екі")])
    assert found(store, "#маңызды") == []
    store.keep("tags", {"b": {"tags": ["Маңызды", "x"]}})
    assert found(store, "#маңызды") == ["b"]
    assert found(store, "-#маңызды") == ["a"]
    assert found(store, "#маңызды OR бір") == ["b", "a"]
    store.keep("tags", {"b": None})
    assert found(store, "#маңызды") == []


def test_the_index_follows_every_change(store: Store) -> None:
    store.add([article("a", "алма бір"), article("b", "алма екі")])
    assert found(store, "алма") == ["b", "a"]
    store.add([article("a", "өрік")])
    assert (found(store, "алма"), found(store, "өрік")) == (["b"], ["a"])
    store.remove(["b"])
    assert found(store, "алма") == []
    store.add([article("b", "алма")])
    store.compact()
    assert found(store, "алма") == ["b"]
    present = store.get("b")
    assert present is not None
    store.put_readings([(present, full_reading(present))], "1")
    assert found(store, "actor:ayla") == ["b"]
    store.drop_readings()
    assert found(store, "actor:ayla") == []
    assert store.info().indexed == 2


def test_a_snippet_shows_the_word_and_marks_it(store: Store) -> None:
    text = "Бірінші сөйлем. " * 20 + "Осы жерде Венадағы\nкездесу туралы айтылды. " + "Соңы. " * 50
    store.add([article("a", text), article("zh", "这是" * 30 + "峰会" + "的" * 200)])
    (hit,) = store.search(parse("венада -жоқ"))
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Венадағы"]
    assert "\n" not in hit.snippet
    assert len(hit.snippet) <= 220
    (hit,) = store.search(parse("峰会"))
    assert "".join(hit.snippet[start:end] for start, end in hit.marks) == "峰会"
    (hit,) = store.search(parse("#t OR lang:xx OR from:2025-03-04 соңы"))
    assert hit.article.id == "a"


def test_a_wrong_query_says_where() -> None:
    with pytest.raises(QueryError) as caught:
        parse("vienna plase:oslo")
    assert caught.value.position == 7


def test_a_store_for_reading_is_searched_without_a_trace(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    with open_store(path) as store:
        store.add([article("a", "алма")])
    for indexed in (False, True):
        before = digests(tmp_path)
        with open_store(path, read_only=True) as store:
            assert found(store, "алма")[-1] == "a"
        assert digests(tmp_path) == before
        if not indexed:
            with open_store(path) as store:
                found(store, "алма")
                store.add([article("b", "алма")])


def test_two_that_search_and_add_at_once_agree(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    with open_store(path) as one, open_store(path) as other:
        for number in range(20):
            (one if number % 2 else other).add([article(f"a{number}", f"алма {number}")])
            assert len(found(one, "алма")) == len(found(other, "алма")) == number + 1


def test_where_no_index_can_be_written_there_is_one_in_memory(unprivileged: Path) -> None:
    path = unprivileged / "store.json"
    with open_store(path) as store:
        store.add([article("a", "алма")])
        unprivileged.chmod(0o555)
        assert found(store, "алма") == ["a"]
    assert not os.path.exists(unprivileged / "store.json.search")  # noqa: PTH110


WORDS = st.sampled_from(["алма", "алмас", "өрік", "Өрік", "жүзім", "峰会", "峰"])
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
TERMS = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=2, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    st.sampled_from(
        [
            "lang:kk",
            "lang:en",
            "from:2025-03-02",
            "to:2025-03-02",
            "#x",
            "source:wire",
            "type:summit",
            "actor:ayla",
        ]
    ),
)
QUERIES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
        inner.map(lambda one: f"-({one})"),
    ),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    texts=st.lists(
        st.tuples(TEXTS, st.sampled_from(["kk", "en"]), st.integers(1, 3), st.booleans()), max_size=5
    ),
    queries=st.lists(QUERIES, min_size=1, max_size=4),
)
def test_the_index_answers_as_reading_every_article_would(
    texts: list[tuple[str, str, int, bool]], queries: list[str]
) -> None:
    with open_store("memory:") as store:
        articles = [
            article(
                f"a{n}",
                text,
                lang=lang,
                published=f"2025-03-0{day}",
                source=WIRE if day == 1 else None,
                origin=None,
            )
            for n, (text, lang, day, _) in enumerate(texts)
        ]
        store.add(articles)
        read = {each.id: full_reading(each) for each, (*_, full) in zip(articles, texts, strict=True) if full}
        store.put_readings([(each, read[each.id]) for each in articles if each.id in read], "1")
        store.keep("tags", {"a1": {"tags": ["x"]}})
        for query in queries:
            wanted = {
                each.id
                for each in articles
                if holds(
                    parse(query).root,
                    dict(zip(_FIELDS, _columns(each, read.get(each.id)), strict=True)),
                    publication_day(each.published),
                    lambda tags, id_=each.id: "x" in tags and id_ == "a1",  # type: ignore[misc]
                )
            }
            assert set(found(store, query)) == wanted, query


def test_a_hit_is_json() -> None:
    with open_store("memory:") as store:
        store.add([article("a", "алма", title="Тақырып")])
        hits = store.search(parse("алма"))
    assert msgspec.json.decode(msgspec.json.encode(hits), type=list[Hit]) == hits
