"""First names that people of any country bear in the news, by script; those of one language alone stand in its pack."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

__all__ = ["FirstNames", "first_names"]

_FILE = Path(__file__).parent / "first.json"


class FirstNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First names in their bare form, by the gender of those who bear them."""

    m: frozenset[str] = frozenset()
    f: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()


@cache
def first_names(script: str) -> FirstNames:
    """The first names of an ISO 15924 script; none for one that has no list."""
    return msgspec.json.decode(_FILE.read_bytes(), type=dict[str, FirstNames]).get(script, FirstNames())
