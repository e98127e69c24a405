"""ERIC's API: what the education library of the United States has of a document.

Source: https://eric.ed.gov/?api
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape, inverted_parts

#: "Journal of Hats, v12 n3 p45-67 May 2021".
_SOURCE: Final = re.compile(
    r"(?P<venue>.*?)(?:,? v(?P<volume>\w{1,12}))?(?: n(?P<issue>[\w-]{1,12}))?"
    r"(?: p(?P<pages>[\w-]{1,20}))?(?: (?:\w{3} )?\d{4})?"
)


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    names = record.get("author")
    if isinstance(names, list):
        fields["authors"] = [inverted_parts(name) for name in names if isinstance(name, str)]
    source = record.get("source")
    if isinstance(source, str) and (match := _SOURCE.fullmatch(source)):
        fields |= {name: text for name, text in match.groupdict("").items() if text}
    elif isinstance(publisher := record.get("publisher"), str):
        # "Quay. 1 Pier Street, Oslo."
        fields["publisher"] = publisher.partition(". ")[0]
        fields.setdefault("venue", fields["publisher"])
    number = str(record.get("id") or "")
    if number:
        fields["url"] = [f"https://eric.ed.gov/?id={number}", record.get("url")]


_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "description",
    "authors": "author",
    "year": "publicationdateyear",
    "venue": "source",
    "keywords": "subject",
    "language": "language",
    "kind": "publicationtype",
    "issn": ("issn", "eissn"),
    "isbn": "isbn",
    "institution": "institution",
    "id": "id",
}

#: The publisher's field is its address too.
_IGNORED: Final = ("publisher", "sponsor", "authorxlink", "iesgrantcontractnum", "url")

SHAPES: Final = tuple(
    Shape((*signature, "title", "description"), _FIELDS, ignored=_IGNORED, mend=_mend)
    for signature in (("publicationdateyear",), ("peerreviewed",))
)
