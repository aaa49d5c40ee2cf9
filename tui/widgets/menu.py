"""A list over the panes to choose from: topics, sources, announced events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from tui.widgets.lines import ItemList, Piece
from tui.wording import told, told_parts
from tui.wrap import cells, clip, pad

NO_DOINGS: Mapping[str, Callable[[int], None]] = {}


class Entry(NamedTuple):
    """A line to choose."""

    lead: str
    """Stands before the text, in a column of its own."""
    text: str
    tail: str = ""
    """Stands at the right end."""
    styles: tuple[str, ...] = ()
    """Of lead and tail."""


class MenuPane(ItemList):
    """Entries with a cursor. Enter chooses one; some actions may mean something to the entry at the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"lines--{name}" for name in ("faint", "key", "sign", "denied", "planned", "date")
    }

    def __init__(
        self,
        title: str,
        entries: Sequence[Entry],
        chosen: Callable[[int], None],
        *,
        doings: Mapping[str, Callable[[int], None]] = NO_DOINGS,
        nothing: str = "",
    ) -> None:
        """Show entries.

        Args:
            title: stands on the border.
            entries: what there is to choose from.
            chosen: takes the number of the entry that was chosen.
            doings: name of an action -> what it does here; it takes the number of the entry.
            nothing: stands there when there are no entries.
        """
        super().__init__(None, title)
        self.entries = [entry._replace(lead=told(entry.lead)) for entry in entries]
        self.chosen, self._doings = chosen, doings
        self._nothing = nothing
        self._lead = max((cells(entry.lead) for entry in self.entries), default=0)

    def line_count(self) -> int:
        """One line for each entry, or one that says why there is none."""
        return len(self.entries) or 1

    def item_count(self) -> int:
        """One item for each entry."""
        return len(self.entries)

    def pieces(self, line: int) -> Iterator[Piece]:
        """An entry."""
        if not self.entries:
            yield Piece(f" {told(self._nothing)}", ("faint",))
            return
        entry = self.entries[line]
        tail = f" {told_parts(entry.tail)} " if entry.tail else " "
        room = max(1, self.size.width - self._lead - cells(tail) - 2)
        yield Piece(f" {pad(entry.lead, self._lead)} " if self._lead else " ", entry.styles or ("date",))
        yield Piece(pad(clip(entry.text, room), room))
        yield Piece(tail, entry.styles or ("faint",))

    def take(self, key: str, action: str | None) -> bool:
        """Take a key and the action that it asks for; whether that meant something here."""
        if self.cursor >= len(self.entries):
            return False
        do = self.chosen if key == "enter" else self._doings.get(action or "")
        if do:
            do(self.cursor)
        return do is not None
