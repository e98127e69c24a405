"""The list of all papers, in each order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sitegen.locale import N_
from sitegen.pages.ordering import by_title, paginate
from sitegen.pages.registry import NavEntry, PageKind
from sitegen.pages.views import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sitegen.locale import Texts
    from sitegen.pages.context import SiteContext
    from sitegen.pages.keyed import Renderer
    from sitegen.pages.registry import KeyedPage
    from sitegen.pages.rows import PaperRow
    from sitegen.pages.slices import Slice
    from sitegen.paper import EnrichedPaper

_BY_TITLE: Final = "papers-by-title"
_BY_DATE: Final = "papers-by-date"
#: Titles that start with a digit or a sign, and those in other scripts than Latin.
_DIGITS: Final = "0–9"
_NOT_LATIN: Final = N_("Other")


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of a list, with a heading or without one.

    Attributes:
        rows: the papers.
        has_abstracts: whether one of them has an abstract.
        heading: above them, if any.
    """

    rows: list[PaperRow]
    has_abstracts: bool
    heading: Heading | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A year or an initial letter in a list.

    Attributes:
        text: what readers see.
        anchor: end of the heading's id.
        stem: of the page on which its papers begin.
        count: number of its papers in the whole list.
    """

    text: str
    anchor: str
    stem: str
    count: int


@dataclass(frozen=True, slots=True)
class _Inputs:
    """All that a page is rendered from.

    Attributes:
        site: what lists say of the collection: name of a variable -> its value.
        stem: file stem of the order.
        headings: text of each heading of the order -> the heading.
        papers: those of this page.
        number: of the page, from 1 on.
        stems: file stems of all pages of the order.
    """

    site: Mapping[str, object]
    stem: str
    headings: Mapping[str, Heading]
    papers: tuple[Slice, ...]
    number: int
    stems: tuple[str, ...]


def _pages(context: SiteContext) -> Iterator[KeyedPage]:
    papers = context.papers
    ordered = {"papers": papers, _BY_TITLE: by_title(papers), _BY_DATE: context.by_date}
    site = {
        "total": len(papers),
        "orders": context.orders,
        "titles": context.order_titles,
        "has_days": bool(context.days),
        "years": bool(context.years),
        "author_total": len(context.people.indexed),
        "venue_total": len(context.venues.pages),
        "feeds": ("feed",) if "feed" in context.feeds else (),
    }
    for stem in context.orders:
        pages = list(paginate(ordered[stem], stem, "-", context.site.page_size))
        headings = _headings(pages, _HEADINGS[stem], context.texts) if stem in _HEADINGS else {}
        for number, members, stems in pages:
            slices = context.slices_of(members)
            inputs = _Inputs(site, stem, headings, slices, number, tuple(stems))
            src_uri = f"{stems[number - 1]}.md"
            yield context.renderer.page(src_uri, KIND.name, _render, inputs, rows=slices)


def _render(renderer: Renderer, inputs: _Inputs) -> str:
    return renderer.template(KIND.template).render(
        groups=_group_rows(renderer, inputs.papers, inputs.stem, inputs.headings),
        headings=list(inputs.headings.values()),
        stem=inputs.stem,
        number=inputs.number,
        pages=inputs.stems,
        **inputs.site,
    )


def _group_rows(
    renderer: Renderer, papers: Sequence[Slice], stem: str, headings: Mapping[str, Heading]
) -> list[RowGroup]:
    groups: list[RowGroup] = []
    heading_of = _HEADINGS.get(stem, lambda _paper: "")
    for text, members in groupby(papers, key=lambda paper: heading_of(paper.enriched)):
        rows = [renderer.row(paper) for paper in members]
        has_abstracts = any(row.snippet for row in rows)
        groups.append(RowGroup(rows, has_abstracts, headings.get(text)))
    return groups


def _headings(
    pages: Sequence[tuple[int, Sequence[EnrichedPaper], list[str]]],
    heading_of: Callable[[EnrichedPaper], str],
    texts: Texts,
) -> dict[str, Heading]:
    """Return the English text of each heading -> the heading, in the order of the list."""
    counts = Counter(heading_of(paper) for _, members, _ in pages for paper in members)
    headings: dict[str, Heading] = {}
    for number, members, stems in pages:
        for text in dict.fromkeys(map(heading_of, members)):
            if text not in headings:
                anchor = _ANCHORS.get(text, text.lower())
                headings[text] = Heading(
                    texts.gettext(text), anchor, stems[number - 1], counts[text]
                )
    return headings


def _year_of(paper: EnrichedPaper) -> str:
    return str(paper.entry.paper.year or _NO_YEAR)


def _initial_of(paper: EnrichedPaper) -> str:
    """Return the heading of a title's initial; the order by title has its papers together."""
    initial = sort_key(paper.entry.paper.title)[:1]
    if initial < "a":
        return _DIGITS
    return initial.upper() if initial <= "z" else _NOT_LATIN


_NO_YEAR: Final = N_("Year unknown")
_HEADINGS: Final = {_BY_TITLE: _initial_of, _BY_DATE: _year_of}
_ANCHORS: Final = {_NO_YEAR: "unknown", _DIGITS: "0-9"}
#: Authors, venues, years and days are ways to list papers.
_COVERED: Final = (
    "author", "authors", "venue", "venues", "year", "years", "new", "day", "days", "trending",
    "digest", "alert",
)  # fmt: skip
_NAV: Final = NavEntry(N_("Papers"), "papers.md", covers=_COVERED)
KIND: Final = PageKind("list", 20, "papers.md.j2", _pages, nav=_NAV)
