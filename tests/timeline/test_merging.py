"""What becomes one event, and what must stay apart."""

from __future__ import annotations

from msgspec.structs import replace

from tests.timeline.factories import actor, build, day_mention, mention, quote, said, story
from timeline.model import Actor, Article, Event, EventType, Reading, Timeline


def only(timeline: Timeline) -> Event:
    assert len(timeline.events) == 1, [(e.date, e.type, e.actors, e.places) for e in timeline.events]
    return timeline.events[0]


def kinds(timeline: Timeline) -> list[tuple[str | None, str, list[str]]]:
    return [(event.date, event.type, sorted(event.actors)) for event in timeline.events]


def test_three_languages_tell_one_event() -> None:
    timeline = build(
        story(
            "a",
            "2025-03-04",
            mention("2025-03-04", "meeting", ("Ada", "Bek"), ("Lakeside",)),
            lang="kk",
            source="Wire",
        ),
        story(
            "b",
            "2025-03-05",
            mention("2025-03-04", "summit", ("Bek", "Ada"), ("Lakeside",)),
            lang="ru",
            source="Wire",
        ),
        story(
            "c",
            "2025-03-05",
            mention("2025-03-04", "negotiation", ("Ada", "Bek")),
            lang="en",
            source="Herald",
        ),
    )
    event = only(timeline)
    assert (event.type, event.languages, event.sources, event.articles) == (
        "summit",
        ["en", "kk", "ru"],
        2,
        ["a", "b", "c"],
    )


def test_other_people_on_the_same_day_are_another_event() -> None:
    timeline = build(
        story("a", "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Bek"), ("Lakeside",))),
        story("b", "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Cem"), ("Lakeside",))),
    )
    assert kinds(timeline) == [
        ("2025-03-04", "meeting", ["Ada", "Bek"]),
        ("2025-03-04", "meeting", ["Ada", "Cem"]),
    ]


def test_one_of_two_encounters_is_not_guessed() -> None:
    timeline = build(
        story("a", "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Bek"))),
        story("b", "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Cem"))),
        story("c", "2025-03-04", mention("2025-03-04", "meeting", ("Ada",))),
    )
    assert len(timeline.events) == 3


def test_the_only_encounter_takes_what_names_one_side() -> None:
    timeline = build(
        story("a", "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Bek"))),
        story("c", "2025-03-04", mention("2025-03-04", "meeting", ("Ada",))),
    )
    assert sorted(only(timeline).actors) == ["Ada", "Bek"]


def test_other_places_are_another_event() -> None:
    timeline = build(
        story("a", "2025-03-04", mention("2025-03-04", "attack", (), ("Lakeside",))),
        story("b", "2025-03-04", mention("2025-03-04", "attack", (), ("Harbour",))),
    )
    assert [event.places for event in timeline.events] == [["Lakeside"], ["Harbour"]]


def test_a_place_told_beside_another_joins_both() -> None:
    timeline = build(
        story("a", "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Bek"), ("Lakeside",))),
        story("b", "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Bek"), ("Hilltop",))),
        story("c", "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Bek"), ("Lakeside", "Hilltop"))),
    )
    assert only(timeline).articles == ["a", "b", "c"]


def test_other_types_are_other_events() -> None:
    timeline = build(
        story("a", "2025-03-04", mention("2025-03-04", "call", ("Ada", "Bek"))),
        story("b", "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Bek"))),
    )
    assert [event.type for event in timeline.events] == ["call", "meeting"]


def test_a_visit_is_the_meeting_at_the_same_place_with_the_same_people() -> None:
    visit = mention("2025-03-04", "visit", ("Ada",), ("Lakeside",))
    met = mention("2025-03-04", "meeting", ("Ada", "Bek"), ("Lakeside",))
    elsewhere = mention("2025-03-04", "meeting", ("Ada", "Bek"), ("Harbour",))
    assert only(build(story("a", "2025-03-04", visit), story("b", "2025-03-04", met))).type == "meeting"
    assert len(build(story("a", "2025-03-04", visit), story("b", "2025-03-04", elsewhere)).events) == 2


