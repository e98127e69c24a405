"""DataCite's REST API.

Source: https://support.datacite.org/docs/api
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.paths import value_at
from sitegen.sources.shapes import Paths, Shape

#: Relations to another form of the same work.
_SAME_WORK: Final = frozenset(
    {
        "isversionof",
        "isidenticalto",
        "isvariantformof",
        "ispreprintof",
        "isalternateidentifier",
        "haspreprint",
        "isalternativeto",
    }
)


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    titles = record.get("titles")
    main = [t for t in titles if not _type(t)] if isinstance(titles, list) else []
    if main and isinstance(main[0].get("title"), str):
        fields["title"] = main[0]["title"]
    editors = [c for c in value_at(record, "contributors[]") or () if _is_editor(c)]
    if editors:
        fields["editors"] = editors
    subtitle = value_at(record, "titles[titleType=Subtitle].title")
    title = fields.get("title")
    if isinstance(subtitle, str) and isinstance(title, str) and subtitle not in title:
        fields["title"] = f"{title.rstrip(' :')}: {subtitle}"
    if fields.get("kind") == "Text":
        # Any work of words; the type in the archive's words may say more.
        fields["kind"] = value_at(record, "types.resourceType")
    for item in value_at(record, "relatedIdentifiers[]") or ():
        if not isinstance(item, dict) or "arxiv_id" in fields:
            continue
        is_arxiv = str(item.get("relatedIdentifierType")).lower() == "arxiv"
        if is_arxiv and str(item.get("relationType")).lower() in _SAME_WORK:
            fields["arxiv_id"] = item.get("relatedIdentifier")


def _is_editor(contributor: Any) -> bool:
    return isinstance(contributor, dict) and contributor.get("contributorType") == "Editor"


def _type(title: Any) -> Any:
    return title.get("titleType") if isinstance(title, dict) else "no title"


_FIELDS: Final[Paths] = {
    "title": "titles",
    "abstract": ("descriptions[descriptionType=Abstract].description", "descriptions"),
    "authors": "creators",
    "year": "publicationYear",
    "date": ("dates[dateType=Issued].date", "dates[dateType=Available].date", "published"),
    "venue": ("container.title", "relatedItems[relationType=IsPublishedIn].titles.title"),
    "doi": ("doi", "identifier.identifier", "identifiers[identifierType=DOI].identifier", "id"),
    "arxiv_id": (
        "identifiers[identifierType=arXiv].identifier",
        "alternateIdentifiers[alternateIdentifierType=arXiv].alternateIdentifier",
    ),
    "keywords": "subjects[].subject",
    "language": "language",
    "url": "url",
    "pdf": "contentUrl",
    "status": "relatedIdentifiers[].relationType",
    "kind": ("types.resourceTypeGeneral", "types.resourceType", "types.citeproc"),
    "license": "rightsList[]",
    "publisher": ("publisher.name", "publisher"),
    "volume": ("container.volume", "relatedItems[relationType=IsPublishedIn].volume"),
    "issue": ("container.issue", "relatedItems[relationType=IsPublishedIn].issue"),
    "first_page": ("container.firstPage", "relatedItems[relationType=IsPublishedIn].firstPage"),
    "last_page": ("container.lastPage", "relatedItems[relationType=IsPublishedIn].lastPage"),
}
_AUTHOR: Final[Paths] = {
    "name": ("name", "creatorName"),
    "family": "familyName",
    "given": "givenName",
    "orcid": "nameIdentifiers[nameIdentifierScheme=ORCID].nameIdentifier",
    "affiliations": ("affiliation[].name", "affiliation"),
}

SHAPES: Final = (
    Shape(("creators", "titles"), _FIELDS, _AUTHOR, "inverted", ("types", "contributors"), _mend),
    Shape(
        ("publicationYear", "titles"),
        _FIELDS,
        _AUTHOR,
        "inverted",
        ("types", "contributors"),
        _mend,
    ),
)
