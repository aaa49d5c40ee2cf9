"""How well and how fast timelines are built: ``python -m benchmarks.timeline GOLD``, see `benchmarks.gold`."""

from __future__ import annotations

import json
import re
import shlex
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.gold import Row, elshi_json, folder, score, table, workplace
from benchmarks.stores import fill
from tests.end_to_end.command import ELSHI, environment

ARTICLES = 10_000
TIMES = 7
ARTICLE = """Title: Talks in Alaska, {number}
Date: 2018-08-12
Lang: en

Presidents Vladimir Putin and Donald Trump met in Alaska on 11 August 2018. "It went well," Trump said.
"""
_TOTALS = re.compile(r"AR1-F (\S+)\s+AR2-F (\S+)\s+Date-F1 (\S+)")


def events(root: Path, work: Path) -> Iterator[Row]:
    """The gold timeline out of articles in ten languages."""
    built = elshi_json(work, "timeline.json", "timeline", "--docs", root / "gold" / "dev.jsonl", "--json")
    told = score(root / "eval" / "timeline.py", root / "gold" / "dev.timeline.json", built)
    yield Row("event F1", told["event"]["f1"], 0.96)
    yield Row("B-cubed F1", told["b3"]["f1"], 0.94)
    yield Row("events with type and status right", round(told["full"]["r"] * told["gold_events"]), 11)
    yield Row("events with status right", round(told["status_acc"] * told["matched"]), 12)
    yield Row("actor F1", told["actor"]["f1"], 0.90)
    required = _required_quotes(root / "gold" / "dev.jsonl")
    yield Row("required quotes for each extra statement", required / max(told["ignored_predictions"], 1), 1)


def _required_quotes(gold: Path) -> int:
    lines = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    return sum(not quote.get("optional") for line in lines for quote in line["quotes"])


def days(root: Path, work: Path) -> Iterator[Row]:
    """The best days of seven long stories, and the sentences that tell them."""
    data = root / "data" / "timelines"
    system = (
        f"{shlex.quote(str(ELSHI))} timeline --docs {{docs}} --since {{since}} --until {{until}} "
        "--max-dates {dates} --sentences {sentences} --json"
    )
    done = subprocess.run(
        [
            sys.executable,
            root / "eval" / "t17.py",
            data,
            "--stopwords",
            data / "stopwords.txt",
            "--system",
            system,
        ],
        env=environment(work),
        capture_output=True,
        text=True,
        check=True,
    )
    if "WARNING" in done.stderr:
        print(
            "nltk is not installed: words are not stemmed, so that AR1-F and AR2-F are lower than they should be"
        )
    found = _TOTALS.search(done.stdout)
    if found is None:
        raise ValueError(f"the scorer printed no totals: {done.stdout[-200:]}")
    for name, got, asked in zip(
        ("AR1-F", "AR2-F", "Date-F1"), found.groups(), (0.18, 0.06, 0.74), strict=True
    ):
        yield Row(name, float(got), asked)


def cost() -> Iterator[Row]:
    """What a timeline over many articles takes, beside what it takes to decode their readings."""
    decoding, building = _measured("decode"), _measured("build")
    print(f"decoding takes {decoding['seconds']:.2f} s and {decoding['megabytes']:.0f} MB")
    print(f"building takes {building['seconds']:.2f} s and {building['megabytes']:.0f} MB")
    yield Row("timelines in 3 s", 3 / building["seconds"], 1)
    yield Row("timelines in 300 MB", 300 / building["megabytes"], 1)


def additions(work: Path) -> Iterator[Row]:
    """One article more, by a process of its own, on a store whose timeline was looked at before."""
    store, env = work / "store.json", environment(work)
    fill(store, 3 * ARTICLES)
    subprocess.run([ELSHI, "timeline", "--store", store], env=env, stdout=subprocess.DEVNULL, check=True)
    seconds = []
    for number in range(TIMES):
        article = work / f"{number}.txt"
        article.write_text(ARTICLE.format(number=number), encoding="utf-8")
        started = time.perf_counter()
        done = subprocess.run(
            [ELSHI, "add", article, "--store", store], env=env, capture_output=True, text=True, check=True
        )
        seconds.append(time.perf_counter() - started)
    print(f"one more takes {statistics.median(seconds):.2f} s, and says: {done.stdout.splitlines()[0]}")
    yield Row("additions in 0.3 s", 0.3 / statistics.median(seconds), 1)


def _measured(what: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.building", what, str(ARTICLES)],
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main() -> int:
    """Print the tables; the exit code is 1 when a figure falls short."""
    root = folder(
        sys.argv[1:], "make bench-timeline GOLD=DIR, DIR being the folder that holds gold/, data/ and eval/"
    ).resolve()
    with workplace() as work:
        held = [
            table("one timeline out of many languages", events(root, Path(work))),
            table("the best days of seven stories", days(root, Path(work))),
            table(f"a timeline over {ARTICLES:,} articles", cost()),
            table(f"one article more in a store of {ARTICLES:,}", additions(Path(work))),
        ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