def test_what_has_no_type_is_the_meeting_of_the_same_people_that_day() -> None:
    timeline = build(
        story("a", "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Bek"), ("Lakeside",))),
        story("b", "2025-03-04", mention("2025-03-04", "other", ("Ada", "Bek"))),
        story("c", "2025-03-04", mention("2025-03-04", "visit", ("Ada", "Bek"), ("Northland",))),
    )
    assert only(timeline).type == "meeting"


def test_what_has_no_type_and_shares_one_person_stays_apart() -> None:
    timeline = build(
        story("a", "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Bek"), ("Lakeside",))),
        story("b", "2025-03-04", mention("2025-03-04", "other", ("Ada",), ("Hilltop",))),
    )
    assert len(timeline.events) == 2


def test_the_talks_of_a_day_are_those_that_nearly_all_tell_of() -> None:
    many = [story(f"m{n}", "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Bek"))) for n in range(4)]
    timeline = build(
        *many,
        story("b", "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Cem"))),
        story("c", "2025-03-04", mention("2025-03-04", "meeting", ())),
    )
    assert [len(event.articles) for event in timeline.events] == [1, 5]


def test_several_sentences_of_one_article_are_one_event() -> None:
    timeline = build(
        story(
            "a",
            "2025-03-04",
            mention("2025-03-04", "meeting", ("Ada", "Bek"), ("Lakeside",)),
            mention("2025-03-04", "negotiation", (), ("Hilltop",), start=100),
        )
    )
    assert [e.start for e in only(timeline).evidence] == [0, 100]


def test_states_and_their_people_meet_at_one_place() -> None:
    timeline = build(
        story(
            "a", "2025-03-04", mention("2025-03-04", "negotiation", ("Northland", "Southland"), ("Lakeside",))
        ),
        story("b", "2025-03-04", mention("2025-03-04", "negotiation", ("Ada", "Bek"), ("Lakeside",))),
    )
    assert only(timeline).actors == ["Ada", "Bek", "Northland", "Southland"]


def test_a_state_that_stands_for_one_of_those_who_met_takes_no_part_itself() -> None:
    met = [
        story(name, "2025-03-04", mention("2025-03-04", "meeting", ("Ada", "Bek"), ("Lakeside",)))
        for name in "abc"
    ]
    office = story("d", "2025-03-04", mention("2025-03-04", "meeting", ("Northland",), ("Lakeside",)))
    event = only(build(*met, office))
    assert (event.actors, event.articles) == (["Ada", "Bek"], ["a", "b", "c", "d"])


def test_a_sentence_that_names_nobody_joins_the_only_event_of_its_kind() -> None:
    known = story("a", "2025-03-04", mention("2025-03-04", "ceasefire", ("Northland", "Southland")))
    bare = story("b", "2025-03-05", mention("2025-03-04", "ceasefire"))
    other = story("c", "2025-03-05", mention("2025-03-04", "ceasefire", (), ("Harbour",)))
    assert only(build(known, bare)).articles == ["a", "b"]
    assert len(build(known, other, bare).events) == 3


def test_sentences_that_name_nobody_are_one_event_when_no_other_is_known() -> None:
    told = [story(name, "2025-03-05", mention("2025-03-04", "ceasefire")) for name in "ab"]
    vague = [story(name, "2025-03-05", mention("2025-03-04", "other")) for name in "cd"]
    assert only(build(*told)).articles == ["a", "b"]
    assert len(build(*vague).events) == 2


class TestThings:
    """What has no type is known by the names of things in its sentence."""

    kazakh = mention("2025-03-04", "other", text="Алғашқы пойыз Фарлейктен 4 наурызда шығады.")
    russian = mention("2025-03-04", "other", text="Первый поезд отправится из Фарлейка 4 марта.")

    def test_a_name_joins_two_languages(self) -> None:
        timeline = build(
            story("a", "2025-03-01", self.russian, lang="ru"),
            story("b", "2025-03-01", self.kazakh, lang="kk"),
        )
        assert only(timeline).languages == ["kk", "ru"]

    def test_other_names_or_one_language_do_not(self) -> None:
        other = mention("2025-03-04", "other", text="Первый паром отправится из Хилтопа 4 марта.")
        again = mention("2025-03-04", "other", text="В музее из Фарлейка 4 марта покажут карты.")
        stories = (
            story("a", "2025-03-01", self.kazakh, lang="kk"),
            story("b", "2025-03-01", other, lang="ru"),
        )
        assert len(build(*stories).events) == 2
        same = story("a", "2025-03-01", self.russian, lang="ru"), story("b", "2025-03-01", again, lang="ru")
        assert len(build(*same).events) == 2

    def test_names_of_the_known_and_of_months_are_no_things(self) -> None:
        one = mention("2025-03-04", "other", text="A fair opens in March with Bekturov as guest.")
        two = mention("2025-03-04", "other", text="Bir sergi March ayi Bekturov.")
        bek = Actor(id="local:bekturov", kind="person", name="Bekturov")
        march = [day_mention("March", "2025-03-04", 16)], [day_mention("March", "2025-03-04", 11)]
        timeline = build(
            story("a", "2025-03-01", one, lang="en", actors=[bek], dates=march[0]),
            story("b", "2025-03-01", two, lang="tr", actors=[bek], dates=march[1]),
        )
        assert len(timeline.events) == 2


