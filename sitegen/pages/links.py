"""External links of a paper, with the texts that readers see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from sitegen.identifiers import arxiv_pdf_url, arxiv_url
from sitegen.locale import ENGLISH, N_
from sitegen.paper import Link
from sitegen.text.licenses import license_name
from sitegen.venues import publisher_of

if TYPE_CHECKING:
    from sitegen.locale import Texts
    from sitegen.paper import Paper

_LINK_LABELS: Final = {
    "arxiv": "arXiv", "doi": "DOI", "pdf": "PDF", "code": N_("Code"), "model": "Hugging Face",
    "source": N_("Source"), "link": N_("Link"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """A link that leaves the site; ``label`` is the text readers see, ``kind`` picks the icon."""

    url: str
    label: str
    kind: str


def external_links(paper: Paper, texts: Texts = ENGLISH) -> tuple[ExternalLink, ...]:
    """Return each external link of a paper once, with those that its arXiv id and DOI imply."""
    links = list(paper.links)
    kinds = {link.kind for link in links}
    if paper.arxiv_id:
        # In front of the source's links: the abstract's page, then the PDF.
        if "arxiv" not in kinds:
            links.insert(0, Link(arxiv_url(paper.arxiv_id), "arxiv"))
        if "pdf" not in kinds:
            links.insert(1, Link(arxiv_pdf_url(paper.arxiv_id), "pdf"))
    if paper.doi and "doi" not in kinds:
        links.append(Link(f"https://doi.org/{quote(paper.doi)}", "doi"))
    # A dict drops repeated addresses: the position of the first stays, with the last one's kind.
    by_url = {
        link.url: ExternalLink(link.url, _link_label(link, texts), link.kind) for link in links
    }
    return tuple(by_url.values())


def license_link(paper: Paper, texts: Texts = ENGLISH) -> ExternalLink | None:
    """Return the link to the licence of a paper's text, None if no source names it."""
    if paper.license is None:
        return None
    name = license_name(paper.license)
    return ExternalLink(paper.license, texts.gettext("Licence: %(name)s", name=name), "license")


def is_same_host(url: str, site_url: str) -> bool:
    """Return whether an address is of the site's host."""
    try:
        return urlsplit(url).netloc.lower() == urlsplit(site_url).netloc.lower() != ""
    except ValueError:  # for example an unclosed bracket
        return False


def _link_label(link: Link, texts: Texts) -> str:
    """Return the publisher's name for the paper's page there, else what the link leads to."""
    publisher = publisher_of(link.url)[0] if link.kind == "source" else ""
    return publisher or texts.gettext(_LINK_LABELS[link.kind])
