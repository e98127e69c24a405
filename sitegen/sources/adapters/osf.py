"""OSF Preprints: PsyArXiv, SocArXiv and others, as JSON:API with embedded contributors.

Source: https://developer.osf.io/#tag/Preprints
"""

from __future__ import annotations

from typing import Final

from sitegen.sources.shapes import Paths, Shape

_FIELDS: Final[Paths] = {
    "title": "attributes.title",
    "abstract": "attributes.description",
    "authors": ("embeds.bibliographic_contributors.data", "embeds.contributors.data"),
    "date": ("attributes.date_published", "attributes.date_created"),
    # The attribute is the DOI of the journal's article.
    "doi": ("links.preprint_doi", "attributes.doi"),
    "url": ("links.html", "links.iri"),
    "keywords": "attributes.tags",
    "license": ("embeds.license.data.attributes.url", "embeds.license.data.attributes.name"),
    "id": "id",
}
_USER: Final = "embeds.users.data.attributes"
_AUTHOR: Final[Paths] = {
    "name": (f"{_USER}.full_name", "attributes.unregistered_contributor"),
    "family": f"{_USER}.family_name",
    "given": f"{_USER}.given_name",
    "orcid": f"{_USER}.social.orcid",
}

SHAPES: Final = tuple(
    Shape(signature, _FIELDS, _AUTHOR, ignored=("type", "relationships", "links", "embeds"))
    for signature in (
        ("attributes.title", "embeds"),
        ("attributes.title", "links.preprint_doi"),
        ("attributes.title", "attributes.date_published"),
    )
)
