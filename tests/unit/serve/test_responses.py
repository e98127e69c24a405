"""What is answered: hosts, paths, files, and the page of a failed build."""

import os
import socket
from http import HTTPStatus
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.serve.responses import file_response, is_allowed_host, parse_path


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    (folder / "papers" / "sub").mkdir(parents=True)
    (folder / "index.html").write_text("<body>home</body></html>")
    (folder / "404.html").write_text("<body>none</body>")
    (folder / "papers" / "ü.html").write_text("a page without an end tag")
    (folder / "papers" / "sub" / "index.html").write_text("sub")
    (folder / "a.js").write_text("js")
    (folder / "b.pagefind").write_bytes(b"\xff")
    (tmp_path / "secret.html").write_text("secret")
    return folder


def get(site, path, fault=""):
    return file_response(site, path, 7, fault)


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:80", "localhost.", "a.localhost:8000", "127.0.0.1", "127.8.9.1:1",
     "[::1]", "[::1]:8000"],
)  # fmt: skip
def test_names_of_this_machine_are_allowed(host):
    assert is_allowed_host(host, "127.0.0.1")


@pytest.mark.parametrize(
    "host",
    ["", ":80", "evil.com", "evil.com:8000", "localhost.evil.com", "127.0.0.1.evil.com", "10.0.0.1",
     "notlocalhost", "[::2]", "0.0.0.0", "evil.com#localhost", "localhost@evil.com"],
)  # fmt: skip
def test_other_names_are_not(host):
    assert not is_allowed_host(host, "127.0.0.1")
    assert not is_allowed_host(host, "localhost")


def test_the_name_that_the_server_listens_on_is_allowed():
    assert is_allowed_host("papers.lan:8000", "Papers.lan")
    assert is_allowed_host("10.0.0.1", "10.0.0.1")
    assert not is_allowed_host("10.0.0.2", "10.0.0.1")
    assert not is_allowed_host("papers.lan", "10.0.0.1")


@pytest.mark.parametrize("wildcard", ["0.0.0.0", "::"])
def test_a_wildcard_address_allows_addresses_and_the_machines_name(wildcard):
    for host in ("192.168.1.5:8000", "[2001:db8::1]:80", socket.gethostname(), "localhost"):
        assert is_allowed_host(host, wildcard)
    assert not is_allowed_host("evil.com", wildcard)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "/"), ("/a?q=%00", "/a"), ("/a#b", "/a"), ("/%C3%BC.html", "/ü.html"),
        ("/Ã¼", "/ü"), ("/a%20b", "/a b"),
        ("", None), ("a", None), ("http://evil.com/", None), ("*", None), ("/%00", None),
        ("/a%0Ab", None), ("/%ff", None), ("/%7f", None),
    ],
)  # fmt: skip
def test_paths_are_decoded_and_impossible_ones_refused(target, path):
    assert parse_path(target) == path


@pytest.mark.parametrize(
    ("path", "body", "content_type"),
    [
        ("/a.js", b"js", "text/javascript; charset=utf-8"),
        ("/b.pagefind", b"\xff", "application/octet-stream"),
        ("//a.js", b"js", "text/javascript; charset=utf-8"),
        ("/papers/../a.js", b"js", "text/javascript; charset=utf-8"),
    ],
)
def test_a_file_is_sent_as_it_is(site, path, body, content_type):
    response = get(site, path)
    assert (response.status, response.body, response.content_type) == (200, body, content_type)


@pytest.mark.parametrize("path", ["/", "/index.html", "/papers/ü.html", "/papers/sub/"])
def test_a_page_loads_again_when_there_is_another_epoch(site, path):
    response = get(site, path)
    assert response.status == HTTPStatus.OK
    assert response.content_type == "text/html; charset=utf-8"
    assert b'"/livereload/7"' in response.body
    assert b"</body>" not in response.body.partition(b"<script>")[0]


def test_a_folder_with_an_index_has_a_slash(site):
    response = get(site, "/papers/sub")
    assert (response.status, response.location) == (HTTPStatus.FOUND, "/papers/sub/")
    # Never the address of another host.
    assert get(site, "//papers/sub").location == "/papers/sub/"


@pytest.mark.parametrize(
    "path", ["/x.html", "/papers", "/papers/", "/../secret.html", "/a.js/", "/" + "a" * 5000]
)
def test_what_is_missing_has_the_sites_page(site, path):
    response = get(site, path)
    assert response.status == HTTPStatus.NOT_FOUND
    assert b"secret" not in response.body
    assert b"none" in response.body or b"no such file" in response.body
    (site / "404.html").unlink()
    assert get(site, path).status == HTTPStatus.NOT_FOUND


def test_links_that_leave_the_site_are_refused(site, tmp_path):
    (site / "link.html").symlink_to(tmp_path / "secret.html")
    (site / "up").symlink_to(tmp_path)
    (site / "inside.js").symlink_to(site / "a.js")
    (site / "loop.html").symlink_to(site / "loop.html")
    for path in ("/link.html", "/up/secret.html", "/up"):
        assert get(site, path).status == HTTPStatus.FORBIDDEN
    assert get(site, "/inside.js").body == b"js"
    assert get(site, "/loop.html").status == HTTPStatus.NOT_FOUND


def test_a_pipe_is_not_waited_for(site):
    os.mkfifo(site / "pipe.html")
    assert get(site, "/pipe.html").status == HTTPStatus.NOT_FOUND


def test_a_site_behind_a_link_is_served(site, tmp_path):
    (tmp_path / "alias").symlink_to(site)
    assert get(tmp_path / "alias", "/a.js").status == HTTPStatus.OK


def test_a_failed_build_is_shown_escaped_in_the_place_of_pages(site):
    fault = "a.bib:1: <script>alert(1)</script> \ud800 100% & more\nsecond line"
    for path in ("/", "/index.html", "/papers", "/missing.html"):
        response = get(site, path, fault)
        assert response.status == HTTPStatus.INTERNAL_SERVER_ERROR
        assert response.content_type == "text/html; charset=utf-8"
        assert b"&lt;script&gt;alert(1)&lt;/script&gt; ? 100% &amp; more\nsecond" in response.body
        assert b"<script>alert" not in response.body
        assert b'"/livereload/7"' in response.body
    assert get(site, "/a.js", fault).status == HTTPStatus.OK


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.sampled_from(["", "x"]))
def test_every_path_has_an_answer(tmp_path_factory, text, fault):
    path = parse_path(f"/{quote(text)}")
    assert (path is None) == any(c < " " or c == "\x7f" for c in text)
    if path is not None:
        response = file_response(tmp_path_factory.getbasetemp() / "gone", path, 1, fault)
        assert response.status in {404, 500}


@given(st.binary(max_size=60))
def test_any_bytes_are_a_path_or_none(data):
    path = parse_path(f"/{data.decode('latin-1')}")
    assert path is None or (path.startswith("/") and "\0" not in path)
