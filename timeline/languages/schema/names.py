"""Section of a language pack."""

from __future__ import annotations

import msgspec


class Names(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Section of a language pack."""
