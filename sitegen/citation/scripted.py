"""The BibTeX entry that a script writes from an item of CSL-JSON.

``theme/assets/sitegen/citations.js`` writes entries as ``bibtex_from_item`` does. An item of which
the entry would differ from the one of ``format_bibtex`` holds its entry. So readers get the same
entry everywhere, and the script needs no table of TeX's commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.citation.bibtex import (
    ARXIV_VENUE,
    NAME_SEPARATOR,
    PAGE_RANGE,
    date_fields,
    escape_simply,
    format_bibtex,
    join_fields,
    note_of,
)
from sitegen.citation.csl import csl_item
from sitegen.citation.names import is_particle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.paper import Entry

#: Type of CSL -> type of BibTeX; "misc" for all other types.
_TYPES: Final = {
    "article-journal": "article", "paper-conference": "inproceedings", "book": "book",
    "chapter": "incollection", "thesis": "phdthesis", "report": "techreport",
}  # fmt: skip
#: Types that must have a venue.
_VENUE_TYPES: Final = frozenset({"article", "inproceedings", "incollection"})
_EDITED_TYPES: Final = frozenset({"book", "inproceedings", "incollection"})
#: Words of the type that styles print anyway.
_PRINTED_GENRES: Final = {"phdthesis": "PhD thesis", "techreport": "Technical report"}


def scripted_item(entry: Entry, key: str) -> dict[str, Any]:
    """Return ``csl_item`` with the entry as ``bibtex`` in ``custom`` if a script can't write it."""
    item = csl_item(entry, key)
    bibtex = format_bibtex(entry.paper, key)
    if bibtex != bibtex_from_item(item):
        item["custom"]["bibtex"] = bibtex
    return item


def bibtex_from_item(item: Mapping[str, Any]) -> str:
    """Return the entry that the script writes: without a formula, and of plain signs only."""
    type_ = _TYPES.get(item["type"], "misc")
    if type_ in _VENUE_TYPES and "container-title" not in item:
        type_ = "misc"
    date = item.get("issued", {"date-parts": [[]]})["date-parts"][0]
    arxiv_id = item["custom"].get("arxiv", "")
    # Of a preprint that was published elsewhere, the month may be that of the preprint.
    venue = item.get("container-title", "")
    is_published_date = not arxiv_id or not venue or ARXIV_VENUE.match(venue)
    editors = item.get("editor", ()) if _is_edited(item, type_) else ()
    fields = {
        "title": f"{{{item['title']}}}",
        "author": " and ".join(map(_name, item.get("author", ()))),
        "editor": " and ".join(map(_name, editors)),
        "year": "".join(map(str, date[:1])),
        **date_fields(date if is_published_date else ()),
        **_imprint(item, type_),
        "volume": item.get("volume", ""),
        "number": item.get("issue", ""),
        "pages": PAGE_RANGE.sub("--", item.get("page", "")),
        "doi": item.get("DOI", ""),
        "eprint": arxiv_id,
        "archiveprefix": "arXiv" if arxiv_id else "",
        "url": item.get("URL", ""),
        "note": note_of(item.get("status", "")),
    }
    escaped = {name: escape_simply(value) for name, value in fields.items()}
    return join_fields(type_, item["citation-key"], escaped)


def _is_edited(item: Mapping[str, Any], type_: str) -> bool:
    # Proceedings without a name are "misc", but their editors stay.
    return type_ in _EDITED_TYPES or item["type"] in {"paper-conference", "chapter"}


def _imprint(item: Mapping[str, Any], type_: str) -> dict[str, str]:
    """Return the fields that say where a paper was published, in their order."""
    venue, publisher = item.get("container-title", ""), item.get("publisher", "")
    if type_ in _PRINTED_GENRES:
        genre = item.get("genre", "Thesis" if type_ == "phdthesis" else "")
        field = "school" if type_ == "phdthesis" else "institution"
        return {field: publisher or venue, "type": "" if genre == _PRINTED_GENRES[type_] else genre}
    if type_ == "misc":
        is_eprint = "arxiv" in item["custom"] and ARXIV_VENUE.match(venue)
        return {"howpublished": "" if is_eprint else venue or publisher}
    if type_ == "article":
        return {"journal": venue}
    book = {
        "series": item.get("collection-title", ""),
        "edition": item.get("edition", ""),
        "publisher": publisher or (venue if type_ == "book" else ""),
        "isbn": item.get("ISBN", ""),
    }
    return book if type_ == "book" else {"booktitle": venue, **book}


def _name(name: Mapping[str, str]) -> str:
    literal = name.get("literal", "")
    parts = [name.get(part, "") for part in ("given", "family", "suffix")]
    full = literal or " ".join(filter(None, parts))
    is_one_word = " " not in literal and "," not in literal
    if NAME_SEPARATOR.search(f" {full} ") or (literal and not is_one_word):
        return f"{{{full}}}"
    given, family, suffix = parts
    first, _, others = family.partition(" ")
    if suffix or (others and not is_particle(first)):
        return ", ".join(filter(None, (family, suffix, given)))
    return full
