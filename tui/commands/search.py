"""``elshi search``: the articles of the store that a query finds."""

from __future__ import annotations

import click

from tui.commands.options import json_option, store_option, store_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from storage.store import Hit


@click.command()
@click.argument("query", nargs=-1, required=True)
@store_option
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@json_option
def search(query: tuple[str, ...], store: str | None, limit: int, as_json: bool) -> int:
    """Find articles in the store, the newest first, with the words that were found.

    QUERY is in the language of the filter: words, "words side by side", -without, OR, speaker: actor: about: place: source:
    type: status: lang: from: to: and #tag. Write -- before one that begins with a minus.
    """
    from storage.store import open_store
    from storage.syntax import parse

    wanted = parse(" ".join(query))
    with open_store(store_url(store)) as opened:
        hits = opened.search(wanted, limit=limit)
    if as_json:
        import msgspec

        from tui.output import data

        data(msgspec.json.format(msgspec.json.encode(hits)) + b"\n")
    else:
        _print(hits)
    return 0


def _print(hits: list[Hit]) -> None:
    from tui.plain import print_hits

    print_hits(hits)
