"""Everything a person can do in the dashboard: one registry that keys, palette and help are made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

Pane: TypeAlias = Literal["timeline", "article", "quotes"]
PANES: tuple[Pane, ...] = ("timeline", "article", "quotes")


class Action(NamedTuple):
    """One thing to do. The screen does it in a method ``do_NAME``."""

    name: str
    pane: Pane | None
    """The pane in which its keys work; None for all."""
    help: str
    """What it does, as an imperative sentence without a full stop."""

    @property
    def title(self) -> str:
        """The name as people read it."""
        return self.name.replace("_", " ")

    def works_in(self, pane: Pane) -> bool:
        """Whether its keys work in a pane."""
        return self.pane in (None, pane)


ACTIONS: Mapping[str, Action] = {
    action.name: action
    for action in (
        Action("read", "timeline", "Go to the article that proves the event"),
        Action("follow_mark", "article", "Select the event of the marked date, quote or evidence"),
        Action("follow_quote", "quotes", "Select the event of the quote"),
        Action("down", None, "Move one line, event or quote down"),
        Action("up", None, "Move one line, event or quote up"),
        Action("half_page_down", None, "Move half a page down"),
        Action("half_page_up", None, "Move half a page up"),
        Action("page_down", None, "Move a page down"),
        Action("page_up", None, "Move a page up"),
        Action("top", None, "Go to the first line"),
        Action("bottom", None, "Go to the last line"),
        Action("next_article", None, "Show the next article that tells of the event"),
        Action("previous_article", None, "Show the previous article that tells of the event"),
        Action("next_evidence", None, "Show the next sentence that proves the event"),
        Action("previous_evidence", None, "Show the previous sentence that proves the event"),
        Action("next_date", None, "Go to the next date in the article"),
        Action("previous_date", None, "Go to the previous date in the article"),
        Action("next_quote", None, "Go to the next quote in the article"),
        Action("previous_quote", None, "Go to the previous quote in the article"),
        Action("next_name", None, "Go to the next name in the article"),
        Action("previous_name", None, "Go to the previous name in the article"),
        Action("back", None, "Go back to where the last jump started"),
        Action("forward", None, "Go forward again"),
        Action("go_to_date", None, "Go to a date, typed in any of the ten languages"),
        Action("next_mark", None, "Go to the next date, quote or evidence of the article"),
        Action("previous_mark", None, "Go to the previous date, quote or evidence of the article"),
        Action("focus_timeline", None, "Go to the timeline"),
        Action("focus_article", None, "Go to the article"),
        Action("focus_quotes", None, "Go to the quotes"),
        Action("next_pane", None, "Go to the next pane"),
        Action("previous_pane", None, "Go to the previous pane"),
        Action("zoom", None, "Give the pane the whole screen, or its place back"),
        Action(
            "next_period",
            None,
            "Go to the next day, week, month or year, whatever a bar above the timeline is",
        ),
        Action(
            "previous_period", None, "Go to the previous day, week, month or year in which there is something"
        ),
        Action("longer_periods", None, "Let a bar above the timeline be a longer time: week, month, year"),
        Action("shorter_periods", None, "Let a bar above the timeline be a shorter time: month, week, day"),
        Action("group", None, "Group the events by day, week or month, or not at all"),
        Action("fold", "timeline", "Fold the group, or unfold it"),
        Action("fold_all", "timeline", "Fold all groups, or unfold them"),
        Action("why", None, "Read why the event stands here: its date, who reports it, what became of it"),
        Action("compare", None, "Set two articles about the event side by side"),
        Action("speaker", None, "Read all that the speaker of the quote said, or who takes part first"),
        Action("toggle_read", None, "Mark the event as unread, or as read"),
        Action("bookmark", None, "Bookmark the event, or take its bookmark away"),
        Action("tag", None, "Tag the article; #tag finds it again"),
        Action("note", None, "Write a note beside the event"),
        Action("pin", None, "Mark the event as one that matters"),
        Action("hide", None, "Leave the event out of the timeline"),
        Action("retype", None, "Give the event another type"),
        Action("redate", None, "Give the event another date, or none"),
        Action("pick", None, "Pick the event, to be merged with another"),
        Action("merge", None, "Make one event of the picked one and this one"),
        Action("split", None, "Make an event of its own of what the article tells"),
        Action("fix_speaker", None, "Say who said the quote"),
        Action("undo", None, "Take the last change back"),
        Action("filter", None, "Filter the events as you type"),
        Action("clear_filter", None, "Show all events again"),
        Action("export", None, "Write events to a file: those on show, this one, the bookmarked ones or all"),
        Action(
            "copy_citation", None, "Copy the quote, or the sentence that proves the event, with its source"
        ),
        Action("copy_address", None, "Copy the address of the article"),
        Action("open_browser", None, "Open the article in the browser"),
        Action("open_pager", None, "Read the article in the pager"),
        Action("open_editor", None, "Open a copy of the article in the editor"),
        Action("pipe", None, "Give the article to another program and read what it answers"),
        Action("names", None, "List who is named, to make two names one person or to take one apart"),
        Action("sources", None, "List who reports, with kind and country"),
        Action("agenda", None, "List what is announced, with what is overdue"),
        Action("topics", None, "List the saved topics, with counts"),
        Action("save_topic", None, "Save the filter as a topic"),
        Action("next_new", None, "Go to the next event that is new"),
        Action("previous_new", None, "Go to the previous event that is new"),
        Action("refresh", None, "Ask the followed feeds now"),
        Action("problems", None, "Read what could not be loaded"),
        Action("mouse", None, "Leave the mouse to the terminal, to select and copy with it, or take it back"),
        Action("palette", None, "Find an action by name"),
        Action("help", None, "Read what the keys do"),
        Action("suspend", None, "Go back to the shell for a while; fg brings elshi back"),
        Action("quit", None, "Leave elshi"),
    )
}
