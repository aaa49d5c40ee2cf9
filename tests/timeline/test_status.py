"""Planned, happened, cancelled, denied: by the order in which it was told, and as of a day."""

from __future__ import annotations

from tests.timeline.factories import build, mention, story
from timeline.model import Event, Status, Timeline

MET = ("Ada", "Bek"), ("Lakeside",)


def told(article: str, published: str, status: Status, date: str | None = "2025-03-10") -> tuple:  # type: ignore[type-arg]
    return story(article, published, mention(date, "meeting", *MET, status=status))


def only(timeline: Timeline) -> Event:
    assert len(timeline.events) == 1
    return timeline.events[0]


def history(event: Event) -> list[tuple[str, str | None, str]]:
    return [(change.status, change.date, change.article) for change in event.history]


def test_planned_then_happened() -> None:
    event = only(
        build(
            told("a", "2025-03-01", "planned"),
            told("b", "2025-03-02", "planned"),
            told("c", "2025-03-11", "happened"),
        )
    )
    assert event.status == "happened"
    assert history(event) == [("planned", "2025-03-10", "a"), ("happened", "2025-03-10", "c")]


def test_planned_as_long_as_the_day_has_not_passed() -> None:
    plan = told("a", "2025-03-01", "planned")
    assert only(build(plan)).status == "planned"
    assert only(build(plan, as_of="2025-03-10")).status == "planned"
    assert only(build(plan, as_of="2025-03-11")).status == "unconfirmed"
    assert only(build(plan, story("z", "2025-04-01"))).status == "unconfirmed"


def test_as_of_leaves_out_what_came_later() -> None:
    stories = told("a", "2025-03-01", "planned"), told("b", "2025-03-11", "happened")
    timeline = build(*stories, as_of="2025-03-05")
    assert (only(timeline).status, only(timeline).articles, timeline.as_of) == (
        "planned",
        ["a"],
        "2025-03-05",
    )
    assert [article.id for article in timeline.articles] == ["a"]
    assert build(*stories, as_of="2025-02-01").events == []


def test_nothing_has_happened_before_its_day() -> None:
    assert only(build(told("a", "2025-03-01", "happened"))).status == "planned"
    assert only(build(told("a", "2025-03-10", "happened"))).status == "happened"


def test_the_day_is_that_of_the_publisher() -> None:
    assert only(build(told("a", "2025-03-10T00:30:00+05:00", "happened"))).status == "happened"


def test_cancelled() -> None:
    event = only(build(told("a", "2025-03-01", "planned"), told("b", "2025-03-09", "cancelled")))
    assert (event.status, history(event)) == (
        "cancelled",
        [("planned", "2025-03-10", "a"), ("cancelled", "2025-03-10", "b")],
    )


def test_a_plan_remembered_after_the_day_says_nothing_new() -> None:
    event = only(build(told("a", "2025-03-09", "cancelled"), told("b", "2025-03-20", "planned")))
    assert (event.status, history(event)) == ("cancelled", [("cancelled", "2025-03-10", "a")])


def test_held_after_all() -> None:
    event = only(
        build(
            told("a", "2025-03-05", "cancelled"),
            told("b", "2025-03-06", "cancelled"),
            told("c", "2025-03-11", "happened"),
        )
    )
    assert event.status == "happened"


def test_denied_after_it_was_reported() -> None:
    event = only(
        build(
            told("a", "2025-03-11", "happened"),
            told("b", "2025-03-11", "happened"),
            told("c", "2025-03-12", "denied"),
        )
    )
    assert event.status == "denied"
    assert [conflict.field for conflict in event.conflicts] == ["status"]


def test_an_article_that_reports_and_denies_denies() -> None:
    both = story(
        "a",
        "2025-03-12",
        mention("2025-03-10", "meeting", *MET),
        mention("2025-03-10", "meeting", *MET, status="denied", start=100),
    )
    event = only(build(both))
    assert (event.status, history(event), event.conflicts) == ("denied", [("denied", "2025-03-10", "a")], [])


def test_a_rumour_is_unconfirmed() -> None:
    assert only(build(told("a", "2025-03-12", "unconfirmed"))).status == "unconfirmed"


def test_postponed_is_planned_on_the_new_day_with_the_old_one_in_the_history() -> None:
    moved = story(
        "b",
        "2025-03-08",
        mention("2025-03-10", "meeting", *MET, status="cancelled"),
        mention("2025-03-17", "meeting", *MET, status="planned", start=100),
    )
    event = only(build(told("a", "2025-03-01", "planned"), moved))
    assert (event.date, event.status) == ("2025-03-17", "planned")
    assert [(status, date) for status, date, _ in history(event)] == [
        ("planned", "2025-03-10"),
        ("planned", "2025-03-17"),
    ]
    assert event.conflicts == []


def test_a_month_is_open_until_its_last_day() -> None:
    plan = story(
        "a", "2025-03-01", mention("2025-04", "agreement", ("Ada", "Bek"), status="planned", grain="month")
    )
    assert only(build(plan, as_of="2025-04-30")).status == "planned"
    assert only(build(plan, as_of="2025-05-01")).status == "unconfirmed"


def test_an_undated_event_is_what_is_said_of_it_last() -> None:
    event = only(build(told("a", "2025-03-01", "planned", None), told("b", "2025-03-03", "cancelled", None)))
    assert (event.date, event.status) == (None, "cancelled")
