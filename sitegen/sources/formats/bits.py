"""Read books in BITS, the dialect of JATS for books: their chapters, or a book without any.

Source: https://jats.nlm.nih.gov/extensions/bits/tag-library/2.1/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.formats.jats import meta_fields, read_date, text_fields
from sitegen.sources.xml.paths import find_element, find_elements
from sitegen.sources.xml.tools import XML_LANG, first_text, read_elements, root_name
from sitegen.sources.xml.values import earliest_date

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "bits"
RANK: Final = 22

_ROOTS: Final = frozenset({"book", "book-part-wrapper", "book-set"})
#: Fields of which a chapter has one; parts of a book have a title alone.
_EVIDENCE: Final = ("authors", "abstract", "doi", "pages")


def sniff(head: str) -> bool:
    """Claim XML whose first element is a book or a chapter with metadata of BITS."""
    return root_name(head) in _ROOTS and ("<book-meta" in head or "<book-part-meta" in head)


def read(text: str, path: str) -> ReadResult:
    """Read all chapters; a book whose chapters have a title alone is one record."""
    return read_records(read_elements(text, ("book", "book-part"), _fields), path)


def _fields(element: Element) -> dict[str, Any] | None:
    if element.tag.endswith("}book") or element.tag == "book":
        return _book_fields(element)
    return _chapter_fields(element)


def _book_fields(book: Element) -> dict[str, Any] | None:
    """Return the fields of a book, None if its chapters are read."""
    if any(_chapter_fields(part) for part in book.iter("{*}book-part")):
        return None
    meta = find_element(book, "{*}book-meta")
    if meta is None:
        return None
    return {
        **meta_fields(meta, book.get(XML_LANG) or ""),
        "kind": "book",
        "venue": first_text(meta, "{*}publisher/{*}publisher-name"),
        "publisher": first_text(meta, "{*}publisher/{*}publisher-name"),
        "edition": first_text(meta, "{*}edition"),
        "doi": first_text(meta, "{*}book-id[@book-id-type='doi']"),
    }


def _chapter_fields(part: Element) -> dict[str, Any] | None:
    """Return the fields of a chapter, None for a part that only groups chapters."""
    meta = find_element(part, "{*}book-part-meta")
    if meta is None:
        return None
    book = _book_meta(part)
    language = part.get(XML_LANG) or ""
    fields = {
        **meta_fields(meta, language),
        "doi": first_text(meta, "{*}book-part-id[@book-part-id-type='doi']"),
        "id": first_text(
            meta, "{*}book-part-id[@book-part-id-type='pmcid']",
            "{*}book-part-id[@book-part-id-type='publisher-id']",
        ),
    }  # fmt: skip
    if not any(fields[name] for name in _EVIDENCE):
        return None
    if not fields.get("year"):
        fields |= earliest_date(map(read_date, find_elements(meta, "{*}pub-history//{*}date")))
    if book is not None:
        of_book = meta_fields(book, language)
        fields["venue"] = of_book["title"]
        fields["kind"], fields["isbn"] = "chapter", of_book["isbn"]
        fields["publisher"] = first_text(book, "{*}publisher/{*}publisher-name")
        fields["volume"] = fields["volume"] or of_book["volume"]
        if not fields.get("year"):
            fields["year"] = of_book.get("year", "")
    return fields | text_fields(part)


def _book_meta(part: Element) -> Element | None:
    """Return the metadata of the book around a chapter."""
    around = next(part.iterancestors("{*}book", "{*}book-part-wrapper"), None)
    return find_element(around, "{*}book-meta") if around is not None else None
