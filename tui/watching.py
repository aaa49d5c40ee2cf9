"""``elshi watch``: one process that asks feeds, tells of alerts, and ends when it is told to."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress

import msgspec

from storage.errors import ElshiError, StoreError
from storage.loading.addresses import allowed_hosts
from storage.loading.http import Door
from storage.store import Store, open_store
from storage.watching.alerting import Alerting
from storage.watching.findings import Finding
from storage.watching.lock import watch_of
from storage.watching.refreshing import Arrival, utc_now
from storage.watching.rules import Rule, load_rules
from storage.watching.schedule import Bounds
from storage.watching.subscriptions import load
from storage.watching.watch import watch
from tui.asking import FAILURE, OK, PARTIAL, tell_of
from tui.cli import INTERRUPTED
from tui.config import TITLE_LANG, Config, load_config
from tui.output import data, talk
from tui.paths import alerts_file
from tui.plain import print_text


def keep_watch(url: str, *, once: bool, every: Bounds | None, as_json: bool) -> int:
    """Keep watch on a store until a signal ends it, or for one round; the exit code.

    Raises:
        ElshiError: somebody else does already, or the settings, the alert rules or the store are not as they should be.
    """
    config, rules = load_config(), load_rules(alerts_file())
    with watch_of(url), open_store(url) as store:
        for notice in store.notices:
            talk(notice)
        if not load(store):
            talk("no sources are followed yet; 'elshi sources add URL' follows one")
        return asyncio.run(_Watch(store, config, rules, once=once, every=every, as_json=as_json).run())


class _Watch:
    """A watch and what it has said so far."""

    def __init__(
        self,
        store: Store,
        config: Config,
        rules: list[Rule],
        *,
        once: bool,
        every: Bounds | None,
        as_json: bool,
    ) -> None:
        self._store = store
        self._config = config
        self._rules = rules
        self._once = once
        self._every = every
        self._as_json = as_json
        self._code: int | None = None
        self._reload = False
        self._woken = asyncio.Event()
        self._failing: dict[str, str] = {}
        self._online = True
        self._well = self._badly = 0
        self._broken = False

    async def run(self) -> int:
        """Keep watch; the exit code."""
        task = asyncio.current_task()
        loop = asyncio.get_running_loop()

        def end(code: int) -> None:
            self._code = code
            if task:
                task.cancel()

        loop.add_signal_handler(signal.SIGTERM, end, OK)
        loop.add_signal_handler(signal.SIGINT, end, INTERRUPTED)
        loop.add_signal_handler(signal.SIGHUP, self._ask_reload)
        beating = asyncio.create_task(_beat())
        try:
            await self._rounds()
        except asyncio.CancelledError:
            if self._code is None:
                raise
            return self._code
        finally:
            beating.cancel()
            _notify("STOPPING=1")
        if self._broken:
            return FAILURE
        return OK if not self._badly else PARTIAL if self._well else FAILURE

    async def _rounds(self) -> None:
        _notify("READY=1")
        while True:
            self._reload = False
            async with Door(allow_private=allowed_hosts(self._config.allow_private)) as door:
                await self._watch_through(door)
            if not self._reload:
                return
            self._load_again()

    async def _watch_through(self, door: Door) -> None:
        alerting = Alerting(
            self._store,
            door,
            line=self._line,
            bell=_ring,
            talk=talk,
            clock=utc_now,
            title_lang=self._config.title_lang or TITLE_LANG,
        )

        async def check() -> None:
            await alerting.check(self._rules)

        await self._guarded(alerting.settle)
        await self._guarded(check)
        arriving = watch(
            self._store, door, self._wait, every=self._every, tell=self._store_trouble, after=check
        )
        async with aclosing(arriving):
            async for arrival in arriving:
                self._tell(arrival)

    async def _guarded(self, work: Callable[[], Awaitable[object]]) -> None:
        try:
            await work()
        except StoreError as error:
            self._store_trouble(str(error))

    async def _wait(self, seconds: float) -> bool:
        if self._once:
            return False
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), seconds)
        return not self._reload

    def _ask_reload(self) -> None:
        self._reload = True
        self._woken.set()

    def _load_again(self) -> None:
        """Settings and rules anew; those that are wrong are told of, and the former ones stay."""
        self._woken.clear()
        try:
            self._config, self._rules = load_config(), load_rules(alerts_file())
            talk(f"settings and {len(self._rules)} alert rules loaded again")
        except ElshiError as error:
            talk(f"{error}; the former ones stay in force")

    def _store_trouble(self, message: str) -> None:
        self._broken = True
        talk(message)

    def _line(self, finding: Finding, at: str) -> None:
        if self._as_json:
            data(msgspec.json.encode(finding.payload(at)) + b"\n")
        else:
            print_text(f"{at[:16].replace('T', ' ')}  {finding.rule}: {finding.message}")
            sys.stdout.flush()

    def _tell(self, arrival: Arrival) -> None:
        """A line for what is new, and one for what goes otherwise than the last time."""
        if arrival.failure:
            self._badly += 1
        else:
            self._well += 1
        self._tell_weather(arrival)
        if arrival.ids:
            talk(f"{arrival.name}: {len(arrival.added)} new, {len(arrival.updated)} changed")
        before = self._failing.pop(arrival.key, None)
        if arrival.failure:
            self._failing[arrival.key] = arrival.failure.message
        if arrival.failure is None and before:
            talk(f"{arrival.name}: it is there again")
        elif arrival.moved or (arrival.failure and arrival.online and arrival.failure.message != before):
            feed = load(self._store).get(arrival.key)
            if feed:
                tell_of(arrival, feed)

    def _tell_weather(self, arrival: Arrival) -> None:
        if arrival.online != self._online:
            self._online = arrival.online
            talk(
                "the network is there again" if self._online else "no network; trying again every few minutes"
            )


async def _beat() -> None:
    """Tell systemd that the event loop turns, as often as it asks for that."""
    micros = os.environ.get("WATCHDOG_USEC", "")
    if micros.isdigit() and int(micros):
        while True:
            _notify("WATCHDOG=1")
            await asyncio.sleep(int(micros) / 2e6)


def _notify(state: str) -> None:
    """Tell systemd, if it started us (sd_notify)."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address[:1] in ("/", "@"):
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.connect(f"\0{address[1:]}" if address.startswith("@") else address)
            sender.send(state.encode())


def _ring() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\a")
        sys.stderr.flush()
