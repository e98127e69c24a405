"""Read lists that people write by hand in HTML: items, paragraphs, terms and tables with links.

The elements become the blocks of which reading lists in Markdown consist, and an entry is a paper
as it is there. Lists of references without links are read as bibliographies are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.sources.fields import Record
from sitegen.sources.lists.addresses import paper_evidence
from sitegen.sources.lists.blocks import Block, Heading, Item, Lines, Paragraph, Table, lines_of
from sitegen.sources.lists.inline import Flattener
from sitegen.sources.lists.references import parse_reference
from sitegen.sources.lists.sections import ListReading, read_blocks
from sitegen.sources.web.elements import element_text, hrefs_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.web.elements import Element

#: Elements beside the content of a page.
_SKIPPED: Final = frozenset(
    {"script", "style", "nav", "footer", "aside", "form", "button", "noscript", "template", "svg",
     "select", "head", "iframe", "title"}
)  # fmt: skip
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS: Final = frozenset({"li", "dt"})
#: Elements that end a paragraph.
_BLOCKS: Final = _HEADINGS | _ITEMS | {
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "fieldset",
    "figure", "header", "hr", "html", "main", "ol", "p", "pre", "section", "summary", "ul",
    "table", "tbody", "thead", "tr", "td", "th",
}  # fmt: skip
_MIN_PAPERS: Final = 2
_MIN_SHARE: Final = 0.8
#: Share of a page's text that is of references.
_MIN_TEXT_SHARE: Final = 0.6


def read_link_list(root: Element) -> ListReading | None:
    """Return the papers of a page that is a list of them, or None."""
    builder = _Builder()
    builder.add(root)
    builder.end_paragraph()
    reading = read_blocks(builder.root)
    is_list = len(reading.drafts) >= max(_MIN_PAPERS, len(reading.omitted))
    return reading if is_list and not reading.is_software else None


def read_reference_list(root: Element) -> Iterator[Record]:
    """Yield the references of a page that consists of them: items of lists, or paragraphs."""
    records: list[Record] = []
    size = 0
    for parent in root.iter("ol", "ul", "dl", "div", "body", "section", "article", "main", "td"):
        entries = [
            (child, text)
            for child in parent.iterchildren("li", "p", "dd", "div")
            if (text := element_text(child))
        ]
        read = [(child, text, parse_reference(_with_links(child, text))) for child, text in entries]
        references = [entry for entry in read if entry[2] is not None]
        if len(references) < max(_MIN_PAPERS, _MIN_SHARE * len(entries)):
            continue
        for child, text, reference in references:
            if reference is not None:
                size += len(text)
                records.append(Record(child.sourceline or 1, reference.fields, text))
    if size >= _MIN_TEXT_SHARE * len(element_text(root)):
        yield from records


def _with_links(element: Element, text: str) -> str:
    """Return a text with the addresses of papers that its links lead to."""
    urls = [url for url in hrefs_in(element) if paper_evidence(url) and url not in text]
    return " ".join((text, *urls))


class _Builder:
    """Builds blocks from elements.

    Attributes:
        root: the blocks outside of any item.
    """

    def __init__(self) -> None:
        self.root: list[Block] = []
        self._containers = [self.root]
        self._flattener = Flattener()
        self._line = 1

    def add(self, element: Element) -> None:
        """Add an element and its descendants, whose depth the parser bounds."""
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _SKIPPED or not name:
            return
        if name in _BLOCKS:
            self.end_paragraph()
            self._add_block(name, element)
            return
        self._line = self._line or element.sourceline or 1
        self._flattener.add_element(name, dict(element.items()), is_end=False)
        self._add_children(element)
        if name != "br":
            self._flattener.add_element(name, {}, is_end=True)

    def _add_block(self, name: str, element: Element) -> None:
        container = self._containers[-1]
        line = element.sourceline or 1
        if name in _HEADINGS:
            if lines := _lines_of(element):
                container.append(Heading(line, int(name[1]), lines))
        elif name == "table" and _is_data(element):
            container.append(_table(element))
        elif name in _ITEMS:
            item = Item(line)
            container.append(item)
            self._add_to(item, element)
        elif name == "dd" and container and isinstance(container[-1], Item):
            self._add_to(container[-1], element)
        else:
            self._add_children(element)
            self.end_paragraph()

    def end_paragraph(self) -> None:
        """Add the paragraph of the texts since the last block."""
        lines = self._flattener.finish()
        if lines:
            self._containers[-1].append(Paragraph(self._line or 1, lines))
        self._flattener, self._line = Flattener(), 0

    def _add_to(self, item: Item, element: Element) -> None:
        self._containers.append(item.blocks)
        self._add_children(element)
        self.end_paragraph()
        self._containers.pop()

    def _add_children(self, element: Element) -> None:
        self._add_text(element.text, element)
        for child in element:
            self.add(child)
            self._add_text(child.tail, child)

    def _add_text(self, text: str | None, element: Element) -> None:
        if text and text.strip():
            self._line = self._line or element.sourceline or 1
        self._flattener.add_text(_one_line(text or ""))


def _one_line(text: str) -> str:
    """Return a text with one blank for each run of blanks, at its ends too."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def _lines_of(element: Element) -> Lines:
    """Return the lines of an element such as a heading or a cell, and of the lists in it."""
    builder = _Builder()
    builder.root.append(Item(1))
    builder._add_children(element)  # noqa: SLF001 - its own class
    builder.end_paragraph()
    return [line for block in builder.root for line in lines_of(block)]


def _is_data(table: Element) -> bool:
    """Return whether a table has rows of several cells; others lay a page out."""
    rows = [len(row.findall("td")) + len(row.findall("th")) for row in table.iter("tr")]
    return table.find(".//table") is None and max(rows, default=0) > 1


def _table(element: Element) -> Table:
    rows = []
    for row in element.iter("tr"):
        cells = [_lines_of(cell) for cell in row.iterchildren("td", "th")]
        if cells:
            rows.append((row.sourceline or 1, cells))
    return Table(element.sourceline or 1, [], rows)
