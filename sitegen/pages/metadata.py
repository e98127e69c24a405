"""Metadata in the head of a paper's page, for Google Scholar, Zotero and the page's script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.pages.cite import venue_tag
from sitegen.pages.coins import item_type
from sitegen.pages.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.pages.links import ExternalLink
    from sitegen.paper import Paper, PaperKind


#: Kinds that Zotero knows by the element of the venue.
_KINDS_OF_VENUES: Final = frozenset({"article", "conference"})
#: Kind -> element of the head that holds the institution.
_INSTITUTION_TAGS: Final[dict[PaperKind | None, str]] = {
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}


def head_metadata(paper: Paper, date: str, links: Iterable[ExternalLink]) -> dict[str, Any]:
    """Return the metadata in the head of a paper's page, by the theme's names.

    Args:
        paper: the paper.
        date: as ISO 8601 has it, or a year, or empty.
        links: external links of the paper.
    """
    # A range of one hyphen; of others the first page is unknown.
    first_page, _, last_page = (paper.pages or "").partition("-")
    if "-" in last_page or "," in (paper.pages or ""):
        first_page = last_page = ""
    # Many sources have the institution where others have the venue.
    institution_tag = _INSTITUTION_TAGS.get(paper.kind, "")
    institution = (paper.institution or paper.venue or "") if institution_tag else ""
    citation = {
        "title": plain_text(paper.title),
        "authors": [author.name for author in paper.authors],
        # Google Scholar asks for slashes.
        # Source: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
        "date": date.replace("-", "/"),
        "venue": paper.venue or "",
        "venue_tag": venue_tag(paper.kind) if paper.venue else "",
        "institution": institution,
        "institution_tag": institution_tag if institution else "",
        "volume": paper.volume or "",
        "issue": paper.issue or "",
        "issue_tag": "citation_technical_report_number"
        if paper.issue and paper.kind == "report"
        else "",
        "first_page": first_page,
        "last_page": last_page,
        "issn": paper.issn or "",
        "isbn": paper.isbn or "",
        "publisher": paper.publisher or "",
        "doi": paper.doi or "",
        "arxiv_id": paper.arxiv_id or "",
        "item_type": _item_type(paper),
        "pdf": next((link.url for link in links if link.kind == "pdf"), ""),
    }
    # Values that a paper lacks are left out: the theme writes one meta element per value.
    return {name: value for name, value in citation.items() if value}


def _item_type(paper: Paper) -> str:
    """Return Zotero's type, or an empty text where Zotero sees it without that.

    Without more than a title it takes each text for an article of a journal. Source:
    https://github.com/zotero/translators, "Embedded Metadata.js" and "RDF.js".
    """
    is_seen = (
        paper.kind == "article"
        or (paper.kind in _KINDS_OF_VENUES and paper.venue)
        or (paper.kind in _INSTITUTION_TAGS and (paper.institution or paper.venue))
    )
    return "" if is_seen else item_type(paper.kind)
