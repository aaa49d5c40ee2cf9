"""The store at a hundred thousand articles, each figure beside the one it is held against, in one run.

``python -m benchmarks.store [ARTICLES]`` prints a table; absolute times depend on the machine, the ratios much less. Plain
TinyDB rewrites its file for each insert, so it is measured on a hundredth of the articles and scaled up, unless ``--plain``
says to take the time. It needs about 3 GB of room in the directory for temporary files.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from zlib import crc32

import msgspec
import tinydb

from storage.store import Store, open_store
from storage.syntax import parse
from timeline.model import Article, Source

FIRST = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
SIZE = 5000
"""Bytes of an article, about."""
STEMS = {
    "kk": ["президент", "кездесу", "келіссөз", "мемлекет", "министр", "елші", "бейбіт", "тамыз", "ресей"],
    "ru": ["президент", "встреча", "переговоры", "министр", "посол", "саммит", "август", "россия", "китай"],
    "en": ["president", "meeting", "talks", "minister", "ambassador", "security", "summit", "august"],
}
ENDINGS = {
    "kk": ["", "дың", "ға", "да", "мен"],
    "ru": ["", "а", "ом", "у", "ы"],
    "en": ["", "s", "ed", "ing"],
}


def articles(count: int) -> Iterator[Article]:
    """Articles of one size in three languages, their words as uneven in number as in writing; always the same."""
    chance = random.Random(17)
    letters = "абвгдежзиклмнопрстуфхцчшыэюя"
    rare = ["".join(chance.choices(letters, k=chance.randint(4, 9))) for _ in range(60_000)]
    weights = [1 / (rank + 10) for rank in range(len(rare))]
    totals = [0.0]
    for weight in weights:
        totals.append(totals[-1] + weight)
    for number in range(count):
        lang = chance.choice(("kk", "ru", "en"))
        words = [
            word + chance.choice(ENDINGS[lang])
            for word in chance.choices(rare, cum_weights=totals[1:], k=260)
            + chance.choices(STEMS[lang], k=90)
        ]
        chance.shuffle(words)
        text = " ".join(words)[: SIZE // (1 if lang == "en" else 2)] + f" бірегей{number}"
        published = FIRST + dt.timedelta(minutes=number * 11)
        yield Article(
            id=f"source{number % 40}.example-{number:08x}",
            title=" ".join(words[:9]),
            text=text,
            published=published.isoformat(),
            lang=lang,
            url=f"https://source{number % 40}.example/{published:%Y/%m/%d}/{number:08x}",
            source=Source(name=f"Source {number % 40}", kind="wire", country="KZ"),
            origin=f"https://source{number % 40}.example/feed",
        )


def batches(found: Iterator[Article], size: int) -> Iterator[list[Article]]:
    """So many at a time."""
    while batch := list(islice(found, size)):
        yield batch


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median(work: Callable[[int], object], runs: int) -> float:
    """How long the work takes with each number, in the middle."""
    return statistics.median(seconds(partial(work, number)) for number in range(runs))


class Table:
    """The rows as they come, and whether all were within their limits."""

    def __init__(self) -> None:
        self.kept = True
        print(f"{'':<58} {'elshi':>12} {'other':>12} {'ratio':>10}   asked")

    def ratio(self, name: str, ours: float, theirs: float, limit: float, unit: float = 1e3) -> None:
        """A row that may be at most so many times the other figure."""
        ratio = ours / theirs
        self._row(
            name,
            f"{ours * unit:.3f} ms",
            f"{theirs * unit:.3f} ms",
            f"{ratio:.3f}",
            f"at most {limit}",
            ratio <= limit,
        )

    def least(self, name: str, ours: float, theirs: float, limit: float) -> None:
        """A row where the other has to be so many times slower."""
        ratio = theirs / ours
        self._row(
            name,
            f"{ours * 1e3:.3f} ms",
            f"{theirs * 1e3:.0f} ms",
            f"{ratio:.0f}",
            f"at least {limit:.0f}",
            ratio >= limit,
        )

    def most(self, name: str, ours: float, limit: float, unit: str) -> None:
        """A row with a limit of its own."""
        self._row(name, f"{ours:.2f} {unit}", "", "", f"at most {limit} {unit}", ours <= limit)

    def _row(self, name: str, ours: str, theirs: str, ratio: str, asked: str, kept: bool) -> None:
        self.kept = self.kept and kept
        print(
            f"{name:<58} {ours:>12} {theirs:>12} {ratio:>10}   {asked}{'' if kept else '   MISSED'}",
            flush=True,
        )


def fresh(code: str, *arguments: object) -> dict[str, float]:
    """Run a piece of code in a process of its own; what it prints is JSON."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], check=True, capture_output=True, text=True
    )
    result: dict[str, float] = json.loads(done.stdout)
    return result


