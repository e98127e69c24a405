"""INSPIRE's literature records.

Source: https://inspire-schemas.readthedocs.io/en/latest/schemas/
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.paths import value_at
from sitegen.sources.shapes import Paths, Shape


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    record = record["metadata"] if isinstance(record.get("metadata"), dict) else record
    subtitle, title = value_at(record, "titles.subtitle"), fields.get("title")
    if isinstance(subtitle, str) and isinstance(title, str) and subtitle not in title:
        fields["title"] = f"{title}: {subtitle}"
    groups = value_at(record, "collaborations[].value") or []
    authors = _without_supervisors(record.get("authors"), fields.get("authors", []))
    fields["authors"] = [
        *(value_at(record, "corporate_author") or []),
        *authors,
        *map(_group_name, groups),
    ]
    # A preprint's day of another year than the journal's would contradict it.
    if "year" in fields and not str(fields.get("date", "")).startswith(str(fields["year"])):
        fields.pop("date", None)


def _without_supervisors(people: Any, authors: list[Any]) -> list[Any]:
    """Return the authors among the people of a record, who may be supervisors or editors."""
    if not isinstance(people, list) or len(people) != len(authors):
        return authors
    roles = [person.get("inspire_roles") if isinstance(person, dict) else None for person in people]
    return [
        author
        for author, role in zip(authors, roles, strict=True)
        if not isinstance(role, list) or not role or "author" in role
    ]


def _group_name(name: Any) -> dict[str, Any]:
    text = str(name)
    return {"literal": text if "ollaboration" in text else f"{text} Collaboration"}


_FIELDS: Final[Paths] = {
    "title": "titles.title",
    "abstract": "abstracts.value",
    "authors": "authors",
    "year": "publication_info.year",
    "date": ("imprints.date", "preprint_date", "earliest_date", "thesis_info.date"),
    "venue": (
        "publication_info.journal_title",
        "publication_info.conf_acronym",
        "publication_info.pubinfo_freetext",
        "thesis_info.institutions.name",
    ),
    "institution": "thesis_info.institutions.name",
    "doi": "dois.value",
    "arxiv_id": "arxiv_eprints.value",
    "keywords": "keywords[].value",
    "language": "languages",
    "url": "urls[].value",
    "pdf": "documents.url",
    "id": ("texkeys", "control_number"),
    "kind": "document_type",
    "license": "license[]",
    "isbn": "isbns[].value",
    "volume": "publication_info.journal_volume",
    "issue": "publication_info.journal_issue",
    "first_page": ("publication_info.page_start", "publication_info.artid"),
    "last_page": "publication_info.page_end",
}
_AUTHOR: Final[Paths] = {
    "name": "full_name",
    "orcid": "ids[schema=ORCID].value",
    "affiliations": ("affiliations[].value", "raw_affiliations[].value"),
}
_NESTED: Final[Paths] = {
    name: tuple(f"metadata.{path}" for path in ((paths,) if isinstance(paths, str) else paths))
    for name, paths in _FIELDS.items()
}

SHAPES: Final = (
    Shape(("metadata.titles",), _NESTED, _AUTHOR, "inverted", ("id", "created", "updated"), _mend),
    *(
        Shape(("titles", key), _FIELDS, _AUTHOR, "inverted", ("collaborations",), _mend)
        for key in ("arxiv_eprints", "control_number", "inspire_categories", "publication_info")
    ),
)
