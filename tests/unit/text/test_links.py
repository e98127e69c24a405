"""Addresses in texts."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.paper import Link
from sitegen.text.links import find_links, link_kind, safe_url, split_links


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("see https://github.com/a/b.", "https://github.com/a/b"),
        ("at [https://github.com/a/b] the", "https://github.com/a/b"),
        ("(https://en.wikipedia.org/wiki/A_(b))", "https://en.wikipedia.org/wiki/A_%28b%29"),
        ("HTTPS://Example.org/x, and", "https://Example.org/x"),
        ("https://münchen.de/a", "https://xn--mnchen-3ya.de/a"),
    ],
)
def test_finds_an_address_without_its_surroundings(text, url):
    assert [link.url for link in find_links(text)] == [url]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com/a/b", "code"),
        ("https://github.com/a", "link"),
        ("https://huggingface.co/a/b", "model"),
        ("https://huggingface.co/papers/2606.00683", "link"),
        ("https://arxiv.org/abs/1706.03762", "arxiv"),
        ("https://arxiv.org/pdf/1706.03762v2", "pdf"),
        ("https://doi.org/10.1/x", "doi"),
        ("https://x.org/paper.PDF", "pdf"),
        ("https://bit.ly/3zf2CVs", "link"),
    ],
)
def test_tells_kinds_apart(url, kind):
    assert link_kind(url) == kind


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//x.org", "http://", "https://a@b.org/",
     "https://x y.org", "ftp://x.org", "https://[::1", "http://localhost<b>/", ""],
)  # fmt: skip
def test_refuses_what_is_no_web_address(url):
    assert safe_url(url) is None


@given(st.text(max_size=100))
def test_a_safe_address_has_nothing_to_escape(path):
    url = safe_url("https://x.org/" + path)
    if url is not None:
        assert url.isascii()
        assert not set(url) & set(" \"'<>`\\()[]{}*\n")
        assert safe_url(url) == url


@given(st.text(alphabet="htps:/ .xyzorg()[]{}\"'<>?&;", max_size=80))
def test_parts_show_the_whole_text(text):
    shown = "".join(p.url if isinstance(p, Link) else p for p in split_links(text))
    for part in split_links(text):
        if isinstance(part, Link):
            assert urlsplit(part.url).scheme in {"http", "https"}
    if not find_links(text):
        assert shown == text
