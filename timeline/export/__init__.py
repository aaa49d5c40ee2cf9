"""A timeline for other programs: one module per format."""

from __future__ import annotations

from collections.abc import Callable

from timeline.export.json import to_json
from timeline.model import Timeline

__all__ = ["FORMATS"]

FORMATS: dict[str, Callable[[Timeline], bytes]] = {"json": to_json}
"""Format name, as ``elshi export --format`` takes it -> the writer."""
