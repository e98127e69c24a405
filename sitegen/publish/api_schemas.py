"""JSON Schemas of the files below ``api/v1``, which ship with them in ``api/v1/schemas``.

Source: JSON Schema 2020-12, https://json-schema.org/draft/2020-12/schema
"""

from __future__ import annotations

from typing import Any, Final

_TEXT: Final = {"type": "string"}
_OPTIONAL: Final = {"type": ["string", "null"]}
_COUNT: Final = {"type": "integer", "minimum": 0}
_TEXTS: Final = {"type": "array", "items": _TEXT}


def _object(title: str, /, **properties: Any) -> dict[str, Any]:
    """Return the schema of an object that has all of some properties and no others."""
    return {
        "title": title,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_PAPER: Final = _object(
    "A paper; page is an address relative to the site",
    id=_TEXT,
    page=_TEXT,
    citation_key=_TEXT,
    title={"type": "string", "minLength": 1},
    authors=_TEXTS,
    year={"type": ["integer", "null"]},
    date=_OPTIONAL,
    venue=_OPTIONAL,
    doi=_OPTIONAL,
    arxiv_id=_OPTIONAL,
    topics=_TEXTS,
)
_PAPERS: Final = {"type": "array", "items": _PAPER}
_TOPIC: Final = {
    "slug": _TEXT, "name": _TEXT, "description": _TEXT, "parent": _OPTIONAL, "papers": _COUNT,
    "file": _OPTIONAL,
}  # fmt: skip
_MONTH: Final = {"type": "string", "pattern": r"^\d{4}(-\d{2})?$"}
_DRAFT: Final = {"$schema": "https://json-schema.org/draft/2020-12/schema"}

#: Name of a file or a folder below ``api/v1`` -> schema of the file, or of each file in the folder.
#: Addresses of files are relative to ``api/v1/``.
SCHEMAS: Final[dict[str, dict[str, Any]]] = {
    "index": _DRAFT
    | _object(
        "The interface",
        name=_TEXT, description=_TEXT, papers=_COUNT, pages=_TEXTS, topics=_TEXT, dates=_TEXT,
    ),
    "topics": _DRAFT | {"type": "array", "items": _object("A topic", **_TOPIC)},
    "topic": _DRAFT | _object("A topic and its papers", **_TOPIC, members=_PAPERS),
    "papers": _DRAFT
    | _object("A page of the list", page=_COUNT, pages=_COUNT, next=_OPTIONAL, papers=_PAPERS),
    "dates": _DRAFT
    | {"type": "array", "items": _object("A month", month=_MONTH, papers=_COUNT, file=_TEXT)},
    "date": _DRAFT | _object("The papers of a month", month=_MONTH, papers=_PAPERS),
}  # fmt: skip
