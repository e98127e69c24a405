"""The Astrophysics Data System (ADS): documents of its search.

Source: https://ui.adsabs.harvard.edu/help/api/
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape

#: An unknown month or day is 00: "2020-05-00".
_UNKNOWN: Final = re.compile(r"(?:-00){1,2}(?:T[\d:.Z+-]*+)?$")


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    if isinstance(fields.get("date"), str):
        fields["date"] = _UNKNOWN.sub("", fields["date"])
    identifiers = record.get("identifier")
    for text in identifiers if isinstance(identifiers, list) else ():
        if isinstance(text, str) and text.lower().startswith("arxiv:"):
            fields.setdefault("arxiv_id", text)
    bibcode = record.get("bibcode")
    if isinstance(bibcode, str):
        fields["url"] = f"https://ui.adsabs.harvard.edu/abs/{bibcode}"


_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "abstract",
    "authors": "author",
    "year": "year",
    "date": ("pubdate", "date"),
    "venue": ("pub", "bibstem"),
    "doi": "doi",
    "arxiv_id": "eprint",
    "keywords": "keyword",
    "id": "bibcode",
    "kind": "doctype",
    "volume": "volume",
    "issue": "issue",
    "pages": ("page_range", "page"),
}
_IGNORED: Final = (
    "identifier",
    "pub_raw",
    "author_norm",
    "author_facet",
    "first_author",
    "author_count",
    "first_author_norm",
    "eid",
    "id",
    "date",
    "arxiv_class",
    "bibstem",
    "author_facet_hier",
    "orcid_pub",
    "orcid_user",
    "orcid_other",
)

SHAPES: Final = (Shape(("bibcode",), _FIELDS, {"name": "name"}, "inverted", _IGNORED, _mend),)
