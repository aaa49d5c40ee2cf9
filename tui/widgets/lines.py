"""What every pane is made of: lines drawn when they come into view, and a cursor over items of one or more lines.

Only Line API widgets hold 100,000 rows. These ask for no line that is not on screen, and repaint the two items that
a cursor leaves and enters, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.text import printable, visible


class Piece(NamedTuple):
    """Some text of a line, as it came from outside, and the names of the styles it is drawn in."""

    text: str
    styles: tuple[str, ...] = ()


class Lines(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling pane of lines. Subclasses say how many there are and what is in them.

    Styles are component classes named ``lines--NAME``.
    """

    ALLOW_SELECT = False
    _title = ""

    def line_count(self) -> int:
        """How many lines there are at the present width."""
        raise NotImplementedError

    def pieces(self, line: int) -> Iterable[Piece]:
        """What stands on a line."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window."""
        width, line = self.size.width, self.scroll_offset.y + y
        if line >= self.line_count():
            return Strip.blank(width, self.rich_style)
        over = self.over(line)
        segments = [
            Segment(visible(piece.text), self._style_of(piece.styles, over))
            for piece in self.pieces(line)
            if piece.text
        ]
        return Strip(segments).adjust_cell_length(width, self._style_of((), over)).simplify()

    def over(self, _line: int) -> Style | None:
        """The style that goes over all of a line."""
        return None

    def _style_of(self, names: tuple[str, ...], over: Style | None) -> Style:
        style = self.rich_style
        for name in names:
            style += self.get_component_rich_style(f"lines--{name}", partial=True)
        return style if over is None else style + over

    def reflow(self) -> None:
        """Count the lines again and draw them all."""
        if self.size.width:
            # As a reactive it would lay out the whole screen again; without scrollbars there is nothing to lay out.
            self.set_reactive(ScrollView.virtual_size, Size(self.size.width, self.line_count()))
            self.show_from(self.scroll_offset.y)
            self.refresh()

    def reveal(self) -> None:
        """Bring what the pane stands at into the window."""

    def on_resize(self, _: Resize) -> None:
        """Wrap the lines anew."""
        self._draw_title()
        self.reflow()
        self.reveal()

    def entitle(self, title: str) -> None:
        """Set what stands on the border above the lines."""
        if title != self._title:
            self._title = title
            self._draw_title()

    def _draw_title(self) -> None:
        """Textual keeps a blank between a title and a corner, but none between a title and the end."""
        kind, _ = self.styles.border_right
        self.border_title = Content(f" {printable(self._title)}{'' if kind else ' '}")

    def show_from(self, line: int) -> None:
        """Make a line the first of the window, as far as the number of lines allows."""
        self.scroll_to(y=max(0, line), animate=False, immediate=True, force=True)

    def steps(self, share: float) -> int:
        """How many lines a share of the window is, at least one."""
        return int(share * self.size.height) or (1 if share > 0 else -1)

    def move(self, by: int) -> None:
        """Go on by so many lines."""
        self.show_from(self.scroll_offset.y + by)

    def page(self, share: float) -> None:
        """Go on by a share of the window."""
        self.move(self.steps(share))

    def top(self) -> None:
        """Go to the start."""
        self.show_from(0)

    def bottom(self) -> None:
        """Go to the end."""
        self.show_from(self.line_count())


class ItemList(Lines):
    """Lines that make up items, with a cursor on one of them."""

    COMPONENT_CLASSES = frozenset({"lines--cursor"})

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """Index of the item under the cursor."""
    lean = False
    """Jump half a window when the cursor leaves it: a line that carries few bytes then seldom carries a whole window."""

    @dataclass
    class Moved(Message):
        """The person moved the cursor."""

        list: ItemList

        @property
        def control(self) -> ItemList:
            """The list, for handlers that select by it."""
            return self.list

    def item_count(self) -> int:
        """How many items there are."""
        raise NotImplementedError

    def item_lines(self, item: int) -> range:
        """The lines of an item."""
        return range(item, item + 1)

    def item_at(self, line: int) -> int | None:
        """The item that a line belongs to."""
        return line if line < self.item_count() else None

    def over(self, line: int) -> Style | None:
        """The cursor."""
        if self.cursor < self.item_count() and line in self.item_lines(self.cursor):
            return self.get_component_rich_style("lines--cursor", partial=True)
        return None

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the item that the cursor left and the one it entered."""
        if self.size.width:
            self._repaint(
                line for item in (old, new) if item < self.item_count() for line in self.item_lines(item)
            )

    def _repaint(self, lines: Iterable[int]) -> None:
        top, (width, height) = self.scroll_offset.y, self.size
        regions = [Region(0, line - top, width, 1) for line in lines if 0 <= line - top < height]
        if regions:
            self.refresh(*regions)

    def reveal(self) -> None:
        """Scroll as little as shows the item under the cursor, or half a window for a lean line."""
        if not (self.size.width and self.cursor < self.item_count()):
            return
        lines, top, height = self.item_lines(self.cursor), self.scroll_offset.y, self.size.height
        spare = height // 2 if self.lean else 0
        if lines.start < top:
            self.show_from(lines.start - spare)
        elif lines.stop > top + height:
            self.show_from(min(lines.start, lines.stop - height + spare))

    def place_cursor(self, item: int) -> None:
        """Put the cursor on an item because the state says so; tells nobody."""
        self.cursor = item
        self.reveal()

    def move_to(self, item: int) -> None:
        """Put the cursor on the nearest item there is because the person says so, and tell."""
        item = max(0, min(item, self.item_count() - 1))
        if self.item_count() and item != self.cursor:
            self.place_cursor(item)
            self.post_message(self.Moved(self))

    def move(self, by: int) -> None:
        """Go on by so many items."""
        self.move_to(self.cursor + by)

    def page(self, share: float) -> None:
        """Go on by a share of the window, at least by one item."""
        if not self.item_count():
            return
        step = self.steps(share)
        line = max(0, min(self.item_lines(self.cursor).start + step, self.line_count() - 1))
        aim = self.item_at(line)
        self.move_to(self.cursor + (1 if step > 0 else -1) if aim in (None, self.cursor) else aim or 0)

    def top(self) -> None:
        """Go to the first item."""
        self.move_to(0)

    def bottom(self) -> None:
        """Go to the last item."""
        self.move_to(self.item_count() - 1)

    def on_click(self, event: Click) -> None:
        """Go to the item that was clicked."""
        at = event.get_content_offset(self)
        item = self.item_at(self.scroll_offset.y + at.y) if at else None
        if item is not None:
            self.move_to(item)
