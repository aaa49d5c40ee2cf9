"""How well and how fast dates are read: ``python -m benchmarks.dates GOLD``, see `benchmarks.gold`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.gold import Row, elshi_json, folder, score, table, workplace
from timeline.model import Article

DAY_MONTH_YEAR = ("--types", "DATE", "--grains", "day,month,year")
DUCKLING = ("--types", "DATE", "--skip-holiday")
LANGUAGES = ("kk", "ru", "en", "uk", "zh", "ar", "tr", "fr", "de", "es")


class Set(NamedTuple):
    """A set of texts, what the scorer is told, which of its figures counts and how much of it is asked for."""

    name: str
    options: tuple[str, ...]
    figure: str
    asked: float


SETS = (
    Set("meantime_en", (), "value", 84),
    Set("meantime_en", DAY_MONTH_YEAR, "value", 93),
    Set("aquaint", (), "value", 78),
    Set("aquaint", DAY_MONTH_YEAR, "value", 86),
    Set("timebank", (), "relaxed", 93),
    Set("kaznerd_valid", ("--types", "DATE"), "relaxed", 88),
    *(Set(f"duckling_{lang}", DUCKLING, "value", 82) for lang in ("ru", "uk", "tr", "zh", "ar")),
    *(Set(f"duckling_{lang}", DUCKLING, "value", 85) for lang in ("es", "fr", "de")),
)
SPEED = 300_000
"""Characters a second, one core."""
RIVAL_TEXTS = 40
"""So many texts are enough to time what takes a second for each."""


def quality(root: Path, work: Path) -> Iterator[Row]:
    """F1 in percent on each set, then on the news of each language."""
    read: dict[str, Path] = {}
    scorer = root / "eval" / "timex.py"
    for name, options, figure, asked in SETS:
        if name not in read:
            read[name] = elshi_json(work, name, "extract", root / "data" / "dates" / f"{name}.docs.jsonl")
        told = score(scorer, root / "data" / "dates" / f"{name}.gold.jsonl", read[name], *options)
        yield Row(" ".join((name, figure, *options)), told["all"][figure]["f1"], asked)
    gold = root / "gold" / "dev.jsonl"
    told = score(scorer, gold, elshi_json(work, "dev", "extract", gold), "--by", "lang")
    yield Row("dev value", told["all"]["value"]["f1"], 96)
    for lang in LANGUAGES:
        yield Row(f"dev value {lang}", told[lang]["value"]["f1"], 90)


def speed(root: Path) -> Iterator[Row]:
    """Characters of news that the date reader takes a second on one core, beside dateparser's search on the same texts."""
    from timeline.reading import read_dates

    for lang, name in (("en", "meantime_en"), ("kk", "kaznerd_valid")):
        articles = list(_articles(root / "data" / "dates" / f"{name}.docs.jsonl", lang))
        few = articles[:RIVAL_TEXTS]
        ours, theirs = _rate(read_dates, articles), _rate(_search(lang), few)
        yield Row(f"{name}: characters a second", ours, SPEED)
        yield Row(f"{name}: times as fast as dateparser.search_dates", ours / theirs, 10)


HOSTILE = {
    "news, repeated": "The ministers met on Friday, 15 August 2025, two days after the talks. ",
    "digits": "8",
    "month names": "March ",
    "dashes and years": "2025-",
    "words of number": "twenty ",
    "openings": "between the last two weeks of ",
}
"""What a careless reader would take quadratic time for, repeated up to a length."""
SHORT, LONG = 500_000, 5_000_000
"""Characters."""


def growth() -> Iterator[Row]:
    """How far reading keeps its pace on ten times the text; 1 is linear, 0.1 would be quadratic."""
    from timeline.reading import read_dates

    for name, piece in HOSTILE.items():
        short, long_ = (
            Article(id="x", lang="en", published="2025-08-23", text=piece * (size // len(piece)))
            for size in (SHORT, LONG)
        )
        pace = _rate(read_dates, [short])
        yield Row(f"pace on 5 MB against 0.5 MB: {name}", _rate(read_dates, [long_], warm=False) / pace, 0.5)


def _articles(docs: Path, lang: str) -> Iterator[Article]:
    for line in map(json.loads, docs.read_text(encoding="utf-8").splitlines()):
        yield Article(id=line["id"], text=line["text"], lang=lang, published=line["published"])


def _search(lang: str) -> Callable[[Article], object]:
    from dateparser.search import search_dates

    return lambda article: search_dates(article.text, languages=[lang])


def _rate(read: Callable[[Article], object], articles: Sequence[Article], *, warm: bool = True) -> float:
    """Characters a second of processor time, the first article read twice so that loading does not count."""
    if warm:
        read(articles[0])
    started = time.process_time()
    for article in articles:
        read(article)
    return sum(len(article.text) for article in articles) / (time.process_time() - started)


def main() -> int:
    """Print the tables; the exit code is 1 when a figure falls short."""
    root = folder(
        sys.argv[1:], "make bench-dates GOLD=DIR, DIR being the folder that holds gold/, data/ and eval/"
    )
    with workplace() as work:
        good = table("dates, F1 in percent", quality(root, Path(work)))
    good &= table("dates, speed", speed(root))
    return 0 if table("dates, growth", growth()) and good else 1


if __name__ == "__main__":
    sys.exit(main())
