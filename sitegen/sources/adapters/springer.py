"""Springer Nature: records of its API, and the CSV of Springer Link's search.

Source: https://docs-dev.springernature.com/docs/
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape

#: Springer Link writes authors without a separator: "Jana RoeJon Svart", "A. B. RoeJörn Alt".
#: Two lower-case letters precede a border, so that McDonald, DeLong and VanDyke stay whole; so
#: does a first name of two capitals.
_BORDER: Final = re.compile(
    r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-ÖØ-Þ][^\W\d_]{0,60}+[.\s-])|(?<=\)|\.)(?=[A-ZÀ-ÖØ-Þ][a-zß-ÿ])"
)
_INNER_CAPITAL: Final = re.compile(r"(?:^|[\s-])(?:Mc|Mac|De|Di|Da|Du|La|Le|Van|Von|O|D|Fitz|St)$")
#: Characters before a border that are searched for such a prefix and the blank before it.
_MAX_PREFIX_CHARS: Final = 8


def _part_links(_record: dict[str, Any], fields: dict[str, Any]) -> None:
    """Keep the addresses of PDFs apart from those of pages."""
    urls, pdfs = fields.get("url"), fields.get("pdf")
    pages = [url for url in (urls if isinstance(urls, list) else [urls]) if url and url != pdfs]
    fields["url"] = pages


def _split_authors(_record: dict[str, Any], fields: dict[str, Any]) -> None:
    text = fields.get("authors")
    if not isinstance(text, str) or ";" in text or "," in text:
        return
    names, start = [], 0
    for match in _BORDER.finditer(text):
        preceding = text[max(start, match.start() - _MAX_PREFIX_CHARS) : match.start()]
        if not _INNER_CAPITAL.search(preceding):
            names.append(text[start : match.start()])
            start = match.start()
    fields["authors"] = [name.strip() for name in (*names, text[start:]) if name.strip()]


_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": ("abstract.p", "abstract"),
    "authors": "creators",
    "date": ("publicationDate", "onlineDate", "printDate"),
    "venue": ("publicationName", "conferenceInfo.confSeriesName"),
    "doi": ("doi", "identifier"),
    "url": ("url[format=html].value", "url[platform=web].value", "url"),
    "pdf": "url[format=pdf].value",
    "keywords": ("keyword", "subjects", "disciplines[].term"),
    "language": "language",
    "volume": "volume",
    "issue": "number",
    "first_page": "startingPage",
    "last_page": "endingPage",
}
_CSV_FIELDS: Final[Paths] = {
    "title": "Item Title",
    "authors": "Authors",
    "year": "Publication Year",
    "venue": ("Publication Title", "Book Series Title"),
    "doi": "Item DOI",
    "url": "URL",
    "volume": "Journal Volume",
    "issue": "Journal Issue",
    "kind": "Content Type",
    "series": "Book Series Title",
}
_AUTHOR: Final[Paths] = {"name": "creator", "orcid": "ORCID"}
_IGNORED: Final = ("identifier", "bookEditors", "journalId", "facultyOpinions", "publisherName")

SHAPES: Final = (
    *(
        Shape((key, "title"), _FIELDS, _AUTHOR, "inverted", _IGNORED, _part_links)
        for key in ("publicationName", "openaccess", "contentType")
    ),
    Shape(("Item Title",), _CSV_FIELDS, mend=_split_authors),
)
