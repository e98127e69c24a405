"""Read RDF with the Bibliographic Ontology (BIBO), as Zotero and repositories export it.

Source: https://bibliontology.com, https://www.w3.org/TR/rdf-syntax-grammar/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import (
    attribute,
    child_elements,
    child_text,
    read_elements,
    root_name,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "bibo"
RANK: Final = 25

_NAMESPACE: Final = "purl.org/ontology/bibo/"
#: Kinds of works; journals, issues and people are what works refer to.
_WORKS: Final = (
    "AcademicArticle", "Article", "Book", "BookSection", "Chapter", "Document", "DocumentPart",
    "EditedBook", "Manual", "Manuscript", "Note", "Proceedings", "ReferenceSource", "Report",
    "Slideshow", "Specification", "Standard", "Thesis", "Patent", "Webpage", "Description",
)  # fmt: skip
_LISTS: Final = frozenset({"Seq", "Bag", "Alt", "List"})
_PEOPLE: Final = frozenset({"Person", "Agent", "Organization", "Group"})
_MAX_DEPTH: Final = 5


def sniff(head: str) -> bool:
    """Claim RDF with the namespace of BIBO, unless it is Zotero's own export."""
    is_rdf = root_name(head) == "RDF" and _NAMESPACE in head
    return is_rdf and "purl.org/net/biblio#" not in head


def read(text: str, path: str) -> ReadResult:
    """Read all works, without the journals and books that they are part of."""
    return read_records(read_elements(text, _WORKS, _Works().fields_of), path)


class _Works:
    """The resources of a document, to which its works refer by their addresses."""

    def __init__(self) -> None:
        self._resources: dict[str, Element] | None = None
        self._containers: set[str] = set()

    def _index(self, root: Element) -> None:
        self._resources = {}
        for element in root.iter("*"):
            if len(element) and (address := _address(element)):
                self._resources.setdefault(address, element)
        for part in root.iter("{*}isPartOf"):
            self._containers.add(_reference(part))

    def _resolve(self, element: Element) -> Element:
        """Return the resource that an element refers to or holds, or the element itself."""
        resource = (self._resources or {}).get(_reference(element))
        inner = next(element.iterchildren("*"), None)
        # With parseType="Resource" the element's children are those of the resource.
        is_holder = inner is not None and attribute(element, "parseType") != "Resource"
        return resource if resource is not None else inner if is_holder else element

    def fields_of(self, work: Element) -> dict[str, Any] | None:
        """Return the fields of a work under our names, None for what is no work."""
        root = work.getparent()
        if root is None or not str(root.tag).endswith("RDF"):
            return None
        if self._resources is None:
            self._index(root)
        fields = child_elements(work)
        if "title" not in fields or _address(work) in self._containers or not _is_work(work):
            return None
        scopes = [fields, *map(child_elements, self._chain(fields))]
        address = attribute(work, "about")
        return {
            "title": child_text(fields, "title"),
            "abstract": child_text(fields, "abstract", "description"),
            "authors": self._authors(fields),
            "date": child_text(fields, "date", "issued", "created"),
            "venue": next(filter(None, (child_text(s, "title") for s in scopes[1:])), "")
            or self._meeting(fields),
            "volume": _first(scopes, "volume"),
            "issue": _first(scopes, "issue", "number"),
            "pages": _first(scopes[:1], "pages"),
            "first_page": _first(scopes[:1], "pageStart"),
            "last_page": _first(scopes[:1], "pageEnd"),
            "doi": child_text(fields, "doi", "identifier"),
            "url": [u for u in (child_text(fields, "uri"), address) if u.startswith("http")],
            "keywords": [text_of(self._resolve(s)) for s in fields.get("subject", ())],
            "license": [
                attribute(element, "resource") or text_of(element)
                for name in ("license", "rights")
                for element in fields.get(name, ())
            ],
            "language": child_text(fields, "language"),
        }

    def _chain(self, fields: dict[str, list[Element]]) -> Iterator[Element]:
        """Yield the issue, the journal or the book that a work is part of."""
        for _ in range(_MAX_DEPTH):
            parts = fields.get("isPartOf", ())
            if not parts:
                return
            container = self._resolve(parts[0])
            yield container
            fields = child_elements(container)

    def _meeting(self, fields: dict[str, list[Element]]) -> str:
        meetings = map(self._resolve, fields.get("presentedAt", ()))
        return next((child_text(child_elements(m), "title", "name") for m in meetings), "")

    def _authors(self, fields: dict[str, list[Element]]) -> list[dict[str, str]]:
        """Return the authors in their order, or without one as the document has them."""
        people = [p for group in fields.get("authorList", ()) for p in self._members(group)]
        people = people or list(map(self._resolve, fields.get("creator", ())))
        return [name for name in map(_name, people) if any(name.values())]

    def _members(self, group: Element) -> Iterator[Element]:
        """Yield the members of a list: a sequence, a collection, or a chain of pairs."""
        node = self._resolve(group)
        pairs: set[Element] = set()
        while "first" in (pair := child_elements(node)) and node not in pairs:
            pairs.add(node)
            yield self._resolve(pair["first"][0])
            node = self._resolve(pair["rest"][0]) if "rest" in pair else group
        if pairs:
            return
        if _local_name(node) in _LISTS:
            yield from map(self._resolve, node.iterchildren("*"))
        elif attribute(group, "parseType") == "Collection":
            yield from (
                member if len(member) else self._resolve(member)
                for member in group.iterchildren("*")
            )
        elif _local_name(node) in _PEOPLE and node is not group:
            yield node


def _is_work(element: Element) -> bool:
    """Return whether an element is a work by its name, or by its type."""
    if _local_name(element) != "Description":
        return _NAMESPACE in element.tag
    types = (attribute(kind, "resource") for kind in find_elements(element, "{*}type"))
    return any(_NAMESPACE in kind and kind.rpartition("/")[2] in _WORKS for kind in types)


def _local_name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _address(element: Element) -> str:
    """Return the address or the number of the node that an element describes."""
    node = attribute(element, "nodeID")
    return attribute(element, "about") or (f"_:{node}" if node else "")


def _reference(element: Element) -> str:
    node = attribute(element, "nodeID")
    return attribute(element, "resource") or attribute(element, "about") or (
        f"_:{node}" if node else ""
    )  # fmt: skip


def _first(scopes: list[dict[str, list[Element]]], *names: str) -> str:
    return next(filter(None, (child_text(scope, *names) for scope in scopes)), "")


def _name(person: Element) -> dict[str, str]:
    parts = child_elements(person)
    given = child_text(parts, "givenName", "givenname", "firstName", "given")
    family = child_text(parts, "surname", "familyName", "family_name", "lastName")
    if given or family:
        # An organization has a surname alone.
        return {"given": given, "family": family} if given else {"literal": family}
    return {"name": child_text(parts, "name", "label") or ("" if parts else text_of(person))}
