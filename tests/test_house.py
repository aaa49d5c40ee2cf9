"""The doors of the house open one way, and no command loads what it does not use."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FORBIDDEN = {"timeline": {"storage", "tui"}, "storage": {"tui"}}
HEAVY = ("textual", "rich", "httpx", "dateparser")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


@pytest.mark.parametrize("room", FORBIDDEN)
def test_doors_open_one_way(room: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / room).rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] in FORBIDDEN[room]
    ]
    assert not wrong


def test_the_timeline_room_touches_no_outside() -> None:
    outside = {"httpx", "tinydb", "textual", "socket", "urllib", "sqlite3", "subprocess", "click"}
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / "timeline").rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] in outside
    ]
    assert not wrong


def test_one_module_alone_knows_the_network_library() -> None:
    knowing = [
        path.relative_to(ROOT).as_posix()
        for room in ("timeline", "storage", "tui")
        for path in (ROOT / room).rglob("*.py")
        if any(name.split(".")[0] in ("httpx", "urllib3", "requests", "aiohttp") for name in imports(path))
    ]
    assert knowing == ["storage/loading/http.py"]


def loaded_after(*args: str, stdin: str = "") -> set[str]:
    """The heavy packages in memory after a command has run."""
    code = (
        "import sys\n"
        "from tui.cli import run\n"
        f"code = run({list(args)!r})\n"
        f"print(code, *[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    last = done.stderr.splitlines()[-1].split()
    assert last[0] == "0", done.stderr
    return set(last[1:])


@pytest.mark.parametrize(
    "args",
    [
        ("--version",),
        ("--help",),
        ("timeline", "--help"),
        ("add", "--help"),
        ("schema",),
        ("sources", "--help"),
        ("watch", "--help"),
    ],
)
def test_help_and_version_load_nothing_heavy(args: tuple[str, ...]) -> None:
    assert loaded_after(*args) == set()


def test_extract_loads_nothing_heavy() -> None:
    line = (
        '{"id": "a", "published": "2025-08-23", "lang": "kk", "text": "Путин 15 тамызда Аляскаға барды."}\n'
    )
    assert loaded_after("extract", stdin=line) == set()


def test_printing_a_timeline_loads_nothing_heavy() -> None:
    assert loaded_after("timeline", "seeds/") == set()
