"""What a date only opens, what is another happening than the one told last, and what is told of by "it"."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.timeline.events_by_hand import events_of, told


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "kk",
            "Бұл – [Фидан](fidan) мен [Лавровтың](lavrov/genitive) [2019 жылдан](2019) бергі алғашқы кездесуі.",
        ),
        ("ru", "[Фидан](fidan) и [Лавров](lavrov) встретились впервые с [2019 г](2019)."),
        ("en", "It was the first meeting of [Fidan](fidan) and [Lavrov](lavrov) since [2019](2019)."),
        ("uk", "[Фідан](fidan) і [Лавров](lavrov) зустрілися вперше з [2019 року](2019)."),
        ("tr", "Bu, [Fidan](fidan) ile [Lavrov](lavrov) arasında [2019](2019)'dan bu yana ilk görüşme."),
        ("fr", "C’est la première rencontre de [Fidan](fidan) et [Lavrov](lavrov) depuis [2019](2019)."),
        ("de", "Es war das erste Treffen von [Fidan](fidan) und [Lawrow](lavrov) seit [2019](2019)."),
        ("es", "Fue la primera reunión de [Fidan](fidan) y [Lavrov](lavrov) desde [2019](2019)."),
        ("zh", "这是[费丹](fidan)和[拉夫罗夫](lavrov)自[2019年](2019)以来首次会晤。"),
        ("ar", "هذا أول لقاء بين [فيدان](fidan) و[لافروف](lavrov) منذ [2019](2019)."),
    ],
)
def test_the_first_meeting_since_a_year_was_not_in_it(lang: str, text: str) -> None:
    assert [event for event in events_of(lang, text) if event.date] == []


@pytest.mark.parametrize(
    ("lang", "text", "kind", "date"),
    [
        ("en", "A truce has been in force since [15 August](2025-08-15).", "ceasefire", "2025-08-15"),
        ("ru", "Режим прекращения огня действует с [15 августа](2025-08-15).", "ceasefire", "2025-08-15"),
        ("fr", "Un cessez-le-feu est en vigueur depuis le [15 août](2025-08-15).", "ceasefire", "2025-08-15"),
        (
            "en",
            "[Fidan](fidan) has been silent since the attack in [February 2022](2022-02).",
            "attack",
            "2022-02",
        ),
    ],
)
def test_what_lasts_or_stands_behind_since_began_then(lang: str, text: str, kind: str, date: str) -> None:
    assert (kind, date) in [(event.type, event.date) for event in events_of(lang, text)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "[Fidan](fidan) will hold talks with [Lavrov](lavrov). They will take place in [Astana](astana) on [30 August](2025-08-30)."),
        ("ru", "[Фидан](fidan) проведёт переговоры с [Лавровым](lavrov/instrumental). Они состоятся [30 августа](2025-08-30) в [Астане](astana/locative)."),
        ("kk", "[Фидан](fidan) [Лавровпен](lavrov/instrumental) келіссөз жүргізеді. Ол [30 тамызда](2025-08-30) [Астанада](astana/locative) өтеді."),
        ("uk", "[Фідан](fidan) проведе переговори з [Лавровим](lavrov/instrumental). Вони відбудуться [30 серпня](2025-08-30) в [Астані](astana/locative)."),
        ("de", "[Fidan](fidan) trifft [Lawrow](lavrov) zu Gesprächen. Sie finden am [30. August](2025-08-30) in [Astana](astana) statt."),
        ("es", "[Fidan](fidan) mantendrá conversaciones con [Lavrov](lavrov). Se celebrarán en [Astaná](astana) el [30 de agosto](2025-08-30)."),
    ],
)  # fmt: skip
def test_it_will_take_place_tells_the_day_of_what_was_named_before(lang: str, text: str) -> None:
    [event] = [event for event in events_of(lang, text) if event.date == "2025-08-30"]
    assert event.type in ("meeting", "negotiation")
    assert event.status == "planned"
    assert set(event.actors) == {"fidan", "lavrov"}
    assert event.places == ["astana"]


def test_the_next_meeting_is_not_the_one_that_was() -> None:
    text = (
        "[Fidan](fidan) met [Lavrov](lavrov) in [Vienna](vienna) on [15 August](2025-08-15). "
        "[Fidan](fidan) and [Lavrov](lavrov) discussed a trilateral summit."
    )
    assert told("en", text, dt.date(2025, 8, 16)) == [("meeting", "2025-08-15", "happened")]


def test_musing_that_names_nobody_tells_of_nothing() -> None:
    text = "[“Perhaps there will be a deal [today](2025-08-23), if all goes well,”](says:fidan) said [Fidan](fidan)."
    assert [event.type for event in events_of("en", text) if event.type != "statement"] == []


def test_a_denial_in_another_matter_denies_no_summit() -> None:
    text = "At the [2018](2018) summit [Fidan](fidan) sided with [Lavrov](lavrov)'s denial of meddling."
    assert [event.status for event in events_of("en", text) if event.type == "summit"] == ["happened"]
