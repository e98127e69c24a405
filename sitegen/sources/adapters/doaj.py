"""DOAJ's API: articles under ``bibjson``.

Source: https://doaj.org/api/docs
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape

_YEAR: Final = re.compile(r"\d{4}")
_MONTH: Final = re.compile(r"0?[1-9]|1[0-2]")


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    bibjson = record["bibjson"] if isinstance(record.get("bibjson"), dict) else {}
    year, month = str(bibjson.get("year") or ""), str(bibjson.get("month") or "")
    if _YEAR.fullmatch(year) and _MONTH.fullmatch(month):
        fields["date"] = f"{year}-{int(month):02}"


_FIELDS: Final[Paths] = {
    "title": "bibjson.title",
    "abstract": "bibjson.abstract",
    "authors": "bibjson.author",
    "year": "bibjson.year",
    "venue": "bibjson.journal.title",
    "doi": "bibjson.identifier[type=doi].id",
    "url": "bibjson.link[type=fulltext].url",
    "keywords": ("bibjson.keywords", "bibjson.subject[].term"),
    "language": "bibjson.journal.language",
    "license": ("bibjson.license[]", "bibjson.journal.license[]"),
    "id": "id",
    "volume": "bibjson.journal.volume",
    "issue": "bibjson.journal.number",
    "first_page": "bibjson.start_page",
    "last_page": "bibjson.end_page",
}
_AUTHOR: Final[Paths] = {"name": "name", "orcid": "orcid_id", "affiliations": "affiliation"}

SHAPES: Final = (
    Shape(
        ("bibjson.title",), _FIELDS, _AUTHOR, "", ("created_date", "last_updated", "admin"), _mend
    ),
)
