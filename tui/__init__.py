"""Everything a person touches: the ``elshi`` command and the dashboard."""
