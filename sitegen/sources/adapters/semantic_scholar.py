"""Semantic Scholar: its Graph API, recommendations, and bulk files (S2AG) with lower-case keys.

Source: https://api.semanticscholar.org/api-docs
"""

from __future__ import annotations

from typing import Final

from sitegen.sources.shapes import Paths, Shape

_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": ("abstract", "tldr.text"),
    "authors": "authors",
    "year": "year",
    "date": ("publicationDate", "publicationdate"),
    "venue": ("venue", "publicationVenue.name", "journal.name"),
    "doi": ("externalIds.DOI", "externalids.DOI", "doi"),
    "arxiv_id": ("externalIds.ArXiv", "externalids.ArXiv", "arxivId"),
    "url": "url",
    "pdf": ("openAccessPdf.url", "openaccessinfo.url"),
    "keywords": ("fieldsOfStudy", "s2FieldsOfStudy[].category", "s2fieldsofstudy[].category"),
    "id": ("paperId", "corpusid", "corpusId"),
    "license": ("openAccessPdf.license", "openaccessinfo.license"),
    "volume": "journal.volume",
    "pages": "journal.pages",
}
_IGNORED: Final = ("publicationvenueid", "citations", "isOpenAccess", "embedding", "citationStyles")

SHAPES: Final = tuple(
    Shape(signature, _FIELDS, ignored=_IGNORED)
    for signature in (
        ("externalIds",),
        ("externalids",),
        ("paperId", "title"),
        ("corpusid",),
        ("publicationVenue",),
        ("openAccessPdf",),
    )
)
