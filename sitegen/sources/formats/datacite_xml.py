"""Read DataCite's XML, as repositories export it.

Source: https://datacite-metadata-schema.readthedocs.io/en/4.6/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.values.positions import page_range
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import (
    all_texts,
    attribute,
    child_elements,
    child_text,
    child_texts,
    read_elements,
    root_name,
    root_tag,
    text_of,
)
from sitegen.sources.xml.values import (
    join_title,
    parse_heading,
    strip_html,
)

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

    Children = dict[str, list[Element]]

NAME: Final = "datacite-xml"
RANK: Final = 31

#: Kinds of dates, the best one first.
_DATES: Final = ("Issued", "Available", "Created", "Submitted")


def sniff(head: str) -> bool:
    """Claim XML whose first element is ``resource`` of DataCite."""
    return root_name(head) in {"resource", "oai_datacite"} and (
        "datacite.org/" in root_tag(head) or "datacite.org/schema" in head
    )


def read(text: str, path: str) -> ReadResult:
    """Read all resources; one without a title becomes a diagnostic."""
    return read_records(read_elements(text, "resource", datacite_fields), path)


def datacite_fields(resource: Element) -> dict[str, Any]:
    """Return the fields of a ``resource`` element under our names."""
    fields = child_elements(resource)
    titles = list(find_elements(resource, "{*}titles/{*}title"))
    dates = {
        attribute(date, "dateType"): text_of(date)
        for date in reversed(
            [*find_elements(resource, "{*}dates/{*}date"), *fields.get("date", ())]
        )
    }
    identifiers = {
        attribute(number, "alternateIdentifierType").lower(): text_of(number)
        for number in find_elements(resource, "{*}alternateIdentifiers/{*}alternateIdentifier")
    }
    number = next(iter(fields.get("identifier", ())), None)
    identifier = text_of(number)
    container = _container(resource)
    kind = attribute(number, "identifierType") if number is not None else ""
    return {
        "title": _title(titles),
        "abstract": _abstract(resource, fields),
        "authors": [_author(c) for c in find_elements(resource, "{*}creators/{*}creator")],
        "year": child_text(fields, "publicationYear"),
        "date": next((dates[name] for name in _DATES if dates.get(name)), None),
        "venue": child_text(container, "titles") or child_text(fields, "publisher"),
        "kind": [attribute(k, "resourceTypeGeneral") for k in fields.get("resourceType", ())]
        + child_texts(fields, "resourceType"),
        "publisher": child_text(fields, "publisher"),
        "volume": child_text(container, "volume"),
        "issue": child_text(container, "issue"),
        "pages": page_range(child_text(container, "firstPage"), child_text(container, "lastPage"))
        or child_text(container, "number"),
        "doi": identifier if kind.upper() == "DOI" or "doi.org/" in identifier else None,
        "arxiv_id": identifiers.get("arxiv"),
        "url": identifiers.get("url") or (identifier if "://" in identifier else None),
        "keywords": all_texts(resource, "{*}subjects/{*}subject"),
        "language": child_text(fields, "language"),
        "license": [
            text
            for right in find_elements(resource, "{*}rightsList/{*}rights")
            for text in (*map(right.get, ("rightsURI", "rightsIdentifier")), text_of(right))
        ],
    }


def _title(titles: list[Element]) -> str:
    """Return the title without a type, with its subtitle."""
    by_kind: dict[str, str] = {}
    for title in titles:
        by_kind.setdefault(attribute(title, "titleType"), text_of(title))
    main = by_kind.get("") or by_kind.get("TranslatedTitle") or by_kind.get("AlternativeTitle", "")
    return join_title(main, by_kind.get("Subtitle", ""))


def _abstract(resource: Element, fields: Children) -> str:
    descriptions = [*find_elements(resource, "{*}descriptions/{*}description")]
    descriptions += fields.get("description", ())
    for kinds in (("Abstract",), ("", "Other")):
        for description in descriptions:
            if attribute(description, "descriptionType") in kinds:
                return strip_html(text_of(description))
    return ""


def _author(creator: Element) -> dict[str, Any]:
    fields = child_elements(creator)
    name = next(iter(fields.get("creatorName", ())), None)
    family, given = child_text(fields, "familyName"), child_text(fields, "givenName")
    if name is not None and attribute(name, "nameType") == "Organizational":
        person: dict[str, Any] = {"literal": text_of(name)}
    elif family and given:
        person = {"given": given, "family": family}
    else:
        person = parse_heading(text_of(name))
    ids = (
        text_of(number) for number in fields.get("nameIdentifier", ())
        if attribute(number, "nameIdentifierScheme").upper() == "ORCID"
    )  # fmt: skip
    return {
        **person,
        "affiliations": child_texts(fields, "affiliation"),
        "orcid": next(ids, ""),
    }


def _container(resource: Element) -> Children:
    """Return the parts of the journal or the book in which a work is published."""
    for item in find_elements(resource, "{*}relatedItems/{*}relatedItem"):
        if attribute(item, "relationType") == "IsPublishedIn":
            return child_elements(item)
    return {}
