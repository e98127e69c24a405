"""MkDocs' server that reloads browsers, for a folder that sitegen builds."""

from __future__ import annotations

import logging
import socket
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from mkdocs.livereload import LiveReloadServer

_log = logging.getLogger(__name__)
_POLLING_INTERVAL_S: Final = 0.2


def live_server(build: Callable[[], None], site: Path, host: str, port: int) -> LiveReloadServer:
    """Return a server for a folder; call ``watch`` for each path, then ``serve``.

    Raises:
        OSError: the port is in use.
    """
    from mkdocs.livereload import LiveReloadServer

    # The server announces the port that it was given, so a free one is chosen here for 0.
    server = LiveReloadServer(
        build,
        host,
        port or _free_port(host),
        root=str(site),
        polling_interval=_POLLING_INTERVAL_S,
    )
    page = site / "404.html"
    server.error_handler = lambda code: page.read_bytes() if code == HTTPStatus.NOT_FOUND else None
    return server


def run_server(server: LiveReloadServer, watched: Iterable[Path]) -> None:
    """Run a server until Ctrl+C."""
    for path in watched:
        server.watch(str(path))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        _log.info("Stopped.")
    finally:
        server.shutdown()


def _free_port(host: str) -> int:
    with socket.create_server((host, 0)) as probe:
        return int(probe.getsockname()[1])