OPEN = """
import json, sys, time
from storage.store import open_store
started = time.perf_counter()
store = open_store(sys.argv[1])
count = store.count()
taken = time.perf_counter() - started
with open("/proc/self/status") as status:
    held = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
print(json.dumps({"seconds": taken, "megabytes": held / 1024, "count": count}))
"""


def decoded(path: Path) -> None:
    """Read the whole file once, check every line and decode it."""
    with path.open("rb") as file:
        for line in file:
            sealed = line.rindex(b',"~":"')
            crc32(line[sealed + 14 : -3], crc32(memoryview(line)[:sealed]))
            msgspec.json.decode(line)


def opening(table: Table, path: Path) -> None:
    """How long a start takes, and what it holds in memory."""
    whole = statistics.median(seconds(lambda: decoded(path)) for _ in range(3))
    clean = [fresh(OPEN, path) for _ in range(5)]
    table.ratio(
        "open, clean / read, check and decode the file",
        statistics.median(each["seconds"] for each in clean),
        whole,
        0.15,
    )
    table.most("resident memory after opening", max(each["megabytes"] for each in clean), 100, "MB")
    hint = path.with_name(f"{path.name}.hint")
    kept = hint.read_bytes()
    hint.unlink()
    killed = [fresh(OPEN, path) for _ in range(3)]
    hint.write_bytes(kept)
    table.ratio(
        "open without the hint, as after kill -9 / the same",
        statistics.median(each["seconds"] for each in killed),
        whole,
        1.2,
    )


