"""Shapes: how another program's records map to our named fields, as tables.

A module of ``adapters`` describes one program by one shape or more. A shape has a signature, keys
that together only this program's records have, and a table of our fields with the paths of their
values. Where a table can't say it, ``mend`` is a function.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.sources.field_names import find_synonym
from sitegen.sources.paths import value_at
from sitegen.sources.tagged import inverted_name
from sitegen.sources.values.dates import date_value

if TYPE_CHECKING:
    from collections.abc import Callable

#: A field, or a part of an author -> the path of its value, or paths, best first.
Paths = Mapping[str, str | tuple[str, ...]]

#: Our fields with one value; a list or an object stands for the text in it.
SCALAR_FIELDS: Final = frozenset(
    {
        "title", "abstract", "venue", "volume", "issue", "pages", "first_page", "last_page",
        "doi", "arxiv_id", "date", "year", "language", "id", "upvotes", "publisher", "series",
        "edition", "institution", "genre",
    }
)  # fmt: skip
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
_EMPTY: Final[tuple[Any, ...]] = (None, "", [], {})


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
    plan = _plans.get(id(shape)) or _make_plan(shape)
    fields = _plain_fields(plan, record)
    for name, paths in plan.links:
        texts = _texts_at(record, paths)
        if texts:
            fields[name] = texts[0] if len(texts) == 1 else texts
    if (shape.author or shape.name_order) and "authors" in fields:
        fields["authors"] = _map_authors(fields["authors"], shape)
    if shape.mend:
        shape.mend(record, fields)
    _pass_on(record, plan, fields)
    return fields


def _plain_fields(plan: _Plan, record: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that are no links, each with the value of its first path that has one."""
    fields: dict[str, Any] = {}
    for name, paths, is_scalar in plan.fields:
        for path in paths:
            # A table's column may have dots in its name, so the whole path is tried as a key.
            value = record[path] if path in record else value_at(record, path)
            if type(value) is not str and is_scalar:
                value = scalar_in(name, value)
            # What counts as true is not empty; the comparisons are slow.
            if value or value not in _EMPTY:
                fields[name] = strip_tags(value) if name == "abstract" else value
                break
    return fields


def _pass_on(record: dict[str, Any], plan: _Plan, fields: dict[str, Any]) -> None:
    """Add the keys of a record that the shape doesn't mention."""
    for key in _unread_keys(tuple(record), plan.consumed):
        if key not in fields:
            synonym = find_synonym(key)
            # A field that the shape has is not read again under another name.
            if synonym is None or synonym[0] not in fields:
                fields[key] = record[key]


@lru_cache(maxsize=1_000)
def _unread_keys(keys: tuple[str, ...], consumed: frozenset[str]) -> tuple[str, ...]:
    """Return the keys that a shape doesn't read or ignore; the records of a file have few sets."""
    return tuple(key for key in keys if key not in consumed)


class _Plan(NamedTuple):
    """A shape's table, prepared for many records.

    Attributes:
        fields: name, paths, and whether the value is a text or a number.
        links: name and paths of the fields with links.
        consumed: keys that the shape reads or ignores.
    """

    fields: list[tuple[str, tuple[str, ...], bool]]
    links: list[tuple[str, tuple[str, ...]]]
    consumed: frozenset[str]


#: Shapes are constants of modules, so their identity lasts.
_plans: dict[int, _Plan] = {}


def _make_plan(shape: Shape) -> _Plan:
    table = {name: (p,) if isinstance(p, str) else p for name, p in shape.fields.items()}
    paths = {path for value in table.values() for path in value}
    first_keys = {re.split(r"[.\[]", path, maxsplit=1)[0] for path in paths}
    plan = _plans[id(shape)] = _Plan(
        [(name, p, name in SCALAR_FIELDS) for name, p in table.items() if name not in _LINK_FIELDS],
        [(name, p) for name, p in table.items() if name in _LINK_FIELDS],
        frozenset(paths | first_keys).union(shape.ignored),
    )
    return plan


def _texts_at(record: dict[str, Any], paths: tuple[str, ...]) -> list[Any]:
    """Return the texts at all of some paths."""
    values = [record[path] if path in record else value_at(record, path) for path in paths]
    return [text for text in map(text_in, _flat(values)) if text]


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


def scalar_in(name: str, value: Any) -> Any:
    """Return the text or number in the value of a field; a date keeps its units."""
    return date_value(value) if name == "date" else text_in(value)


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
        else inverted_parts(item)
        if shape.name_order and isinstance(item, str)
        else item
        for item in items
    ]


def inverted_parts(text: str) -> dict[str, str]:
    """Return the parts of "Family, Given, Jr."; a name without a comma is a whole one."""
    name = inverted_name(text)
    return name if isinstance(name, dict) else {"name": name.strip()}


def _map_author(author: dict[str, Any], shape: Shape) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for name, paths in shape.author.items():
        for path in (paths,) if isinstance(paths, str) else paths:
            value = value_at(author, path)
            if name not in {"affiliations", "middle"}:
                value = text_in(value)
            # A truth value is no name.
            if value not in (None, "", []) and not isinstance(value, bool):
                parts[name] = value
                break
    if "family" in parts or shape.name_order == "inverted":
        name = parts.pop("name", "")
        is_group = str(author.get("nameType")).lower() == "organizational"
        if "family" not in parts:
            parts |= {"name": name} if is_group else inverted_parts(str(name))
    # What isn't understood is passed on whole, for a message that shows it.
    return parts if parts.keys() & {"name", "family", "given"} else author
