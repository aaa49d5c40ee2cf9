"""Run the installed command as a shell would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
SEEDS = ROOT / "seeds"
ELSHI = str(Path(sys.executable).parent / "elshi")


class Done(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def environment(home: Path) -> dict[str, str]:
    """A user of his own: nothing of the machine's configuration or data is seen or touched."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "SYSTEMROOT") if key in os.environ}
    own = {
        "HOME": home,
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
    }
    return {**kept, **{key: str(value) for key, value in own.items()}, "LC_ALL": "C.UTF-8"}


def elshi(*args: str | Path, home: Path, stdin: bytes | str = b"", env: dict[str, str] | None = None) -> Done:
    """Run ``elshi`` to its end, without a terminal."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [ELSHI, *map(str, args)],
        input=given,
        capture_output=True,
        timeout=60,
        cwd=home,
        env={**environment(home), **(env or {})},
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())
