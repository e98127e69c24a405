"""Parse HTML pages and extract the text of elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

import lxml.html
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    # lxml has no type hints.
    Element = Any

#: Elements that stand on lines of their own, so that a blank parts their text from the next.
_BLOCKS: Final = (
    "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
)  # fmt: skip
#: Elements whose text no browser shows.
_HIDDEN: Final = ("script", "style")


def parse_page(text: str) -> Element | None:
    """Return the root element of an HTML page, or None if the page holds no element."""
    # Without huge_tree libxml2 stops at 256 open elements: that bounds the depth of every walk.
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        # "replace" is for lone surrogates, which have no UTF-8 form.
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def element_text(element: Element) -> str:
    """Return the text of an element and its descendants, each run of blanks as one blank."""
    if next(element.iterdescendants(*_BLOCKS, *_HIDDEN), None) is None:
        return " ".join(element.text_content().split())
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    """Yield the texts of an element in document order, with blanks around its blocks."""
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield " " if node.tag in _BLOCKS else ""
            yield node.text or "" if node.tag not in _HIDDEN else ""
            continue
        if event == "end" and node.tag in _BLOCKS:
            yield " "
        if node is not element:
            yield node.tail or ""


def hrefs_in(element: Element) -> Iterator[str]:
    """Yield the addresses of all links inside an element, in document order."""
    return (link.get("href") for link in element.iterfind(".//a[@href]"))


def join_url(base: str, href: str) -> str:
    """Return the absolute address of a link; one that is malformed as it is."""
    try:
        return urljoin(base, href)
    except ValueError:
        # The host starts with a bracket and is no IPv6 address, as in ``//[example.org/a``.
        return href


def has_class(element: Element, name: str) -> bool:
    """Return whether a name is one of the blank-separated classes of an element."""
    return name in (element.get("class") or "").split()


def select(root: Element, path: str) -> Iterator[Element]:
    """Yield the descendants that a path such as "div.note-authors a" names, in document order."""
    step, _, rest = path.partition(" ")
    tag, _, class_name = step.partition(".")
    for element in root.iter(tag):
        if element is not root and (not class_name or has_class(element, class_name)):
            if rest:
                yield from select(element, rest)
            else:
                yield element


def element_texts(root: Element, paths: str) -> list[str]:
    """Return the texts of the elements that a path names; of paths parted by "|", of the first.

    Empty texts are left out.
    """
    for path in filter(None, paths.split("|")):
        if texts := [text for element in select(root, path) if (text := element_text(element))]:
            return texts
    return []
