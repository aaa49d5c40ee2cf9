"""``elshi schema``: what the JSON looks like."""

from __future__ import annotations

import click


@click.command()
@click.argument("name", type=click.Choice(["timeline", "reading"]), default="timeline")
def schema(name: str) -> int:
    """Print the JSON Schema (2020-12) that the JSON of elshi validates against."""
    import msgspec

    from timeline.export.schema import schema as schema_of
    from tui.output import data

    data(msgspec.json.format(msgspec.json.encode(schema_of(name))) + b"\n")
    return 0
