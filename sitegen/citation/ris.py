"""A paper as a record of RIS, one tag of two letters per line.

Source: https://en.wikipedia.org/wiki/RIS_(file_format), and what Zotero and EndNote read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.citation.bibtex import note_of
from sitegen.citation.csl import author_names, container_of, csl_status, publisher_of
from sitegen.citation.links import citation_url, pdf_url
from sitegen.citation.names import split_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.paper import Paper, PaperKind

_TYPES: Final[dict[PaperKind, str]] = {
    "article": "JOUR", "conference": "CONF", "preprint": "UNPB", "book": "BOOK", "chapter": "CHAP",
    "thesis": "THES", "report": "RPRT", "dataset": "DATA", "software": "COMP", "other": "GEN",
}  # fmt: skip
#: Kinds in which A2 names the editors; in others it is another person.
_PARTS: Final = frozenset({"conference", "chapter"})
#: What would end a line or is no text.
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")
#: First and last page; of other forms the whole text is the first page.
_PAGE_RANGE: Final = re.compile(r"([A-Za-z]?\d+)-([A-Za-z]?\d+)", re.ASCII)
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


def format_ris(paper: Paper, key: str, topics: Iterable[str] = ()) -> str:
    """Return a record of RIS, from TY to ER, with a line break at the end.

    Args:
        paper: the paper.
        key: its citation key.
        topics: names of the collection's topics, put behind the source's keywords.
    """
    lines = [
        ("TY", _TYPES[paper.kind or "other"]),
        ("TI", paper.title),
        *(("AU", _name(name)) for name in author_names(paper)),
        *_imprint(paper),
        *_dates(paper),
        ("VL", paper.volume),
        ("IS", paper.issue),
        *_pages(paper.pages or ""),
        ("DO", paper.doi),
        ("SN", paper.isbn or paper.issn),
        ("AN", paper.arxiv_id and f"arXiv:{paper.arxiv_id}"),
        ("UR", citation_url(paper)),
        ("L1", pdf_url(paper)),
        ("LA", paper.language),
        ("N1", note_of(csl_status(paper))),
        *(("KW", word) for word in dict.fromkeys((*paper.keywords, *topics))),
        ("AB", paper.abstract),
        ("ID", key),
    ]
    body = "".join(f"{tag}  - {_one_line(value)}\n" for tag, value in lines if value)
    return f"{body}ER  - \n"


def _imprint(paper: Paper) -> Iterator[tuple[str, str | None]]:
    """Yield the lines that say where a paper was published."""
    editors = "A2" if paper.kind in _PARTS else "ED"
    yield from ((editors, _name(name)) for name in paper.editors)
    yield "T2", container_of(paper)
    yield "T3", paper.series
    yield "ET", paper.edition
    yield "PB", publisher_of(paper)
    yield "M3", "Preprint" if paper.kind == "preprint" else paper.genre


def _name(name: str) -> str:
    parts = split_name(name)
    # EndNote takes a name with a comma at its end as a whole.
    return f"{parts.literal}," if "," in parts.literal else parts.inverted


def _dates(paper: Paper) -> Iterator[tuple[str, str]]:
    year = str(paper.year or "")
    match = _DATE.fullmatch(paper.date or "")
    yield "PY", year or (match[1] if match else "")
    # A month or a day that is not known leaves its place empty.
    if match and match[2] and (not year or match[1] == year):
        yield "DA", f"{match[1]}/{match[2]}/{match[3] or ''}/"


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    match = _PAGE_RANGE.fullmatch(pages)
    yield "SP", match[1] if match else pages
    yield "EP", match[2] if match else ""


def _one_line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()
