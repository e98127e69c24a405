"""Read Citavi's XML: the export of a project, also out of a backup (``.ctv6bak``).

Source: https://github.com/zotero/translators/blob/master/Citavi%205%20XML.js
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.fields import read_records
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import (
    attribute,
    child_elements,
    child_text,
    read_elements,
    root_name,
)
from sitegen.sources.xml.values import join_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "citavi"
RANK: Final = 18

#: Citavi's types of references -> ours; those without an entry say nothing.
_KINDS: Final = {
    "Book": "book", "BookEdited": "book", "CollectedWorks": "book", "SpecialIssue": "book",
    "ConferenceProceedings": "book", "LegalCommentary": "book", "Contribution": "chapter",
    "ContributionInLegalCommentary": "chapter", "JournalArticle": "article",
    "NewspaperArticle": "article", "Thesis": "thesis", "UnpublishedWork": "report",
    "ComputerProgram": "software", "InternetDocument": "other", "Lecture": "other",
    "Manuscript": "other", "Patent": "other", "Standard": "report", "PressRelease": "other",
}  # fmt: skip
#: Page ranges are XML within a text: "<sp>…<os>3</os></sp>…<os>3-18</os>" ends with the whole.
_PRINTED: Final = re.compile(r"<os>([^<>]{0,100})</os>")
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)


def sniff(head: str) -> bool:
    """Claim XML whose first element is ``CitaviExchangeData``."""
    return root_name(head) == "CitaviExchangeData"


def read(text: str, path: str) -> ReadResult:
    """Read all references; their people, journals and keywords stand in lists of their own."""
    return read_records(read_elements(text, "Reference", _Project().fields_of), path)


class _Project:
    """The lists of a project, to which its references refer by ids."""

    def __init__(self) -> None:
        self._items: dict[str, dict[str, list[Element]]] | None = None
        #: Name of a list such as "ReferenceAuthors" -> id of a reference -> ids in their order.
        self._relations: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
        self._containers: dict[str, str] = {}
        self._addresses: defaultdict[str, list[str]] = defaultdict(list)

    def fields_of(self, reference: Element) -> dict[str, Any] | None:
        """Return the fields of a reference under our names, None for an element of another."""
        parent = reference.getparent()
        if parent is None or not str(parent.tag).endswith("References"):
            return None
        self._index(reference)
        number = attribute(reference, "id")
        fields = child_elements(reference)
        kind = child_text(fields, "ReferenceType")
        container = self._item(self._containers.get(number, ""))
        is_paper = child_text(container, "ReferenceType") == "ConferenceProceedings"
        journal = self._item(child_text(fields, "PeriodicalID"))
        scopes = [fields, container] if kind.startswith("Contribution") else [fields]
        numbers = [number, self._containers.get(number, "")][: len(scopes)]
        addresses = [child_text(fields, "OnlineAddress"), *self._addresses[number]]
        return {
            "title": _title(fields),
            "abstract": child_text(fields, "Abstract"),
            "authors": self._people(number, "ReferenceAuthors", "ReferenceOrganizations"),
            "editors": next(
                filter(None, (self._people(item, "ReferenceEditors") for item in numbers)), []
            ),
            "date": child_text(fields, "Date", "DateForSorting"),
            "year": _first(scopes, "Year"),
            "venue": child_text(journal, "Name") or _title(container),
            "volume": _first(scopes, "Volume"),
            "issue": child_text(fields, "Number"),
            "pages": _pages(child_text(fields, "PageRange")),
            "kind": "conference" if is_paper and len(scopes) > 1 else _KINDS.get(kind),
            "publisher": next(
                filter(None, (self._names(item, "ReferencePublishers") for item in numbers)), [""]
            )[0],
            "series": child_text(self._item(_first(scopes, "SeriesTitleID")), "Name"),
            "edition": _first(scopes, "Edition"),
            "isbn": _first(scopes, "ISBN", "Isbn"),
            "issn": child_text(journal, "ISSN", "Issn"),
            "doi": child_text(fields, "DOI", "Doi"),
            "arxiv_id": next(filter(None, map(_arxiv_id, addresses)), None),
            "url": [address for address in addresses if _WEB.match(address)],
            "keywords": [
                *self._names(number, "ReferenceKeywords"),
                *self._names(number, "ReferenceGroups"),
            ],
            "language": child_text(fields, "LanguageCode", "Language"),
            "curator_note": child_text(fields, "Notes"),
            "id": child_text(fields, "CitationKey", "BibTeXKey"),
        }

    def _index(self, reference: Element) -> None:
        if self._items is not None:
            return
        root = reference.getroottree().getroot()
        self._items = {
            attribute(item, "id"): child_elements(item)
            for group in root.iterchildren("*")
            for item in group.iterchildren("*")
            if attribute(item, "id")
        }
        for relation in root.iter("{*}OnetoN"):
            parent = relation.getparent()
            first, *others = "".join(relation.itertext()).strip().split(";")
            if parent is not None:
                self._relations[str(parent.tag).rpartition("}")[2]][first] = others
        # Here a book comes first, then its chapters.
        for book, chapters in self._relations["ReferenceReferences"].items():
            self._containers |= dict.fromkeys(chapters, book)
        for location in find_elements(root, "{*}Locations/{*}Location"):
            parts = child_elements(location)
            self._addresses[child_text(parts, "ReferenceID")].append(_address(parts))

    def _item(self, number: str) -> dict[str, list[Element]]:
        return (self._items or {}).get(number, {})

    def _names(self, number: str, relation: str) -> list[str]:
        items = map(self._item, self._relations[relation].get(number, ()))
        return [name for item in items if (name := child_text(item, "Name"))]

    def _people(self, number: str, *relations: str) -> list[dict[str, Any]]:
        """Return the people of the first of some lists that has any for a reference."""
        for relation in relations:
            if people := list(self._iter_people(self._relations[relation].get(number, ()))):
                return people
        return []

    def _iter_people(self, numbers: list[str] | tuple[()]) -> Iterator[dict[str, Any]]:
        for item in map(self._item, numbers):
            given = " ".join(
                filter(None, (child_text(item, n) for n in ("FirstName", "MiddleName")))
            )
            family = " ".join(filter(None, (child_text(item, n) for n in ("Prefix", "LastName"))))
            if not given:
                yield {"literal": family}
            else:
                yield {"given": given, "family": family, "suffix": child_text(item, "Suffix")}


def _title(fields: dict[str, list[Element]]) -> str:
    return join_title(child_text(fields, "Title"), child_text(fields, "Subtitle"))


def _first(scopes: list[dict[str, list[Element]]], *names: str) -> str:
    """Return a field of a contribution, else of its book."""
    return next(filter(None, (child_text(scope, *names) for scope in scopes)), "")


def _pages(text: str) -> str:
    printed = _PRINTED.findall(html.unescape(text))
    return printed[-1] if printed else text


def _address(location: dict[str, list[Element]]) -> str:
    """Return a location's address, which is an object of JSON since Citavi 6."""
    text = child_text(location, "Address")
    if not text.startswith("{"):
        return text
    try:
        address = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    uri = address.get("UriString") if isinstance(address, dict) else None
    if not isinstance(uri, str):
        return ""
    is_doi = child_text(location, "MirrorsReferencePropertyId") == "Doi"
    return f"https://doi.org/{uri}" if is_doi and uri.startswith("10.") else uri


def _arxiv_id(address: str) -> str | None:
    return parse_arxiv_id(address) if "arxiv.org/" in address.lower() else None
