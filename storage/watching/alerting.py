"""Telling people and programs of what alert rules find, each thing once.

It is written down that a thing is told before it is told: whoever is killed in between never tells it twice, and says at the next
start what may not have been heard. What a program or a server did not take is offered again.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Literal, TypeAlias

import msgspec

from storage.loading.http import Door, FetchError, Request
from storage.reading_in import read_in
from storage.store import RecordKind, Store
from storage.watching.findings import Finding, find
from storage.watching.refreshing import Clock, in_thread
from storage.watching.rules import Rule
from timeline.building import Builder
from timeline.model import publication_day
from timeline.reading import READER_VERSION

TOLD: RecordKind = "alerts"
POSITION = "position"
"""The record of the last change of the store that was looked at."""
BEFORE, AFTER = dt.timedelta(days=120), dt.timedelta(days=30)
"""How much older or younger than a new article those may be that it is compared with."""
TRIES = 10
COMMAND_SECONDS = 30.0
WEBHOOK_SECONDS = 15.0
_AGAIN = dt.timedelta(minutes=1)
_WEEK = dt.timedelta(days=7)

Month: TypeAlias = int
"""Months since the year 0."""
Way: TypeAlias = Literal["command", "webhook"]


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was told."""

    rule: str
    keys: tuple[str, ...]
    at: str
    message: str
    event: str = ""
    """The id it had."""
    telling: bool = False
    """Begun, and not known to be done."""
    left: tuple[Way, ...] = ()
    """Who did not take it yet."""
    tries: int = 0
    again: str | None = None
    """When to offer it again: an instant."""
    payload: dict[str, Any] = {}
    """What is to be offered again."""


