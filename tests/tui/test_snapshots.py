"""Pictures of the dashboard as it was when somebody looked at it. ``ELSHI_SNAPSHOTS=write`` takes new ones, to be looked at again."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.tui.desks import SUMMIT, HandMade, article, small, span
from tests.tui.driving import driving
from tests.tui.test_languages import desk
from timeline.model import Evidence, Timeline
from tui.lookup import Desk
from tui.themes import Choice
from tui.wording import speak

PICTURES = Path(__file__).parent / "snapshots"
KK = (
    "Екі ел басшысы Аляскада кездесті.",
    "Аляскадағы кездесу",
    "Келіссөз үш сағатқа созылды. Тараптар уағдаластыққа келмеді.",
)
ZH = (
    "两国总统在阿拉斯加会晤。",
    "阿拉斯加峰会",
    "会谈持续了三个小时，双方未能就停火达成协议，但同意继续对话。" * 4,
)
AR = (
    "التقى رئيسا البلدين في ألاسكا.",
    "قمة ألاسكا",
    "استمرت المحادثات ثلاث ساعات ولم يتوصل الجانبان إلى اتفاق على وقف إطلاق النار. " * 4,
)


def telling(lang: str, proof: str, title: str, more: str) -> Desk:
    """One event, told by one article."""
    told = article(lang, lang, "2025-08-16", "Sample Wire", title, proof, more)
    start, end = span(told.text, proof)
    evidence = [Evidence(article=lang, start=start, end=end, text=proof)]
    event = replace(
        SUMMIT, evidence=evidence, articles=[lang], quotes=[], languages=[lang], sources=1, summary=proof
    )
    return HandMade(Timeline(events=[event]), {lang: told})


def pictured(svg: str) -> str:
    """A picture without what differs though the screen is the same: fonts, and names made of what is drawn."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return re.sub(r"terminal-\d+", "terminal", svg)


@pytest.mark.parametrize(
    ("name", "desk", "size", "theme", "keys"),
    [
        ("small", small(), (60, 16), "dark", ()),
        ("usual", small(), (80, 24), "dark", ()),
        ("roomy", small(), (120, 40), "light", ("v", "3", "j")),
        ("wide", small(), (200, 60), "contrast", ("2", "]")),
        ("sixteen-colours", small(), (80, 24), "ansi", ("j", "3")),
        ("kazakh", telling("kk", *KK), (80, 24), "dark", ("2",)),
        ("chinese", telling("zh", *ZH), (80, 24), "dark", ("2",)),
        ("arabic", telling("ar", *AR), (80, 24), "dark", ("2",)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_the_dashboard_looks_as_it_did(
    name: str, desk: Desk, size: tuple[int, int], theme: Choice, keys: Sequence[str], terminal: None
) -> None:
    await look(name, desk, size, theme, keys)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("NO_COLOR", "SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")


async def look(name: str, desk: Desk, size: tuple[int, int], theme: Choice, keys: Sequence[str]) -> None:
    """Compare what is on the screen with the picture of that name."""
    async with driving(desk, size, theme=theme, lean=False) as driver:
        await driver.press(*keys)
        seen = pictured(driver.pilot.app.export_screenshot(title="elshi"))
    kept = PICTURES / f"{name}.svg"
    if os.environ.get("ELSHI_SNAPSHOTS") == "write":
        PICTURES.mkdir(exist_ok=True)
        kept.write_text(seen, encoding="utf-8")
    assert seen == kept.read_text(encoding="utf-8"), (
        f"look at it with ELSHI_SNAPSHOTS=write, then at {kept.name}"
    )


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize(("page", "keys"), [("usual", ("j",)), ("why", ("j", "w"))])
async def test_the_dashboard_in_other_languages_looks_as_it_did(
    lang: str, page: str, keys: Sequence[str], terminal: None
) -> None:
    speak(lang)
    try:
        await look(f"{lang}-{page}", desk(), (80, 24), "dark", keys)
    finally:
        speak("en")
