"""EBSCO's and Embase's tables.

Source: https://connect.ebsco.com/s/article/Exporting-Results, https://www.embase.com
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape

_DAY: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
#: Year, volume and pages after the journal: "Hat Medicine (2020) 3:2 (1-9)".
_CITATION: Final = re.compile(r"(?<!\s)\s*+\(\d{4}\).*")


def _mend_day(_record: dict[str, Any], fields: dict[str, Any]) -> None:
    match = _DAY.fullmatch(str(fields.get("date", "")).strip())
    if match:
        year, month, day = match.groups()
        fields |= {"date": f"{year}-{month}-{day}", "year": year}


def _mend_source(record: dict[str, Any], fields: dict[str, Any]) -> None:
    if not record.get("Source title") and isinstance(fields.get("venue"), str):
        fields["venue"] = _CITATION.sub("", fields["venue"])


_EBSCO_FIELDS: Final[Paths] = {
    "title": ("Article Title", "title"),
    "abstract": ("Abstract", "abstract"),
    "authors": ("Author", "contributors"),
    "date": ("Publication Date", "publicationDate"),
    "venue": ("Journal Title", "source"),
    "doi": ("DOI", "doi"),
    "url": ("PLink", "plink"),
    "keywords": ("Keywords", "Subjects", "subjects"),
    "language": ("Language", "language"),
    "id": ("Accession Number", "an"),
}
_EMBASE_FIELDS: Final[Paths] = {
    "title": "Title",
    "abstract": "Abstract",
    "authors": "Author Names",
    "year": "Publication Year",
    "date": "Date of Publication",
    "venue": ("Source title", "Source"),
    "doi": "DOI",
    "url": ("Full Text Link", "Embase Link"),
    "keywords": "Author Keywords",
    "language": "Article Language",
    "id": "PUI",
}

SHAPES: Final = (
    *(
        Shape(signature, _EBSCO_FIELDS, mend=_mend_day, is_flat=True)
        for signature in (("PLink", "Article Title"), ("plink", "contributors", "title"))
    ),
    *(
        Shape((key, "Title"), _EMBASE_FIELDS, mend=_mend_source, is_flat=True)
        for key in ("Embase Link", "PUI", "Embase Accession ID")
    ),
)