def test_sanctions_of_two_sides_stay_apart() -> None:
    north = mention("2025-03-04", "sanction", ("Northland", "League"), roles={"Northland": "agent"})
    south = mention("2025-03-04", "sanction", ("Southland", "League"), roles={"Southland": "agent"})
    assert len(build(story("a", "2025-03-04", north), story("b", "2025-03-04", south)).events) == 2


class TestStatements:
    def test_one_speaker_day_and_topic_is_one_event(self) -> None:
        timeline = build(
            story("a", "2025-03-04", said("Ada", "2025-03-04", ("Bek",)), lang="kk"),
            story("b", "2025-03-05", said("Ada", "2025-03-04", ("Bek", "Northland")), lang="en"),
        )
        assert only(timeline).languages == ["en", "kk"]

    def test_speakers_days_and_topics_tell_them_apart(self) -> None:
        timeline = build(
            story("a", "2025-03-04", said("Ada", "2025-03-04", ("Bek",))),
            story("b", "2025-03-04", said("Cem", "2025-03-04", ("Bek",))),
            story("c", "2025-03-05", said("Ada", "2025-03-05", ("Bek",))),
            story("d", "2025-03-04", said("Ada", "2025-03-04", ("Dana",))),
        )
        assert len(timeline.events) == 4

    def test_what_is_said_without_a_topic_follows_the_sentence_before(self) -> None:
        timeline = build(
            story(
                "a",
                "2025-03-04",
                said("Ada", "2025-03-04", ("Bek",)),
                said("Ada", "2025-03-04", ("Dana",), start=100),
                said("Ada", "2025-03-04", (), start=200),
            )
        )
        assert [[e.start for e in event.evidence] for event in timeline.events] == [[0], [100, 200]]

    def test_a_topic_may_come_from_the_quote(self) -> None:
        one = said("Ada", "2025-03-04")
        timeline = build(
            story(
                "a",
                "2025-03-04",
                mention("2025-03-04", "statement", ("Ada",), quotes=["q1"]),
                quotes=[quote("q1", "a", "Ada", ("Bek",))],
            ),
            story("b", "2025-03-04", said("Ada", "2025-03-04", ("Bek",))),
            story("c", "2025-03-04", said("Ada", "2025-03-04", ("Dana",))),
        )
        assert one.actors == ["Ada"]
        assert [event.articles for event in timeline.events] == [["a", "b"], ["c"]]
        assert timeline.events[0].quotes == ["q1"]

    def test_undated_words_join_the_dated_ones_of_their_article(self) -> None:
        timeline = build(
            story(
                "a",
                "2025-03-05",
                said("Ada", "2025-03-04", ("Bek",)),
                said("Ada", None, ("Bek",), start=100),
                said("Ada", None, (), start=200),
            )
        )
        assert len(only(timeline).evidence) == 3

    def test_undated_words_of_another_topic_stay_undated(self) -> None:
        timeline = build(
            story(
                "a",
                "2025-03-05",
                said("Ada", "2025-03-04", ("Bek",)),
                said("Ada", None, ("Dana",), start=100),
            )
        )
        assert [event.date for event in timeline.events] == ["2025-03-04", None]


