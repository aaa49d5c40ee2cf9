"""One article's events: which day goes with what, what goes on with what, who took part, and statements."""

from __future__ import annotations

import datetime as dt
from time import perf_counter
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.events_by_hand import PUBLISHED, events_of, marked, told
from timeline.languages import load_pack
from timeline.model import Actor, ActorKind, DateMention, EventMention, Quote, Speaker
from timeline.reading.document import lay_out
from timeline.reading.events import find_events
from timeline.reading.events.lexicon import lexicon
from timeline.reading.mentions import Mention, Names

LANGUAGES = ("kk", "ru", "en")


def _one(events: list[EventMention], kind: str) -> EventMention:
    found = [event for event in events if event.type == kind]
    assert len(found) == 1, events
    return found[0]


class TestDays:
    @pytest.mark.parametrize(
        ("lang", "text"),
        [
            (
                "kk",
                "[8 тамызда](2025-08-08) [Фидан](fidan) [Лавровпен](lavrov/instrumental) [15 тамызда](2025-08-15) кездесетінін мәлімдеді.",
            ),
            (
                "ru",
                "[Фидан](fidan) объявил [8 августа](2025-08-08), что [15 августа](2025-08-15) встретится с [Лавровым](lavrov/instrumental).",
            ),
            (
                "en",
                "[Fidan](fidan) announced on [8 August](2025-08-08) that he would meet [Lavrov](lavrov) on [15 August](2025-08-15).",
            ),
        ],
    )
    def test_the_day_of_an_announcement_is_not_that_of_the_meeting(self, lang: str, text: str) -> None:
        assert told(lang, text, dt.date(2025, 8, 9)) == [("meeting", "2025-08-15", "planned")]

    @pytest.mark.parametrize(
        ("lang", "text"),
        [
            (
                "kk",
                "[Фидан](fidan) [жұма күні](2025-08-22) [Лавров](lavrov) пен [Ван И](wang) арасында кездесу ұйымдастырудың қиын екенін айтты.",
            ),
            (
                "ru",
                "[Фидан](fidan) сказал [в пятницу](2025-08-22), что организовать встречу [Лаврова](lavrov/genitive) и [Ван И](wang) трудно.",
            ),
            (
                "en",
                "[Fidan](fidan) said on [Friday](2025-08-22) that a meeting of [Lavrov](lavrov) and [Wang](wang) was hard to arrange.",
            ),
        ],
    )
    def test_a_meeting_that_is_doubted_has_not_happened(self, lang: str, text: str) -> None:
        assert told(lang, text) == []

    def test_only_speech_is_dated_by_the_day_of_speaking(self) -> None:
        text = "[Fidan](fidan) had announced the meeting [a week earlier](2025-08-08)."
        assert told("en", text) == []

    def test_two_happenings_in_one_sentence(self) -> None:
        text = (
            "[Macron](macron) arrived in [Geneva](geneva) on [Monday](2025-08-18), where he will meet [Wang](wang) "
            "on [28 August](2025-08-28)."
        )
        assert told("en", text) == [("visit", "2025-08-18", "happened"), ("meeting", "2025-08-28", "planned")]

    def test_a_range_has_an_end(self) -> None:
        event = _one(
            events_of("ru", "Переговоры шли в [Вене](vienna) [с 12 по 14 августа](2025-08-12/2025-08-14)."),
            "negotiation",
        )
        assert (event.date, event.end) == ("2025-08-12", "2025-08-14")
        assert event.date_rule == "с 12 по 14 августа -> 2025-08-12/2025-08-14"

    @pytest.mark.parametrize(
        ("value", "grain"), [("2025", "year"), ("2025-05", "month"), ("2025-W30", "week")]
    )
    def test_coarse_dates_stay_coarse(self, value: str, grain: str) -> None:
        event = _one(events_of("en", f"The protocol was signed [then]({value})."), "agreement")
        assert (event.date, event.grain) == (value, grain)

    @pytest.mark.parametrize("value", ["P3D", "PRESENT_REF", "PAST_REF"])
    def test_no_day_out_of_a_duration_or_a_reference(self, value: str) -> None:
        assert told("en", f"[Macron](macron) met [Wang](wang) [some time]({value}).") == []

    def test_the_dateline_is_the_day_of_the_report(self) -> None:
        text = "VIENNA, [Aug. 22](2025-08-22) (Wire) - [Macron](macron) met [Wang](wang) on [Thursday](2025-08-21)."
        assert told("en", text) == [("meeting", "2025-08-21", "happened")]

    def test_what_is_put_off_has_the_new_day(self) -> None:
        text = (
            "Переговоры, запланированные на [20 августа](2025-08-20), отложены до [1 сентября](2025-09-01)."
        )
        assert told("ru", text) == [("negotiation", "2025-09-01", "planned")]

    def test_without_a_day_of_publication_words_alone_tell_what_is_planned(self) -> None:
        text = "[Macron](macron) will meet [Wang](wang) on [28 August](2025-08-28)."
        document, names, dates, quotes = marked("en", text)
        undated = lay_out(document.id, document.text, document.pack, None)
        assert [event.status for event in find_events(undated, names, dates, quotes)] == ["planned"]


