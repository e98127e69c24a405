"""Schema.org's JSON-LD in web pages and repositories, and CodeMeta.

Source: https://schema.org/ScholarlyArticle, https://codemeta.github.io/terms/
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.paths import value_at
from sitegen.sources.shapes import Paths, Shape


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    kinds = value_at(record, "@type")
    if "title" in fields and kinds in ("Person", "Organization", "WebSite", "WebPage"):
        # Their name is no title.
        del fields["title"]
    identifier = record.get("identifier")
    texts = identifier if isinstance(identifier, list) else [identifier]
    for item in texts:
        text = item.get("value") if isinstance(item, dict) else item
        if isinstance(text, str) and "10." in text:
            fields.setdefault("doi", text)
    authors = fields.get("authors")
    if isinstance(authors, dict) and isinstance(authors.get("@list"), list):
        fields["authors"] = authors["@list"]


_FIELDS: Final[Paths] = {
    "title": ("headline", "name", "alternativeHeadline"),
    "abstract": ("abstract", "description"),
    "authors": ("author.@list", "author", "creator"),
    "date": ("datePublished", "dateCreated"),
    "venue": (
        "isPartOf.isPartOf.isPartOf.name",
        "isPartOf.isPartOf.name",
        "isPartOf.name",
        "periodical.name",
        "publication.name",
    ),
    "doi": (
        "identifier[propertyID=doi].value",
        "doi",
        "sameAs",
        "@id",
    ),
    "url": ("url", "mainEntityOfPage"),
    "pdf": ("encoding[encodingFormat=application/pdf].contentUrl", "encoding.contentUrl"),
    "code": "codeRepository",
    "keywords": "keywords",
    "license": "license",
    # An article is part of an issue, which is part of a volume, which is part of a journal.
    "volume": ("volumeNumber", "isPartOf.volumeNumber", "isPartOf.isPartOf.volumeNumber"),
    "issue": ("issueNumber", "isPartOf.issueNumber"),
    "pages": "pagination",
    "first_page": "pageStart",
    "last_page": "pageEnd",
    "language": "inLanguage",
}
_AUTHOR: Final[Paths] = {
    "family": "familyName",
    "given": "givenName",
    "name": "name",
    "orcid": ("identifier", "@id", "sameAs"),
    "affiliations": ("affiliation[].name", "affiliation"),
}
_IGNORED: Final = (
    "@context",
    "@type",
    "publisher",
    "image",
    "version",
    "identifier",
    "editor",
    "contributor",
    "copyrightHolder",
    "maintainer",
)

SHAPES: Final = tuple(
    Shape(("@type", key), _FIELDS, _AUTHOR, "", _IGNORED, _mend)
    for key in ("headline", "name", "author", "datePublished")
)
