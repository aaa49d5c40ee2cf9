"""The best days of a long story, and the sentences that tell them."""

from __future__ import annotations

import datetime as dt

from tests.timeline.factories import build, mention, story
from timeline.building.best import best_days, with_sentences
from timeline.building.calendar import Days
from timeline.building.central import Weights, central
from timeline.building.telling import Telling, from_articles, from_events
from timeline.model import Article, Timeline
from timeline.reading import read

EMPTY = Timeline(as_of="2025-06-30")


def tell(
    article: str,
    published: str,
    day: str | None,
    sentence: str | None = None,
    *,
    text: str | None = None,
    lang: str = "en",
) -> Telling:
    words = sentence or f"The sentence of {article} tells what happened on {day} at some length"
    return Telling(
        article,
        text or article,
        dt.date.fromisoformat(published),
        lang,
        0,
        len(words),
        words,
        dt.date.fromisoformat(day) if day else None,
        None,
    )


def days(timeline: Timeline) -> list[str | None]:
    return [event.date for event in timeline.events]


def test_the_day_that_most_articles_tell_of_is_the_best() -> None:
    told = [
        tell("a", "2025-03-05", "2025-03-04"),
        tell("a", "2025-03-05", "2025-03-04", "Twice in one article is once, however long it is told"),
        tell("b", "2025-03-08", "2025-03-07"),
        tell("c", "2025-03-08", "2025-03-07"),
    ]
    assert days(best_days(EMPTY, told, dates=1)) == ["2025-03-07"]
    assert days(best_days(EMPTY, told, dates=5)) == ["2025-03-04", "2025-03-07"]


def test_what_is_still_told_of_after_a_week_counts_twice() -> None:
    told = [
        tell("a", "2025-03-05", "2025-03-04"),
        tell("b", "2025-03-05", "2025-03-04"),
        tell("c", "2025-03-12", "2025-03-01"),
        tell("d", "2025-03-12", "2025-03-01"),
    ]
    assert days(best_days(EMPTY, told, dates=1)) == ["2025-03-01"]


def test_copies_of_one_day_are_one_article() -> None:
    told = [
        *(tell(name, "2025-03-05", "2025-03-04", text="wire") for name in ("wire", "b", "c")),
        *(tell(name, "2025-03-05", "2025-03-03") for name in "de"),
    ]
    assert days(best_days(EMPTY, told, dates=1)) == ["2025-03-03"]


def test_announcements_count_for_days_to_come_alone() -> None:
    told = [
        *(tell(name, "2025-03-01", "2025-03-20") for name in "abc"),
        *(tell(name, "2025-03-01", "2025-02-28") for name in "de"),
    ]
    assert days(best_days(Timeline(as_of="2025-03-02"), told, dates=1)) == ["2025-03-20"]
    assert days(best_days(EMPTY, told, dates=1)) == ["2025-02-28"]


def test_only_days_of_the_span_are_taken_and_its_ends_are_nothing_special() -> None:
    told = [tell("a", "2025-03-05", day) for day in ("2025-03-01", "2025-03-03", "2025-03-05")]
    span = Days(dt.date(2025, 3, 2), dt.date(2025, 3, 4))
    assert days(best_days(EMPTY, told, dates=9, span=span)) == ["2025-03-03"]


def test_a_day_has_its_event_and_one_without_has_its_sentence() -> None:
    timeline = build(
        story(
            "a",
            "2025-03-05",
            mention("2025-03-04", "meeting", ("Ada", "Bek"), text="Ada and Bek met by the lake."),
        ),
        story("b", "2025-03-05", mention("2025-03-04", "call", ("Cem", "Dana"), text="Cem rang Dana.")),
    )
    told = [
        tell("a", "2025-03-05", "2025-03-04", "Ada and Bek met by the lake."),
        tell("b", "2025-03-05", "2025-03-02", "The river rose over its banks on Sunday."),
    ]
    first, second = best_days(timeline, told, dates=2).events
    assert (first.date, first.type, first.status, first.summary) == (
        "2025-03-02",
        "other",
        "happened",
        "The river rose over its banks on Sunday.",
    )
    assert first.evidence
    assert first.articles == ["b"]
    assert (second.type, second.sentences) == ("meeting", ["Ada and Bek met by the lake."])


def test_sentences_are_in_the_language_of_the_reader_where_there_are_any() -> None:
    told = [
        tell(
            "a",
            "2025-03-05",
            "2025-03-04",
            "Делегации встретились в понедельник у озера и говорили о мире",
            lang="ru",
        ),
        tell(
            "b",
            "2025-03-05",
            "2025-03-04",
            "Делегации встретились в понедельник у озера, сообщили агентства",
            lang="ru",
        ),
        tell("c", "2025-03-05", "2025-03-04", "The delegations met on Monday by the lake and spoke of peace"),
    ]
    [event] = best_days(EMPTY, told, dates=1, sentences=2).events
    assert event.sentences == ["The delegations met on Monday by the lake and spoke of peace"]
    [event] = best_days(EMPTY, told, dates=1, sentences=2, title_lang="kk").events
    assert len(event.sentences) == 2


def test_central_sentences_say_what_most_say() -> None:
    told = [
        "The two presidents signed the border treaty in the capital on Friday",
        "On Friday the border treaty was signed by the two presidents",
        "A pop concert on Friday drew many thousands of fans to the stadium",
    ]
    opening = ["Presidents of both countries have signed the long awaited border treaty"]
    assert "treaty" in central(told, opening, 1, Weights(told + opening))[0]
    assert central(told, (), 9, Weights(told)) != []
    assert central((), (), 2, Weights(())) == []


def test_articles_tell_the_first_date_of_a_sentence() -> None:
    article = Article(
        id="a",
        lang="en",
        published="2025-03-05",
        text="The ministers met on 3 March, two days before 5 March. It was cold. In 2024 they had not met on 7 March 2024.",
    )
    told = from_articles([article], {"a": read(article)})
    assert [(telling.day and telling.day.isoformat(), telling.sentence[:3]) for telling in told] == [
        ("2025-03-03", "The"),
        (None, "It "),
        (None, "In "),
    ]
    assert all(article.text[telling.start : telling.end] == telling.sentence for telling in told)


def test_events_tell_their_evidence() -> None:
    timeline = build(
        story("a", "2025-03-05", mention("2025-03-04", "meeting", ("Ada", "Bek"))),
        story("b", "2025-03-05", mention("2025-03", "vote", ("League",), grain="month")),
    )
    assert [(telling.article, str(telling.day)) for telling in from_events(timeline)] == [("a", "2025-03-04")]


def test_an_event_is_told_in_as_many_sentences_as_asked_its_summary_first() -> None:
    sentences = [
        "Ada met Bek at the lake on Tuesday.",
        "Ada received Bek for talks on fishing rights.",
        "Bek and Ada spoke for two hours and parted without a paper.",
        "It was the first time that Bek saw Ada since the elections.",
    ]
    timeline = build(
        *(
            story(f"a{place}", "2025-03-05", mention("2025-03-04", "meeting", ("Ada", "Bek"), text=text))
            for place, text in enumerate(sentences)
        )
    )
    [event] = with_sentences(timeline, 3).events
    assert event.sentences[0] == event.summary
    assert len(set(event.sentences)) == 3
    assert set(event.sentences) <= set(sentences)
    [event] = with_sentences(timeline, 1).events
    assert event.sentences == [event.summary]
