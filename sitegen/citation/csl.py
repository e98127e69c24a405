"""A paper as an item of CSL-JSON, which Zotero, Pandoc and other citation processors read.

Source: CSL 1.0.2, https://docs.citationstyles.org/en/stable/specification.html, and the schema of
its input data.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.citation.links import citation_url, pdf_url
from sitegen.citation.names import split_name
from sitegen.identifiers import arxiv_pdf_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.paper import Entry, Paper, PaperKind

#: Kind -> type. CSL 1.0.2 has none for preprints; "article" is what Zotero and Crossref write.
_TYPES: Final[dict[PaperKind, str]] = {
    "article": "article-journal", "conference": "paper-conference", "preprint": "article",
    "book": "book", "chapter": "chapter", "thesis": "thesis", "report": "report",
    "dataset": "dataset", "software": "software", "other": "document",
}  # fmt: skip
#: Kinds whose publisher is the institution.
#: The one status whose name alone says nothing.
_STATUS_NAMES: Final = {"concern": "expression of concern"}
_INSTITUTIONAL: Final = frozenset({"thesis", "report"})
#: Kinds that are in another publication; the venue of others may be only their publisher.
_PARTS: Final = frozenset({"article", "conference", "chapter"})
#: "2017", "2017-06" or "2017-06-12".
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
#: Words with single blanks and inner hyphens.
_PLAIN_KEYWORD: Final = re.compile(r"\w+(?:[ -]\w+)*")


def csl_item(entry: Entry, key: str) -> dict[str, Any]:
    """Return what a citation of a paper needs, as an item of CSL-JSON.

    Args:
        entry: the paper and its id.
        key: its citation key, see ``citation_keys``.

    Returns:
        Variables that have a value, in a fixed order. Formulas are TeX between ``$``. ``custom``
        holds what CSL has no variable for: ``url`` (the page, relative to the site), ``kind``
        (ours, if it is known), ``arxiv`` (the id) and ``pdf`` (an address, unless it is arXiv's).
    """
    paper = entry.paper
    item: dict[str, Any] = {
        "id": entry.id,
        "type": _TYPES[paper.kind or "other"],
        "citation-key": key,
        "title": paper.title,
        "author": list(map(_csl_name, author_names(paper))),
        "editor": list(map(_csl_name, paper.editors)),
        "issued": {"date-parts": [parts]} if (parts := date_parts(paper)) else None,
        "status": csl_status(paper),
        "container-title": container_of(paper),
        "collection-title": paper.series,
        "publisher": publisher_of(paper),
        "edition": paper.edition,
        "volume": paper.volume,
        "issue": paper.issue,
        "page": paper.pages,
        "genre": paper.genre,
        **_arxiv_variables(paper),
        "DOI": paper.doi,
        "ISBN": paper.isbn,
        "ISSN": paper.issn,
        "URL": citation_url(paper),
        "custom": _custom(entry),
    }
    return {name: value for name, value in item.items() if value}


def csl_record(entry: Entry, key: str, topics: Iterable[str] = ()) -> dict[str, Any]:
    """Return an item with the abstract, the language and the keywords, for an export.

    Args:
        entry: the paper and its id.
        key: its citation key.
        topics: names of the collection's topics, put behind the source's keywords.
    """
    paper = entry.paper
    further = {
        "abstract": paper.abstract,
        "language": paper.language,
        "keyword": "; ".join(dict.fromkeys((*paper.keywords, *topics))),
    }
    item = csl_item(entry, key) | {name: value for name, value in further.items() if value}
    if not all(map(_PLAIN_KEYWORD.fullmatch, paper.keywords)):
        # Programs split the text at signs that a keyword may hold: "Physics - Theory".
        item["custom"] |= {"keywords": list(paper.keywords)}
    return item


def publisher_of(paper: Paper) -> str:
    """Return the publisher, which for theses and reports is the institution."""
    names = (paper.publisher, paper.institution)
    return next(filter(None, reversed(names) if paper.kind in _INSTITUTIONAL else names), "")


def container_of(paper: Paper) -> str:
    """Return the venue, unless it is only the publisher of a book, a report or a data set."""
    venue = paper.venue or ""
    is_publisher = venue in {publisher_of(paper), paper.institution}
    return "" if is_publisher and paper.kind not in _PARTS else venue


def author_names(paper: Paper) -> tuple[str, ...]:
    """Return the authors' names; none where readers see the editors of a book as its authors."""
    names = tuple(author.name for author in paper.authors)
    return () if paper.kind == "book" and names == paper.editors else names


def _csl_name(name: str) -> dict[str, str]:
    parts = split_name(name)._asdict()
    return {part: text for part, text in parts.items() if text}


def csl_status(paper: Paper) -> str:
    """Return what became of a paper in CSL's words, or an empty text."""
    return _STATUS_NAMES.get(paper.status or "", paper.status or "")


def date_parts(paper: Paper) -> list[int]:
    """Return year, month and day of publication, those that are known.

    If the source gives another year, it is the year alone.
    """
    match = _DATE.fullmatch(paper.date or "")
    parts = [int(part) for part in match.groups() if part] if match else []
    if paper.year and parts[:1] != [paper.year]:
        parts = [paper.year]
    return parts


def _arxiv_variables(paper: Paper) -> dict[str, str]:
    """Return the variables in which Zotero and Pandoc look for an arXiv id."""
    if not paper.arxiv_id:
        return {}
    number = f"arXiv:{paper.arxiv_id}"
    if paper.kind == "preprint":
        return {"number": number}
    return {"archive": "arXiv", "archive_location": number}


def _custom(entry: Entry) -> dict[str, Any]:
    paper = entry.paper
    pdf = pdf_url(paper)
    is_arxiv_pdf = paper.arxiv_id and pdf == arxiv_pdf_url(paper.arxiv_id)
    custom = {
        "url": entry.url,
        "kind": "" if paper.kind == "other" else paper.kind,
        "arxiv": paper.arxiv_id,
        "pdf": "" if is_arxiv_pdf else pdf,
    }
    return {name: value for name, value in custom.items() if value}
