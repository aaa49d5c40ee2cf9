"""``elshi names``: people, states, organisations and places that elshi knows by name."""

from __future__ import annotations

import click

from tui.commands.options import FAILURE, OK, json_option, store_option, store_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.model import Actor, CorrectionKind, Timeline
    from timeline.names import Entry


@click.group()
def names() -> None:
    """The people, states, organisations and places that elshi knows by name."""


@names.command("list")
@click.argument("words", nargs=-1)
@store_option
@json_option
@click.option("--known", is_flag=True, help="Those whom elshi knows before it reads, not those of the store.")
def list_names(words: tuple[str, ...], store: str | None, as_json: bool, known: bool) -> int:
    """Who is named in the articles of the store, those of most events first; with WORDS, whose names have them in any language."""
    from timeline.names import registry
    from timeline.names.keys import fold

    if known:
        found = [registry().actor(entry, "en") for entry in registry().entries.values()]
        told: dict[str, int] = {}
    else:
        from tui.desk import desk_from_store

        timeline = desk_from_store(store_url(store)).timeline
        told = _told(timeline)
        found = sorted(timeline.actors, key=lambda actor: (-told.get(actor.id, 0), actor.id))
    wanted = [fold(word) for word in words]
    found = [actor for actor in found if all(any(word in name for name in _names(actor)) for word in wanted)]
    if as_json:
        from tui.output import data

        data(_as_json(found))
    else:
        from tui.plain import print_text

        for actor in found:
            print_text(_line(actor, told.get(actor.id, 0)))
    return OK


@names.command()
@click.argument("actor")
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@store_option
def merge(actor: str, others: tuple[str, ...], store: str | None) -> int:
    """Say that two or more names are one person or thing; 'elshi notes undo' takes it back."""
    return _say("same", (actor, *others), store_url(store))


@names.command()
@click.argument("actor")
@click.argument("others", nargs=-1, metavar="OTHER...")
@store_option
def split(actor: str, others: tuple[str, ...], store: str | None) -> int:
    """Say that those whom elshi takes for one are not: ACTOR and OTHER, or with one id all spellings that it stands for."""
    return _say("apart", (actor, *others), store_url(store))


@names.command()
@store_option
@click.option("--from", "endpoint", metavar="URL", help="Ask this server, which answers as Wikidata does.")
def refresh(store: str | None, endpoint: str | None) -> int:
    """Ask Wikidata what it calls those whom elshi knows, in all ten languages.

    Only now, because you say so; elshi never asks by itself. Names that are new are kept beside your data, and the articles of the
    store are read anew when they are next needed.
    """
    import asyncio

    from storage.loading.http import FetchError
    from storage.loading.problem import Unfit
    from storage.naming import additions
    from timeline.names import registry
    from tui.output import talk

    known = registry().entries.values()
    try:
        found = asyncio.run(_asked(endpoint))
    except (FetchError, Unfit) as error:
        talk(f"{error.message}; {error.cure}; the names stay as they are")
        return FAILURE
    more = additions(known, found)
    count = sum(len(told) for entry in more for told in entry.names.values())
    talk(f"{len(found)} of those whom elshi knows were found, with {count} names that are new")
    if more:
        _keep(more, store)
    return OK


def _told(timeline: Timeline) -> dict[str, int]:
    """In how many events each actor takes part, or is the place of."""
    from collections import Counter

    return Counter(who for event in timeline.events for who in {*event.actors, *event.places})


def _names(actor: Actor) -> list[str]:
    from timeline.names.keys import fold

    return [fold(name) for name in (actor.id, actor.name, *actor.names.values())]


def _line(actor: Actor, events: int) -> str:
    spelt = ", ".join(dict.fromkeys(actor.names.values())) or actor.name
    maybe = f"  possibly {', '.join(actor.possibly_same)}" if actor.possibly_same else ""
    return f"{actor.id}  {actor.kind}  {spelt}  [{events}]{maybe}"


def _as_json(actors: list[Actor]) -> bytes:
    """Actors as a JSON list."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(actors)) + b"\n"


def _say(kind: CorrectionKind, told: tuple[str, ...], url: str) -> int:
    """Keep what is said about who is who.

    Raises:
        ElshiError: a name is nobody's in the store, or several people's, or there are too few.
    """
    from storage.store import open_store
    from tui.correcting import naming
    from tui.desk import desk_from_store
    from tui.output import talk

    desk = desk_from_store(url)
    kept = naming(kind, told, desk)
    with open_store(url) as store:
        store.keep("corrections", {kept.key: kept.record})
    talk(f"{kind}: {kept.about}; 'elshi notes undo {kept.key}' takes it back")
    return OK


async def _asked(endpoint: str | None) -> dict[str, dict[str, list[str]]]:
    from storage.loading.addresses import allowed_hosts
    from storage.loading.http import Door
    from storage.loading.wikidata import AT_ONCE, ENDPOINT, fetch_names
    from storage.naming import askable
    from timeline.languages import available
    from timeline.names import registry
    from tui.config import load_config
    from tui.progress import Progress

    ids = askable(registry().entries.values())
    found: dict[str, dict[str, list[str]]] = {}
    with Progress("asking", len(ids)) as progress:
        async with Door(allow_private=allowed_hosts(load_config().allow_private)) as door:
            async for some in fetch_names(door, ids, available(), endpoint or ENDPOINT):
                found |= some
                progress.step(min(AT_ONCE, len(ids)))
    return found


def _keep(more: list[Entry], store: str | None) -> None:
    """Keep the new names with those of earlier times, and have what was read without them read again."""
    import msgspec

    from storage.store import open_store
    from timeline.names import joined, parse_entries
    from tui.output import talk, write_file
    from tui.paths import names_file

    path = names_file()
    earlier = {entry.id: entry for entry in parse_entries(path.read_bytes())} if path.exists() else {}
    for entry in more:
        before = earlier.get(entry.id)
        earlier[entry.id] = joined(before, entry) if before else entry
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_file(path, msgspec.json.encode(list(earlier.values())) + b"\n")
    path.chmod(0o600)
    with open_store(store_url(store)) as opened:
        if opened.count():
            opened.drop_readings()
            opened.put_snapshot("other names", b"")
    talk(f"they are in {path}; the articles of the store are read anew when they are next needed")
