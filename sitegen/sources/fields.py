"""Named fields to a paper: what JSON, tables and every tagged format share.

Known fields, each with its usual synonyms, whatever their case and separators: title, abstract,
authors, year, date, venue, doi, arxiv_id, url, pdf, code, keywords, upvotes, language, sections,
references, curator_note, id.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.errors import Diagnostic
from sitegen.identifiers import ARXIV_DOI, parse_arxiv_id, parse_doi
from sitegen.paper import Link, LinkKind, Origin, Paper
from sitegen.sources.categories import CATEGORIES
from sitegen.sources.fulltext import MAX_TEXT, parse_references, parse_sections, text_length
from sitegen.sources.people import parse_authors, parse_names
from sitegen.sources.reading import (
    ReadResult,
    RecordError,
    checked_abstract,
    checked_title,
    paper_links,
)
from sitegen.text.clean import clean_name
from sitegen.text.language import parse_language
from sitegen.text.links import link_kind, safe_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

#: The first synonym that a record has wins. Sources: the exports of Scopus, Web of Science, Zotero,
#: OpenReview, Semantic Scholar and Hugging Face.
_SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "article title", "paper title", "document title", "name"),
    "abstract": ("abstract", "summary", "abstract note", "description", "tldr"),
    "authors": ("author_details", "author full names", "authors", "author", "author names",
                "creators", "creator"),
    "year": ("year", "publication year", "pub year", "py"),
    "date": ("date", "published", "publishedAt", "publication date", "submitted on daily at"),
    "venue": ("venue", "journal", "booktitle", "conference", "source title", "publication title",
              "conference name", "journal title"),
    "doi": ("doi",),
    "arxiv_id": ("arxiv_id", "arxiv", "eprint"),
    "keywords": ("keywords", "author keywords", "keyword", "categories", "subjects", "manual tags",
                 "tags"),
    "url": ("url", "link", "html url", "permalink"),
    "pdf": ("pdf", "pdf url", "pdf link"),
    "code": ("code", "code url", "github", "github repo", "repository", "repo"),
    "upvotes": ("upvotes", "votes"),
    "language": ("language", "lang", "langid", "language of original document"),
    "sections": ("sections",),
    "references": ("references",),
    "note": ("curator_note",),
    "id": ("id", "paper id", "corpus id", "key"),
}  # fmt: skip
_ADDRESSES: Final[tuple[tuple[str, LinkKind | None], ...]] = (
    ("url", None),
    ("pdf", "pdf"),
    ("code", "code"),
)
_COUNTED: Final = re.compile(r"([0-9][0-9,]{0,11}(?:\.[0-9])?)(k?)", re.IGNORECASE)
_YEAR_ALONE: Final = re.compile(r"\d{4}(?:\.0)?")
_YEAR_WITHIN: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_YEARS: Final = range(1500, 2200)
_DAY: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH_DAY_YEAR: Final = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DAY_MONTH_YEAR: Final = re.compile(r"(\d{1,2}) ([A-Za-z]{3,9})\.?,? (\d{4})\b")


class Record(NamedTuple):
    """What a format found: 1-based line, named fields or the fault, and how to tell it."""

    line: int
    fields: Mapping[str, Any] | RecordError
    shown: str = ""


def read_records(records: Iterable[Record], path: str) -> ReadResult:
    """Turn records into papers; one that is no paper is a diagnostic, so is a bad year."""
    papers: list[Paper] = []
    diagnostics: list[Diagnostic] = []
    for line, fields, shown in records:
        try:
            if isinstance(fields, RecordError):
                raise fields
            known = canonical_fields(fields)
            papers.append(parse_fields(known, Origin(path, line)))
        except RecordError as error:
            told = " ".join(str(error).split())
            diagnostics.append(Diagnostic(path, line, " ".join(shown[:200].split()), told))
            continue
        diagnostics += (
            Diagnostic(path, line, papers[-1].title, fault, severity="warning")
            for fault in _faults(known)
        )
    return ReadResult(tuple(papers), tuple(diagnostics))


def _faults(known: Mapping[str, Any]) -> Iterator[str]:
    """Yield what of a paper's fields was left out, and why."""
    year = known.get("year")
    if year is not None and _year(year) is None:
        told = " ".join(str(year)[:20].split())
        yield f"year '{told}' is not four digits and was left out; write \"year\": 2024"
    if "sections" in known and (length := text_length(known["sections"])) > MAX_TEXT:
        yield f"the text has {length:,} characters; those after {MAX_TEXT:,} were left out"


