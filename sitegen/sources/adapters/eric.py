"""ERIC's API: what the education library of the United States has of a document.

Source: https://eric.ed.gov/?api
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.identifiers import parse_doi
from sitegen.sources.shapes import Paths, Shape, inverted_parts

#: "Journal of Hats, v12 n3 p45-67 May 2021".
_SOURCE: Final = re.compile(
    r"(?P<venue>.*?)(?:,? v(?P<volume>\w{1,12}))?(?: n(?P<issue>[\w-]{1,12}))?"
    r"(?: p(?P<pages>[\w-]{1,20}))?(?: (?:\w{3} )?\d{4})?"
)
#: ERIC's types of publications, the surest kind first: an article is "Reports - Research" as well.
_KINDS: Final = {
    "Journal Articles": "article",
    "Dissertations/Theses": "thesis",
    "Speeches/Meeting Papers": "conference",
    "Collected Works - Proceedings": "book",
    "Books": "book",
    "Reports": "report",
}


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
    types = str(record.get("publicationtype"))
    fields["kind"] = next((kind for name, kind in _KINDS.items() if name in types), None)
    number = str(record.get("id") or "")
    if number:
        fields["url"] = [f"https://eric.ed.gov/?id={number}", record.get("url")]
    # The only place of a DOI is the address of the publisher's page.
    if not fields.get("doi"):
        fields["doi"] = parse_doi(str(record.get("url") or ""))


_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "description",
    "authors": "author",
    "year": "publicationdateyear",
    "venue": "source",
    "keywords": "subject",
    "language": "language",
    "issn": ("issn", "eissn"),
    "isbn": "isbn",
    "institution": "institution",
    "id": "id",
}

#: The publisher's field is its address too.
_IGNORED: Final = (
    "publisher",
    "publicationtype",
    "sponsor",
    "authorxlink",
    "iesgrantcontractnum",
    "url",
)

SHAPES: Final = tuple(
    Shape((*signature, "title", "description"), _FIELDS, ignored=_IGNORED, mend=_mend)
    for signature in (("publicationdateyear",), ("peerreviewed",))
)