class TestGoingOn:
    @pytest.mark.parametrize(
        ("lang", "text"),
        [
            (
                "kk",
                "[Токаев](tokayev/president) пен [Мирзиёев](mirziyoyev/president) [19 тамызда](2025-08-19) [Астанада](astana/locative) "
                "кездесті. Келіссөз үш сағатқа созылды. Тараптар келісімге келе алмады.",
            ),
            (
                "ru",
                "[Токаев](tokayev/president) и [Мирзиёев](mirziyoyev/president) [19 августа](2025-08-19) встретились в [Астане](astana). "
                "Переговоры длились три часа. Договориться стороны не смогли.",
            ),
            (
                "en",
                "[Tokayev](tokayev/president) and [Mirziyoyev](mirziyoyev/president) met in [Astana](astana) on [19 August](2025-08-19). "
                "The talks lasted three hours. They did not reach an agreement.",
            ),
        ],
    )
    def test_sentences_that_follow_tell_of_the_same_summit(self, lang: str, text: str) -> None:
        events = [event for event in events_of(lang, text) if event.type != "statement"]
        assert {(event.type, event.date, event.status) for event in events} == {
            ("summit", "2025-08-19", "happened")
        }
        assert len(events) == 3
        assert all(set(event.actors) == {"tokayev", "mirziyoyev"} for event in events)

    def test_the_same_place_brings_back_an_event_told_further_up(self) -> None:
        text = (
            "[Macron](macron) and [Wang](wang) met in [Alaska](alaska) on [15 August](2025-08-15). Oil prices rose. Markets were calm. "
            "Shares were steady. At their meeting in [Alaska](alaska) [Macron](macron) and [Wang](wang) shook hands."
        )
        assert told("en", text)[1:] == [("meeting", "2025-08-15", "happened")]

    def test_other_people_are_another_meeting(self) -> None:
        text = "[Macron](macron) met [Wang](wang) on [15 August](2025-08-15). [Fidan](fidan) also met [Lavrov](lavrov)."
        assert told("en", text) == [("meeting", "2025-08-15", "happened")]

    def test_a_plan_remembered_is_no_longer_one(self) -> None:
        text = (
            "[8 августа](2025-08-08) [Фидан](fidan) объявил, что [15 августа](2025-08-15) встретится с [Лавровым](lavrov/instrumental). "
            "Встреча [15 августа](2025-08-15) состоялась."
        )
        assert {status for _, _, status in told("ru", text)} == {"happened"}


