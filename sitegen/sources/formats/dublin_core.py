"""Read Dublin Core alone: simple, qualified, DSpace's DIM and archives, theses of NDLTD and EThOS.

Sources: https://www.dublincore.org/specifications/dublin-core/dcmi-terms/,
https://wiki.lyrasis.org/display/DSPACE/DSpace+Intermediate+Metadata
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_doi
from sitegen.sources.fields import read_records
from sitegen.sources.xml.tools import attribute, read_elements, root_name, text_of
from sitegen.sources.xml.values import parse_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "dublin-core"
RANK: Final = 33

#: Elements that hold the terms of one work.
RECORDS: Final = (
    "dc",
    "qualifieddc",
    "simpledc",
    "dim",
    "dublin_core",
    "dcterms",
    "uketddc",
    "thesis",
)
#: Elements that do so if their children are in the namespace of Dublin Core.
_GENERIC: Final = ("metadata", "record", "item", "oai_dc", "Description")
_NAMESPACE: Final = re.compile(
    r"purl\.org/dc/(?:elements|terms)|dspace\.org/xmlns/dspace/dim|<dc:title"
)
#: A description that is no abstract.
_COMMENT: Final = re.compile(
    r"^(?:comments?\b|\d+ (?:pages|pp|p\.|figures|leaves)\b)", re.IGNORECASE
)
_PERIOD: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")
#: "Vol. 3 No. 2 (2019)", also in Spanish, Portuguese, German and Indonesian.
_VOLUME_AND_ISSUE: Final = re.compile(
    r"(?:(?:Vol|V|Bd|Jg|Tom)\.? ?(\w{1,10}))?,? ?"
    r"(?:(?:No|Núm|N|n|Nr|Issue|nº|N°)\.? ?([\w-]{1,10}))?"
)
_PAGES: Final = re.compile(r"(?:pp?\. ?)?\w{1,8}(?:[-–]\w{1,8})?")
#: DSpace's own dates of the deposit: "dc.date.accessioned".
_ADMINISTRATIVE: Final = frozenset({"accessioned", "available", "updated", "submitted", "embargo"})


def sniff(head: str) -> bool:
    """Claim XML whose first element holds terms of Dublin Core."""
    name = root_name(head)
    if name in {"dim", "dublin_core", "dimList"}:
        return "mdschema=" in head or "<dcvalue" in head
    is_record = name in RECORDS or name in _GENERIC or name in {"records", "metadata", "RDF"}
    return is_record and bool(_NAMESPACE.search(head)) and 'openarchives.org/OAI/2.0/"' not in head


def read(text: str, path: str) -> ReadResult:
    """Read all records; one without a title becomes a diagnostic."""
    return read_records(read_elements(text, (*RECORDS, *_GENERIC), _record_fields), path)


def _record_fields(record: Element) -> dict[str, Any] | None:
    if str(record.tag).rpartition("}")[2] in RECORDS:
        return dublin_core_fields(record)
    # An envelope has the record inside; a plain element has the terms.
    terms = [child for child in record.iterchildren("*") if "purl.org/dc/" in child.tag]
    return dublin_core_fields(record) if terms else None


def dublin_core_fields(record: Element) -> dict[str, Any]:
    """Return the fields of an element whose children are terms of Dublin Core."""
    terms: dict[str, list[str]] = {}
    for name, text in _terms(record):
        terms.setdefault(name, []).append(text)
    # Repositories write the DOI and addresses into any of these.
    numbers = [n for name in ("identifier", "relation", "source") for n in terms.get(name, ())]
    identifiers = terms.get("identifier", []) + terms.get("relation", [])
    # ISO dates sort as texts. The earliest is that of the first version.
    dates = sorted(d for d in terms.get("issued") or terms.get("date", []) if _PERIOD.match(d))
    descriptions = terms.get("abstract", []) + terms.get("description", [])
    title = next(iter(terms.get("title", ())), "")
    return {
        "title": title,
        # The first description is the abstract; the following ones are comments.
        "abstract": next((text for text in descriptions if not _COMMENT.match(text)), ""),
        "authors": _authors(terms.get("creator") or terms.get("author", [])),
        "date": dates[0] if dates else None,
        "year": dates[0][:4] if dates else None,
        "venue": next(_venues(terms), None),
        **_position(terms),
        "doi": next(filter(None, map(parse_doi, numbers)), None),
        # Any number with a point could pass for an arXiv id, so only marked ones are parsed.
        "arxiv_id": next((i for i in identifiers if "arxiv" in i.lower()), None),
        "url": [i for i in identifiers if re.match(r"https?://", i)][:1],
        "keywords": terms.get("subject", []),
        "license": terms.get("license", []) + terms.get("rights", []),
        "language": next(iter(terms.get("language", ())), None),
    }


def _authors(names: list[str]) -> list[dict[str, Any]]:
    """Return the authors of elements that may also hold an institution, or several people."""
    authors = []
    for name in names:
        parts = [part.strip() for part in name.split(";") if part.strip()]
        people = [part for part in parts if "," in part]
        # OJS writes "Lovelace, Ada; University of Mars".
        is_person_at_place = len(people) == 1 and people == parts[:1]
        affiliations = parts[1:] if is_person_at_place else []
        authors += [
            {**parse_heading(part), "affiliations": affiliations}
            for part in (people if is_person_at_place else parts)
        ]
    return authors


def _position(terms: dict[str, list[str]]) -> dict[str, str]:
    """Return volume, issue and pages of "Journal; Vol. 3 No. 2 (2019): June; 15-29", as OJS."""
    for source in terms.get("source", ()):
        _, *parts = source.split("; ")
        numbers = _VOLUME_AND_ISSUE.match(parts[0]) if parts else None
        if numbers:
            pages = parts[-1] if len(parts) > 1 and _PAGES.fullmatch(parts[-1]) else ""
            return {"volume": numbers[1] or "", "issue": numbers[2] or "", "pages": pages}
    return {}


def _terms(record: Element) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each term; a qualifier that matters is the name."""
    for child in record.iterchildren("*"):
        text = text_of(child)
        name = child.tag.rpartition("}")[2]
        if name in {"field", "dcvalue"}:
            name = _qualified_name(attribute(child, "element"), attribute(child, "qualifier"))
        if text and name:
            yield name, text


def _qualified_name(element: str, qualifier: str) -> str:
    """Return "author" for dc.contributor.author, "" for what describes the deposit."""
    qualifier = "" if qualifier == "none" else qualifier
    if element == "contributor":
        return qualifier if qualifier == "author" else ""
    if element == "date":
        return "" if qualifier in _ADMINISTRATIVE else qualifier or element
    if element == "description":
        return {"": element, "abstract": "abstract"}.get(qualifier, "")
    if element == "title":
        return "" if qualifier == "alternative" else element
    if (element, qualifier) == ("relation", "ispartof"):
        return "isPartOf"
    return "" if qualifier == "citation" else element


def _venues(terms: dict[str, list[str]]) -> Iterator[str]:
    """Yield the journals or books, the best one first, without addresses and numbers."""
    for name in ("isPartOf", "source", "bibliographicCitation"):
        for text in terms.get(name, ()):
            if not re.match(r"https?://|urn:|\d|doi:|issn|isbn", text, re.IGNORECASE):
                yield text.partition("; ")[0]
    # arXiv writes the journal's reference among the identifiers.
    if any("arxiv.org/" in number for number in terms.get("identifier", ())):
        for number in terms["identifier"]:
            if not re.match(r"https?://|doi:|arxiv", number, re.IGNORECASE):
                yield number
