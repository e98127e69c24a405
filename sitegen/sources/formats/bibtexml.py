"""Read BibTeXML, which JabRef and converters of BibTeX write.

Source: https://bibtexml.sourceforge.net
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.xmltools import child_elements, child_text, read_elements, root_name

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xmltools import Element

NAME: Final = "bibtexml"
RANK: Final = 28


def sniff(head: str) -> bool:
    """Claim XML whose first element is ``file`` of BibTeXML."""
    return root_name(head) == "file" and "bibtexml" in head.lower()


def read(text: str, path: str) -> ReadResult:
    """Read all entries; one without a title becomes a diagnostic."""
    return read_records(read_elements(text, "entry", _entry_fields), path)


def _entry_fields(entry: Element) -> dict[str, Any] | None:
    # The type of an entry is the element between it and its fields.
    publication = next(entry.iterchildren("*"), None)
    fields = child_elements(publication) if publication is not None else {}
    date = child_text(fields, "date")
    month, year = child_text(fields, "month"), child_text(fields, "year")
    return {
        "title": child_text(fields, "title"),
        "abstract": child_text(fields, "abstract"),
        "authors": _authors(fields),
        "date": date or (f"{month} {year}" if month else None),
        "year": year,
        "venue": child_text(fields, "journal", "booktitle", "journaltitle", "school"),
        "volume": child_text(fields, "volume"),
        "issue": child_text(fields, "number", "issue"),
        "pages": child_text(fields, "pages", "eid"),
        "doi": child_text(fields, "doi"),
        "arxiv_id": child_text(fields, "eprint"),
        "url": child_text(fields, "url"),
        "keywords": child_text(fields, "keywords"),
        "language": child_text(fields, "langid", "language"),
        "id": entry.get("id"),
    }


def _authors(fields: dict[str, list[Element]]) -> Any:
    """Return the names of BibTeX, joined by "and" as in BibTeX or each in an element."""
    authors = fields.get("author", [])
    people = [person for author in authors for person in author.iterchildren("*")]
    if people:
        return " and ".join(child_text({"": [person]}, "") for person in people)
    return " and ".join(filter(None, (child_text({"": [author]}, "") for author in authors)))
