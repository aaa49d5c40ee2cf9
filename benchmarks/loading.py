"""How fast feeds on disk become stored, read articles.

``python -m benchmarks.loading [ARTICLES]`` makes feeds out of the sentences of the sample articles, in their three languages, adds
them with ``elshi add`` to an empty store, and prints articles a second, reading and storing together, and the memory it took.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path

from storage.loading import Problem, load
from tests.end_to_end.command import ELSHI, SEEDS, environment

ASKED = 60
PER_FEED = 500
SENTENCES = 12


def main(articles: int) -> int:
    """Print the figures; the exit code says whether it was fast enough."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for number in range(0, articles, PER_FEED):
            (home / f"{number}.xml").write_text(
                _feed(number, min(PER_FEED, articles - number)), encoding="utf-8"
            )
        size = sum(path.stat().st_size for path in home.glob("*.xml"))
        began = time.perf_counter()
        subprocess.run([ELSHI, "add", *home.glob("*.xml")], env=environment(home), check=True)
        seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    core = used.ru_utime + used.ru_stime
    print(f"{articles:,} items, {size / 2**20:.0f} MB, {used.ru_maxrss // 1024} MB of memory")
    print(
        f"{articles / core:.0f} articles a second of a core (asked: {ASKED}), {articles / seconds:.0f} by the clock"
    )
    return 0 if articles / core >= ASKED else 1


def _feed(start: int, count: int) -> str:
    chosen = random.Random(start)
    by_language = _sentences()
    items = []
    for number in range(start, start + count):
        told = chosen.choice(by_language)
        text = "".join(f"<p>{escape(sentence)}</p>" for sentence in chosen.choices(told, k=SENTENCES))
        items.append(
            f"<item><title>{escape(chosen.choice(told)[:90])}</title><link>https://news.example/{number}</link>"
            f"<pubDate>{1 + number % 28} Aug 2025 10:{number % 60:02}:00 +0500</pubDate><description>{escape(text)}</description></item>"
        )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{"".join(items)}</channel></rss>'


def _sentences() -> list[list[str]]:
    texts = [found.text for found in load(str(SEEDS)) if not isinstance(found, Problem)]
    return [[part.strip() + "." for part in text.split(". ") if len(part) > 40] for text in texts]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
