"""Read a saved page of one paper on IEEE Xplore, whose script holds the paper as JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import Record
from sitegen.sources.json.syntax import decode_at
from sitegen.sources.values.positions import page_range
from sitegen.sources.web.elements import join_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.web.elements import Element

_BASE: Final = "https://ieeexplore.ieee.org/"
_METADATA: Final = re.compile(r"xplGlobal\.document\.metadata\s?=\s?(?=\{)")
#: Our field -> names in the object, best first.
_FIELDS: Final = {
    "title": ("title", "displayDocTitle", "formulaStrippedArticleTitle"),
    "abstract": ("abstract",),
    "date": ("onlineDate", "publicationDate"),
    "year": ("publicationYear",),
    "venue": ("publicationTitle", "displayPublicationTitle"),
    "volume": ("volume",),
    "issue": ("issue",),
    "doi": ("doi",),
    "publisher": ("publisher",),
    "language": ("language",),
    "id": ("articleNumber",),
}
#: What Xplore calls what it shows -> our kind.
_KINDS: Final = {
    "conferences": "conference", "periodicals": "article", "early access": "article",
    "books": "book",
}  # fmt: skip


def read_xplore(root: Element) -> Iterator[Record]:
    """Yield the paper of a page's script."""
    for script in root.iter("script"):
        text = script.text or ""
        match = _METADATA.search(text)
        if match is None:
            continue
        try:
            value, _ = decode_at(text, match.end())
        except ValueError:
            continue
        if isinstance(value, dict) and (fields := _fields_of(value))["title"]:
            yield Record(script.sourceline or 1, fields, fields["title"])
            return


def _fields_of(value: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {
        field: next((value[name] for name in names if value.get(name)), "")
        for field, names in _FIELDS.items()
    }
    ends = (str(value.get(name) or "") for name in ("startPage", "endPage"))
    address = str(value.get("htmlLink") or "")
    return fields | {
        "authors": _objects(value, "authors"),
        "pages": page_range(*ends),
        "kind": _KINDS.get(str(value.get("contentType")).lower(), ""),
        "isbn": _number(value, "isbn"),
        "issn": _number(value, "issn"),
        "keywords": _keywords(value),
        "url": join_url(_BASE, address) if address else "",
    }


def _objects(value: dict[str, Any], name: str) -> list[dict[str, Any]]:
    items = value.get(name)
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _number(value: dict[str, Any], name: str) -> str:
    """Return the electronic number of several, else the first."""
    numbers = [(str(item.get("format")), item.get("value")) for item in _objects(value, name)]
    electronic = (number for medium, number in numbers if "Electronic" in medium)
    return str(next(electronic, next((number for _, number in numbers), "")) or "")


def _keywords(value: dict[str, Any]) -> list[Any]:
    """Return the authors' keywords, else IEEE's."""
    items = _objects(value, "keywords")
    lists = {str(item.get("type")).strip(): item.get("kwd") for item in items}
    chosen = lists.get("Author Keywords") or lists.get("IEEE Keywords")
    return chosen if isinstance(chosen, list) else []
