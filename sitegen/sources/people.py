"""Parse authors: names in lists or texts, affiliations, ORCID iDs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_orcid
from sitegen.paper import Author
from sitegen.text.clean import clean_name

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Keys of an author whose value is the whole name; "literal" is CSL's, for organizations.
_WHOLE_NAME_KEYS: Final = ("name", "literal", "full_name", "fullname")
_AFFILIATION_KEYS: Final = ("affiliations", "affiliation", "institution", "institutions")
#: Keys of an affiliation's parts in S2ORC, OpenAlex and CSL, the smallest unit first.
_AFFILIATION_PART_KEYS: Final = (
    "department", "laboratory", "institution", "name", "display_name", "literal",
)  # fmt: skip


def parse_authors(value: Any) -> tuple[Author, ...]:
    """Return the authors in a list of names or objects, or in a text with separators.

    Each name is returned once. Values of any other type give no authors.
    """
    # The usual case, kept short: a list of plain names in reading order.
    if isinstance(value, list) and all(type(item) is str for item in value):
        return tuple([Author(name) for name in dict.fromkeys(map(clean_name, value)) if name])
    if not isinstance(value, list | tuple) or not any(isinstance(item, dict) for item in value):
        return tuple(map(Author, parse_names(value)))
    authors: dict[str, Author] = {}
    for item in value:
        author = _parse_author(item)
        if author.name:
            authors.setdefault(author.name, author)
    return tuple(authors.values())


def parse_names(value: Any) -> tuple[str, ...]:
    """Return the names in a list of texts or {"name": …} objects, or in a text with separators.

    A text is split at semicolons and "and" if it has any of them, else at commas. Each name is
    returned once.
    """
    if isinstance(value, str):
        # With stronger separators a comma is part of a name: "Lovelace, Ada; Turing, Alan".
        value = re.split(
            r"\s*;\s*|\s+and\s+" if ";" in value or " and " in value else r"\s*,\s*", value
        )
        value = [_invert_single_comma(name) for name in value]
    if not isinstance(value, list | tuple):
        return ()
    return tuple(dict.fromkeys(name for name in map(clean_name, map(_full_name, value)) if name))


def first_last(name: str) -> str:
    """Return "First Last Jr" for "Last, First, Jr"."""
    last, _, rest = name.partition(",")
    first, _, suffix = rest.partition(",")
    return " ".join(filter(None, [first.strip(), last.strip(), suffix.strip()]))


def _parse_author(value: Any) -> Author:
    name = clean_name(_full_name(value))
    if not isinstance(value, dict):
        return Author(name)
    raw = next((value[key] for key in _AFFILIATION_KEYS if value.get(key)), None)
    items = raw if isinstance(raw, list | tuple) else [raw]
    affiliations = dict.fromkeys(filter(None, (clean_name(_affiliation(item)) for item in items)))
    orcid = parse_orcid(_string(value.get("orcid") or value.get("ORCID")))
    return Author(name, tuple(affiliations), orcid)


def _affiliation(value: Any) -> str:
    """Return "Department, Institution" of an object's parts, or a text as it is."""
    if not isinstance(value, dict):
        return _string(value)
    # Some sources give the same text as "institution" and as "name".
    parts = dict.fromkeys(filter(None, (_string(value.get(key)) for key in _AFFILIATION_PART_KEYS)))
    return ", ".join(parts)


def _full_name(value: Any) -> str:
    """Return the name of an object, whole or joined of its parts, or a text as it is."""
    if not isinstance(value, dict):
        return _string(value)
    for key in _WHOLE_NAME_KEYS:
        if _string(value.get(key)):
            return _string(value[key])
    return " ".join(filter(None, map(_string, _name_parts(value))))


def _name_parts(value: Mapping[str, Any]) -> list[Any]:
    """Return the parts of a name in reading order, by the keys of CSL, S2ORC and Zotero."""
    middle = value.get("middle")
    return [
        value.get("given") or value.get("first") or value.get("firstName"),
        # S2ORC has a list of middle names.
        *(middle if isinstance(middle, list) else [middle]),
        value.get("non-dropping-particle"),
        value.get("family") or value.get("last") or value.get("lastName"),
        value.get("suffix"),
    ]


def _invert_single_comma(name: str) -> str:
    """Return "Ada Lovelace" for "Lovelace, Ada", and a name with more commas unchanged."""
    return first_last(name) if name.count(",") == 1 else name


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
