"""Dimensions: publications of its API and of its CSV export.

Source: https://docs.dimensions.ai/dsl/datasource-publications.html
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape

_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "abstract",
    "authors": ("authors", "author_affiliations[]"),
    "year": "year",
    "date": ("date", "date_online", "date_print"),
    "venue": (
        "journal.title",
        "proceedings_title.title",
        "proceedings_title",
        "book_title",
        "source_title.title",
    ),
    "doi": "doi",
    "arxiv_id": "arxiv_id",
    "url": ("linkout", "dimensions_url"),
    "keywords": ("concepts", "category_for[].name"),
    "language": "language",
    "id": "id",
    "pages": "pages",
}
_AUTHOR: Final[Paths] = {
    "family": "last_name",
    "given": "first_name",
    "orcid": "orcid",
    "affiliations": ("affiliations[].name", "raw_affiliation"),
}


def _mend_csv(record: dict[str, Any], fields: dict[str, Any]) -> None:
    """Set the venue of a part of a book: the book, of which the source is the series."""
    book = record.get("Anthology title") or record.get("Anthology Title")
    if isinstance(book, str) and book.strip() and fields.get("venue") != book:
        fields |= {"venue": book, "series": fields.get("venue")}


_CSV_FIELDS: Final[Paths] = {
    "title": "Title",
    "abstract": "Abstract",
    "authors": "Authors",
    "year": "PubYear",
    "date": ("Publication date", "Publication Date", "Publication date (online)"),
    "venue": (
        "Source title",
        "Source Title",
        "Source title/Anthology title",
        "Anthology title",
        "Anthology Title",
        "Proceedings title",
        "Proceedings Title",
        "Book title",
    ),
    "doi": "DOI",
    "url": ("Source Linkout", "Source linkout", "Dimensions URL"),
    "keywords": ("Keywords", "Author keywords", "MeSH terms", "MeSH Terms"),
    "id": "Publication ID",
    "volume": "Volume",
    "issue": "Issue",
    "pages": "Pagination",
}
_CSV_IGNORED: Final = (
    "Authors Affiliations",
    "Authors (Raw Affiliation)",
    "Corresponding Authors",
    "Authors Affiliations - Name of Research organization",
)

SHAPES: Final = (
    *(
        Shape(signature, _FIELDS, _AUTHOR, ignored=("researchers", "category_for"))
        for signature in (
            ("dimensions_url",),
            ("linkout",),
            ("journal.title", "authors.last_name"),
            ("proceedings_title", "year"),
            ("author_affiliations", "title"),
        )
    ),
    Shape(
        ("PubYear", "Title"),
        _CSV_FIELDS,
        name_order="inverted",
        ignored=_CSV_IGNORED,
        mend=_mend_csv,
    ),
)
