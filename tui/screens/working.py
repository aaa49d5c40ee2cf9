"""What a person does to the timeline: mark, tag, note, set right, take back. Changes are kept off the event loop, one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, get_args

from storage.errors import ElshiError
from timeline.model import CorrectionKind, Event, EventType, Quote
from tui.finding import find
from tui.lookup import Lookup, names_of, title_of
from tui.messages import DeskChanged, Message, OwnChanged
from tui.own import Own, Records, before, marked_read, retagged, toggled_bookmark, with_records
from tui.screens.asking import Question, next_name
from tui.state import State
from tui.widgets.prompt import Prompt
from tui.wording import told

if TYPE_CHECKING:
    from storage.store import RecordKind
    from tui.correcting import Kept
    from tui.desk import Desk
    from tui.following import Follower

T = TypeVar("T")
_MOST_UNDONE = 100


class Keeper(Protocol):
    """Where changes are kept; see `tui.keeping`."""

    def own(self) -> Own:
        """What is kept."""

    def keep(self, kind: RecordKind, records: Records) -> None:
        """Keep records; None forgets one."""

    def desk(self) -> Desk | None:
        """The desk as it is now; None when it never changes."""

    def topics(self) -> dict[str, str]:
        """Saved queries by their names."""

    def follower(self) -> Follower | None:
        """What tells of changes that others make; None when nobody can."""


class Host(Protocol):
    """The screen."""

    state: State

    def tell(self, message: Message) -> None:
        """Change the state."""

    def say(self, notice: str) -> None:
        """Leave a notice."""

    prompt: Prompt

    def ask(self, question: Question) -> None:
        """Have something typed."""


class _Change(NamedTuple):
    """What takes a change back, and what it was."""

    kind: RecordKind
    records: Records
    name: str


class Work:
    """The person's hand: each method is an action."""

    def __init__(
        self, host: Host, keeper: Keeper, start: Callable[[Coroutine[Any, Any, None]], object]
    ) -> None:
        """Take the screen, where to keep, and what runs a coroutine beside everything else."""
        self._host, self._keeper, self._start = host, keeper, start
        self._done: list[_Change] = []
        self._picked: str | None = None
        self._keeping = 0
        # What is set right here is on show before somebody looks whether it was done elsewhere.
        self._one_at_a_time = asyncio.Lock()
        # One thread, so that changes are kept in the order in which they were made; the program ends when all are.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keep")

    def doings(self) -> Mapping[str, Callable[[], None]]:
        """Name of each action -> what is done."""
        return {
            "toggle_read": self.toggle_read,
            "bookmark": self.bookmark,
            "tag": self.tag,
            "note": self.note,
            "pin": self.pin,
            "hide": self.hide,
            "retype": self.retype,
            "redate": self.redate,
            "pick": self.pick,
            "merge": self.merge,
            "split": self.split,
            "fix_speaker": self.fix_speaker,
            "undo": self.undo,
        }

    def load(self) -> None:
        """Read what is kept."""
        self._start(self._load())

    async def _load(self) -> None:
        try:
            own = await self._in_thread(self._keeper.own)
        except ElshiError as error:
            return self._host.say(error.message)
        return self._host.tell(OwnChanged(own))

    async def reread(self) -> None:
        """Take what another process keeps; while something is being kept here, that counts."""
        try:
            own = await self._in_thread(self._keeper.own)
        except ElshiError as error:
            return self._host.say(error.message)
        return None if self._keeping or own == self._host.state.own else self._host.tell(OwnChanged(own))

    # Marks.

    def opened(self) -> None:
        """Mark the event as read, since its article is."""
        event, own = self._host.state.selected, self._host.state.own
        if event and own.keeps_read and "unread" in own.flags(event):
            self._put("read", *marked_read(own, event, read=True), name="")

    def toggle_read(self) -> None:
        """Mark the event as unread, or as read."""
        own = self._host.state.own
        if event := self._event():
            if not own.keeps_read:
                return self._host.say("What was read is kept in a store, and this desk is on files.")
            read = "unread" in own.flags(event)
            self._put("read", *marked_read(own, event, read=read), name="read" if read else "unread")
        return None

    def bookmark(self) -> None:
        """Bookmark the event, or take its bookmark away."""
        own = self._host.state.own
        if event := self._event():
            name = "bookmark taken away" if "bookmarked" in own.flags(event) else "bookmarked"
            self._put("bookmarks", *toggled_bookmark(own, event), name=name)

    def tag(self) -> None:
        """Ask for the tags of the article."""
        state = self._host.state
        if state.article:
            now = " ".join(state.own.tags.get(state.article, ()))
            self._ask("tags of the article", now, partial(self._tag, state.article))

    def _tag(self, article: str, text: str) -> None:
        name = f"tagged {text.strip()}" if text.strip() else "tags taken away"
        self._put("tags", *retagged(self._host.state.own, article, text.replace(",", " ").split()), name=name)

    def _put(self, kind: RecordKind, own: Own, records: Records, *, name: str) -> None:
        if not records:
            return
        if name:
            self._remember(kind, before(self._host.state.own, kind, records), name)
        self._host.tell(OwnChanged(own))
        if name:
            self._host.say(f"{name[0].upper()}{name[1:]}. u takes it back.")
        self._start(self._keep(kind, records))

    async def _keep(self, kind: RecordKind, records: Records) -> None:
        self._keeping += 1
        try:
            await self._in_thread(self._keeper.keep, kind, records)
        except ElshiError as error:
            self._host.say(f"Not kept: {error.message}")
        finally:
            self._keeping -= 1

    def topics(self) -> dict[str, str]:
        """Saved queries by their names; for a thread.

        Raises:
            StoreError: the store cannot be read.
        """
        return self._keeper.topics()

    def keep(self, kind: RecordKind, records: Records) -> None:
        """Keep records beside everything else."""
        self._start(self._keep(kind, records))

    def keep_last(self, kind: RecordKind, records: Records) -> None:
        """Keep something while the dashboard ends; the program waits for it."""
        if records:
            self._thread.submit(self._keeper.keep, kind, records)

    # Corrections.

    def note(self) -> None:
        """Ask for a note beside the event."""
        if event := self._event():
            self._ask("note", "", partial(self._correct, "note", [event]))

    def retype(self) -> None:
        """Ask for the type of the event."""
        if event := self._event():
            types = {told(each): each for each in get_args(EventType)}
            self._ask(
                "type of the event",
                told(event.type),
                lambda typed: self._correct("type", [event], types.get(typed.strip(), typed)),
                partial(next_name, names=list(types)),
            )

    def redate(self) -> None:
        """Ask for the date of the event."""
        if event := self._event():
            self._ask("date of the event", event.date or told("none"), partial(self._redate, event))

    def _redate(self, event: Event, text: str) -> None:
        self._correct("date", [event], None if text.strip() in ("", "none", told("none")) else text.strip())

    def hide(self) -> None:
        """Leave the event out of the timeline."""
        if event := self._event():
            self._correct("hide", [event])

    def pin(self) -> None:
        """Mark the event as one that matters."""
        if event := self._event():
            self._correct("pin", [event])

    def pick(self) -> None:
        """Pick the event, to be merged with another."""
        if event := self._event():
            self._picked = event.id
            self._host.say(f"Picked: {title_of(event)}. + on another event makes one of the two.")

    def merge(self) -> None:
        """Make one event of the picked one and this one."""
        picked, event = self._host.state.lookup.event(self._picked), self._event()
        if picked is None or event is None or picked.id == event.id:
            return self._host.say("Pick an event first (=), then go to the other.")
        self._picked = None
        return self._correct("merge", [picked, event])

    def split(self) -> None:
        """Make an event of its own of what the article on show tells."""
        state = self._host.state
        event, article = self._event(), state.article
        if event is None or article is None or {proof.article for proof in event.evidence} <= {article}:
            return self._host.say("Only this article tells of the event: there is nothing to split.")
        return self._correct("split", [event], article=article)

    def fix_speaker(self) -> None:
        """Ask who said the quote at hand."""
        state = self._host.state
        at = state.mark.quote if state.mark and state.mark.quote else state.quote
        quote = state.lookup.quotes.get(at or "")
        if quote is None:
            return self._host.say("There is no quote here.")
        now = quote.speaker.name if quote.speaker else ""
        actors = state.lookup.links.actors
        return self._ask(
            "who said it",
            now,
            partial(self._fix, quote),
            lambda typed: next_name(typed, list(names_of(actors.values()))),
        )

    def _fix(self, quote: Quote, name: str) -> None:
        from tui.correcting import speaker

        desk = self._host.state.lookup.desk
        self.set_right("speaker", lambda: speaker(quote, name, desk.timeline))

    def _correct(
        self,
        kind: CorrectionKind,
        events: list[Event],
        value: str | None = None,
        *,
        article: str | None = None,
    ) -> None:
        from tui.correcting import correction, told_by

        desk = self._host.state.lookup.desk
        choose = told_by([article]) if article else None
        self.set_right(kind, lambda: correction(kind, events, desk.timeline, value, choose=choose))

    def set_right(
        self,
        kind: CorrectionKind,
        make: Callable[[], Kept],
        then: Callable[[], None] | None = None,
    ) -> None:
        """Keep a correction and show the timeline that it makes.

        Args:
            kind: of the correction.
            make: makes it, in a thread; raises `ElshiError` when there is nothing to be set right.
            then: is called once the timeline is on show.
        """
        self._host.say("…")
        self._start(self._setting_right(kind, make, then))

    async def _setting_right(
        self, kind: CorrectionKind, make: Callable[[], Kept], then: Callable[[], None] | None
    ) -> None:
        async with self._one_at_a_time:
            try:
                kept = await self._in_thread(make)
                await self._in_thread(self._keeper.keep, "corrections", {kept.key: kept.record})
            except ElshiError as error:
                return self._host.say(str(error))
            self._remember("corrections", {kept.key: None}, f"{kind}: {kept.about}")
            await self._reload()
        self._host.say(f"{kind}: {kept.about}. u takes it back.")
        return then() if then else None

    async def reload(self) -> bool:
        """Take the desk as it is now, with what is selected still selected; whether it is another."""
        async with self._one_at_a_time:
            return await self._reload()

    async def _reload(self) -> bool:
        try:
            changed = await self._in_thread(self._changed, self._host.state.filter)
        except ElshiError as error:
            self._host.say(error.message)
            return False
        if changed:
            self._host.tell(changed)
        return changed is not None

    def _changed(self, query: str) -> DeskChanged | None:
        desk = self._keeper.desk()
        if desk is None or _is_same(desk, self._host.state.lookup.desk):
            return None
        return DeskChanged(Lookup(desk), find(query, desk, self._host.state.own), query)

    # Taking back.

    def undo(self) -> None:
        """Take the last change back."""
        if not self._done:
            return self._host.say("There is nothing to take back.")
        change = self._done.pop()
        self._start(self._take_back(change))
        return None

    async def _take_back(self, change: _Change) -> None:
        if change.kind == "corrections":
            async with self._one_at_a_time:
                await self._keep(change.kind, change.records)
                await self._reload()
        else:
            await self._keep(change.kind, change.records)
            self._host.tell(OwnChanged(with_records(self._host.state.own, change.kind, change.records)))
        self._host.say(f"Taken back: {change.name}.")

    def _remember(self, kind: RecordKind, records: Records, name: str) -> None:
        self._done = [*self._done[1 - _MOST_UNDONE :], _Change(kind, records, name)]

    def _ask(
        self,
        purpose: str,
        text: str,
        answer: Callable[[str], None],
        completed: Callable[[str], str] = str,
    ) -> None:
        def entered(typed: str) -> None:
            self._host.prompt.close()
            answer(typed)

        self._host.ask(Question(purpose, entered, text, completed=completed))

    def _event(self) -> Event | None:
        event = self._host.state.selected
        if event is None:
            self._host.say("There is no event here.")
        return event

    async def _in_thread(self, work: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(work, *args))


def _is_same(desk: object, shown: object) -> bool:
    """Whether two desks of a store are made from the same things."""
    made_from = getattr(desk, "made_from", None)
    return made_from is not None and made_from == getattr(shown, "made_from", None)
