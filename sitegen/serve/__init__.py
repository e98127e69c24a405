"""Build, serve on this machine, and rebuild when something changes."""

from sitegen.serve.preview import Preview
from sitegen.serve.server import Builder, serve_site, watched_paths

__all__ = ["Builder", "Preview", "serve_site", "watched_paths"]
