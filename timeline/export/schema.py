"""JSON Schemas of what elshi writes, generated from the nouns."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

from timeline.model import Reading, Timeline

SchemaName: TypeAlias = Literal["timeline", "reading"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOUNS: dict[str, type[msgspec.Struct]] = {"timeline": Timeline, "reading": Reading}
_VERSION = 1


def schema(name: SchemaName | str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a timeline or a reading. Unknown fields are allowed: later versions may add some.

    Raises:
        KeyError: there is no schema of that name.
    """
    noun = _NOUNS[name]
    head = {"$schema": DIALECT, "$id": f"urn:elshi:{name}:{_VERSION}", "title": f"elshi {name}"}
    body = msgspec.json.schema(noun)
    definitions = body.get("$defs", {})
    for definition in definitions.values():
        _require_all(definition)
    return head | body


def _require_all(definition: dict[str, Any]) -> None:
    """Elshi writes every field of a noun, so a reader may count on each of them."""
    if definition.get("type") == "object" and "properties" in definition:
        definition["required"] = list(definition["properties"])
