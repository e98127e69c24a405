"""The client: limits, redirects, addresses of the local network, certificates, conditions."""

import gzip
import ssl
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sitegen.fetch.client import Client, Manners, parse_retry_after
from sitegen.fetch.connections import Limits
from sitegen.fetch.outcomes import FetchError
from tests.unit.fetch.services import NOW, Reply

CERTIFICATE = Path(__file__).parents[2] / "fixtures" / "fetch" / "self-signed.pem"
LOCAL = Manners(0, local_hosts=("localhost",))


@pytest.fixture
def client(clock):
    client = Client(clock, Limits(silence_s=5, total_s=5, max_bytes=1000))
    yield client
    client.close()


def test_an_answer_is_read_unpacked_and_connections_are_kept(client, service):
    headers = {"Content-Encoding": "gzip", "ETag": '"a"'}
    body = gzip.compress(b"one, ") + gzip.compress(b"two")
    service.play("/", Reply(body, headers=headers))
    for _ in range(2):
        answer = client.get(service.url("/"), LOCAL)
        assert (answer.body, answer.headers["etag"]) == (b"one, two", '"a"')
    assert service.connections == 1
    assert service.agents[0].startswith("sitegen/")


def test_a_connection_that_the_host_closed_is_opened_again(client, service, clock):
    service.play("/", Reply(b"a", headers={"Connection": "close"}), Reply(b"b"))
    assert client.get(service.url("/"), LOCAL).body == b"a"
    assert client.get(service.url("/"), LOCAL).body == b"b"
    assert clock.waits == []


def test_a_body_that_is_cut_off_is_asked_for_again(client, service, clock):
    service.play("/", Reply(b"whole", cut=2), Reply(b"whole"))
    assert client.get(service.url("/"), LOCAL).body == b"whole"
    assert clock.waits == [10]
    packed = gzip.compress(b"whole" * 9)
    cut = Reply(packed[:-9], headers={"Content-Encoding": "gzip"})
    service.play("/", cut)
    with pytest.raises(FetchError, match="is cut off, 4 times; try again later"):
        client.get(service.url("/"), LOCAL)
    assert clock.waits == [10, 10, 20, 40]


@pytest.mark.parametrize(
    ("limits", "reply", "fault"),
    [
        (Limits(0.03, 5), Reply(b"late", stall_s=2), "there was no answer for 0.03 s"),
        (Limits(5, 0.05), Reply(b"drop by drop" * 99, drip_s=0.01), "took longer than 0.05 s"),
    ],
)
def test_a_host_that_is_slow_costs_a_limited_time(clock, service, limits, reply, fault):
    client = Client(clock, limits)
    service.play("/", reply)
    with pytest.raises(FetchError, match=fault):
        client.get(service.url("/"), LOCAL)
    client.close()
    # The next test must not see requests of this one.
    service.wait_for_requests(4)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"x" * 1001),
        Reply(gzip.compress(b"x" * 9_000_000), headers={"Content-Encoding": "gzip"}),
    ],
)
def test_an_answer_has_a_limit_of_size_also_unpacked(client, service, reply):
    service.play("/", reply)
    with pytest.raises(FetchError, match="has more than"):
        client.get(service.url("/"), LOCAL)
    assert len(service.asked) == 1


def test_an_unknown_packing_is_refused(client, service):
    service.play("/", Reply(b"x", headers={"Content-Encoding": "br"}))
    with pytest.raises(FetchError, match="packed as br"):
        client.get(service.url("/"), LOCAL)


def test_redirects_are_followed_to_a_limit(client, service):
    service.play("/a", Reply(status=301, headers={"Location": "/b c"}))
    service.play("/b%20c", Reply(b"there"))
    assert client.get(service.url("/a"), LOCAL).body == b"there"
    service.play("/loop", Reply(status=302, headers={"Location": "/loop"}))
    with pytest.raises(FetchError, match="redirected more than 5 times"):
        client.get(service.url("/loop"), LOCAL)


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("https://localhost/", "from http to https"),
        ("file:///etc/passwd", "from http to file"),
        ("gopher://localhost:70/", "from http to gopher"),
        ("http://[::1", "to what is no address"),
        ("http://localhost:99999/", "port that is no number"),
        ("http://127.0.0.1:{port}/secret", "127.0.0.1 is an address of the local network"),
        ("http://[::ffff:127.0.0.1]:{port}/secret", "of the local network"),
        ("http://2130706433:{port}/secret", "of the local network"),
        ("http://0:{port}/secret", "of the local network"),
    ],
)
def test_a_redirect_stays_in_its_scheme_and_out_of_the_local_network(
    client, service, target, fault
):
    target = target.replace("{port}", str(service.port))
    service.play("/", Reply(status=302, headers={"Location": target}))
    service.play("/secret", Reply(b"secret"))
    with pytest.raises(FetchError, match=fault):
        client.get(service.url("/"), LOCAL)
    assert service.asked == ["/"]


def test_hosts_of_the_local_network_have_to_be_named(client, service):
    service.play("/", Reply(b"x"))
    with pytest.raises(FetchError, match=r'set local_hosts = \["localhost"\]'):
        client.get(service.url("/"), Manners(0))
    assert service.asked == []
    # A connection of an entry that may is not used for one that may not.
    assert client.get(service.url("/"), LOCAL).body == b"x"
    with pytest.raises(FetchError, match="local network"):
        client.get(service.url("/"), Manners(0))


def test_certificates_are_checked(clock):
    class Handler(BaseHTTPRequestHandler):
        pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None
    thread = threading.Thread(target=server.handle_request, daemon=True)
    thread.start()
    with pytest.raises(FetchError, match="the certificate is not valid: self-signed"):
        Client(clock).get(f"https://localhost:{server.server_port}/", LOCAL)
    thread.join()
    server.server_close()


def test_a_host_without_an_address_is_a_failure(client, clock):
    with pytest.raises(FetchError, match=r"the connection failed: .*\(is the address right"):
        client.get("http://nothing.invalid/", LOCAL)
    assert clock.waits == [10, 20, 40]


def test_requests_to_a_host_have_a_pause_between_them(client, service, clock):
    service.play("/", Reply(b"x"))
    manners = Manners(3, local_hosts=("localhost",))
    client.get(service.url("/"), manners)
    clock.seconds += 1
    client.get(service.url("/"), manners)
    clock.seconds += 3
    client.get(service.url("/"), manners)
    assert clock.waits == [2]


def test_messages_and_logs_keep_keys(clock, service):
    lines = []
    client = Client(clock, log=lines.append)
    service.play("/", Reply(status=400))
    with pytest.raises(FetchError) as caught:
        client.get(service.url("/?q=a&api_key=hush"), LOCAL)
    client.close()
    assert service.asked == ["/?q=a&api_key=hush"]
    assert "hush" not in str(caught.value) + "".join(lines)
    assert "api_key=…" in str(caught.value)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0), (" 0 ", 0.0), ("Fri, 27 Nov 2026 06:01:00 GMT", 60.0),
        ("Fri, 27 Nov 2026 05:00:00 GMT", 0.0), ("27 Nov 2026 06:01:00", 60.0), ("", None),
        ("-3", None), ("soon", None), ("9" * 5000, 999_999_999.0), ("²", None),
    ],
)  # fmt: skip
def test_a_wait_is_a_number_or_a_date(value, seconds):
    assert parse_retry_after(value, NOW) == seconds
    assert parse_retry_after(value, NOW + timedelta(days=1)) in {seconds, 0.0}
