"""Build papers from named fields, the common ground of JSON, tables and every tagged format.

Known fields, each with its usual synonyms, whatever their case and separators: title, abstract,
authors, year, date, venue, volume, issue, pages, kind, publisher, editors, series, edition,
institution, genre, isbn, issn, status, doi, arxiv_id, url, pdf, code, keywords, upvotes, language,
sections, references, curator_note, id.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, get_args

from sitegen.errors import Diagnostic, SitegenError
from sitegen.identifiers import ARXIV_DOI, parse_arxiv_id, parse_doi
from sitegen.paper import Link, LinkKind, Origin, Paper
from sitegen.sources.dates import (
    date_value,
    date_year,
    parse_count,
    parse_date,
    parse_year,
    scalar_text,
    year_of_arxiv_id,
)
from sitegen.sources.field_names import find_synonym
from sitegen.sources.fulltext import parse_references, parse_sections
from sitegen.sources.keywords import parse_keywords
from sitegen.sources.kinds import parse_kind
from sitegen.sources.limits import MAX_EXCERPT_CHARS, apply_limits
from sitegen.sources.omissions import FieldFaults, omissions
from sitegen.sources.people import parse_authors, parse_names
from sitegen.sources.positions import page_range
from sitegen.sources.reading import (
    ReadResult,
    RecordError,
    paper_links,
    unexpected_fault,
    validate_abstract,
    validate_title,
)
from sitegen.sources.statuses import (
    parse_status,
    split_title,
    status_of_kind,
    status_of_text,
    worst_status,
)
from sitegen.sources.surplus import Surplus
from sitegen.text.clean import clean_name
from sitegen.text.language import parse_language
from sitegen.text.links import safe_url, source_link_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

#: Fields with URLs -> the kind of their links; None if the URL itself says the kind.
_LINK_FIELDS: Final[tuple[tuple[str, LinkKind | None], ...]] = (
    ("url", None),
    ("pdf", "pdf"),
    ("code", "code"),
)
_LINK_KINDS: Final[tuple[LinkKind, ...]] = get_args(LinkKind)
#: Pages whose URL ends in an arXiv id that is the paper's.
_ARXIV_PAGE: Final = re.compile(r"arxiv\.org/|//huggingface\.co/papers/")
#: "101--102" and "101–102" are "101-102".
_DASHES: Final = re.compile(r"(?:(?<!\s)\s++)?[-‐‑–—](?:\s*+[-‐‑–—])*+\s*+")
#: Characters of a date in a cache; a longer one is a whole text.
_MAX_CACHED_CHARS: Final = 100
#: International standard numbers of serials and books, with or without hyphens.
#: Source: https://www.isbn-international.org and https://portal.issn.org.
_ISSN: Final = re.compile(r"(?<![\d-])\d{4}-?\d{3}[\dXx](?![\d-])")
_ISBN: Final = re.compile(r"(?<![\d-])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\d-])")
_INSTITUTIONAL_KINDS: Final = frozenset({"thesis", "report"})
_MAX_NUMBERS_CHARS: Final = 200
#: Values that are no values.
_EMPTY: Final[tuple[Any, ...]] = (None, "", [])
#: A longer volume, issue or page range is another text.
#: "pp. 7-12", as JSTOR writes.
_PAGE_WORD: Final = re.compile(r"(?:pp?\.|pages?\b)\s*", re.IGNORECASE)
_MAX_POSITION_CHARS: Final = 40


AnyRecord = TypeVar("AnyRecord", bound="Record | Remark")


class Record(NamedTuple):
    """One parsed record of a source.

    Attributes:
        line: 1-based line where it starts.
        fields: its fields by any of their names, a function that returns them, or the error if it
            can't be parsed. What the function raises costs this record only.
        excerpt: the part of it that a diagnostic quotes.
        warning: what is odd about it, or empty.
    """

    line: int
    fields: Mapping[str, Any] | Callable[[], Mapping[str, Any]] | RecordError
    excerpt: str = ""
    warning: str = ""


class Remark(NamedTuple):
    """What a reader says of a place in a source that is no record."""

    line: int
    message: str


def read_records(records: Iterable[Record | Remark], path: str) -> ReadResult:
    """Build papers from records, in their order.

    A record that can't be a paper gives an error, and a field that is left out or cut a warning.

    Args:
        records: parsed records of one source.
        path: the source's name in diagnostics.
    """
    papers: list[Paper] = []
    diagnostics: list[Diagnostic] = []
    faults = FieldFaults()
    record_count = 0
    surplus = Surplus()
    for record in iter_safely(records):
        line = record.line
        if isinstance(record, Remark):
            diagnostics.append(Diagnostic(path, line, "", record.message, severity="warning"))
            continue
        record_count += 1
        try:
            paper, warnings = _read_record(record, path, faults)
        except RecordError as error:
            excerpt = _one_line(record.excerpt[:MAX_EXCERPT_CHARS])
            message = "; ".join(filter(None, (str(error), record.warning)))
            diagnostics += surplus.limit(Diagnostic(path, line, excerpt, _one_line(message)))
        else:
            papers.append(paper)
            diagnostics += warnings
    diagnostics += [*surplus.diagnostics(path), *faults.diagnostics(path)]
    return ReadResult(tuple(papers), tuple(diagnostics), record_count)


def iter_safely(records: Iterable[AnyRecord]) -> Iterator[AnyRecord | Record]:
    """Yield records; if getting the next one fails, the last one is that fault.

    An exception before the first record is raised: it is the file's.
    """
    line, iterator = 0, iter(records)
    while True:
        try:
            record = next(iterator, None)
        except Exception as error:
            if not line or isinstance(error, SitegenError):
                raise
            reason = str(unexpected_fault(error)).removeprefix("can't be read: ")
            yield Record(line, RecordError(f"what follows this record can't be read: {reason}"))
            return
        if record is None:
            return
        line = record.line
        yield record


def _read_record(record: Record, path: str, faults: FieldFaults) -> tuple[Paper, list[Diagnostic]]:
    """Return the paper of a record, and warnings of what it lacks.

    Raises:
        RecordError: the record is no paper.
    """
    line = record.line
    try:
        fields = parsed(record.fields)
        known_fields = canonical_fields(fields)
        paper, cuts = apply_limits(parse_fields(known_fields, Origin(path, line)))
        # Nearly all records have no fault.
        messages = [fault for fault in (record.warning, *omissions(known_fields), cuts) if fault]
        faults.check(fields, known_fields, paper, line)
    except RecordError:
        raise
    except Exception as error:
        raise unexpected_fault(error) from error
    return paper, [
        Diagnostic(path, line, paper.title, message, severity="warning") for message in messages
    ]


def parsed(
    fields: Mapping[str, Any] | Callable[[], Mapping[str, Any]] | RecordError,
) -> Mapping[str, Any]:
    """Return the fields of a record.

    Raises:
        RecordError: the record has none.
    """
    if isinstance(fields, RecordError):
        raise fields
    return fields() if callable(fields) else fields


def _one_line(text: str) -> str:
    return " ".join(text.split())


def canonical_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the known fields under our names, each with the value of its best synonym.

    Unknown fields and empty values (None, "" and []) are left out.
    """
    values: dict[str, Any] = {}
    for key, name in _known_keys(tuple(fields)):
        value = fields[key]
        # What counts as true is not empty; the comparisons are slow.
        if name not in values and (value or value not in _EMPTY):
            values[name] = value
    if "month" in values and "date" not in values:
        values["date"] = date_value({unit: values.get(unit) for unit in ("year", "month", "day")})
    return values