def canonical_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that we know under our names; of synonyms the first that says something."""
    found: dict[str, Any] = {}
    ranks: dict[str, int] = {}
    for key, value in fields.items():
        known = _known(key)
        if known is None or value in (None, "", []):
            continue
        name, rank = known
        if name not in ranks or rank < ranks[name]:
            found[name], ranks[name] = value, rank
    return found


def map_columns(fields: Mapping[str, Any], columns: Mapping[str, str]) -> Mapping[str, Any]:
    """Return fields in which those that the user names have our names, and nothing else has.

    Args:
        fields: what a source holds.
        columns: our field -> the source's, ``metadata.title`` for one in an object.
    """
    if not columns:
        return fields
    others = {
        key: value for key, value in fields.items() if (_known(key) or ("",))[0] not in columns
    }
    return others | {name: _at(fields, place) for name, place in columns.items()}


def _at(fields: Mapping[str, Any], place: str) -> Any:
    if place in fields:
        return fields[place]
    value: Any = fields
    for part in place.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def has_title(names: Iterable[str]) -> bool:
    """Tell whether some field is a title."""
    return any((_known(name) or ("", 0))[0] == "title" for name in names)


def parse_fields(known: Mapping[str, Any], origin: Origin) -> Paper:
    """Turn fields under our names into a paper.

    Raises:
        RecordError: no title, or a text too long to be what its name says.
    """
    told = {name: parse(known[name]) for name, parse in _PARSERS.items() if name in known}
    told["source_id"] = told.pop("id", None)
    abstract = checked_abstract(_text(known.get("abstract")))
    doi, date = told.get("doi"), known.get("date")
    links = _links(known, abstract)
    arxiv_id = told["arxiv_id"] = (
        told.get("arxiv_id")
        or (doi and parse_arxiv_id(doi.replace(ARXIV_DOI, "arxiv:")))
        or (_arxiv_of(links) if links else None)
    )
    told["year"] = told.get("year") or _year_of(date) or year_of_arxiv_id(arxiv_id)
    return Paper(
        title=checked_title(_text(known.get("title"))),
        abstract=abstract,
        links=links,
        origins=(origin,),
        **told,
    )


def parse_date(value: Any) -> str | None:
    """Find a whole day: ``2024-10-07T…``, ``Oct 7, 2024``, ``7 October 2024``."""
    text = _text(value)
    if match := _DAY.match(text.strip()):
        return match.group() if int(match[1]) in _YEARS else None
    if match := _MONTH_DAY_YEAR.search(text):
        return _day(match[3], match[1], match[2])
    if match := _DAY_MONTH_YEAR.search(text):
        return _day(match[3], match[2], match[1])
    return None


def month_number(name: str) -> int | None:
    """Return 1 to 12 for a month's name or its first three letters, or for its number."""
    if name.strip().isdecimal():
        return int(name) if 1 <= int(name) <= 12 else None  # noqa: PLR2004
    place = _MONTHS.find(name.strip()[:3].lower())
    return place // 3 + 1 if len(name.strip()) > 2 and place % 3 == 0 else None  # noqa: PLR2004


def year_of_arxiv_id(arxiv_id: str | None) -> int | None:
    """Return the year that an id of the new scheme begins with (2410.05258)."""
    return 2000 + int(arxiv_id[:2]) if arxiv_id and arxiv_id[:2].isdecimal() else None


@cache
def _known(key: str) -> tuple[str, int] | None:
    return _NAMES.get(_plain(key))


def _plain(key: str) -> str:
    return "".join(c for c in key.lower() if c.isalnum())


_NAMES: Final = {
    _plain(synonym): (name, rank)
    for name, synonyms in _SYNONYMS.items()
    for rank, synonym in enumerate(synonyms)
}


def _text(value: Any) -> str:
    """Return a scalar as text; a list or an object where a text belongs is nothing."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _keywords(value: Any) -> tuple[str, ...]:
    """Return keywords, arXiv's categories by their names."""
    return tuple(dict.fromkeys(CATEGORIES.get(word, word) for word in parse_names(value)))


def _year(value: Any) -> int | None:
    if type(value) is int:
        return value if value in _YEARS else None
    text = _text(value).strip()
    if not _YEAR_ALONE.fullmatch(text) or int(text[:4]) not in _YEARS:
        return None
    return int(text[:4])


def _year_of(date: Any) -> int | None:
    match = _YEAR_WITHIN.search(_text(date)) if date else None
    return _year(match.group()) if match else None


def _day(year: str, month: str, day: str) -> str | None:
    number = month_number(month)
    if number is None or int(year) not in _YEARS:
        return None
    try:
        return datetime(int(year), number, int(day)).date().isoformat()  # noqa: DTZ001
    except ValueError:
        return None


def _count(value: Any) -> int | None:
    """Return ``74``, ``1,234`` or ``1.2k`` as a number."""
    match = _COUNTED.fullmatch(_text(value).strip())
    if not match:
        return None
    number = match[1].replace(",", "")
    return round(float(number) * 1000) if match[2] else int(number) if number.isdigit() else None


def _links(fields: Mapping[str, Any], abstract: str) -> tuple[Link, ...]:
    named = []
    for key, kind in _ADDRESSES:
        value = fields.get(key)
        if not value:
            continue
        for one in value if isinstance(value, list | tuple) else [value]:
            url = safe_url(_text(one))
            if url:
                told = link_kind(url)
                named.append(Link(url, kind or ("source" if told == "link" else told)))
    return paper_links(named, abstract)


def _arxiv_of(links: tuple[Link, ...]) -> str | None:
    found = (parse_arxiv_id(link.url) for link in links if re.search(_ARXIV_PAGES, link.url))
    return next((arxiv_id for arxiv_id in found if arxiv_id), None)


#: Field -> what makes our value of it. Title, abstract and addresses need one another.
_PARSERS: Final[dict[str, Callable[[Any], Any]]] = {
    "authors": parse_authors,
    "year": _year,
    "date": parse_date,
    "venue": lambda value: clean_name(_text(value)) or None,
    "doi": lambda value: parse_doi(_text(value)),
    "arxiv_id": lambda value: parse_arxiv_id(_text(value)),
    "keywords": _keywords,
    "upvotes": _count,
    "language": lambda value: parse_language(_text(value)),
    "sections": parse_sections,
    "references": parse_references,
    "note": lambda value: _text(value).strip(),
    "id": lambda value: _text(value).strip() or None,
}
_ARXIV_PAGES: Final = r"arxiv\.org/|//huggingface\.co/papers/"
