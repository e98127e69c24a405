"""Read Zotero's RDF export.

Source: https://github.com/zotero/translators/blob/master/Zotero%20RDF.js
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.notes.html import note_text
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import (
    attribute,
    child_elements,
    child_text,
    child_texts,
    first_text,
    read_elements,
    root_name,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "zotero-rdf"
RANK: Final = 26

#: Elements of items; conference papers and a few other types are plain descriptions.
_ITEMS: Final = (
    "Article", "Book", "BookSection", "ConferenceProceedings", "Data", "Description", "Document",
    "Illustration", "Image", "Interview", "Legislation", "Letter", "Manuscript", "MotionPicture",
    "Patent", "Recording", "Report", "Thesis",
)  # fmt: skip
_NAMESPACES: Final = ("zotero.org/namespaces/export#", "purl.org/net/biblio#")
_ATTACHMENTS: Final = frozenset({"attachment", "note", "annotation"})
_ARXIV: Final = re.compile(r"arXiv:\s?\S+", re.IGNORECASE)


def sniff(head: str) -> bool:
    """Claim RDF with a namespace of Zotero's export."""
    return root_name(head) == "RDF" and any(name in head for name in _NAMESPACES)


def read(text: str, path: str) -> ReadResult:
    """Read the items with their notes, without attachments, journals and collections."""
    return read_records(read_elements(text, _ITEMS, _Items().fields_of), path)


class _Items:
    """The resources of a document, to which its items refer by their addresses."""

    def __init__(self) -> None:
        self._resources: dict[str, Element] | None = None
        self._uses: Counter[str] = Counter()
        #: Address of an item -> names of its collections.
        self._collections: defaultdict[str, list[str]] = defaultdict(list)

    def _index(self, root: Element) -> dict[str, Element]:
        if self._resources is None:
            self._resources = {attribute(child, "about"): child for child in root.iterchildren("*")}
            for collection in root.iterchildren("{*}Collection"):
                for part in find_elements(collection, "{*}hasPart"):
                    name = first_text(collection, "{*}title")
                    self._collections[attribute(part, "resource")].append(name)
            self._uses.update(attribute(e, "resource") for e in root.iter("{*}isPartOf"))
        return self._resources

    def fields_of(self, item: Element) -> dict[str, Any] | None:
        """Return the fields of an item under our names, None for a part of one."""
        root = item.getparent()
        if root is None or not str(root.tag).endswith("RDF"):
            return None
        resources = self._index(root)
        fields = child_elements(item)
        kind = child_text(fields, "itemType")
        # Resources without a type are the journals and books that items are part of.
        is_container = not kind and self._uses[attribute(item, "about")]
        if kind in _ATTACHMENTS or is_container or (not kind and "title" not in fields):
            return None
        containers = list(self._containers(fields, resources))
        extra = _ARXIV.search(" ".join(child_texts(fields, "description")))
        date = child_text(fields, "date")
        addresses = [first_text(i, ".//{*}value") for i in fields.get("identifier", ())]
        return {
            "title": child_text(fields, "title"),
            "abstract": child_text(fields, "abstract"),
            "authors": _people(fields, "authors"),
            "editors": _people(fields, "editors"),
            "date": date,
            "venue": _venue(fields, [container for container, _ in containers]),
            **_position([fields, *(container for container, _ in containers)]),
            "doi": _doi(fields, containers),
            "arxiv_id": extra[0] if extra else None,
            "url": [a for a in addresses if a] or _own_address(item),
            "kind": kind,
            "publisher": next(
                filter(
                    None,
                    (
                        first_text(p, ".//{*}name") or text_of(p)
                        for p in fields.get("publisher", ())
                    ),
                ),
                "",
            ),
            "series": _series(fields),
            "edition": child_text(fields, "edition"),
            "isbn": _number([fields, *(container for container, _ in containers)], "ISBN"),
            "issn": _number([fields, *(container for container, _ in containers)], "ISSN"),
            "keywords": [*_keywords(fields), *self._collections[attribute(item, "about")]],
            "language": child_text(fields, "language"),
            "license": child_text(fields, "rights"),
            "curator_note": _notes(fields, resources),
            "id": child_text(fields, "citationKey"),
        }

    def _containers(
        self, fields: dict[str, list[Element]], resources: dict[str, Element]
    ) -> Iterator[tuple[dict[str, list[Element]], bool]]:
        """Yield the fields of each resource that an item is part of, and whether no other is."""
        for part in fields.get("isPartOf", ()):
            address = attribute(part, "resource")
            container = resources.get(address) if address else next(part.iterchildren("*"), None)
            if container is None:
                continue
            if container.tag.endswith(("}Part", "}Series")):
                # A section of a journal stands between it and the article.
                nested = child_elements(container)
                if "isPartOf" in nested and container.tag.endswith("}Part"):
                    yield from self._containers({"isPartOf": nested["isPartOf"]}, {})
                continue
            yield child_elements(container), not address or self._uses[address] == 1