class TestUndated:
    summit = mention("2025-03-04", "summit", ("Ada", "Bek"), ("Lakeside",))

    def test_the_summit_at_the_place_is_that_summit(self) -> None:
        timeline = build(
            story("a", "2025-03-05", self.summit),
            story("b", "2025-03-12", mention(None, "summit", ("Bek", "Ada"), ("Lakeside",))),
        )
        assert only(timeline).articles == ["a", "b"]

    def test_a_meeting_of_the_future_is_not_the_one_that_was(self) -> None:
        ahead = mention(None, "summit", ("Ada", "Bek"), ("Lakeside",), status="planned")
        timeline = build(story("a", "2025-03-05", self.summit), story("b", "2025-03-12", ahead))
        assert [(event.date, event.status) for event in timeline.events] == [
            ("2025-03-04", "happened"),
            (None, "planned"),
        ]

    def test_two_candidates_are_none(self) -> None:
        again = mention("2025-03-10", "summit", ("Ada", "Bek"), ("Lakeside",))
        timeline = build(
            story("a", "2025-03-11", self.summit),
            story("b", "2025-03-11", again),
            story("c", "2025-03-12", mention(None, "summit", ("Ada", "Bek"), ("Lakeside",))),
        )
        assert [event.date for event in timeline.events] == ["2025-03-04", "2025-03-10", None]

    def test_other_people_do_not_join(self) -> None:
        timeline = build(
            story(
                "a",
                "2025-03-05",
                self.summit,
                mention(None, "summit", ("Cem", "Dana"), start=100, status="planned"),
            )
        )
        assert [event.date for event in timeline.events] == ["2025-03-04", None]

    def test_what_is_vague_is_no_event(self) -> None:
        timeline = build(
            story(
                "a",
                "2025-03-05",
                mention(None, "meeting", ("Ada",)),
                mention(None, "other", ("Ada", "Bek"), start=50),
            )
        )
        assert timeline.events == []

    def test_what_is_talked_of_for_days_is_one_event(self) -> None:
        ahead = mention(None, "meeting", ("Ada", "Bek"), status="planned")
        timeline = build(
            story("a", "2025-03-05", ahead), story("b", "2025-03-10", ahead), story("c", "2025-06-01", ahead)
        )
        assert [event.articles for event in timeline.events] == [["a", "b"], ["c"]]


class TestCoarse:
    def test_a_month_stays_a_month(self) -> None:
        timeline = build(
            story("a", "2025-03-20", mention("2025-03-04", "agreement", ("Ada", "Bek"))),
            story("b", "2025-03-20", mention("2025-03", "agreement", ("Cem",), grain="month")),
        )
        assert [(event.date, event.grain) for event in timeline.events] == [
            ("2025-03", "month"),
            ("2025-03-04", "day"),
        ]

    def test_a_month_joins_the_day_when_everything_else_is_the_same(self) -> None:
        timeline = build(
            story("a", "2025-03-20", mention("2025-03-04", "summit", ("Ada", "Bek"), ("Lakeside",))),
            story(
                "b", "2025-04-20", mention("2025-03", "summit", ("Ada", "Bek"), ("Lakeside",), grain="month")
            ),
        )
        assert (only(timeline).date, only(timeline).grain) == ("2025-03-04", "day")

    def test_a_year_joins_its_only_month_at_the_place(self) -> None:
        place = ("Ada", "Bek"), ("Lakeside",)
        year = story("a", "2025-03-08", mention("2023", "summit", *place, grain="year"))
        month = story("b", "2025-03-08", mention("2023-05", "summit", *place, grain="month"))
        other = story("c", "2025-03-08", mention("2023-09", "summit", *place, grain="month"))
        assert only(build(year, month)).date == "2023-05"
        assert len(build(year, month, other).events) == 3

    def test_one_month_in_two_languages_is_one_event(self) -> None:
        told = mention("2025-03", "agreement", (), ("Lakeside",), grain="month")
        assert (
            only(build(story("a", "2025-04-20", told, lang="kk"), story("b", "2025-04-21", told))).date
            == "2025-03"
        )


