"""Shapes: how another program's records map to our named fields, as tables.

A module of ``adapters`` describes one program by one shape or more. A shape has a signature, keys
that together only this program's records have, and a table of our fields with the paths of their
values. Where a table can't say it, ``mend`` is a function.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.sources.field_names import find_synonym
from sitegen.sources.paths import value_at

if TYPE_CHECKING:
    from collections.abc import Callable

#: A field, or a part of an author -> the path of its value, or paths, best first.
Paths = Mapping[str, str | tuple[str, ...]]

#: Our fields with one value; a list or an object stands for the text in it.
SCALAR_FIELDS: Final = frozenset(
    {"title", "abstract", "venue", "doi", "arxiv_id", "date", "year", "language", "id", "upvotes"}
)
#: Fields with links: the values of all paths count, not only the first.
_LINK_FIELDS: Final = frozenset({"url", "pdf", "code"})
#: Keys under which an object has its text, best first.
_TEXT_KEYS: Final = (
    "value", "display_name", "name", "title", "text", "#text", "$t", "$", "_", "content",
    "literal", "en", "eng", "en-US", "url", "URL", "href", "@value", "@id",
)  # fmt: skip
#: "<jats:title>Abstract</jats:title>", with which Crossref's abstracts begin.
_ABSTRACT_HEADING: Final = re.compile(
    r"<(?:jats:|h\d)?(?:title)?>\s*(?:abstract|summary):?\s*</(?:jats:|h\d)?(?:title)?>",
    re.IGNORECASE,
)
#: A tag begins with a letter, so that "p < 0.05 and q > 2" stays.
_TAG: Final = re.compile(r"</?(?:jats:)?[a-zA-Z][^<>]{0,100}>")
#: Of the tags, those between words.
_BLOCK_TAG: Final = re.compile(
    r"</?(?:jats:)?(?:p|br|div|sec|section|title|label|list|list-item|li|ul|ol|h\d|td|tr)(?:[\s/][^<>]{0,100})?>",
    re.IGNORECASE,
)
_MAX_TEXT_DEPTH: Final = 4


class Shape(NamedTuple):
    """How one program writes a record.

    Attributes:
        signature: keys that together only its records have; ``metadata.titles`` is nested.
        fields: our field -> the path of its value, or paths, best first.
        author: our part of an author -> path; empty if the authors are passed on as they are.
        name_order: "inverted" if a whole name is "Family, Given".
        ignored: keys that would be read as something else by their usual names.
        mend: changes the mapped fields, given the record too.
        is_flat: whether the keys are a table's columns, which may have dots in their names.
    """

    signature: tuple[str, ...]
    fields: Paths
    author: Paths = MappingProxyType({})
    name_order: str = ""
    ignored: tuple[str, ...] = ()
    mend: Callable[[dict[str, Any], dict[str, Any]], None] | None = None
    is_flat: bool = False


def apply_shape(shape: Shape, record: dict[str, Any]) -> dict[str, Any]:
    """Return a record's fields under our names.

    Keys that the shape doesn't mention are passed on, so that what looks like a person or an
    identifier is noticed by ``fields``.
    """
    fields: dict[str, Any] = {}
    for name, paths in shape.fields.items():
        value = _value_of(record, name, paths)
        if value not in (None, "", []):
            fields[name] = value
    if (shape.author or shape.name_order) and "authors" in fields:
        fields["authors"] = _map_authors(fields["authors"], shape)
    if shape.mend:
        shape.mend(record, fields)
    consumed = consumed_keys(shape)
    for key, value in record.items():
        if key not in consumed and key not in fields:
            synonym = find_synonym(key)
            # A field that the shape has is not read again under another name.
            if synonym is None or synonym[0] not in fields:
                fields[key] = value
    return fields


def consumed_keys(shape: Shape) -> frozenset[str]:
    """Return the keys of a record that a shape reads or ignores."""
    keys = _CONSUMED.get(id(shape))
    if keys is None:
        paths = [path for value in shape.fields.values() for path in _as_paths(value)]
        keys = frozenset(re.split(r"[.\[]", path, maxsplit=1)[0] for path in paths)
        keys |= frozenset(paths) | frozenset(shape.ignored)
        _CONSUMED[id(shape)] = keys
    return keys


#: Shapes are constants of modules, so their identity lasts.
_CONSUMED: Final[dict[int, frozenset[str]]] = {}


def _as_paths(paths: str | tuple[str, ...]) -> tuple[str, ...]:
    return (paths,) if isinstance(paths, str) else paths


def _value_of(record: dict[str, Any], name: str, paths: str | tuple[str, ...]) -> Any:
    if name in _LINK_FIELDS:
        values = [value_at(record, path) for path in _as_paths(paths)]
        texts = [text for text in map(text_in, _flat(values)) if text]
        return texts[0] if len(texts) == 1 else texts
    for path in _as_paths(paths):
        # A table's column may have dots in its name.
        value = record[path] if path in record else value_at(record, path)
        if name in SCALAR_FIELDS:
            value = text_in(value)
        if value not in (None, "", [], {}):
            return strip_tags(value) if name == "abstract" else value
    return None


def _flat(values: list[Any]) -> list[Any]:
    return [item for v in values for item in (v if isinstance(v, list) else [v])]


def text_in(value: Any, depth: int = 0) -> Any:
    """Return the text or number in a value: of a list the first one, of an object its text."""
    if not isinstance(value, list | dict):
        return value
    if depth == _MAX_TEXT_DEPTH:
        return None
    items = list(map(value.get, _TEXT_KEYS)) if isinstance(value, dict) else value
    texts = (text_in(item, depth + 1) for item in items)
    return next((text for text in texts if text not in (None, "")), None)


def strip_tags(text: Any) -> Any:
    """Remove the markup of an abstract and its heading "Abstract"."""
    if not isinstance(text, str) or "<" not in text:
        return text
    text = _BLOCK_TAG.sub(" ", _ABSTRACT_HEADING.sub(" ", text))
    return html.unescape(_TAG.sub("", text))


def _map_authors(authors: Any, shape: Shape) -> Any:
    """Return authors as objects with our keys; a text stays one if its order is not known."""
    if shape.name_order and isinstance(authors, str):
        # "Roe, Jana; Svart, Jon": with the family first, a comma parts no people.
        authors = authors.split(";")
    if isinstance(authors, str):
        return authors
    items = authors if isinstance(authors, list) else [authors]
    return [
        _map_author(item, shape)
        if isinstance(item, dict)
        else inverted_name(item)
        if shape.name_order and isinstance(item, str)
        else item
        for item in items
    ]


def inverted_name(text: str) -> dict[str, str]:
    """Return the parts of "Family, Given, Jr."; a name without a comma is a whole one."""
    family, *rest = (part.strip() for part in text.split(","))
    if not rest:
        return {"name": family}
    *given, last = rest
    if given:
        return {"family": family, "given": " ".join(given), "suffix": last}
    return {"family": family, "given": last}


def _map_author(author: dict[str, Any], shape: Shape) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for name, paths in shape.author.items():
        for path in _as_paths(paths):
            value = value_at(author, path)
            if name not in {"affiliations", "middle"}:
                value = text_in(value)
            if value not in (None, "", []):
                parts[name] = value
                break
    if "family" in parts or shape.name_order == "inverted":
        name = parts.pop("name", "")
        is_group = str(author.get("nameType")).lower() == "organizational"
        if "family" not in parts:
            parts |= {"name": name} if is_group else inverted_name(name)
    # What isn't understood is passed on whole, for a message that shows it.
    return parts if parts.keys() & {"name", "family", "given"} else author
