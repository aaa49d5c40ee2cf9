"""Feeds that others have collected: what elshi makes of them, beside what their format says.

    python -m benchmarks.feeds FOLDER

FOLDER holds feeds, at any depth: for example ``tests`` of the source distribution of feedparser. Each file is read as if it had been
fetched. Of the well-formed feeds in folders named rss, rdf, atom, atom10, base and namespace, title, link and date of every entry are
compared with what feedparser makes of the file as its own tests read it: title as plain text, link where it is a web address, date as
an instant. Of all other files it is asked only that they do no harm.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import sys
import time
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

from storage.loading.cleaning import clean_line
from storage.loading.feeds import Feed, parse
from storage.loading.items import web_link
from storage.loading.markup import to_text
from storage.loading.problem import Unfit

COMPARED = ("rss", "rdf", "atom", "atom10", "base", "namespace")
URL = "http://127.0.0.1:8097/tests/feed.xml"
_HEADER = re.compile(rb"^Header:\s+([^:]+):(.+)$", re.MULTILINE)


def main(folder: str) -> int:
    """Print the table; the exit code says whether a file made the reader fail."""
    warnings.simplefilter("ignore")
    files = sorted(
        path for path in Path(folder).rglob("*") if path.suffix in (".xml", ".json", ".rss", ".atom")
    )
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    failures = refused = 0
    began = time.perf_counter()
    for path in files:
        headers = {
            name.decode().lower(): value.strip().decode()
            for name, value in _HEADER.findall(path.read_bytes())
        }
        try:
            feed = parse(
                path.read_bytes(),
                headers.get("content-type"),
                headers.get("content-location", URL),
                now=_now(),
            )
        except Unfit:
            feed = None
            refused += 1
        except Exception as error:
            failures += 1
            print(f"{path}: {type(error).__name__}: {error}")
            continue
        kind = path.parent.name
        if kind in COMPARED and path.parent.parent.name == "wellformed":
            total[kind] += 1
            wrong = _compare(path, feed, headers)
            right[kind] += not wrong
            if wrong:
                print(f"{path.parent.name}/{path.name}: {'; '.join(wrong)}")
    seconds = time.perf_counter() - began
    for kind in COMPARED:
        print(f"{kind:12}{right[kind]:5} of {total[kind]:4}")
    print(f"{'compared':12}{right.total():5} of {total.total():4}")
    print(
        f"{len(files)} files in {seconds:.1f} s, {failures} made the reader fail, {refused} were refused as no feeds"
    )
    return 1 if failures else 0


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _compare(path: Path, feed: Feed | None, headers: dict[str, str]) -> list[str]:
    import feedparser

    parsed = feedparser.parse(path.read_bytes(), response_headers={"content-location": URL, **headers})
    entries = [entry for entry in parsed.entries if _has_content(entry)]
    if feed is None:
        return [f"refused, but it has {len(entries)} entries"] if entries else []
    wrong = []
    if len(feed.articles) != len(entries):
        wrong.append(f"{len(feed.articles)} articles of {len(entries)} entries")
    for entry, article in zip(entries, feed.articles, strict=False):
        title, link, date = (
            _title(entry),
            web_link(dict.get(entry, "link"), headers.get("content-location", URL)),
            _date(entry),
        )
        if title != (article.title or ""):
            wrong.append(f"title {article.title!r}, not {title!r}")
        if link != article.url:
            wrong.append(f"link {article.url!r}, not {link!r}")
        if date is not None and (article.date_guessed or _instant(article.published) != date):
            wrong.append(
                f"date {article.published!r}, not {dt.datetime.fromtimestamp(date, dt.UTC).isoformat()}"
            )
    return wrong


def _has_content(entry: Any) -> bool:
    texts = [
        dict.get(entry, "title"),
        dict.get(entry, "summary"),
        *(each.get("value") for each in dict.get(entry, "content", [])),
    ]
    return (
        any(to_text(text or "").strip() for text in texts)
        or web_link(dict.get(entry, "link"), URL) is not None
    )


def _title(entry: Any) -> str:
    detail = dict.get(entry, "title_detail") or {}
    value = detail.get("value") or ""
    return clean_line(to_text(value) if "html" in detail.get("type", "") else value)


def _date(entry: Any) -> float | None:
    for key in ("published_parsed", "updated_parsed", "created_parsed"):
        if found := dict.get(entry, key):
            return calendar.timegm(found)
    return None


def _instant(published: str) -> float:
    found = dt.datetime.fromisoformat(published)
    return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).timestamp()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
