"""The quotes: who said what beside the evidence, first those of the event, then the rest of the article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import ClassVar

from timeline.model import Quote, QuoteKind
from tui.lookup import NO_QUOTES
from tui.state import State
from tui.text import is_right_to_left
from tui.widgets.lines import ItemList, Piece
from tui.wording import told
from tui.wrap import cells, wrap

INDENT = 2
SIGNS: Mapping[QuoteKind, str] = {"direct": "❝", "indirect": "≈"}
ASCII_SIGNS: Mapping[QuoteKind, str] = {"direct": '"', "indirect": "~"}


def introduction(quote: Quote) -> str:
    """Who speaks, and by which words: ``Vladimir Putin · деп қосты``."""
    speaker = quote.speaker.name if quote.speaker else told("Unknown speaker")
    return f"{speaker} · {quote.cue}" if quote.cue else speaker


def one_line(text: str) -> str:
    """A quote without the line breaks of its article; the pane wraps it anew."""
    return " ".join(text.split())


class QuotesPane(ItemList):
    """The quotes beside the article. Each item is an introduction, the words, and a blank line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--speaker", "lines--faint", "lines--words"}

    def __init__(self, state: State, *, ascii_only: bool = False) -> None:
        super().__init__("quotes")
        self._signs = ASCII_SIGNS if ascii_only else SIGNS
        self._list = NO_QUOTES
        self._quotes: list[Quote] = []
        self._edges: list[int] = [0]
        self._edges_width = 0
        self._read(state)

    def draw(self, state: State) -> None:
        """Show a state: another list, or the cursor on another quote of this one."""
        if state.quotes != self._list:
            self._read(state)
            self.reflow()
        self.place_cursor(self._place(state))

    def _place(self, state: State) -> int:
        return state.quotes.ids.index(state.quote) if state.quote in state.quotes.ids else 0

    def _read(self, state: State) -> None:
        self._list = state.quotes
        self._quotes = [state.lookup.quotes[quote] for quote in state.quotes.ids]
        self._edges_width = 0
        self.set_reactive(QuotesPane.cursor, self._place(state))
        others = len(self._quotes) - self._list.own
        self.entitle(f"Quotes {self._list.own}{f' + {others}' if others else ''}")

    def _wrap(self, text: str) -> list[str]:
        wrapped = wrap(text, max(1, self.size.width - INDENT - 1))
        return [text[slice(*wrapped.span(line))] for line in range(len(wrapped))]

    def _item(self, item: int) -> list[Piece]:
        quote = self._quotes[item]
        strength = ("words",) if item < self._list.own else ("faint",)
        lead, *more = self._wrap(introduction(quote))
        said = [f"{self._signs[quote.kind]} {lead}", *(" " * INDENT + line for line in more)]
        text = one_line(quote.text)
        words = [self._placed(line, right=is_right_to_left(text)) for line in self._wrap(text)]
        return [
            *(Piece(line, ("speaker",)) for line in said),
            *(Piece(line, strength) for line in words),
            Piece(""),
        ]

    def _placed(self, line: str, *, right: bool) -> str:
        """A line below its introduction, or at the right where it is read from there."""
        return " " * (self.size.width - 1 - cells(line) if right else INDENT) + line

    def _starts(self) -> list[int]:
        """First line of each item, and the line after the last one."""
        if self._edges_width != self.size.width or not self._edges_width:
            heights = (len(self._item(item)) for item in range(len(self._quotes)))
            self._edges = [0, *accumulate(heights)]
            self._edges_width = self.size.width
        return self._edges

    def line_count(self) -> int:
        """Lines of all quotes, and one to say that there is none."""
        return self._starts()[-1] or 1

    def item_count(self) -> int:
        """One item for each quote."""
        return len(self._quotes)

    def item_lines(self, item: int) -> range:
        """The lines of a quote, without the blank one after it."""
        starts = self._starts()
        return range(starts[item], starts[item + 1] - 1)

    def item_at(self, line: int) -> int | None:
        """The quote that a line belongs to."""
        item = bisect_right(self._starts(), line) - 1
        return item if item < len(self._quotes) else None

    def pieces(self, line: int) -> Iterator[Piece]:
        """A line of a quote."""
        item = self.item_at(line)
        if item is None:
            yield Piece(told(" No quotes."), ("faint",))
        else:
            yield self._item(item)[line - self._starts()[item]]
