"""The addresses that a citation gives: of the paper's page elsewhere, and of its PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sitegen.identifiers import arxiv_url

if TYPE_CHECKING:
    from sitegen.paper import Paper

#: Kinds of links whose address a citation gives, best first.
URL_KINDS: Final = ("source", "arxiv", "pdf")
#: Characters that stay as they are in an address.
_URL_CHARS: Final = "!#$%&'()*+,-./:;=?@[]_~"


def citation_url(paper: Paper) -> str:
    """Return the address of the publisher's page, of arXiv's, or of the PDF; a DOI is one too."""
    urls = {link.kind: link.url for link in reversed(paper.links)}
    if paper.arxiv_id:
        urls.setdefault("arxiv", arxiv_url(paper.arxiv_id))
    return next((_quoted(urls[kind]) for kind in URL_KINDS if kind in urls), "")


def pdf_url(paper: Paper) -> str:
    """Return the address of the PDF that a source gives, or empty."""
    return next((_quoted(link.url) for link in paper.links if link.kind == "pdf"), "")


def _quoted(url: str) -> str:
    # What a brace or a backslash would do to a BibTeX entry.
    return quote(url, safe=_URL_CHARS)