class TestDays:
    def test_a_range_takes_in_its_days(self) -> None:
        timeline = build(
            story(
                "a",
                "2025-03-08",
                mention("2025-03-04", "negotiation", ("Ada", "Bek"), ("Lakeside",), end="2025-03-06"),
            ),
            story("b", "2025-03-06", mention("2025-03-06", "negotiation", ("Ada", "Bek"), ("Lakeside",))),
        )
        event = only(timeline)
        assert (event.date, event.end, event.conflicts) == ("2025-03-04", "2025-03-06", [])

    def test_a_weekday_that_is_off_by_one_is_a_conflict_of_one_event(self) -> None:
        met = ("Ada", "Bek"), ("Lakeside",)
        timeline = build(
            story(
                "a",
                "2025-03-08",
                mention("2025-03-04", "meeting", *met),
                dates=[day_mention("4 March", "2025-03-04", 3)],
            ),
            story(
                "b",
                "2025-03-08",
                mention("2025-03-05", "meeting", *met),
                dates=[day_mention("Wednesday", "2025-03-05", 3)],
            ),
        )
        event = only(timeline)
        assert event.date == "2025-03-04"
        assert [(c.field, [v.value for v in c.values]) for c in event.conflicts] == [
            ("date", ["2025-03-04", "2025-03-05"])
        ]

    def test_a_few_who_tell_the_next_day_tell_of_the_same_meeting(self) -> None:
        met = ("Ada", "Bek"), ("Lakeside",)
        many = [story(f"m{n}", "2025-03-06", mention("2025-03-04", "meeting", *met)) for n in range(3)]
        timeline = build(*many, story("x", "2025-03-06", mention("2025-03-05", "meeting", *met)))
        assert only(timeline).date == "2025-03-04"
        assert [conflict.field for conflict in only(timeline).conflicts] == ["date"]
        both = story(
            "y", "2025-03-06", mention("2025-03-04", "meeting", *met), mention("2025-03-05", "meeting", *met)
        )
        assert len(build(*many, both).events) == 2

    def test_two_days_written_out_are_two_events(self) -> None:
        met = ("Ada", "Bek"), ("Lakeside",)
        timeline = build(
            story(
                "a",
                "2025-03-08",
                mention("2025-03-04", "meeting", *met),
                dates=[day_mention("4 March", "2025-03-04", 3)],
            ),
            story(
                "b",
                "2025-03-08",
                mention("2025-03-05", "meeting", *met),
                dates=[day_mention("5 March", "2025-03-05", 3)],
            ),
        )
        assert [event.date for event in timeline.events] == ["2025-03-04", "2025-03-05"]


def test_numbers_that_differ_are_a_conflict() -> None:
    timeline = build(
        story("a", "2025-03-04", mention("2025-03-04", "vote", ("League",), quantities={"votes": 97})),
        story("b", "2025-03-04", mention("2025-03-04", "vote", ("League",), quantities={"votes": 96})),
        story("c", "2025-03-04", mention("2025-03-04", "vote", ("League",), quantities={"votes": 97})),
    )
    (conflict,) = only(timeline).conflicts
    assert (conflict.field, [value.value for value in conflict.values]) == (
        "quantity",
        ["97 votes", "96 votes"],
    )
    assert [(q.value, q.unit) for q in only(timeline).quantities] == [(97, "votes"), (96, "votes")]


class TestDisputedWords:
    words = "“We shall build the bridge before the winter comes.”"

    def told(self, article: str, speaker: str, words: str) -> tuple[Article, Reading]:
        spoken = replace(quote(f"{article}:1", article, speaker), text=words)
        event = mention(
            "2025-03-04", "statement", (speaker,), roles={speaker: "speaker"}, quotes=[f"{article}:1"]
        )
        return story(article, "2025-03-04", event, quotes=[spoken])

    def test_one_sentence_of_two_speakers_is_a_conflict_of_both_events(self) -> None:
        other = self.words.replace("“", "«").replace("”", "»")
        timeline = build(self.told("a", "Ada", self.words), self.told("b", "Bek", other))
        for event in timeline.events:
            [conflict] = event.conflicts
            assert conflict.field == "speaker"
            assert [(value.value, value.article) for value in conflict.values] == [("Ada", "a"), ("Bek", "b")]

    def test_other_or_short_words_and_one_speaker_are_none(self) -> None:
        for stories in (
            (self.told("a", "Ada", self.words), self.told("b", "Ada", self.words)),
            (self.told("a", "Ada", "“We will see.”"), self.told("b", "Bek", "“We will see.”")),
            (self.told("a", "Ada", self.words), self.told("b", "Bek", self.words.replace("bridge", "dam"))),
        ):
            assert all(not event.conflicts for event in build(*stories).events)


