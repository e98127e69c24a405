"""What an entry inherits from the entries in its ``crossref`` and ``xdata``.

Source: BibLaTeX 3.20, appendix B. Other than there, identifiers, addresses and descriptions of a
parent are never a child's: a chapter does not have the DOI of its volume.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Fields that name parents, in the order in which they are asked.
CHILD_FIELDS: Final = {"xdata": None, "crossref": None}.keys()
#: Never inherited: they refer to other entries, or identify or describe the parent.
_OWN_FIELD_NAMES: Final = """
    crossref xref xdata entryset entrysubtype execute ids label options presort related
    relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey sorttitle indextitle
    shorttitle doi url ee eprint eprinttype eprintclass archiveprefix primaryclass arxiv arxivid pdf
    html website code link abstract keywords keyword author_keywords author-keywords note annote
    annotation addendum file subtitle titleaddon pages
"""
_OWN_FIELDS: Final = frozenset(_OWN_FIELD_NAMES.split())
#: Types of parts, whose parent's title is the title of the book.
_BOOK_PARTS: Final = frozenset({"inbook", "bookinbook", "suppbook"})
_PARTS: Final = _BOOK_PARTS | {
    "incollection", "inreference", "suppcollection", "inproceedings", "conference", "article",
    "suppperiodical",
}  # fmt: skip
_MULTIVOLUME: Final = frozenset({"mvbook", "mvcollection", "mvreference", "mvproceedings"})
#: Fields that are one date: of a parent's only the whole is inherited.
_DATE_FIELDS: Final = ("year", "date", "month", "day")


def split_keys(value: str) -> list[str]:
    """Return the keys in a list with commas."""
    return [key.strip() for key in value.split(",") if key.strip()]


def inherit(
    fields: Mapping[str, str], kind: str, parent: Mapping[str, str], parent_kind: str
) -> dict[str, str]:
    """Return an entry's fields and those that it inherits.

    Args:
        fields: the entry's fields, which stand before inherited ones.
        kind: the entry's type.
        parent: the parent's fields, with what it inherits.
        parent_kind: the parent's type; everything is inherited from "xdata".
    """
    if parent_kind == "xdata":
        passed = {name: value for name, value in parent.items() if name not in {"xdata", "ids"}}
    else:
        passed = _passed_on(kind, parent, parent_kind)
    if fields.get("booktitle"):
        # The subtitle belongs to the parent's title.
        passed.pop("booksubtitle", None)
    # An entry with a date in any form takes no parts of another date.
    if fields.get("year") or fields.get("date"):
        passed = {name: value for name, value in passed.items() if name not in _DATE_FIELDS}
    return {**passed, **{name: value for name, value in fields.items() if value}}


def _passed_on(kind: str, parent: Mapping[str, str], parent_kind: str) -> dict[str, str]:
    """Return what a parent passes on, under the names of the child's fields."""
    passed = {name: value for name, value in parent.items() if name not in _OWN_FIELDS}
    title = passed.pop("title", "")
    author = passed.pop("author", "")
    # An editor stands for an author of the own work only.
    if "editor" in passed:
        passed["bookeditor"] = passed.pop("editor")
    is_part = parent_kind in {"book", "mvbook"} and kind in _BOOK_PARTS
    if author and (is_part or (parent_kind == "mvbook" and kind == "book")):
        passed["author"] = author
    if not title:
        return passed
    subtitle = parent.get("subtitle", "")
    if parent_kind in _MULTIVOLUME and kind not in _PARTS:
        passed.setdefault("maintitle", title)
    elif parent_kind == "periodical":
        passed.setdefault("journaltitle", title)
    elif kind in _PARTS:
        passed.setdefault("booktitle", title)
        if subtitle and passed["booktitle"] == title:
            passed.setdefault("booksubtitle", subtitle)
    else:
        passed["title"] = title
    return passed
