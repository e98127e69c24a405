"""Read the one paper that a page describes in Highwire's ``citation_`` meta tags.

Publishers, anthologies and repositories write them for Google Scholar.
Source: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.sources.fields import Record
from sitegen.sources.people import first_last
from sitegen.sources.web.arxiv import subject_categories
from sitegen.sources.web.elements import element_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.web.elements import Element


def read_meta_tags(root: Element) -> Iterator[Record]:
    """Yield the paper of a page's meta tags; yield nothing without a ``citation_title``."""
    tags = _meta_tags(root)
    if "citation_title" not in tags:
        return

    def first(*names: str) -> str:
        """Return the first value of the first tag that the page has, or ""."""
        return next((tags[name][0] for name in names if tags.get(name)), "")

    # arXiv's abstract pages have the abstract in a quotation only.
    quotation = next((element_text(quote) for quote in root.iter("blockquote")), "")
    date = first("citation_publication_date", "citation_date", "citation_online_date")
    arxiv_id = first("citation_arxiv_id")
    fields = {
        "title": first("citation_title"),
        "abstract": first("citation_abstract", "dc.description")
        or quotation.removeprefix("Abstract:").strip(),
        "authors": [first_last(name) for name in tags.get("citation_author", ())],
        # Highwire writes days as 2017/06/12.
        "date": date.replace("/", "-"),
        "venue": first("citation_journal_title", "citation_conference_title"),
        "doi": first("citation_doi"),
        "arxiv_id": arxiv_id,
        "url": f"https://arxiv.org/abs/{arxiv_id}" if arxiv_id else first("og:url"),
        "pdf": first("citation_pdf_url"),
        "keywords": subject_categories(root) or tags.get("citation_keywords", []),
    }
    # The tags are in the head of the page: its first line is close enough for a message.
    yield Record(1, fields, first("citation_title"))


def _meta_tags(root: Element) -> dict[str, list[str]]:
    """Return the non-empty contents of all meta tags by their lower-case names.

    A name can occur repeatedly: ``citation_author`` has one tag per author.
    """
    tags: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        # Open Graph's tags (og:url) have a property in place of a name.
        name = (meta.get("name") or meta.get("property") or "").lower()
        if meta.get("content"):
            tags.setdefault(name, []).append(meta.get("content"))
    return tags
