"""Lens.org: records of its scholarly API and JSON Lines export.

Source: https://docs.api.lens.org/response-scholar.html
"""

from __future__ import annotations

from typing import Final

from sitegen.sources.shapes import Paths, Shape

_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "abstract",
    "authors": "authors",
    "year": "year_published",
    "date": ("date_published", "date_published.date"),
    "venue": ("source.title", "source_title", "conference.name"),
    "doi": ("external_ids[type=doi].value", "doi"),
    "arxiv_id": "external_ids[type=arxiv].value",
    "url": "source_urls[type=html].url",
    "pdf": "source_urls[type=pdf].url",
    "keywords": ("keywords", "fields_of_study"),
    "language": "languages",
    "id": "lens_id",
    "license": ("open_access.license", "open_access.locations[].license"),
    "volume": "volume",
    "issue": "issue",
    "publisher": ("source.publisher", "source.publisher.name"),
    "issn": ("source.issn[type=print].value", "source.issn[].value"),
}
_AUTHOR: Final[Paths] = {
    "family": "last_name",
    "given": ("first_name", "initials"),
    "name": ("display_name", "collective_name"),
    "orcid": ("orcid", "ids[type=orcid].value"),
    "affiliations": "affiliations[].name",
}

SHAPES: Final = (
    Shape(("lens_id",), _FIELDS, _AUTHOR, ignored=("external_ids", "source_urls", "created")),
)