class TestCompany:
    def test_roles_of_a_reception(self) -> None:
        event = _one(
            events_of(
                "kk", "[Токаев](tokayev) [20 тамызда](2025-08-20) [Фиданды](fidan/accusative) қабылдады."
            ),
            "meeting",
        )
        assert event.roles == {"tokayev": "host", "fidan": "counterpart"}

    def test_to_receive_an_answer_is_no_meeting(self) -> None:
        assert [
            event.type
            for event in events_of("en", "[Macron](macron) received the text on [20 August](2025-08-20).")
        ] == ["other"]

    def test_a_mediator(self) -> None:
        text = "[Iran](iran) and [China](china) signed a pact on [20 August](2025-08-20)."
        assert _one(events_of("en", text), "agreement").roles == {"iran": "agent", "china": "counterpart"}

    def test_pronouns_stand_for_who_acted_before(self) -> None:
        text = "[Макрон](macron) прилетел в [Баку](baku). [Вчера](2025-08-22) он встретился с [Ван И](wang)."
        assert set(_one(events_of("ru", text), "meeting").actors) == {"macron", "wang"}

    def test_a_capital_in_a_phrase_of_place_is_where_it_was(self) -> None:
        event = _one(
            events_of(
                "kk",
                "[Фидан](fidan) [20 тамызда](2025-08-20) [Түркияда](turkey/locative) [Лавровпен](lavrov/x) кездесті.",
            ),
            "meeting",
        )
        assert (event.actors, event.places) == (["fidan", "lavrov"], ["turkey"])

    def test_what_is_only_spoken_of_lends_nobody(self) -> None:
        text = (
            "[Macron](macron) received [Zelensky](zelensky) in [Geneva](geneva) on [Monday](2025-08-18), three days after the summit in "
            "[Alaska](alaska) with [Putin](putin)."
        )
        event = _one(events_of("en", text), "meeting")
        assert (event.actors, event.places) == (["macron", "zelensky"], ["geneva"])

    @pytest.mark.parametrize(
        ("lang", "text", "value", "unit"),
        [
            ("kk", "[БҰҰ](un) қарарды [19 тамызда](2025-08-19) 97 дауыспен қабылдады.", 97, "votes"),
            (
                "ru",
                "[19 августа](2025-08-19) обменяли 1 200 пленных, перемирие соблюдается.",
                1200,
                "prisoners",
            ),
            ("en", "The truce of [19 August](2025-08-19) held for 2.5 hours.", 2.5, "hours"),
        ],
    )
    def test_quantities(self, lang: str, text: str, value: float, unit: str) -> None:
        (quantity,) = events_of(lang, text)[0].quantities
        assert (quantity.value, quantity.unit) == (value, unit)


class TestStatements:
    def test_quotes_of_one_speaker_and_day_are_one_statement(self) -> None:
        text = (
            "[Жұма күні](2025-08-22) [Сараптау](sarov) орталығына барған кезде сөйлеген сөзінде [Макрон](macron) [сенім](tells:macron) білдірді.\n"
            "[«Бірінші.»](says:macron) — деді ол. [«Екінші.»](says:macron), — деп қосты."
        )
        statement = _one(events_of("kk", text), "statement")
        assert (statement.date, statement.quotes, statement.roles) == (
            "2025-08-22",
            ["q0", "q1", "q2"],
            {"macron": "speaker"},
        )
        assert statement.summary.startswith("Жұма күні")
        visit = _one(events_of("kk", text), "visit")
        assert (visit.date, visit.quotes) == ("2025-08-22", ["q0", "q1", "q2"])

    def test_a_statement_without_a_day_is_never_of_the_day_of_publication(self) -> None:
        statement = _one(
            events_of("en", "[“We are ready,”](says:macron) [Macron](macron) said."), "statement"
        )
        assert (statement.date, statement.grain, statement.date_rule) == (None, None, None)

    def test_a_day_inside_the_quote_does_not_date_it(self) -> None:
        text = "[“The gates open on [1 March](2026-03-01),”](says:macron) said [Macron](macron)."
        events = events_of("en", text)
        assert _one(events, "statement").date is None
        assert (_one(events, "other").date, _one(events, "other").status) == ("2026-03-01", "planned")

    def test_the_day_of_what_is_referred_to_does_not_date_it(self) -> None:
        text = "[«Мы готовы»](says:macron), — сказал [Макрон](macron), напомнив о саммите [15 августа](2025-08-15)."
        assert _one(events_of("ru", text), "statement").date is None

    def test_speech_at_a_place_visited_is_of_that_day(self) -> None:
        text = "[Макрон](macron) [в пятницу](2025-08-22) посетил [Саров](sarov). Там он заявил, что [всё готово](tells:macron)."
        assert _one(events_of("ru", text), "statement").date == "2025-08-22"

    def test_the_opening_is_dated_by_what_follows(self) -> None:
        text = "[Macron](macron) said [all was well](tells:macron). He told reporters on [Friday](2025-08-22) [so](tells:macron)."
        statement = _one(events_of("en", text), "statement")
        assert (statement.date, statement.quotes) == ("2025-08-22", ["q0", "q1"])

    def test_two_speakers_and_groups_are_kept_apart(self) -> None:
        text = (
            "[“Yes,”](says:macron) said [Macron](macron) on [Friday](2025-08-22). [“No,”](says:wang) [Wang](wang) said. "
            "Both leaders said [they were open](tells:macron+wang)."
        )
        events = [event for event in events_of("en", text) if event.type == "statement"]
        assert [(event.actors, event.date) for event in events] == [
            (["macron"], "2025-08-22"),
            (["wang"], None),
            (["macron", "wang"], None),
        ]

    def test_no_statement_without_a_speaker(self) -> None:
        assert events_of("en", "The [“Donauwelle”](says:) lay at anchor.") == []