def _notes(fields: dict[str, list[Element]], resources: dict[str, Element]) -> str:
    """Return the notes that an item refers to, as Markdown."""
    addresses = (attribute(note, "resource") for note in fields.get("isReferencedBy", ()))
    memos = (resources[address] for address in addresses if address in resources)
    texts = (first_text(memo, "{*}value") for memo in memos if memo.tag.endswith("}Memo"))
    return "\n\n".join(filter(None, map(note_text, texts)))


def _series(fields: dict[str, list[Element]]) -> str:
    """Return the title of the series that an item is part of."""
    for part in fields.get("isPartOf", ()):
        for series in part.iter("{*}Series"):
            if title := first_text(series, "{*}title"):
                return title
    return ""


def _number(scopes: list[dict[str, list[Element]]], name: str) -> str:
    """Return the identifier "ISBN 978-…" of an item or of what it is part of."""
    texts = (text for scope in scopes for text in child_texts(scope, "identifier"))
    return next((text for text in texts if text.upper().startswith(name)), "")


def _people(fields: dict[str, list[Element]], role: str) -> list[dict[str, Any]]:
    people = []
    for group in fields.get(role, ()):
        for person in group.iter("{*}Person", "{*}Organization"):
            name = child_elements(person)
            given = child_text(name, "givenName", "givenname", "firstName")
            family = child_text(name, "surname", "familyName")
            # An organization has a surname alone.
            people.append(
                {"given": given, "family": family} if given
                else {"literal": family or child_text(name, "name")}
            )  # fmt: skip
    return people


def _venue(fields: dict[str, list[Element]], containers: list[dict[str, list[Element]]]) -> str:
    venue = next(filter(None, (child_text(container, "title") for container in containers)), "")
    meeting = fields["presentedAt"][0] if "presentedAt" in fields else None
    return venue or (first_text(meeting, ".//{*}title") if meeting is not None else "")


def _doi(
    fields: dict[str, list[Element]],
    containers: list[tuple[dict[str, list[Element]], bool]],
) -> str:
    """Return the item's DOI, which Zotero writes to the journal of an article."""
    own_containers = [container for container, is_own in containers if is_own]
    for element in (fields, *own_containers):
        for identifier in child_texts(element, "identifier"):
            if identifier.upper().startswith("DOI") or "doi.org/" in identifier:
                return identifier
    return ""


def _position(scopes: list[dict[str, list[Element]]]) -> dict[str, str]:
    """Return volume, issue and pages, which the item has or its journal."""
    names = {"volume": "volume", "issue": "number", "pages": "pages"}
    return {
        field: next(filter(None, (child_text(scope, name) for scope in scopes)), "")
        for field, name in names.items()
    }


def _own_address(item: Element) -> str:
    address = attribute(item, "about")
    return address if address.startswith(("http://", "https://")) else ""


def _keywords(fields: dict[str, list[Element]]) -> list[str]:
    # Automatic tags are resources with a value.
    return [text for subject in fields.get("subject", ()) if (text := text_of(subject))]
