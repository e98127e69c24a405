"""DBLP's search API.

Source: https://dblp.org/faq/How+to+use+the+dblp+search+API.html
"""

from __future__ import annotations

import html
import re
from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape

#: The number of a namesake: "Wei Wang 0001".
_NAMESAKE: Final = re.compile(r" \d{4}$")


def _mend(_record: dict[str, Any], fields: dict[str, Any]) -> None:
    for name in ("title", "venue"):
        if isinstance(fields.get(name), str):
            # Texts are escaped as in the XML they come from.
            fields[name] = html.unescape(fields[name])
    title = fields.get("title")
    if isinstance(title, str) and title.endswith(".") and not title.endswith(".."):
        fields["title"] = title[:-1]
    authors = fields.get("authors")
    authors = authors if isinstance(authors, list) else [authors]
    names = (a.get("text") if isinstance(a, dict) else a for a in authors)
    fields["authors"] = [
        {"name": _NAMESAKE.sub("", html.unescape(name))} for name in names if isinstance(name, str)
    ]


_FIELDS: Final[Paths] = {
    "title": "title",
    "authors": "authors.author",
    "year": "year",
    "venue": "venue",
    "doi": "doi",
    "url": ("ee", "url"),
    "id": "key",
    "kind": "type",
    "volume": "volume",
    "issue": "number",
    "pages": "pages",
}
_NESTED: Final[Paths] = {
    name: (f"info.{paths}" if isinstance(paths, str) else tuple(f"info.{path}" for path in paths))
    for name, paths in _FIELDS.items()
}
#: An access right ("open"), pages and the like.
_IGNORED: Final = ("access", "@score", "@id", "info")

SHAPES: Final = (
    Shape(("info.title", "@score"), _NESTED, ignored=(*_IGNORED, "url"), mend=_mend),
    Shape(("info.title", "info.key"), _NESTED, ignored=(*_IGNORED, "url"), mend=_mend),
    Shape(("authors.author", "key"), _FIELDS, ignored=_IGNORED, mend=_mend),
)
