"""Read parsed papers in JATS, as PubMed Central and publishers provide them.

Source: https://jats.nlm.nih.gov/archiving/tag-library/1.3/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.dates import month_number
from sitegen.sources.fields import read_records
from sitegen.sources.xmltools import all_texts, first_text, read_elements, root_name, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xmltools import Element

NAME: Final = "jats"
RANK: Final = 50

_MAX_SECTION_DEPTH: Final = 12
#: Elements that hold the parts of a reference, in JATS and its predecessors, the most detailed
#: first.
_CITATIONS: Final = ("element-citation", "mixed-citation", "citation", "nlm-citation")
_AUTHORS: Final = "{*}contrib-group/{*}contrib[@contrib-type='author']"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def sniff(head: str) -> bool:
    """Return True for XML whose first element is an ``article``, or a set of them, with a front."""
    # DocBook has a root "article" too, but neither of these elements.
    return root_name(head) in {"pmc-articleset", "pmc-articleset-result", "article"} and (
        "<front>" in head or "<front " in head or "article-meta" in head
    )


def read(text: str, path: str) -> ReadResult:
    """Read one article or a set; an article without a title becomes a diagnostic."""
    return read_records(read_elements(text, "article", _article_fields), path)


def _article_fields(article: Element) -> dict[str, Any] | None:
    meta = article.find("{*}front/{*}article-meta")
    if meta is None:
        return None
    year, date = _publication_date(meta)
    ids = {number.get("pub-id-type"): text_of(number) for number in meta.iterfind("{*}article-id")}
    affiliations = _affiliations_by_id(meta)
    subtitle = first_text(meta, "{*}title-group/{*}subtitle")
    title = first_text(meta, "{*}title-group/{*}article-title")
    return {
        "title": f"{title}: {subtitle}" if title and subtitle else title,
        "abstract": _abstract(meta),
        "authors": [_author(author, affiliations) for author in meta.iterfind(_AUTHORS)],
        "date": date,
        "year": year,
        "venue": first_text(article, "{*}front/{*}journal-meta//{*}journal-title"),
        "doi": ids.get("doi"),
        "arxiv_id": ids.get("arxiv"),
        "keywords": all_texts(meta, "{*}kwd-group/{*}kwd"),
        "id": ids.get("pmc") or ids.get("pmid"),
        "language": article.get(_XML_LANG),
        "sections": _body_sections(article),
        "references": [_reference(ref) for ref in article.iterfind("{*}back//{*}ref-list/{*}ref")],
    }


def _author(contributor: Element, affiliations: dict[str, str]) -> dict[str, Any]:
    # One reference may list several ids: rid="aff1 aff2".
    rids = " ".join(
        xref.get("rid", "") for xref in contributor.iterfind("{*}xref[@ref-type='aff']")
    )
    return {
        "name": _name(contributor),
        "affiliations": [
            *(affiliations[rid] for rid in rids.split() if rid in affiliations),
            # An affiliation may also stand inside the contributor.
            *map(_affiliation, contributor.iterfind("{*}aff")),
        ],
        "orcid": first_text(contributor, "{*}contrib-id[@contrib-id-type='orcid']"),
    }


def _affiliations_by_id(meta: Element) -> dict[str, str]:
    """Map the ids that authors refer to, to the texts of the affiliations."""
    return {aff.get("id", ""): _affiliation(aff) for aff in meta.iterfind(".//{*}aff")}


def _affiliation(aff: Element) -> str:
    """Return the text of an affiliation without its label ("1", "a")."""
    label = first_text(aff, "{*}label")
    return text_of(aff).removeprefix(label).strip()


def _body_sections(article: Element) -> list[dict[str, Any]]:
    sections = [
        section for sec in article.iterfind("{*}body/{*}sec") for section in _sections(sec, level=1)
    ]
    # Letters and editorials have paragraphs without sections.
    return sections or [{"text": all_texts(article, "{*}body/{*}p")}]


def _sections(sec: Element, level: int) -> Iterator[dict[str, Any]]:
    """Yield a section, then its subsections, in document order."""
    yield {
        "heading": first_text(sec, "{*}title"),
        "level": level,
        "text": all_texts(sec, "{*}p"),
    }
    # A generator per level: the limit keeps hostile nesting from exhausting the stack.
    for subsection in sec.iterfind("{*}sec"):
        if level < _MAX_SECTION_DEPTH:
            yield from _sections(subsection, level + 1)


def _reference(ref: Element) -> dict[str, Any]:
    # Without a citation element the parts are looked for in the "ref" itself.
    citation = next((c for name in _CITATIONS for c in ref.iterfind(f"{{*}}{name}")), ref)
    names = [
        " ".join(filter(None, (first_text(name, "{*}given-names"), first_text(name, "{*}surname"))))
        for name in citation.iterfind(".//{*}name")
    ]
    title = first_text(citation, "{*}article-title", "{*}chapter-title")
    return {
        # Of a book or report the source is the title, and there is no venue.
        "title": title or first_text(citation, "{*}source"),
        "authors": names,
        "venue": first_text(citation, "{*}source") if title else "",
        "year": first_text(citation, "{*}year"),
        "doi": first_text(citation, "{*}pub-id[@pub-id-type='doi']"),
        "arxiv_id": first_text(citation, "{*}pub-id[@pub-id-type='arxiv']"),
        # A mixed citation that is not fully marked up is shown as its text.
        "text": "" if title and names else text_of(citation),
    }


def _name(contributor: Element) -> str:
    parts = ("{*}name/{*}given-names", "{*}name/{*}surname", "{*}name/{*}suffix")
    name = " ".join(filter(None, (first_text(contributor, part) for part in parts)))
    # "collab" names a group of authors.
    return name or first_text(contributor, "{*}collab", "{*}string-name")


def _abstract(meta: Element) -> str:
    """Return the paragraphs of the main abstract, joined by blanks.

    Graphical, short and translated abstracts have an ``abstract-type`` and are skipped.
    """
    for abstract in meta.iterfind("{*}abstract"):
        if not abstract.get("abstract-type"):
            return " ".join(all_texts(abstract, ".//{*}p")) or text_of(abstract)
    return ""


def _publication_date(meta: Element) -> tuple[str | None, str | None]:
    """Return the earliest year and, if a date of that year is complete, its earliest day."""
    dates = []  # (year, YYYY-MM-DD or "")
    for date in meta.iterfind("{*}pub-date"):
        year, month, day = (first_text(date, f"{{*}}{name}") for name in ("year", "month", "day"))
        number = month_number(month) if month else None
        if year.isdecimal() and number and day.isdecimal():
            dates.append((year, f"{year}-{number:02}-{int(day):02}"))
        elif year.isdecimal():
            dates.append((year, ""))
    if not dates:
        return None, None
    # The earliest is often the electronic one, before the printed issue.
    first_year = min(year for year, _ in dates)
    days = sorted(day for year, day in dates if day and year == first_year)
    return first_year, days[0] if days else None
