"""How sure it is: happened, planned, cancelled, denied, unconfirmed, or no event at all."""

from __future__ import annotations

import pytest

from tests.timeline.events_by_hand import told

_KAZAKH = [
    (
        "meeting",
        "2025-08-28",
        "planned",
        "[Лавров](lavrov) [28 тамызда](2025-08-28) [Фиданмен](fidan/instrumental) кездеседі.",
    ),
    (
        "meeting",
        "2025-08-28",
        "planned",
        "[Лавров](lavrov) пен [Фидан](fidan) [28 тамызда](2025-08-28) кездеспек.",
    ),
    (
        "visit",
        "2025-09",
        "planned",
        "[Фидан](fidan) [қыркүйекте](2025-09) [Бакуге](baku/dative) барады деп күтілуде.",
    ),
    (
        "visit",
        "2025-08-10",
        "cancelled",
        "[Фиданның](fidan/genitive) [10 тамызға](2025-08-10) белгіленген [Баку](baku) сапары болмай қалды.",
    ),
    (
        "meeting",
        "2025-08-30",
        "planned",
        "[Лавров](lavrov) пен [Фиданның](fidan/genitive) кездесуі [30 тамызға](2025-08-30) кейінге қалдырылды.",
    ),
    (
        "meeting",
        "2025-08-11",
        "denied",
        "Министр [11 тамызда](2025-08-11) [Фиданмен](fidan/instrumental) кездесті деген хабарды жоққа шығарды.",
    ),
    (
        "meeting",
        "2025-08-29",
        "unconfirmed",
        "[Лавров](lavrov) пен [Фидан](fidan) [29 тамызда](2025-08-29) кездесуі мүмкін.",
    ),
    (
        "agreement",
        "2025-08-20",
        "happened",
        "[Иран](iran) мен [Қытай](china) [20 тамызда](2025-08-20) келісімге келді.",
    ),
    (
        "negotiation",
        "2025-08-20",
        "happened",
        "[Иран](iran) мен [Қытай](china) [20 тамызда](2025-08-20) келісімге келе алмады.",
    ),
]
_RUSSIAN = [
    (
        "meeting",
        "2025-08-28",
        "planned",
        "[Лавров](lavrov) [28 августа](2025-08-28) встретится с [Фиданом](fidan/instrumental).",
    ),
    ("visit", "2025-09", "planned", "[Фидан](fidan) намерен посетить [Баку](baku) [в сентябре](2025-09)."),
    (
        "vote",
        "2025-08-27",
        "planned",
        "Голосование по резолюции намечено на [27 августа](2025-08-27), сообщили в [ООН](un).",
    ),
    (
        "visit",
        "2025-08-10",
        "cancelled",
        "Визит [Фидана](fidan/genitive) в [Баку](baku), намеченный на [10 августа](2025-08-10), отменён.",
    ),
    (
        "meeting",
        "2025-08-30",
        "planned",
        "Встречу [Лаврова](lavrov/genitive) и [Фидана](fidan/genitive) перенесли на [30 августа](2025-08-30).",
    ),
    (
        "meeting",
        "2025-08-11",
        "denied",
        "Посольство опровергло сообщения о том, что [11 августа](2025-08-11) [Лавров](lavrov) встретился с [Фиданом](fidan/instrumental).",
    ),
    (
        "meeting",
        "2025-08-29",
        "unconfirmed",
        "[Лавров](lavrov) и [Фидан](fidan) могут встретиться [29 августа](2025-08-29).",
    ),
    (
        "agreement",
        "2025-08-20",
        "happened",
        "[Иран](iran) и [Китай](china) [20 августа](2025-08-20) договорились о поставках.",
    ),
    (
        "negotiation",
        "2025-08-20",
        "happened",
        "[20 августа](2025-08-20) достичь соглашения [Иран](iran) и [Китай](china) не смогли.",
    ),
]
_ENGLISH = [
    (
        "meeting",
        "2025-08-28",
        "planned",
        "[Lavrov](lavrov) will meet [Fidan](fidan) on [28 August](2025-08-28).",
    ),
    ("visit", "2025-09", "planned", "[Fidan](fidan) is to travel to [Baku](baku) in [September](2025-09)."),
    (
        "vote",
        "2025-08-27",
        "planned",
        "The vote in the [Security Council](un) is scheduled for [27 August](2025-08-27).",
    ),
    (
        "visit",
        "2025-08-10",
        "cancelled",
        "A visit to [Baku](baku) by [Fidan](fidan), scheduled for [10 August](2025-08-10), was called off.",
    ),
    (
        "meeting",
        "2025-08-30",
        "planned",
        "The meeting of [Lavrov](lavrov) and [Fidan](fidan) was postponed to [30 August](2025-08-30).",
    ),
    (
        "meeting",
        "2025-08-11",
        "denied",
        "The embassy denied that [Lavrov](lavrov) had met [Fidan](fidan) on [11 August](2025-08-11).",
    ),
    (
        "meeting",
        "2025-08-29",
        "unconfirmed",
        "[Lavrov](lavrov) and [Fidan](fidan) may meet on [29 August](2025-08-29).",
    ),
    (
        "agreement",
        "2025-08-20",
        "happened",
        "[Iran](iran) and [China](china) agreed on [20 August](2025-08-20) to share the river.",
    ),
    (
        "negotiation",
        "2025-08-20",
        "happened",
        "On [20 August](2025-08-20) [Iran](iran) and [China](china) did not reach an agreement.",
    ),
]
_NOT_EVENTS = [
    ("kk", "Соғыс [төртінші жылына](P4Y) аяқ басты, бірақ келіссөз [қазір](PRESENT_REF) жалғасып жатыр."),
    ("ru", "[Сейчас](PRESENT_REF) стороны обсуждают договор, переговоры идут [три недели](P3W)."),
    (
        "en",
        "Asked whether he would meet [Fidan](fidan) before [1 October](2025-10-01), [Lavrov](lavrov) shrugged.",
    ),
    ("en", "Talks have [now](PRESENT_REF) lasted [three weeks](P3W)."),
]


