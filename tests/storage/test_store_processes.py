"""The store among processes: some are killed in mid-write, some write at once."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from storage.store import open_store
from tests.storage.scale import of, tell
from tests.storage.writer import Step
from timeline.model import Article

ROOT = Path(__file__).parents[2]
KILLS = of(20, 1000)
WRITERS = "abcdefgh"[: of(3, 8)]


def start(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.writer", *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def stored(path: Path) -> dict[str, Article]:
    with open_store(path, read_only=True) as store:
        return {each.id: each for each in store.articles()}


def test_what_was_acknowledged_survives_a_kill_in_mid_write(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    chance = random.Random(3)
    wanted: dict[str, Article] = {}
    following = 0
    acknowledged = unacknowledged = 0
    for _ in range(KILLS):
        with start("steps", path, following) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.05))
            process.kill()
            told = 1 + len(process.stdout.readlines())
        for number in range(following, following + told):
            wanted = Step(number).foresee(wanted)
        following += told
        acknowledged += told
        found = stored(path)
        ahead = Step(following).foresee(wanted)
        assert found in (wanted, ahead)
        if found != wanted:
            unacknowledged += 1
            wanted, following = ahead, following + 1
    assert acknowledged > KILLS
    tell(
        f"{KILLS} kills, {acknowledged} changes acknowledged, none lost; {unacknowledged} more were there whole"
    )
    with open_store(path) as store:
        Step(following).apply(store)
    assert stored(path) == Step(following).foresee(wanted)
    assert {each.name for each in tmp_path.iterdir()} <= {"store.json", "store.json.lock", "store.json.hint"}


def test_several_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "data" / "store.json"
    each = of(100, 500)
    writers = [start("adds", path, name, each) for name in WRITERS]
    compactor = start("compacts", path)
    counts = [0]
    while any(writer.poll() is None for writer in writers):
        counts.append(len(stored(path)))
        assert counts[-1] >= counts[-2]
    compactor.kill()
    with compactor:
        assert compactor.stdout is not None
        compactions = len(compactor.stdout.readlines())
    for writer in writers:
        with writer:
            assert writer.stdout is not None
            assert len(writer.stdout.readlines()) == each
        assert writer.returncode == 0
    assert set(stored(path)) == {
        "shared",
        *(f"{name}-{number}" for name in WRITERS for number in range(each)),
    }
    with open_store(path) as store:
        numbers = [change.seq for change in store.changes()]
    assert numbers == list(range(1, len(WRITERS) * each + 2))
    assert compactions
    tell(f"{len(WRITERS)} writers of {each} articles and {compactions} compactions at once, none lost")
