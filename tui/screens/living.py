"""The dashboard while it is left open: feeds are asked in the background, and what comes into the store shows up.

The cursor stays where it is, and nothing is drawn unless something came.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, TypeAlias

from storage.errors import ElshiError, StoreError
from tui.messages import NewsCame
from tui.wording import counted

if TYPE_CHECKING:
    from storage.watching.refreshing import Arrival
    from tui.following import Follower, News
    from tui.own import Records
    from tui.screens.main import MainScreen

Arrivals: TypeAlias = "Callable[..., AsyncGenerator[Arrival, None]]"

LOOK = 2.0
"""Seconds between two looks at the file of the store."""
PATIENCE = 60.0
"""Seconds that the news of the start wait for a timeline that is being caught up with."""
REST = 0.1
SETTLE = 0.5
"""Seconds after which the first look is taken: the start belongs to the panes."""


class Living:
    """Follows the store for as long as the screen is there."""

    def __init__(self, screen: MainScreen, follower: Follower) -> None:
        self._screen, self._follower = screen, follower
        self._feeds: asyncio.Task[None] | None = None
        self._came = asyncio.Event()
        self._opened = False
        self._asking = False

    def start(self, run: Callable[[Coroutine[Any, Any, None]], object]) -> None:
        """Begin; ``run`` runs a coroutine beside everything else, and cancels it at the end."""
        run(self._follow())

    async def _follow(self) -> None:
        try:
            await asyncio.sleep(SETTLE)
            opened = await self._ask(self._follower.opened)
            self._opened = opened is not None
            await self._catch_up()
            self._follower.shown(getattr(self._screen.state.lookup.desk, "change", None))
            if opened and opened.added:
                self._screen.tell(NewsCame(opened.added, opening=not self._screen.touched))
            while True:
                if self._follower.subscribed and self._feeds is None:
                    self._feeds = asyncio.create_task(self._ask_feeds())
                await self._rest()
                news = await self._ask(self._follower.look)
                if news:
                    await self._take(news)
        finally:
            if self._feeds:
                self._feeds.cancel()

    async def _catch_up(self) -> None:
        """What is new cannot be selected before the timeline tells of it."""
        for _ in range(int(PATIENCE / REST)):
            if not getattr(self._screen.state.lookup.desk, "behind", 0):
                return
            await asyncio.sleep(REST)

    async def _take(self, news: News) -> None:
        if news.marked:
            await self._screen.work.reread()
        changed = (news.changed or news.corrected) and await self._screen.work.reload()
        if changed and news.corrected:
            self._screen.say("Something was set right elsewhere.")
        if news.added:
            self._screen.tell(NewsCame(news.added))
            self._screen.say(f"{counted(len(news.added), 'article')} came in.")

    async def _rest(self) -> None:
        """Until the next look, or until a feed has brought something."""
        try:
            await asyncio.wait_for(self._came.wait(), LOOK)
        except TimeoutError:
            return
        self._came.clear()

    async def _ask(self, look: Callable[[], News]) -> News | None:
        try:
            return await asyncio.to_thread(look)
        except StoreError:  # it is being moved or mended; the next look will tell
            return None

    async def _ask_feeds(self) -> None:
        """Ask the feeds when they are due. Failures are not worth a line: the sources tell how each of them fares."""
        try:
            arrivals, allowed = await asyncio.to_thread(_prepared)
        except ElshiError as error:
            self._screen.say(str(error))
            return
        async with aclosing(
            arrivals(self._follower.url, allow_private=allowed, tell=self._screen.say)
        ) as coming:
            async for arrival in coming:
                self._heard(arrival)

    def _heard(self, arrival: Arrival) -> None:
        if arrival.ids:
            self._came.set()

    def looked(self) -> Records:
        """What to keep when the person leaves, so that the next time tells what is new since."""
        return self._follower.looked() if self._opened else {}

    # On request.

    def refresh(self) -> None:
        """Ask all feeds now, unless that is being done."""
        self._screen.say("Asking the feeds…")
        if not self._asking:
            self._asking = True
            self._screen.run_worker(self._refresh(), group="refresh")

    async def _refresh(self) -> None:
        try:
            await self._ask_now()
        finally:
            self._asking = False

    async def _ask_now(self) -> None:
        from storage.watching.lock import Watched
        from tui.following import ask_now

        await self._pause_feeds()
        try:
            asked, failed = await ask_now(self._follower.url)
        except Watched:
            self._screen.say(
                "Another elshi watches this store and asks the feeds; what it finds shows up here."
            )
            return
        except ElshiError as error:
            self._screen.say(str(error))
            return
        self._came.set()
        self._screen.say(
            f"Asked {counted(asked, 'feed')}{f', {failed} failed' if failed else ''}."
            if asked
            else "No feeds are followed: 'elshi sources add URL' follows one."
        )

    async def _pause_feeds(self) -> None:
        """Give up the watch on the store; the next look takes it again."""
        if self._feeds:
            self._feeds.cancel()
            await asyncio.wait([self._feeds])
            self._feeds = None


def _prepared() -> tuple[Arrivals, list[str]]:
    """In a thread: the code that speaks to the network takes a while to load."""
    from storage.watching.watch import arrivals
    from tui.config import load_config

    return arrivals, load_config().allow_private
