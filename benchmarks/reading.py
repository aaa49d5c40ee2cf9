"""How fast articles are read whole, and what a long run of ``elshi extract`` takes: ``python -m benchmarks.reading [ARTICLES]``.

The articles are strung together out of the sentences that the tests hold each language to, so they are denser in dates, names and
quotations than the news is; no two are the same.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.gold import Row, table
from tests.end_to_end.command import ELSHI, ROOT, environment
from timeline.model import Article
from timeline.reading import prepare, read

LANGUAGES = ("kk", "ru", "en")
ASKED = 150_000
"""Characters a second on one core."""
ARTICLES = 100_000
ROUNDS = 5
TELLS_ALL = 200
SENTENCES = 14
FEW_SENTENCES = 2
SHARE_OF_START = 10
"""The memory of a run is held against that of one with so many times fewer articles."""
FLAT = 1 / 1.1
SCALES = 0.7
"""What part of the gain that the cores allow several processes must bring."""


def sentences(lang: str) -> list[str]:
    """The sentences that the tests of a language hold."""
    folder = ROOT / "tests" / "languages"
    paths = (folder / f"{kind}_{lang}.jsonl" for kind in ("quotes", "dates"))
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [text for line in lines if len(text := json.loads(line)["text"]) > SENTENCES]


def articles(count: int, lang: str, length: int) -> Iterator[Article]:
    """So many articles of so many sentences, three to a paragraph."""
    chance, told = random.Random(lang), sentences(lang)
    for number in range(count):
        chosen = chance.choices(told, k=length)
        paragraphs = (" ".join(chosen[first : first + 3]) for first in range(0, length, 3))
        yield Article(
            id=f"{lang}-{number}",
            lang=lang,
            published=f"2025-{number % 12 + 1:02}-15",
            text="\n".join(paragraphs),
        )


def speed() -> Iterator[Row]:
    """Characters a second of processor time, the best of some rounds: what else the machine does only takes away."""
    prepare()
    for lang in LANGUAGES:
        told = list(articles(TELLS_ALL, lang, SENTENCES))
        characters, best = sum(len(article.text) for article in told), 0.0
        for _ in range(ROUNDS):
            started = time.process_time()
            for article in told:
                read(article)
            best = max(best, characters / (time.process_time() - started))
        yield Row(f"characters of {lang} read whole in a second", round(best), ASKED)


def runs(count: int, work: Path) -> Iterator[Row]:
    """What many articles take against few, and several processes against one."""
    few, many = work / "few.jsonl", work / "many.jsonl"
    for path, number in ((few, count // SHARE_OF_START), (many, count)):
        with path.open("w", encoding="utf-8") as out:
            for kinds in zip(
                *(articles(number // 3, lang, FEW_SENTENCES) for lang in LANGUAGES), strict=True
            ):
                out.writelines(_line(article) for article in kinds)
    memory = [_extract(path, 1, work)[1] for path in (few, many)]
    yield Row(f"memory for {few.name} / {many.name} of {count} articles", memory[0] / memory[1], FLAT)
    cores = os.cpu_count() or 1
    times, outputs = zip(*((_extract(few, jobs, work)[0], _digest(work)) for jobs in (1, cores)), strict=True)
    yield Row(f"speed with --jobs {cores} / --jobs 1", times[0] / times[1], 1 + SCALES * (cores - 1))
    yield Row("the same output, in order", outputs[0] == outputs[1], 1)


def _line(article: Article) -> str:
    told = {name: getattr(article, name) for name in ("id", "published", "lang", "text")}
    return json.dumps(told, ensure_ascii=False) + "\n"


def _extract(path: Path, jobs: int, work: Path) -> tuple[float, int]:
    """Seconds and the most memory, in the units of the system, of one run."""
    started = time.perf_counter()
    with (work / "out").open("wb") as out:
        child = subprocess.Popen(
            [ELSHI, "extract", "--jobs", str(jobs), str(path)], stdout=out, env=environment(work)
        )
        _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), child.args)
    return time.perf_counter() - started, usage.ru_maxrss


def _digest(work: Path) -> int:
    return hash((work / "out").read_bytes())


def main() -> int:
    """Print the tables; the exit code is 1 when a figure falls short."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as work:
        good = table("reading", speed())
        return 0 if table("elshi extract", runs(count, Path(work))) and good else 1


if __name__ == "__main__":
    sys.exit(main())
