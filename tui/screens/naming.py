"""Who is who: a list of all who are named, where two names become one person and one name several. The list is made in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tui.actions import ACTIONS
from tui.lookup import names_of
from tui.screens.asking import Question, next_name
from tui.widgets.menu import Entry, MenuPane

if TYPE_CHECKING:
    from timeline.model import Actor, Event
    from tui.lookup import Lookup
    from tui.screens.main import MainScreen
    from tui.state import State


class Named(NamedTuple):
    """Somebody in the list."""

    actor: Actor
    name: str
    """In the language of the titles."""
    maybe: Mapping[str, str]
    """Who may be the same: id -> name."""


def named(lookup: Lookup, event: Event | None) -> list[Named]:
    """All who are named in a timeline: those of an event first, each followed by those who may be the same, then the others by name."""
    actors = lookup.links.actors
    told: dict[str, Actor] = {}
    for actor_id in of_event(lookup, event) if event else ():
        for who in (actor_id, *(actors[actor_id].possibly_same if actor_id in actors else ())):
            if who not in told and (actor := actors.get(who)) is not None:
                told[who] = actor
    others = sorted(actors.values(), key=lambda actor: (lookup.name(actor).casefold(), actor.id))
    told |= {actor.id: actor for actor in others if actor.id not in told}
    read = _read(lookup, event) if event else {}
    return [Named(actor, lookup.name(actor), _maybe(actor, lookup, read)) for actor in told.values()]


def of_event(lookup: Lookup, event: Event) -> Iterator[str]:
    """Ids of those who take part in an event, speak in its quotes, or are where it is."""
    yield from event.actors
    for quote_id in event.quotes:
        quote = lookup.quotes.get(quote_id)
        if quote and quote.speaker and quote.speaker.id:
            yield quote.speaker.id
    yield from event.places


def _maybe(actor: Actor, lookup: Lookup, read: Mapping[str, str]) -> dict[str, str]:
    return {
        same: lookup.name(other) if (other := lookup.actor(same)) else read.get(same, same)
        for same in actor.possibly_same
    }


def _read(lookup: Lookup, event: Event) -> dict[str, str]:
    """The names that the articles of an event give, by id: not all whom they name take part in something."""
    readings = (lookup.desk.readings.get(article) for article in event.articles)
    return {actor.id: actor.name for reading in readings if reading for actor in reading.actors}


class Naming:
    """Makes the list, and keeps what is said of those in it."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    def doings(self) -> Mapping[str, Callable[[], None]]:
        """Name of each action -> what is done."""
        return {"names": partial(self._list, 0)}

    def _list(self, at: int) -> None:
        make = partial(self._made, self._screen.state, at)
        self._screen.run_worker(make, thread=True, exclusive=True, group="list")

    def _made(self, state: State, at: int) -> None:
        """In a thread."""
        found = named(state.lookup, state.selected)
        self._screen.app.call_from_thread(self._show, found, at)

    def _show(self, found: Sequence[Named], at: int) -> None:
        same, apart = (self._screen.keymap.keys_of(ACTIONS[name])[:1] for name in ("pick", "split"))
        keys = [f"{key} {told}" for key, told in ((*same, "same as…"), (*apart, "take apart")) if key]
        pane = MenuPane(
            self._screen.paged(" · ".join(["Names", *keys])),
            [_entry(each) for each in found],
            lambda place: self._screen.paging.show_speaker(found[place].actor.id),
            doings={
                "pick": lambda place: self._ask_same(found, place),
                "split": lambda place: self._part(found[place].actor, place),
            },
            nothing="Nobody is named.",
        )
        pane.set_reactive(MenuPane.cursor, min(at, max(0, len(found) - 1)))
        self._screen.lay_over(pane)

    def _ask_same(self, found: Sequence[Named], place: int) -> None:
        actor, _, maybe = found[place]
        others = [each.actor for each in found if each.actor.id != actor.id]
        listed = {each.id for each in others}
        names = list(names_of(others))
        # The name of somebody who is not in the list would be nobody's.
        first = next((name if who in listed else who for who, name in maybe.items()), "")
        self._screen.ask(
            Question(
                "the same as",
                partial(self._same, actor, place),
                first,
                completed=partial(next_name, names=names),
            )
        )

    def _same(self, actor: Actor, place: int, typed: str) -> None:
        from tui.correcting import naming

        self._screen.prompt.close()
        desk = self._screen.state.lookup.desk
        self._screen.work.set_right(
            "same", lambda: naming("same", (actor.id, typed.strip()), desk), partial(self._list, place)
        )

    def _part(self, actor: Actor, place: int) -> None:
        from tui.correcting import naming

        desk = self._screen.state.lookup.desk
        self._screen.work.set_right(
            "apart", lambda: naming("apart", (actor.id,), desk), partial(self._list, place)
        )


def _entry(named: Named) -> Entry:
    maybe = f"maybe {', '.join(named.maybe.values())}" if named.maybe else ""
    names = ", ".join(dict.fromkeys((named.name, *names_of([named.actor]))))
    return Entry(named.actor.kind, names, maybe, ("planned",) if maybe else ())
