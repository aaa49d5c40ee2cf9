"""The dashboard without a terminal: press keys, read the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.events import Key
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

from tui.app import ElshiApp
from tui.lookup import Desk
from tui.screens.main import REST, MainScreen
from tui.screens.working import Keeper


class Driver:
    """A running dashboard."""

    def __init__(self, pilot: Pilot[Any], main: MainScreen) -> None:
        self.pilot = pilot
        self.main = main

    async def press(self, *keys: str) -> None:
        """Press keys as fast as a terminal sends them, and wait until the panes have followed."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            character = key if len(key) == 1 else key_to_character(key)
            self.pilot.app.post_message(Key(name, character))
        await self.settle()

    async def settle(self) -> None:
        await self.pilot.pause(REST * 1.5)
        await self.pilot.pause()

    async def finish(self) -> None:
        """Wait until nothing is done in a thread any more."""
        workers = self.pilot.app.workers
        # It waits for all when there are none to name.
        if ending := [worker for worker in workers if worker.group != "living"]:
            await workers.wait_for_complete(ending)
        await self.settle()

    async def until(self, happened: Callable[[], bool], seconds: float = 20.0) -> None:
        """Wait for something that comes by itself."""
        for _ in range(int(seconds / 0.05)):
            if happened():
                return
            await self.pilot.pause(0.05)
        raise AssertionError(f"it did not happen:\n{self.text}")

    async def type(self, text: str) -> None:
        """Type into the bottom line."""
        await self.press(*text)

    @property
    def lines(self) -> list[str]:
        """What the screen shows."""
        screen = self.pilot.app.screen
        return ["".join(segment.text for segment in line) for line in screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def status(self) -> str:
        return self.lines[-1].strip()

    def styled(self, style: str) -> list[str]:
        """Stretches of the article that are drawn in a style, line by line."""
        pane = self.main.article
        top = pane.scroll_offset.y
        lines = range(top, min(top + pane.size.height, pane.line_count()))
        return [piece.text for line in lines for piece in pane.pieces(line) if style in piece.styles]


@asynccontextmanager
async def driving(
    desk: Desk, size: tuple[int, int] = (80, 24), *, keeper: Keeper | None = None, **options: Any
) -> AsyncIterator[Driver]:
    app = ElshiApp(**options)
    app.desk, app.keeper = desk, keeper
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        main = app.screen
        assert isinstance(main, MainScreen)
        yield Driver(pilot, main)
