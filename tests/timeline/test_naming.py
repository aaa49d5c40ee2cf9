"""Who said a quote, set right before the timeline is built."""

from __future__ import annotations

from timeline.building import Builder, respoken
from timeline.model import Actor, Article, Correction, Reading
from timeline.reading import read

ARTICLE = Article(
    id="a",
    lang="en",
    published="2025-08-16",
    text="“We have made good headway,” Donald Trump said on Friday. Volodymyr Zelensky stayed in Kyiv.",
)


def readings() -> tuple[Reading, dict[str, Actor]]:
    reading = read(ARTICLE)
    return reading, {actor.id: actor for actor in reading.actors}


def fix(reading: Reading, who: str | None, made: str = "2025-09-01") -> Correction:
    return Correction(kind="speaker", evidence=[reading.quotes[0].id], value=who, made=made)


def named(actors: dict[str, Actor], name: str) -> str:
    return next(actor.id for actor in actors.values() if actor.name == name)


def test_the_quote_and_the_statement_made_of_it_get_the_speaker() -> None:
    reading, actors = readings()
    zelensky, trump = named(actors, "Volodymyr Zelensky"), named(actors, "Donald Trump")
    assert reading.quotes[0].speaker is not None
    assert reading.quotes[0].speaker.id == trump
    fixed = respoken(reading, [fix(reading, zelensky)], actors)
    said = fixed.quotes[0].speaker
    assert said is not None
    assert (said.id, said.name, said.start) == (zelensky, "Volodymyr Zelensky", None)
    builder = Builder()
    builder.add(ARTICLE, fixed)
    statements = [event for event in builder.timeline().events if event.type == "statement"]
    assert [event.roles.get(zelensky) for event in statements] == ["speaker"]
    assert all(trump not in event.roles for event in statements)


def test_nobody_may_have_said_it_and_the_later_word_holds() -> None:
    reading, actors = readings()
    zelensky = named(actors, "Volodymyr Zelensky")
    nobody, somebody = fix(reading, None, "2025-09-02"), fix(reading, zelensky, "2025-09-01")
    assert respoken(reading, [nobody, somebody], actors).quotes[0].speaker is None
    assert respoken(reading, [somebody, nobody], actors).quotes[0].speaker is None


def test_what_names_no_quote_of_the_reading_changes_nothing() -> None:
    reading, actors = readings()
    other = Correction(kind="speaker", evidence=["q-elsewhere"], value=None, made="2025")
    pin = Correction(kind="pin", evidence=[reading.quotes[0].id], made="2025")
    assert respoken(reading, [other, pin], actors) is reading
