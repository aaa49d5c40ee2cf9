"""What the reading benchmarks share: a folder of annotated texts, the scorers beside them, a table of asked and got.

The folder holds ``gold/``, ``data/`` and ``eval/``. It is not part of the project: what is in it may be measured with, not shipped.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.end_to_end.command import ELSHI, environment

FOLDERS = ("gold", "data", "eval")


class Row(NamedTuple):
    """One line of a table."""

    name: str
    got: float
    asked: float
    """At least."""

    @property
    def holds(self) -> bool:
        """Whether what was asked for is there, to the precision shown."""
        return round(self.got, 3) >= self.asked


def folder(args: Sequence[str], usage: str) -> Path:
    """The folder named on the command line.

    Raises:
        SystemExit: none is named, or it lacks one of its parts; the exit code is 2.
    """
    if len(args) != 1 or not args[0]:
        print(f"usage: {usage}", file=sys.stderr)
        raise SystemExit(2)
    root = Path(args[0])
    missing = [name for name in FOLDERS if not (root / name).is_dir()]
    if missing:
        print(
            f"{root}: no folder {', '.join(missing)} here; GOLD must hold {', '.join(FOLDERS)}",
            file=sys.stderr,
        )
        raise SystemExit(2)
    return root


def elshi_json(work: Path, name: str, *args: str | Path) -> Path:
    """What a command of elshi prints, in a file of the folder ``work``.

    Raises:
        CalledProcessError: the command failed; 3, some lines were bad, is no failure here.
    """
    path = work / name
    with path.open("wb") as out:
        done = subprocess.run([ELSHI, *map(str, args)], stdout=out, env=environment(work), check=False)
    if done.returncode not in (0, 3):
        raise subprocess.CalledProcessError(done.returncode, done.args)
    return path


def score(scorer: Path, *args: str | Path) -> dict[str, Any]:
    """The JSON that a scorer prints."""
    done = subprocess.run(
        [sys.executable, str(scorer), *map(str, args), "--json"], capture_output=True, text=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def without_language(docs: Path, work: Path) -> Path:
    """The same articles with their language left for elshi to find."""
    path = work / f"{docs.stem}.unlabelled.jsonl"
    lines = (json.loads(line) for line in docs.read_text(encoding="utf-8").splitlines())
    path.write_text(
        "".join(json.dumps(line | {"lang": None}, ensure_ascii=False) + "\n" for line in lines),
        encoding="utf-8",
    )
    return path


def workplace() -> tempfile.TemporaryDirectory[str]:
    """A context with a folder that is gone afterwards."""
    return tempfile.TemporaryDirectory(prefix="elshi-bench-")


def _short(figure: float) -> str:
    """Whole numbers from a thousand up, else three digits behind the point at most."""
    return f"{figure:>7,.0f}" if figure >= 1000 else f"{round(figure, 3):>7g}"


def table(title: str, rows: Iterable[Row]) -> bool:
    """Print rows as they come; False when one does not hold."""
    print(f"{title:<64} {'got':>7} {'asked':>7}")
    held = True
    for row in rows:
        held &= row.holds
        print(
            f"{row.name:<64} {_short(row.got)} {_short(row.asked)}{'' if row.holds else '  falls short'}",
            flush=True,
        )
    return held
