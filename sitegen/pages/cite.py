"""The BibTeX entry that the script of a paper's page writes from the metadata in its head.

``theme/assets/sitegen/site.js`` writes the entry in the browser, as ``format_from_metadata`` does,
if the metadata suffice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.citation.bibtex import ARXIV_VENUE, date_fields, escape_simply, join_fields

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.paper import PaperKind

#: Kind -> element of the head that holds the venue.
_VENUE_TAGS: Final[dict[str, str]] = {
    "article": "citation_journal_title", "conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
}  # fmt: skip
#: Elements of the head -> type and field of the entry that the script writes.
_SCRIPT_TYPES: Final = {
    "citation_journal_title": ("article", "journal"),
    "citation_conference_title": ("inproceedings", "booktitle"),
}
_YEAR_CHARS: Final = 4


def format_from_metadata(key: str, citation: Mapping[str, Any], url: str = "") -> str:
    """Return the BibTeX entry that the script of a paper's page writes.

    It equals ``format_bibtex`` unless the entry has fields or a type that the metadata lack, or a
    value has formulas, or characters that need more than a backslash.

    Args:
        key: the citation key.
        citation: the metadata in the front matter of the paper's page.
        url: the address in the page's first link of a kind in ``URL_KINDS``.
    """

    def escape(name: str) -> str:
        return escape_simply(citation.get(name, ""))

    type_, field = _SCRIPT_TYPES.get(citation.get("venue_tag", ""), ("misc", "howpublished"))
    venue = escape("venue")
    if citation.get("arxiv_id") and field == "howpublished" and ARXIV_VENUE.match(venue):
        venue = ""
    # Of a preprint that was published elsewhere, the month may be that of the preprint.
    has_day = not citation.get("arxiv_id") or not venue
    date = citation.get("date", "").split("/") if has_day else []
    fields = {
        "title": f"{{{escape('title')}}}",
        "author": escape_simply(" and ".join(citation.get("authors", ()))),
        "year": citation.get("date", "")[:_YEAR_CHARS],
        **date_fields([int(part) for part in date if part.isdecimal()]),
        field: venue,
        "volume": escape("volume"),
        "number": escape("issue"),
        "pages": "--".join(filter(None, (escape("first_page"), escape("last_page")))),
        "doi": escape("doi"),
        "eprint": escape("arxiv_id"),
        "archiveprefix": "arXiv" if citation.get("arxiv_id") else "",
        "url": escape_simply(url),
    }
    return join_fields(type_, key, fields)


def venue_tag(kind: PaperKind | None) -> str:
    """Return the name of the metadata element that holds the venue of a paper of some kind.

    Source: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing, and Dublin Core's
    "source" for what Google Scholar has no name for.
    """
    return _VENUE_TAGS.get(kind or "other", "DC.source")
