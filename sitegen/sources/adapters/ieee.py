"""IEEE Xplore's API.

Source: https://developer.ieee.org/docs/read/Metadata_API_responses
"""

from __future__ import annotations

from typing import Final

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

SHAPES: Final = tuple(
    Shape(signature, _FIELDS, _AUTHOR, ignored=("author_url", "publisher"))
    for signature in (
        ("article_number", "title"),
        ("publication_title", "index_terms"),
        ("publication_title", "authors.authors"),
    )
)
