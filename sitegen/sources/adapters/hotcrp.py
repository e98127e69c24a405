"""HotCRP: submissions of a conference, as its JSON export has them.

Source: https://hotcrp.com/devel/api/
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    topics = record.get("topics")
    if isinstance(topics, dict):
        # Topics are keys, with true as their value.
        fields["keywords"] = [topic for topic, is_set in topics.items() if is_set]


_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "abstract",
    "authors": "authors",
    "keywords": "topics",
    "id": "pid",
}
_AUTHOR: Final[Paths] = {
    "given": "first",
    "family": "last",
    "name": "name",
    "orcid": "orcid",
    "affiliations": "affiliation",
}
_IGNORED: Final = ("status", "decision", "submitted", "contacts", "pc_conflicts", "modified")

SHAPES: Final = tuple(
    Shape(("pid", key, "title"), _FIELDS, _AUTHOR, "", _IGNORED, _mend)
    for key in ("topics", "status", "abstract", "decision")
)
