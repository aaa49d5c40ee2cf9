"""What every pane is made of: lines drawn when they come into view, and a cursor over items of one or more lines.

Only Line API widgets hold 100,000 rows. These ask for no line that is not on screen, and repaint the two items that
a cursor leaves and enters, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

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
from tui.wording import told_parts

WHEEL = 3
"""Lines for one click of the wheel."""


class Piece(NamedTuple):
    """Some text of a line, as it came from outside, and the names of the styles it is drawn in."""

    text: str
    styles: tuple[str, ...] = ()


class Lines(ScrollView, can_focus=False, inherit_bindings=False):
    """A scrolling pane of lines. Subclasses say how many there are and what is in them.

    Styles are component classes named ``lines--NAME``.
    """

    ALLOW_SELECT = False
    CORNERED = False
    """Whether the border has a corner at the right, in most layouts."""

    def __init__(self, id_: str | None, title: str = "") -> None:
        super().__init__(id=id_)
        self._fitted = Size(0, 0)
        self._fitting = False
        self._title = title
        self._cornered = self.CORNERED
        self._drawn: dict[tuple[tuple[str, ...], Style | None], Style] = {}
        self._draw_title()

    def line_count(self) -> int:
        """How many lines there are at the present width."""
        raise NotImplementedError

    def pieces(self, line: int) -> Iterable[Piece]:
        """What stands on a line."""
        raise NotImplementedError

    def over(self, _line: int) -> Style | None:
        """The style that goes over all of a line."""
        return None

    def reveal(self) -> None:
        """Bring what the pane stands at into the window."""

    # Drawing.

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines of the window; at a new size they are wrapped and scrolled first, so that nothing is drawn twice."""
        self._drawn.clear()
        if self.size != self._fitted:
            self._fitting = True
            self._count_lines()
            self.reveal()
            self._fitting = False
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window."""
        width, line = self.size.width, self.scroll_offset.y + y
        if line >= self.line_count():
            return Strip.blank(width, self._style_of((), None))
        over = self.over(line)
        pieces = ((visible(text), self._style_of(styles, over)) for text, styles in self.pieces(line))
        segments = [Segment(text, style) for text, style in pieces if text]
        return Strip(segments).adjust_cell_length(width, self._style_of((), over)).simplify()

    def _style_of(self, names: tuple[str, ...], over: Style | None) -> Style:
        style = self._drawn.get((names, over))
        if style is None:
            named = (self.get_component_rich_style(f"lines--{name}", partial=True) for name in names)
            style = self._drawn[names, over] = sum((*named, over or Style.null()), start=self.rich_style)
        return style

    def reflow(self) -> None:
        """Count the lines again and draw them all; those of a pane that is not on show when it comes up."""
        if not self.size.width:
            self._fitted = Size(0, 0)
            return
        self._count_lines()
        self.refresh()

    def _count_lines(self) -> None:
        # As a reactive it would lay out the whole screen again; without scrollbars there is nothing to lay out.
        self._fitted = self.size
        self.set_reactive(ScrollView.virtual_size, Size(self.size.width, self.line_count()))
        self.show_from(self.scroll_offset.y)

    # The title.

    def entitle(self, title: str) -> None:
        """Set what stands on the border above the lines."""
        if title != self._title:
            self._title = title
            self._draw_title()

    def on_resize(self, _: Resize) -> None:
        """Another layout can have other corners."""
        cornered = bool(self.styles.border_right[0])
        if cornered != self._cornered:
            self._cornered = cornered
            self._draw_title()

    def _draw_title(self) -> None:
        # Textual keeps a blank between a title and a corner, but none between a title and the end.
        self.border_title = Content(f" {printable(told_parts(self._title))}{'' if self._cornered else ' '}")

    # Scrolling.

    def show_from(self, line: int) -> None:
        """Make a line the first of the window, as far as the number of lines allows."""
        top = max(0, min(line, self.virtual_size.height - self.size.height))
        if top != self.scroll_offset.y:
            self.set_reactive(ScrollView.scroll_y, top)
            self.set_reactive(ScrollView.scroll_target_y, top)
            if not self._fitting:
                self.refresh(self.size.region)

    def on_mouse_scroll_down(self) -> None:
        """Scroll by the wheel."""
        self.show_from(self.scroll_offset.y + WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Scroll by the wheel."""
        self.show_from(self.scroll_offset.y - WHEEL)

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

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor"}

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """Index of the item under the cursor."""
    lean = False
    """Jump half a window when the cursor leaves it: a line that carries few bytes then seldom carries a whole window."""

    @dataclass
    class Clicked(Message):
        """An item was clicked; the cursor is on it."""

        list: ItemList

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
        """Put the cursor on an item and bring it into the window."""
        self.cursor = item
        self.reveal()

    def move_to(self, item: int) -> None:
        """Put the cursor on the nearest item there is."""
        if self.item_count():
            self.place_cursor(max(0, min(item, self.item_count() - 1)))

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
            self.post_message(self.Clicked(self))
