"""ORCID: works of a person.

Source: https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.paths import value_at
from sitegen.sources.shapes import Paths, Shape


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    parts = [
        value_at(record, f"publication-date.{unit}.value") for unit in ("year", "month", "day")
    ]
    texts = []
    for part in parts:
        if not isinstance(part, str):
            break
        texts.append(part)
    if texts:
        fields["date"] = "-".join(texts)
    subtitle, title = value_at(record, "title.subtitle.value"), fields.get("title")
    if isinstance(subtitle, str) and isinstance(title, str):
        fields["title"] = f"{title.rstrip(' :')}: {subtitle}"


def _id_path(kind: str) -> str:
    return f"external-ids.external-id[external-id-type={kind}].external-id-value"


_FIELDS: Final[Paths] = {
    "title": "title.title.value",
    "abstract": "short-description",
    "authors": "contributors.contributor",
    "venue": "journal-title.value",
    "doi": _id_path("doi"),
    "arxiv_id": _id_path("arxiv"),
    "url": "url.value",
    "language": "language-code",
    "id": "put-code",
}
_AUTHOR: Final[Paths] = {"name": "credit-name.value", "orcid": "contributor-orcid.path"}
_IGNORED: Final = ("publication-date", "created-date", "last-modified-date", "source", "path")

SHAPES: Final = (Shape(("title.title.value",), _FIELDS, _AUTHOR, "", _IGNORED, _mend),)
