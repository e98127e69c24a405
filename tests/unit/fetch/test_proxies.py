"""Proxies of the environment: which hosts they are asked for, and how."""

import socket
import ssl
import threading
from contextlib import closing, contextmanager

import pytest

from sitegen.fetch.client import Client, Manners
from sitegen.fetch.outcomes import FetchError
from sitegen.fetch.proxies import Proxy, find_proxy
from tests.unit.digest.mail_server import server_tls
from tests.unit.fetch.services import Reply

MANNERS = Manners(0)


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "REQUEST_METHOD"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return monkeypatch


def test_the_environment_says_which_hosts_have_a_proxy(environment):
    assert find_proxy("https", "papers.invalid", 443) is None
    environment.setenv("HTTPS_PROXY", "http://ada:p%40ss@proxy.example:3128")
    environment.setenv("NO_PROXY", "journal.invalid, .lab.invalid")
    proxy = find_proxy("https", "papers.invalid", 443)
    assert (proxy.host, proxy.port) == ("proxy.example", 3128)
    assert proxy.headers == {"Proxy-Authorization": "Basic YWRhOnBAc3M="}
    assert "YWRh" not in repr(proxy)
    assert find_proxy("http", "papers.invalid", 80) is None
    for host in ("journal.invalid", "a.lab.invalid"):
        assert find_proxy("https", host, 443) is None
    environment.setenv("HTTPS_PROXY", "proxy.example")
    assert find_proxy("https", "papers.invalid", 443) == Proxy("proxy.example", 80)


@pytest.mark.parametrize("address", ["socks5://proxy.example:1080", "http://", "http://a:x"])
def test_a_proxy_that_can_not_be_used_is_said(environment, address):
    environment.setenv("HTTP_PROXY", address)
    with pytest.raises(FetchError, match=r"^HTTP_PROXY "):
        find_proxy("http", "papers.invalid", 80)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "169.254.169.254", "::1"])
def test_a_proxy_is_not_asked_for_the_local_network(environment, host):
    environment.setenv("HTTP_PROXY", "http://proxy.example:3128")
    with pytest.raises(FetchError, match="is an address of the local network"):
        find_proxy("http", host, 80)


def test_a_plain_request_goes_to_the_proxy_as_a_whole(environment, clock, service):
    environment.setenv("HTTP_PROXY", f"http://ada:secret@localhost:{service.port}")
    service.play("/feed", lambda _, headers: Reply(headers["Proxy-Authorization"]))
    with closing(Client(clock)) as client:
        answer = client.get("http://papers.invalid/feed?a=1", MANNERS)
    assert answer.body == b"Basic YWRhOnNlY3JldA=="
    assert service.asked == ["http://papers.invalid/feed?a=1"]
    # A host of the local network is asked without it.
    service.reset()
    service.play("/feed", Reply(b"x"))
    with closing(Client(clock)) as client:
        client.get(service.url("/feed"), Manners(0, local_hosts=("localhost",)))
    assert service.asked == ["/feed"]


@contextmanager
def tunnel(answer):
    """Run a proxy for one request; yield its port and what it was asked."""
    asked = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(20)

    def serve():
        stream, _ = server.accept()
        with stream:
            asked.append(stream.recv(4096).decode())
            stream.sendall(answer)
            if b" 200 " in answer:
                try:
                    server_tls().wrap_socket(stream, server_side=True).close()
                except ssl.SSLError:
                    asked.append("refused")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield server.getsockname()[1], asked
    thread.join(10)
    server.close()


def test_an_encrypted_request_goes_through_a_tunnel_and_checks_the_host(environment, clock):
    with tunnel(b"HTTP/1.1 200 OK\r\n\r\n") as (port, asked):
        environment.setenv("HTTPS_PROXY", f"http://ada:secret@localhost:{port}")
        with pytest.raises(FetchError, match="the certificate is not valid: self-signed"):
            Client(clock).get("https://papers.invalid/feed", MANNERS)
    assert asked[0].startswith("CONNECT papers.invalid:443 HTTP/1.")
    assert "Proxy-Authorization: Basic YWRhOnNlY3JldA==\r\n" in asked[0]
    assert "feed" not in asked[0]
    assert asked[1] == "refused"


def test_a_proxy_that_refuses_is_named_without_its_password(environment, clock):
    with tunnel(b"HTTP/1.1 407 Who are you?\r\n\r\n") as (port, _):
        environment.setenv("HTTPS_PROXY", f"http://ada:secret@localhost:{port}")
        with pytest.raises(FetchError) as caught:
            Client(clock).get("https://papers.invalid/", MANNERS)
    assert f"the proxy localhost:{port} refuses: Tunnel connection failed: 407" in str(caught.value)
    assert "secret" not in str(caught.value)
