"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("shared", deadline=None)
settings.load_profile("shared")
"""Examples are not timed: machines are shared, and what must be fast is held to counts."""
