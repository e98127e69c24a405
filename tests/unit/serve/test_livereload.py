"""The server that reloads browsers."""

import base64
import hashlib
import socket
from http import HTTPStatus

import pytest

from sitegen.serve.livereload import _free_port, allow_reload_script, live_server


def test_a_free_port_can_be_bound():
    port = _free_port("127.0.0.1")
    assert 0 < port < 65_536
    socket.create_server(("127.0.0.1", port)).close()


def test_a_missing_page_is_the_sites(tmp_path):
    (tmp_path / "404.html").write_bytes(b"gone")
    server = live_server(lambda: None, tmp_path, "127.0.0.1", 0)
    try:
        assert server.error_handler(HTTPStatus.NOT_FOUND) == b"gone"
        assert server.error_handler(HTTPStatus.FORBIDDEN) is None
    finally:
        server.server_close()


class TestReloadScript:
    """The script that MkDocs adds to each page is allowed by the page's policy."""

    POLICY = b"<meta content=\"script-src 'self' 'wasm-unsafe-eval'; style-src 'self'\">"

    @pytest.fixture
    def served(self, tmp_path):
        (tmp_path / "index.html").write_bytes(self.POLICY + b"<script>x()</script><body></body>")
        (tmp_path / "404.html").write_bytes(b"gone")
        (tmp_path / "a.txt").write_bytes(b"text")
        server = live_server(lambda: None, tmp_path, "127.0.0.1", 0)
        # A watched path makes it add the script.
        server.watch(str(tmp_path))

        def get(path):
            responses = []
            environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET"}
            body = server.get_app()(environ, lambda *start: responses.append(start))
            data = b"".join(body)
            getattr(body, "close", lambda: None)()
            ((status, headers),) = responses
            return status, dict(headers), data

        yield get
        server.server_close()

    def test_its_hash_is_added(self, served):
        status, headers, data = served("/index.html")
        assert (status, headers["Content-Length"]) == ("200 OK", str(len(data)))
        script = data.rpartition(b"<script>")[2].partition(b"</script>")[0]
        assert b"livereload(" in script
        digest = base64.b64encode(hashlib.sha256(script).digest())
        assert b"script-src 'self' 'sha256-" + digest + b"' 'wasm-unsafe-eval'; style-src" in data

    def test_other_responses_stay(self, served):
        assert served("/a.txt")[::2] == ("200 OK", b"text")
        assert served("/missing.html")[::2] == ("404 Not Found", b"gone")

    def test_only_the_reload_script_is_allowed(self):
        page = self.POLICY + b"<script>x()</script>"
        assert allow_reload_script(page) == page
