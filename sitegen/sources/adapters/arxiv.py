"""arXiv: the metadata snapshot, with or without parsed authors, and dumps of its API's results.

Source: https://www.kaggle.com/datasets/Cornell-University/arxiv
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from sitegen.identifiers import arxiv_url, parse_arxiv_id
from sitegen.sources.shapes import Paths, Shape
from sitegen.sources.values.journal_refs import split_journal_ref
from sitegen.sources.values.statuses import parse_remark

#: The day in "Mon, 2 Apr 2007 19:18:42 GMT".
_CREATED_DAY: Final = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")
_NAME_PARTS: Final = 3
_CATEGORIES: Final = re.compile(r"[a-z-]+(?:\.[A-Za-z-]+)?(?: [a-z-]+(?:\.[A-Za-z-]+)?)*")


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    parsed = record.get("authors_parsed")
    if isinstance(parsed, list):
        fields["authors"] = [_join_name(name) for name in parsed if isinstance(name, list)]
    arxiv_id = _arxiv_id(record.get("id"))
    if arxiv_id:
        fields["arxiv_id"] = arxiv_id
        fields["url"] = arxiv_url(arxiv_id)
    elif record.get("id"):
        fields["id"] = record["id"]
    fields["date"] = _first_version_day(record.get("versions")) or fields.get("date")
    _split_lines(record, fields)
    categories = fields.get("keywords")
    if isinstance(categories, str):
        codes = _split_categories(categories)
        fields["keywords"] = list(codes) if codes else categories


def _split_lines(record: dict[str, Any], fields: dict[str, Any]) -> None:
    """Read the journal, the volume and the pages of a journal reference, and the comments."""
    comments = record.get("comments"), record.get("comment"), record.get("arxiv_comment")
    if any(comments) and (status := parse_remark(*comments)):
        fields["status"] = status
    venue = fields.get("venue")
    if isinstance(venue, str):
        fields |= split_journal_ref(venue)


@lru_cache(maxsize=1 << 12)
def _split_categories(text: str) -> tuple[str, ...]:
    """Return the codes in "cs.CL cs.LG"; none in other lists, whose blanks are in keywords."""
    return tuple(text.split()) if _CATEGORIES.fullmatch(text.strip()) else ()


def _arxiv_id(value: Any) -> str | None:
    # A JSON number has lost the id's final zeros, so it counts for nothing.
    return parse_arxiv_id(value) if isinstance(value, str) else None


def _join_name(name: list[Any]) -> str:
    """Return "First Last Suffix" of ``[last, first, suffix]``; any part may be missing."""
    if len(name) == _NAME_PARTS and name[0] and name[1] and name[2] == "":
        # Nearly all names.
        last, first, _ = name
        if type(last) is str and type(first) is str:
            return f"{first} {last}"
    parts = [part for part in (*name[1:2], *name[:1], *name[2:3]) if part and isinstance(part, str)]
    return " ".join(parts)


def _first_version_day(versions: Any) -> str | None:
    """Return the day of the first of ``[{"created": "Mon, 2 Apr 2007 19:18:42 GMT"}, …]``."""
    try:
        match = _CREATED_DAY.search(versions[0]["created"])
    except (TypeError, KeyError, IndexError):
        return None
    return match[0] if match else None


_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "abstract",
    "authors": "authors",
    "date": "update_date",
    "venue": "journal-ref",
    "doi": "doi",
    "keywords": "categories",
    "license": "license",
}
_IGNORED: Final = ("authors_parsed", "versions", "id", "submitter", "comments", "report-no")
_API_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": ("summary", "abstract"),
    "authors": "authors",
    "date": ("published", "submitted_date"),
    "venue": ("journal_ref", "arxiv_journal_ref"),
    "doi": ("doi", "arxiv_doi"),
    "arxiv_id": ("entry_id", "id", "arxiv_id"),
    "url": ("entry_id", "link"),
    "pdf": "pdf_url",
    "keywords": ("categories", "tags[].term", "primary_category"),
}
_API_IGNORED: Final = (
    "id",
    "updated",
    "comment",
    "arxiv_comment",
    "links",
    "author",
    "author_detail",
    "title_detail",
    "summary_detail",
    "authors_detail",
    "tags",
    "link",
)

SHAPES: Final = (
    *(
        Shape(signature, _FIELDS, ignored=_IGNORED, mend=_mend)
        for signature in (
            ("authors_parsed",),
            ("submitter", "categories"),
            ("id", "update_date", "categories"),
            ("id", "journal-ref"),
            ("id", "versions", "abstract"),
            ("id", "report-no"),
        )
    ),
    *(
        Shape(signature, _API_FIELDS, ignored=_API_IGNORED, mend=_split_lines)
        for signature in (
            ("entry_id", "summary"),
            ("entry_id", "title"),
            ("arxiv_primary_category",),
        )
    ),
)
