"""Articles in, articles out: loading, the store, the query language."""
