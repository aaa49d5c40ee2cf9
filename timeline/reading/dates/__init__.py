"""Dates in a text: which stretch of text tells a time, which time it is, and by what rule.

One walk over the tokens of the text finds the phrases of its language pack, the longest at each place; the rule of the phrase resolves
it against the publication day, the date mentioned last and the tense of the sentence. Without a publication day, what depends on it
stays unresolved and has ``X`` for what is not known: ``XXXX-08-15``, ``XXXX-WXX-5``.
"""

from __future__ import annotations

from timeline.reading.dates.reader import find_dates
from timeline.reading.dates.when import days_covered

__all__ = ["days_covered", "find_dates"]
