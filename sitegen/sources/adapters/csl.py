"""CSL-JSON, which Zotero, Mendeley, Pandoc and doi.org write.

Source: https://docs.citationstyles.org/en/stable/specification.html
"""

from __future__ import annotations

import math
from typing import Any, Final

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.shapes import Paths, Shape, text_in

#: Variables in which Zotero keeps the id of an arXiv preprint ("arXiv:2410.05258").
_ARXIV_KEYS: Final = ("number", "archive_location", "archive-location", "note")
#: Types that are in no other publication: readers of the site see the publisher as their venue.
_PUBLISHED_ALONE: Final = ("book", "thesis", "report", "dataset", "software", "document")
#: Dates, best first: of publication, of a version of it, of a preprint.
_DATE_KEYS: Final = ("issued", "published", "published-print", "published-online", "posted")


def mend_csl(record: dict[str, Any], fields: dict[str, Any]) -> None:
    """Set the date, the subtitle and the arXiv id."""
    for key in _DATE_KEYS:
        if (infinite := _infinite_part(record.get(key))) is not None:
            # Under "year" the value gets the warning of a year that is not four digits.
            fields["year"] = infinite
        if date := _date(record.get(key)):
            fields["date"] = date
            break
    subtitle, title = text_in(record.get("subtitle")), fields.get("title")
    if isinstance(subtitle, str) and isinstance(title, str) and subtitle.strip() not in title:
        fields["title"] = f"{title.rstrip(' :')}: {subtitle}"
    if arxiv_id := _arxiv_id(record):
        fields["arxiv_id"] = arxiv_id
    _mend_imprint(record, fields)
    custom = record.get("custom")
    if isinstance(custom, dict):
        # What sitegen writes, as CSL has no variable for it.
        fields |= {"pdf": custom["pdf"]} if "pdf" in custom else {}
        if isinstance(keywords := custom.get("keywords"), list):
            # Objects, since the only text of a list would be split.
            fields["keywords"] = [
                {"name": word} if isinstance(word, str) else word for word in keywords
            ]


def _mend_imprint(record: dict[str, Any], fields: dict[str, Any]) -> None:
    """Set the kind, the venue and the people of what is no part of another publication."""
    type_ = record.get("type")
    # CSL 1.0.2 has no type for preprints; "article" is what Zotero and Crossref's CSL write.
    if type_ == "article":
        fields["kind"] = "preprint"
    if type_ in _PUBLISHED_ALONE:
        fields["venue"] = fields.get("venue") or record.get("publisher")
    if type_ in ("thesis", "report"):
        fields["institution"] = fields.pop("publisher", None)


def _date(value: Any) -> str | None:
    """Return ``2024-10-07``, ``2024-10`` or ``2024`` of ``{"date-parts": [[2024, 10, 7]]}``.

    Dates may also be a string, or an object with the string as "raw" or "literal".
    """
    if not isinstance(value, dict):
        return value if isinstance(value, str) else None
    try:
        parts = [int(part) for part in value["date-parts"][0]]
    # JSON's 1e400 is infinity in Python, and int() of it an OverflowError.
    except (KeyError, IndexError, TypeError, ValueError, OverflowError):
        raw = value.get("raw") or value.get("literal")
        return raw if isinstance(raw, str) else None
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:3])]) if parts else None


def _infinite_part(value: Any) -> float | None:
    """Return the first infinite part of a date, such as JSON's 1e400."""
    try:
        parts = [part for part in value["date-parts"][0] if isinstance(part, float)]
    except (KeyError, IndexError, TypeError):
        return None
    return next(filter(math.isinf, parts), None)


def _arxiv_id(record: dict[str, Any]) -> str | None:
    """Return the arXiv id of a Zotero preprint, or of any item whose note has one."""
    for key in _ARXIV_KEYS:
        text = record.get(key)
        if isinstance(text, str) and "arxiv" in text.lower() and parse_arxiv_id(text):
            return parse_arxiv_id(text)
    return None


FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "abstract",
    "authors": "author",
    "venue": ("container-title", "event-title", "event"),
    "doi": "DOI",
    "url": "URL",
    "keywords": "keyword",
    "language": "language",
    "id": ("id", "citation-key"),
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "kind": "type",
    "publisher": "publisher",
    "editors": "editor",
    "series": "collection-title",
    "edition": "edition",
    "genre": "genre",
    "isbn": "ISBN",
    "issn": "ISSN",
    "status": "status",
}
_IGNORED: Final = (*_DATE_KEYS, "subtitle", "title-short", "container-title-short")

SHAPES: Final = tuple(
    Shape((key,), FIELDS, ignored=_IGNORED, mend=mend_csl)
    for key in ("issued", "container-title", "title-short", "citation-key")
)
