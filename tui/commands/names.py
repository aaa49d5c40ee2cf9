"""``elshi names``: people, states, organisations and places that elshi knows by name."""

from __future__ import annotations

import click

from tui.commands.options import FAILURE, OK, store_option, store_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.names import Entry


@click.group()
def names() -> None:
    """The people, states, organisations and places that elshi knows by name."""


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
