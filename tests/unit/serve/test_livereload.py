"""The server that loads pages again: real requests, each answered within a moment."""

import http.client
import socket
import threading
import time

import pytest

from sitegen.serve import livereload
from sitegen.serve.livereload import SiteServer


@pytest.fixture
def site(tmp_path):
    (tmp_path / "index.html").write_text("<body>home</body>")
    return tmp_path


@pytest.fixture
def server(site):
    with SiteServer(site, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def request(server, path="/", method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def send(server, data):
    """Send bytes and return all that comes back."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall(data)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


def test_a_free_port_is_in_the_address(server):
    assert 0 < server.server_port < 65_536
    assert server.url == f"http://127.0.0.1:{server.server_port}/"


def test_a_port_in_use_is_an_error(server, site):
    with pytest.raises(OSError, match="in use"):
        SiteServer(site, "127.0.0.1", server.server_port)


def test_the_address_of_version_6_has_brackets(site):
    try:
        server = SiteServer(site, "::1", 0)
    except OSError:
        pytest.skip("this machine has no IPv6")
    with server:
        assert server.url == f"http://[::1]:{server.server_port}/"


def test_get_and_head_are_answered(server):
    response, body = request(server)
    assert response.status == 200
    assert b"home" in body
    head, nothing = request(server, method="HEAD")
    assert (head.status, nothing) == (200, b"")
    assert head.getheader("Content-Length") == str(len(body)) == response.getheader(
        "Content-Length"
    )  # fmt: skip


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "FOO"])
def test_other_methods_are_405(server, method):
    response, _ = request(server, method=method)
    assert (response.status, response.getheader("Allow")) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/%00", 400), ("/a%00b.html", 400), ("/%ff", 400), ("x", 400),
        (f"/livereload/{'1' * 5000}", 400), (f"/livereload/1/{'1' * 5000}", 400),
        ("/livereload/", 400), ("/livereload/x", 400), ("/livereload/-1", 400),
        ("/livereload/0", 200), ("/livereload/0/1", 200), ("/missing", 404),
        ("/../../etc/passwd", 404), ("/%2e%2e/%2e%2e/etc/passwd", 404),
    ],
)  # fmt: skip
def test_odd_addresses_are_refused_and_none_is_a_fault(server, path, code):
    response, body = request(server, path)
    assert response.status == code
    assert b"root:" not in body


def test_hosts_that_are_not_this_machine_are_refused(server):
    assert request(server, Host="evil.com")[0].status == 403
    assert request(server, Host=f"localhost:{server.server_port}")[0].status == 200
    assert b" 400 " in send(server, b"GET / HTTP/1.1\r\n\r\n")
    two = b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.com\r\n\r\n"
    assert b" 400 " in send(server, two)


def test_a_browser_hears_of_a_new_site_at_once(server):
    epoch = int(request(server, "/livereload/0")[1])
    answers = []
    waiting = threading.Thread(
        target=lambda: answers.append(int(request(server, f"/livereload/{epoch}")[1]))
    )
    waiting.start()
    time.sleep(0.1)
    assert not answers
    # Others are answered meanwhile.
    assert request(server)[0].status == 200
    server.show()
    waiting.join(10)
    assert answers == [epoch + 1]


def test_a_browser_that_hears_nothing_asks_again(server, monkeypatch):
    monkeypatch.setattr(livereload, "_POLL_TIMEOUT_S", 0.1)
    epoch = int(request(server, "/livereload/0")[1])
    assert int(request(server, f"/livereload/{epoch}")[1]) == epoch


def test_the_message_of_a_failed_build_goes_with_the_next_good_one(server):
    server.show("a <b> fault")
    response, body = request(server)
    assert response.status == 500
    assert b"a &lt;b&gt; fault" in body
    server.show()
    response, body = request(server)
    assert response.status == 200
    assert b"home" in body


def test_a_fault_of_the_server_is_an_answer(server, monkeypatch, caplog):
    def fail(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(livereload, "file_response", fail)
    response, body = request(server)
    assert response.status == 500
    assert b"ZeroDivisionError" in body
    assert "/: can't be answered" in caplog.text


def test_slow_and_broken_clients_keep_nobody_waiting(server):
    idle = [socket.create_connection(("127.0.0.1", server.server_port)) for _ in range(60)]
    for connection in idle[:20]:
        connection.sendall(b"GET / HT")
    for connection in idle[20:40]:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        connection.close()
    start = time.monotonic()
    assert request(server)[0].status == 200
    assert time.monotonic() - start < 5
    for connection in idle:
        connection.close()
