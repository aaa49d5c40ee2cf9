"""Who says what: marked strings, cues, clauses and speakers; `timeline.reading.quotes` is the door."""
