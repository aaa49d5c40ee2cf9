"""``elshi digest``: what is new since the last look."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.command import SEEDS, elshi

EARLY = sorted(SEEDS.glob("2025-08-0*.txt"))
LATER = sorted(SEEDS.glob("2025-08-1*.txt"))


def test_a_store_counts_from_the_last_look(tmp_path: Path) -> None:
    assert elshi("add", *EARLY, home=tmp_path).code == 0
    first = elshi("digest", home=tmp_path)
    assert first.out.startswith("3 new articles")
    assert "Announced\n2025-08-15" in first.out
    assert elshi("digest", home=tmp_path).out.startswith("0 new articles")

    assert elshi("add", *LATER, home=tmp_path).code == 0
    narrow = json.loads(elshi("digest", "--type", "summit", "--json", home=tmp_path).out)
    assert [event["status"] for event in narrow["changed"]] == ["happened"]
    second = json.loads(elshi("digest", "--json", home=tmp_path).out)
    assert second["articles"] == len(LATER)
    assert "2025-08-18" in [event["date"] for event in second["happened"]]
    assert "2025-08-15" in [event["date"] for event in second["changed"]]
    assert json.loads(elshi("digest", "--json", home=tmp_path).out)["articles"] == 0
    assert elshi("digest", "--since", "2025-08-01", home=tmp_path).out.startswith(
        f"{len(EARLY) + len(LATER)} new"
    )


def test_files_tell_of_their_last_week(tmp_path: Path) -> None:
    told = json.loads(elshi("digest", SEEDS, "--json", home=tmp_path).out)
    assert told["as_of"] == "2025-08-23"
    assert {event["date"] for event in told["happened"]} >= {"2025-08-18", "2025-08-22"}
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--next", "soon"), "'soon' is no length of time"),
        (("--since", "2025-13-40"), "--since '2025-13-40'"),
        (("--since", "last", str(SEEDS)), "asks a store"),
    ],
)
def test_what_is_wrong_is_said(args: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = elshi("digest", *args, home=tmp_path)
    assert done.code == 2
    assert said in done.err
