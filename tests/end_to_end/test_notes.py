"""``elshi notes``: corrections in the store, from the command line to the timeline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command import SEEDS, elshi

SUMMIT = "Summit: Putin, Trump, Alaska"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    assert elshi("add", SEEDS, home=tmp_path).code == 0
    return tmp_path


def events(home: Path) -> dict[str, dict[str, Any]]:
    told = json.loads(elshi("timeline", "--json", home=home).out)
    return {event["title"]: event for event in told["events"]}


def note(home: Path, *args: str) -> str:
    """Correct something; the key by which it can be undone."""
    done = elshi("notes", *args, home=home)
    assert done.code == 0, done.err
    return done.err.rsplit("undo ", 1)[1].split("'")[0]


def test_a_note_and_a_pin_stand_beside_the_event_and_can_be_undone(home: Path) -> None:
    summit = events(home)[SUMMIT]["id"]
    note(home, "pin", summit)
    key = note(home, "add", summit, "Ask", "the", "desk")
    found = events(home)[SUMMIT]
    assert (found["pinned"], found["notes"], found["corrected"]) == (True, ["Ask the desk"], [])
    assert "Ask the desk" in elshi("notes", home=home).out
    elshi("notes", "undo", key, home=home)
    assert events(home)[SUMMIT]["notes"] == []


def test_what_is_set_right_survives_a_reread_and_reaches_a_colleague(home: Path, tmp_path: Path) -> None:
    before = events(home)
    rejection = next(title for title in before if title.startswith("Rejection"))
    note(home, "hide", before[rejection]["id"])
    note(home, "date", before[SUMMIT]["id"], "2025-08-14")
    assert elshi("reread", home=home).code == 0
    after = events(home)
    assert rejection not in after
    assert (after[SUMMIT]["date"], after[SUMMIT]["corrected"]) == ("2025-08-14", ["date"])

    assert elshi("notes", "export", "-o", str(tmp_path / "notes.json"), home=home).code == 0
    theirs = tmp_path / "colleague"
    theirs.mkdir()
    assert elshi("add", SEEDS, home=theirs).code == 0
    assert "2 taken over" in elshi("notes", "import", str(tmp_path / "notes.json"), home=theirs).err
    assert events(theirs) == after
    assert "0 taken over, 2 known" in elshi("notes", "import", str(tmp_path / "notes.json"), home=theirs).err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("hide", "nothing-like-it"), "there is no event 'nothing-like-it'"),
        (("type", "SUMMIT", "party"), "'party' is no type of event"),
        (("undo", "zz"), "'zz' is no correction"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_kept(args: tuple[str, ...], said: str, home: Path) -> None:
    summit = events(home)[SUMMIT]["id"]
    done = elshi("notes", *(summit if arg == "SUMMIT" else arg for arg in args), home=home)
    assert done.code == 1
    assert said in done.err
    assert elshi("notes", home=home).out == ""


@pytest.mark.parametrize(
    "content", ["", "[]", '{"a": {"kind": "x"}}', '{"a": {"kind": "hide", "evidence": []}}', "\xff"]
)
def test_a_file_that_is_no_export_changes_nothing(content: str, home: Path) -> None:
    (home / "notes.json").write_text(content, encoding="latin-1")
    done = elshi("notes", "import", "notes.json", home=home)
    assert done.code == 1
    assert "notes.json" in done.err
    assert elshi("notes", home=home).out == ""
