"""Read Crossref's XML: unixref, unixsd, deposits, and answers to queries.

Source: https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.reading import RecordError
from sitegen.sources.values.positions import page_range
from sitegen.sources.values.rights import published_license
from sitegen.sources.xml.paths import find_element, find_elements
from sitegen.sources.xml.tools import (
    all_texts,
    attribute,
    child_elements,
    child_text,
    first_text,
    read_elements,
    root_name,
    text_of,
)
from sitegen.sources.xml.values import (
    date_of_parts,
    earliest_date,
    join_title,
)

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "crossref-xml"
RANK: Final = 23

_ROOTS: Final = frozenset({"doi_records", "doi_record", "crossref_result", "crossref", "doi_batch"})
#: Elements that are works; ``body`` holds those of a deposit. A book counts if no chapter does.
_WORKS: Final = (
    "journal_article", "conference_paper", "content_item", "posted_content", "dissertation",
    "report-paper", "book", "dataset", "standard", "peer_review", "pending_publication", "query",
    "error",
)  # fmt: skip
#: Of these works the metadata is in a child.
_METADATA: Final = (
    "book_metadata", "book_series_metadata", "book_set_metadata", "report-paper_metadata",
    "report-paper_series_metadata", "standard_metadata",
)  # fmt: skip
_DATES: Final = (
    "publication_date", "posted_date", "approval_date", "review_date", "acceptance_date",
)  # fmt: skip
#: Element before the works of a volume -> the paths of the volume's name.
_VOLUMES: Final = {
    "journal_metadata": ("{*}full_title", "{*}abbrev_title"),
    "proceedings_metadata": ("{*}proceedings_title",),
    "proceedings_series_metadata": ("{*}proceedings_title",),
    "database_metadata": ("{*}titles/{*}title",),
    **dict.fromkeys(_METADATA[:3], ("{*}titles/{*}title",)),
    "event_metadata": ("{*}conference_name",),
}
#: Children of a volume that may be its metadata; the works follow.
_MAX_PARTS: Final = 20


def sniff(head: str) -> bool:
    """Claim XML whose first element is a set of Crossref's records, one of them, or a deposit."""
    return root_name(head) in _ROOTS


def read(text: str, path: str) -> ReadResult:
    """Read all works; a DOI that Crossref does not know becomes a diagnostic."""
    return read_records(read_elements(text, _WORKS, _work_fields), path)


def _work_fields(work: Element) -> dict[str, Any] | None:
    name = str(work.tag).rpartition("}")[2]
    if name in {"query", "error"}:
        return _query_fields(work, name)
    if name == "book" and next(work.iter("{*}content_item"), None) is not None:
        return None
    metadata = next((child for n in _METADATA for child in find_elements(work, f"{{*}}{n}")), work)
    parts = _volume_parts(work)
    fields = child_elements(metadata)
    titles = child_elements(fields["titles"][0]) if "titles" in fields else {}
    title = child_text(titles, "title", "original_language_title") or child_text(fields, "title")
    doi_data = find_element(metadata, "{*}doi_data")
    return {
        "title": join_title(title, child_text(titles, "subtitle")),
        "abstract": _abstract(metadata),
        "authors": _authors(metadata),
        **_dates(metadata, parts),
        "venue": _venue(metadata, parts),
        **_position(metadata, parts),
        "doi": first_text(metadata, "{*}doi_data/{*}doi"),
        "url": first_text(metadata, "{*}doi_data/{*}resource"),
        "license": published_license(_licenses(metadata)),
        "pdf": _pdf(doi_data) if doi_data is not None else None,
        "language": metadata.get("language")
        or next((part.get("language") for part in parts if part.get("language")), None),
    }


def _query_fields(query: Element, name: str) -> dict[str, Any] | None:
    """Return the fields of an answer without a record inside, as ``format=xsd_xml`` gives it."""
    children = child_elements(query)
    if name == "error":
        # "error" is also an element of records in which a deposit is repeated.
        if query.getparent() is None or not str(query.getparent().tag).endswith("crossref"):
            return None
        raise RecordError(f"Crossref answers: {text_of(query) or 'error'}; check the DOI")
    if query.get("status") in {"unresolved", "malformed"}:
        doi = child_text(children, "doi", "msg")
        raise RecordError(f"Crossref could not resolve {doi or 'this query'}; check the DOI")
    if "doi_record" in children or not {"article_title", "volume_title"} & children.keys():
        return None
    title = child_text(children, "article_title", "volume_title")
    return {
        "title": title,
        "authors": [_person(p) for p in find_elements(query, "{*}contributors/{*}contributor")],
        "year": child_text(children, "year"),
        "venue": child_text(children, "journal_title", "series_title")
        or (child_text(children, "volume_title") if "article_title" in children else None),
        "volume": child_text(children, "volume"),
        "issue": child_text(children, "issue"),
        "pages": page_range(child_text(children, "first_page"), child_text(children, "last_page")),
        "doi": child_text(children, "doi"),
    }


