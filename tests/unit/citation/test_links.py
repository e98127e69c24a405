"""Addresses in citations."""

import pytest

from sitegen.citation.links import citation_url, pdf_url
from sitegen.paper import Link, Paper

SOURCE, PDF = Link("https://e.org/a", "source"), Link("https://e.org/a.pdf", "pdf")
OTHER, CODE = Link("https://e.org/b.pdf", "pdf"), Link("https://e.org/c", "code")


@pytest.mark.parametrize(
    ("paper", "url", "pdf"),
    [
        (Paper("T", links=(CODE, PDF, SOURCE, OTHER), arxiv_id="1706.03762"), SOURCE.url, PDF.url),
        (Paper("T", links=(PDF,), arxiv_id="1706.03762"), "https://arxiv.org/abs/1706.03762", PDF.url),
        (Paper("T", links=(PDF, OTHER)), PDF.url, PDF.url),
        (Paper("T", links=(CODE,), doi="10.1/a"), "", ""),
    ],
)  # fmt: skip
def test_the_publisher_s_page_is_better_than_arxiv_s_and_that_than_the_pdf(paper, url, pdf):
    assert (citation_url(paper), pdf_url(paper)) == (url, pdf)
