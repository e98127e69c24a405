"""Authors from what sources write of them: names in lists or texts, affiliations, ORCID iDs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_orcid
from sitegen.paper import Author
from sitegen.text.clean import clean_name

if TYPE_CHECKING:
    from collections.abc import Mapping

_WHOLE_NAMES: Final = ("name", "literal", "full_name", "fullname")
_AFFILIATIONS: Final = ("affiliations", "affiliation", "institution", "institutions")
#: What S2ORC and others part an affiliation into, smallest first.
_PARTS: Final = ("department", "laboratory", "institution", "name", "display_name", "literal")


def parse_authors(value: Any) -> tuple[Author, ...]:
    """Return authors from a list of texts or objects, or from a text with separators; each once."""
    if isinstance(value, list) and all(type(one) is str for one in value):
        return tuple([Author(name) for name in dict.fromkeys(map(clean_name, value)) if name])
    if not isinstance(value, list | tuple) or not any(isinstance(one, dict) for one in value):
        return tuple(map(Author, parse_names(value)))
    authors: dict[str, Author] = {}
    for one in value:
        author = _author(one)
        if author.name:
            authors.setdefault(author.name, author)
    return tuple(authors.values())


def parse_names(value: Any) -> tuple[str, ...]:
    """Return names from a list of texts or {"name": …} objects, or from a text with separators."""
    if isinstance(value, str):
        value = re.split(
            r"\s*;\s*|\s+and\s+" if ";" in value or " and " in value else r"\s*,\s*", value
        )
        value = [_turned(name) for name in value]
    if not isinstance(value, list | tuple):
        return ()
    return tuple(dict.fromkeys(name for name in map(clean_name, map(_name, value)) if name))


def first_last(name: str) -> str:
    """Turn "Last, First, Jr" into "First Last, Jr"."""
    last, _, rest = name.partition(",")
    first, _, suffix = rest.partition(",")
    return " ".join(filter(None, [first.strip(), last.strip(), suffix.strip()]))


def _author(value: Any) -> Author:
    name = clean_name(_name(value))
    if not isinstance(value, dict):
        return Author(name)
    told = next((value[key] for key in _AFFILIATIONS if value.get(key)), None)
    places = told if isinstance(told, list | tuple) else [told]
    affiliations = dict.fromkeys(filter(None, (clean_name(_affiliation(one)) for one in places)))
    orcid = parse_orcid(_text(value.get("orcid") or value.get("ORCID")))
    return Author(name, tuple(affiliations), orcid)


def _affiliation(value: Any) -> str:
    if not isinstance(value, dict):
        return _text(value)
    parts = dict.fromkeys(filter(None, (_text(value.get(part)) for part in _PARTS)))
    return ", ".join(parts)


def _name(value: Any) -> str:
    if not isinstance(value, dict):
        return _text(value)
    for whole in _WHOLE_NAMES:
        if _text(value.get(whole)):
            return _text(value[whole])
    return " ".join(filter(None, map(_text, _name_parts(value))))


def _name_parts(value: Mapping[str, Any]) -> list[Any]:
    """Return what a name is made of: CSL's keys, S2ORC's, Zotero's."""
    middle = value.get("middle")
    return [
        value.get("given") or value.get("first") or value.get("firstName"),
        *(middle if isinstance(middle, list) else [middle]),
        value.get("non-dropping-particle"),
        value.get("family") or value.get("last") or value.get("lastName"),
        value.get("suffix"),
    ]


def _turned(name: str) -> str:
    """Turn "Lovelace, Ada" of a list with other separators around."""
    return first_last(name) if name.count(",") == 1 else name


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