def appended(path: Path, content: bytes, runs: int) -> float:
    """The median time of a raw append and its sync."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append(_: int) -> None:
        os.write(handle, content)
        os.fdatasync(handle)

    taken = median(append, runs)
    os.close(handle)
    return taken


def inserting(table: Table, store: Store, folder: Path, count: int, plain: bool) -> None:
    """How long it takes until articles are safe."""
    more = articles(count + 20_000)
    for _ in islice(more, count):
        pass
    line = msgspec.json.encode(next(more)) + b"\n"
    raws, ours = [], []
    for _ in range(300):  # by turns, because the disk has its moods
        raws.append(appended(folder / "raw", line, 1))
        ours.append(seconds(partial(store.add, [next(more)])))
    single = statistics.median(ours)
    table.ratio("insert one, durable / append and sync", single, statistics.median(raws), 3)
    small = folder / "small.json"
    with open_store(small) as other:
        other.add(islice(articles(1000), 1000))
        extra = articles(1400)
        for _ in islice(extra, 1000):
            pass
        pairs = [
            (
                seconds(partial(other.add, [next(extra)])),
                seconds(partial(store.add, [next(more)])),
            )
            for _ in range(300)
        ]
        few, again = (statistics.median(column) for column in zip(*pairs, strict=True))
    table.ratio(f"insert one at {count} articles / at 1000", again, few, 2)
    table.least(
        "insert one / plain TinyDB" + ("" if plain else ", scaled up"),
        single,
        plainly(folder, count, plain),
        1000,
    )
    batch_raw, batch_ours = [], []
    for batch in islice(batches(more, 500), 12):
        content = b"".join(msgspec.json.encode(each) + b"\n" for each in batch)
        batch_raw.append(appended(folder / "raw", content, 1))
        batch_ours.append(seconds(partial(store.add, batch)))
    table.ratio(
        "insert 500, durable / append and sync of the same",
        statistics.median(batch_ours),
        statistics.median(batch_raw),
        4,
    )


def plainly(folder: Path, count: int, whole: bool) -> float:
    """Seconds of one insert by plain TinyDB among so many articles."""
    measured = count if whole else max(1000, count // 100)
    path = folder / "plain.json"
    with path.open("w", encoding="utf-8") as file:
        documents = {
            str(number): msgspec.to_builtins(each) for number, each in enumerate(articles(measured), 1)
        }
        json.dump({"_default": documents}, file)
    del documents
    with tinydb.TinyDB(path) as db:
        taken = statistics.median(
            seconds(lambda: db.insert(msgspec.to_builtins(next(articles(1)))))
            for _ in range(1 if whole else 3)
        )
    path.unlink()
    return taken * count / measured


def relational(folder: Path, count: int) -> sqlite3.Connection:
    """The same articles in SQLite, one row each, with the indexes one would make."""
    connection = sqlite3.connect(folder / "other.sqlite")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(
        "CREATE TABLE articles (id TEXT PRIMARY KEY, title TEXT, lang TEXT, url TEXT UNIQUE, source TEXT, published TEXT, text TEXT)"
    )
    connection.execute("CREATE INDEX by_time ON articles (published)")
    rows = (
        (
            each.id,
            each.title,
            each.lang,
            each.url,
            each.source.name if each.source else None,
            each.published,
            each.text,
        )
        for each in articles(count)
    )
    connection.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    connection.commit()
    return connection


def finding(table: Table, store: Store, folder: Path, count: int) -> None:
    """How long it takes to get articles, beside SQLite."""
    connection = relational(folder, count)
    chosen = random.Random(3).sample(list(islice(store.refs(), count)), 300)

    def row(column: str, value: str | None) -> object:
        return connection.execute(f"SELECT * FROM articles WHERE {column} = ?", (value,)).fetchone()

    ids, urls = [each.id for each in chosen], [each.url or "" for each in chosen]
    table.ratio(
        "get by id / SQLite",
        median(lambda n: store.get(ids[n]), 300),
        median(lambda n: row("id", ids[n]), 300),
        5,
    )
    table.ratio(
        "get by url / SQLite",
        median(lambda n: store.find_url(urls[n]), 300),
        median(lambda n: row("url", urls[n]), 300),
        5,
    )
    last = FIRST + dt.timedelta(minutes=11 * count)
    days = [(last - dt.timedelta(days=(n * 13) % max(8, (last - FIRST).days) + 8)).date() for n in range(40)]

    def week(day: dt.date) -> object:
        asked = "SELECT id, title, url, source, published, lang FROM articles WHERE published >= ? AND published < ? ORDER BY published, id"
        return connection.execute(
            asked, (day.isoformat(), (day + dt.timedelta(days=7)).isoformat())
        ).fetchall()

    def listed(day: dt.date) -> object:
        return list(store.refs(since=day, until=day + dt.timedelta(days=6)))

    theirs = median(lambda n: week(days[n]), 40)
    table.ratio(
        "one week for a list, seen for the first time / SQLite",
        median(lambda n: listed(days[n]), 40),
        theirs,
        5,
    )
    table.ratio("one week for a list, seen again / SQLite", median(lambda n: listed(days[n]), 40), theirs, 5)


def searching(table: Table, store: Store, count: int) -> None:
    """How long a search takes, and the making of its index."""
    started = time.perf_counter()
    store.search(parse("x"))
    print(
        f"{'(the search index is made once, off the insert path)':<58} {time.perf_counter() - started:>10.1f} s"
    )
    chance = random.Random(4)
    sample = [word for ref in islice(store.refs(), 400) for word in (ref.title or "").split()]
    asked = [word[:size] for word in chance.sample(sample, 60) for size in (1, 2, 3, 4, 5, len(word))]
    times = sorted(seconds(partial(store.search, parse(word))) for word in asked)
    table.most(
        "search, newest 50, any prefix: 95th percentile", times[len(times) * 95 // 100] * 1e3, 60, "ms"
    )
    rare = [f"бірегей{chance.randrange(count // 2, count)}" for _ in range(200)]
    table.most(
        "search, a rare word: median", median(lambda n: store.search(parse(rare[n])), 200) * 1e3, 2, "ms"
    )


def main() -> int:
    """Print the table; the exit code is 1 when a limit is broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", nargs="?", type=int, default=100_000)
    parser.add_argument(
        "--plain", action="store_true", help="measure plain TinyDB on all articles; takes minutes"
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="elshi-bench-") as name:
        folder = Path(name)
        path = folder / "store.json"
        bare = 0
        with open_store(path) as store:
            for batch in batches(articles(chosen.articles), 500):
                store.add(batch)
                bare += sum(len(msgspec.json.encode(each)) + 1 for each in batch)
        table = Table()
        print(
            f"{'(articles, bytes of one as bare JSON)':<58} {chosen.articles:>12} {bare // chosen.articles:>10} B"
        )
        size = path.stat().st_size / bare
        table.most("size of the journal / bare JSON Lines", size, 1.05, "x")
        opening(table, path)
        with open_store(path) as store:
            finding(table, store, folder, chosen.articles)
            searching(table, store, chosen.articles)
            inserting(table, store, folder, chosen.articles, chosen.plain)
    return 0 if table.kept else 1


if __name__ == "__main__":
    sys.exit(main())
