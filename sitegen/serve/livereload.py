"""An HTTP server for one folder of this machine, whose pages load again when the site changes.

It answers each request from the last complete site, or with the message of a failed build, and
never waits for a build. The path ``/livereload/EPOCH`` alone waits: for a site that is newer than
the one with this number.
"""

from __future__ import annotations

import logging
import re
import socketserver
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET, AF_INET6
from typing import TYPE_CHECKING, Any, Final

from sitegen.serve.responses import Response, file_response, is_allowed_host, parse_path, refusal

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)
_POLL_PREFIX: Final = "/livereload/"
_POLL: Final = re.compile(r"/livereload/([0-9]{1,18})(?:/[0-9]{1,18})?")
#: A browser that hears nothing for so long asks again.
_POLL_TIMEOUT_S: Final = 50.0
_METHODS: Final = ("GET", "HEAD")


class SiteServer(ThreadingHTTPServer):
    """Serves a site and, while the last build is a failed one, its message."""

    daemon_threads = True
    #: Connections that wait to be accepted: a page loads dozens of files at once.
    request_queue_size = 128

    def __init__(self, site: Path, host: str, port: int) -> None:
        """Listen on an address; ``serve_forever`` answers.

        Raises:
            OSError: the address can't be used, for example because the port is in use.
        """
        self.site = site
        self.host = host
        self._changed = threading.Condition()
        # A page of an earlier server finds a higher number here, and loads again.
        self._epoch = time.time_ns() // 1_000_000
        self._fault = ""
        self.address_family = AF_INET6 if ":" in host else AF_INET
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """The address for browsers."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.server_port}/"

    def server_bind(self) -> None:
        """Bind the address, without the base class' search for this machine's name in the DNS."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.host, self.server_address[1]

    def show(self, fault: str = "") -> None:
        """Let all browsers load again: the site or, if there is one, the message of a fault."""
        with self._changed:
            self._epoch, self._fault = self._epoch + 1, fault
            self._changed.notify_all()

    def respond(self, target: str, hosts: list[str]) -> Response:
        """Return the response to a request, given the values of its Host headers."""
        if len(hosts) != 1:
            return refusal(HTTPStatus.BAD_REQUEST, "the request needs one Host")
        if not is_allowed_host(hosts[0], self.host):
            reason = "this server answers to localhost; give it another name with --host"
            return refusal(HTTPStatus.FORBIDDEN, reason)
        path = parse_path(target)
        poll = _POLL.fullmatch(path) if path else None
        if path is None or (path.startswith(_POLL_PREFIX) and not poll):
            return refusal(HTTPStatus.BAD_REQUEST, "there can be no such address")
        if poll:
            return Response(HTTPStatus.OK, str(self._next_epoch(int(poll[1]))).encode())
        with self._changed:
            epoch, fault = self._epoch, self._fault
        return file_response(self.site, path, epoch, fault)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Log a connection that broke: browsers close some at any time."""
        _log.debug("a connection of %s broke", client_address, exc_info=True)

    def _next_epoch(self, epoch: int) -> int:
        with self._changed:
            self._changed.wait_for(lambda: self._epoch != epoch, _POLL_TIMEOUT_S)
            return self._epoch


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: SiteServer
    #: Seconds that a client may take to send a request.
    timeout = 30
    server_version = "sitegen"
    sys_version = ""

    def __getattr__(self, name: str) -> Any:
        # The base class looks for ``do_POST`` and the like.
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Log requests for --verbose only."""
        _log.debug(format, *args)

    def _answer(self) -> None:
        if self.command in _METHODS:
            response = self._response()
        else:
            response = refusal(HTTPStatus.METHOD_NOT_ALLOWED, "GET and HEAD are answered")
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        # A browser asks again each time: the file may be another one by then.
        self.send_header("Cache-Control", "no-cache")
        if response.location:
            self.send_header("Location", response.location)
        if response.status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", ", ".join(_METHODS))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    def _response(self) -> Response:
        try:
            return self.server.respond(self.path, self.headers.get_all("Host", []))
        except Exception as error:  # noqa: BLE001
            # A request without an answer would keep a browser waiting.
            _log.exception("%s: can't be answered", self.path)
            return refusal(HTTPStatus.INTERNAL_SERVER_ERROR, type(error).__name__)
