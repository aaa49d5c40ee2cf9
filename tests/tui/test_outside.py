"""What leaves the dashboard: the clipboard, other programs, citations."""

from __future__ import annotations

import base64
import re
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import ElshiError
from tests.tui.desks import ARTICLES, EVIL, KELESI, MOSCOW, SUMMIT, references
from tui import outside
from tui.citing import cite_event, cite_quote, plain_text
from tui.clipboard import LARGEST, harmless, keep, sequence
from tui.screens.giving import format_of

REFS = {ref.id: ref for ref in references(ARTICLES)}


@given(st.text(max_size=200))
def test_a_terminal_gets_what_was_copied(text: str) -> None:
    sent = sequence(text, {"TERM": "xterm"})
    assert sent is not None
    assert sent.startswith("\x1b]52;c;")
    assert sent.endswith("\x07")
    assert base64.b64decode(sent[7:-1]) == text.encode("utf-8", "replace")


def test_tmux_gets_it_for_itself_and_to_pass_on() -> None:
    plain = sequence("елші", {"TERM": "xterm"})
    assert plain is not None
    wrapped = "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    assert sequence("елші", {"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"}) == plain + wrapped


def test_screen_gets_it_in_pieces() -> None:
    sent = sequence("x" * 3000, {"TERM": "screen", "STY": "1.pts"})
    assert sent is not None
    pieces = re.findall("\x1bP(.*?)\x1b\\\\", sent, re.DOTALL)
    assert max(map(len, pieces)) <= 512
    assert "".join(pieces) == sequence("x" * 3000, {})


@pytest.mark.parametrize("env", [{"TERM": "linux"}, {"TERM": "dumb"}])
def test_nothing_is_sent_to_a_terminal_without_a_clipboard(env: dict[str, str]) -> None:
    assert sequence("a", env) is None


def test_nothing_large_is_sent() -> None:
    assert sequence("x" * LARGEST, {}) is not None
    assert sequence("x" * (LARGEST + 1), {}) is None


def test_what_was_copied_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "copied.txt"
    keep("a\ud800", path)
    assert path.read_text() == "a?\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    keep("b", path)
    assert path.read_text() == "b\n"


def test_nothing_that_was_copied_can_act_when_it_is_pasted() -> None:
    pasted = harmless(EVIL)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", pasted)


def test_a_citation_of_a_quote() -> None:
    assert cite_quote(KELESI, REFS["kk"]) == (
        "«Келесі кездесу Мәскеуде өтеді» — Владимир Путин, 2025-08-16. "
        "Таң хабары (wire), “Аляскадағы кездесу аяқталды”, 2025-08-16."
    )
    assert cite_quote(MOSCOW, None) == "“Next time in Moscow.” — Vladimir Putin, 2025-08-16."


def test_a_citation_of_an_event_stands_in_the_article_at_hand() -> None:
    assert cite_event(SUMMIT, REFS["ru"]).startswith("“Встреча президентов пройдёт")
    assert cite_event(SUMMIT, None) == f"“{SUMMIT.summary}” —"


def test_an_article_as_plain_text() -> None:
    lines = plain_text(ARTICLES["kk"]).split("\n")
    assert lines[:3] == [
        "Аляскадағы кездесу аяқталды",
        "Таң хабары (wire), 2025-08-16T09:00:00+05:00, kk",
        "",
    ]


def test_an_address_is_an_argument_and_nothing_else() -> None:
    url = "https://example.org/?a=$(touch evil)&b=%s"
    assert outside.browser(url, {"BROWSER": "firefox --new-tab %s"}) == ["firefox", "--new-tab", url]
    assert outside.browser(url, {"BROWSER": "w3m:lynx"}) == ["w3m", url]
    damaged = ("https://[example.org/", "https://example.org/\x00", "https://example.org/\x1b[2J")
    for wrong in (
        None,
        "",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "-remote",
        "example.org",
        *damaged,
    ):
        with pytest.raises(ElshiError, match="no address on the web"):
            outside.browser(wrong, {"BROWSER": "true"})


def test_programs_that_are_not_there() -> None:
    with pytest.raises(ElshiError, match="set PAGER"):
        outside.pager({"PAGER": "no-such-pager -R"})
    with pytest.raises(ElshiError, match="there is no command"):
        outside.split("  ")
    with pytest.raises(ElshiError, match="no-such-program"):
        outside.pipe(["no-such-program"], "")


def test_what_is_piped_arrives_and_is_answered(tmp_path: Path) -> None:
    code = "import sys; t = sys.stdin.buffer.read().decode(); print(t.upper()); print('e', file=sys.stderr); sys.exit(3)"
    assert outside.pipe([sys.executable, "-X", "utf8", "-c", code], "елші") == (3, "ЕЛШІ\ne\n")


def test_a_program_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "LONGEST", 0.1)
    with pytest.raises(ElshiError, match="took longer"):
        outside.pipe([sys.executable, "-c", "import time; time.sleep(60)"], "")


def test_the_name_of_a_file_says_its_format() -> None:
    assert format_of(Path("a/timeline.JSON")) == "json"
    with pytest.raises(ElshiError, match=r"end the name with \.json"):
        format_of(Path("timeline.doc"))
