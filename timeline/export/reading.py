"""A reading as one line of JSON Lines, as ``elshi extract`` writes it."""

from __future__ import annotations

import msgspec

from timeline.model import Reading


def reading_to_json(reading: Reading) -> bytes:
    """One line of UTF-8 JSON with its line feed; ``id`` and ``lang`` come first."""
    return msgspec.json.encode(reading) + b"\n"