_CHUNKS = st.sampled_from(
    [
        "кездесті ",
        "саммит ",
        "встреча ",
        "не ",
        "will ",
        "met ",
        "said ",
        "denied ",
        "«",
        "», — ",
        "that ",
        ", ",
        ". ",
        "\n",
        "15 ",
        "votes ",
        "ол ",
        "İ",
        "— ",
    ]
)


@st.composite
def _articles(draw: st.DrawFn) -> tuple[str, str, Names, list[DateMention], list[Quote]]:
    text = "".join(draw(st.lists(_CHUNKS | st.text(max_size=5), max_size=40)))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    names = Names()
    for number, (start, end) in enumerate(draw(st.lists(spans, max_size=5))):
        kind: ActorKind = draw(st.sampled_from(get_args(ActorKind)))
        names.mentions.append(
            Mention(
                start, end, start, end, f"a{number % 3}", kind, "A", draw(st.sampled_from(["", "locative"]))
            )
        )
        names.actors[f"a{number % 3}"] = Actor(id=f"a{number % 3}", kind=kind, name="A")
    values = st.sampled_from(
        [
            "2025-08-15",
            "2025",
            "2025-W33",
            "2025-13-77",
            "2025-08-01/2025-08-03",
            "P3D",
            "PAST_REF",
            "XXXX",
            "9999-12",
        ]
    )
    dates = [
        DateMention(
            start=start, end=end, text=text[start:end], value=draw(values), grain="day", type="DATE", rule=""
        )
        for start, end in draw(st.lists(spans, max_size=6))
    ]
    speakers = st.sampled_from(
        [None, Speaker(id="a0", name="A"), Speaker(name="A and B", members=["a0", "a1"]), Speaker(name="?")]
    )
    quotes = [
        Quote(
            id=f"q{n}",
            article="x",
            start=start,
            end=end,
            text=text[start:end],
            kind=draw(st.sampled_from(["direct", "indirect"])),
            speaker=draw(speakers),
        )
        for n, (start, end) in enumerate(draw(st.lists(spans, max_size=5)))
    ]
    return draw(st.sampled_from(LANGUAGES)), text, names, dates, quotes


@given(_articles(), st.none() | st.just(PUBLISHED))
@settings(max_examples=300, deadline=None)
def test_any_input_is_read(
    article: tuple[str, str, Names, list[DateMention], list[Quote]], created: dt.date | None
) -> None:
    lang, text, names, dates, quotes = article
    events = find_events(lay_out("x", text, load_pack(lang), created), names, dates, quotes)
    given_dates = {part for date in dates for part in date.value.split("/")}
    for event in events:
        assert 0 <= event.sentence.start < event.sentence.end <= len(text)
        assert event.summary == text[event.sentence.start : event.sentence.end]
        assert event.date is None or event.date in given_dates
        assert set(event.roles) <= set(event.actors) <= set(names.actors) | {"a0", "a1"}
        assert set(event.quotes) <= {quote.id for quote in quotes}
        assert event.date is not None or event.type in (
            "statement",
            "rejection",
            "demand",
            "criticism",
            "threat",
        )
        assert all(0 <= one.start < one.end <= len(text) for one in event.quantities)
    assert events == find_events(lay_out("x", text, load_pack(lang), created), names, dates, quotes)


def test_an_empty_article_tells_nothing() -> None:
    assert find_events(lay_out("x", "", load_pack("kk"), PUBLISHED), Names(), [], []) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_long_sentence_takes_time_in_proportion(lang: str) -> None:
    def seconds(times: int) -> float:
        document, names, dates, quotes = marked(
            lang, "саммит встреча met [15](2025-08-15) said [A](macron) " * times
        )
        start = perf_counter()
        find_events(document, names, dates, quotes)
        return perf_counter() - start

    seconds(10)
    assert seconds(800) < 40 * max(seconds(100), 0.001)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_phrase_is_a_trigger_of_two_types(lang: str) -> None:
    seen: dict[tuple[tuple[str, ...], tuple[bool, ...]], str] = {}
    for phrases in lexicon(load_pack(lang).events).values():
        for phrase in phrases:
            if phrase.kind in ("verb", "noun", "hint", "receiving"):
                assert seen.setdefault((phrase.stems, phrase.open), phrase.value) == phrase.value, phrase
