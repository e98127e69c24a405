"""Build, serve on this machine, and build again when something changes."""
