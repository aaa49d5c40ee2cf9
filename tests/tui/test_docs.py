"""docs/desk.md tells every key of the dashboard as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import tui
from tui.actions import ACTIONS, PANES, Pane
from tui.keymap import DEFAULT

PAGE = Path(tui.__file__).parent.parent / "docs" / "desk.md"
HEADINGS: dict[Pane | None, str] = {
    None: "## Everywhere",
    **{pane: f"## In the {pane}" for pane in PANES},
}


def tables() -> Iterator[str]:
    """All actions with their keys, pane by pane."""
    for pane, heading in HEADINGS.items():
        yield f"{heading}\n"
        yield "| keys | what they do | action |\n|---|---|---|"
        for action in ACTIONS.values():
            if action.pane == pane:
                keys = " ".join(f"`{key}`" for key in DEFAULT.keys_of(action)).replace("|", "\\|")
                yield f"| {keys} | {action.help} | `{action.name}` |"
        yield ""


def test_all_keys_are_told() -> None:
    page = PAGE.read_text(encoding="utf-8")
    told = "\n".join(tables())
    start = page.index(HEADINGS[None])
    assert page[start:].rstrip("\n") == told.rstrip("\n"), (
        "write what tables() gives to the end of docs/desk.md"
    )
