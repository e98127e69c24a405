"""DOAJ's API: articles under ``bibjson``.

Source: https://doaj.org/api/docs
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.shapes import Shape


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    bibjson = record["bibjson"] if isinstance(record.get("bibjson"), dict) else {}
    year, month = str(bibjson.get("year") or ""), str(bibjson.get("month") or "")
    if len(year) == 4 and month.isdecimal() and 1 <= int(month[:4]) <= 12:
        fields["date"] = f"{year}-{int(month):02}"


_FIELDS: Final = {
    "title": "bibjson.title",
    "abstract": "bibjson.abstract",
    "authors": "bibjson.author",
    "year": "bibjson.year",
    "venue": "bibjson.journal.title",
    "doi": "bibjson.identifier[type=doi].id",
    "url": "bibjson.link[type=fulltext].url",
    "keywords": ("bibjson.keywords", "bibjson.subject[].term"),
    "language": "bibjson.journal.language",
    "id": "id",
}
_AUTHOR: Final = {"name": "name", "orcid": "orcid_id", "affiliations": "affiliation"}

SHAPES: Final = (
    Shape(
        ("bibjson.title",), _FIELDS, _AUTHOR, "", ("created_date", "last_updated", "admin"), _mend
    ),
)
