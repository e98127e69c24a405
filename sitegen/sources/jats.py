"""Parsed papers in JATS, as PubMed Central and publishers give them.

Source: https://jats.nlm.nih.gov/archiving/tag-library/1.3/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.sources.fields import month_number, read_records
from sitegen.sources.xmltools import all_texts, first_text, read_elements, root_name, text_of

if TYPE_CHECKING:
    from sitegen.sources.reading import Reading
    from sitegen.sources.xmltools import Element

_META = "{*}front/{*}article-meta/"


def sniff(head: str) -> bool:
    """Claim XML whose first element is an ``article`` with a front, or a set of them."""
    return root_name(head) in {"pmc-articleset", "pmc-articleset-result", "article"} and (
        "<front>" in head or "<front " in head or "article-meta" in head
    )


def read(text: str, path: str) -> Reading:
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
        "authors": [name for one in meta.iterfind(_AUTHORS) if (name := _name(one))],
        "date": date,
        "year": year,
        "venue": first_text(article, "{*}front/{*}journal-meta//{*}journal-title"),
        "doi": ids.get("doi"),
        "arxiv_id": ids.get("arxiv"),
        "keywords": all_texts(meta, "{*}kwd-group/{*}kwd"),
        "id": ids.get("pmc") or ids.get("pmid"),
    }


_AUTHORS = "{*}contrib-group/{*}contrib[@contrib-type='author']"


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
