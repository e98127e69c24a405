"""Zenodo and other repositories on InvenioRDM: records of their API, older and newer ones.

Source: https://developers.zenodo.org/#records,
https://inveniordm.docs.cern.ch/reference/metadata/
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.paths import value_at
from sitegen.sources.shapes import Paths, Shape


def _refine_kind(record: dict[str, Any], fields: dict[str, Any]) -> None:
    """Take the kind of a publication: a subtype "article", or "publication-article"."""
    kind = fields.get("kind")
    if kind == "publication":
        fields["kind"] = value_at(record, "metadata.resource_type.subtype")
    elif isinstance(kind, str):
        fields["kind"] = kind.removeprefix("publication-")


_FIELDS: Final[Paths] = {
    "title": ("metadata.title", "title"),
    "abstract": "metadata.description",
    "authors": "metadata.creators",
    "date": "metadata.publication_date",
    "venue": (
        "metadata.journal.title",
        "metadata.meeting.title",
        "custom_fields.journal:journal.title",
        "custom_fields.meeting:meeting.title",
        "metadata.imprint.title",
        "metadata.conference_title",
    ),
    "volume": ("metadata.journal.volume", "custom_fields.journal:journal.volume"),
    "issue": ("metadata.journal.issue", "custom_fields.journal:journal.issue"),
    "pages": ("metadata.journal.pages", "custom_fields.journal:journal.pages"),
    "doi": ("doi", "metadata.doi", "pids.doi.identifier"),
    "arxiv_id": "metadata.alternate_identifiers[scheme=arxiv].identifier",
    "url": ("links.html", "links.self_html", "links.doi"),
    "keywords": ("metadata.keywords", "metadata.subjects[].subject"),
    "language": ("metadata.language", "metadata.languages.id"),
    "kind": ("metadata.resource_type.type", "metadata.resource_type.id"),
    "publisher": "metadata.publisher",
    "license": ("metadata.license", "metadata.rights[]"),
    "id": "id",
}
_AUTHOR: Final[Paths] = {
    "family": "person_or_org.family_name",
    "given": "person_or_org.given_name",
    "name": ("name", "person_or_org.name"),
    "orcid": ("orcid", "person_or_org.identifiers[scheme=orcid].identifier"),
    "affiliations": ("affiliations[].name", "affiliation"),
}
_IGNORED: Final = ("created", "modified", "updated", "files", "owners", "conceptdoi", "doi_url")

SHAPES: Final = (
    Shape(("metadata.creators",), _FIELDS, _AUTHOR, "inverted", _IGNORED, _refine_kind),
)
