"""The article: its text with evidence, dates and quotes marked, scrolled to what is selected."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from timeline.model import Article, ArticleRef
from tui.lookup import Mark
from tui.state import State
from tui.text import is_right_to_left
from tui.widgets.lines import Lines, Piece
from tui.wrap import Wrapped, cells, wrap

GUTTER = 2
_BEFORE = 3
"""A third of the window stays above the place that is shown."""


class Bars(NamedTuple):
    """What stands in the gutter, one cell each."""

    evidence: str
    """Beside the evidence of the selected event."""
    other: str
    """Beside the evidence of another event."""


BARS = Bars("┃", "┊")
ASCII_BARS = Bars("#", ":")


class Run(NamedTuple):
    """A stretch of text in one style, up to where the next one starts."""

    start: int
    styles: tuple[str, ...]


def runs(marks: Sequence[Mark], event: str | None, current: Mark | None) -> list[Run]:
    """Cut a text where marks start and end.

    Returns:
        Runs in order, the first at 0. The styles of overlapping marks add up, weakest first: evidence of the
        selected event, quotes, dates, the current mark; evidence of other events shows in the gutter alone.
    """
    drawn = [(mark, mark.kind) for mark in marks if mark.kind != "evidence" or event in mark.events]
    edges = sorted({0, *(edge for mark, _ in drawn for edge in mark[:2]), *(current[:2] if current else ())})
    styles: dict[int, set[str]] = {edge: set() for edge in edges}
    for mark, style in drawn:
        for edge in edges[bisect_right(edges, mark.start) - 1 : bisect_right(edges, mark.end - 1)]:
            styles[edge].add(style)
    if current and current.kind != "evidence":
        for edge in edges[bisect_right(edges, current.start) - 1 : bisect_right(edges, current.end - 1)]:
            styles[edge].add("current")
    order = ("evidence", "quote", "date", "current")
    return [Run(edge, tuple(name for name in order if name in styles[edge])) for edge in edges]


def heading(article: ArticleRef | Article | None, place: int | None, of: int) -> str:
    """Which article this is: ``Article 2/5 · source · published · lang``."""
    number = f" {place + 1}/{of}" if place is not None else ""
    if article is None:
        return f"Article{number}"
    source = article.source.name if article.source else None
    facts = (source, article.published[:10], article.lang)
    return " · ".join([f"Article{number}", *(fact for fact in facts if fact)])


class ArticlePane(Lines):
    """One article, in which marks are moved over."""

    CORNERED = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"lines--{name}" for name in ("title", "evidence", "quote", "date", "current", "gutter", "faint")
    }

    def __init__(self, state: State, *, ascii_only: bool = False) -> None:
        super().__init__("article")
        self._bars = ASCII_BARS if ascii_only else BARS
        self._state = state
        self._headline = self._text = ""
        self._runs: list[Run] = []
        self._starts: list[int] = []
        self._evidence: list[Mark] = []
        self._read(state)

    def draw(self, state: State) -> None:
        """Show a state, with what it stands at a third down the window."""
        before, self._state = self._state, state
        if (state.lookup, state.article, state.event, state.mark) == (
            before.lookup,
            before.article,
            before.event,
            before.mark,
        ):
            return
        self._read(state)
        self.reflow()
        if state.article != before.article or state.mark != before.mark:
            self.reveal()

    def _read(self, state: State) -> None:
        lookup = state.lookup
        article = lookup.desk.articles.get(state.article or "") or lookup.references.get(state.article or "")
        self._text = article.text if isinstance(article, Article) else ""
        self._headline = (article.title or "") if article else ""
        marks = lookup.marks(state.article)
        self._evidence = [mark for mark in marks if mark.kind == "evidence"]
        self._runs = runs(marks, state.event, state.mark)
        self._starts = [run.start for run in self._runs]
        tour = state.tour
        place = tour.index(state.article) if state.article in tour else None
        self.entitle(heading(article, place, len(tour)))

    @property
    def _body(self) -> Wrapped:
        return wrap(self._text, max(1, self.size.width - GUTTER - 1))

    @property
    def _head(self) -> Wrapped:
        return wrap(self._headline, max(1, self.size.width - GUTTER - 1))

    @property
    def _above(self) -> int:
        """Lines of title, and the blank one after them, above the text."""
        return len(self._head) + 1 if self._headline else 0

    def line_count(self) -> int:
        """Title and text."""
        return self._above + len(self._body)

    def pieces(self, line: int) -> Iterator[Piece]:
        """A line of title or text, with its gutter."""
        if line >= self._above:
            yield from self._text_line(line - self._above)
        elif line < len(self._head):
            start, end = self._head.span(line)
            lead = self._lead(self._headline, start, end)
            yield Piece(" " * GUTTER + lead + self._headline[start:end], ("title",))

    def _text_line(self, line: int) -> Iterator[Piece]:
        start, end = self._body.span(line)
        yield self._gutter(start, end)
        if lead := self._lead(self._text, start, end):
            yield Piece(lead)
        for index in range(bisect_right(self._starts, start) - 1, bisect_right(self._starts, end)):
            stop = self._starts[index + 1] if index + 1 < len(self._starts) else end
            low, high = max(start, self._starts[index]), min(stop, end)
            if low < high:
                yield Piece(self._text[low:high], self._runs[index].styles)

    def _lead(self, text: str, start: int, end: int) -> str:
        """The blanks before a line, which put it to the right where it is read from there."""
        if not is_right_to_left(text, start):
            return ""
        return " " * (self.size.width - GUTTER - 1 - cells(text[start:end]))

    def _gutter(self, start: int, end: int) -> Piece:
        """A heavy bar beside the evidence of the selected event, a light one beside that of others."""
        beside = [mark for mark in self._evidence if mark.start < end and start < mark.end]
        if any(self._state.event in mark.events for mark in beside):
            return Piece(f"{self._bars.evidence} ", ("gutter",))
        return Piece(f"{self._bars.other} " if beside else "  ", ("faint",))

    def reveal(self) -> None:
        """Scroll so that what is selected stands a third down, or the top when nothing is."""
        if not self.size.width:
            return
        mark = self._state.mark
        line = self._above + self._body.place(mark.start)[0] if mark else 0
        self.show_from(line - self.size.height // _BEFORE)
