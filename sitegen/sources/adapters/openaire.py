"""OpenAIRE Graph: research products of its API and, with lower-case keys, of its dump.

Source: https://graph.openaire.eu/docs/data-model/entities/research-product
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    subtitle, title = record.get("subTitle") or record.get("subtitle"), fields.get("title")
    if isinstance(subtitle, str) and isinstance(title, str) and subtitle not in title:
        fields["title"] = f"{title.rstrip(' :')}: {subtitle}"


_FIELDS: Final[Paths] = {
    "title": ("mainTitle", "maintitle"),
    "abstract": ("descriptions", "description"),
    "authors": ("authors", "author"),
    "date": ("publicationDate", "publicationdate"),
    "venue": "container.name",
    "volume": "container.vol",
    "issue": "container.iss",
    "first_page": "container.sp",
    "last_page": "container.ep",
    "doi": (
        "pids[scheme=doi].value",
        "pid[scheme=doi].value",
        "instances.pids[scheme=doi].value",
        "instances.alternateIdentifiers[scheme=doi].value",
    ),
    "arxiv_id": ("pids[scheme=arXiv].value", "pid[scheme=arXiv].value"),
    "url": ("instances.urls", "instance.url"),
    "keywords": ("subjects[].subject[scheme=keyword].value", "subjects[].subject.value"),
    "language": ("language.code", "language"),
    "license": ("instances[].license", "instance[].license"),
    "id": "id",
}
_AUTHOR: Final[Paths] = {
    "name": ("fullName", "fullname"),
    "family": "surname",
    "given": "name",
    "orcid": ("pid.id[scheme=orcid].value", "pid.id.value"),
}
_IGNORED: Final = (
    "subTitle", "subtitle", "publisher", "instances", "instance", "sources", "formats",
    "contributors", "originalIds", "countries", "coverages", "source", "type",
)  # fmt: skip

SHAPES: Final = tuple(
    Shape((key,), _FIELDS, _AUTHOR, "inverted", _IGNORED, _mend)
    for key in ("mainTitle", "maintitle")
)
