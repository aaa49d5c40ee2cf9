"""``elshi export``: the timeline in a format for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tui.commands.options import (
    docs_option,
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
    "-f",
    "--format",
    "form",
    type=click.Choice(["json"]),
    default="json",
    show_default=True,
    help="The format.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file, whole or not at all.",
)
def export(
    sources: tuple[str, ...],
    docs: tuple[str, ...],
    store: str | None,
    form: str,
    output: Path | None,
    chosen: dict[str, Any],
) -> int:
    """Write the timeline of the store, or of files and folders, to a file or standard output."""
    from timeline.export import FORMATS
    from tui.output import data, write_file

    desk = open_desk_for((*sources, *docs), store, chosen)
    code = report(desk.problems, len(desk.articles))
    if code and not desk.articles:
        return code
    content = FORMATS[form](desk.timeline)
    if output is None or str(output) == "-":
        data(content)
    else:
        write_file(output, content)
    return code
