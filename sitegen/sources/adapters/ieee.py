"""IEEE Xplore's API.

Source: https://developer.ieee.org/docs/read/Metadata_API_responses
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape

_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "abstract",
    "authors": ("authors.authors", "authors"),
    "year": "publication_year",
    "date": ("publication_date", "online_date"),
    "venue": "publication_title",
    "doi": "doi",
    "url": ("html_url", "abstract_url"),
    "pdf": "pdf_url",
    "keywords": ("index_terms.author_terms.terms", "index_terms.ieee_terms.terms"),
    "id": "article_number",
    "volume": "volume",
    "issue": "issue",
}
_AUTHOR: Final[Paths] = {"name": ("full_name", "preferredName"), "affiliations": "affiliation"}

_CSV_FIELDS: Final[Paths] = {
    "title": "Document Title",
    "authors": "Authors",
    "year": "Publication Year",
    "date": ("Online Date", "Issue Date"),
    "venue": "Publication Title",
    "keywords": ("Author Keywords", "IEEE Terms"),
    "kind": "Document Identifier",
}
#: "IEEE Conferences", "IEEE Journals", "Wiley-IEEE Press eBook Chapters".
_KINDS: Final = {
    "conference": "conference", "journal": "article", "magazine": "article", "early": "article",
    "chapter": "chapter", "book": "book", "standard": "report",
}  # fmt: skip


def _mend_row(_record: dict[str, Any], fields: dict[str, Any]) -> None:
    collection = str(fields.get("kind", "")).lower()
    fields["kind"] = next((kind for word, kind in _KINDS.items() if word in collection), "")


_SHAPES: Final = tuple(
    Shape(signature, _FIELDS, _AUTHOR, ignored=("author_url", "publisher"))
    for signature in (
        ("article_number", "title"),
        ("publication_title", "index_terms"),
        ("publication_title", "authors.authors"),
    )
)
SHAPES: Final = (
    *_SHAPES,
    Shape(
        ("Document Title", "Publication Title", "Document Identifier"),
        _CSV_FIELDS,
        ignored=("Author Affiliations", "Date Added To Xplore"),
        mend=_mend_row,
    ),
)
