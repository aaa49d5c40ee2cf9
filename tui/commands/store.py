"""``elshi store``: what the store is, and copies of it."""

from __future__ import annotations

import click

from tui.commands.options import json_option, store_option, store_url


@click.group()
def store() -> None:
    """Look at the store, or copy one into another."""


@store.command()
@store_option
@json_option
def info(store: str | None, as_json: bool) -> int:  # the name that --store gives
    """Tell how large the store is, and what is derived from it."""
    from storage.store import open_store
    from tui.output import data, talk
    from tui.plain import print_text

    with open_store(store_url(store), read_only=True) as opened:
        found = opened.info()
        for notice in opened.notices:
            talk(notice)
    if as_json:
        import msgspec

        data(msgspec.json.encode(found) + b"\n")
        return 0
    print_text(f"{found.url}: {found.articles} articles, {found.last_change} changes")
    print_text(f"{found.size} bytes, of which 'elshi compact' gives back {found.waste}")
    print_text(f"{found.readings} readings, {found.indexed} articles in the search index")
    return 0


@store.command()
@click.argument("origin", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--update", is_flag=True, help="Take the article of FROM where TO has another under its id.")
def copy(origin: str, target: str, update: bool) -> int:
    """Add all articles of one store, or of a plain TinyDB file, to another store.

    What TO has already is left as it is, so that a copy that was broken off can be taken up again.
    """
    from storage.copying import copy_store
    from tui.output import talk

    done = copy_store(origin, target, update=update)
    for stranger in done.strangers:
        talk(f"{stranger} in {origin} is no article: it needs text and published")
    talk(f"{done.added} added, {done.updated} updated, {done.unchanged} unchanged in {target}")
    return 3 if done.strangers else 0
