"""The texts over the panes, made from the sample articles: each fact with the article that tells it."""

from __future__ import annotations

from functools import cache

import pytest

from tests.tui.driving import driving
from timeline.model import Event
from tui.desk import MadeDesk, desk_from_sources
from tui.lookup import Lookup
from tui.pages.compare import AGREE, DIFFER, Fact, compare, pieces_of
from tui.pages.speaker import rows_of, said_by, speaker_of, topics_of
from tui.pages.why import source_of, why_text


@cache
def seeds() -> MadeDesk:
    return desk_from_sources(["seeds"])


@cache
def lookup() -> Lookup:
    return Lookup(seeds())


def summit() -> Event:
    [found] = [event for event in lookup().events if event.type == "summit" and event.date == "2025-08-15"]
    return found


def told_by(source: str, day: str) -> str:
    """The id of the article of a source and a day."""
    refs = lookup().references
    return next(
        id_
        for id_ in summit().articles
        if source_of(refs[id_]).startswith(source) and refs[id_].published[:10] == day
    )


def text_of(paragraphs: list[list[object]]) -> str:
    return "\n".join(" ".join(str(getattr(piece, "text", piece)) for piece in each) for each in paragraphs)


def test_why_names_the_rule_the_sources_and_the_history() -> None:
    told = text_of([list(each) for each in why_text(summit(), lookup())])
    assert "15 тамызда -> 2025-08-15" in told
    assert "Sample Wire (wire, US)" in told
    assert "planned, 2025-08-15" in told
    assert "happened, 2025-08-15" in told


def test_a_section_with_nothing_to_tell_is_left_out() -> None:
    event = next(event for event in lookup().events if not event.conflicts)
    assert "disagree" not in text_of([list(each) for each in why_text(event, lookup())])


def fact(facts: list[Fact], label: str) -> Fact:
    return next(each for each in facts if each.label == label)


def test_two_languages_that_tell_the_same_agree() -> None:
    event = summit()
    facts = compare(
        event, told_by("Образцовое агентство", "2025-08-16"), told_by("Үлгі хабар", "2025-08-16"), lookup()
    )
    assert fact(facts, "who").sign == AGREE
    assert fact(facts, "date").left == ["2025-08-15"]


def test_an_announcement_and_a_report_differ_in_status() -> None:
    facts = compare(
        summit(), told_by("Sample Wire", "2025-08-08"), told_by("Sample Wire", "2025-08-15"), lookup()
    )
    assert fact(facts, "status").sign == DIFFER
    assert any("≠" in label.text for label, _, _ in pieces_of(facts))
    assert all(label.text.isascii() for label, _, _ in pieces_of(facts, ascii_only=True))


def test_a_speaker_is_followed_over_days_and_topics() -> None:
    [trump] = [actor.id for actor in seeds().timeline.actors if actor.names.get("en") == "Donald Trump"]
    quotes = said_by(trump, lookup())
    assert [quote.said for quote in quotes] == sorted(quote.said or "9999" for quote in quotes)
    topics = topics_of(quotes, lookup())
    assert len(topics) > 2
    first = topics[0].quotes
    label, left, right = next(row for row in rows_of(topics, lookup()) if row[2].text)
    assert label.text.startswith(str(first[0].said))
    assert " ".join(first[0].text.split()) in left.text
    assert " ".join(first[-1].text.split()) in right.text


def test_without_a_quote_the_first_who_takes_part_is_followed() -> None:
    assert speaker_of(None, summit()) == summit().actors[0]
    assert speaker_of(None, None) is None


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
@pytest.mark.parametrize("key", ["w", "c", "s"])
async def test_pages_fit_every_size(size: tuple[int, int], key: str) -> None:
    async with driving(seeds(), size) as desk:
        await desk.press("j", "j", key)
        assert "q goes back" in desk.text or size[0] == 40
        await desk.press("G", "g", "ctrl+d", "q")
        assert "q goes back" not in desk.text
