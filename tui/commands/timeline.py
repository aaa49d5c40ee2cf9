"""``elshi timeline``: the timeline, printed."""

from __future__ import annotations

from typing import Any

import click

from tui.commands.options import (
    docs_option,
    json_option,
    open_best_days,
    open_desk_for,
    report,
    sources_argument,
    store_option,
    timeline_options,
)


@click.command()
@sources_argument
@docs_option
@store_option
@timeline_options
@click.option(
    "--max-dates",
    type=click.IntRange(min=1),
    metavar="N",
    help="One event a day, for the N days that most articles remember.",
)
@click.option(
    "--sentences", type=click.IntRange(min=1), metavar="K", help="Sentences to tell an event by. Default: 1."
)
@json_option
def timeline(
    sources: tuple[str, ...],
    docs: tuple[str, ...],
    store: str | None,
    as_json: bool,
    chosen: dict[str, Any],
    max_dates: int | None,
    sentences: int | None,
) -> int:
    """Print the timeline of the store, or of files and folders without touching the store."""
    if max_dates:
        desk = open_best_days((*sources, *docs), store, chosen, max_dates, sentences or 1)
    else:
        desk = open_desk_for((*sources, *docs), store, chosen, sentences or 1)
    code = report(desk.problems, len(desk.articles))
    if code and not desk.articles:
        return code
    if as_json:
        from timeline.export.json import to_json
        from tui.output import data

        data(to_json(desk.timeline))
    else:
        from tui.plain import print_timeline

        print_timeline(desk.timeline)
    return code
