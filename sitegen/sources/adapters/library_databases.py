"""EBSCO's and Embase's tables.

Source: https://connect.ebsco.com/s/article/Exporting-Results, https://www.embase.com
"""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import unquote

from sitegen.sources.shapes import Paths, Shape

_DAY: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
#: Embase's source: "Hat Medicine (2020) 3:2 (1-9). Date of Publication: 1 May 2020", with or
#: without the number of an article: "3:2 Article Number: e12".
_CITATION: Final = re.compile(
    r"(?P<venue>[^()]++(?:\((?!\d{4}\))[^()]*+\)[^()]*+)*+)\((?P<year>\d{4})\)"
    r"(?:\s*+(?P<volume>[^\s:()]{1,20})(?::(?P<issue>[^\s()]{1,20}))?(?=\s|$))?"
    r"(?:\s*+\((?P<pages>[^()]{1,30})\))?"
)
_ARTICLE_NUMBER: Final = re.compile(r"Article Number: ([\w.-]{1,20}\w)")
_PUBLICATION_DATE: Final = re.compile(r"Date of Publication: ([^.;]{4,40})")
#: The DOI in a library's address of the paper.
_ADDRESS_DOI: Final = re.compile(r"[?&]id=doi:(10\.[^&\s]+)")


def _mend_day(_record: dict[str, Any], fields: dict[str, Any]) -> None:
    match = _DAY.fullmatch(str(fields.get("date", "")).strip())
    if match:
        year, month, day = match.groups()
        fields |= {"date": f"{year}-{month}-{day}", "year": year}


def _mend_source(record: dict[str, Any], fields: dict[str, Any]) -> None:
    source = record.get("Source")
    if isinstance(source, str) and (match := _CITATION.match(source)):
        parts = match.groupdict("")
        number = _ARTICLE_NUMBER.search(source)
        parts["pages"] = parts["pages"] or (number[1] if number else "")
        day = _PUBLICATION_DATE.search(source)
        parts["date"] = day[1] if day else ""
        if not record.get("Source title"):
            fields["venue"] = parts["venue"].strip()
        fields |= {name: text for name, text in parts.items() if not fields.get(name)}
    # Not the address of the user's own library, but the DOI in it.
    address = record.get("Open URL Link")
    if not fields.get("doi") and isinstance(address, str):
        number = _ADDRESS_DOI.search(address)
        fields["doi"] = unquote(number[1]) if number else ""


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
    "volume": "Volume",
    "issue": "Issue",
    "pages": "Page Range",
    "keywords": ("Author Keywords", "keywords"),
    "language": ("Article Language", "Language of Article"),
    "issn": "ISSN",
    "id": "PUI",
}

SHAPES: Final = (
    *(
        Shape(signature, _EBSCO_FIELDS, mend=_mend_day, is_flat=True)
        for signature in (("PLink", "Article Title"), ("plink", "contributors", "title"))
    ),
    *(
        Shape(
            (key, "Title"),
            _EMBASE_FIELDS,
            ignored=("Open URL Link",),
            mend=_mend_source,
            is_flat=True,
        )
        for key in ("Embase Link", "PUI", "Embase Accession ID", "Emtree Medical Index Terms")
    ),
)
