"""Text in, timeline out. Pure: no network, no database, no terminal."""
