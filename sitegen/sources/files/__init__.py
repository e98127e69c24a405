"""Find, unpack and decode the files that sources are."""
