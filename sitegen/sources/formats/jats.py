"""Parsed papers in JATS, as PubMed Central and publishers give them.

Source: https://jats.nlm.nih.gov/archiving/tag-library/1.3/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import month_number, read_records
from sitegen.sources.xmltools import all_texts, first_text, read_elements, root_name, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xmltools import Element

NAME: Final = "jats"
RANK: Final = 50

_DEEPEST: Final = 12
_CITATIONS: Final = ("element-citation", "mixed-citation", "citation", "nlm-citation")
_META = "{*}front/{*}article-meta/"


def sniff(head: str) -> bool:
    """Claim XML whose first element is an ``article`` with a front, or a set of them."""
    return root_name(head) in {"pmc-articleset", "pmc-articleset-result", "article"} and (
        "<front>" in head or "<front " in head or "article-meta" in head
    )


def read(text: str, path: str) -> ReadResult:
    """Read one article or a set; one without a title is a diagnostic."""
    return read_records(read_elements(text, "article", _fields), path)


def _fields(article: Element) -> dict[str, Any] | None:
    meta = article.find("{*}front/{*}article-meta")
    if meta is None:
        return None
    year, date = _published(meta)
    ids = {one.get("pub-id-type"): text_of(one) for one in meta.iterfind("{*}article-id")}
    subtitle = first_text(meta, "{*}title-group/{*}subtitle")
    title = first_text(meta, "{*}title-group/{*}article-title")
    return {
        "title": f"{title}: {subtitle}" if title and subtitle else title,
        "abstract": _abstract(meta),
        "authors": [_author(one, _places(meta)) for one in meta.iterfind(_AUTHORS)],
        "date": date,
        "year": year,
        "venue": first_text(article, "{*}front/{*}journal-meta//{*}journal-title"),
        "doi": ids.get("doi"),
        "arxiv_id": ids.get("arxiv"),
        "keywords": all_texts(meta, "{*}kwd-group/{*}kwd"),
        "id": ids.get("pmc") or ids.get("pmid"),
        "language": article.get("{http://www.w3.org/XML/1998/namespace}lang"),
        "sections": [one for sec in article.iterfind("{*}body/{*}sec") for one in _sections(sec, 1)]
        or [{"text": all_texts(article, "{*}body/{*}p")}],
        "references": [_reference(ref) for ref in article.iterfind("{*}back//{*}ref-list/{*}ref")],
    }


_AUTHORS = "{*}contrib-group/{*}contrib[@contrib-type='author']"


def _author(contributor: Element, places: dict[str, str]) -> dict[str, Any]:
    rids = " ".join(
        xref.get("rid", "") for xref in contributor.iterfind("{*}xref[@ref-type='aff']")
    )
    return {
        "name": _name(contributor),
        "affiliations": [
            *(places[rid] for rid in rids.split() if rid in places),
            *map(_affiliation, contributor.iterfind("{*}aff")),
        ],
        "orcid": first_text(contributor, "{*}contrib-id[@contrib-id-type='orcid']"),
    }


def _places(meta: Element) -> dict[str, str]:
    """Return the affiliations that authors refer to, by their ids."""
    return {one.get("id", ""): _affiliation(one) for one in meta.iterfind(".//{*}aff")}


def _affiliation(aff: Element) -> str:
    """Return an affiliation without the number that it is referred to by."""
    label = first_text(aff, "{*}label")
    return text_of(aff).removeprefix(label).strip()


def _sections(sec: Element, level: int) -> Iterator[dict[str, Any]]:
    yield {
        "heading": first_text(sec, "{*}title"),
        "level": level,
        "text": all_texts(sec, "{*}p"),
    }
    for below in sec.iterfind("{*}sec"):
        if level < _DEEPEST:
            yield from _sections(below, level + 1)


def _reference(ref: Element) -> dict[str, Any]:
    cited = next((one for name in _CITATIONS for one in ref.iterfind(f"{{*}}{name}")), ref)
    names = [
        " ".join(filter(None, (first_text(one, "{*}given-names"), first_text(one, "{*}surname"))))
        for one in cited.iterfind(".//{*}name")
    ]
    title = first_text(cited, "{*}article-title", "{*}chapter-title")
    return {
        "title": title or first_text(cited, "{*}source"),
        "authors": names,
        "venue": first_text(cited, "{*}source") if title else "",
        "year": first_text(cited, "{*}year"),
        "doi": first_text(cited, "{*}pub-id[@pub-id-type='doi']"),
        "arxiv_id": first_text(cited, "{*}pub-id[@pub-id-type='arxiv']"),
        "text": "" if title and names else text_of(cited),
    }


def _name(contributor: Element) -> str:
    parts = ("{*}name/{*}given-names", "{*}name/{*}surname", "{*}name/{*}suffix")
    name = " ".join(filter(None, (first_text(contributor, part) for part in parts)))
    return name or first_text(contributor, "{*}collab", "{*}string-name")


def _abstract(meta: Element) -> str:
    """Return the abstract's paragraphs; graphical and short ones are not it."""
    for abstract in meta.iterfind("{*}abstract"):
        if not abstract.get("abstract-type"):
            return " ".join(all_texts(abstract, ".//{*}p")) or text_of(abstract)
    return ""


def _published(meta: Element) -> tuple[str | None, str | None]:
    """Return year and whole day of the earliest of the dates."""
    found = []
    for date in meta.iterfind("{*}pub-date"):
        year, month, day = (first_text(date, f"{{*}}{name}") for name in ("year", "month", "day"))
        number = month_number(month) if month else None
        if year.isdecimal() and number and day.isdecimal():
            found.append((year, f"{year}-{number:02}-{int(day):02}"))
        elif year.isdecimal():
            found.append((year, ""))
    if not found:
        return None, None
    first = min(year for year, _ in found)
    days = sorted(day for year, day in found if day and year == first)
    return first, days[0] if days else None
