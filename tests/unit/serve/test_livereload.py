"""The server that reloads browsers."""

import socket
from http import HTTPStatus

from sitegen.serve.livereload import _free_port, live_server


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
