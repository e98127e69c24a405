"""Build one paper from the values of its known fields."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, get_args

from sitegen.identifiers import ARXIV_DOI, parse_arxiv_id, parse_doi
from sitegen.paper import Author, Link, LinkKind, Origin, Paper
from sitegen.sources.fulltext import parse_references, parse_sections
from sitegen.sources.people.authors import parse_authors, parse_names
from sitegen.sources.reading import (
    RecordError,
    paper_links,
    validate_abstract,
    validate_title,
)
from sitegen.sources.values.dates import (
    date_value,
    date_year,
    field_year,
    parse_count,
    parse_date,
    scalar_text,
    year_of_arxiv_id,
)
from sitegen.sources.values.keywords import parse_keywords
from sitegen.sources.values.kinds import parse_kind
from sitegen.sources.values.positions import page_range
from sitegen.sources.values.rights import parse_license
from sitegen.sources.values.statuses import (
    parse_status,
    split_title,
    status_of_kind,
    status_of_text,
    worst_status,
)
from sitegen.text.clean import clean_name
from sitegen.text.language import parse_language
from sitegen.text.links import safe_url, source_link_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: Fields with URLs -> the kind of their links; None if the URL itself says the kind.
_LINK_FIELDS: Final[tuple[tuple[str, LinkKind | None], ...]] = (
    ("url", None),
    ("pdf", "pdf"),
    ("code", "code"),
)
_LINK_KINDS: Final[tuple[LinkKind, ...]] = get_args(LinkKind)
#: Pages whose URL ends in an arXiv id that is the paper's.
_ARXIV_PAGE: Final = re.compile(r"arxiv\.org/|//huggingface\.co/papers/")
#: An address that is a DOI's.
_DOI_PAGE: Final = re.compile(r"\s*+https?://(?:dx\.|www\.)?doi\.org/10\.\S+\s*+$", re.IGNORECASE)
#: Between two addresses in one text.
_ADDRESS_SEPARATOR: Final = re.compile(r"(?<![\s,;|])[\s,;|]++(?=https?://)", re.IGNORECASE)
#: "101--102" and "101–102" are "101-102".
_DASHES: Final = re.compile(r"(?:(?<!\s)\s++)?[-‐‑–—](?:\s*+[-‐‑–—])*+\s*+")
#: Characters of a date in a cache; a longer one is a whole text.
_MAX_CACHED_CHARS: Final = 100
#: International standard numbers of serials and books, with or without hyphens.
#: Source: https://www.isbn-international.org and https://portal.issn.org.
_ISSN: Final = re.compile(r"(?<![\d-])\d{4}-?\d{3}[\dXx](?![\d-])")
_ISBN: Final = re.compile(r"(?<![\d-])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\d-])")
#: Titles that programs give to an empty page, and fields without which it is one.
_PLACEHOLDER_TITLES: Final = frozenset({"Untitled", "New page", "No title", "Untitled document"})
_EVIDENCE: Final = frozenset({"authors", "abstract", "doi", "arxiv_id", "venue", "url", "pdf"})
#: Scopus names the subseries of a series in each of its records.
_SUBSERIES: Final = re.compile(r" \(including subseries [^()]{1,300}\)$")
_INSTITUTIONAL_KINDS: Final = frozenset({"thesis", "report"})
_MAX_NUMBERS_CHARS: Final = 200
#: "pp. 7-12", as JSTOR writes, and "pp 7-12".
_PAGE_WORD: Final = re.compile(r"(?:pp?\.|pp?(?=\s)|pages?\b)\s*", re.IGNORECASE)
#: A longer volume, issue or page range is another text.
_MAX_POSITION_CHARS: Final = 40


def parse_fields(known_fields: Mapping[str, Any], origin: Origin) -> Paper:
    """Build a paper from fields under our names.

    Raises:
        RecordError: the title is missing, or the title or the abstract is too long.
    """
    # A record has some ten of the fields.
    values = {
        name: _PARSERS[name](value) for name, value in known_fields.items() if name in _PARSERS
    }
    values["source_id"] = values.pop("id", None)
    if values.get("kind") == "book" and not values.get("authors"):
        # Readers of the site see the editors of a whole book as its authors.
        values["authors"] = tuple(map(Author, values.get("editors") or ()))
    if "pages" not in values and ("first_page" in known_fields or "last_page" in known_fields):
        values["pages"] = _page_range(known_fields)
    if values.get("kind") not in _INSTITUTIONAL_KINDS:
        # Elsewhere these are an author's institution, and another word for the kind.
        values |= {"institution": None, "genre": None}
    abstract = validate_abstract(scalar_text(known_fields.get("abstract")))
    title, title_status = split_title(validate_title(scalar_text(known_fields.get("title"))))
    if title in _PLACEHOLDER_TITLES and not (_EVIDENCE & known_fields.keys()):
        raise RecordError("there is no title; give one")
    statuses = (
        values.get("status"),
        title_status,
        status_of_kind(known_fields["kind"]) if "kind" in known_fields else None,
        status_of_text(abstract),
    )
    values["status"] = worst_status(statuses) if any(statuses) else None
    links = _parse_links(known_fields, abstract)
    doi = values["doi"] = values.get("doi") or _doi_of_links(known_fields.get("url"), links)
    # In the order of trust: the field, the DOI that arXiv gives each paper (10.48550/arXiv.…), a
    # link to the paper's page.
    arxiv_id = values["arxiv_id"] = (
        values.get("arxiv_id")
        # Other DOIs may end in digits of the same form.
        or (
            parse_arxiv_id(f"arxiv:{doi.removeprefix(ARXIV_DOI)}")
            if doi and doi.startswith(ARXIV_DOI)
            else None
        )
        or (_arxiv_id_in(links) if links else None)
    )
    values["year"] = (
        values.get("year") or _find_year(known_fields.get("date")) or year_of_arxiv_id(arxiv_id)
    )
    return Paper(
        title=title,
        abstract=abstract,
        links=links,
        origins=(origin,),
        **values,
    )


def _parse_date(value: Any) -> str | None:
    """Return the day of a date; days are repeated."""
    return _date_in(value) if _is_short(value) else parse_date(date_value(value))


_date_in: Final = lru_cache(maxsize=1 << 14)(parse_date)
_year_in: Final = lru_cache(maxsize=1 << 14)(date_year)


def _find_year(date: Any) -> int | None:
    return _year_in(date) if _is_short(date) else date_year(date_value(date))


def _is_short(value: Any) -> bool:
    """Return whether a value is a text that a cache may keep."""
    return type(value) is str and len(value) <= _MAX_CACHED_CHARS


def _parse_keywords(value: Any) -> tuple[str, ...]:
    """Return keywords; papers of one field have the same categories."""
    try:
        # An object in a list has no hash.
        return _keywords_in(tuple(value) if type(value) is list else value)
    except TypeError:
        return parse_keywords(value)


_keywords_in: Final = lru_cache(maxsize=1 << 12)(parse_keywords)


def _parse_text(value: Any) -> str | None:
    # A comma at the end is what is left of a list, a backslash of a line break of LaTeX.
    return clean_name(_named_text(value)).rstrip(" ,;\\") or None


def _parse_venue(value: Any) -> str | None:
    text = _parse_text(value)
    return _SUBSERIES.sub("", text) if text and text[-1] == ")" else text


def _named_text(value: Any) -> str:
    """Return a scalar as text, or that of ``{"name": "Nature"}`` and of a list with one item."""
    if isinstance(value, list | tuple) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        value = next((text for key in _NAME_KEYS if (text := scalar_text(value.get(key)))), "")
    return scalar_text(value)


def _number_in(pattern: re.Pattern[str], value: Any) -> str | None:
    """Return the first standard number in a text or in a list of texts."""
    for item in value if isinstance(value, list | tuple) else [value]:
        if match := pattern.search(scalar_text(item)[:_MAX_NUMBERS_CHARS]):
            return match[0]
    return None


def _parse_position(value: Any) -> str | None:
    """Return a volume, an issue or pages with one hyphen for each dash; None for a whole text."""
    text = clean_name(_named_text(value))
    if "-" in text or not text.isascii():
        text = _DASHES.sub("-", text)
    # DBLP writes "abs/1706.03762" as the volume, Zotero the arXiv id as the number.
    is_arxiv_id = "arxiv" in text.lower() or text.startswith("abs/")
    return text if 0 < len(text) <= _MAX_POSITION_CHARS and not is_arxiv_id else None


def _parse_pages(value: Any) -> str | None:
    text = scalar_text(value).lstrip()
    # Nearly all are numbers alone.
    return _parse_position(_PAGE_WORD.sub("", text) if "p" in text or "P" in text else text)


def _page_range(fields: Mapping[str, Any]) -> str | None:
    """Return "7-12" of a first and a last page."""
    pages = (scalar_text(fields.get(name)).strip() for name in ("first_page", "last_page"))
    return _parse_position(page_range(*pages))


def _parse_links(fields: Mapping[str, Any], abstract: str) -> tuple[Link, ...]:
    links = []
    for key, kind in _LINK_FIELDS:
        value = fields.get(key)
        if not value:
            continue
        links += [link for item in _addresses(value) if (link := _parse_link(item, kind))]
    return paper_links(links, abstract)


def _addresses(value: Any) -> Sequence[Any]:
    """Return the items of a list, or the addresses in a text, which may have several."""
    if isinstance(value, str) and value.count("://") > 1:
        return _ADDRESS_SEPARATOR.split(value)
    return value if isinstance(value, list | tuple) else [value]


def _doi_of_links(value: Any, links: Sequence[Link]) -> str | None:
    """Return the DOI of a record whose sole address, or sole link, is the DOI's."""
    # Nearly all links are of other pages, which costs less to see.
    if not any("/10." in link.url and _DOI_PAGE.match(link.url) for link in links):
        return None
    addresses = {link.url for item in _addresses(value) if (link := _parse_link(item, None))}
    urls = addresses if len(addresses) == 1 else {link.url for link in links}
    url = urls.pop()
    return parse_doi(url) if not urls and _DOI_PAGE.match(url) else None


