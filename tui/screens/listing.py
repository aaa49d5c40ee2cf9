"""Lists over the panes: the sources, the agenda of what is announced, saved topics. They are made in threads."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from storage.errors import ElshiError, QueryError
from timeline.model import ArticleRef, Event
from tui.finding import find
from tui.lookup import Lookup, date_text, title_of
from tui.messages import RowChosen
from tui.screens.asking import Question
from tui.widgets.menu import Entry, MenuPane
from tui.wording import counted, told

if TYPE_CHECKING:
    from tui.own import Records
    from tui.screens.main import MainScreen
    from tui.state import State

TOPICS_WIDTH = 44
"""Cells of the side list."""


class Reporter(NamedTuple):
    """Who reports, and how much."""

    name: str
    about: str
    """Kind and country."""
    articles: int
    latest: str
    """Day of the latest publication."""


def reporters(refs: Sequence[ArticleRef]) -> list[Reporter]:
    """The sources of some articles, those of most articles first."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for ref in refs:
        if ref.source:
            about = ", ".join(filter(None, (told(ref.source.kind or ""), ref.source.country)))
            found[ref.source.name, about].append(ref.published[:10])
    reporting = [Reporter(name, about, len(days), max(days)) for (name, about), days in found.items()]
    return sorted(reporting, key=lambda reporter: (-reporter.articles, reporter.name))


def announced(lookup: Lookup) -> list[Event]:
    """The events that are planned, in order of their days; those without a day come last."""
    return [event for event in lookup.events if event.status == "planned"]


def is_overdue(event: Event, as_of: str | None) -> bool:
    """Whether an announced event should have happened by the day as of which the timeline is judged. Only a mark: its status stays."""
    from timeline.building.calendar import days_of

    days = days_of(event.end or event.date) if event.date else None
    return days is not None and as_of is not None and days.last < dt.date.fromisoformat(as_of)


def quoted(text: str) -> str:
    """A text as one value of a query."""
    return '"' + text.replace('"', " ") + '"'


class Listing:
    """Makes the lists, and does what is chosen in them."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._topics: dict[str, str] = {}
        self._loaded = False

    def doings(self) -> Mapping[str, Callable[[], None]]:
        """Name of each action -> what is done."""
        return {
            "sources": partial(self._make, self._list_sources),
            "agenda": partial(self._make, self._list_agenda),
            "topics": partial(self._make, self._list_topics),
            "save_topic": self._ask_topic,
        }

    def _make(self, make: Callable[[State], MenuPane]) -> None:
        self._screen.run_worker(partial(self._made, make), thread=True, exclusive=True, group="list")

    def _made(self, make: Callable[[State], MenuPane]) -> None:
        """In a thread."""
        try:
            pane = make(self._screen.state)
        except ElshiError as error:
            self._screen.app.call_from_thread(self._screen.say, str(error))
        else:
            self._screen.app.call_from_thread(self._screen.lay_over, pane)

    # Sources.

    def _list_sources(self, state: State) -> MenuPane:
        lookup = state.lookup
        reporting = reporters(list(lookup.references.values()))
        entries = [
            Entry(
                each.latest,
                f"{each.name}{f' ({each.about})' if each.about else ''}",
                counted(each.articles, "article"),
            )
            for each in reporting
        ]
        return MenuPane(
            self._screen.paged("Sources · Enter shows what one reports"),
            entries,
            lambda place: self._seek(f"source:{quoted(reporting[place].name)}"),
            nothing="No article names its source.",
        )

    # The agenda.

    def _list_agenda(self, state: State) -> MenuPane:
        events, as_of = announced(state.lookup), state.lookup.as_of
        overdue = [is_overdue(event, as_of) for event in events]
        entries = [
            Entry(
                date_text(event),
                title_of(event),
                "overdue" if late else f"{event.sources}s",
                ("denied",) if late else (),
            )
            for event, late in zip(events, overdue, strict=True)
        ]
        first = next((place for place, late in enumerate(overdue) if not late), 0)
        title = f"Announced{f' · as of {as_of}' if as_of else ''}{f' · {sum(overdue)} overdue' if any(overdue) else ''}"
        pane = MenuPane(
            self._screen.paged(title),
            entries,
            lambda place: self._go(events[place].id),
            nothing="Nothing is announced.",
        )
        pane.set_reactive(MenuPane.cursor, first)
        return pane

    def _go(self, event: str) -> None:
        self._screen.close_page()
        state = self._screen.state
        place = state.lookup.position.get(event)
        if place is None or not state.shows(event):
            self._screen.say("The filter hides this event; Ctrl+L shows all.")
        else:
            self._screen.tell(RowChosen(list(state.shown).index(place)))

    # Topics.

    def _list_topics(self, state: State) -> MenuPane:
        self._load()
        names = sorted(self._topics)
        entries = [Entry("", name, self._count(self._topics[name], state)) for name in names]
        pane = MenuPane(
            self._screen.paged("Topics"),
            entries,
            lambda place: self._seek(self._topics[names[place]]),
            doings={"hide": lambda place: self._drop(names[place])},
            nothing="No topics yet: filter (/), then W saves it.",
        )
        pane.add_class("side")
        return pane

    @staticmethod
    def _count(query: str, state: State) -> str:
        try:
            found = find(query, state.lookup.desk, state.own)
        except QueryError:
            return "wrong"
        new = len(state.news.intersection(found))
        return f"{len(found)}{f' · {new} new' if new else ''}"

    def _load(self) -> None:
        if not self._loaded:
            self._topics |= self._screen.work.topics()
            self._loaded = True

    def _ask_topic(self) -> None:
        if self._screen.state.filter:
            self._screen.ask(Question("save the filter as", self._save, self._screen.state.filter))
        else:
            self._screen.say("There is no filter to save: / asks for one.")

    def _save(self, name: str) -> None:
        name = " ".join(name.split())
        if not name:
            self._screen.prompt.complain("a topic needs a name")
            return
        query = self._screen.state.filter
        self._topics[name] = query
        self._keep({name: {"query": query}})
        self._screen.prompt.close()
        self._screen.say(f"Saved as {name}. F lists the topics.")

    def _drop(self, name: str) -> None:
        self._topics.pop(name, None)
        self._keep({name: None})
        self._make(self._list_topics)

    def _keep(self, records: Records) -> None:
        self._screen.work.keep("topics", records)

    def _seek(self, query: str) -> None:
        self._screen.close_page()
        self._screen.seeking.seek(query)
