"""bioRxiv's and medRxiv's API: preprints, and preprints with their later publication.

Source: https://api.biorxiv.org
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape

#: The servers' names in small letters, as some of the API's answers have them.
_SERVERS: Final = {"biorxiv": "bioRxiv", "medrxiv": "medRxiv"}


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    server = record.get("server")
    if isinstance(server, str):
        fields["venue"] = _SERVERS.get(server.lower(), server)
    fields["kind"] = "preprint"
    license_ = record.get("license")
    if isinstance(license_, str) and license_.startswith("cc_by"):
        # Both servers offer version 4.0 alone.
        fields["license"] = f"{license_} 4.0"


_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "abstract",
    "authors": "authors",
    "date": "date",
    "doi": "doi",
    "keywords": "category",
    "license": "license",
}
#: A publication's DOI or "NA" is under "published".
_IGNORED: Final = (
    "published",
    "author_corresponding",
    "author_corresponding_institution",
    "version",
    "type",
    "server",
    "jatsxml",
    "funder",
)
_PUBLISHED_FIELDS: Final[Paths] = {
    "title": "preprint_title",
    "abstract": "preprint_abstract",
    "authors": "preprint_authors",
    "date": ("published_date", "preprint_date"),
    "venue": "published_journal",
    "doi": ("published_doi", "biorxiv_doi", "preprint_doi"),
    "keywords": "preprint_category",
}
_PUBLISHED_IGNORED: Final = (
    "preprint_author_corresponding",
    "preprint_author_corresponding_institution",
    "preprint_platform",
)

SHAPES: Final = (
    Shape(("jatsxml",), _FIELDS, ignored=_IGNORED, mend=_mend),
    Shape(("author_corresponding",), _FIELDS, ignored=_IGNORED, mend=_mend),
    Shape(("server", "category", "doi"), _FIELDS, ignored=_IGNORED, mend=_mend),
    Shape(("preprint_title",), _PUBLISHED_FIELDS, ignored=_PUBLISHED_IGNORED),
)
