"""CORE's API: works of repositories.

Source: https://api.core.ac.uk/docs/v3
"""

from __future__ import annotations

from typing import Final

from sitegen.sources.shapes import Paths, Shape

_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": ("abstract", "description"),
    "authors": "authors",
    "year": ("yearPublished", "year"),
    "date": ("publishedDate", "datePublished"),
    "venue": "journals.title",
    "kind": "documentType",
    "doi": ("doi", "identifiers[type=DOI].identifier"),
    "arxiv_id": ("arxivId", "identifiers[type=ARXIV_ID].identifier"),
    "url": ("links[type=display].url", "sourceFulltextUrls"),
    "pdf": "downloadUrl",
    "keywords": ("tags", "topics", "subjects", "fieldOfStudy"),
    "language": ("language.code", "language"),
    "id": "id",
}
_IGNORED: Final = (
    "contributors",
    "createdDate",
    "fullText",
    "identifiers",
    "depositedDate",
    "links",
)

SHAPES: Final = tuple(
    Shape(signature, _FIELDS, {"name": "name"}, "inverted", _IGNORED)
    for signature in (
        ("yearPublished", "title"),
        ("downloadUrl", "title"),
        ("arxivId", "dataProviders"),
    )
)
