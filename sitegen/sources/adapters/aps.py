"""The American Physical Society's API of its journals.

Source: https://harvest.aps.org/docs/harvest-api
"""

from __future__ import annotations

from typing import Final

from sitegen.sources.shapes import Paths, Shape

_FIELDS: Final[Paths] = {
    "title": "title.value",
    "abstract": "abstract.value",
    "authors": "authors",
    "date": "date",
    "venue": "journal.name",
    "volume": "volume.number",
    "issue": "issue.number",
    "first_page": "pageStart",
    "doi": ("identifiers.doi", "id"),
    "kind": "type",
    "publisher": "publisher.name",
    "keywords": "classificationSchemes.subjectAreas[].label",
}

SHAPES: Final = (Shape(("articleType", "journal.abbreviatedName"), _FIELDS),)
