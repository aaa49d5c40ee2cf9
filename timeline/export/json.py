"""A timeline as JSON, as `timeline.export.schema` describes it."""

from __future__ import annotations

import msgspec

from timeline.model import Timeline


def to_json(timeline: Timeline, *, indent: int | None = 2) -> bytes:
    """The timeline as UTF-8 JSON that ends with a line feed; letters of all scripts stand as they are.

    Args:
        timeline: what to write.
        indent: spaces per level; None puts everything on one line.
    """
    content = msgspec.json.encode(timeline)
    if indent is not None:
        content = msgspec.json.format(content, indent=indent)
    return content + b"\n"
