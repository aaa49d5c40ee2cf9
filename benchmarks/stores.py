"""Stores of invented news, as large as wanted: ``python -m benchmarks.stores PATH EVENTS``.

Two articles tell of each happening, in turns in Kazakh, Russian, English, Chinese and Arabic, and quote somebody; a happening or a quote is an
event of its own, so that there are half as many quotes as happenings. The readings are made with the articles and kept with them, because it is
not reading that is measured on such stores.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from storage.store import open_store
from timeline.model import (
    Actor,
    Article,
    DateMention,
    EventMention,
    EventType,
    Quote,
    Reading,
    Source,
    Span,
    Speaker,
    Status,
)
from timeline.reading import READER_VERSION

FIRST_DAY = dt.date(2016, 1, 4)
MOST_DAYS = 3000
EVENTS_A_DAY = 7
BATCH = 2000
PEOPLE, PLACES, SOURCES = 3000, 400, 60
TYPES: Sequence[EventType] = (
    "meeting",
    "call",
    "visit",
    "negotiation",
    "agreement",
    "sanction",
    "vote",
    "attack",
)
SYLLABLES = (
    "ba",
    "re",
    "di",
    "no",
    "ku",
    "sa",
    "me",
    "ty",
    "lo",
    "ga",
    "zhe",
    "ri",
    "va",
    "po",
    "shu",
    "ka",
    "te",
    "mi",
    "do",
    "nu",
)
STATUSES: Sequence[Status] = ("happened", "happened", "happened", "happened", "planned", "cancelled")


class Tongue(NamedTuple):
    """How an article in one language is put into words."""

    lang: str
    told: str
    said: str
    filler: str


TONGUES = (
    Tongue(
        "en",
        "{one} and {other} met in {place} on {day} to talk about the work ahead.",
        "“We have come a long way with {other} in {place},”",
        "Officials of both sides prepared the papers for several weeks and expect that the talks go on in autumn. ",
    ),
    Tongue(
        "ru",
        "{one} и {other} провели встречу в городе {place} {day} и обсудили предстоящую работу.",
        "«Мы прошли с {other} долгий путь в городе {place}»,",
        "Представители сторон несколько недель готовили документы и ждут продолжения переговоров осенью. ",
    ),
    Tongue(
        "kk",
        "{one} мен {other} {day} күні {place} қаласында кездесіп, алдағы жұмысты талқылады.",
        "«Біз {other} мырзамен {place} қаласында ұзақ жол жүрдік»,",
        "Тараптардың өкілдері құжаттарды бірнеше апта дайындады және келіссөз күзде жалғасады деп күтеді. ",
    ),
    Tongue(
        "zh",
        "{one}与{other}于{day}在{place}会晤，讨论今后的工作。",
        "“我们与{other}在{place}走过了漫长的道路，”",
        "双方官员用几周时间准备文件，预计会谈将在秋季继续进行。",
    ),
    Tongue(
        "ar",
        "التقى {one} و{other} في {place} يوم {day} لبحث العمل المقبل.",
        "«لقد قطعنا شوطا طويلا مع {other} في {place}»،",
        "أعد مسؤولو الجانبين الوثائق خلال أسابيع ويتوقعون أن تستمر المحادثات في الخريف. ",
    ),
)


class Happening(NamedTuple):
    """Something that two articles tell of."""

    day: dt.date
    type: EventType
    status: Status
    people: tuple[int, int]
    place: int


def happenings(count: int, chance: random.Random) -> Iterator[Happening]:
    """What happens, in order of days."""
    days = max(1, min(MOST_DAYS, count // EVENTS_A_DAY))
    for number in range(count):
        one, other = chance.sample(range(PEOPLE), 2)
        day = FIRST_DAY + dt.timedelta(days=number * days // count)
        yield Happening(
            day, chance.choice(TYPES), chance.choice(STATUSES), (one, other), chance.randrange(PLACES)
        )


def articles(events: int, seed: int = 11) -> Iterator[tuple[Article, Reading]]:
    """So many articles with their readings that they tell of about so many events."""
    chance = random.Random(seed)
    told = list(happenings(2 * -(-events // 3), chance))
    for number in range(len(told) // 2):
        first = 2 * number
        yield _article(number, [told[place % len(told)] for place in range(first, first + 4)])


def _article(number: int, told: Sequence[Happening]) -> tuple[Article, Reading]:
    tongue = TONGUES[number % len(TONGUES)]
    writing = _Writing(f"news-{number}", tongue)
    for one in told:
        writing.tell(one)
    writing.quote(told[number % len(told)], number)
    latest = max(one.day for one in told)
    article = Article(
        id=writing.id,
        title=f"{_name(told[0].people[0])}, {_place(told[0].place)}: {number}",
        text=writing.text,
        published=f"{latest + dt.timedelta(days=1)}T08:{number % 60:02}:00+05:00",
        lang=tongue.lang,
        source=Source(name=f"Invented Post {number % SOURCES}", kind="press", country="KZ"),
        url=f"https://post-{number % SOURCES}.example/{number}",
    )
    return article, writing.reading(told)


class _Writing:
    """An article while it is being written, and what is to be read in it."""

    def __init__(self, id_: str, tongue: Tongue) -> None:
        self.id, self.text, self._tongue = id_, "", tongue
        self._dates: list[DateMention] = []
        self._quotes: list[Quote] = []
        self._events: list[EventMention] = []

    def tell(self, one: Happening) -> None:
        names = {"one": _name(one.people[0]), "other": _name(one.people[1]), "place": _place(one.place)}
        span, sentence = self._write(self._tongue.told.format(**names, day=one.day))
        at = span.start + sentence.index(str(one.day))
        rule = f"{one.day} -> {one.day}: written out"
        self._dates.append(
            DateMention(
                start=at,
                end=at + 10,
                text=str(one.day),
                value=str(one.day),
                grain="day",
                type="DATE",
                rule=rule,
            )
        )
        self._events.append(
            EventMention(
                date=str(one.day),
                grain="day",
                type=one.type,
                status=one.status,
                summary=sentence,
                actors=[_actor_id(who) for who in one.people],
                roles=dict(zip(map(_actor_id, one.people), ("agent", "counterpart"), strict=True)),
                places=[_place_id(one.place)],
                sentence=span,
                date_rule=rule,
            )
        )
        self._write(self._tongue.filler * 3)
        self.text += "\n\n"

    def quote(self, one: Happening, number: int) -> None:
        names = {"other": _name(one.people[1]), "place": _place(one.place)}
        span, words = self._write(self._tongue.said.format(**names))
        speaker = (one.people[0] + number) % PEOPLE
        self._quotes.append(
            Quote(
                id=f"{self.id}:{span.start}-{span.end}",
                article=self.id,
                start=span.start,
                end=span.end,
                text=words,
                kind="direct",
                speaker=Speaker(id=_actor_id(speaker), name=_name(speaker)),
                cue="—",
                said=str(one.day),
                about=[_actor_id(one.people[1]), _place_id(one.place)],
            )
        )
        self._events.append(
            EventMention(
                date=str(one.day),
                grain="day",
                type="statement",
                status="happened",
                summary=words,
                actors=[_actor_id(speaker)],
                roles={_actor_id(speaker): "speaker"},
                sentence=span,
                quotes=[self._quotes[-1].id],
            )
        )
        self._write(f" — {_name(speaker)}.")

    def reading(self, told: Sequence[Happening]) -> Reading:
        people = {who for one in told for who in one.people}
        people |= {
            int(quote.speaker.id[2:]) - 1 for quote in self._quotes if quote.speaker and quote.speaker.id
        }
        actors = [Actor(id=_actor_id(who), kind="person", name=_name(who)) for who in sorted(people)]
        places = sorted({one.place for one in told})
        actors += [Actor(id=_place_id(place), kind="place", name=_place(place)) for place in places]
        return Reading(
            id=self.id,
            lang=self._tongue.lang,
            dates=self._dates,
            quotes=self._quotes,
            events=self._events,
            actors=actors,
        )

    def _write(self, words: str) -> tuple[Span, str]:
        start = len(self.text)
        self.text += words
        return Span(start=start, end=start + len(words)), words


def _actor_id(who: int) -> str:
    return f"Q9{who + 1}"


def _place_id(place: int) -> str:
    return f"Q8{place + 1}"


def _name(who: int) -> str:
    return f"{_syllables(who, 2)} {_syllables(who * 7 + 3, 3)}"


def _place(place: int) -> str:
    return f"{_syllables(place * 13 + 5, 3)}tau"


def _syllables(number: int, count: int) -> str:
    made = ""
    for _ in range(count):
        number, place = divmod(number * 31 + 7, len(SYLLABLES))
        made += SYLLABLES[place]
        number = number % 9973
    return made.capitalize()


def fill(path: Path, events: int) -> int:
    """Make a store of about so many events; returns how many articles it has."""
    made = articles(events)
    count = 0
    with open_store(path) as store:
        while batch := list(islice(made, BATCH)):
            store.add(article for article, _ in batch)
            store.put_readings(batch, READER_VERSION)
            count += len(batch)
    return count


def main() -> None:
    """Make the store that was asked for."""
    path, events = Path(sys.argv[1]), int(sys.argv[2])
    print(f"{fill(path, events):,} articles in {path}")


if __name__ == "__main__":
    main()
