"""One module per kind of source that ``sitegen fetch`` asks."""
