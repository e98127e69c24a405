"""Build, serve on this machine, and rebuild when something changes."""

from sitegen.serve.preview import Preview
from sitegen.serve.server import serve_site, watched_paths

__all__ = ["Preview", "serve_site", "watched_paths"]
