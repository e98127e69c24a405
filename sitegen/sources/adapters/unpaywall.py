"""Unpaywall's records of open access.

Source: https://unpaywall.org/data-format
"""

from __future__ import annotations

from typing import Final

from sitegen.sources.shapes import Paths, Shape

_FIELDS: Final[Paths] = {
    "title": "title",
    "authors": "z_authors",
    "year": "year",
    "date": "published_date",
    "venue": "journal_name",
    "doi": "doi",
    "url": ("best_oa_location.url_for_landing_page", "doi_url"),
    "pdf": "best_oa_location.url_for_pdf",
    "kind": "genre",
    "license": "best_oa_location.license",
}
_AUTHOR: Final[Paths] = {
    "family": "family",
    "given": "given",
    "name": ("name", "raw_author_name"),
    "orcid": "ORCID",
    "affiliations": ("affiliation[].name", "raw_affiliation_strings"),
}

SHAPES: Final = tuple(
    Shape(
        (key, "title"),
        _FIELDS,
        _AUTHOR,
        ignored=("oa_locations", "first_oa_location", "journal_issns"),
    )
    for key in ("z_authors", "best_oa_location", "oa_status")
)
