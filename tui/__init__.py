"""Everything a person touches: the ``elshi`` command and the dashboard."""

__version__ = "0.1.0"