class Alerting:
    """Looks at what came into a store, and tells of it. One for each store and process that keeps watch on it."""

    def __init__(
        self,
        store: Store,
        door: Door,
        *,
        line: Callable[[Finding, str], None],
        bell: Callable[[], None],
        talk: Callable[[str], None],
        clock: Clock,
        title_lang: str = "en",
    ) -> None:
        """Make one.

        Args:
            store: what is looked at, and where it is written down what was told.
            door: for webhooks.
            line: tells a person of a finding, and when.
            bell: rings.
            talk: takes what goes wrong.
            clock: the time of day.
            title_lang: the language of the titles.
        """
        self._store = store
        self._door = door
        self._line = line
        self._bell = bell
        self._talk = talk
        self._clock = clock
        self._title_lang = title_lang
        self._told = load_told(store)
        self._by_key = {(told.rule, key): record for record, told in self._told.items() for key in told.keys}
        self._builder = Builder()
        self._built: set[str] = set()
        self._months: set[Month] = set()
        """All that was published in these is in the builder; what comes later is news."""
        self._began: dt.datetime | None = None

    async def check(self, rules: Sequence[Rule]) -> int:
        """Tell of what has come since the last check; returns how many things that were.

        The first check of a store only remembers where it stands: what is there already is no news. After a check that is broken
        off, the next one goes on where it was.

        Raises:
            StoreError: it cannot be written down; what could not is not told.
        """
        last, findings = await in_thread(self._found, rules)
        by_name = {rule.name: rule for rule in rules}
        count = 0
        for finding in findings:
            count += await self._tell(finding, by_name[finding.rule])
        if last is not None:
            await in_thread(self._store.keep, TOLD, {POSITION: {"change": last}})
        await self._offer_again(by_name)
        return count

    async def settle(self) -> None:
        """At a start: say what may not have been heard because the last watch was killed while it told it."""
        broken = {key: told for key, told in self._told.items() if told.telling}
        for key, told in broken.items():
            self._talk(
                f"elshi was ended while it told of this, which it does once only: {told.rule}: {told.message}"
            )
            await in_thread(self._write, key, msgspec.structs.replace(told, telling=False))

    def _found(self, rules: Sequence[Rule]) -> tuple[int | None, list[Finding]]:
        """How far the store was looked at now, if further than before, and what rules find in what is new."""
        position = self._store.kept(TOLD).get(POSITION, {}).get("change")
        last = self._store.last_change
        if not isinstance(position, int) or position > last or not rules:
            return (last if position != last else None), []
        changes = list(self._store.changes(position))
        if not changes:
            return None, []
        new = {change.id for change in changes if change.kind != "removed"}
        timeline = self._grown(new, (change.id for change in changes)).timeline(title_lang=self._title_lang)
        return changes[-1].seq, list(find(rules, timeline, new))

    def _grown(self, new: Collection[str], changed: Iterable[str]) -> Builder:
        """The builder with what is new and all that was published around it; begun anew once a week, which forgets what is past."""
        now = self._clock()
        if self._began is None or now - self._began > _WEEK:
            self._builder, self._built, self._months, self._began = Builder(), set(), set(), now
        for id_ in changed:
            self._builder.remove(id_)
            self._built.discard(id_)
        wanted = sorted((self._around(new) | set(new)) - self._built)
        read = {each.id for each in self._store.readings(wanted, version=READER_VERSION)}
        read_in(self._store, (id_ for id_ in wanted if id_ not in read))
        for reading in self._store.readings(wanted, version=READER_VERSION):
            article = self._store.get(reading.id)
            if article is not None:
                self._builder.add(article, reading)
                self._built.add(article.id)
        return self._builder

    def _around(self, new: Iterable[str]) -> set[str]:
        """The articles of the months around the publication of new ones, but for months that were looked through before."""
        articles = filter(None, map(self._store.get, new))
        months = {
            month for day in {publication_day(each.published) for each in articles} for month in _months(day)
        }
        fresh = months - self._months
        self._months |= fresh
        return {
            ref.id for month in fresh for ref in self._store.refs(since=_day(month), until=_last_day(month))
        }

    async def _tell(self, finding: Finding, rule: Rule) -> bool:
        """Tell of a finding unless that was done; returns whether it was told."""
        at = self._clock().isoformat(timespec="seconds")
        known = next(
            (self._by_key[rule.name, key] for key in finding.keys if (rule.name, key) in self._by_key), None
        )
        if known is not None:
            told = self._told[known]
            keys = tuple(dict.fromkeys((*told.keys, *finding.keys)))
            if keys != told.keys:  # more articles tell of it; it is to be known by them too
                await in_thread(self._write, known, msgspec.structs.replace(told, keys=keys))
            return False
        record = f"{finding.keys[0]} {rule.name}"
        told = Told(
            rule=rule.name,
            keys=finding.keys,
            at=at,
            message=finding.message,
            event=finding.event.id,
            telling=True,
        )
        await in_thread(self._write, record, told)
        if rule.line:
            self._line(finding, at)
        if rule.bell:
            self._bell()
        payload = finding.payload(at)
        ways: list[Way] = [*(["command"] if rule.command else []), *(["webhook"] if rule.webhook else [])]  # type: ignore[list-item]
        left = await self._offer(rule, payload, ways)
        await in_thread(self._write, record, self._done(told, payload, left))
        return True

    def _done(self, told: Told, payload: dict[str, Any], left: tuple[Way, ...]) -> Told:
        again = self._clock() + _AGAIN * 2**told.tries
        return msgspec.structs.replace(
            told,
            telling=False,
            left=left,
            tries=told.tries + 1 if left else 0,
            again=again.isoformat(timespec="seconds") if left else None,
            payload=payload if left else {},
        )

    async def _offer_again(self, rules: Mapping[str, Rule]) -> None:
        """What a program or a server did not take, some times more."""
        now = self._clock().isoformat(timespec="seconds")
        for record, told in list(self._told.items()):
            if told.left and (told.again or "") <= now:
                rule = rules.get(told.rule)
                left = await self._offer(rule, told.payload, told.left) if rule and told.tries < TRIES else ()
                await in_thread(self._write, record, self._done(told, told.payload, left))

    async def _offer(self, rule: Rule, payload: Mapping[str, Any], ways: Iterable[Way]) -> tuple[Way, ...]:
        """Offer an alert to programs and servers; returns which did not take it."""
        content = msgspec.json.encode(payload)
        left: list[Way] = []
        for way in ways:
            refused = await (
                run(rule.command, content) if way == "command" else self._post(rule.webhook, content)
            )
            if refused:
                left.append(way)
                self._talk(f"alert {rule.name}: the {way} did not take it: {refused}")
        return tuple(left)

    async def _post(self, url: str | None, content: bytes) -> str | None:
        if url is None:  # the rule was changed since
            return None
        try:
            await self._door.fetch(
                Request(url=url, body=content, deadline=WEBHOOK_SECONDS, accept="*/*", max_bytes=2**20)
            )
        except FetchError as error:
            return None if error.status is not None and error.status < 300 else str(error)
        return None

    def _write(self, record: str, told: Told) -> None:
        self._store.keep(TOLD, {record: msgspec.to_builtins(told)})
        self._told[record] = told
        self._by_key.update({(told.rule, key): record for key in told.keys})


def _months(day: dt.date) -> range:
    """The months around a day."""
    first = day - min(BEFORE, day - dt.date.min)
    last = day + min(AFTER, dt.date.max - day)
    return range(first.year * 12 + first.month - 1, last.year * 12 + last.month)


def _day(month: Month) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def _last_day(month: Month) -> dt.date:
    return dt.date.max if month // 12 == dt.MAXYEAR else _day(month + 1) - dt.timedelta(days=1)


async def run(command: Sequence[str], content: bytes) -> str | None:
    """Run a program with JSON on its standard input, without a shell; returns what went wrong.

    What it prints goes to standard error: standard output is for alerts alone.
    """
    if not command:
        return None
    try:
        process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE, stdout=2)
    except OSError as error:
        return f"{command[0]}: {error.strerror or error}; check 'command' in the rule"
    try:
        async with asyncio.timeout(COMMAND_SECONDS):
            await process.communicate(content)
    except TimeoutError:
        return f"{command[0]} was not done within {COMMAND_SECONDS:g} seconds and was ended"
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return f"{command[0]} ended with exit code {process.returncode}" if process.returncode else None


def load_told(store: Store) -> dict[str, Told]:
    """What was told, by record, the oldest first."""
    found = {}
    for record, told in store.kept(TOLD).items():
        if record != POSITION:
            with suppress(msgspec.ValidationError):
                found[record] = msgspec.convert(told, Told)
    return found
