"""MkDocs' server that reloads browsers, for a folder that sitegen builds."""

from __future__ import annotations

import logging
import socket
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from wsgiref.headers import Headers

from sitegen.render.policy import hash_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from mkdocs.livereload import LiveReloadServer

_log = logging.getLogger(__name__)
_POLLING_INTERVAL_S: Final = 0.2
_SCRIPT_TAGS: Final = (b"<script>", b"</script>")
_RELOAD_CALL: Final = b"livereload("
#: The start of the policy's list of scripts.
_SCRIPT_SOURCES: Final = b"script-src 'self'"


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
    server.set_app(_allowing_reload_script(server.serve_request))
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


def allow_reload_script(page: bytes) -> bytes:
    """Return a page whose Content-Security-Policy allows the script that MkDocs has added to it.

    The script differs in each response, so no page of the site can allow it.
    """
    start_tag, end_tag = _SCRIPT_TAGS
    # It is the last one.
    _, _, tail = page.rpartition(start_tag)
    script, _, _ = tail.partition(end_tag)
    if _RELOAD_CALL not in script:
        return page
    source = hash_source(script.decode("utf-8")).encode("ascii")
    return page.replace(_SCRIPT_SOURCES, _SCRIPT_SOURCES + b" " + source, 1)


def _allowing_reload_script(app: WSGIApplication) -> WSGIApplication:
    """Return an application whose pages allow the script that reloads them."""

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        status, headers = "", Headers()

        def record_start(*start: Any) -> Callable[[bytes], object]:
            nonlocal status, headers
            status, headers = start[0], Headers(start[1])
            return lambda _data: None

        body = app(environ, record_start)
        if (headers["Content-Type"] or "").startswith("text/html"):
            page = allow_reload_script(b"".join(body))
            getattr(body, "close", lambda: None)()
            headers["Content-Length"] = str(len(page))
            body = [page]
        start_response(status, headers.items())
        return body

    return serve


def _free_port(host: str) -> int:
    with socket.create_server((host, 0)) as probe:
        return int(probe.getsockname()[1])