def _parse_link(item: Any, kind: LinkKind | None) -> Link | None:
    """Return the link of a URL or of ``{"url": …, "kind": …}``, None if the URL is not safe."""
    if isinstance(item, dict):
        item_kind = item.get("kind")
        kind = next((known for known in _LINK_KINDS if known == item_kind), kind)
        item = item.get("url")
    url = safe_url(scalar_text(item))
    return Link(url, kind or source_link_kind(url)) if url else None


def _arxiv_id_in(links: tuple[Link, ...]) -> str | None:
    arxiv_ids = (parse_arxiv_id(link.url) for link in links if _ARXIV_PAGE.search(link.url))
    return next((arxiv_id for arxiv_id in arxiv_ids if arxiv_id), None)


#: Keys under which an object has its name, or a volume its number.
_NAME_KEYS: Final = ("name", "title", "display_name", "value", "number")
#: Our field -> the parser of its value. Title, abstract and links depend on one another, so
#: ``parse_fields`` has them. The names are Paper's attributes, "id" excepted.
_PARSERS: Final[dict[str, Callable[[Any], Any]]] = {
    "authors": parse_authors,
    "year": field_year,
    "date": _parse_date,
    "venue": _parse_venue,
    "volume": _parse_position,
    "issue": _parse_position,
    "pages": _parse_pages,
    "doi": lambda value: parse_doi(scalar_text(value)),
    "arxiv_id": lambda value: parse_arxiv_id(scalar_text(value)),
    "keywords": _parse_keywords,
    "kind": parse_kind,
    "publisher": _parse_text,
    "editors": parse_names,
    "series": _parse_text,
    "edition": _parse_text,
    "institution": _parse_text,
    "genre": _parse_text,
    "isbn": lambda value: _number_in(_ISBN, value),
    "issn": lambda value: _number_in(_ISSN, value),
    "license": parse_license,
    "status": parse_status,
    "upvotes": parse_count,
    "language": lambda value: parse_language(scalar_text(value)),
    "sections": parse_sections,
    "references": parse_references,
    "note": lambda value: scalar_text(value).strip(),
    "id": lambda value: scalar_text(value).strip() or None,
}
