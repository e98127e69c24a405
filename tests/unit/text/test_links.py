"""URLs in texts."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.paper import Link
from sitegen.text.links import classify_link, find_links, safe_url, split_links


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("see https://github.com/a/b.", "https://github.com/a/b"),
        ("at [https://github.com/a/b] the", "https://github.com/a/b"),
        ("(https://en.wikipedia.org/wiki/A_(b))", "https://en.wikipedia.org/wiki/A_%28b%29"),
        ("HTTPS://Example.org/x, and", "https://Example.org/x"),
        ("https://münchen.de/a", "https://xn--mnchen-3ya.de/a"),
        ("see https://x.org/a[1], b", "https://x.org/a%5B1%5D"),
        ("{https://x.org/a}!”", "https://x.org/a"),
        ("https://x.org/a))", "https://x.org/a"),
        ("https://x.org/(a))", "https://x.org/%28a%29"),
    ],
)
def test_finds_a_url_without_its_surroundings(text, url):
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
        ("https://ar5iv.org/abs/1706.03762", "arxiv"),
        ("https://arxiv.org/list/cs.CL", "link"),
        ("https://www.arxiv.org/abs/1706.03762", "arxiv"),
        ("https://x.org/abs/1706.03762", "link"),
        ("https://dx.doi.org/10.1/x.pdf", "doi"),
        ("HTTPS://GitHub.com:443/a/b", "code"),
        ("https://github.com/a/", "link"),
        ("https://github.com", "link"),
        ("https://huggingface.co/a", "link"),
        ("https://x.org/a/b", "link"),
        ("not a url", "link"),
    ],
)
def test_classifies_targets(url, kind):
    assert classify_link(url) == kind


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//x.org", "http://", "https://a@b.org/",
     "https://x y.org", "ftp://x.org", "https://[::1", "http://localhost<b>/", ""],
)  # fmt: skip
def test_rejects_other_urls(url):
    assert safe_url(url) is None


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        (" https://x.org/a b ", "https://x.org/a%20b"),
        ("HTTP://x.org/ä", "http://x.org/%C3%A4"),
        ("https://x.org/50%/%41", "https://x.org/50%25/%41"),
        ("https://x.org:8080/a'b", "https://x.org:8080/a%27b"),
        ("https://x.org?q=(a)", "https://x.org?q=%28a%29"),
        ("https://X.org", "https://X.org"),
        ("https://.x.org/", None),
        ("https://x/", None),
        ("https://ä..org/", None),
        ("ftp://x.org/(a)", None),
        ("https://a@x.org/(a)", None),
    ],
)
def test_encodes_what_a_url_may_not_contain(url, safe):
    assert safe_url(url) == safe


def test_splits_a_text_at_its_links():
    code = Link("https://github.com/a/b", "code")
    page = Link("https://x.org/%C3%A4", "link")
    text = "see https://github.com/a/b, or https://x.org/ä."
    assert split_links(text) == ["see ", code, ", or ", page, "."]
    assert split_links("https://github.com/a/b") == [code]
    assert split_links("a https://x b") == ["a https://x b"]
    assert split_links("https://x https://github.com/a/b") == ["https://x ", code]
    assert split_links("") == []


def test_finds_distinct_links_in_order():
    links = find_links("https://b.org https://a.org https://b.org")
    assert [link.url for link in links] == ["https://b.org", "https://a.org"]
    assert find_links("no link") == ()


@given(st.text(max_size=100))
def test_a_safe_url_has_nothing_to_escape(path):
    url = safe_url("https://x.org/" + path)
    if url is not None:
        assert url.isascii()
        assert not set(url) & set(" \"'<>`\\()[]{}*\n")
        assert safe_url(url) == url


@given(st.text(alphabet="htps:/ .xyzorg()[]{}\"'<>?&;", max_size=80))
def test_parts_contain_the_whole_text(text):
    joined = "".join(p.url if isinstance(p, Link) else p for p in split_links(text))
    for part in split_links(text):
        if isinstance(part, Link):
            assert urlsplit(part.url).scheme in {"http", "https"}
    if not find_links(text):
        assert joined == text


def test_many_signs_behind_an_address_are_cut_at_once():
    # Counting the brackets for each sign would take minutes.
    url = "https://x.org/a_(b)"
    (link,) = find_links(url + ")." * 100_000)
    assert link.url == "https://x.org/a_%28b%29"
