"""MkDocs' own server that reloads browsers, for a folder that somebody else builds."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mkdocs.livereload import LiveReloadServer


def live_server(build: Callable[[], None], site: Path, host: str, port: int) -> LiveReloadServer:
    """Return a server for a folder; ``watch`` paths, then ``serve``."""
    from mkdocs.livereload import LiveReloadServer

    # The server tells its address by the port it was given, so 0 must be a number before.
    server = LiveReloadServer(
        build, host, port or _free_port(host), root=str(site), polling_interval=0.2
    )
    missing = site / "404.html"
    server.error_handler = lambda code: missing.read_bytes() if code == 404 else None  # noqa: PLR2004
    return server


def _free_port(host: str) -> int:
    with socket.create_server((host, 0)) as probe:
        return int(probe.getsockname()[1])
