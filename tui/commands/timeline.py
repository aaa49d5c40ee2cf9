"""``elshi timeline``: the timeline, printed."""

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
    timeline_options,
)


@click.command()
@sources_argument
@docs_option
@store_option
@timeline_options
@json_option
def timeline(
    sources: tuple[str, ...], docs: tuple[str, ...], store: str | None, as_json: bool, chosen: dict[str, Any]
) -> int:
    """Print the timeline of the store, or of files and folders without touching the store."""
    desk = open_desk_for((*sources, *docs), store, chosen)
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