def _authors(metadata: Element) -> list[dict[str, Any]]:
    authors = []
    for contributor in find_elements(metadata, "{*}contributors/*"):
        if contributor.get("contributor_role", "author") != "author":
            continue
        is_person = str(contributor.tag).endswith("person_name")
        authors.append(_person(contributor) if is_person else {"literal": text_of(contributor)})
    if not authors:
        # Dissertations have their author without a list.
        authors = [_person(person) for person in find_elements(metadata, "{*}person_name")]
    return authors


def _person(person: Element) -> dict[str, Any]:
    parts = child_elements(person)
    affiliations = all_texts(person, "{*}affiliation")
    for institution in find_elements(person, "{*}affiliations/{*}institution"):
        names = child_elements(institution)
        units = (child_text(names, f"institution_{part}") for part in ("department", "name"))
        affiliations.append(", ".join(filter(None, units)))
    return {
        "given": child_text(parts, "given_name"),
        "family": child_text(parts, "surname"),
        "suffix": child_text(parts, "suffix"),
        "affiliations": affiliations,
        "orcid": child_text(parts, "ORCID"),
    }


def _volume_parts(work: Element) -> list[Element]:
    """Return the elements that describe the journal, the proceedings or the book of a work."""
    volumes = work.iterancestors("{*}journal", "{*}conference", "{*}book", "{*}database")
    volume = next(volumes, None)
    return list(islice(volume.iterchildren("*"), _MAX_PARTS)) if volume is not None else []


def _dates(metadata: Element, parts: list[Element]) -> dict[str, str]:
    dates = [_date(date) for name in _DATES[:4] for date in find_elements(metadata, f"{{*}}{name}")]
    # Papers of a volume have its date.
    dates = dates or [
        _date(date) for part in parts for date in find_elements(part, "{*}publication_date")
        if not str(part.tag).endswith(_WORKS)
    ]  # fmt: skip
    dates = dates or [_date(date) for date in find_elements(metadata, "{*}acceptance_date")]
    dates = dates or [
        _date(d) for d in find_elements(metadata, "{*}database_date/{*}publication_date")
    ]
    return earliest_date(dates)


def _date(element: Element) -> str:
    parts = child_elements(element)
    return date_of_parts(*(child_text(parts, name) for name in ("year", "month", "day")))


def _venue(metadata: Element, parts: list[Element]) -> str:
    by_name = {str(part.tag).rpartition("}")[2]: part for part in reversed(parts)}
    for name, paths in _VOLUMES.items():
        if name in by_name and (title := first_text(by_name[name], *paths)):
            return title
    # Servers of preprints, and universities of theses.
    return "" if parts else first_text(metadata, "{*}institution/{*}institution_name")


def _position(metadata: Element, parts: list[Element]) -> dict[str, str]:
    """Return the volume and the issue of the journal or the series, and the pages of the work."""
    scopes = [metadata, *parts]
    pages = child_elements(find_element(metadata, "{*}pages")) if _has(metadata, "pages") else {}
    numbers = (
        text_of(number) for number in find_elements(metadata, "{*}publisher_item/{*}item_number")
        if number.get("item_number_type") in {"article_number", "article-number"}
    )  # fmt: skip
    return {
        "volume": _first_of(scopes, "{*}journal_volume/{*}volume", "{*}volume"),
        "issue": _first_of(scopes, "{*}issue"),
        "pages": page_range(child_text(pages, "first_page"), child_text(pages, "last_page"))
        or next(numbers, ""),
    }


def _has(element: Element, name: str) -> bool:
    return find_element(element, f"{{*}}{name}") is not None


def _first_of(scopes: list[Element], *paths: str) -> str:
    return next(filter(None, (first_text(scope, *paths) for scope in scopes)), "")


def _licenses(metadata: Element) -> list[dict[str, str]]:
    """Return addresses of licences as Crossref's JSON has them; "crossmark" may hold them."""
    return [
        {"URL": text_of(address), "content-version": attribute(address, "applies_to")}
        for address in metadata.iter("{*}license_ref")
    ]


def _pdf(doi_data: Element) -> list[str]:
    return [
        text_of(resource)
        for resource in find_elements(doi_data, "{*}collection/{*}item/{*}resource")
        if resource.get("mime_type") == "application/pdf"
    ][:1]


def _abstract(metadata: Element) -> str:
    """Return the first abstract in JATS without a type, else the first one."""
    abstracts = sorted(
        find_elements(metadata, "{*}abstract"), key=lambda a: bool(attribute(a, "abstract-type"))
    )
    for abstract in abstracts:
        if text := " ".join(all_texts(abstract, ".//{*}p")) or text_of(abstract):
            return text
    return ""
