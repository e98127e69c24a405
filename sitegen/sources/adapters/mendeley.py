"""Mendeley's API: documents with ``first_name`` and ``last_name``.

Source: https://dev.mendeley.com/methods/#core-document-attributes
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    parts = [record.get(key) for key in ("year", "month", "day")]
    if isinstance(parts[0], int) and isinstance(parts[1], int):
        fields["date"] = "-".join(f"{part:02}" for part in parts if isinstance(part, int))


_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "abstract",
    "authors": "authors",
    "year": "year",
    "venue": "source",
    "doi": "identifiers.doi",
    "arxiv_id": "identifiers.arxiv",
    "url": "websites[]",
    "keywords": ("keywords", "tags"),
    "language": "language",
    "id": "id",
}
_AUTHOR: Final[Paths] = {"given": "first_name", "family": "last_name", "orcid": "orcid"}
_IGNORED: Final = ("created", "link", "tags", "file_attached")

SHAPES: Final = tuple(
    Shape(signature, _FIELDS, _AUTHOR, ignored=_IGNORED, mend=_mend)
    for signature in (
        ("identifiers", "source", "title"),
        ("identifiers", "authors", "type"),
        ("profile_id", "title"),
        ("authors.last_name", "source", "type"),
    )
)
