"""EndNote's XML export: ``xml/records/record``, with texts in ``style`` elements.

Source: exports of EndNote and Zotero.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.xml.paths import find_element, find_elements
from sitegen.sources.xml.tools import all_texts, first_text, read_elements, root_name
from sitegen.sources.xml.values import parse_headings

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "endnote"
RANK: Final = 60

_RECORD: Final = re.compile(r"<record[\s>]")
_KEYWORD_SEPARATOR: Final = re.compile(r"[;\n\r]")


def sniff(head: str) -> bool:
    """Claim XML whose first element is EndNote's and that has a ``record``."""
    # "xml" and "records" alone are names that other XML has too.
    return root_name(head) in {"xml", "records"} and bool(_RECORD.search(head))


def read(text: str, path: str) -> ReadResult:
    """Read an export; a record that is no paper is a diagnostic."""
    return read_records(read_elements(text, "record", _named_fields), path)


def _named_fields(record: Element) -> dict[str, Any]:
    """Return a record's fields under our names; ``{*}`` matches any namespace or none."""
    for style in record.iter("{*}style"):
        # The face says what HTML and JATS have elements for: CO₂, 10⁻³.
        face = style.get("face") or ""
        style.tag = "sup" if "superscript" in face else "sub" if "subscript" in face else style.tag
    year = first_text(record, "{*}dates/{*}year")
    date = first_text(record, "{*}dates/{*}pub-dates/{*}date")
    number = first_text(record, "{*}electronic-resource-num")
    return {
        "title": first_text(record, "{*}titles/{*}title"),
        "abstract": first_text(record, "{*}abstract"),
        # Names are "Last, First"; a comma at the end marks a group.
        "authors": parse_headings(all_texts(record, "{*}contributors/{*}authors/{*}author")),
        # "May 27", as the year has a field.
        "date": f"{date}, {year}" if date and year and year not in date else date,
        "year": year,
        # The secondary title is the journal or the book.
        "venue": first_text(
            record, "{*}titles/{*}secondary-title", "{*}periodical/{*}full-title",
            "{*}alt-periodical/{*}full-title",
        ),
        **_imprint(record),
        # EndNote has no field for the DOI; this is its "Electronic Resource Number".
        "doi": number,
        "arxiv_id": number if "arxiv" in number.lower() else None,
        "url": all_texts(record, "{*}urls/{*}related-urls/{*}url")
        + all_texts(record, "{*}urls/{*}web-urls/{*}url"),
        "pdf": all_texts(record, "{*}urls/{*}pdf-urls/{*}url"),
        "keywords": [
            word.strip() for keyword in find_elements(record, "{*}keywords/{*}keyword")
            for word in _KEYWORD_SEPARATOR.split("".join(keyword.itertext("*")))
        ],
        "language": first_text(record, "{*}language"),
        "id": first_text(record, "{*}rec-number"),
    }  # fmt: skip


def _imprint(record: Element) -> dict[str, Any]:
    """Return what a record says of its publication beside the venue."""
    return {
        "volume": first_text(record, "{*}volume"),
        "issue": first_text(record, "{*}number"),
        "pages": first_text(record, "{*}pages"),
        "kind": _kind(record),
        "publisher": first_text(record, "{*}publisher"),
        "editors": parse_headings(
            all_texts(record, "{*}contributors/{*}secondary-authors/{*}author")
        ),
        "series": first_text(record, "{*}titles/{*}tertiary-title"),
        "edition": first_text(record, "{*}edition"),
        "genre": first_text(record, "{*}work-type"),
        "isbn": first_text(record, "{*}isbn"),
        "issn": first_text(record, "{*}isbn", "{*}issn"),
    }


def _kind(record: Element) -> str:
    kind = find_element(record, "{*}ref-type")
    return (kind.get("name") or "") if kind is not None else ""
