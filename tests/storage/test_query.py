"""The query language: what is typed, what it means, and what it finds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from storage.errors import QueryError
from storage.query import View, filter_timeline, matches, parse, view_of
from timeline.model import Actor, ArticleRef, Conflict, Event, Evidence, Quote, Source, Speaker, Timeline

ACTORS = [
    Actor(
        id="Q1",
        kind="person",
        name="Inés Barrera",
        names={"en": "Inés Barrera", "ru": "Инес Баррера", "kk": "Инес Баррера", "zh": "伊内斯·巴雷拉"},
    ),
    Actor(id="Q2", kind="person", name="Бауыржан Төлегенов", names={"en": "Bauyrzhan Tolegenov"}),
    Actor(id="Q3", kind="place", name="Vienna", names={"kk": "Вена", "de": "Wien"}),
    Actor(id="Q4", kind="state", name="Uzbekistan", names={"kk": "Өзбекстан"}),
    Actor(id="Q5", kind="place", name="Baku"),
]
QUOTES = [
    Quote(
        id="q1",
        article="a1",
        start=0,
        end=5,
        text="«Біз картаны бірге оқимыз»",
        kind="direct",
        speaker=Speaker(id="Q1", name="Инес Баррера"),
        about=["Q4"],
    ),
    Quote(
        id="q2",
        article="a2",
        start=0,
        end=5,
        text="The road is open",
        kind="direct",
        speaker=Speaker(name="both envoys", members=["Q1", "Q2"]),
    ),
]
ARTICLES = [
    ArticleRef(
        id="a1",
        title="Венадағы келіссөз",
        published="2024-11-15",
        lang="kk",
        source=Source(name="Үлгі хабар"),
    ),
    ArticleRef(id="a2", published="2024-11-16", lang="en", source=Source(name="Sample Wire", kind="wire")),
    ArticleRef(id="a3", title="Elsewhere", published="2024-12-01", lang="en"),
]


def event(id_: str, **fields: Any) -> Event:
    wanted: dict[str, Any] = {
        "date": "2024-11-14",
        "grain": "day",
        "type": "meeting",
        "status": "happened",
        "title": "",
        "summary": "",
    }
    return Event(id=id_, **(wanted | fields))


EVENTS = [
    event(
        "talks",
        date="2024-11-12",
        end="2024-11-14",
        type="negotiation",
        title="Talks on transit in Vienna",
        titles={"kk": "Венадағы транзит келіссөзі"},
        summary="Транзит бойынша келіссөз жүргізілді.",
        actors=["Q1", "Q2"],
        places=["Q3"],
        articles=["a1", "a2"],
        languages=["kk", "en"],
        evidence=[Evidence(article="a1", start=0, end=9, text="Төлегеновтің айтуынша, бекет жабық.")],
        quotes=["q1"],
    ),
    event("words", type="statement", actors=["Q1", "Q2"], articles=["a2"], languages=["en"], quotes=["q2"]),
    event(
        "visit",
        date="2024-12",
        grain="month",
        type="visit",
        status="planned",
        places=["Q5"],
        articles=["a3"],
        languages=["en"],
    ),
    event("undated", date=None, grain=None, summary="Ёлка в Вене", articles=["a3"], languages=["ru"]),
    event("week", date="2025-W01", grain="week", type="vote", summary="峰会在维也纳举行", languages=["zh"]),
]
TIMELINE = Timeline(events=EVENTS, actors=ACTORS, quotes=QUOTES, articles=ARTICLES)


def found(query: str) -> list[str]:
    view, parsed = View(TIMELINE), parse(query)
    return [each.id for each in EVENTS if matches(parsed, each, view)]


EVERYTHING = [each.id for each in EVENTS]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", EVERYTHING),
        ("  — - ", EVERYTHING),
        ("транзит", ["talks"]),
        ("ТРАНЗИТ вена", ["talks"]),
        ("transit baku", []),
        ("төлегенов", ["talks", "words"]),
        ("төлегеновтің", ["talks"]),
        ("баррера", ["talks", "words"]),
        ("barrera", ["talks", "words"]),
        ("巴雷拉", ["talks", "words"]),
        ("峰会", ["week"]),
        ("会峰", []),
        ("елка", ["undated"]),
        ("road", ["words"]),
        ("картаны", ["talks"]),
        ("elsewhere", ["visit", "undated"]),
        ("sample", ["talks", "words"]),
        ("артаны", []),
    ],
)
def test_words(query: str, ids: list[str]) -> None:
    assert found(query) == ids


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ('"transit in vienna"', ["talks"]),
        ('"trans in vien"', ["talks"]),
        ('"vienna transit"', []),
        ('"Венадағы транзит"', ["talks"]),
        ('"келіссөзі Транзит"', []),
        ("in-vienna", ["talks"]),
        ("-транзит", ["words", "visit", "undated", "week"]),
        ('-"transit in" -road', ["visit", "undated", "week"]),
        ("road OR baku", ["words", "visit"]),
        ("road OR транзит келіссөз", ["talks", "words"]),
        ("(road OR транзит) келіссөз", ["talks"]),
        ("-(road OR транзит)", ["visit", "undated", "week"]),
        ("road AND open", ["words"]),
        ("or", []),
    ],
)
def test_phrases_choices_and_exclusions(query: str, ids: list[str]) -> None:
    assert found(query) == ids


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("speaker:баррера", ["talks", "words"]),
        ("speaker:Tolegenov", ["words"]),
        ("speaker:envoys", ["words"]),
        ("SPEAKER:road", []),
        ('speaker:"Inés Barrera" -about:uzbekistan', ["words"]),
        ("actor:Q2", ["talks", "words"]),
        ("actor:vienna", []),
        ("place:wien", ["talks"]),
        ("about:өзбек", ["talks"]),
        ("about:vienna", []),
        ("type:neg", ["talks"]),
        ("type:v", ["visit", "week"]),
        ("type:statement OR status:planned", ["words", "visit"]),
        ("status:happened lang:en", ["talks", "words"]),
        ("lang:KK", ["talks"]),
        ("lang:k", []),
        ("source:хабар", ["talks"]),
        ("source:wire", ["talks", "words"]),
        ('source:"sample wire" -lang:kk', ["words"]),
    ],
)
def test_fields(query: str, ids: list[str]) -> None:
    assert found(query) == ids


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("from:2024-11-14 to:2024-11-14", ["talks", "words"]),
        ("from:2024-11-13 to:2024-11-13", ["talks"]),
        ("to:2024-11-11", []),
        ("from:2024-11-15 to:2024-11-30", []),
        ("from:2024-12-31 to:2024-12-31", ["visit", "week"]),
        ("from:2025", ["week"]),
        ("from:2025-01-06", []),
        ("to:2024", ["talks", "words", "visit", "week"]),
        ("from:2024-12 to:2024-12", ["visit", "week"]),
        ("-from:2024", ["undated"]),
    ],
)
def test_days_by_overlap(query: str, ids: list[str]) -> None:
    assert found(query) == ids


@pytest.mark.parametrize(
    ("query", "position", "word"),
    [
        ('road "open', 5, '"'),
        ("road autor:x", 5, "speaker:"),
        ("type:sumit", 0, "summit"),
        ("status:done", 0, "happened"),
        ("road speaker:", 5, "value"),
        ('speaker:" "', 0, "value"),
        ("from:2025-13", 0, "2025-08-15"),
        ("to:yesterday", 0, "2025-08-15"),
        ("from:2025-W01", 0, "2025-08-15"),
        ("(road", 0, ")"),
        ("road)", 4, "("),
        ("OR road", 0, "OR"),
        ("road OR", 7, "OR"),
        ("()", 1, "parenthesis"),
        ("(" * 100 + "a" + ")" * 100, 50, "nested"),
    ],
)
def test_what_cannot_be_understood_is_shown_where(query: str, position: int, word: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.position == position
    assert caught.value.cure
    if word not in "()":
        assert word in str(caught.value)


@pytest.mark.parametrize(
    "query", ["10:30", "https://x.example/a?b=c", "Астана:", "a--b", "x -", "'", "*", "a\tb\u00a0c"]
)
def test_what_people_paste_is_words(query: str) -> None:
    assert parse(query).text == query
    found(query)


PARTS = st.sampled_from(
    [
        '"',
        "(",
        ")",
        "-",
        " ",
        "OR",
        "AND",
        "speaker:",
        "from:",
        "2025-01",
        "type:",
        "meeting",
        "вена",
        "会",
        "\u0301",
        ":",
    ]
)


@given(st.lists(PARTS | st.text(max_size=3), max_size=12).map("".join))
def test_no_query_breaks_it(query: str) -> None:
    try:
        parsed = parse(query)
    except QueryError as error:
        assert 0 <= error.position <= len(query)  # noqa: PT017
        return
    view = View(TIMELINE)
    for each in EVENTS:
        matches(parsed, each, view)


@given(
    st.sampled_from(["баррера", "road", "type:visit", "lang:en", "from:2025", "place:wien"]),
    st.sampled_from(["road", "lang:kk"]),
)
def test_the_laws_of_logic(one: str, other: str) -> None:
    assert set(found(f"{one} {other}")) == set(found(one)) & set(found(other))
    assert set(found(f"{one} OR {other}")) == set(found(one)) | set(found(other))
    assert set(found(f"-{one}")) == set(EVERYTHING) - set(found(one))
    assert set(found(f"-({one} OR {other})")) == set(found(f"-{one} -{other}"))


def test_a_narrowed_timeline_holds_what_its_events_point_to_and_no_more() -> None:
    narrowed = filter_timeline(TIMELINE, parse("speaker:envoys"))
    assert narrowed.query == "speaker:envoys"
    assert [each.id for each in narrowed.events] == ["words"]
    assert [each.id for each in narrowed.quotes] == ["q2"]
    assert [each.id for each in narrowed.actors] == ["Q1", "Q2"]
    assert [each.id for each in narrowed.articles] == ["a2"]
    assert [each.id for each in filter_timeline(TIMELINE, parse("транзит")).actors] == [
        "Q1",
        "Q2",
        "Q3",
        "Q4",
    ]
    assert filter_timeline(TIMELINE, parse("")).events == EVENTS


def test_a_view_is_made_once_for_a_timeline() -> None:
    assert view_of(TIMELINE) is view_of(TIMELINE)
    other = Timeline(events=EVENTS[:1])
    assert view_of(other) is not view_of(TIMELINE)


def test_what_was_warmed_is_not_folded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    view = View(TIMELINE)
    view.warm()
    folded: list[str] = []
    monkeypatch.setattr("storage.query.folded_words", folded.append)
    parsed = parse("бекет -baku type:meeting")
    assert [each.id for each in EVENTS if matches(parsed, each, view)] == []
    assert folded == []


def test_marks_are_asked_of_the_person_and_of_the_event() -> None:
    class Made:
        tags: Mapping[str, Collection[str]] = {"a3": ("Ёлка",)}

        def flags(self, event: Event) -> Collection[str]:
            return ("bookmarked",) if event.id == "visit" else ("unread",)

    marked = Timeline(
        events=[
            replace(EVENTS[0], pinned=True),
            replace(EVENTS[1], notes=["ask Vienna"]),
            replace(EVENTS[2], conflicts=[Conflict(field="date", values=[])]),
        ]
    )
    view = View(marked)
    view.mark(Made())

    def ids(query: str) -> list[str]:
        return [each.id for each in marked.events if matches(parse(query), each, view)]

    assert ids("is:bookmarked") == ["visit"]
    assert ids("is:unread") == ["talks", "words"]
    assert ids("is:pinned OR is:noted") == ["talks", "words"]
    assert ids("-is:disputed is:unread") == ["talks", "words"]
    assert ids("is:disp") == ["visit"]
    assert ids("#елка") == ["visit"]
    assert ids("id:words") == ["words"]
    with pytest.raises(QueryError, match="bookmarked, unread, pinned, noted, disputed"):
        parse("is:lost")
