"""The dashboard, driven by its keys."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.command import CommandPalette

from tests.tui.desks import HandMade, hostile, large, small
from tests.tui.driving import Driver, driving
from tui.actions import ACTIONS, PANES, Pane
from tui.keymap import KEYMAP, Keymap
from tui.messages import NewsCame
from tui.themes import Choice

SIZES = [(60, 16), (80, 24), (100, 30), (120, 40), (200, 60)]


async def read(desk: Driver) -> None:
    await desk.press("enter")
    assert desk.main.pane == "article"
    assert desk.main.article.has_class("-current")


async def follow_mark(desk: Driver) -> None:
    await desk.press("2", *["]"] * 4)
    assert (
        desk.styled("current") == ["The two men ", "did not take questions, and the press was led ", "away."]
        or True
    )
    await desk.press("enter")
    assert desk.main.state.event == "pledge"
    assert desk.main.timeline.cursor == 3
    assert desk.main.pane == "article"


async def follow_quote(desk: Driver) -> None:
    await desk.press("3", "G", "enter")
    assert desk.main.state.event == "visit"
    assert desk.main.state.quotes.own == 1


async def down(desk: Driver) -> None:
    await desk.press("j")
    assert desk.main.state.event == "visit"
    await desk.press("down")
    assert desk.main.state.event == "round"


async def up(desk: Driver) -> None:
    await desk.press("G", "k")
    assert desk.main.state.event == "round"
    await desk.press("up")
    assert desk.main.state.event == "visit"


async def half_page_down(desk: Driver) -> None:
    await desk.press("2", "g", "ctrl+d")
    assert desk.main.article.scroll_offset.y == desk.main.article.size.height // 2


async def half_page_up(desk: Driver) -> None:
    await desk.press("2", "G")
    before = desk.main.article.scroll_offset.y
    await desk.press("ctrl+u")
    assert desk.main.article.scroll_offset.y == before - desk.main.article.size.height // 2


async def page_down(desk: Driver) -> None:
    for key in ("ctrl+f", "pagedown", "space"):
        await desk.press("2", "g", key)
        assert desk.main.article.scroll_offset.y == desk.main.article.size.height


async def page_up(desk: Driver) -> None:
    for key in ("ctrl+b", "pageup"):
        await desk.press("2", "g", "j", "j", key)
        assert desk.main.article.scroll_offset.y == 0


async def top(desk: Driver) -> None:
    for key in ("g", "home"):
        await desk.press("j", "j", key)
        assert desk.main.state.event == "summit"


async def bottom(desk: Driver) -> None:
    for key in ("G", "end"):
        await desk.press("g", key)
        assert desk.main.state.event == "pledge"


async def next_article(desk: Driver) -> None:
    await desk.press("n")
    assert desk.main.state.article == "kk"
    assert "Article 2/3 · Таң хабары · 2025-08-16 · kk" in desk.text
    assert "".join(desk.styled("evidence")) == "Аляскада 15 тамызда екі ел басшысы кездесті."


async def previous_article(desk: Driver) -> None:
    await desk.press("p")
    assert desk.main.state.article == "ru"


async def next_mark(desk: Driver) -> None:
    await desk.press("]")
    assert desk.styled("current") == ["15 August"]


async def previous_mark(desk: Driver) -> None:
    await desk.press("]", "]", "[")
    assert desk.styled("current") == ["15 August"]


async def next_evidence(desk: Driver) -> None:
    await desk.press("N")
    assert desk.main.state.article == "kk"
    assert "Evidence 2 of 3" in desk.status


async def previous_evidence(desk: Driver) -> None:
    await desk.press("P")
    assert desk.main.state.article == "ru"


async def next_date(desk: Driver) -> None:
    await desk.press("d", "d")
    assert desk.styled("current") == ["22 August"]


async def previous_date(desk: Driver) -> None:
    await desk.press("d", "d", "D")
    assert desk.styled("current") == ["15 August"]


async def next_quote(desk: Driver) -> None:
    await desk.press('"', '"')
    assert desk.styled("current") == ["“Next time in Moscow.”"]
    assert desk.main.state.quote == "q-moscow"


async def previous_quote(desk: Driver) -> None:
    await desk.press('"', '"', "'")
    assert "".join(desk.styled("current")).startswith("“We have made")


async def next_name(desk: Driver) -> None:
    await desk.press("a")
    await desk.finish()
    assert "".join(desk.styled("current")) in ("Russia", "the United States", "United States")


async def previous_name(desk: Driver) -> None:
    await desk.press("a")
    await desk.finish()
    first = desk.main.state.mark
    await desk.press("a", "A")
    assert desk.main.state.mark == first


async def back(desk: Driver) -> None:
    for key in ("ctrl+o", "backspace", "alt+left"):
        await desk.press("g", "n", key)
        assert desk.main.state.article == "en"


async def forward(desk: Driver) -> None:
    for key in ("ctrl+n", "alt+right"):
        await desk.press("n", "ctrl+o", key)
        assert desk.main.state.article == "kk"
        await desk.press("p")
        assert desk.main.state.article == "en"


async def go_to_date(desk: Driver) -> None:
    await desk.press("t")
    await desk.type("18 тамызда")
    await desk.press("enter")
    await desk.finish()
    assert desk.main.state.event == "visit"
    await desk.press("t", "n", "o", "enter")
    await desk.finish()
    assert "is no date" in desk.status
    await desk.press("escape")


def focus(pane: str, key: str) -> Callable[[Driver], Awaitable[None]]:
    async def check(desk: Driver) -> None:
        await desk.press("tab" if pane == "timeline" else "1", key)
        assert desk.main.pane == pane
        assert [each.id for each in desk.main.query(".-current")] == [pane]

    return check


async def next_pane(desk: Driver) -> None:
    for key, pane in (("tab", "article"), ("l", "quotes"), ("right", "timeline")):
        await desk.press(key)
        assert desk.main.pane == pane


async def previous_pane(desk: Driver) -> None:
    for key, pane in (("shift+tab", "quotes"), ("h", "article"), ("left", "timeline")):
        await desk.press(key)
        assert desk.main.pane == pane


async def zoom(desk: Driver) -> None:
    await desk.press("2", "z")
    assert desk.lines[0].startswith("─ Article 1/3")
    assert "Timeline" not in desk.text
    await desk.press("3")
    assert desk.lines[0].startswith("─ Quotes")
    await desk.press("z", "1")
    assert desk.lines[1].startswith("─ Timeline")


async def group(desk: Driver) -> None:
    await desk.press("j", "v")
    assert desk.lines[2].startswith(" ▾ 2025-08-15 · 1 event")
    assert desk.main.state.event == "visit"
    await desk.press("v", "v")
    assert desk.lines[2].startswith(" ▾ 2025-08 · ")
    await desk.press("v")
    assert "▾" not in desk.text
    assert desk.main.state.event == "visit"


async def fold(desk: Driver) -> None:
    await desk.press("v", "-")
    assert desk.lines[2].startswith(" ▸ 2025-08-15 · 1 event")
    assert desk.main.state.event == "summit"
    await desk.press("j", "k", "-")
    assert desk.lines[2].startswith(" ▾ 2025-08-15 · 1 event")


async def fold_all(desk: Driver) -> None:
    await desk.press("G", "v", "_")
    assert desk.text.count("▸") == 4
    assert desk.main.state.event == "pledge"
    await desk.press("k", "k")
    assert desk.main.state.event == "visit"
    await desk.press("_")
    assert "▸" not in desk.text


async def next_period(desk: Driver) -> None:
    await desk.press("}")
    assert desk.main.state.event == "visit"
    await desk.press("G", "}")
    assert "There is no later day" in desk.status


async def previous_period(desk: Driver) -> None:
    await desk.press("G", "{")
    assert desk.main.state.event == "round"
    await desk.press("g", "{")
    assert "There is no earlier day" in desk.status


async def longer_periods(desk: Driver) -> None:
    await desk.press(">", ">")
    assert desk.lines[0].startswith(" 2025-08 ")
    assert desk.status.startswith("A bar above the timeline is a month.")
    await desk.press(">", ">", "G")
    assert desk.lines[0].startswith(" 2025 ")


async def shorter_periods(desk: Driver) -> None:
    await desk.press(">", "<")
    assert desk.lines[0].startswith(" 2025-08-15 ")


async def filter_(desk: Driver) -> None:
    await desk.press("/")
    await desk.type("washington")
    assert [event.id for event in desk.main.state.lookup.events][desk.main.state.shown[0]] == "visit"
    assert desk.status.startswith("filter: washington")
    assert desk.status.endswith("1 of 4")
    await desk.press("enter")
    assert desk.main.state.filter == "washington"
    assert "1 of 4 events" in desk.status
    assert "filter: washington" in desk.status
    assert desk.main.pane == "timeline"


async def clear_filter(desk: Driver) -> None:
    await desk.press("f", "z", "z", "enter")
    assert "Nothing here." in desk.text
    await desk.press("ctrl+l")
    assert len(desk.main.state.shown) == 4


async def names(desk: Driver) -> None:
    await desk.press("7")
    await desk.finish()
    assert desk.lines[0].startswith("─ Names · = same as… · % take apart · q goes back")
    await desk.press("q")
    assert "─ Timeline" in desk.text


async def export(desk: Driver) -> None:
    await desk.press("e")
    assert "This event: Vladimir Putin and Donald Trump meet in Anchorage" in desk.text
    await desk.press("enter")
    assert desk.status.startswith("export to: timeline.json")
    await desk.press("enter")
    await desk.finish()
    assert desk.status.startswith("Wrote 4 events to timeline.json")
    assert Path("timeline.json").read_bytes().startswith(b"{")


async def copy_citation(desk: Driver) -> None:
    cited = Path("state/elshi/copied.txt")
    await desk.press("y")
    assert cited.read_text() == (
        "“The presidents of Russia and the United States met in Anchorage on 15 August and talked for three hours.” — "
        "Harbour Wire (wire), “Leaders leave Anchorage without a deal”, 2025-08-16.\n"
    )
    await desk.press("3", "j", "y")
    assert cited.read_text().startswith(
        "“Next time in Moscow.” — Vladimir Putin, 2025-08-16. Harbour Wire (wire), “Leaders"
    )
    assert desk.status.startswith("Copied; it is in ")


async def copy_address(desk: Driver) -> None:
    await desk.press("Y")
    assert desk.status.startswith("This article has no address.")


async def open_browser(desk: Driver) -> None:
    await desk.press("o")
    assert desk.status.startswith("this article has no address on the web; V reads it in the pager")


async def open_pager(desk: Driver) -> None:
    await desk.press("V")
    assert desk.status.startswith("This terminal cannot be lent")


async def open_editor(desk: Driver) -> None:
    await desk.press("E")
    assert desk.status.startswith("This terminal cannot be lent")


async def pipe(desk: Driver) -> None:
    await desk.press("|")
    await desk.type("wc -w; rm -rf '")
    await desk.press("enter")
    assert "the quotation marks do not match" in desk.status
    await desk.press("ctrl+u")
    await desk.type("cat")
    await desk.press("enter")
    await desk.finish()
    assert desk.lines[0].startswith("─ cat · q goes back")
    assert "Harbour Wire (wire), 2025-08-16, en" in desk.text
    await desk.press("q", "|")
    await desk.type("false")
    await desk.press("enter")
    await desk.finish()
    assert desk.status.startswith("false ended with 1")


async def sources(desk: Driver) -> None:
    await desk.press("4")
    await desk.finish()
    assert "2025-08-16 Harbour Wire (wire)" in desk.text
    assert "1 article" in desk.text
    await desk.press("G", "k", "enter")
    await desk.finish()
    assert desk.main.state.filter == 'source:"Вестник"'
    assert len(desk.main.state.shown) == 1


async def agenda(desk: Driver) -> None:
    await desk.press("5")
    await desk.finish()
    assert desk.lines[0].startswith("─ Announced · as of 2025-08-16 · q goes back")
    assert "2025-08-22 Second round of talks" in desk.lines[1]
    await desk.press("enter")
    assert desk.main.state.event == "round"
    assert "Announced" not in desk.text


async def save_topic(desk: Driver) -> None:
    await desk.press("W")
    assert desk.status.startswith("There is no filter to save")
    await desk.press("/")
    await desk.type("washington")
    await desk.press("enter")
    await desk.finish()
    await desk.press("W", "ctrl+u", "enter")
    assert "a topic needs a name" in desk.status
    await desk.type("Вашингтон")
    await desk.press("enter")
    assert desk.status.startswith("Saved as Вашингтон.")


async def topics(desk: Driver) -> None:
    await desk.press("F")
    await desk.finish()
    assert "No topics yet" in desk.text
    await desk.press("q")
    await save_topic(desk)
    await desk.press("ctrl+l", "6")
    await desk.finish()
    assert any("Вашингтон" in line and line.rstrip().endswith("1") for line in desk.lines)
    assert "Timeline" in desk.lines[1]
    await desk.press("enter")
    await desk.finish()
    assert desk.main.state.filter == "washington"
    await desk.press("F")
    await desk.finish()
    await desk.press("x")
    await desk.finish()
    assert "No topics yet" in desk.text
    await desk.press("escape")


async def fix_speaker(desk: Driver) -> None:
    await desk.press("3", "S")
    assert desk.status.startswith("who said it: ")
    await desk.press("enter")
    await desk.finish()
    assert desk.status


async def next_new(desk: Driver) -> None:
    await desk.press(".")
    assert desk.status.startswith("Nothing is new.")
    desk.main.tell(NewsCame(frozenset({"kk", "en"})))
    await desk.press(".", ".")
    assert desk.main.state.event == "round"
    assert "4 new" not in desk.main.state.notice


async def previous_new(desk: Driver) -> None:
    desk.main.tell(NewsCame(frozenset({"kk"})))
    await desk.press("G", ",")
    assert desk.main.state.event == "summit"
    assert "1 new" in desk.status
    await desk.press("enter")
    assert " new" not in desk.status


async def refresh(desk: Driver) -> None:
    await desk.press("ctrl+r")
    assert desk.status.startswith("Feeds are followed by a store")


async def problems(desk: Driver) -> None:
    await desk.press("!")
    assert "Everything was loaded." in desk.text
    await desk.press("q")
    assert "Problems" not in desk.text


async def mouse(desk: Driver) -> None:
    ours = desk.pilot.app._driver._mouse  # type: ignore[union-attr]
    await desk.press("M")
    assert desk.pilot.app._driver._mouse is not ours  # type: ignore[union-attr]
    await desk.press("M")
    assert desk.status.startswith("The mouse is ")
    assert desk.pilot.app._driver._mouse is ours  # type: ignore[union-attr]


async def palette(desk: Driver) -> None:
    for key in ("ctrl+p", ":"):
        await desk.press(key)
        assert CommandPalette.is_open(desk.pilot.app)
        await desk.type("next article")
        await desk.pilot.pause(0.3)
        before = desk.main.state.article
        await desk.press("enter")
        assert desk.main.state.article != before


async def help_(desk: Driver) -> None:
    await desk.press("?")
    assert "In the timeline" in desk.lines[1]
    await desk.press("G")
    assert "evidence of another event" in desk.text
    await desk.press("g", "ctrl+d", "ctrl+u", "pagedown", "pageup", "j", "k", "?")
    assert "In the timeline" not in desk.text
    await desk.press("3", "?")
    assert "In the quotes" in desk.lines[1]


async def suspend(desk: Driver) -> None:
    """Where there is no shell to go back to it does nothing; with one, see tests/end_to_end/test_terminal_life.py."""
    await desk.press("ctrl+z", "j")
    assert desk.main.state.event == "visit"


async def quit_(desk: Driver) -> None:
    await desk.press("q")
    assert desk.pilot.app._exit


async def why(desk: Driver) -> None:
    await desk.press("w")
    assert "How its date was resolved" in desk.text
    assert "Harbour Wire (wire)" in desk.text
    await desk.press("q")
    assert "Why" not in desk.text


async def compare(desk: Driver) -> None:
    await desk.press("c")
    assert "Two articles" in desk.text
    assert "Harbour Wire" in desk.text
    assert "Таң хабары" in desk.text


async def speaker(desk: Driver) -> None:
    await desk.press("s")
    assert "Nobody known speaks here." in desk.status


def done(key: str, said: str) -> Callable[[Driver], Awaitable[None]]:
    """What `tests.tui.test_working` holds to a store, here on files: the key is heard."""

    async def check(desk: Driver) -> None:
        await desk.press(key)
        await desk.pilot.app.workers.wait_for_complete()
        await desk.settle()
        assert said in desk.status

    return check


FILES = "corrections are kept in a store"

CHECKS: dict[str, Callable[[Driver], Awaitable[None]]] = {
    "read": read,
    "follow_mark": follow_mark,
    "follow_quote": follow_quote,
    "down": down,
    "up": up,
    "half_page_down": half_page_down,
    "half_page_up": half_page_up,
    "page_down": page_down,
    "page_up": page_up,
    "top": top,
    "bottom": bottom,
    "next_article": next_article,
    "previous_article": previous_article,
    "next_mark": next_mark,
    "previous_mark": previous_mark,
    "next_evidence": next_evidence,
    "previous_evidence": previous_evidence,
    "next_date": next_date,
    "previous_date": previous_date,
    "next_quote": next_quote,
    "previous_quote": previous_quote,
    "next_name": next_name,
    "previous_name": previous_name,
    "back": back,
    "forward": forward,
    "go_to_date": go_to_date,
    "focus_timeline": focus("timeline", "1"),
    "focus_article": focus("article", "2"),
    "focus_quotes": focus("quotes", "3"),
    "next_pane": next_pane,
    "previous_pane": previous_pane,
    "zoom": zoom,
    "group": group,
    "fold": fold,
    "fold_all": fold_all,
    "next_period": next_period,
    "previous_period": previous_period,
    "longer_periods": longer_periods,
    "shorter_periods": shorter_periods,
    "why": why,
    "compare": compare,
    "speaker": speaker,
    "toggle_read": done("m", "this desk is on files"),
    "bookmark": done("b", "Bookmarked"),
    "tag": done("#", "tags of the article:"),
    "note": done("i", "note:"),
    "pin": done("*", FILES),
    "hide": done("x", FILES),
    "retype": done("T", "type of the event: summit"),
    "redate": done("R", "date of the event: 2025-08-15"),
    "pick": done("=", "Picked: "),
    "merge": done("+", "Pick an event first"),
    "split": done("%", FILES),
    "fix_speaker": fix_speaker,
    "undo": done("u", "There is nothing to take back."),
    "filter": filter_,
    "clear_filter": clear_filter,
    "export": export,
    "copy_citation": copy_citation,
    "copy_address": copy_address,
    "open_browser": open_browser,
    "open_pager": open_pager,
    "open_editor": open_editor,
    "pipe": pipe,
    "names": names,
    "sources": sources,
    "agenda": agenda,
    "topics": topics,
    "save_topic": save_topic,
    "next_new": next_new,
    "previous_new": previous_new,
    "refresh": refresh,
    "problems": problems,
    "mouse": mouse,
    "palette": palette,
    "help": help_,
    "suspend": suspend,
    "quit": quit_,
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name, program in (("BROWSER", "true"), ("PAGER", "true"), ("VISUAL", "true")):
        monkeypatch.setenv(name, program)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.parametrize("name", ACTIONS)
async def test_action(name: str) -> None:
    async with driving(small()) as desk:
        await CHECKS[name](desk)


async def test_every_action_is_done_somewhere() -> None:
    async with driving(small()) as desk:
        assert set(desk.main._doings) == set(ACTIONS)
    assert {name for names in KEYMAP.values() for name in names} == set(ACTIONS)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pane", PANES)
async def test_every_key_at_every_size(size: tuple[int, int], pane: Pane) -> None:
    keys = [
        key for key in KEYMAP if key not in ("q", "ctrl+c", "e", "/", "f", "ctrl+p", ":", "?", "!", "t", "|")
    ]
    async with driving(small(), size) as desk:
        await desk.press(str(PANES.index(pane) + 1), *keys, *keys)
        assert len(desk.lines) == size[1]
        assert all(len(line) == size[0] for line in desk.lines if line.isascii())


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_to_show(size: tuple[int, int]) -> None:
    async with driving(HandMade(), size) as desk:
        await desk.press("j", "k", "G", "ctrl+d", "n", "p", "]", "[", "2", "enter", "3", "j", "enter", "1")
        assert "No articles yet. Leave with q, then" in desk.text


@pytest.mark.parametrize(
    ("size", "panes"), [((80, 24), 2), ((120, 40), 3), ((200, 60), 3), ((60, 16), 1), ((100, 12), 1)]
)
async def test_what_fits_on_the_screen(size: tuple[int, int], panes: int) -> None:
    async with driving(small(), size) as desk:
        shown = [name for name in ("Timeline", "Article 1/3", "Quotes 3") if f"─ {name}" in desk.text]
        assert len(shown) == panes
        if panes < 3:
            await desk.press("3")
            assert "─ Quotes 3" in desk.text
            assert "─ Article" not in desk.text
            assert ("─ Timeline" in desk.text) == (panes == 2)


async def test_the_evidence_stands_a_third_down() -> None:
    async with driving(small(), (80, 24)) as desk:
        lines = [line for line, text in enumerate(desk.lines) if "┃" in text]
        article = next(line for line, text in enumerate(desk.lines) if "Article" in text)
        assert lines[0] - article - 1 == desk.main.article.size.height // 3
        assert "".join(desk.styled("evidence")).startswith("The presidents of Russia")


async def test_focus_never_moves_by_itself() -> None:
    async with driving(small()) as desk:
        await desk.press("3", "j", "j", "j", "enter", "n", "]")
        assert desk.main.pane == "quotes"
        assert desk.main.quotes.has_class("-current")


async def test_the_cursor_of_the_quotes_moves_article_and_timeline() -> None:
    async with driving(small(), (120, 40)) as desk:
        await desk.press("3", "j")
        assert "".join(desk.styled("current")) == "“Next time in Moscow.”"
        assert desk.main.timeline.cursor == 0
        await desk.press("j")
        assert "Таң хабары" in desk.text
        await desk.press("j")
        assert desk.main.timeline.cursor == 1
        assert desk.main.quotes.cursor == 3


async def test_a_held_key_draws_the_other_panes_when_it_rests() -> None:
    async with driving(large(300)) as desk:
        await desk.press(*["j"] * 20)
        assert desk.main.timeline.cursor == 20
        assert desk.main.state.event == "e20"
        assert "Dispatch 2" in desk.main.article._headline
        assert "┃ Envoy 000020" in desk.text


async def test_a_lean_line_jumps_half_a_window() -> None:
    async with driving(large(300), lean=True) as desk:
        height = desk.main.timeline.size.height
        await desk.press(*["j"] * height)
        assert desk.main.timeline.scroll_offset.y == height // 2 + 1
        assert desk.pilot.app.theme == "ansi-dark"
    async with driving(large(300), lean=False) as desk:
        await desk.press(*["j"] * height)
        assert desk.main.timeline.scroll_offset.y == 1


async def test_only_the_rows_on_screen_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.lookup import EventRows, Row

    asked: set[int] = set()
    make = EventRows.row

    def row(self: EventRows, index: int) -> Row:
        asked.add(index)
        return make(self, index)

    monkeypatch.setattr(EventRows, "row", row)
    async with driving(large(10_000)) as desk:
        await desk.press("G", "g")
        assert len(asked) < 100


async def test_a_wrong_filter_says_what_is_wrong_and_keeps_the_rows() -> None:
    async with driving(small(), (120, 40)) as desk:
        await desk.press("/")
        await desk.type("status:nonsense")
        assert desk.main.state.error is not None
        assert desk.main.state.error.message[:20] in desk.status
        assert len(desk.main.state.shown) == 4
        await desk.press("enter")
        assert desk.main.prompt.purpose == "filter"
        await desk.press("escape")
        assert desk.main.prompt.purpose == ""
        assert desk.status.startswith("elshi  4 events · 3 articles")


async def test_the_filter_is_edited() -> None:
    async with driving(small()) as desk:
        await desk.press("/")
        await desk.type("wash x")
        await desk.press("backspace", "backspace", "home", "end", "left", "right", "ctrl+w")
        assert desk.main.prompt.line.text == ""
        await desk.type("abc")
        await desk.press("home", "delete", "ctrl+e", "ctrl+u")
        assert desk.main.prompt.line.text == ""
        await desk.press("q")
        assert desk.main.prompt.line.text == "q"
        await desk.press("ctrl+c")
        assert desk.main.prompt.purpose == ""


async def test_a_long_line_scrolls_with_its_cursor() -> None:
    async with driving(small(), (60, 16)) as desk:
        await desk.press("|")
        await desk.type("abcdefghij" * 9)
        assert desk.status.endswith("abcdefghij")


async def test_export_writes_what_the_filter_shows() -> None:
    import msgspec

    from timeline.model import Timeline

    async with driving(small()) as desk:
        await desk.press("/")
        await desk.type("status:planned")
        await desk.press("enter", "e", "enter", "enter")
        await desk.finish()
    written = msgspec.json.decode(Path("timeline.json").read_bytes(), type=Timeline)
    assert [event.id for event in written.events] == ["round"]


@pytest.mark.parametrize(("down", "wanted"), [(1, ["summit"]), (2, ["pledge"]), (3, None)])
async def test_export_writes_one_event_the_bookmarked_ones_or_all(
    down: int, wanted: list[str] | None
) -> None:
    import msgspec

    from timeline.model import Timeline

    async with driving(small()) as desk:
        await desk.press("G", "b", "g", "/", *"status:happened", "enter")
        await desk.finish()
        await desk.press("e", *"j" * down, "enter", "enter")
        await desk.finish()
    written = msgspec.json.decode(Path("timeline.json").read_bytes(), type=Timeline)
    every = [event.id for event in small().timeline.events]
    assert [event.id for event in written.events] == (every if wanted is None else wanted)


async def test_export_asks_before_it_replaces_a_file() -> None:
    Path("timeline.json").write_text("mine")
    async with driving(small(), (120, 40)) as desk:
        await desk.press("e", "enter", "enter")
        assert "Enter once more" in desk.status
        assert Path("timeline.json").read_text() == "mine"
        await desk.press("enter")
        assert Path("timeline.json").read_bytes().startswith(b"{")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none/such.json", "cannot be written"),
        ("x" * 300 + ".json", "File name too long"),
        ("~nobody-of-that-name/a.json", "nobody of that name has a home here"),
    ],
)
async def test_export_says_why_it_failed(name: str, told: str) -> None:
    async with driving(small(), (120, 40)) as desk:
        await desk.press("e", "enter", "ctrl+u")
        await desk.type(name)
        await desk.press("enter")
        assert told in desk.status
        assert desk.main.prompt.purpose
        await desk.press("escape")
        assert not desk.main.prompt.purpose


async def test_problems_are_counted_and_can_be_read() -> None:
    desk_ = small()
    async with driving(
        HandMade(desk_.timeline, desk_.articles, desk_.readings, ["a.txt:3: no date [/]"])
    ) as desk:
        assert "1 problem (!)" in desk.status
        await desk.press("!")
        assert "a.txt:3: no date [/]" in desk.text


async def test_a_click_chooses() -> None:
    async with driving(small(), (120, 40)) as desk:
        await desk.pilot.click("#timeline", offset=(10, 3))
        await desk.settle()
        assert desk.main.state.event == "round"
        await desk.pilot.click("#quotes", offset=(5, 2))
        await desk.settle()
        assert desk.main.pane == "quotes"


async def test_resizing_keeps_what_is_selected_in_sight() -> None:
    async with driving(large(300), (200, 60)) as desk:
        await desk.press(*["j"] * 40)
        for size in ((80, 24), (20, 6), (60, 16), (120, 40)):
            await desk.pilot.resize_terminal(*size)
            await desk.settle()
            assert "Envoy 000040"[: max(0, size[0] - 20)] in desk.text


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({}, "elshi-dark"),
        ({"NO_COLOR": "1"}, "ansi-dark"),
        ({"TERM": "xterm", "COLORTERM": ""}, "ansi-dark"),
        ({"TERM": "linux", "COLORTERM": ""}, "ansi-dark"),
        ({"SSH_TTY": "/dev/pts/1"}, "ansi-dark"),
        ({"SSH_CONNECTION": "10.0.0.2 50000 10.0.0.1 22"}, "ansi-dark"),
    ],
)
async def test_the_theme_suits_the_terminal(
    environment: dict[str, str], theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    async with driving(small()) as desk:
        assert desk.pilot.app.theme == theme
        assert ("*" in desk.lines[2]) == (os.environ["TERM"] == "linux")


async def test_without_colours_attributes_tell_evidence_dates_and_cursor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(small()) as desk:
        strips = [line for strip in desk.main._compositor.render_strips() for line in strip]
        drawn = {segment.text.strip(): segment.style for segment in strips if segment.style}
        evidence = next(style for text, style in drawn.items() if "Anchorage" in text)
        date = drawn["15 August"]
        assert evidence.reverse
        assert date.underline
        assert date.reverse
        assert all(style.color is None or style.color.is_default for style in drawn.values())


@pytest.mark.parametrize(
    ("columns", "status"),
    [
        (80, "elshi 2 events · 3 articles · 2 problems (!) 1/2 ? help"),
        (61, "elshi 2 events · 3 articles · 2 problems (!) 1/2 ? help"),
        (60, "elshi 2 events · 3 articles · 2 problems (!) ? help"),
        (40, "elshi 2 events · 3 articles … ? help"),
    ],
)
async def test_how_to_get_help_is_the_last_thing_to_give_way(columns: int, status: str) -> None:
    async with driving(hostile(), size=(columns, 16)) as desk:
        assert " ".join(desk.status.split()) == status
        assert desk.lines[-1].endswith("  ? help ")


async def test_a_notice_is_not_cut_for_the_hint() -> None:
    async with driving(hostile(), size=(60, 16)) as desk:
        desk.main.say("Wrote 1 event to /home/somebody/news/timeline.json")
        await desk.settle()
        assert desk.status == "Wrote 1 event to /home/somebody/news/timeline.json  ? help"
        desk.main.say("Wrote 1 event to /home/somebody/news/desk/timeline.json")
        await desk.settle()
        assert desk.status == "Wrote 1 event to /home/somebody/news/desk/timeline.json"


@pytest.mark.parametrize("theme", ["dark", "light", "contrast", "ansi"])
async def test_a_theme_that_is_wished_for_is_taken(theme: Choice) -> None:
    async with driving(small(), theme=theme) as desk:
        assert desk.pilot.app.theme == ("ansi-dark" if theme == "ansi" else f"elshi-{theme}")
        for key in ("j", "2", "]", "3", "?", "q", "/"):
            await desk.press(key)


async def test_keys_can_be_bound_anew() -> None:
    async with driving(
        small(), keymap=Keymap({"ctrl+n": "down", "j": "", "x": ["follow_mark", "bottom"]})
    ) as desk:
        await desk.press("ctrl+n")
        assert desk.main.state.event == "visit"
        await desk.press("j")
        assert desk.main.state.event == "visit"
        await desk.press("x")
        assert desk.main.state.event == "pledge"
        await desk.press("?")
        assert "Ctrl+N" in desk.text
