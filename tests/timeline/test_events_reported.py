"""News as agencies and palaces report them: whose day it is, who takes part, and who only tells of it."""

from __future__ import annotations

import pytest

from timeline.model import Article, EventMention
from timeline.reading import read

PUBLISHED = "2025-03-12"


def told(lang: str, text: str) -> list[EventMention]:
    reading = read(Article(id="a", text=text, published=PUBLISHED, lang=lang))
    return [event for event in reading.events if event.type != "statement"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "On Tuesday, President Emmanuel Macron spoke by phone with Volodymyr Zelensky, the palace said.",
        ),
        ("en", "A day earlier, Emmanuel Macron spoke by phone with Volodymyr Zelensky, his office said."),
        (
            "kk",
            "Сейсенбі күні Эммануэль Макрон Владимир Зеленскиймен телефон арқылы сөйлесті, деп хабарлады Ақорда.",
        ),
        (
            "ru",
            "Накануне Эммануэль Макрон провёл телефонный разговор с Владимиром Зеленским, сообщили в пресс-службе.",
        ),
    ],
)
def test_the_day_is_that_of_what_is_reported_not_of_the_report(lang: str, text: str) -> None:
    [event] = told(lang, text)
    assert (event.type, event.date) == ("call", "2025-03-11")
    assert len(event.actors) == 2


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "After the meeting, Albert Ramdin said the organization would send a mission on April 3."),
        ("fr", "À l’issue des entretiens, Paul Mercier a annoncé l’ouverture d’une ambassade le 3 avril."),
        ("es", "Tras la reunión, Albert Ramdin señaló que la organización enviará una misión el 3 de abril."),
        (
            "de",
            "Nach dem Treffen sagte Paul Ramdin, die Organisation werde am 3. April eine Mission entsenden.",
        ),
        ("kk", "Кездесуден кейін Айдар Сейітов миссияның 3 сәуірде келетінін айтты."),
        ("tr", "Görüşmenin ardından Emre Yalçın, heyetin 3 Nisan'da geleceğini söyledi."),
    ],
)
def test_what_is_said_after_a_meeting_is_not_the_day_of_the_meeting(lang: str, text: str) -> None:
    [event] = told(lang, text)
    assert (event.date, event.status) == ("2025-04-03", "planned")
    assert event.type in ("other", "visit")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Según Albert Ramdin, los líderes de ambos países se verán el 3 de abril en Lima."),
        ("ru", "По словам Андрея Ковалёва, саммит в Вене состоится 3 апреля."),
        (
            "fr",
            "Paul Mercier a indiqué que les dirigeants des deux pays se retrouveront le 3 avril à Genève.",
        ),
    ],
)
def test_whoever_tells_of_a_summit_is_not_at_it(lang: str, text: str) -> None:
    [event] = told(lang, text)
    assert (event.date, event.status, event.actors) == ("2025-04-03", "planned", [])


def test_a_document_that_a_sentence_goes_by_is_not_signed_on_its_day() -> None:
    [event] = told("zh", "根据公报，格鲁吉亚将自4月3日起暂停征收过境费。")
    assert (event.type, event.date) == ("other", "2025-04-03")


def test_the_dateline_is_the_place_of_those_who_sign_and_not_of_a_shooting() -> None:
    [shooting] = told("en", "VIENNA, March 12 — Unknown men opened fire on a patrol craft on Tuesday.")
    [signing] = told("en", "VIENNA, March 12 — Georgia and Armenia signed an agreement on Tuesday.")
    assert (shooting.type, shooting.places) == ("attack", [])
    assert (signing.type, signing.places) == ("agreement", ["Q1741"])


def test_the_town_in_a_state_is_the_place() -> None:
    [event] = told("en", "Georgia and Armenia held talks in Turkey’s largest city, Istanbul, on Tuesday.")
    assert event.places == ["Q406"]


def test_the_verb_of_a_quote_is_speech_whatever_verb_it_is() -> None:
    text = "Außenminister Paul Ramdin konterte am Dienstag in Bern: „Wer nicht schießt, muss auch nicht leugnen.“"
    assert told("de", text) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Georgia announced on Tuesday the expulsion of the ambassador of Armenia, Levon Asratyan."),
        ("fr", "La Géorgie a annoncé mardi l’expulsion de l’ambassadeur d’Arménie, Levon Asratian."),
        ("ru", "Грузия во вторник объявила персоной нон грата посла Армении Левона Асратяна."),
    ],
)
def test_to_announce_an_expulsion_is_to_expel(lang: str, text: str) -> None:
    [event] = told(lang, text)
    assert (event.type, event.date) == ("expulsion", "2025-03-11")
