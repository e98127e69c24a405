"""External links of a paper."""

import pytest

from sitegen.pages.links import ExternalLink, external_links, is_same_host
from sitegen.paper import Link, Paper


def test_an_arxiv_id_gives_two_links_in_front_and_a_doi_one_at_the_end():
    paper = Paper("T", arxiv_id="1706.03762", doi="10.1/a b", links=(Link("https://x.y/", "code"),))
    assert external_links(paper) == (
        ExternalLink("https://arxiv.org/abs/1706.03762", "arXiv", "arxiv"),
        ExternalLink("https://arxiv.org/pdf/1706.03762", "PDF", "pdf"),
        ExternalLink("https://x.y/", "Code", "code"),
        ExternalLink("https://doi.org/10.1/a%20b", "DOI", "doi"),
    )


def test_kinds_that_the_source_gives_are_not_added():
    links = (
        Link("https://arxiv.org/abs/1", "arxiv"),
        Link("https://e.org/a.pdf", "pdf"),
        Link("https://doi.org/10.2/x", "doi"),
    )
    paper = Paper("T", arxiv_id="1706.03762", doi="10.1/a", links=links)
    assert [link.url for link in external_links(paper)] == [link.url for link in links]


def test_a_pdf_goes_second():
    links = (Link("https://arxiv.org/abs/1", "arxiv"), Link("https://e.org/", "link"))
    urls = [link.kind for link in external_links(Paper("T", arxiv_id="1", links=links))]
    assert urls == ["arxiv", "pdf", "link"]


def test_repeated_addresses_are_one_link():
    links = (Link("https://e.org/", "link"), Link("https://e.org/", "source"))
    assert external_links(Paper("T", links=links)) == (
        ExternalLink("https://e.org/", "Source", "source"),
    )


@pytest.mark.parametrize(
    ("url", "other", "is_same"),
    [
        ("https://E.org/a.pdf", "http://e.org/x/", True),
        ("https://e.org/a.pdf", "https://www.e.org/", False),
        ("", "", False),
        ("https://[", "https://[", False),
    ],
)
def test_addresses_of_one_host(url, other, is_same):
    assert is_same_host(url, other) == is_same
