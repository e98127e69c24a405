"""Read saved pages of arxiv.org: listings (``/list/…``) and search results (``/search``).

An abstract page describes its paper in Highwire's meta tags; ``highwire`` reads it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.fields import Record
from sitegen.sources.web.elements import element_text, has_class, hrefs_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.web.elements import Element

#: The code in "Computation and Language (cs.CL); Machine Learning (stat.ML)".
_CATEGORY: Final = re.compile(r"\(([\w.-]+)\)")
_SUBMITTED: Final = re.compile(r"Submitted (\d{1,2} \w+, \d{4})")
#: Text of the button that collapses an abstract, at the abstract's end.
_COLLAPSE_BUTTON: Final = "△ Less"


def read_listing(root: Element) -> Iterator[Record]:
    """Yield the entries of a listing: each ``dt`` has an id, the ``dd`` after it the values."""
    for term, entry in _term_entries(root):
        arxiv_id = _linked_id(term)
        if not arxiv_id:
            continue
        fields = {
            "title": _part_text(entry, "list-title"),
            # Only listings of new papers show abstracts.
            "abstract": _part_text(entry, "mathjax", tag="p"),
            "authors": [
                element_text(link) for link in entry.iterfind(".//div[@class='list-authors']//a")
            ],
            "venue": _part_text(entry, "list-journal-ref"),
            **_arxiv_fields(arxiv_id, _CATEGORY.findall(_part_text(entry, "list-subjects"))),
        }
        yield Record(term.sourceline or 1, fields, fields["title"])


def _term_entries(root: Element) -> list[tuple[Element, Element]]:
    """Return each ``dt`` with the next ``dd`` among its siblings, in document order."""
    pairs: list[tuple[Element, Element]] = []
    # Parent -> its nearest ``dd`` after the current position. Searching the siblings of each term
    # would take quadratic time on a list of terms without entries.
    next_entries: dict[Element, Element] = {}
    for element in reversed(list(root.iter("dt", "dd"))):
        if element.tag == "dd":
            next_entries[element.getparent()] = element
        elif element.getparent() in next_entries:
            pairs.append((element, next_entries[element.getparent()]))
    return pairs[::-1]


def read_search_results(root: Element) -> Iterator[Record]:
    """Yield the results of a search."""
    for entry in root.iterfind(".//li[@class='arxiv-result']"):
        submitted = _SUBMITTED.search(element_text(entry))
        # The entry also has "abstract-short", which is cut.
        abstract = _part_text(entry, "abstract-full", tag="span")
        # Categories are tags whose tooltips have the names.
        categories = [element_text(tag) for tag in entry.iterfind(".//span[@data-tooltip]")]
        fields = {
            "title": _part_text(entry, "title", tag="p"),
            "abstract": abstract.removesuffix(_COLLAPSE_BUTTON).strip(),
            "authors": [element_text(a) for a in entry.iterfind(".//p[@class='authors']/a")],
            "date": submitted[1] if submitted else None,
            **_arxiv_fields(_linked_id(entry), categories),
        }
        yield Record(entry.sourceline or 1, fields, fields["title"])


def subject_categories(root: Element) -> list[str]:
    """Return the category codes in the table of subjects of an abstract page."""
    subjects = root.find(".//td[@class='tablecell subjects']")
    return _CATEGORY.findall(element_text(subjects)) if subjects is not None else []


def _arxiv_fields(arxiv_id: str, categories: list[str]) -> dict[str, Any]:
    url = f"https://arxiv.org/abs/{arxiv_id}" if arxiv_id else None
    return {"arxiv_id": arxiv_id, "url": url, "keywords": categories}


def _linked_id(element: Element) -> str:
    """Return the arXiv id of the first link to an abstract page, or ""."""
    abstract_urls = (href for href in hrefs_in(element) if "/abs/" in href)
    return next(filter(None, map(parse_arxiv_id, abstract_urls)), "")


def _part_text(element: Element, class_name: str, tag: str = "div") -> str:
    """Return the text of the first descendant with a tag and a class, without its label.

    Labels such as "Title:" are spans of the class ``descriptor`` at its start.
    """
    for part in element.iter(tag):
        if has_class(part, class_name):
            label = " ".join(element_text(s) for s in part.iterfind("span[@class='descriptor']"))
            return element_text(part).removeprefix(label).strip()
    return ""
