"""OpenReview's notes: of its first API with plain values, of the second with ``{"value": …}``.

Source: https://docs.openreview.net/reference/api-v2
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Final

from sitegen.sources.paths import value_at
from sitegen.sources.shapes import Paths, Shape

_SITE: Final = "https://openreview.net"
#: Days of publication in milliseconds since 1970, best first; cdate is the submission's.
_DATE_KEYS: Final = ("pdate", "odate", "cdate", "tcdate")
_LAST_MILLISECOND: Final = 4_000_000_000_000
#: Parts of the citation that a note has of itself.
_CITED_VENUE: Final = re.compile(r"\b(?:booktitle|journal)\s*=\s*[{\"]+([^{}\"\n]+)[}\"]")
_CITED_YEAR: Final = re.compile(r"\byear\s*=\s*[{\"]?(\d{4})\b")
_YEAR: Final = re.compile(r"\b((?:19|20)\d\d)\b")
_NOT_PUBLISHED: Final = re.compile(r"submi|withdrawn|reject", re.IGNORECASE)
_MAX_BIBTEX_CHARS: Final = 10_000


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    content = record["content"] if isinstance(record.get("content"), dict) else {}
    # The second API wraps each value; authors and keywords are lists inside of it.
    for name in ("authors", "keywords"):
        value = content.get(name)
        fields[name] = value.get("value") if isinstance(value, dict) else value
    for name in ("pdf", "code"):
        urls = fields.get(name, [])
        urls = urls if isinstance(urls, list) else [urls]
        fields[name] = [_absolute(url) for url in urls if isinstance(url, str)]
    forum = record.get("forum") or record.get("id")
    if isinstance(forum, str):
        fields["url"] = f"{_SITE}/forum?id={forum}"
    if "Withdrawn Submission" in str(fields.get("venue")):
        fields["status"] = "withdrawn"
    days = (_day(record.get(key)) for key in _DATE_KEYS)
    fields.setdefault("date", next(filter(None, days), None))
    _mend_imprint(value_at(content, "_bibtex.value") or content.get("_bibtex"), fields)


def _mend_imprint(bibtex: Any, fields: dict[str, Any]) -> None:
    """Set the venue and the year of the note's own citation, or the year of its venue.

    A conference takes place in the year after many of its papers were submitted.
    """
    text = bibtex[:_MAX_BIBTEX_CHARS] if isinstance(bibtex, str) else ""
    venue = _CITED_VENUE.search(text)
    if venue and not fields.get("venue"):
        fields["venue"] = venue[1]
    year = _CITED_YEAR.search(text)
    if not year and _NOT_PUBLISHED.search(str(fields.get("venue"))) is None:
        year = _YEAR.search(str(fields.get("venue")))
    if year:
        fields["year"] = year[1]
        if not str(fields.get("date")).startswith(year[1]):
            fields.pop("date", None)


def _absolute(url: str) -> str:
    return _SITE + url if url.startswith("/") else url


def _day(milliseconds: Any) -> str | None:
    if not isinstance(milliseconds, int) or not 0 < milliseconds < _LAST_MILLISECOND:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()


_FIELDS: Final[Paths] = {
    "title": "content.title",
    "abstract": ("content.abstract", "content.TL;DR", "content.TLDR"),
    "venue": "content.venue",
    "pdf": "content.pdf",
    "code": ("content.code", "content.software"),
    "license": ("content.license.value", "content.license", "license"),
    "id": "id",
}

#: The number is the submission's, and no issue.
_IGNORED: Final = ("number", "version")

SHAPES: Final = (Shape(("content.title",), _FIELDS, ignored=_IGNORED, mend=_mend),)
