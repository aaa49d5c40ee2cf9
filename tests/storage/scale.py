"""How thorough the fault tests are: small wherever the tests run, in full by ``make faults``."""

from __future__ import annotations

import os
import sys

FULL = os.environ.get("ELSHI_FAULTS") == "full"


def of(small: int, full: int) -> int:
    """A count for this run."""
    return full if FULL else small


def tell(what: str) -> None:
    """Say what a full run has come to."""
    if FULL:
        sys.stderr.write(f"\n{what}\n")
