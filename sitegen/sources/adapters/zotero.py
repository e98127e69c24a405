"""Zotero: items of its web API, of Better BibTeX's JSON and of the translation server.

Source: https://www.zotero.org/support/dev/web_api/v3/types_and_fields
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape

#: People who have another part in a work than writing it.
_OTHER_ROLES: Final = frozenset(
    {
        "editor",
        "translator",
        "contributor",
        "seriesEditor",
        "reviewedAuthor",
        "bookAuthor",
        "recipient",
        "commenter",
        "counsel",
        "wordsBy",
        "castMember",
    }
)
#: "DOI: 10.1000/x" in the field "Extra", one pair per line.
_EXTRA_DOI: Final = re.compile(r"^DOI:\s*(\S+)", re.MULTILINE | re.IGNORECASE)


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    record = record["data"] if isinstance(record.get("data"), dict) else record
    creators = fields.get("authors")
    creators = creators if isinstance(creators, list) else []
    roles = [c.get("creatorType") if isinstance(c, dict) else None for c in creators]
    people = list(zip(creators, roles, strict=True))
    fields["authors"] = [creator for creator, role in people if role not in _OTHER_ROLES]
    fields["editors"] = [creator for creator, role in people if role == "editor"]
    extra = record.get("extra")
    if isinstance(extra, str) and "doi" not in fields:
        match = _EXTRA_DOI.search(extra)
        fields["doi"] = match[1] if match else None
    for text in (record.get("archiveID"), record.get("number"), extra):
        if isinstance(text, str) and "arxiv" in text.lower():
            fields.setdefault("arxiv_id", text)


def _mend_row(record: dict[str, Any], fields: dict[str, Any]) -> None:
    """Read the identifiers in the column "Extra" of the CSV export."""
    extra = record.get("Extra")
    if not isinstance(extra, str):
        return
    if not record.get("DOI") and (match := _EXTRA_DOI.search(extra)):
        fields["doi"] = match[1]
    if "arxiv" in extra.lower():
        fields["arxiv_id"] = extra


_FIELDS: Final[Paths] = {
    "title": ("title", "caseName", "subject", "nameOfAct"),
    "abstract": "abstractNote",
    "authors": "creators",
    "date": "date",
    "venue": (
        "publicationTitle",
        "proceedingsTitle",
        "bookTitle",
        "conferenceName",
        "meetingName",
        "websiteTitle",
        "encyclopediaTitle",
        "dictionaryTitle",
        "blogTitle",
        "forumTitle",
        "university",
        "institution",
        "repository",
        "publisher",
    ),
    "doi": "DOI",
    "url": "url",
    "keywords": ("tags[].tag", "tags"),
    "language": "language",
    "volume": "volume",
    "issue": ("issue", "number"),
    "pages": "pages",
    "kind": "itemType",
    "publisher": "publisher",
    "series": ("series", "seriesTitle"),
    "edition": "edition",
    "institution": ("university", "institution"),
    "genre": ("thesisType", "reportType"),
    "isbn": "ISBN",
    "issn": "ISSN",
    "license": "rights",
    "id": ("citationKey", "citekey", "key"),
}
_NESTED: Final[Paths] = {
    name: tuple(f"data.{path}" for path in ((paths,) if isinstance(paths, str) else paths))
    for name, paths in _FIELDS.items()
}
_IGNORED: Final = ("collections", "relations", "key", "version", "library", "links", "meta", "uri")

SHAPES: Final = (
    # The columns have usual names.
    Shape(("Item Type", "Title", "Extra"), {}, mend=_mend_row, is_flat=True),
    Shape(("data.itemType",), _NESTED, ignored=_IGNORED, mend=_mend),
    Shape(("itemType", "creators"), _FIELDS, ignored=_IGNORED, mend=_mend),
    Shape(("itemType", "title"), _FIELDS, ignored=_IGNORED, mend=_mend),
)
