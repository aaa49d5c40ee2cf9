"""How well quotes and their speakers are read: ``python -m benchmarks.quotes GOLD``, see `benchmarks.gold`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.gold import Row, elshi_json, folder, score, table, without_language, workplace

LANGUAGES = ("kk", "ru", "en", "uk", "zh", "ar", "tr", "fr", "de", "es")
LEAST = 0.80
"""What no language may fall below."""


def quotes(root: Path, work: Path) -> Iterator[Row]:
    """Each set with the figures that count."""
    yield from _seed(root, work)
    yield from _dev(root, work)
    for name, asked in (
        ("polnear_dev", (("direct", "joint_F1", 0.84), ("indirect", "ov_F1", 0.60))),
        ("wikinews_de_dev", (("direct", "ov_F1", 0.88), ("direct", "joint_F1", 0.62))),
    ):
        docs, gold = (root / "data" / "quotes" / f"{name}.{part}.jsonl" for part in ("docs", "gold"))
        read = elshi_json(work, name, "extract", docs)
        for kind, figure, least in asked:
            told = _score(root, gold, read, "--kind", kind, "--docs", docs)
            yield Row(f"{name} {kind} {figure}", told["ALL"][figure], least)


def languages(root: Path, work: Path) -> Iterator[Row]:
    """Of how many articles the language is found when it is not told."""
    docs = root / "gold" / "dev.jsonl"
    lines = [json.loads(line) for line in docs.read_text(encoding="utf-8").splitlines()]
    told = elshi_json(work, "unlabelled", "extract", without_language(docs, work))
    found = [json.loads(line)["lang"] for line in told.read_text(encoding="utf-8").splitlines()]
    right = sum(line["lang"] == lang for line, lang in zip(lines, found, strict=True))
    yield Row("dev articles in the right language", right, len(lines))


def people(root: Path, work: Path) -> Iterator[Row]:
    """How many people of the annotated articles have one id in the timeline of them all, and nobody else's."""
    docs = root / "gold" / "dev.jsonl"
    told = json.loads((root / "gold" / "dev.actors.json").read_text(encoding="utf-8"))
    names = {key: set(actor["names"]) for key, actor in told.items() if actor["kind"] == "person"}
    read = json.loads(elshi_json(work, "timeline", "timeline", "--docs", docs, "--json").read_text("utf-8"))
    found = {
        key: [actor for actor in read["actors"] if own & set(actor["names"].values())]
        for key, own in names.items()
    }
    one = {key: [actor for actor in actors if not _is_foreign(actor)] for key, actors in found.items()}
    yield Row("people named in the timeline", sum(map(bool, found.values())), len(names))
    yield Row(
        "people with one id in eight languages", sum(len(actors) < 2 for actors in one.values()), len(names)
    )
    ids = [actor["id"] for actors in found.values() for actor in actors]
    yield Row("people with an id that nobody shares", len(set(ids)) - len(ids) + len(names), len(names))
    apart = [
        other
        for key, actors in found.items()
        for other in actors
        if one[key] and _is_foreign(other) and not _may_be(other, one[key])
    ]
    yield Row("people who are the same in zh and ar, or possibly", len(names) - len(apart), len(names))


def _is_foreign(actor: Mapping[str, Any]) -> bool:
    return bool(actor["names"]) and set(actor["names"]) <= {"zh", "ar"}


def _may_be(actor: Mapping[str, Any], others: list[Mapping[str, Any]]) -> bool:
    return any(other["id"] in actor["possibly_same"] for other in others)


def _seed(root: Path, work: Path) -> Iterator[Row]:
    gold = root / "gold" / "seed_kk.json"
    article = json.loads(gold.read_text(encoding="utf-8"))
    docs = work / "seed.jsonl"
    told = {name: article.get(name) for name in ("id", "published", "lang", "title", "text")}
    docs.write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")
    read = elshi_json(work, "seed", "extract", docs)
    yield Row("seed direct joint", _score(root, gold, read)["ALL"]["joint_F1"], 1.0)
    indirect = _score(root, gold, read, "--kind", "indirect")["ALL"]
    yield Row("seed indirect with the right speaker", _right(indirect), 5)


def _right(told: Mapping[str, float]) -> int:
    return round(told["ov_R"] * told["gold"] * told["attr_acc"])


def _dev(root: Path, work: Path) -> Iterator[Row]:
    gold = root / "gold" / "dev.jsonl"
    read = elshi_json(work, "dev", "extract", gold)
    direct = _score(root, gold, read, "--by", "lang")
    yield Row("dev direct joint", direct["ALL"]["joint_F1"], 0.92)
    yield Row("dev direct joint, canonical name", direct["ALL"]["joint_canon_F1"], 0.88)
    for lang in LANGUAGES:
        yield Row(f"dev direct joint {lang}", direct[lang]["joint_F1"], LEAST)
    indirect = _score(root, gold, read, "--kind", "indirect", "--by", "lang")
    for figure, three, all_ten in (("ov_F1", 0.75, 0.65), ("joint_F1", 0.70, 0.60)):
        mean = sum(indirect[lang][figure] for lang in LANGUAGES[:3]) / 3
        yield Row(f"dev indirect {figure} kk ru en", mean, three)
        yield Row(f"dev indirect {figure}", indirect["ALL"][figure], all_ten)


def _score(root: Path, *args: str | Path) -> dict[str, Any]:
    return score(root / "eval" / "quotes.py", *args)


def main() -> int:
    """Print the tables; the exit code is 1 when a figure falls short."""
    root = folder(
        sys.argv[1:], "make bench-quotes GOLD=DIR, DIR being the folder that holds gold/, data/ and eval/"
    )
    with workplace() as work:
        good = table("quotes", quotes(root, Path(work)))
        good &= table("people", people(root, Path(work)))
        return 0 if table("languages", languages(root, Path(work))) and good else 1


if __name__ == "__main__":
    sys.exit(main())