@pytest.mark.parametrize(
    ("lang", "kind", "date", "status", "text"),
    [
        (lang, *case)
        for lang, cases in (("kk", _KAZAKH), ("ru", _RUSSIAN), ("en", _ENGLISH))
        for case in cases
    ],
)
def test_status(lang: str, kind: str, date: str, status: str, text: str) -> None:
    assert told(lang, text) == [(kind, date, status)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("kk", "[Лавров](lavrov) [Фиданмен](fidan/instrumental) [20 тамызда](2025-08-20) кездескен жоқ."),
        ("ru", "[Лавров](lavrov) [20 августа](2025-08-20) не встретился с [Фиданом](fidan/instrumental)."),
        ("en", "[Lavrov](lavrov) did not meet [Fidan](fidan) on [20 August](2025-08-20)."),
        ("fr", "[Lavrov](lavrov) n’a pas rencontré [Fidan](fidan) le [20 août](2025-08-20)."),
        ("es", "[Lavrov](lavrov) no se reunió con [Fidan](fidan) el [20 de agosto](2025-08-20)."),
    ],
)
def test_that_people_did_not_meet_on_a_day_is_a_denial(lang: str, text: str) -> None:
    assert told(lang, text) == [("meeting", "2025-08-20", "denied")]


@pytest.mark.parametrize(("lang", "text"), _NOT_EVENTS)
def test_no_event(lang: str, text: str) -> None:
    assert told(lang, text) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The meeting of [Lavrov](lavrov) and [Fidan](fidan) was postponed from [26 August](2025-08-26) to [30 August](2025-08-30)."),
        ("en", "The meeting of [Lavrov](lavrov) and [Fidan](fidan), set for [26 August](2025-08-26), was put off to [30 August](2025-08-30)."),
        ("kk", "[Лавров](lavrov) пен [Фиданның](fidan/genitive) кездесуі [26 тамыздан](2025-08-26) [30 тамызға](2025-08-30) шегерілді."),
        ("ru", "Встреча [Лаврова](lavrov/genitive) и [Фидана](fidan/genitive) перенесена с [26 августа](2025-08-26) на [30 августа](2025-08-30)."),
    ],
)  # fmt: skip
def test_what_is_put_off_is_off_one_day_and_on_for_another(lang: str, text: str) -> None:
    assert told(lang, text) == [("meeting", "2025-08-26", "cancelled"), ("meeting", "2025-08-30", "planned")]


def test_the_day_on_which_it_was_put_off_is_not_the_day_it_is_off() -> None:
    text = "On [20 August](2025-08-20) the meeting of [Lavrov](lavrov) and [Fidan](fidan) was postponed to [30 August](2025-08-30)."
    assert told("en", text) == [("meeting", "2025-08-30", "planned")]


def test_a_day_told_twice_dates_both_sentences() -> None:
    text = "[Lavrov](lavrov) met [Fidan](fidan) on [Friday](2025-08-22). On [the same day](2025-08-22) [Rubio](rubio) visited [Baku](baku)."
    assert told("en", text) == [("meeting", "2025-08-22", "happened"), ("visit", "2025-08-22", "happened")]
