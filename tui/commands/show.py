"""``elshi show``: one event, article or quote, with all that proves it."""

from __future__ import annotations

from typing import Any

import click

from tui.commands.options import (
    docs_option,
    json_option,
    open_desk_for,
    report,
    sources_argument,
    store_option,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.model import Article, Event, Quote
    from tui.desk import Desk


@click.command()
@click.argument("id")
@sources_argument
@docs_option
@store_option
@click.option("--title-lang", metavar="CODE", help="Language of the titles: en, kk or ru.")
@json_option
def show(
    id: str,  # noqa: A002
    sources: tuple[str, ...],
    docs: tuple[str, ...],
    store: str | None,
    title_lang: str | None,
    as_json: bool,
) -> int:
    """Print one event with its evidence, sources and history; or one article, or one quote, by its ID.

    The beginning of an ID is enough where it is the only one. An ID of an earlier timeline still finds its event.
    """
    desk = open_desk_for((*sources, *docs), store, {"title_lang": title_lang})
    code = report(desk.problems, len(desk.articles))
    found = find(desk, id)
    if found is None:
        from storage.errors import ElshiError

        raise ElshiError(
            f"there is no event, article or quote {id!r}", "'elshi timeline --json' tells the ids"
        )
    if as_json:
        import msgspec

        from tui.output import data

        data(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    else:
        _print(found, desk)
    return code


def find(desk: Desk, id: str) -> Event | Article | Quote | None:  # noqa: A002
    """What an id names; the whole id goes before a beginning that only one has."""
    from timeline.building import find_event

    if id in desk.articles:
        return desk.articles[id]
    by_id: dict[str, Any] = {quote.id: quote for quote in desk.timeline.quotes}
    if id in by_id:
        return by_id[id]  # type: ignore[no-any-return]
    event = find_event(desk.timeline, id)
    if event is not None:
        return event
    begun = [found for key, found in {**by_id, **desk.articles}.items() if key.startswith(id)]
    return begun[0] if len(begun) == 1 else None


def _print(found: Event | Article | Quote, desk: Desk) -> None:
    from timeline.model import Article, Event
    from tui import plain

    if isinstance(found, Event):
        plain.print_event(found, desk.timeline)
    elif isinstance(found, Article):
        plain.print_article(found)
    else:
        plain.print_quotes([found], plain.reporters(desk.timeline.articles))
