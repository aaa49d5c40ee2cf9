"""What people set right, done again to every timeline."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.timeline.factories import mention, story
from timeline.building import Builder, CorrectionError, anchors, check
from timeline.building.actors import known_actors
from timeline.building.corrections import naming
from timeline.model import Actor, Article, Correction, CorrectionKind, Event, Reading, Timeline

STORIES = [
    story("a", "2025-03-05", mention("2025-03-03", "meeting", ["Ada", "Bek"], ["Lakeside"])),
    story("b", "2025-03-05", mention("2025-03-03", "meeting", ["Ada", "Bek"], ["Lakeside"], start=100)),
    story("c", "2025-03-05", mention("2025-03-04", "call", ["Cem", "Dana"], start=200)),
]


def built(corrections: list[Correction], stories: list[tuple[Article, Reading]] | None = None) -> Timeline:
    builder = Builder()
    for article, reading in stories or STORIES:
        builder.add(article, reading)
    return builder.timeline(corrections=corrections)


def the(timeline: Timeline, day: str) -> Event:
    [event] = [event for event in timeline.events if event.date == day]
    return event


def correction(kind: CorrectionKind, *events: Event, value: str | None = None, made: str = "") -> Correction:
    plain = built([])
    evidence = [name for event in events for name in anchors(plain, event)]
    return Correction(kind=kind, evidence=evidence, value=value, made=made)


def test_a_hidden_event_is_gone_and_no_other() -> None:
    timeline = built([correction("hide", the(built([]), "2025-03-04"))])
    assert [event.date for event in timeline.events] == ["2025-03-03"]


def test_events_are_merged() -> None:
    plain = built([])
    [event] = built([correction("merge", *plain.events)]).events
    assert set(event.articles) == {"a", "b", "c"}
    assert event.corrected == ["merge"]


def test_an_event_is_split_by_article() -> None:
    meeting = the(built([]), "2025-03-03")
    proof = replace(meeting, evidence=[each for each in meeting.evidence if each.article == "b"])
    timeline = built([correction("split", proof)])
    apart = [event for event in timeline.events if event.date == "2025-03-03"]
    assert sorted(event.articles for event in apart) == [["a"], ["b"]]


def test_type_date_pin_and_note() -> None:
    meeting = the(built([]), "2025-03-03")
    timeline = built(
        [
            correction("type", meeting, value="summit"),
            correction("date", meeting, value="2025-03-05"),
            correction("pin", meeting),
            correction("note", meeting, value="Ask the desk."),
        ]
    )
    event = the(timeline, "2025-03-05")
    assert (event.type, event.grain, event.pinned, event.notes) == ("summit", "day", True, ["Ask the desk."])
    assert event.corrected == ["type", "date"]
    assert event.title.startswith("Summit")
    assert [each.date for each in timeline.events] == ["2025-03-04", "2025-03-05"]


def test_an_event_can_lose_its_date() -> None:
    event = built([correction("date", the(built([]), "2025-03-03"))]).events[-1]
    assert (event.date, event.grain) == (None, None)


def test_of_two_that_contradict_each_other_the_later_holds() -> None:
    meeting = the(built([]), "2025-03-03")
    first = correction("type", meeting, value="summit", made="2025-03-10T10:00:00Z")
    second = correction("type", meeting, value="visit", made="2025-03-11T10:00:00Z")
    for corrections in ([first, second], [second, first]):
        assert the(built(corrections), "2025-03-03").type == "visit"


def test_a_sentence_that_tells_two_things_can_be_corrected_in_one() -> None:
    sentence = "Ada came to Lakeside and called Bek."
    both = [
        story(
            "a",
            "2025-03-05",
            mention("2025-03-03", "visit", ["Ada"], ["Lakeside"], text=sentence),
            mention("2025-03-03", "call", ["Ada", "Bek"], text=sentence),
        )
    ]
    plain = built([], both)
    call = next(event for event in plain.events if event.type == "call")
    hidden = Correction(kind="hide", evidence=anchors(plain, call))
    assert [event.type for event in built([hidden], both).events] == ["visit"]


@pytest.mark.parametrize(
    ("kind", "evidence", "value", "said"),
    [
        ("hide", [], None, "too little evidence"),
        ("merge", ["x"], None, "too little evidence"),
        ("type", ["x"], "party", "no type"),
        ("date", ["x"], "soon", "no date"),
        ("date", ["x"], "2025-13-40", "no date"),
        ("note", ["x"], "  ", "no words"),
    ],
)
def test_what_no_event_could_take_is_refused(
    kind: CorrectionKind, evidence: list[str], value: str | None, said: str
) -> None:
    with pytest.raises(CorrectionError, match=said):
        check(Correction(kind=kind, evidence=evidence, value=value))


@settings(max_examples=60)
@given(order=st.permutations(range(len(STORIES))), more=st.booleans())
def test_corrections_survive_any_order_and_new_articles(order: list[int], more: bool) -> None:
    plain = built([])
    corrections = [
        correction("merge", *plain.events, made="1"),
        correction("type", the(plain, "2025-03-03"), value="negotiation", made="2"),
        correction("note", the(plain, "2025-03-04"), value="Two calls?", made="3"),
    ]
    other = story("d", "2025-03-05", mention("2025-03-09", "visit", ["Emil"], ["Hilltop"], start=300))
    stories = [STORIES[place] for place in order] + ([other] if more else [])
    events = built(corrections[::-1], stories).events
    event = next(event for event in events if event.type == "negotiation")
    assert (set(event.articles), event.notes) == ({"a", "b", "c"}, ["Two calls?"])
    assert len(events) == 1 + more


class TestWhoIsWho:
    """What people say about names holds whatever the names sound like, and the later word holds."""

    @staticmethod
    def groups(*corrections: Correction) -> set[frozenset[str]]:
        told = [[person(name)] for name in ("ada-one", "ada-two", "bek-one", "cem-one")]
        known = known_actors(told, naming(corrections))
        ids = [actor.id for actors in told for actor in actors]
        return {frozenset(one for one in ids if known.id_of(one) == known.id_of(other)) for other in ids}

    def test_those_who_are_one_are_joined(self) -> None:
        assert frozenset({"local:ada-one", "local:bek-one"}) in self.groups(
            said("same", 1, "ada-one", "bek-one")
        )

    def test_those_who_are_not_are_taken_apart(self) -> None:
        joined = said("same", 1, "ada-one", "bek-one", "cem-one")
        assert frozenset({"local:cem-one"}) in self.groups(
            joined, said("apart", 2, "ada-one", "bek-one", "cem-one")
        )

    @given(st.permutations(range(3)))
    def test_the_later_word_holds_in_any_order(self, order: list[int]) -> None:
        all_said = [
            said("same", 1, "ada-one", "bek-one"),
            said("apart", 2, "bek-one", "ada-one"),
            said("same", 3, "bek-one", "cem-one"),
        ]
        assert self.groups(*(all_said[place] for place in order)) == self.groups(*all_said)
        assert frozenset({"local:bek-one", "local:cem-one"}) in self.groups(*all_said)

    def test_one_name_alone_is_refused(self) -> None:
        with pytest.raises(CorrectionError, match="too little"):
            check(said("same", 1, "ada-one"))


def person(name: str) -> Actor:
    return Actor(id=f"local:{name}", kind="person", name=name.replace("-", " ").title(), names={"en": name})


def said(kind: CorrectionKind, second: int, *names: str) -> Correction:
    made = f"2025-05-16T00:00:0{second}+00:00"
    return Correction(kind=kind, evidence=[f"local:{name}" for name in names], made=made)
