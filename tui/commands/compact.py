"""``elshi compact``: give back the room of what is no longer in the store."""

from __future__ import annotations

import click

from tui.commands.options import store_option, store_url


@click.command()
@store_option
def compact(store: str | None) -> int:
    """Write the store anew without what was changed or removed since.

    elshi does so by itself when more than half of a large store is waste. Others may go on reading and writing meanwhile.
    """
    from storage.store import open_store
    from tui.output import talk

    with open_store(store_url(store)) as opened:
        before, after = opened.compact()
        talk(f"{before} bytes before, {after} bytes now: {opened.url}")
    return 0
