"""EndNote's XML export: ``xml/records/record``, with texts in ``style`` elements.

Source: exports of EndNote and Zotero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.people import first_last
from sitegen.sources.xmltools import all_texts, first_text, read_elements, root_name

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xmltools import Element

NAME: Final = "endnote"
RANK: Final = 60


def sniff(head: str) -> bool:
    """Claim XML whose first element is EndNote's and that has a ``record``."""
    # "xml" and "records" alone are names that other XML has too.
    return root_name(head) in {"xml", "records"} and "<record>" in head


def read(text: str, path: str) -> ReadResult:
    """Read an export; a record that is no paper is a diagnostic."""
    return read_records(read_elements(text, "record", _named_fields), path)


def _named_fields(record: Element) -> dict[str, Any]:
    """Return a record's fields under our names; ``{*}`` matches any namespace or none."""
    return {
        "title": first_text(record, "{*}titles/{*}title"),
        "abstract": first_text(record, "{*}abstract"),
        # Names are "Last, First".
        "authors": [
            first_last(name) for name in all_texts(record, "{*}contributors/{*}authors/{*}author")
        ],
        "date": first_text(record, "{*}dates/{*}pub-dates/{*}date"),
        "year": first_text(record, "{*}dates/{*}year"),
        # The secondary title is the journal or the book.
        "venue": first_text(record, "{*}titles/{*}secondary-title", "{*}periodical/{*}full-title"),
        # EndNote has no field for the DOI; this is its "Electronic Resource Number".
        "doi": first_text(record, "{*}electronic-resource-num"),
        "url": all_texts(record, "{*}urls/{*}related-urls/{*}url"),
        "pdf": all_texts(record, "{*}urls/{*}pdf-urls/{*}url"),
        "keywords": all_texts(record, "{*}keywords/{*}keyword"),
        "id": first_text(record, "{*}rec-number"),
    }
