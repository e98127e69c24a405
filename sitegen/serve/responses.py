"""What the server answers to a request for an address: functions from values to values."""

from __future__ import annotations

import html
import ipaddress
import mimetypes
import os
import posixpath
import re
import socket
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, unquote_to_bytes

from sitegen.render.policy import hash_source

if TYPE_CHECKING:
    from pathlib import Path

#: Types that a system's own list may lack, or have differently.
_TYPES: Final = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
}
_PAGE_SUFFIXES: Final = frozenset({"", ".html"})
_WILDCARDS: Final = frozenset({"", "0.0.0.0", "::"})  # noqa: S104
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_PORT: Final = re.compile(r":[0-9]*\Z")
#: Asks for the number of the site that is shown now, and loads the page again if it is another.
_SCRIPT: Final = """(() => {
  let request, timer;
  const stop = () => {
    clearTimeout(timer);
    if (request) {
      request.onloadend = null;
      request.abort();
    }
  };
  const poll = () => {
    request = new XMLHttpRequest();
    request.onloadend = () => {
      const isKnown = request.status === 200;
      if (isKnown && request.responseText !== "%(epoch)d") location.reload();
      else timer = setTimeout(poll, isKnown ? 0 : 3000);
    };
    request.open("GET", "/livereload/%(epoch)d");
    request.send();
  };
  // A browser has six connections for all tabs of a server, so hidden ones don't wait.
  const update = () => {
    stop();
    if (!document.hidden) poll();
  };
  addEventListener("pageshow", update);
  document.addEventListener("visibilitychange", update);
  addEventListener("beforeunload", stop);
})();"""
#: The start of a policy's list of scripts.
_SCRIPT_SOURCES: Final = b"script-src 'self'"
_FAULT_PAGE: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The site could not be built</title>
<style>body { font: 1rem/1.5 sans-serif; margin: 2rem; } pre { white-space: pre-wrap; }</style>
<body>
<h1>The site could not be built</h1>
<pre>%s</pre>
<p>This page loads again after the next build. The last complete site stays in its folder.</p>
</body>
</html>
"""


class Response(NamedTuple):
    """An HTTP response."""

    status: HTTPStatus
    body: bytes
    content_type: str = "text/plain; charset=utf-8"
    location: str = ""


def refusal(status: HTTPStatus, reason: str) -> Response:
    """Return a response of one sentence."""
    return Response(status, f"{status} {status.phrase}: {reason}\n".encode())


def is_allowed_host(header: str, listening: str) -> bool:
    """Return whether the Host of a request names this machine.

    A page of another site can make its name lead to this machine (DNS rebinding), and would read an
    unpublished site. It can't make a browser send another Host than its name.

    Args:
        header: the value of the header.
        listening: the value of ``--host``; the wildcard addresses stand for all of this machine.
    """
    name = _PORT.sub("", header.strip()).strip("[]").rstrip(".").casefold()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    is_wildcard = listening in _WILDCARDS
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        names = {listening.casefold()}
        if is_wildcard:
            machine = socket.gethostname().casefold()
            names = {machine, f"{machine}.local"}
        return bool(name) and name in names
    # A rebinding page has a name, never an address.
    return address.is_loopback or is_wildcard or str(address) == listening.casefold()


def parse_path(target: str) -> str | None:
    """Return the decoded path of a request; None if it is no path of a file.

    Args:
        target: the second word of the request, whose bytes were decoded as Latin-1.
    """
    if not target.startswith("/"):
        return None
    data = unquote_to_bytes(target.partition("#")[0].partition("?")[0].encode("latin-1"))
    try:
        path = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(path) else path


def file_response(site: Path, path: str, epoch: int, fault: str) -> Response:
    """Return a file of a site, in HTML with the script that loads it again.

    Args:
        site: the folder.
        path: the decoded path of the request.
        epoch: number of the site that is shown.
        fault: why the last build failed; shown in the place of every page.
    """
    name = posixpath.normpath(f"/{path}").lstrip("/")
    if fault and (path.endswith("/") or PurePosixPath(name).suffix in _PAGE_SUFFIXES):
        page = (_FAULT_PAGE % html.escape(fault)).encode("utf-8", "replace")
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        return Response(status, _with_script(page, epoch), "text/html; charset=utf-8")
    file = site / name / "index.html" if path.endswith("/") else site / name
    real, root = os.path.realpath(file), os.path.realpath(site)
    if real != root and not real.startswith(f"{root}{os.sep}"):
        return refusal(HTTPStatus.FORBIDDEN, "this is a link that leads out of the site")
    try:
        if (file / "index.html").is_file():
            return Response(HTTPStatus.FOUND, b"", location=f"/{quote(name)}/")
        # A pipe would never end.
        if file.is_file():
            return _read(file, HTTPStatus.OK, epoch)
        return _read(site / "404.html", HTTPStatus.NOT_FOUND, epoch)
    except (OSError, ValueError):
        return refusal(HTTPStatus.NOT_FOUND, "there is no such file")


def _read(file: Path, status: HTTPStatus, epoch: int) -> Response:
    data = file.read_bytes()
    content_type = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    if file.suffix == ".html":
        data = _with_script(data, epoch)
    if content_type and content_type.startswith("text/"):
        content_type += "; charset=utf-8"
    return Response(status, data, content_type or "application/octet-stream")


def _with_script(page: bytes, epoch: int) -> bytes:
    """Return a page with the script, which its Content-Security-Policy allows by a hash."""
    script = _SCRIPT % {"epoch": epoch}
    source = hash_source(script).encode("ascii")
    page = page.replace(_SCRIPT_SOURCES, _SCRIPT_SOURCES + b" " + source, 1)
    end = page.rfind(b"</body>")
    end = len(page) if end < 0 else end
    return page[:end] + f"<script>{script}</script>".encode() + page[end:]
