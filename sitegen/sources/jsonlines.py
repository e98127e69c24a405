"""JSON lines: one paper a line, as an object with named fields.

Known fields, each with its usual synonyms: title, abstract, authors, year, date, venue, doi,
arxiv_id, url, pdf, code, keywords, id. Source: https://jsonlines.org
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from sitegen.errors import Diagnostic
from sitegen.identifiers import parse_arxiv_id, parse_doi
from sitegen.paper import Author, Link, LinkKind, Origin, Paper
from sitegen.sources.reading import (
    Reading,
    RecordError,
    checked_abstract,
    checked_title,
    paper_links,
)
from sitegen.text.clean import clean_text
from sitegen.text.links import link_kind, safe_url

_SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "name"),
    "abstract": ("abstract", "summary", "description"),
    "authors": ("authors", "author", "creators"),
    "year": ("year", "publication_year"),
    "date": ("date", "published", "publishedAt", "publication_date"),
    "venue": ("venue", "journal", "booktitle", "conference"),
    "doi": ("doi", "DOI"),
    "arxiv_id": ("arxiv_id", "arxivId", "arxiv", "eprint"),
    "keywords": ("keywords", "categories", "subjects"),
    "id": ("id", "paper_id", "corpus_id"),
}
_ADDRESSES: Final[tuple[tuple[str, LinkKind | None], ...]] = (
    ("url", None),
    ("pdf", "pdf"),
    ("code", "code"),
)
_YEARS: Final = range(1500, 2200)


def sniff(head: str) -> bool:
    """Claim a text whose first line that isn't blank starts like a JSON object."""
    return bool(re.match(r"\s*\{\s*[\"}]", head))


def read(text: str, path: str) -> Reading:
    """Read JSON lines; a line that is no paper is a diagnostic."""
    papers: list[Paper] = []
    diagnostics: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            fields = _parse_line(line)
            papers.append(parse_record(fields, Origin(path, number)))
        except RecordError as error:
            diagnostics.append(Diagnostic(path, number, line[:200], str(error)))
            continue
        year = _first(fields, _SYNONYMS["year"])
        if year is not None and _year(year) is None:
            fault = (
                f"year '{str(year)[:20]}' is not four digits and was left out; write \"year\": 2024"
            )
            diagnostics.append(Diagnostic(path, number, papers[-1].title, fault, is_kept=True))
    return Reading(tuple(papers), tuple(diagnostics))


def _parse_line(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise RecordError(f"is not JSON: {error.msg} at column {error.colno}") from None
    except (RecursionError, ValueError) as error:
        raise RecordError(f"is not JSON that can be read: {error}") from None
    if not isinstance(value, dict):
        raise RecordError('is no JSON object; write {"title": …, "abstract": …}')
    return value


def parse_record(fields: dict[str, Any], origin: Origin) -> Paper:
    """Turn named fields into a paper.

    Raises:
        RecordError: no title, or a text too long to be what its name says.
    """
    found = {name: _first(fields, keys) for name, keys in _SYNONYMS.items()}
    abstract = checked_abstract(_text(found["abstract"]))
    date = _date(found["date"])
    year = _year(found["year"])
    links = _links(fields, abstract)
    return Paper(
        title=checked_title(_text(found["title"])),
        abstract=abstract,
        authors=tuple(Author(name) for name in _names(found["authors"])),
        year=year if year is not None or date is None else int(date[:4]),
        date=date,
        venue=clean_text(_text(found["venue"])) or None,
        doi=parse_doi(_text(found["doi"])),
        arxiv_id=parse_arxiv_id(_text(found["arxiv_id"])) or _arxiv_of(links),
        links=links,
        keywords=_names(found["keywords"]),
        source_id=_text(found["id"]).strip() or None,
        origins=(origin,),
    )


def _first(fields: dict[str, Any], keys: tuple[str, ...]) -> Any:
    return next((fields[key] for key in keys if fields.get(key) not in (None, "", [])), None)


def _text(value: Any) -> str:
    """Return a scalar as text; a list or an object where a text belongs is nothing."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _names(value: Any) -> tuple[str, ...]:
    """Return names from a list of texts or {"name": …} objects, or from a text with separators."""
    if isinstance(value, str):
        value = re.split(
            r"\s*;\s*|\s+and\s+" if ";" in value or " and " in value else r"\s*,\s*", value
        )
    if not isinstance(value, list):
        return ()
    texts = (_text(item.get("name") if isinstance(item, dict) else item) for item in value)
    return tuple(dict.fromkeys(name for name in map(clean_text, texts) if name))


def _year(value: Any) -> int | None:
    text = _text(value).strip()
    if not re.fullmatch(r"\d{4}(?:\.0)?", text) or int(text[:4]) not in _YEARS:
        return None
    return int(text[:4])


def _date(value: Any) -> str | None:
    match = re.match(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", _text(value))
    return match.group() if match and int(match.group()[:4]) in _YEARS else None


def _links(fields: dict[str, Any], abstract: str) -> tuple[Link, ...]:
    named = []
    for key, kind in _ADDRESSES:
        url = safe_url(_text(fields.get(key)))
        if url:
            told = link_kind(url)
            named.append(Link(url, kind or ("source" if told == "link" else told)))
    return paper_links(named, abstract)


def _arxiv_of(links: tuple[Link, ...]) -> str | None:
    found = (parse_arxiv_id(link.url) for link in links if "arxiv.org/" in link.url)
    return next((arxiv_id for arxiv_id in found if arxiv_id), None)
