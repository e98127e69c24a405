"""Read the abstracts of the Astrophysics Data System in its own XML.

Source: https://ui.adsabs.harvard.edu/help/actions/export
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.values.positions import page_range
from sitegen.sources.xml.tools import (
    all_texts,
    child_elements,
    child_text,
    child_texts,
    first_text,
    read_elements,
    root_name,
)
from sitegen.sources.xml.values import (
    parse_headings,
)

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "ads-xml"
RANK: Final = 35

#: What follows the journal's name: "The Astrophysical Journal, Volume 1, pp. 2-3 (2010)."
_PAGES: Final = re.compile(r",? (?:Volume|Vol\.|Issue|id\.|pp?\.).*", re.DOTALL)


def sniff(head: str) -> bool:
    """Claim XML whose first element is ``records`` in a namespace of the system."""
    return root_name(head) == "records" and "ads.harvard.edu/schema/abs" in head


def read(text: str, path: str) -> ReadResult:
    """Read all records; one without a title becomes a diagnostic."""
    return read_records(read_elements(text, "record", _record_fields), path)


def _record_fields(record: Element) -> dict[str, Any]:
    fields = child_elements(record)
    ids = child_texts(fields, "eprintid") + all_texts(record, "{*}preprint/{*}id")
    return {
        "title": child_text(fields, "title"),
        "abstract": child_text(fields, "abstract"),
        "authors": parse_headings(child_texts(fields, "author")),
        # "Jan 2018" has no day.
        "date": child_text(fields, "pubdate"),
        "venue": _PAGES.sub("", child_text(fields, "journal")),
        "volume": child_text(fields, "volume"),
        "issue": child_text(fields, "number", "issue"),
        "pages": page_range(child_text(fields, "page"), child_text(fields, "lastpage")),
        "doi": child_text(fields, "DOI", "doi"),
        "arxiv_id": next((i for i in ids if "arxiv" in i.lower()), None),
        "url": child_text(fields, "url"),
        "keywords": all_texts(record, "{*}keywords/{*}keyword"),
        "id": first_text(record, "{*}bibcode"),
    }