def test_copies_of_one_text_are_one_report() -> None:
    text = "Ada and Bek met at the Lakeside in the morning and spoke for an hour."
    told = mention("2025-03-04", "meeting", ("Ada", "Bek"), text=text)
    own = mention(
        "2025-03-04",
        "meeting",
        ("Ada", "Bek"),
        text="In the morning Ada received Bek, and an hour passed in talk.",
    )
    timeline = build(
        story("a", "2025-03-04", told, source="Wire"),
        story("b", "2025-03-04", told, source="Herald"),
        story("c", "2025-03-04", own, source="Post"),
    )
    event = only(timeline)
    assert (event.sources, int(event.score), len(event.articles)) == (2, 2, 3)


def test_the_summary_is_in_the_language_of_the_reader() -> None:
    stories = [
        story(
            "a",
            "2025-03-04",
            mention("2025-03-04", "meeting", ("Ada", "Bek"), text="Ада Бекпен кездесті."),
            lang="kk",
        ),
        story(
            "b",
            "2025-03-05",
            mention("2025-03-04", "meeting", ("Ada", "Bek"), text="Ada met Bek."),
            lang="en",
        ),
    ]
    assert only(build(*stories)).summary == "Ada met Bek."
    assert only(build(*stories, title_lang="kk")).summary == "Ада Бекпен кездесті."
    assert only(build(*stories, title_lang="fr")).summary == "Ада Бекпен кездесті."


class TestPeopleOfManySpellings:
    def test_a_person_unknown_to_the_registry_is_one_across_languages(self) -> None:
        russian = Actor(
            id="local:barrera-ines", kind="person", name="Инес Баррера", names={"ru": "Инес Баррера"}
        )
        french = Actor(
            id="local:barrera-inez", kind="person", name="Ines Barrera", names={"fr": "Ines Barrera"}
        )
        bek = actor("Bek")
        timeline = build(
            story(
                "a",
                "2025-03-04",
                mention("2025-03-04", "meeting", (russian.id, "Bek")),
                actors=[russian, bek],
            ),
            story(
                "b",
                "2025-03-04",
                mention("2025-03-04", "meeting", (french.id, "Bek"), roles={french.id: "agent"}),
                actors=[french, bek],
                quotes=[quote("b:1", "b", french.id, (french.id,))],
            ),
        )
        event = only(timeline)
        assert event.actors == ["local:barrera-ines", "Bek"] or event.actors == ["Bek", "local:barrera-ines"]
        assert event.roles == {"local:barrera-ines": "agent"}
        person = next(a for a in timeline.actors if a.id == "local:barrera-ines")
        assert person.names == {"fr": "Ines Barrera", "ru": "Инес Баррера"}
        said_by = timeline.quotes[0].speaker
        assert said_by is not None
        assert (said_by.id, timeline.quotes[0].about) == (person.id, [person.id])

    def test_who_may_be_the_same_is_never_oneself(self) -> None:
        one = Actor(
            id="local:lind-ada", kind="person", name="Ада Линдгрен", possibly_same=["local:lind-adah"]
        )
        two = Actor(id="local:lind-adah", kind="person", name="Ada Lindgren", possibly_same=["local:x"])
        timeline = build(
            story("a", "2025-03-04", mention("2025-03-04", "vote", (one.id,)), actors=[one]),
            story("b", "2025-03-04", mention("2025-03-04", "vote", (two.id,)), actors=[two]),
        )
        assert [(a.id, a.possibly_same) for a in timeline.actors] == [("local:lind-ada", ["local:x"])]


class TestGeography:
    """Places of the lists: Q1520 is Astana, Q232 Kazakhstan, Q43 Turkey, Q27275 Central Asia."""

    def places(self, *ids: str) -> list[Actor]:
        states = {"Q232", "Q43"}
        return [Actor(id=one, kind="state" if one in states else "place", name=one) for one in ids]

    def told(
        self, article: str, date: str, where: str, event_type: EventType = "visit"
    ) -> tuple[Article, Reading]:
        ada = Actor(id="Ada", kind="person", name="Ada")
        return story(
            article,
            "2025-03-09",
            mention(date, event_type, ("Ada",), (where,)),
            actors=[ada, *self.places(where)],
        )

    def test_a_town_is_in_its_state(self) -> None:
        assert (
            len(build(self.told("a", "2025-03-04", "Q1520"), self.told("b", "2025-03-04", "Q232")).events)
            == 1
        )
        assert (
            len(build(self.told("a", "2025-03-04", "Q1520"), self.told("b", "2025-03-04", "Q43")).events) == 2
        )

    def test_a_visit_of_the_week_is_that_to_a_town(self) -> None:
        week, day = self.told("a", "2025-W10", "Q232"), self.told("b", "2025-03-04", "Q1520")
        assert only(build(week, day)).date == "2025-03-04"

    def test_a_part_of_the_world_is_no_place(self) -> None:
        event = only(build(self.told("a", "2025-03-04", "Q27275"), self.told("b", "2025-03-04", "Q1520")))
        assert event.places == ["Q1520"]