@lru_cache(maxsize=1_000)
def _known_keys(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return known names with our field, the best synonym first; a file has few sets of names.

    Of two spellings of one synonym ("Title", "title") the first in the record comes first.
    """
    synonyms = [(synonym[1], key, synonym[0]) for key in keys if (synonym := find_synonym(key))]
    return tuple((key, name) for _, key, name in sorted(synonyms, key=itemgetter(0)))


def map_columns(fields: Mapping[str, Any], columns: Mapping[str, str]) -> Mapping[str, Any]:
    """Rename the fields that the user names to ours.

    A source's field that would be read as one of those by its own name is left out: with
    ``title = "Name of paper"`` a column "Title" is not the title.

    Args:
        fields: the fields of a record.
        columns: our field -> the source's; ``metadata.title`` for a field in a nested object.
    """
    if not columns:
        return fields
    others = {
        key: value
        for key, value in fields.items()
        if (find_synonym(key) or ("", 0))[0] not in columns
    }
    return others | {name: _value_at(fields, path) for name, path in columns.items()}


def _value_at(fields: Mapping[str, Any], path: str) -> Any:
    """Return the value at a dotted path, None if there is nothing."""
    # Columns of a table may have dots in their names.
    if path in fields:
        return fields[path]
    value: Any = fields
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def has_title(names: Iterable[str]) -> bool:
    """Return whether one of some field names is a synonym of the title."""
    return any((find_synonym(name) or ("", 0))[0] == "title" for name in names)


def parse_fields(known_fields: Mapping[str, Any], origin: Origin) -> Paper:
    """Build a paper from fields under our names.

    Raises:
        RecordError: the title is missing, or the title or the abstract is too long.
    """
    values = {
        name: parse(known_fields[name]) for name, parse in _PARSERS.items() if name in known_fields
    }
    values["source_id"] = values.pop("id", None)
    values.setdefault("pages", _page_range(known_fields))
    if values.get("kind") not in _INSTITUTIONAL_KINDS:
        # Elsewhere these are an author's institution, and another word for the kind.
        values |= {"institution": None, "genre": None}
    abstract = validate_abstract(scalar_text(known_fields.get("abstract")))
    title, title_status = split_title(validate_title(scalar_text(known_fields.get("title"))))
    values["status"] = worst_status(
        (
            values.get("status"),
            title_status,
            status_of_kind(known_fields.get("kind")),
            status_of_text(abstract),
        )
    )
    doi = values.get("doi")
    links = _parse_links(known_fields, abstract)
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
    return clean_name(scalar_text(value)) or None


def _number_in(pattern: re.Pattern[str], value: Any) -> str | None:
    """Return the first standard number in a text or in a list of texts."""
    for item in value if isinstance(value, list | tuple) else [value]:
        if match := pattern.search(scalar_text(item)[:_MAX_NUMBERS_CHARS]):
            return match[0]
    return None


def _parse_position(value: Any) -> str | None:
    """Return a volume, an issue or pages with one hyphen for each dash; None for a whole text."""
    text = _DASHES.sub("-", clean_name(scalar_text(value)))
    # DBLP writes "abs/1706.03762" as the volume, Zotero the arXiv id as the number.
    is_arxiv_id = "arxiv" in text.lower() or text.startswith("abs/")
    return text if 0 < len(text) <= _MAX_POSITION_CHARS and not is_arxiv_id else None


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
        for item in value if isinstance(value, list | tuple) else [value]:
            link = _parse_link(item, kind)
            if link:
                links.append(link)
    return paper_links(links, abstract)


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


#: Our field -> the parser of its value. Title, abstract and links depend on one another, so
#: ``parse_fields`` has them. The names are Paper's attributes, "id" excepted.
_PARSERS: Final[dict[str, Callable[[Any], Any]]] = {
    "authors": parse_authors,
    "year": parse_year,
    "date": _parse_date,
    "venue": _parse_text,
    "volume": _parse_position,
    "issue": _parse_position,
    "pages": lambda value: _parse_position(_PAGE_WORD.sub("", scalar_text(value).lstrip())),
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
    "status": parse_status,
    "upvotes": parse_count,
    "language": lambda value: parse_language(scalar_text(value)),
    "sections": parse_sections,
    "references": parse_references,
    "note": lambda value: scalar_text(value).strip(),
    "id": lambda value: scalar_text(value).strip() or None,
}
