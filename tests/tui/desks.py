"""Desks made by hand: a small one whose every link is known, and large ones that cost little to make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from timeline.model import (
    Actor,
    Article,
    ArticleRef,
    Conflict,
    ConflictValue,
    DateMention,
    Event,
    Evidence,
    Quantity,
    Quote,
    Reading,
    Source,
    Speaker,
    Status,
    StatusChange,
    Timeline,
)


@dataclass(frozen=True)
class HandMade:
    """A desk."""

    timeline: Timeline = field(default_factory=Timeline)
    articles: Mapping[str, Article] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    problems: Sequence[str] = ()


def article(name: str, lang: str, published: str, source: str, title: str, *paragraphs: str) -> Article:
    return Article(
        id=name,
        lang=lang,
        published=published,
        title=title,
        source=Source(name=source, kind="wire"),
        text="\n\n".join(paragraphs),
    )


def span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def date(of: Article, words: str, value: str) -> DateMention:
    start, end = span(of.text, words)
    return DateMention(
        start=start, end=end, text=words, value=value, grain="day", type="DATE", rule=f"{words} -> {value}"
    )


def quote(name: str, of: Article, words: str, speaker: str, cue: str) -> Quote:
    start, end = span(of.text, words)
    who = Speaker(id=f"local:{speaker}", name=speaker)
    return Quote(
        id=name,
        article=of.id,
        start=start,
        end=end,
        text=words,
        kind="direct",
        speaker=who,
        cue=cue,
        said=of.published,
    )


def proof(of: Article, sentence: str) -> Evidence:
    start, end = span(of.text, sentence)
    return Evidence(article=of.id, start=start, end=end, text=sentence)


EN = article(
    "en",
    "en",
    "2025-08-16",
    "Harbour Wire",
    "Leaders leave Anchorage without a deal",
    "Reporters had waited since dawn on a wet runway, and there was little else to look at than rain.",
    "The presidents of Russia and the United States met in Anchorage on 15 August and talked for three hours.",
    "“We have made good headway,” Donald Trump said after the talks. Vladimir Putin told the same reporters: "
    "“Next time in Moscow.” The two men did not take questions, and the press was led away.",
    "A second round was announced for 22 August, though nobody would name a place for it.",
    *(
        f"Paragraph {n} of the background tells what every reader of the wire already knows."
        for n in range(1, 9)
    ),
    "On 18 August Volodymyr Zelensky flew to Washington. “Nothing about us without us,” he said there.",
)
KK = article(
    "kk",
    "kk",
    "2025-08-16T09:00:00+05:00",
    "Таң хабары",
    "Аляскадағы кездесу аяқталды",
    "Аляскада 15 тамызда екі ел басшысы кездесті.",
    "«Келесі кездесу Мәскеуде өтеді», - деді Владимир Путин журналистерге.",
)
RU = article(
    "ru",
    "ru",
    "2025-08-08",
    "Вестник",
    "Встреча назначена",
    "Встреча президентов пройдёт на Аляске 15 августа, сообщили в обеих столицах.",
)
ARTICLES = {each.id: each for each in (EN, KK, RU)}

HEADWAY = quote("q-headway", EN, "“We have made good headway,”", "Donald Trump", "said")
MOSCOW = quote("q-moscow", EN, "“Next time in Moscow.”", "Vladimir Putin", "told")
WITHOUT = quote("q-without", EN, "“Nothing about us without us,”", "Volodymyr Zelensky", "said")
KELESI = quote("q-kelesi", KK, "«Келесі кездесу Мәскеуде өтеді»", "Владимир Путин", "деді")
QUOTES = [HEADWAY, MOSCOW, WITHOUT, KELESI]


def event(
    name: str, date: str | None, title: str, status: Status, evidence: Sequence[Evidence], *quotes: Quote
) -> Event:
    tellers = list(dict.fromkeys(each.article for each in evidence))
    return Event(
        id=name,
        date=date,
        grain="day" if date else None,
        type="summit",
        status=status,
        title=title,
        summary=evidence[0].text,
        articles=tellers,
        sources=len(tellers),
        languages=[ARTICLES[teller].lang or "" for teller in tellers],
        evidence=list(evidence),
        quotes=[each.id for each in quotes],
    )


SUMMIT = event(
    "summit",
    "2025-08-15",
    "Vladimir Putin and Donald Trump meet in Anchorage",
    "happened",
    [
        proof(
            EN,
            "The presidents of Russia and the United States met in Anchorage on 15 August and talked for three hours.",
        ),
        proof(KK, "Аляскада 15 тамызда екі ел басшысы кездесті."),
        proof(RU, "Встреча президентов пройдёт на Аляске 15 августа, сообщили в обеих столицах."),
    ],
    HEADWAY,
    MOSCOW,
    KELESI,
)
VISIT = event(
    "visit",
    "2025-08-18",
    "Volodymyr Zelensky visits Washington",
    "happened",
    [proof(EN, "On 18 August Volodymyr Zelensky flew to Washington.")],
    WITHOUT,
)
ROUND = event(
    "round",
    "2025-08-22",
    "Second round of talks",
    "planned",
    [proof(EN, "A second round was announced for 22 August, though nobody would name a place for it.")],
)
UNDATED = event(
    "pledge",
    None,
    "A pledge without a day",
    "unconfirmed",
    [proof(EN, "The two men did not take questions, and the press was led away.")],
)
EVENTS = [SUMMIT, VISIT, ROUND, UNDATED]

READINGS = {
    "en": Reading(
        id="en",
        lang="en",
        dates=[
            date(EN, "15 August", "2025-08-15"),
            date(EN, "22 August", "2025-08-22"),
            date(EN, "18 August", "2025-08-18"),
        ],
        quotes=[HEADWAY, MOSCOW, WITHOUT],
    ),
    "kk": Reading(id="kk", lang="kk", dates=[date(KK, "15 тамызда", "2025-08-15")], quotes=[KELESI]),
    "ru": Reading(id="ru", lang="ru", dates=[date(RU, "15 августа", "2025-08-15")]),
}


def references(articles: Mapping[str, Article]) -> list[ArticleRef]:
    return [
        ArticleRef(
            id=each.id,
            title=each.title,
            url=each.url,
            source=each.source,
            published=each.published,
            lang=each.lang,
        )
        for each in articles.values()
    ]


def small() -> HandMade:
    """Four events, three articles in three languages, four quotes."""
    timeline = Timeline(as_of="2025-08-16", events=EVENTS, quotes=QUOTES, articles=references(ARTICLES))
    return HandMade(timeline, ARTICLES, READINGS)


def large(events: int = 10_000, per_article: int = 10) -> HandMade:
    """Many events, ten of them in each article, each with a quote."""
    articles = dict(_numbered_article(n, per_article) for n in range(-(-events // per_article)))
    made = [_numbered_event(n, per_article) for n in range(events)]
    quotes = [quote for _, quote in made]
    of_article: dict[str, list[Quote]] = {}
    for each in quotes:
        of_article.setdefault(each.article, []).append(each)
    readings = {each: Reading(id=each, lang="en", quotes=of_article.get(each, [])) for each in articles}
    return HandMade(
        Timeline(events=[event for event, _ in made], quotes=quotes, articles=references(articles)),
        articles,
        readings,
    )


_SENTENCE = "Envoy {n:06} arrived in the capital on the day that had been agreed. “We bring terms,” the envoy {n:06} said.\n"
_LENGTH = len(_SENTENCE.format(n=0))
_QUOTE = _SENTENCE.format(n=0).index("“")


def _numbered_article(n: int, per_article: int) -> tuple[str, Article]:
    text = "".join(_SENTENCE.format(n=n * per_article + each) for each in range(per_article))
    return f"a{n}", Article(id=f"a{n}", title=f"Dispatch {n}", text=text, published="2025-08-16", lang="en")


def _numbered_event(n: int, per_article: int) -> tuple[Event, Quote]:
    home, at = f"a{n // per_article}", (n % per_article) * _LENGTH
    said = Quote(
        id=f"q{n}",
        article=home,
        start=at + _QUOTE,
        end=at + _QUOTE + 16,
        text="“We bring terms,”",
        kind="direct",
    )
    proof = Evidence(article=home, start=at, end=at + _QUOTE - 1, text=_SENTENCE.format(n=n)[: _QUOTE - 1])
    day = (dt.date(1990, 1, 1) + dt.timedelta(days=n)).isoformat()
    return (
        Event(
            id=f"e{n}",
            date=day,
            grain="day",
            type="visit",
            status="happened",
            title=f"Envoy {n:06} arrives in the capital",
            summary=proof.text,
            articles=[home],
            languages=["en"],
            evidence=[proof],
            quotes=[said.id],
        ),
        said,
    )


EVIL = (
    "\x1b]52;c;ZXZpbA==\x07 \x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\ \x1b[2J\x1b[31;5mred \x9b31m \x9d0;title\x9c "
    "\u202egnp.exe\u2066 \x00 \x08\x0b\x0c \x7f [/] [bold [@click=app.quit] \u2028 \u2029 \ud800 "
    f"a{chr(0x301) * 300} {'ж' * 10_000} 👩\u200d👩\u200d👧 ☺\ufe0f 中国\u00ad العربية\u200f\r\n\ttail"
)


def hostile() -> HandMade:
    """A desk on which every text tries to reach the terminal: two events, one of them told by two articles, by somebody who speaks twice."""
    text = f"{EVIL}\n\n“{EVIL}”\n"
    end = len(text)
    who = Actor(id=EVIL, kind="person", name=EVIL, names={"en": EVIL, "kk": EVIL}, possibly_same=["other"])
    other = Actor(id="other", kind="person", name=f"Other {EVIL}", names={EVIL: EVIL}, possibly_same=[EVIL])
    place = Actor(id="place", kind="place", name=EVIL, names={"en": EVIL})
    source = Source(name=EVIL, country="\x9b2J")
    told = Article(
        id="a",
        title=EVIL,
        text=text,
        published="2025-08-16",
        lang="\x9b3",
        source=source,
        url=f"https://{EVIL}",
    )
    again = Article(
        id="c",
        title=EVIL,
        text=text,
        published="2025-08-17",
        lang="en",
        source=source,
        url=f"javascript:{EVIL}",
    )
    articles = {"a": told, "b": Article(id="b", text="", published="2025"), "c": again}
    said = [_hostile_quote("q", "a", end, who), _hostile_quote("q2", "c", end, who)]
    summit = Event(
        id=EVIL,
        date="2025-08-15\x1b[31;5m",
        grain="day",
        type="summit",
        status="happened",
        history=[StatusChange(status="planned", date=EVIL, article="a", published=EVIL)],
        title=EVIL,
        summary=EVIL,
        actors=[who.id, other.id],
        roles={who.id: EVIL},
        places=[place.id],
        quantities=[Quantity(value=3, unit=EVIL, start=0, end=2)],
        articles=["a", "c"],
        sources=2,
        languages=["\x1b[31;5m"],
        evidence=[
            Evidence(article=name, start=3, end=end // 2, text=EVIL, date_rule=EVIL) for name in ("a", "c")
        ],
        quotes=["q", "q2"],
        conflicts=[
            Conflict(
                field="date",
                values=[ConflictValue(value=EVIL, article=name, start=0, end=2) for name in ("a", "c")],
            )
        ],
        notes=[EVIL],
        corrected=["date"],
    )
    planned = Event(
        id="planned",
        date="2025-08-30",
        grain="day",
        type="visit",
        status="planned",
        title=EVIL,
        summary=EVIL,
        actors=[other.id],
        articles=["c"],
        evidence=[Evidence(article="c", start=0, end=3, text=EVIL)],
    )
    date_ = DateMention(start=5, end=20, text=EVIL, value=EVIL, grain="day", type="DATE", rule=EVIL)
    readings = {
        name: Reading(id=name, lang="en", dates=[date_], quotes=[quote], actors=[who, other, place])
        for name, quote in zip(("a", "c"), said, strict=True)
    }
    timeline = Timeline(
        as_of="2025-08-17",
        events=[summit, planned],
        actors=[who, other, place],
        quotes=said,
        articles=references(articles),
    )
    return HandMade(timeline, articles, readings, [EVIL, EVIL])


def _hostile_quote(name: str, article: str, end: int, who: Actor) -> Quote:
    return Quote(
        id=name,
        article=article,
        start=end // 2,
        end=end,
        text=EVIL,
        kind="direct",
        speaker=Speaker(id=who.id, name=EVIL, members=[EVIL]),
        cue=EVIL,
        said=EVIL,
        lang=EVIL,
    )
