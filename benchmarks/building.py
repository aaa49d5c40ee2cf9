"""How long a timeline over many read articles takes: ``python -m benchmarks.building decode|build [ARTICLES]``.

The readings are made up, but as large as those of news: some events and quotes each, one story told by many in three languages. ``decode``
only turns their JSON into nouns, as any program must that has kept them; ``build`` takes them in one by one and makes the timeline. Each prints
seconds of processor time and, as measured by the system, the most memory that the process ever held, in MB.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from timeline.building import Builder
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
)
from tui.ahead import HARDLY_EVER

FIRST_DAY = dt.date(2023, 1, 1)
DAYS = 900
HAPPENINGS_A_DAY = 4
TOLD, SAID = 4, 3
"""Happenings and quotes in an article."""
TYPES: Sequence[EventType] = ("meeting", "summit", "call", "visit", "agreement", "sanction", "vote", "attack")
LINE = msgspec.json.Decoder(tuple[Article, Reading])


class Happening(NamedTuple):
    """Something that articles tell of."""

    day: dt.date
    type: EventType
    people: tuple[str, ...]
    place: str


def world(chance: random.Random) -> list[Happening]:
    """What happens, day by day."""
    return [
        Happening(
            FIRST_DAY + dt.timedelta(days=day),
            chance.choice(TYPES),
            tuple(f"person-{number}" for number in chance.sample(range(300), 2)),
            f"place-{chance.randrange(120)}",
        )
        for day in range(DAYS)
        for _ in range(HAPPENINGS_A_DAY)
    ]


def readings(count: int, seed: int = 7) -> Iterator[tuple[Article, Reading]]:
    """Articles without their texts, with readings as `read` would give them."""
    chance = random.Random(seed)
    happenings = world(chance)
    for number in range(count):
        latest = chance.randrange(HAPPENINGS_A_DAY, len(happenings))
        near = happenings[max(0, latest - 20) : latest]
        published = happenings[latest].day + dt.timedelta(days=1)
        yield _article(number, published), _reading(number, chance.sample(near, TOLD), chance)


def _article(number: int, published: dt.date) -> Article:
    return Article(
        id=f"source-{number % 40}-{number}",
        text="",
        title=f"Title of article {number}",
        published=published.isoformat(),
        lang=("kk", "ru", "en")[number % 3],
        source=Source(name=f"Source {number % 40}", kind="press", country="KZ"),
        url=f"https://source-{number % 40}.example/{number}",
    )


def _reading(number: int, told: Sequence[Happening], chance: random.Random) -> Reading:
    article = f"source-{number % 40}-{number}"
    quotes = [_quote(article, place, told[place % len(told)]) for place in range(SAID)]
    events = [_event(article, place, one) for place, one in enumerate(told)]
    events += [_statement(quote, told[place % len(told)]) for place, quote in enumerate(quotes)]
    names = dict.fromkeys(who for one in told for who in (*one.people, one.place))
    return Reading(
        id=article,
        lang=("kk", "ru", "en")[number % 3],
        dates=[_date(place, one) for place, one in enumerate(told)],
        quotes=quotes,
        events=events,
        actors=[_actor(name) for name in names],
        fingerprint=[chance.getrandbits(32) for _ in range(32)],
    )


def _event(article: str, place: int, one: Happening) -> EventMention:
    text = f"{' and '.join(one.people)} came together at {one.place} on {one.day}, as {article} tells in words of its own."
    return EventMention(
        date=one.day.isoformat(),
        grain="day",
        type=one.type,
        status="happened",
        summary=text,
        actors=list(one.people),
        roles=dict(zip(one.people, ("agent", "counterpart"), strict=True)),
        places=[one.place],
        sentence=Span(start=300 * place, end=300 * place + len(text)),
        date_rule=f"{one.day:%A} -> {one.day}: last {one.day:%A} before publication",
    )


def _statement(quote: Quote, one: Happening) -> EventMention:
    return EventMention(
        date=one.day.isoformat(),
        grain="day",
        type="statement",
        status="happened",
        summary=quote.text,
        actors=[one.people[0]],
        roles={one.people[0]: "speaker"},
        sentence=Span(start=quote.start, end=quote.end),
        quotes=[quote.id],
    )


def _quote(article: str, place: int, one: Happening) -> Quote:
    text = f"“We have come a long way with {one.people[1]},” as {article} heard in {one.place}, part {place}."
    start = 2000 + 200 * place
    return Quote(
        id=f"{article}:{start}-{start + len(text)}",
        article=article,
        start=start,
        end=start + len(text),
        text=text,
        kind="direct",
        speaker=Speaker(id=one.people[0], name=one.people[0], start=start - 20, end=start - 2),
        cue="said",
        said=one.day.isoformat(),
        about=[one.people[1], one.place],
    )


def _date(place: int, one: Happening) -> DateMention:
    return DateMention(
        start=300 * place + 40,
        end=300 * place + 50,
        text=f"{one.day:%A}",
        value=one.day.isoformat(),
        grain="day",
        type="DATE",
        rule=f"{one.day:%A} -> {one.day}: last {one.day:%A} before publication",
    )


def _actor(name: str) -> Actor:
    return Actor(
        id=name,
        kind="person" if name.startswith("person") else "place",
        name=name,
        names={lang: f"{name} {lang}" for lang in ("kk", "ru", "en")},
    )


def decode(lines: Iterable[bytes]) -> float:
    """Seconds to turn all lines into nouns, which are kept."""
    started = time.process_time()
    kept = [LINE.decode(line) for line in lines]
    return time.process_time() - started if kept else 0.0


def build(lines: Iterable[bytes]) -> float:
    """Seconds to build the timeline, without those to decode the lines one by one; the garbage collector is set as elshi sets it."""
    gc.set_threshold(HARDLY_EVER)
    builder = Builder()
    seconds = 0.0
    for line in lines:
        article, reading = LINE.decode(line)
        started = time.process_time()
        builder.add(article, reading)
        seconds += time.process_time() - started
    started = time.process_time()
    builder.timeline()
    return seconds + time.process_time() - started


def main() -> None:
    """Print seconds and MB as JSON."""
    what, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    with tempfile.TemporaryDirectory(prefix="elshi-bench-") as work:
        kept = Path(work) / "readings.jsonl"
        with kept.open("wb") as file:
            file.writelines(msgspec.json.encode(pair) + b"\n" for pair in readings(count))
        with kept.open("rb") as file:
            seconds = decode(file) if what == "decode" else build(file)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": peak}))


if __name__ == "__main__":
    main()
