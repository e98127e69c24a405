"""A paper in schema.org's words, as JSON-LD, and its typed links.

Sources: https://schema.org/ScholarlyArticle, https://signposting.org/FAIR (level 1)
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sitegen.pages.inline import plain_text

if TYPE_CHECKING:
    from sitegen.paper import Author, Paper, PaperKind

_TYPES: Final[dict[PaperKind | None, str]] = {
    "book": "Book", "chapter": "Chapter", "thesis": "Thesis", "report": "Report",
    "dataset": "Dataset", "software": "SoftwareSourceCode", "other": "CreativeWork",
}  # fmt: skip
#: In schema.org, articles and chapters have pages, and books don't.
_PAGED_TYPES: Final = frozenset({"ScholarlyArticle", "Report", "Chapter"})
#: Of what a paper of a kind is a part.
_WHOLES: Final[dict[PaperKind | None, str]] = {"article": "Periodical", "chapter": "Book"}
#: Characters that end the script of a page, and what a reader of YAML may take for a line end.
_ESCAPES: Final = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def json_ld(paper: Paper, *, is_publisher: bool) -> str:
    """Return a paper as JSON-LD that can stand in a script element.

    Args:
        paper: the paper.
        is_publisher: whether the site publishes it. Other sites name it, by title and DOI: authors
            and venue are in the head's other elements already, and most of a site's bytes are pages
            of papers.
    """
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _type(paper),
        "name": plain_text(paper.title),
        "sameAs": doi_url(paper),
        "license": paper.license,
    }
    if is_publisher:
        data |= _details(paper)
    filled = {name: value for name, value in data.items() if value}
    text = json.dumps(filled, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    # What UTF-8 can't hold stands in JSON by its number.
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")


def _type(paper: Paper) -> str:
    return _TYPES.get(paper.kind, "ScholarlyArticle")


def _details(paper: Paper) -> dict[str, Any]:
    venue = {"@type": _WHOLES.get(paper.kind, "CreativeWork"), "name": paper.venue}
    return {
        "author": [_person(author) for author in paper.authors],
        "datePublished": paper.issued,
        "isPartOf": venue if paper.venue else None,
        "publisher": {"@type": "Organization", "name": paper.publisher}
        if paper.publisher
        else None,
        "pagination": paper.pages if _type(paper) in _PAGED_TYPES else None,
        "inLanguage": paper.language,
        "creativeWorkStatus": (paper.status or "").capitalize(),
    }


def _person(author: Author) -> dict[str, str]:
    person = {"@type": "Person", "name": author.name}
    return person | ({"@id": orcid_url(author)} if author.orcid else {})


def doi_url(paper: Paper) -> str:
    """Return the address of a paper's DOI, or an empty string."""
    return f"https://doi.org/{quote(paper.doi, errors='replace')}" if paper.doi else ""


def orcid_url(author: Author) -> str:
    """Return the address of an author's ORCID iD."""
    return f"https://orcid.org/{author.orcid}"


def typed_links(paper: Paper, *, is_publisher: bool) -> dict[str, list[str]]:
    """Return relation -> addresses of a paper's page, by Signposting.

    "cite-as" says that a DOI leads to this page, which is true of a publisher's site only; on
    others the type is in the JSON-LD alone. "describedby" is left out: no file describes one paper.
    """
    links = {
        "author": [orcid_url(author) for author in paper.authors if author.orcid],
        "cite-as": [doi_url(paper)] if is_publisher and paper.doi else [],
        "type": [f"https://schema.org/{name}" for name in ("AboutPage", _type(paper))]
        if is_publisher
        else [],
        "license": [paper.license] if paper.license else [],
    }
    return {relation: addresses for relation, addresses in links.items() if addresses}
