"""``elshi refresh``: ask the followed feeds now."""

from __future__ import annotations

import click

from tui.commands.options import json_option, store_option, store_url


@click.command()
@click.argument("named", nargs=-1, metavar="[SOURCE]...")
@store_option
@json_option
def refresh(named: tuple[str, ...], store: str | None, as_json: bool) -> int:
    """Ask sources now what is new, all of them or the named ones, due or not.

    What has not changed costs one small request. A source that fails is named on standard error, the rest is stored, and the exit
    code is 3. A server that wants to be left alone is.
    """
    from tui.asking import ask_feeds

    return ask_feeds(store_url(store), named, as_json=as_json)
