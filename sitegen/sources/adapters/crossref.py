"""Crossref's REST API: works with titles and venues as lists.

Source: https://api.crossref.org/swagger-ui/index.html
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.adapters.csl import FIELDS, mend_csl
from sitegen.sources.paths import value_at
from sitegen.sources.shapes import Paths, Shape, text_in
from sitegen.sources.values.rights import published_license


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    mend_csl(record, fields)
    # The same work's preprint; other relations name other works.
    if not fields.get("arxiv_id") and isinstance(record.get("institution"), list | dict):
        fields.setdefault("venue", text_in(record["institution"]))
    fields["license"] = published_license(record.get("license"))
    if value_at(record, "relation.is-replaced-by"):
        fields.setdefault("status", "isreplacedby")


_CROSSREF_FIELDS: Final[Paths] = {
    **FIELDS,
    "venue": ("container-title", "event.name", "institution.name", "group-title"),
    "arxiv_id": "relation.has-preprint[id-type=arxiv].id",
    "url": ("URL", "resource.primary.URL"),
    "pdf": "link[content-type=application/pdf].URL",
    "keywords": ("subject", "keyword"),
    "issue": ("issue", "journal-issue.issue"),
    "pages": ("page", "article-number"),
    "institution": "institution.name",
    "genre": "degree",
    "edition": "edition-number",
    # On a notice, "update-to" names the paper that the notice is about.
    "status": "updated-by[].type",
}
_IGNORED: Final = (
    "subtitle",
    "short-title",
    "original-title",
    "reference",
    "references-count",
    "short-container-title",
    "published",
    "published-print",
    "published-online",
    "created",
    "institution",
    "license",
    "source",
    "translator",
    "chair",
)

SHAPES: Final = tuple(
    Shape(signature, _CROSSREF_FIELDS, ignored=_IGNORED, mend=_mend)
    for signature in (
        ("DOI", "indexed"),
        ("DOI", "prefix"),
        ("DOI", "deposited"),
        ("DOI", "is-referenced-by-count"),
        ("DOI", "container-title", "publisher", "member"),
    )
)
