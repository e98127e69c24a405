"""Scopus: entries of its search API and abstracts, and the CSV export.

Source: https://dev.elsevier.com/sc_search_views.html
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape, inverted_parts
from sitegen.sources.tagged import abbreviated_name

#: The id behind a name: "Okonkwo, Ngozi (57200000001)".
_AUTHOR_ID: Final = re.compile(r"(?<!\s)\s*+\(\d{6,}+\)")


def _mend_entry(_record: dict[str, Any], fields: dict[str, Any]) -> None:
    if isinstance(fields.get("keywords"), str):
        fields["keywords"] = [text.strip() for text in fields["keywords"].split("|")]
    if isinstance(fields.get("authors"), str):
        # The standard view has the first author only: "Ito K."
        fields["authors"] = [_short_name(fields["authors"])]


def _short_name(name: str) -> dict[str, str] | str:
    """Return the parts of "van den Berg E.-A."."""
    family, _, initials = name.strip().rpartition(" ")
    if family and initials.endswith("."):
        return {"family": family, "given": initials}
    return abbreviated_name(name.strip())


def _remove_ids(record: dict[str, Any], fields: dict[str, Any]) -> None:
    authors = fields.get("authors")
    if isinstance(authors, str):
        names = _AUTHOR_ID.sub("", authors)
        is_full = "(" in authors or record.get("Author full names") == authors
        fields["authors"] = list(map(inverted_parts, names.split(";"))) if is_full else names
    if authors in ("[No author name available]", "[No author id available]"):
        fields["authors"] = ""
    editors = fields.get("editors")
    if isinstance(editors, str):
        # "Lee K.; Foss E.A."
        fields["editors"] = list(map(_short_name, editors.split(";")))
    if not record.get("Page start"):
        # Articles that are only online have a number.
        fields["pages"] = record.get("Art. No.")
    if fields.get("abstract") == "[No abstract available]":
        fields["abstract"] = ""


_FIELDS: Final[Paths] = {
    "title": "dc:title",
    "abstract": "dc:description",
    "authors": ("author", "dc:creator"),
    "date": "prism:coverDate",
    "venue": "prism:publicationName",
    "doi": "prism:doi",
    "url": ("link[@ref=scopus].@href", "link[@ref=full-text].@href"),
    "keywords": "authkeywords",
    "id": "eid",
    "kind": "subtypeDescription",
    "issn": "prism:issn",
    "isbn": "prism:isbn",
    "volume": "prism:volume",
    "issue": "prism:issueIdentifier",
    "pages": "prism:pageRange",
}
_AUTHOR: Final[Paths] = {
    "family": ("surname", "ce:surname"),
    "given": ("given-name", "ce:given-name", "initials"),
    "name": ("authname", "$", "ce:indexed-name"),
}
_CSV_FIELDS: Final[Paths] = {
    "title": ("Title", "Document Title"),
    "abstract": "Abstract",
    "authors": ("Author full names", "Authors"),
    "year": "Year",
    "venue": ("Source title", "Conference name"),
    "doi": "DOI",
    "url": "Link",
    "keywords": ("Author Keywords", "Index Keywords"),
    "language": "Language of Original Document",
    "id": "EID",
    "editors": "Editors",
}

SHAPES: Final = (
    Shape(
        ("dc:title",),
        _FIELDS,
        _AUTHOR,
        ignored=("dc:identifier", "prism:url", "dc:creator"),
        mend=_mend_entry,
    ),
    *(
        Shape(
            signature,
            _CSV_FIELDS,
            ignored=("Author(s) ID", "Authors with affiliations", "Authors", "Art. No."),
            mend=_remove_ids,
        )
        for signature in (
            ("Author full names", "Title"),
            ("Author(s) ID", "Title"),
            ("EID", "Source title", "Title"),
        )
    ),
)