def test_undated_words_of_one_speaker_and_day_are_one_event_whatever_they_are_about() -> None:
    timeline = build(
        story(
            "a", "2025-03-04", said("Ada", None, ("Bek",), start=10), said("Ada", None, ("Cem",), start=90)
        ),
        story("b", "2025-03-04", said("Ada", None, ("Dana",))),
        story("c", "2025-03-06", said("Ada", None, ("Bek",))),
        story("d", "2025-03-04", said("Bek", None, ("Cem",))),
    )
    assert sorted(event.articles for event in timeline.events) == [["a", "b"], ["c"], ["d"]]


def test_a_place_says_nothing() -> None:
    words = said("Lakeside", None, ("Bek",))
    assert build(story("a", "2025-03-04", words)).events == []


def test_one_story_makes_one_event_of_what_is_told_vaguely() -> None:
    """Whom the articles name elsewhere shows that they tell one story; that a shooting was on some day is then enough."""
    both = mention("2025-03-01", "meeting", ("Ada", "Bek"), ("Lakeside",), start=200)
    timeline = build(
        story("a", "2025-03-05", mention("2025-03-04", "attack"), both),
        story("b", "2025-03-05", mention("2025-03-04", "attack", ("Northland",)), both),
        story("c", "2025-03-05", mention("2025-03-04", "attack", ("Southland",)), both),
        story("d", "2025-03-05", mention("2025-03-04", "attack", ("League",)), said("Cem", start=300)),
    )
    attacks = [event for event in timeline.events if event.type == "attack"]
    assert sorted(event.articles for event in attacks) == [["a", "b", "c"], ["d"]]


def test_vague_tellings_of_other_places_stay_apart() -> None:
    both = mention("2025-03-01", "meeting", ("Ada", "Bek"), ("Lakeside",), start=200)
    timeline = build(
        story("a", "2025-03-05", mention("2025-03-04", "attack", (), ("Harbour",)), both),
        story("b", "2025-03-05", mention("2025-03-04", "attack", (), ("Hilltop",)), both),
        story("c", "2025-03-05", mention("2025-03-04", "attack", ("Northland",)), both),
    )
    attacks = [event.articles for event in timeline.events if event.type == "attack"]
    assert ["a"] in attacks
    assert ["b"] in attacks


def test_a_night_that_one_article_tells_of_holds_the_days_of_others() -> None:
    both = mention("2025-03-01", "meeting", ("Ada", "Bek"), ("Lakeside",), start=200)
    timeline = build(
        story("a", "2025-03-05", mention("2025-03-03", "attack", end="2025-03-04"), both),
        story("b", "2025-03-05", mention("2025-03-04", "attack"), both),
        story("c", "2025-03-05", mention("2025-03-05", "attack"), both),
    )
    attacks = sorted(event.articles for event in timeline.events if event.type == "attack")
    assert attacks == [["a", "b"], ["c"]]


def test_all_who_name_only_the_place_tell_one_event() -> None:
    timeline = build(
        story("a", "2025-03-01", mention("2025-03-04", "summit", ("Ada",), ("Lakeside",), status="planned")),
        story("b", "2025-03-01", mention("2025-03-04", "summit", ("Bek",), ("Lakeside",), status="planned")),
        story("c", "2025-03-01", mention("2025-03-04", "summit", (), ("Lakeside",), status="planned")),
        story("d", "2025-03-01", mention("2025-03-04", "meeting", (), ("Lakeside",), status="planned")),
    )
    assert ["c", "d"] in [event.articles for event in timeline.events]
