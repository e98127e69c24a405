"""Read papers in TEI: GROBID's parsed papers, HAL's exports, and lists of references.

Sources: https://grobid.readthedocs.io/en/latest/TEI-encoding-of-results/,
https://github.com/CCSDForge/HAL/tree/master/Sword, https://tei-c.org/guidelines/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.sources.fields import read_records
from sitegen.sources.fulltext import heading_level
from sitegen.sources.reading import RecordError
from sitegen.sources.xml.paths import find_element, find_elements
from sitegen.sources.xml.tei_work import Organizations, read_name, work_fields
from sitegen.sources.xml.tools import (
    XML_LANG,
    child_elements,
    child_text,
    child_texts,
    first_child,
    first_text,
    grandchildren,
    read_elements,
    root_name,
    text_of,
)

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Children, Element

NAME: Final = "tei"
RANK: Final = 40

_DOCUMENTS: Final = ("TEI", "TEI.2")


def sniff(head: str) -> bool:
    """Return True for XML whose first element is ``TEI`` (``TEI.2`` until P4) or ``teiCorpus``."""
    name = root_name(head)
    return name in {*_DOCUMENTS, "teiCorpus"} or (
        name in {"listBibl", "biblFull", "biblStruct"} and "tei-c.org" in head
    )


def read(text: str, path: str) -> ReadResult:
    """Read one paper, a corpus or a list; a paper without a title becomes a diagnostic."""
    names = (*_DOCUMENTS, "biblFull", "biblStruct")
    return read_records(read_elements(text, names, _Documents().fields_of), path)


class _Documents:
    """The documents of a source: whether each is a paper or the wrapper of a list."""

    def __init__(self) -> None:
        self._is_list: dict[Element, bool] = {}
        self._has_entries: dict[Element, bool] = {}
        self._organizations = Organizations()

    def fields_of(self, element: Element) -> dict[str, Any] | None:
        """Return the fields of a document or of an entry of a list; None for a reference."""
        name = str(element.tag).rpartition("}")[2]
        if name in _DOCUMENTS:
            header = _read_header(element)
            self._is_list[element] = _wraps_list(element, header)
            return None if self._is_list[element] else self._paper_fields(element, header)
        if not self._is_entry(element):
            return None
        if name == "biblFull":
            bibl = find_element(element, "{*}sourceDesc/{*}biblStruct")
            return work_fields(
                bibl, element, find_element(element, "{*}profileDesc"), self._organizations
            )
        return work_fields(element, None, None, self._organizations)

    def _is_entry(self, element: Element) -> bool:
        """Return whether a description stands in a list, and not in a paper's references."""
        parent = element.getparent()
        if parent is None:
            return True
        if parent not in self._has_entries:
            self._has_entries[parent] = self._is_list_of_works(parent)
        return self._has_entries[parent]

    def _is_list_of_works(self, element: Element) -> bool:
        if not str(element.tag).endswith("listBibl"):
            return False
        document = next(element.iterancestors(*(f"{{*}}{name}" for name in _DOCUMENTS)), None)
        # Documents come before their entries.
        return document is None or self._is_list[document]

    def _paper_fields(self, tei: Element, header: _Header) -> dict[str, Any]:
        if not _describes_paper(header):
            title = child_text(header.statement, "title")
            if title:
                raise RecordError(
                    f"“{title[:100]}” has neither authors nor abstract and may be the title of an "
                    "export; give the TEI of a paper"
                )
        fields = work_fields(header.bibl, header.file_desc, header.profile, self._organizations)
        return {
            **fields,
            "language": fields["language"] or header.language,
            "sections": [_section(div) for div in find_elements(tei, "{*}text/{*}body/{*}div")],
            "references": [
                _reference(bibl)
                for bibl in find_elements(tei, "{*}text/{*}back//{*}listBibl/{*}biblStruct")
            ],
        }


class _Header(NamedTuple):
    """The header of a document.

    Attributes:
        file_desc: its description of the file.
        profile: its description of the text, with the abstract.
        statement: the title and the authors in the description of the file.
        bibl: the bibliographic description of the paper.
        language: of the header.
    """

    file_desc: Element | None
    profile: Element | None
    statement: Children
    bibl: Element | None
    language: str | None


def _read_header(tei: Element) -> _Header:
    header = first_child(child_elements(tei), "teiHeader")
    parts = child_elements(header)
    file_desc = first_child(parts, "fileDesc")
    file_parts = child_elements(file_desc)
    sources = file_parts.get("sourceDesc", ())
    works = (find_element(source, ".//{*}biblStruct") for source in sources)
    return _Header(
        file_desc,
        first_child(parts, "profileDesc"),
        child_elements(first_child(file_parts, "titleStmt")),
        next((bibl for bibl in works if bibl is not None), None),
        (header.get(XML_LANG) or None) if header is not None else None,
    )


def _wraps_list(tei: Element, header: _Header) -> bool:
    """Return whether a document holds a list of works and describes no paper itself."""
    works = find_element(tei, "{*}text//{*}listBibl/{*}biblFull")
    if works is None and not _describes_paper(header):
        works = find_element(tei, "{*}text//{*}listBibl/{*}biblStruct")
    return works is not None


def _describes_paper(header: _Header) -> bool:
    """Return whether a header has a description, authors or an abstract, not a title alone."""
    if header.bibl is not None or "author" in header.statement:
        return True
    return "abstract" in child_elements(header.profile)


def _section(div: Element) -> dict[str, Any]:
    parts = child_elements(div)
    head = parts["head"][0] if "head" in parts else None
    return {
        "heading": text_of(head),
        # Sections are not nested: the number ("3.1") alone has the level.
        "level": heading_level(head.get("n") if head is not None else None),
        "text": child_texts(parts, "p"),
    }


def _reference(bibl: Element) -> dict[str, Any]:
    parts = child_elements(bibl)
    # An article stands in "analytic" and its journal in "monogr"; a book has "monogr" alone.
    analytic, monograph = (grandchildren(parts, name) for name in ("analytic", "monogr"))
    venue = child_text(monograph, "title")
    title = child_text(analytic, "title") or venue
    authors = [*analytic.get("author", ()), *monograph.get("author", ())]
    imprint_date = next(iter(grandchildren(monograph, "imprint").get("date", ())), None)
    numbers = [(number.get("type"), number) for number in bibl.iter("{*}idno")]
    return {
        "title": title,
        "authors": [name for author in authors if (name := _joined(read_name(author)))],
        # Of a book the title would be its own venue.
        "venue": "" if venue == title else venue,
        "year": imprint_date.get("when") if imprint_date is not None else None,
        "doi": _number_of_kind(numbers, "DOI"),
        "arxiv_id": _number_of_kind(numbers, "arXiv"),
        # The raw text serves only where GROBID could not part it.
        "text": "" if title else first_text(bibl, "{*}note[@type='raw_reference']"),
    }


def _number_of_kind(numbers: list[tuple[str, Element]], kind: str) -> str:
    return next(filter(None, (text_of(e) for number_kind, e in numbers if number_kind == kind)), "")


def _joined(name: dict[str, Any]) -> str:
    return " ".join(str(part) for part in name.values() if part)
