"""Paperpile's JSON export.

Source: https://paperpile.com/h/export-library/
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.paths import value_at
from sitegen.sources.shapes import Paths, Shape


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    parts = [value_at(record, f"published.{unit}") for unit in ("year", "month", "day")]
    if all(isinstance(part, str | int) and str(part).isdecimal() for part in parts[:2]):
        texts = [str(part).zfill(2) for part in parts if str(part).isdecimal()]
        fields["date"] = "-".join(texts)


_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "abstract",
    "authors": "author",
    "year": ("published.year", "year"),
    "venue": ("journalfull", "journal", "booktitle", "conference"),
    "doi": "doi",
    "arxiv_id": ("arxivid", "arxiv"),
    "url": "url",
    "keywords": ("keywords", "labelsNamed"),
    "language": "language",
    "id": ("citekey", "_id"),
}
_AUTHOR: Final[Paths] = {
    "family": "last",
    "given": ("first", "initials"),
    "name": ("collective", "formatted"),
    "orcid": "orcid",
    "affiliations": "affiliation",
}

#: PubMed's summaries have a "pubtype" too, but "authors".
_SIGNATURES: Final = (
    ("pubtype", "author", "title"),
    ("labelsNamed", "title"),
    ("journalfull", "title"),
    ("citekey", "title"),
)

SHAPES: Final = tuple(
    Shape(signature, _FIELDS, _AUTHOR, "", ("published", "created", "_id", "attachments"), _mend)
    for signature in _SIGNATURES
)
