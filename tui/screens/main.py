"""The dashboard: three panes that show one selection, and the line at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.events import Click, Key, Paste
from textual.screen import Screen
from textual.timer import Timer

from tui.actions import PANES, Pane
from tui.keeping import NoKeeper
from tui.keymap import DEFAULT, Keymap
from tui.lookup import Desk, Lookup, Mark
from tui.messages import (
    ArticleTurned,
    EventSeen,
    EvidenceTurned,
    HistoryTurned,
    MarkFollowed,
    MarkTurned,
    Message,
    NewTurned,
    QuoteChosen,
    QuoteFollowed,
    RowChosen,
)
from tui.periods import Period
from tui.screens.asking import Question
from tui.screens.listing import Listing
from tui.screens.living import Living
from tui.screens.naming import Naming
from tui.screens.paging import Paging
from tui.screens.seeking import Seeking
from tui.screens.working import Keeper, Work
from tui.state import opening, reduce
from tui.widgets.article import ArticlePane
from tui.widgets.density import Density
from tui.widgets.lines import ItemList, Lines, Piece
from tui.widgets.menu import MenuPane
from tui.widgets.page import TextPane
from tui.widgets.prompt import Outcome, Prompt
from tui.widgets.quotes import QuotesPane
from tui.widgets.timeline import TimelinePane
from tui.wording import counted, told

if TYPE_CHECKING:
    from tui.screens.giving import Giving

HELD = 0.1
"""Messages that follow each other within so many seconds come from a key that is held down."""
REST = 0.08
"""Seconds of silence after which the other panes follow a held key."""
FOLLOW = 0.01
"""Seconds after which the other panes follow a key that was pressed once: its own pane is drawn before them."""
HINT = "? help"
MOVING = {"down", "up", "half_page_down", "half_page_up", "page_down", "page_up", "top", "bottom"}
"""Actions that work in a text over the panes."""
GIVING = (
    "export",
    "copy_citation",
    "copy_address",
    "open_browser",
    "open_pager",
    "open_editor",
    "pipe",
)
"""Actions of `tui.screens.giving`."""
CLOSING = {
    "quit",
    "help",
    "problems",
    "why",
    "compare",
    "speaker",
    "names",
    "sources",
    "agenda",
    "topics",
    "read",
    "previous_pane",
}
"""Actions that lead from a text back to the panes."""


class MainScreen(Screen[None], inherit_bindings=False):
    """Takes keys, changes the state, has the panes draw it."""

    AUTO_FOCUS = ""
    """Nothing ever has Textual's focus: keys that are typed fast would overtake each other on the way through widgets."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-middle"), (100, "-roomy"), (160, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012

    def __init__(
        self,
        desk: Desk,
        *,
        lean: bool = False,
        ascii_only: bool = False,
        keymap: Keymap = DEFAULT,
        keeper: Keeper | None = None,
    ) -> None:
        super().__init__(classes="-at-timeline")
        self.state = opening(Lookup(desk))
        self.pane: Pane = "timeline"
        self.timeline = TimelinePane(self.state, ascii_only=ascii_only)
        self.article = ArticlePane(self.state, ascii_only=ascii_only)
        self.quotes = QuotesPane(self.state, ascii_only=ascii_only)
        self.density = Density(self.state, ascii_only=ascii_only)
        self.prompt = Prompt()
        self.panes: Mapping[Pane, Lines] = dict(
            zip(PANES, (self.timeline, self.article, self.quotes), strict=True)
        )
        self.timeline.lean = self.quotes.lean = lean
        self.ascii_only = ascii_only
        self.keymap = keymap
        self.work = Work(self, keeper or NoKeeper(), partial(self.run_worker, group="work"))
        follower = keeper.follower() if keeper else None
        self._living = Living(self, follower) if follower else None
        self.touched = False
        """Whether a key was pressed yet."""
        self.seeking, self.paging = Seeking(self), Paging(self)
        self._doings = self._make_doings()
        self._told = 0.0
        self._timer: Timer | None = None
        self._question: Question | None = None
        self._giving: Giving | None = None
        self._names: tuple[str, tuple[Mark, ...]] = ("", ())
        self._page: Lines | None = None
        self._draw_status()

    def compose(self) -> ComposeResult:
        """The histogram, the panes and the line."""
        yield self.density
        yield from self.panes.values()
        yield self.prompt

    def on_mount(self) -> None:
        """Say what is on show."""
        self._go_to("timeline")
        self.work.load()
        if behind := getattr(self.state.lookup.desk, "behind", 0):
            self.say(f"Catching up with {counted(behind, 'change')}…")
            self.run_worker(self.work.reload(), group="work")
        if self._living:
            self._living.start(partial(self.run_worker, group="living"))

    def on_unmount(self) -> None:
        """Remember how far the person has seen the store."""
        if self._living:
            self.work.keep_last("read", self._living.looked())

    # What the person does.

    def on_key(self, event: Key) -> None:
        """Do what the key asks for in this pane, or give it to the prompt."""
        event.stop()
        event.prevent_default()
        self.touched = True
        if not self.is_current:
            self._pass_on(event)
        elif self.prompt.purpose and event.key == "tab":
            self._complete()
        elif self.prompt.purpose:
            self._edited(self.prompt.take(event.key, event.character))
        elif self._page:
            self._turn_page(self._page, event)
        elif action := self.keymap.action_for(event.key, event.character, self.pane):
            self.perform(action.name)

    def on_paste(self, event: Paste) -> None:
        """Put what is pasted into the prompt."""
        event.stop()
        if self.prompt.purpose:
            self._edited(self.prompt.insert(event.text))

    def _pass_on(self, event: Key) -> None:
        """A key that was typed before the palette came up is meant for it."""
        above = self.app.screen
        (above.focused or above).post_message(Key(event.key, event.character))

    def _turn_page(self, page: Lines, event: Key) -> None:
        action = self.keymap.action_for(event.key, event.character, "timeline")
        if isinstance(page, MenuPane) and page.take(event.key, action.name if action else None):
            return
        if event.key == "escape" or (action and action.name in CLOSING):
            self.close_page()
        elif action and action.name in MOVING:
            self.perform(action.name)

    def perform(self, name: str) -> None:
        """Do an action of the registry."""
        self._doings[name]()

    def _make_doings(self) -> Mapping[str, Callable[[], None]]:
        """Name of each action -> what is done."""
        return {
            "read": self._read,
            "follow_mark": partial(self.tell, MarkFollowed()),
            "follow_quote": partial(self.tell, QuoteFollowed()),
            "down": partial(self._move, 1),
            "up": partial(self._move, -1),
            "half_page_down": partial(self._page_by, 0.5),
            "half_page_up": partial(self._page_by, -0.5),
            "page_down": partial(self._page_by, 1),
            "page_up": partial(self._page_by, -1),
            "top": self._top,
            "bottom": self._bottom,
            "next_article": partial(self.tell, ArticleTurned(1)),
            "previous_article": partial(self.tell, ArticleTurned(-1)),
            "next_mark": partial(self.tell, MarkTurned(1)),
            "previous_mark": partial(self.tell, MarkTurned(-1)),
            "focus_timeline": partial(self._go_to, "timeline"),
            "focus_article": partial(self._go_to, "article"),
            "focus_quotes": partial(self._go_to, "quotes"),
            "next_pane": partial(self._go_by, 1),
            "previous_pane": partial(self._go_by, -1),
            "zoom": self._zoom,
            "next_period": partial(self._turn_period, 1),
            "previous_period": partial(self._turn_period, -1),
            "longer_periods": partial(self._zoom_periods, 1),
            "shorter_periods": partial(self._zoom_periods, -1),
            "group": self._group,
            "fold": self.timeline.fold,
            "fold_all": self.timeline.fold_all,
            "next_evidence": partial(self.tell, EvidenceTurned(1)),
            "previous_evidence": partial(self.tell, EvidenceTurned(-1)),
            "next_date": partial(self.tell, MarkTurned(1, "date")),
            "previous_date": partial(self.tell, MarkTurned(-1, "date")),
            "next_quote": partial(self.tell, MarkTurned(1, "quote")),
            "previous_quote": partial(self.tell, MarkTurned(-1, "quote")),
            "next_name": partial(self._turn_name, 1),
            "previous_name": partial(self._turn_name, -1),
            "back": partial(self.tell, HistoryTurned(-1)),
            "forward": partial(self.tell, HistoryTurned(1)),
            **self.work.doings(),
            "next_new": partial(self.tell, NewTurned(1)),
            "previous_new": partial(self.tell, NewTurned(-1)),
            "refresh": self._refresh,
            "mouse": self._toggle_mouse,
            "palette": self._show_palette,
            "suspend": self._suspend,
            "quit": self._quit,
            **self.seeking.doings(),
            **Listing(self).doings(),
            **Naming(self).doings(),
            **self.paging.doings(),
            **{name: partial(self._give, name) for name in GIVING},
        }

    def _give(self, name: str) -> None:
        """What hands things on is loaded when first asked for."""
        from tui.screens.giving import Giving

        if self._giving is None:
            self._giving = Giving(self)
        self._giving.doings()[name]()

    def _turn_name(self, step: int) -> None:
        """Names are found by reading the article anew, in a thread."""
        article = self.state.article
        if article is None or self._names[0] == article:
            self.tell(MarkTurned(step, "name", self._names[1] if article else ()))
        else:
            self.run_worker(
                partial(self._find_names, article, step), thread=True, exclusive=True, group="names"
            )

    def _find_names(self, article: str, step: int) -> None:
        marks = self.state.lookup.name_marks(article)
        self.app.call_from_thread(self._found_names, article, marks, step)

    def _found_names(self, article: str, marks: tuple[Mark, ...], step: int) -> None:
        self._names = (article, marks)
        if article == self.state.article:
            self._turn_name(step)

    @on(Click)
    def _clicked(self, event: Click) -> None:
        for pane, widget in self.panes.items():
            if widget is event.widget:
                self._go_to(pane)

    @on(ItemList.Clicked)
    def _chosen(self, event: ItemList.Clicked) -> None:
        self._tell_cursor(event.list)

    def _tell_cursor(self, pane: Lines) -> None:
        """Tell where the cursor of a list is now."""
        if pane is self.timeline and self.timeline.item_count() and self.timeline.row != self.state.row:
            self.tell(RowChosen(self.timeline.row))
        elif pane is self.quotes and self.quotes.item_count():
            self.tell(QuoteChosen(self.quotes.cursor))

    # State and panes.

    def tell(self, message: Message) -> None:
        """Change the state; the panes follow at once, or when a held key rests."""
        self.state = reduce(self.state, message)
        now = monotonic()
        hurried, self._told = now - self._told < HELD, now
        if self._timer:
            self._timer.stop()
        if self.pane == "timeline":
            self.timeline.draw(self.state)
        self._timer = self.set_timer(REST if hurried else FOLLOW, self._draw)

    def say(self, notice: str) -> None:
        """Leave a notice in the bottom line until the next message."""
        self.state = replace(self.state, notice=notice)
        self._draw_status()

    def _draw(self) -> None:
        self.timeline.draw(self.state)
        self.article.draw(self.state)
        self.quotes.draw(self.state)
        self.density.draw(self.state)
        self._draw_status()

    def _draw_status(self) -> None:
        state, desk = self.state, self.state.lookup.desk
        shown, events = len(state.shown), len(state.lookup.events)
        facts = [
            told(f"{shown} of {counted(events, 'event')}") if state.filter else counted(events, "event"),
            counted(len(desk.articles), "article"),
            *([counted(len(state.news), "new")] if state.news else []),
            *([f"{counted(len(desk.problems), 'problem')} (!)"] if desk.problems else []),
        ]
        narrowed = f"   {told('filter')}: {state.filter}" if state.filter else ""
        status = f"elshi  {' · '.join(facts)}{narrowed}"
        place = f"{state.row + 1}/{shown}   " if state.row is not None else ""
        # A notice may be the only place where something is told; what keys there are is on show at all other times.
        hint = told(HINT)
        self.prompt.status(
            told(state.notice) or status, f"{place}{hint}", hint, *([""] if state.notice else [])
        )

    # Panes and focus.

    def _go_to(self, pane: Pane) -> None:
        self.pane = pane
        for name, widget in self.panes.items():
            self.set_class(name == pane, f"-at-{name}")
            widget.set_class(name == pane, "-current")

    def _read(self) -> None:
        self._go_to("article")
        self.work.opened()
        self.tell(EventSeen())

    def _go_by(self, step: int) -> None:
        self._go_to(PANES[(PANES.index(self.pane) + step) % len(PANES)])

    @property
    def _front(self) -> Lines:
        """What the keys that move act on."""
        return self._page or self.panes[self.pane]

    def _move(self, by: int) -> None:
        self._front.move(by)
        self._tell_cursor(self._front)

    def _page_by(self, share: float) -> None:
        self._front.page(share)
        self._tell_cursor(self._front)

    def _top(self) -> None:
        self._front.top()
        self._tell_cursor(self._front)

    def _bottom(self) -> None:
        self._front.bottom()
        self._tell_cursor(self._front)

    def _zoom(self) -> None:
        self.toggle_class("-zoomed")

    def _turn_period(self, step: int) -> None:
        row = self.density.chart.turn(self.state.row or 0, self.density.period, step)
        if row is None:
            self.say(f"There is no {'later' if step > 0 else 'earlier'} {self.density.period} with an event.")
        else:
            self.tell(RowChosen(row))

    @on(Density.Chosen)
    def _period_chosen(self, event: Density.Chosen) -> None:
        self.tell(RowChosen(event.row))

    def _zoom_periods(self, step: int) -> None:
        self.say(f"A bar above the timeline is a {self.density.zoom(step)}.")

    def _group(self) -> None:
        """By day, by week, by month, and not at all."""
        turns: Sequence[Period | None] = (None, "day", "week", "month")
        period = turns[(turns.index(self.timeline.period) + 1) % len(turns)]
        self.timeline.group(period)
        self.say(f"Grouped by {period}." if period else "Not grouped.")

    # What is typed in the bottom line.

    def ask(self, question: Question) -> None:
        """Have something typed."""
        self._question = question
        self.prompt.ask(question.purpose, question.text)

    def _complete(self) -> None:
        text = self.prompt.line.text
        if self._question and (longer := self._question.completed(text)) != text:
            self.prompt.ask(self.prompt.purpose, longer)
            self._question.typed()

    def _edited(self, outcome: Outcome | None) -> None:
        question = self._question
        if question is None or outcome is None:
            return
        if outcome == "typed":
            self.prompt.complain("")
            question.typed()
        elif outcome == "entered":
            question.entered(self.prompt.line.text)
        else:
            self.prompt.close()
            question.cancelled()

    @property
    def as_of(self) -> str | None:
        """The day as of which the timeline is judged, in ISO 8601."""
        return self.state.lookup.as_of

    # Texts over the panes, and the palette.

    def show_page(self, title: str, paragraphs: Sequence[Sequence[Piece]]) -> None:
        """Lay a text over the panes."""
        self.lay_over(TextPane(self.paged(title), paragraphs))

    @staticmethod
    def paged(title: str) -> str:
        """The title of something over the panes."""
        return f"{title} · q goes back"

    def close_page(self) -> None:
        """Go back to the panes."""
        if self._page:
            self._page.remove()
            self._page = None

    def lay_over(self, page: Lines) -> None:
        """Put something over the panes, in place of what lies there."""
        if self._page:
            self._page.remove()
        self._page = page
        page.add_class("page")
        self.mount(page)

    def _show_palette(self) -> None:
        from tui.palette import palette

        self.app.push_screen(palette(self.perform, self.keymap))

    def _toggle_mouse(self) -> None:
        from tui.app import toggle_mouse

        self.say(
            "The mouse is elshi's."
            if toggle_mouse(self.app)
            else "The mouse is the terminal's: it selects and copies."
        )

    def _refresh(self) -> None:
        if self._living:
            self._living.refresh()
        else:
            self.say("Feeds are followed by a store, and this desk is on files.")

    def _suspend(self) -> None:
        self.app.action_suspend_process()

    def _quit(self) -> None:
        self.app.exit()
